"""Makes the pictures of the documentation from the sample office: pages of its PDF files, and of a Word file as LibreOffice prints it.

    python scripts/pictures.py            after: docgen render

In: ``output/``. Out: ``docs/pictures/*.png``. Needs pdftoppm (poppler) and LibreOffice; Pillow comes along with WeasyPrint.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent
OUTPUT, PICTURES = ROOT / "output", ROOT / "docs" / "pictures"
DPI = 84
GREYS = 16
EDGE = "#b0b0b0"


class Picture(NamedTuple):
    """A picture: its name, the file it shows, the page from 1."""

    name: str
    source: str
    page: int


WANTED = (
    Picture("decision", "lang-son/2025/qd-nghi-huu-cong-chuc.pdf", 1),
    Picture("party-decision-word", "hai-phong/2025/qd-thanh-lap-dang-bo-xa-mau-25.docx", 1),
    Picture("table", "hai-phong/2025/kh-01-bcd1806.pdf", 4),
)


def printed(source: Path, folder: Path) -> Path:
    """Return the PDF of a file: itself, or what LibreOffice prints of a Word file."""
    if source.suffix == ".pdf":
        return source
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)], check=True, capture_output=True
    )
    return folder / f"{source.stem}.pdf"


def drawn(pdf: Path, page: int, folder: Path) -> Image.Image:
    """Return a page in few greys, with a thin edge, so that it stands out from a white screen."""
    stem = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-gray", "-png", "-singlefile", pdf, stem], check=True)
    return ImageOps.expand(Image.open(stem.with_suffix(".png")).convert("L"), border=1, fill=EDGE).quantize(GREYS)


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture in WANTED:
            image = drawn(printed(OUTPUT / picture.source, folder), picture.page, folder)
            image.save(PICTURES / f"{picture.name}.png", optimize=True)


if __name__ == "__main__":
    main()
