"""Redlines of the whole sample office: accepted they are the document after, rejected the one before."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from docgen.compose.sheet import compose
from docgen.derive.series import member_id, named, series_of
from docgen.model.blocks import Cell, Grid, Mark, Para, Row, Run, Section, Sheet
from docgen.model.catalogue import Language
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.review.redline import Kind, changed, redline
from docgen.write.docx import docx
from docgen.write.markup import markup
from tests.conftest import ROOT, TEMPLATES, office_of
from tests.review.libreoffice import Verdict, settled
from tests.review.mutations import MUTATIONS, mutated
from tests.review.tracked import Leeway, W, body_of, differences, said, strays
from tests.write.readers import names, part

SCHEMA = Path(__file__).parent.parent / "schemas" / "ecma376" / "wml.xsd"
DAY = datetime.datetime(2025, 6, 30, 8, tzinfo=datetime.UTC)
ALL = tuple(MUTATIONS)
OFFICE = office_of(ROOT)[0]
Pair = tuple[Sheet, Sheet]


def by(address: str, kind: Kind) -> Mark:
    return Mark(kind, "Trần Thị B & Phòng <1>", DAY)


def sheet_of(office: Office, id_: str, language: Language) -> Sheet:
    document = named(office, id_)
    assert document is not None
    sheet, findings = compose(resolve(office, document, language=language), TEMPLATES)
    assert sheet is not None, findings
    return sheet


def papers(id_: str) -> Iterator[tuple[str, Language]]:
    """Yield a document in each of its languages; of a series the first document of each sort."""
    document = OFFICE.documents[id_]
    if document.each is not None:
        yield from ((member_id(id_, sort[0].key), "vi") for sort in series_of(OFFICE, document).sorts())
        return
    yield id_, "vi"
    yield from ((id_, language) for one, language in OFFICE.translations if one == id_)


def pairs(*names: str) -> dict[str, Pair]:
    """Return each paper of the sample office before and after changes, those they could be made in."""
    found: dict[str, Pair] = {}
    for id_, document in OFFICE.documents.items():
        new = mutated(document, *names)
        after = replace(OFFICE, documents={**OFFICE.documents, id_: new}) if new is not None else None
        for one, language in papers(id_) if after is not None else ():
            name = one.replace("/", "-") + (f".{language}" if language != "vi" else "")
            found[name] = (sheet_of(OFFICE, one, language), sheet_of(after, one, language))
    return found


def word(sheet: Sheet) -> bytes:
    return docx(sheet, OFFICE.formats[sheet.format])


def assert_leads_to_both(before: Sheet, after: Sheet, name: str) -> None:
    assert strays(redline(before, after, by), before, after, OFFICE.formats) == [], name


def test_every_document_with_all_changes_at_once() -> None:
    found = pairs(*ALL)
    assert len(found) > 25
    for id_, (before, after) in found.items():
        assert_leads_to_both(before, after, id_)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_every_document_with_each_change_there_and_back(name: str) -> None:
    found = pairs(name)
    assert len(found) > 2
    for id_, (before, after) in found.items():
        assert_leads_to_both(before, after, id_)
        assert_leads_to_both(after, before, f"{id_} back")


def test_word_files_are_valid_and_every_change_has_an_id_a_name_and_a_day() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for id_, (before, after) in pairs(*ALL).items():
        data = word(redline(before, after, by))
        for name in names(data):
            if name.startswith("word/") and name.endswith(".xml"):
                assert schema.validate(etree.fromstring(part(data, name))), f"{id_} {name}: {schema.error_log}"
        body = body_of(data)
        changes = list(body.iter(f"{W}ins", f"{W}del", f"{W}sectPrChange", f"{W}pPrChange"))
        ids = [each.get(f"{W}id") for each in (*changes, *body.iter(f"{W}bookmarkStart"))]
        assert changes and len(ids) == len(set(ids)), id_
        assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in changes} == {("Trần Thị B & Phòng <1>", "2025-06-30T08:00:00Z")}
        assert not [text for gone in body.iter(f"{W}del") for text in gone.iter(f"{W}t")], id_


def test_same_bytes_twice_and_nothing_marked_where_nothing_changed() -> None:
    before, after = pairs("words", "row_moved")["kh-01-bcd1806"]
    assert word(redline(before, after, by)) == word(redline(before, after, by))
    same = redline(before, before, by)
    assert not changed(same) and not list(body_of(word(same)).iter(f"{W}ins", f"{W}del"))
    assert replace(same, edges=None) == before


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_accepts_and_rejects_one_document(tmp_path: Path) -> None:
    assert_office_agrees({"kh-01-bcd1806": pairs(*ALL)["kh-01-bcd1806"]}, tmp_path)


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("name", ALL)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_accepts_and_rejects_every_document(name: str, tmp_path: Path) -> None:
    assert_office_agrees(pairs(name), tmp_path)


def assert_office_agrees(found: dict[str, Pair], folder: Path) -> None:
    """Compare what LibreOffice makes of redlines with what it makes of the documents before and after."""
    files: dict[tuple[Verdict, str], bytes] = {}
    for id_, (before, after) in found.items():
        files["accept", id_] = files["reject", id_] = word(redline(before, after, by))
        files["keep", f"{id_}-before"], files["keep", f"{id_}-after"] = word(before), word(after)
    done = {key: said(data, office=True) for key, data in settled(files, folder).items()}
    for id_, (before, after) in found.items():
        old, new = done["keep", f"{id_}-before"], done["keep", f"{id_}-after"]
        sheet = redline(before, after, by)
        assert differences(done["accept", id_], new, Leeway.of(sheet, old, new, accept=True)) == [], f"{id_} accepted"
        assert differences(done["reject", id_], old, Leeway.of(sheet, new, old, accept=False)) == [], f"{id_} rejected"


def test_a_word_in_bold_goes_and_comes() -> None:
    before, after = (_sheet(Para("text", (Run("Giao "), Run("Sở Nội vụ", bold=bold), Run(" chủ trì.")))) for bold in (False, True))
    (para,) = redline(before, after, by).blocks
    assert isinstance(para, Para)
    assert [(run.text, run.bold, run.mark and run.mark.kind) for run in para.runs] == [
        ("Giao ", False, None),
        ("Sở Nội vụ", False, "gone"),
        ("Sở Nội vụ", True, "come"),
        (" chủ trì.", False, None),
    ]


def test_a_footnote_that_says_something_else_goes_and_comes() -> None:
    before, after = (
        _sheet(Para("text", (Run("Kinh phí", note=(Run(text),)), Run(" bảo đảm.")))) for text in ("Dự toán 2025.", "Dự toán 2026.")
    )
    (para,) = redline(before, after, by).blocks
    assert isinstance(para, Para)
    assert [(run.text, run.note[0].text if run.note else "", run.mark and run.mark.kind) for run in para.runs] == [
        ("Kinh phí", "", None),
        ("", "Dự toán 2025.", "gone"),
        ("", "Dự toán 2026.", "come"),
        (" bảo đảm.", "", None),
    ]


def test_a_moved_row_goes_and_comes() -> None:
    rows = [_row(name) for name in ("mot", "hai", "ba")]
    found = redline(_table(*rows), _table(*rows[1:], rows[0]), by).blocks[0]
    assert isinstance(found, Grid)
    kinds = [(row.cells[0].blocks[0].runs[0].text, row.mark and row.mark.kind) for row in found.rows]  # type: ignore[union-attr]
    assert kinds == [("mot", "gone"), ("hai", None), ("ba", None), ("mot", "come")]


def test_a_table_with_other_columns_goes_and_comes_whole() -> None:
    before = _table(_row("mot"))
    (grid,) = before.blocks
    assert isinstance(grid, Grid)
    wider = replace(grid, widths=(100.0, 200.0), rows=tuple(replace(row, cells=row.cells * 2) for row in grid.rows))
    found = redline(before, replace(before, blocks=(wider,)), by).blocks
    assert [(block.mark and block.mark.kind, len(block.widths)) for block in found if isinstance(block, Grid)] == [("gone", 1), ("come", 2)]


def test_a_table_goes_whole_whoever_took_its_rows_away() -> None:
    marks = [Mark("gone", name, DAY + datetime.timedelta(hours=hours)) for name, hours in (("Nguyễn Văn A", 1), ("Trần Thị B", 0))]
    (grid,) = _table(*(replace(_row(name), mark=mark) for name, mark in zip(("mot", "hai"), marks, strict=True))).blocks
    assert isinstance(grid, Grid) and grid.mark == marks[0]
    assert replace(grid, rows=(*grid.rows, _row("ba"))).mark is None


@pytest.mark.parametrize(("format_", "place"), [("nd30", "foot-first"), ("hd36", "foot-last")])
def test_a_contact_line_that_changed_is_marked_in_word_and_on_paper(format_: str, place: str) -> None:
    base = replace(_sheet(Para("text", (Run("Giao Sở Nội vụ chủ trì."),))), format=format_)
    lines: tuple[tuple[tuple[str, str], ...], ...] = ((), ((place, "Số 01 đường Mẫu"),), ((place, "Số 02 đường Mẫu"),))
    for old, new, words in (
        (0, 1, "<ins>Số 01 đường Mẫu</ins>"),
        (1, 0, "<del>Số 01 đường Mẫu</del>"),
        (1, 2, "<del>01</del><ins>02</ins>"),
    ):
        before, after = replace(base, marks=lines[old]), replace(base, marks=lines[new])
        found = redline(before, after, by)
        assert changed(found) and strays(found, before, after, OFFICE.formats) == []
        page = markup(found, OFFICE.formats[format_], floating=True)
        assert words in page and "Trần Thị B &amp; Phòng &lt;1&gt; 30/6/2025" in page.replace("30/06", "30/6")


def test_a_landscape_annex_that_went_is_shown_on_its_own_page() -> None:
    body, annex = Para("text", (Run("Giao Sở Nội vụ chủ trì."),)), Para("text", (Run("Danh mục."),), address="mau#phu-luc")
    before, after = _sheet(body, Section("landscape", address="mau#phu-luc"), annex), _sheet(body)
    marked = word(redline(before, after, by))
    pages = [section.find(f"{W}pgSz").get(f"{W}orient", "portrait") for section in body_of(marked).iter(f"{W}sectPr")]
    assert pages[:2] == ["portrait", "landscape"] and strays(redline(before, after, by), before, after, OFFICE.formats) == []


def _sheet(*blocks: Para | Grid | Section) -> Sheet:
    return Sheet("mau", "nd30", "vi", "Mẫu", "Sở Mẫu", "mẫu", DAY.date(), blocks)


def _row(name: str) -> Row:
    return Row((Cell((Para("table-text", (Run(name),)),)),), address=f"mau#{name}")


def _table(*rows: Row) -> Sheet:
    return _sheet(Grid("table", (300.0,), rows, address="mau#bang"))
