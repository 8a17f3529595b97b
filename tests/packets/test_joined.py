"""The joined PDF of a unit: links, outline, labels, page numbers, tags, what it says it is; the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docgen.cli.main import run
from docgen.write import joined
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
    with pytest.raises(joined.BadPdf):
        joined.count(b"%PDF-1.7 nothing")


def laid() -> Any:
    return laid_out(sheets.decision(FORMATS["nd30"]), FORMATS["nd30"])
