"""A batch of two-page decisions, from YAML to files by two processes, against loops of the same libraries: whole programs, on the wall.

The others get their texts ready made and are one process, as their manuals show them; LibreOffice gets all files in one call.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bench import rival, rivals
from bench.decision import page, tasks
from bench.measure import docgen, environment, race
from bench.report import ratio_line, times_lines
from bench.workspace import lay, template, words
from docgen.write.css import print_css
from docgen.write.html import page as html_page
from docgen.write.markup import markup
from docgen.write.pdf import VARIANT

DOCUMENTS, ROUNDS, ROWS = int(os.environ.get("BENCH_DOCUMENTS", "100")), 3, 12
BOTH, PDF = "docgen, Word and PDF, two processes", "docgen, PDF, two processes"
NAIVE_BOTH, NAIVE_PDF = "python-docx + WeasyPrint, plain loop", "WeasyPrint, plain loop"
OFFICE = "docxtpl + LibreOffice in one call"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _lay_ours(folder / "office")
        _lay_theirs(folder)
        times = race(_sides(folder), rounds=ROUNDS, clock=time.perf_counter)
    yield f"  {DOCUMENTS} documents:"
    yield from times_lines(times)
    yield ratio_line(times, NAIVE_BOTH, BOTH, ">= 3")
    yield ratio_line(times, NAIVE_PDF, PDF, ">= 2.3")
    if OFFICE in times:
        yield ratio_line(times, OFFICE, BOTH, ">= 2")


def _sides(folder: Path) -> Mapping[str, Callable[[], object]]:
    def ours(formats: str) -> None:
        docgen(folder / "office", "render", "--to", formats, "--jobs", "2", "--force")

    sides: dict[str, Callable[[], object]] = {
        BOTH: partial(ours, "docx,pdf"),
        PDF: partial(ours, "pdf"),
        NAIVE_BOTH: partial(_theirs, folder, "both"),
        NAIVE_PDF: partial(_theirs, folder, "pdf"),
    }
    return sides | ({OFFICE: partial(_theirs, folder, "office")} if shutil.which("soffice") else {})


def _lay_ours(root: Path) -> None:
    """Write the decisions as files of a workspace."""
    lay(root, 0)
    for n in range(DOCUMENTS):
        text = template("two-pages").substitute(words(0)).replace("id: qd-mau\n", f"id: qd-{n}\n").replace('"145"', f'"{145 + n}"')
        path = root / f"directives/2025/qd-{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + tasks(ROWS), encoding="utf-8")


def _lay_theirs(folder: Path) -> None:
    """Write what the others are given: texts, the finished page, its style sheet."""
    made = page(ROWS)
    (folder / "texts.json").write_text(json.dumps(made.texts), encoding="utf-8")
    (folder / "page.html").write_text(html_page(made.sheet, markup(made.sheet, made.format, floating=True)), encoding="utf-8")
    (folder / "page.css").write_text(print_css(made.format, made.sheet.language), encoding="utf-8")


def _theirs(folder: Path, way: str) -> None:
    code = f"from pathlib import Path; from bench.batches import {way}; {way}(Path({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, env=environment(), stdout=subprocess.DEVNULL)


def pdf(folder: Path) -> None:
    """Make the PDFs in a plain loop."""
    html, css = (folder / "page.html").read_text(encoding="utf-8"), (folder / "page.css").read_text(encoding="utf-8")
    for n in range(DOCUMENTS):
        (folder / f"{n}.pdf").write_bytes(rivals.weasyprint_page(html, css, pdf_variant=VARIANT, pdf_tags=True))


def both(folder: Path) -> None:
    """Make Word files and PDFs in a plain loop."""
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    for n in range(DOCUMENTS):
        (folder / f"{n}.docx").write_bytes(rivals.python_docx(texts))
    pdf(folder)


def office(folder: Path) -> None:
    """Fill a template of Word, and let LibreOffice print all files."""
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    prepared = rival.template(len(texts["head"]))
    files = [folder / f"filled-{n}.docx" for n in range(DOCUMENTS)]
    for file in files:
        file.write_bytes(rival.fill(prepared, texts))
    rivals.libreoffice(files, folder)
