"""Lists as offices keep them: real Excel and CSV files, brought in, changed by hand, and brought in again."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from docgen.check import check
from docgen.edit.imports import Plan
from docgen.files import slices
from docgen.files.slices import Changed
from docgen.read import read
from docgen.write.workbook import Column, Sheet, Workbook
from docgen.write.xlsx import xlsx
from tests.cases.lists import TO, brought, planned
from tests.cases.workspace import PROGRAM, build

DAY = datetime.date(2025, 7, 1)
PEOPLE, PRIVATE = TO["people"], "directives/private/people.yaml"
HEADS = ("Họ và tên", "Giới tính", "Chức vụ", "Cơ quan", "Từ ngày", "Ngày sinh")
ROWS: list[tuple[Any, ...]] = [
    ("Đỗ Văn G", "Nam", "Chuyên viên", "Sở Tài chính", None, "12/3/1980"),
    ("Đỗ Văn G", "Nam", "Kế toán", "Sở Tài chính", None, "1.5.1991"),
    ("Bà TRẦN THỊ B", None, "Phó Chủ tịch UBND tỉnh", None, datetime.date(2025, 1, 1), None),
    ("NGUYỄN VĂN A", "Nam", "Chủ tịch Ủy ban nhân dân tỉnh", None, None, datetime.date(1970, 12, 31)),
]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    build(tmp_path, {"files": {}})
    return tmp_path


def excel(heads: Sequence[Any], rows: Sequence[Sequence[Any]], *, above: int = 0) -> bytes:
    """Return a file as Excel saves it, the table below some lines of a letterhead."""
    book = openpyxl.Workbook()
    for _ in range(above):
        book.active.append(["SỞ NỘI VỤ"])
    for row in (heads, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(root: Path, *paths: str) -> list[str]:
    return [(root / path).read_text(encoding="utf-8") for path in paths]


def codes(made: Plan) -> list[tuple[str, str]]:
    return [(finding.code, finding.source.cell if finding.source else "") for finding in made.findings]


def errors(root: Path) -> list[str]:
    office, found = read(root, [PROGRAM / "templates"])
    return [finding.code for finding in check(office, DAY, found) if finding.severity == "error"]


def test_people_come_in_with_posts_positions_and_private_fields(office: Path) -> None:
    made = brought(office, "people", excel(HEADS, ROWS, above=3))
    people, private = (yaml.safe_load(text) for text in texts(office, PEOPLE, PRIVATE))
    assert [one.id for one in made.added] == ["do-van-g", "do-van-g-2"]
    assert people["do-van-g"] == {"name": "Đỗ Văn G", "honorific": "ông", "position": "Chuyên viên", "agency": "tinh-mau/so-tai-chinh"}
    assert people["do-van-g-2"]["position"] == "Kế toán"
    assert private["do-van-g-2"] == {"birth": datetime.date(1991, 5, 1)} and private["nguyen-van-a"]["birth"].year == 1970
    assert [(one.id, dict(one.fields), one.private) for one in made.changed] == [("nguyen-van-a", {}, ("birth",))]
    assert errors(office) == []


def test_the_same_list_twice_changes_nothing(office: Path) -> None:
    data = excel(HEADS, ROWS)
    brought(office, "people", data)
    before = texts(office, PEOPLE, PRIVATE)
    again = brought(office, "people", data)
    assert (again.added, again.changed, dict(again.files)) == ((), (), {})
    assert texts(office, PEOPLE, PRIVATE) == before
    assert [one.id for one in again.gone] == ["le-van-c", "pham-thi-d", "hoang-van-e"]


def test_no_private_word_is_in_a_plan(office: Path) -> None:
    rows = [("Đỗ Văn G", "Nam", "Chuyên viên", None, None, "31/2/1980"), ("Lý Thị S", "Nữ", None, None, None, "5/6/79")]
    made = planned(office, "people", excel(HEADS, rows))
    assert codes(made) == [("E447", "Sheet!F2"), ("E447", "Sheet!F3")]
    shown = str([(finding.words, finding.place) for finding in made.findings])
    assert "1980" not in shown and "79" not in shown
    good = planned(office, "people", excel(HEADS, ROWS))
    assert "1991" not in str((good.added, good.gone, [one.fields for one in good.changed]))


def test_hand_edits_and_comments_survive(office: Path) -> None:
    path = office / PEOPLE
    path.write_bytes(
        "# Danh sách của văn phòng\r\n"
        "nguyen-van-a: {name: Nguyễn Văn A, honorific: ông, order: 7}   # giữ nguyên\r\n"
        "tran-thi-b:\r\n"
        "  name: Trần Thị B   # viết theo hồ sơ\r\n"
        "  honorific: bà\r\n"
        "\r\n"
        "# hết danh sách".encode()
    )
    brought(
        office, "people", excel(("Họ và tên", "Ông/Bà", "Chức vụ"), [("Nguyễn Văn A", "ông", "Văn thư"), ("Trần Thị B", "bà", "Kế toán")])
    )
    assert path.read_bytes().decode() == (
        "# Danh sách của văn phòng\r\n"
        "nguyen-van-a: {name: Nguyễn Văn A, honorific: ông, order: 7, position: Văn thư}   # giữ nguyên\r\n"
        "tran-thi-b:\r\n"
        "  name: Trần Thị B   # viết theo hồ sơ\r\n"
        "  honorific: bà\r\n"
        "  position: Kế toán\r\n"
        "\r\n"
        "# hết danh sách"
    )


def test_a_new_post_ends_the_one_before(office: Path) -> None:
    heads = ("Họ và tên", "Chức vụ", "Từ ngày", "Ông/Bà")
    row = ("Lê Văn C", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "01/7/2025", "ông")
    made = brought(office, "people", excel(heads, [row]))
    held = yaml.safe_load(texts(office, PEOPLE)[0])["le-van-c"]["held"]
    assert held == [
        {"post": "tinh-mau/so-noi-vu/giam-doc", "from": datetime.date(2025, 3, 1), "until": datetime.date(2025, 6, 30)},
        {"post": "tinh-mau/ubnd/pho-chu-tich", "from": datetime.date(2025, 7, 1)},
    ]
    assert [one.id for one in made.changed] == ["le-van-c"] and errors(office) == []
    assert not planned(office, "people", excel(heads, [row])).files


def test_what_is_gone_goes_only_when_told(office: Path) -> None:
    data = excel(("Họ và tên", "Ông/Bà"), [("Nguyễn Văn A", "ông"), ("Trần Thị B", "bà"), ("Lê Văn C", "ông"), ("Phạm Thị D", "bà")])
    kept = brought(office, "people", data)
    assert [one.id for one in kept.gone] == ["hoang-van-e"] and not kept.files
    brought(office, "people", data, remove=True)
    assert list(yaml.safe_load(texts(office, PEOPLE)[0])) == ["nguyen-van-a", "tran-thi-b", "le-van-c", "pham-thi-d"]


def test_a_list_without_rows_takes_nothing_out(office: Path) -> None:
    made = planned(office, "people", excel(("Họ và tên", "Ông/Bà"), []), remove=True)
    assert not made.files and codes(made) == []


def test_namesakes_are_never_guessed(office: Path) -> None:
    brought(office, "people", excel(HEADS, ROWS))
    rows = [("Đỗ Văn G", "Nam", "Văn thư", "Sở Tài chính", None, None)]
    made = planned(office, "people", excel(HEADS, rows))
    assert codes(made) == [("E522", "Sheet!A2")] and made.findings[0].words["known"] == "do-van-g, do-van-g-2"
    born = planned(office, "people", excel(HEADS, [(*rows[0][:5], "01/5/1991")]))
    assert [one.id for one in born.changed] == ["do-van-g-2"]
    other = planned(office, "people", excel(HEADS, [(*rows[0][:5], "02/02/1999")]))
    assert [one.id for one in other.added] == ["do-van-g-3"]
    said = planned(office, "people", excel((*HEADS, "Mã"), [(*rows[0], "do-van-g-2")]))
    assert [one.id for one in said.changed] == ["do-van-g-2"]


def test_names_in_columns_of_their_own_and_under_one_heading(office: Path) -> None:
    parted = planned(office, "people", excel(("Họ", "Tên đệm", "Tên", "Giới tính"), [("Đỗ", "Văn", "Giang", "Nam")]))
    assert [one.name for one in parted.added] == ["Đỗ Văn Giang"]
    book = openpyxl.load_workbook(io.BytesIO(excel(("Họ và tên", None, "Giới tính"), [("Đỗ Văn", "Giang", "Nam"), ("Đỗ", "=A2", "Nữ")])))
    book.active.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    made = planned(office, "people", out.getvalue())
    assert ("E445", "Sheet!B3") in codes(made)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("Đỗ Văn G (Bí thư)", "ông", None), [("E523", "Sheet!A2")]),
        (("TS. Đỗ Văn G", "ông", None), [("E523", "Sheet!A2")]),
        (("Ông Đỗ Văn G", "bà", None), [("E524", "Sheet!A2")]),
        (("Đỗ Văn G", None, None), [("E521", "Sheet!B2")]),
        ((None, "ông", "Văn thư"), [("E521", "Sheet!A2")]),
        (("=A1", "ông", None), [("E445", "Sheet!A2")]),
        (("Đỗ Văn G", "quý ông", None), [("E448", "Sheet!B2")]),
        (("Đỗ Văn G", "ông", "Giám đốc Sở Nộivụ"), [("W525", "Sheet!C2")]),
        (("Do\u0302\u0303 Va\u0306n G", "o\u0302ng", None), []),
    ],
)
def test_findings_of_people(office: Path, row: tuple[Any, ...], found: list[tuple[str, str]]) -> None:
    assert codes(planned(office, "people", excel(("Họ và tên", "Ông/Bà", "Chức vụ"), [row]))) == found


def test_merged_cells_are_named(office: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel(("Họ và tên", "Ông/Bà"), [("Đỗ Văn G", "ông"), ("Lý Thị S", None)])))
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    made = planned(office, "people", out.getvalue())
    assert codes(made) == [("E446", "Sheet!B2"), ("E521", "Sheet!B3")] and made.findings[0].words["value"] == "B2:B3"


def test_csv_and_excel_say_the_same(office: Path) -> None:
    text = "﻿# xuất ngày 01/7\nHo va ten;ONG/BA;Co quan;Ngay sinh\nĐỗ Văn G;ông;sở tài chính;12/3/1980\n\nLý Thị S;bà;Sở Nội vụ;\n"
    made = planned(office, "people", text.encode(), file="a.csv")
    assert [(one.id, one.cell.source.cell) for one in made.added] == [("do-van-g", "A3"), ("ly-thi-s", "A5")]
    wide = planned(office, "people", text.removeprefix("﻿").replace(";", "\t").encode("utf-16"), file="a.txt")
    assert wide.added == tuple(type(one)(one.id, one.name, wide.added[n].cell) for n, one in enumerate(made.added))
    assert codes(planned(office, "people", b"\xd4\xe9", file="a.csv")) == [("E497", "")]
    assert codes(planned(office, "people", b"", file="a.csv")) == [("E497", "")]
    assert codes(planned(office, "people", b"x", file="a.xlsx")) == [("E440", "")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice turns the list into old Excel and ODS")
def test_old_excel_and_ods(office: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(excel(HEADS, ROWS))
    want = [one.id for one in planned(office, "people", (tmp_path / "a.xlsx").read_bytes(), file="a.xlsx").added]
    for kind in ("xls", "ods"):
        call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", kind, "--outdir", tmp_path]
        subprocess.run([*call, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=120)
        made = planned(office, "people", (tmp_path / f"a.{kind}").read_bytes(), file=f"a.{kind}")
        assert ([one.id for one in made.added], codes(made)) == (want, [])


def test_units_come_in_by_kind_and_name(office: Path) -> None:
    heads = ("STT", "Tên đơn vị", "Trước thuộc", "Từ ngày", "Tên tiếng Anh")
    rows = [
        (1, "xã Một", None, None, "Một Commune"),
        (2, "Phường Hai", None, None, None),
        (7, "đặc khu Cát Hải", "tỉnh Mẫu", "01/7/2025", None),
        (8, "xã An Hoà", None, None, None),
        (9, "phường An Hòa", None, None, None),
    ]
    made = brought(office, "units", excel(heads, rows))
    units = yaml.safe_load(texts(office, TO["units"])[0])
    assert [one.id for one in made.added] == ["tinh-mau/cat-hai", "tinh-mau/an-hoa", "tinh-mau/an-hoa-2"]
    assert {one.id: dict(one.fields) for one in made.changed} == {
        "tinh-mau/xa-mot": {"translated": (None, {"en": "Một Commune"})},
        "tinh-mau/xa-hai": {"kind": ("commune", "ward")},
    }
    assert units["tinh-mau/cat-hai"] == {"kind": "special-zone", "name": "Cát Hải", "order": 7, "formerly": "tinh-mau", "from": DAY}
    assert list(units)[:5] == ["tinh-mau/xa-mot", "tinh-mau/xa-hai", *[one.id for one in made.added]]
    assert errors(office) == [] and not planned(office, "units", excel(heads, rows)).files
    away = planned(office, "units", excel(heads, rows[:1]), to="directives/catalogue/tinh-mau/units.yaml")
    assert codes(away) == [("W528", "Sheet!B2")]


TASK_HEADS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Người phụ trách", "Thời hạn", "Sản phẩm")
TASK_ROWS: list[tuple[Any, ...]] = [
    (1, "Rà soát, thống kê: hồ sơ lưu trữ.", "Sở Nội vụ", "Sở Tài chính và các cơ quan liên quan", "ông Lê Văn C", DAY, "Báo cáo"),
    (2, "Bố trí kinh phí", "Sở Tài chính, Sở Nội vụ", None, None, "quý III/2025", None),
    (3, "Trực tiếp công dân", "so tai chinh", "UBND tỉnh Mẫu", None, "17h ngày 20/7/2025", None),
]


def test_tasks_come_in_one_field_a_line(office: Path) -> None:
    made = brought(office, "tasks", excel(TASK_HEADS, TASK_ROWS))
    (text,) = texts(office, TO["tasks"])
    assert made.rows == 3 and text.partition("tasks:\n")[2].partition("sign:")[0] == (
        "  - id: ra-soat-thong-ke-ho-so\n"
        '    do: "Rà soát, thống kê: hồ sơ lưu trữ"\n'
        "    lead: tinh-mau/so-noi-vu\n"
        "    with: [tinh-mau/so-tai-chinh, {text: các cơ quan liên quan}]\n"
        "    person: le-van-c\n"
        "    due: 2025-07-01\n"
        "    product: Báo cáo\n"
        "  - id: bo-tri-kinh-phi\n"
        "    do: Bố trí kinh phí\n"
        "    lead: [tinh-mau/so-tai-chinh, tinh-mau/so-noi-vu]\n"
        "    joint: true\n"
        "    due: {quarter: 2025-Q3}\n"
        "  - id: truc-tiep-cong-dan\n"
        "    do: Trực tiếp công dân\n"
        "    lead: tinh-mau/so-tai-chinh\n"
        "    with: tinh-mau/ubnd\n"
        '    due: {day: 2025-07-20, at: "17:00"}\n'
    )
    assert errors(office) == [] and not planned(office, "tasks", excel(TASK_HEADS, TASK_ROWS)).files


def test_a_changed_task_is_changed_where_it_stands(office: Path) -> None:
    brought(office, "tasks", excel(TASK_HEADS, TASK_ROWS))
    path = office / TO["tasks"]
    path.write_text(path.read_text(encoding="utf-8").replace("person: le-van-c\n", "person: le-van-c   # đã nhận\n"), encoding="utf-8")
    rows = [
        TASK_ROWS[0],
        (*TASK_ROWS[1][:2], "Sở Tài chính", *TASK_ROWS[1][3:5], "31/7/2025", None),
        (3, "Báo cáo", "Sở Nội vụ", *[None] * 4),
    ]
    made = brought(office, "tasks", excel(TASK_HEADS, rows), remove=True)
    assert ([one.id for one in made.added], [one.id for one in made.gone]) == (["bao-cao"], ["truc-tiep-cong-dan"])
    (text,) = texts(office, TO["tasks"])
    assert "person: le-van-c   # đã nhận\n" in text
    assert text.partition("  - id: bo-tri-kinh-phi\n")[2].partition("sign:")[0] == (
        "    do: Bố trí kinh phí\n    lead: tinh-mau/so-tai-chinh\n    due: 2025-07-31\n"
        "  - id: bao-cao\n    do: Báo cáo\n    lead: tinh-mau/so-noi-vu\n"
    )


def test_personnel_become_rows_of_a_document(office: Path) -> None:
    heads = ("Họ và tên", "Hình thức", "Chức vụ mới", "Thôi giữ", "Ngày hiệu lực", "Nhiệm kỳ")
    rows = [
        ("Ông Lê Văn C", "Bổ nhiệm", "Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Nội vụ", "01/7/2025", "2021-2026"),
        ("Trần Thị B", "nghỉ hưu", None, "Phó Chủ tịch UBND tỉnh", DAY, None),
    ]
    brought(office, "persons", excel(heads, rows), to=TO["tasks"])
    held = texts(office, TO["tasks"])[0].partition("persons:\n")[2].partition("sign:")[0]
    assert held == (
        "  - {id: le-van-c, person: le-van-c, action: appoint, takes: tinh-mau/ubnd/pho-chu-tich, leaves: tinh-mau/so-noi-vu/giam-doc, "
        "effect: 2025-07-01, term: 2021-2026}\n"
        "  - {id: tran-thi-b, person: tran-thi-b, action: retire, leaves: tinh-mau/ubnd/pho-chu-tich, effect: 2025-07-01}\n"
    )
    assert not planned(office, "persons", excel(heads, rows), to=TO["tasks"]).files
    wrong = planned(office, "persons", excel(heads, [("Lê Văn X", "bay", "Vua", None, None, None)]), to=TO["tasks"])
    assert codes(wrong) == [("E520", "Sheet!A2"), ("E448", "Sheet!B2"), ("E520", "Sheet!C2")]


def test_a_round_trip_by_excel(office: Path) -> None:
    """Bring in, write out by hand into a file of our own writer, change it there, bring it in again."""
    brought(office, "people", excel(HEADS, ROWS))
    people = dict(read(office, [PROGRAM / "templates"])[0].people)
    columns = tuple(Column(name, name) for name in ("Mã", "Họ và tên", "Ông/Bà", "Chức vụ", "Cơ quan"))
    posts = {id_: one.held[-1].post if one.held else one.position or "" for id_, one in people.items()}
    rows = [[id_, one.name, one.honorific, posts[id_], one.agency or ""] for id_, one in people.items()]

    def written() -> bytes:
        return xlsx(Workbook((Sheet("Người", columns, rows, titles=("DANH SÁCH",)),), "Danh sách", "Văn phòng", DAY))

    before = texts(office, PEOPLE)
    same = brought(office, "people", written(), file="a.xlsx")
    assert (same.added, same.changed, same.gone) == ((), (), ()) and texts(office, PEOPLE) == before
    rows[4][3] = "Phó trưởng phòng"
    changed = brought(office, "people", written(), file="a.xlsx")
    assert [(one.id, dict(one.fields)) for one in changed.changed] == [
        (rows[4][0], {"position": ("Chuyên viên Sở Nội vụ", "Phó trưởng phòng")})
    ]


def test_who_saved_in_between_is_never_overwritten(office: Path) -> None:
    from docgen.edit.imports import write

    made = planned(office, "people", excel(HEADS, ROWS))
    path = office / PEOPLE
    path.write_text(path.read_text(encoding="utf-8") + "# mới\n", encoding="utf-8")
    with pytest.raises(Changed):
        write(office, made)
    assert not (office / PRIVATE).exists() and slices.load(path).text.endswith("# mới\n")


def test_three_hundred_namesakes_come_in_once(office: Path) -> None:
    rows = [(f"Đỗ Văn {chr(65 + n // 26)}{chr(97 + n % 26)}", "Nam", "Chuyên viên", "Sở Tài chính", None, "12/3/1980") for n in range(300)]
    data = excel(HEADS, rows)
    assert len(brought(office, "people", data).added) == 300
    assert not brought(office, "people", data).changed


@pytest.mark.parametrize(
    ("lead", "written"),
    [
        ("xã Một", "tinh-mau/xa-mot"),
        ("phường bốn; Đặc khu Sáu", ["tinh-mau/phuong-bon", "tinh-mau/dac-khu-sau"]),
        ("các sở", "cac-so"),
        ("HĐND tỉnh Mẫu và UBND tỉnh Mẫu", ["tinh-mau/hdnd", "tinh-mau/ubnd"]),
        ("tinh-mau/so-noi-vu", "tinh-mau/so-noi-vu"),
        ("Lê Văn C", "le-van-c"),
        ("các xã, phường", None),
        ("Sở Nội dụ", None),
    ],
)
def test_who_leads_is_found_by_name(office: Path, lead: str, written: Any) -> None:
    made = planned(office, "tasks", excel(("Nhiệm vụ", "Chủ trì"), [("Việc", lead)]))
    assert {code for code, _ in codes(made)} == (set() if written else {"E520"})
    if written:
        brought(office, "tasks", excel(("Nhiệm vụ", "Chủ trì"), [("Việc", lead)]))
        assert yaml.safe_load(texts(office, TO["tasks"])[0])["tasks"][0]["lead"] == written
