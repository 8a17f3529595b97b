"""The joined PDF of a unit: links, outline, labels, page numbers, tags, what it says it is; the same bytes on every run."""

from __future__ import annotations

import gc
import io
import re
import subprocess
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docgen.cli.main import run
from docgen.write import joined
from docgen.write.foreign import BadPdf
from docgen.write.pdf import laid_out
from tests.packets.small import NAME, foreign, office
from tests.write import sheets
from tests.write.conftest import FORMATS

Place = tuple[int, tuple[int, ...]]
FRONT = 2
"""Pages before the parts: cover and contents."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of the first unit, made once for this module."""
    root = office(tmp_path_factory.mktemp("office"))
    assert run(["--workspace", str(root), "packet", NAME, "--unit", "tinh-mau/xa-mot", "--out", str(root / "out")]) == 0
    return root / "out" / NAME


@pytest.fixture(scope="module")
def whole(made: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made / "01-Mot.pdf") as file:
        yield file


def places(file: pikepdf.Pdf) -> dict[str, Any]:
    """Return the named places of a file."""
    held = list(file.Root.Names.Dests.Names) if "/Names" in file.Root else []
    return {str(name): place for name, place in zip(held[::2], held[1::2], strict=True)}


def links(file: pikepdf.Pdf) -> list[tuple[Place, Place]]:
    """Return where every internal link stands and where it leads: page from 0, and points."""
    known, pages = places(file), {page.obj.objgen: number for number, page in enumerate(file.pages)}
    found = []
    for number, page in enumerate(file.pages):
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                to = known[str(note.Dest)]
                found.append(((number, points(note.Rect)), (pages[to[0].objgen], points(list(to)[2:]))))
    return found


def points(values: Any) -> tuple[int, ...]:
    return tuple(round(Decimal(value)) for value in values)


def parts(made: Path) -> list[Path]:
    return sorted((made / "01-Mot").glob("*.pdf"))


def starts(made: Path) -> dict[str, int]:
    """Return the first page of each single PDF in the joined one; a divider stands before the first and the fourth."""
    found, at = {}, FRONT
    for number, path in enumerate(parts(made)):
        at += number in (0, 3)
        found[path.name] = at
        with pikepdf.open(path) as one:
            at += len(one.pages)
    return found


def test_every_link_leads_where_it_leads_in_the_single_document(made: Path, whole: pikepdf.Pdf) -> None:
    expected = []
    for path in parts(made):
        start = starts(made)[path.name]
        with pikepdf.open(path) as one:
            expected += [((a + start, b), (c + start, d)) for (a, b), (c, d) in links(one)]
    assert len(expected) >= 4, "cross-references between articles and the annex"
    assert [link for link in links(whole) if link[0][0] >= FRONT] == expected


def test_contents_lead_to_every_part_and_say_its_page(made: Path, whole: pikepdf.Pdf) -> None:
    led = {to[0] for at, to in links(whole) if at[0] == 1}
    assert led == {FRONT, *starts(made).values(), starts(made)["04-Chuong-trinh.pdf"] - 1}


def test_the_file_is_called_after_the_packet_and_its_unit(whole: pikepdf.Pdf) -> None:
    with whole.open_metadata() as meta:
        assert meta["dc:title"].startswith("Tài liệu hội nghị công bố, ")
        assert meta["dc:title"].rpartition(", ")[2].startswith(("xã ", "phường ", "đặc khu "))


def test_outline_has_an_entry_for_each_part_and_its_own_below(whole: pikepdf.Pdf) -> None:
    with whole.open_outline() as outline:
        top = [(entry.title, [child.title for child in entry.children]) for entry in outline.root]
        pages = [whole.pages.index(pikepdf.Page(entry.destination[0])) for entry in outline.root]
    assert [title for title, _ in top] == [
        "Tài liệu hội nghị công bố",
        "Mục lục",
        "Phần I. Văn bản",
        "Nghị quyết về tổ chức bộ máy",
        "Quyết định về việc thành lập Trung tâm hành chính công xã Một",
        "Thông báo về lịch làm việc tháng 7",
        "Phần II. Hội nghị",
        "Chương trình",
        "Phân công dự",
        "Danh sách đại biểu",
        "Giấy biên nhận",
    ]
    assert top[4][1] == ["QUYẾT ĐỊNH", "Phụ lục"] and top[3][1] == []
    assert pages == sorted(pages) and pages[3] == 3


def test_every_part_has_page_labels_of_its_own(whole: pikepdf.Pdf) -> None:
    labels = [page.label for page in whole.pages]
    assert labels[:7] == ["0-1", "0.1", "1-1", "2-1", "2-2", "3-1", "3-2"]
    assert len(set(labels)) == len(labels)


