"""The same page by the tools an office would take instead: pandoc, Typst, a plain loop of python-docx and WeasyPrint, LibreOffice.

In: the texts of a page. Out: files. Each is written as its manual shows it, with the letterhead, the table and the signature.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

Texts = Mapping[str, Any]
FILL = Path(__file__).parent / "pages" / "fill.js"
NODE = ("docxtemplater", "pizzip", "carbone")
CSS = (
    "@page { size: A4; margin: 20mm 15mm 20mm 30mm } body { font: 14pt 'Times New Roman' } p { margin: 6pt 0; text-align: justify } "
    "table { width: 100%; border-collapse: collapse } .ruled td { border: 1px solid; font-size: 13pt } .two td { text-align: center }"
)
TYPST = (
    '#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm))\n#set text(font: "Liberation Serif", size: 14pt, lang: "vi")\n'
    "#set par(justify: true)\n"
)


def html(texts: Texts) -> str:
    """Return the page as HTML."""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in (texts["head"], *texts["rows"]))
    body = _two_html(texts["left"], texts["right"]) + _paragraphs(texts["before"])
    body += f"<table class='ruled'>{rows}</table>" + _paragraphs(texts["after"]) + _two_html(texts["recipients"], texts["signer"])
    return f"<html lang='vi'><head><title>QĐ</title><style>{CSS}</style></head><body>{body}</body></html>"


def weasyprint_pdf(texts: Texts, **options: object) -> bytes:
    """Return the PDF as the first page of WeasyPrint's manual makes it, or with its options."""
    from weasyprint import HTML  # type: ignore[import-untyped]

    data: bytes = HTML(string=html(texts)).write_pdf(**options)
    return data


def weasyprint_page(markup: str, css: str, **options: object) -> bytes:
    """Return the PDF of a finished page as a plain loop makes it: page and style sheet given as text for every document."""
    from weasyprint import HTML

    data: bytes = HTML(string=markup.replace("</head>", f"<style>{css}</style></head>", 1)).write_pdf(**options)
    return data


def python_docx(texts: Texts) -> bytes:
    """Return the Word file as the first page of python-docx's manual makes it, the cells of a row asked for once."""
    import docx

    document = docx.Document()
    _two_word(document, texts["left"], texts["right"])
    for text in texts["before"]:
        document.add_paragraph(text)
    table = document.add_table(1 + len(texts["rows"]), len(texts["head"]), "Table Grid")
    for row, values in zip(table.rows, (texts["head"], *texts["rows"]), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    for text in texts["after"]:
        document.add_paragraph(text)
    _two_word(document, texts["recipients"], texts["signer"])
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def typst_pdf(texts: Texts) -> bytes:
    """Return the PDF by Typst."""
    import typst  # type: ignore[import-not-found]

    cells = [_content(cell) for row in (texts["head"], *texts["rows"]) for cell in row]
    table = f"#table(columns: {len(texts['head'])}, {', '.join(cells)})\n"
    source = TYPST + _two_typst(texts["left"], texts["right"]) + _typst(texts["before"]) + table
    source += _typst(texts["after"]) + _two_typst(texts["recipients"], texts["signer"])
    data: bytes = typst.compile(source.encode())
    return data


def pandoc_docx(texts: Texts, path: Path) -> None:
    """Write the Word file by pandoc, from Markdown."""
    rows = [texts["head"], ["---"] * len(texts["head"]), *texts["rows"]]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    parts = [*texts["left"], *texts["right"], *texts["before"], table, *texts["after"], *texts["recipients"], *texts["signer"]]
    subprocess.run(["pandoc", "-f", "markdown", "-o", str(path)], input="\n\n".join(parts), text=True, check=True, capture_output=True)


def node_modules(folder: Path) -> Path | None:
    """Return where docxtemplater and carbone lie, installed below ``folder``; None where there is no Node or they do not install."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *NODE]
    held = folder / "node_modules"
    return held if all((held / name).exists() for name in NODE) or not subprocess.run(command, capture_output=True).returncode else None


def filled_by_node(program: str, modules: Path, folder: Path, count: int) -> None:
    """Fill ``program.docx`` in ``folder`` with ``texts.json`` so many times, in one call of Node."""
    words = [program, f"{folder}/{program}.docx", f"{folder}/texts.json", str(count), str(folder)]
    subprocess.run(["node", str(FILL), *words], check=True, capture_output=True, env={**os.environ, "NODE_PATH": str(modules)})


def libreoffice(files: Sequence[Path], folder: Path) -> None:
    """Convert Word files to PDF, all in one call."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _two_html(left: Sequence[str], right: Sequence[str]) -> str:
    return f"<table class='two'><tr><td>{'<br>'.join(map(escape, left))}</td><td>{'<br>'.join(map(escape, right))}</td></tr></table>"


def _two_word(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    for cell, lines in zip(document.add_table(1, 2).rows[0].cells, (left, right), strict=True):
        cell.text = "\n".join(lines)


def _typst(texts: Sequence[str]) -> str:
    return "".join(f"#par{_content(text)}\n" for text in texts)


def _two_typst(left: Sequence[str], right: Sequence[str]) -> str:
    cells = (_content("\n".join(lines)) for lines in (left, right))
    return f"#grid(columns: (1fr, 1fr), align: center, {', '.join(cells)})\n"


def _content(text: str) -> str:
    return '[#"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"]'
