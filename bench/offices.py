"""The two-page decision against what an office would do instead: processor seconds a document, all sides taking turns.

Counted are the seconds of the processor, those of programs started included, so that other work on the machine does not blur them.
Ours is the whole way from YAML; the others get their texts ready made.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bench import rival, rivals
from bench.decision import Page, page, whole_way
from bench.measure import Times, race
from bench.report import ratio_line
from docgen.write.css import print_css
from docgen.write.docx import docx
from docgen.write.html import page as html_page
from docgen.write.markup import markup
from docgen.write.pdf import VARIANT, pdf

DOCUMENTS, ROUNDS = 6, 3
WORD, PDF, BOTH = "docgen, Word", "docgen, PDF", "docgen, Word and PDF"
DOCXTPL, OFFICE, NAIVE_WORD = "docxtpl", "docxtpl + LibreOffice in one call", "python-docx, plain loop"
NAIVE_SAME = "WeasyPrint, plain loop, the same page and archive form"
NAIVE_BOTH = "python-docx + WeasyPrint, plain loop, the same page"
NAIVE, NAIVE_PDF, PANDOC, TYPST = "python-docx + WeasyPrint, plain loop", "WeasyPrint, plain loop", "pandoc, Word", "Typst, PDF"


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    made = page(12)
    with tempfile.TemporaryDirectory() as folder:
        sides = _ours(made) | _theirs(made, Path(folder))
        times = race(sides, rounds=ROUNDS, laps=1, clock=_processor)
    for name, seconds in times.items():
        middle = sorted(seconds)[len(seconds) // 2] / DOCUMENTS
        yield f"  {name:<44} {middle * 1000:8.1f} ms a document, {1 / middle:7.1f} a second on one core"
    yield from _ratios(times)


def _ratios(times: Times) -> Iterator[str]:
    yield ratio_line(times, DOCXTPL, WORD, ">= 5")
    yield ratio_line(times, NAIVE, BOTH, "none: a simpler page, no archive form")
    yield ratio_line(times, NAIVE_PDF, PDF, "none: a simpler page, no archive form")
    yield ratio_line(times, NAIVE_SAME, PDF, "1.15 a core (>= 2.3 on two processes)")
    yield ratio_line(times, NAIVE_BOTH, BOTH, "1.5 a core (>= 3 on two processes)")
    if OFFICE in times:
        yield ratio_line(times, OFFICE, BOTH, "1 a core (>= 2 on two processes)")
    if TYPST in times:
        yield ratio_line(times, PDF, TYPST, "none: how far from Typst")


def _ours(made: Page) -> Mapping[str, Callable[[], object]]:
    def both() -> None:
        sheet = whole_way(made)
        docx(sheet, made.format)
        pdf(sheet, made.format)

    sides = {WORD: lambda: docx(whole_way(made), made.format), PDF: lambda: pdf(whole_way(made), made.format), BOTH: both}
    return {name: _times(side) for name, side in sides.items()}


def _theirs(made: Page, folder: Path) -> Mapping[str, Callable[[], object]]:
    prepared, texts = rival.template(len(made.texts["head"])), made.texts

    def naive() -> None:
        rivals.python_docx(texts)
        rivals.weasyprint_pdf(texts)

    html = html_page(made.sheet, markup(made.sheet, made.format, floating=True))
    css = print_css(made.format, made.sheet.language)

    def same() -> None:
        rivals.weasyprint_page(html, css, pdf_variant=VARIANT, pdf_tags=True)

    def same_both() -> None:
        rivals.python_docx(texts)
        same()

    def office() -> None:
        files = [folder / f"{n}.docx" for n in range(DOCUMENTS)]
        for file in files:
            file.write_bytes(rival.fill(prepared, texts))
        rivals.libreoffice(files, folder)

    sides: dict[str, Callable[[], object]] = {
        DOCXTPL: _times(lambda: rival.fill(prepared, texts)),
        NAIVE_WORD: _times(lambda: rivals.python_docx(texts)),
        NAIVE_PDF: _times(lambda: rivals.weasyprint_pdf(texts)),
        NAIVE_SAME: _times(same),
        NAIVE_BOTH: _times(same_both),
        NAIVE: _times(naive),
    }
    modules = rivals.node_modules(Path(".docgen/bench").resolve())
    if modules is not None:
        (folder / "texts.json").write_text(json.dumps(rival.data(texts)), encoding="utf-8")
        for name, syntax in (("docxtemplater", rival.DOCXTEMPLATER), ("carbone", rival.CARBONE)):
            (folder / f"{name}.docx").write_bytes(rival.template(len(texts["head"]), syntax))
            sides[f"{name}, Word, in one call"] = partial(rivals.filled_by_node, name, modules, folder, DOCUMENTS)
    if shutil.which("soffice"):
        sides[OFFICE] = office
    if shutil.which("pandoc"):
        sides[PANDOC] = _times(lambda: rivals.pandoc_docx(texts, folder / "pandoc.docx"))
    if importlib.util.find_spec("typst"):
        sides[TYPST] = _times(lambda: rivals.typst_pdf(texts))
    return sides


def _times(side: Callable[[], object]) -> Callable[[], None]:
    def again() -> None:
        for _ in range(DOCUMENTS):
            side()

    return again


def _processor() -> float:
    """Return the seconds of the processor this process and those it started have used."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