def test_the_file_is_tagged_and_says_which_archive_it_is(whole: pikepdf.Pdf) -> None:
    metadata = whole.Root.Metadata
    assert b'pdfaid:part="3" pdfaid:conformance="B"' in metadata.read_bytes() and "/Filter" not in metadata
    assert whole.Root.MarkInfo.Marked and whole.Root.Lang == "vi"
    numbers = [page.get("/StructParents") for page in whole.pages]
    assert [number is None for number in numbers] == [number in (3, 4) for number in range(len(numbers))]
    fonts = {str(font.BaseFont) for page in whole.pages for font in (page.get("/Resources", {}).get("/Font") or {}).values()}
    assert 1 <= len(fonts) <= 5, "fonts are shared"


@pytest.mark.parametrize(
    ("data", "state", "said"), [(b"", "PDF/A-3a", b'conformance="A"'), (foreign(archive=False), "PDF", None)], ids=["ours", "plain"]
)
def test_what_is_put_in_decides_what_the_file_is(data: bytes, state: str, said: bytes | None) -> None:
    pages = laid()
    file, is_ = joined.joined([joined.Piece("Một", "1-", pages), joined.Piece("Hai", "2-", pages, data)])
    with pikepdf.open(io.BytesIO(file)) as one:
        metadata = one.Root.Metadata.read_bytes()
    assert is_ == state and (said in metadata if said else b"pdfaid:part" not in metadata)


def test_a_pdf_that_cannot_be_read_is_told() -> None:
    with pytest.raises(BadPdf):
        joined.count(b"%PDF-1.7 nothing")


def laid() -> Any:
    return laid_out(sheets.decision(FORMATS["nd30"]), FORMATS["nd30"])


BODY = """<html lang="vi"><head><title>Nghị quyết</title></head><body>
<h1 id="dau">Nghị quyết</h1><p>Xem <a href="#bang">bảng</a> và <a href="https://example.org/">văn bản gốc</a>.</p>
<h1 id="bang" style="break-before: page">Bảng</h1>
<table><thead><tr><th>Đơn vị</th><th>Số</th></tr></thead><tbody><tr><td>Mẫu</td><td>1</td></tr></tbody></table>
<p><a href="#dau">Về đầu</a></p></body></html>"""


@pytest.fixture(scope="module")
def tagged() -> bytes:
    """A finished PDF of two tagged pages: headings, a table, links there and back and to the network."""
    from weasyprint import HTML

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of the colour profile to the collector
        data: bytes = HTML(string=BODY).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
        gc.collect()
    return data


def with_finished(*finished: bytes) -> tuple[pikepdf.Pdf, str]:
    """Return our decision, the finished files, and our decision again as one file."""
    blank = joined.blank(sheets.decision(FORMATS["nd30"]), FORMATS["nd30"])
    pieces = [joined.Piece(f"Văn bản {number}", f"{number}-", blank, data) for number, data in enumerate(finished)]
    data, state = joined.joined([joined.Piece("Một", "1-", laid()), *pieces, joined.Piece("Cuối", "9-", laid())])
    return pikepdf.open(io.BytesIO(data)), state


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def tree_text(file: pikepdf.Pdf, folder: Path) -> str:
    """Return the structure with its words, as a reader for blind people meets it."""
    file.save(folder / "file.pdf")
    said = subprocess.run(["pdfinfo", "-struct-text", folder / "file.pdf"], check=True, capture_output=True).stdout
    words = " ".join(said.decode(errors="replace").split())  # poppler prints titles in UTF-16
    return re.sub(r"Object \d+ \d+|\[\(\S+\)\]|<\S+>", "…", words)  # numbers of objects and ids are others in another file


def elements(node: Any) -> Iterator[Any]:
    yield node
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from elements(kid)


def test_a_finished_pdf_keeps_its_tags_in_their_place(tagged: bytes, tmp_path: Path) -> None:
    file, state = with_finished(tagged, tagged)
    assert state == "PDF/A-3a"
    document = file.Root.StructTreeRoot.K[0]
    kinds = [(str(kid.S), str(kid.get("/T", ""))) for kid in document.K]
    places = [place for place, kind in enumerate(kinds) if kind[0] == "/Part"]
    assert [kinds[place][1] for place in places] == ["Văn bản 0", "Văn bản 1"]
    assert 0 < places[0] == places[1] - 1 < len(kinds) - 2, "between our own"
    with pikepdf.open(io.BytesIO(tagged)) as alone:
        words = tree_text(alone, tmp_path).removeprefix("Document ")
    assert "H1" in words and "Table" in words and tree_text(file, tmp_path).count(words) == 2


def test_every_mark_on_a_page_is_one_of_the_tree_and_no_page_hangs_loose(tagged: bytes) -> None:
    file, _ = with_finished(tagged, tagged)
    tree, pages = file.Root.StructTreeRoot, {page.obj.objgen for page in file.pages}
    numbers = [int(number) for number in list(tree.ParentTree.Nums)[::2]]
    assert numbers == sorted({*numbers})
    held = dict(zip(numbers, list(tree.ParentTree.Nums)[1::2], strict=True))
    for page in file.pages:
        entries = [entry for entry in held[int(page.StructParents)] if entry is not None]
        assert entries and {entry.Pg.objgen for entry in entries} == {page.obj.objgen}
        for note in page.get("/Annots", []):
            assert note.get("/P", page.obj).objgen == page.obj.objgen and held[int(note.StructParent)] is not None
    loose = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page" and one.objgen not in pages]
    assert not [one for one in elements(tree.K[0]) if "/Pg" in one and one.Pg.objgen not in pages] and not loose


def test_links_of_a_finished_pdf_lead_where_they_led(tagged: bytes) -> None:
    file, _ = with_finished(tagged, tagged)
    first = len(laid().pages)
    for start in (first, first + 2):
        one, two = (file.pages[start + number].obj for number in (0, 1))
        (there, away), (back,) = list(one.Annots), list(two.Annots)
        assert (there.Dest[0].objgen, back.Dest[0].objgen) == (two.objgen, one.objgen)
        assert str(away.A.URI) == "https://example.org/"


def odd(file: pikepdf.Pdf) -> None:
    """Put in what a careless program leaves: notes that are none, an action that is a name, a tree of names that is none."""
    file.pages[0].obj.Annots = pikepdf.Array([None, 7, pikepdf.Dictionary(A=pikepdf.Name.Nothing), *file.pages[0].obj.Annots])
    file.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Array([]))


def test_what_a_careless_program_left_stops_nothing(tagged: bytes) -> None:
    file, state = with_finished(changed(tagged, odd))
    assert state == "PDF/A-3a"
    page = file.pages[len(laid().pages)].obj
    assert [str(note.A.URI) for note in page.Annots] == ["https://example.org/"], "the named place is lost with the tree of names"


def test_the_same_bytes_with_a_finished_pdf(tagged: bytes) -> None:
    pages, blank = laid(), joined.blank(sheets.decision(FORMATS["nd30"]), FORMATS["nd30"])
    pieces = [joined.Piece("Một", "1-", pages), joined.Piece("Hai", "2-", blank, tagged)]
    assert joined.joined(pieces) == joined.joined(pieces)


def ids(file: pikepdf.Pdf) -> None:
    """Give the head of the table an id, which its cells name."""
    cells = [one for one in elements(file.Root.StructTreeRoot.K[0]) if one.get("/S") in ("/TH", "/TD")]
    cells[0].ID = pikepdf.String("dau-bang")
    cells[-1].A = file.make_indirect(pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array([pikepdf.String("dau-bang")])))
    file.Root.StructTreeRoot.IDTree = file.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("dau-bang"), cells[0]])))


def test_ids_of_two_finished_pdfs_are_told_apart(tagged: bytes) -> None:
    named = changed(tagged, ids)
    file, _ = with_finished(named, named)
    names = [str(name) for name in list(file.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert len({*names}) == len(names) >= 4 and names == sorted(names)
    assert names == sorted(str(one.ID) for one in elements(file.Root.StructTreeRoot.K[0]) if "/ID" in one), "ours too"
    headers = [str(one.A.Headers[0]) for one in elements(file.Root.StructTreeRoot.K[0]) if "/A" in one and "/Headers" in one.A]
    assert len({name for name in headers if name.endswith("-dau-bang")}) == 2


def role(file: pikepdf.Pdf, to: str) -> None:
    file.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Muc=pikepdf.Name(to))


def test_roles_are_joined_and_those_that_clash_leave_the_tags_behind(tagged: bytes) -> None:
    one, other = (changed(tagged, lambda file, to=to: role(file, to)) for to in ("/Sect", "/P"))  # type: ignore[misc]
    file, state = with_finished(one, one)
    assert state == "PDF/A-3a" and file.Root.StructTreeRoot.RoleMap.Muc == "/Sect"
    file, state = with_finished(one, other)
    assert state == "PDF/A-3b"
    assert [str(kid.T) for kid in file.Root.StructTreeRoot.K[0].K if kid.S == "/Part"] == ["Văn bản 0"]


def circle(file: pikepdf.Pdf) -> None:
    root = file.Root.StructTreeRoot
    root.K[0].K.append(root.K[0])


def without_numbers(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot.ParentTree


def not_marked(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo.Marked = False


@pytest.mark.parametrize("change", [circle, without_numbers, not_marked])
def test_a_broken_structure_is_left_out_as_a_whole(tagged: bytes, change: Callable[[pikepdf.Pdf], None]) -> None:
    file, state = with_finished(changed(tagged, change))
    assert state == "PDF/A-3b"
    assert "/Part" not in {str(kid.S) for kid in file.Root.StructTreeRoot.K[0].K}
    assert [page.get("/StructParents") is None for page in file.pages] == [False, True, True, False]
