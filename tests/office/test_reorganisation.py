"""Lạng Sơn before and after 1 March 2025: the figures of the report come out of catalogue and decisions."""

from __future__ import annotations

import datetime

from docgen.derive.agencies import Line, bodies, compare, total
from tests.conftest import ROOT, office_of

BEFORE, AFTER = datetime.date(2025, 2, 28), datetime.date(2025, 3, 1)
OFFICE, _ = office_of(ROOT)
BODIES = {id_: body for id_, body in bodies(OFFICE).items() if id_.startswith("lang-son/")}
LINES: dict[str, Line] = {line.class_: line for line in compare(BODIES.values(), BEFORE, AFTER)}
REPORTED = {
    "Cơ quan tham mưu, giúp việc Tỉnh uỷ": -1,
    "Đảng bộ trực thuộc Tỉnh uỷ": 1,
    "Ban cán sự đảng, đảng đoàn trực thuộc Tỉnh uỷ": -9,
    "Ban tham mưu, giúp việc của huyện uỷ, thành uỷ": -11,
    "Cơ quan chuyên môn thuộc Uỷ ban nhân dân tỉnh": -5,
    "Tổ chức hành chính khác": -1,
    "Đơn vị sự nghiệp công lập": -38,
    "Hội cấp tỉnh": -7,
    "Hội cấp huyện": -4,
    "Hội cấp xã": -3,
}


def test_differences_are_those_of_the_report() -> None:
    assert {class_: line.difference for class_, line in LINES.items()} == REPORTED
    assert {class_ for class_, line in LINES.items() if line.per} == {"Hội cấp huyện", "Hội cấp xã"}


def test_the_table_of_the_report_agrees_with_the_data() -> None:
    table = next(table for table in OFFICE.documents["bc-ket-qua-sap-xep"].tables if table.id == "truoc-sau")
    typed = [[row["loai"], int(row["truoc"]), int(row["sau"]), int(row["tang-giam"])] for row in table.rows if "group" not in row]
    derived = [[line.class_, line.before, line.after, line.difference] for line in LINES.values() if line.side != "front"]
    assert typed == derived
    assert total(line for line in LINES.values() if line.side != "front") == tuple(sum(row[n] for row in typed) for n in (1, 2, 3))


def test_the_table_of_associations_agrees_with_the_data() -> None:
    table = next(table for table in OFFICE.documents["bc-ket-qua-sap-xep"].tables if table.id == "cac-hoi")
    typed = {f"Hội {row['cap'][0].lower()}{row['cap'][1:]}": (-int(row["giam"]), row["tinh"]) for row in table.rows}
    assert typed == {line.class_: (line.difference, line.per or "cả tỉnh") for line in LINES.values() if line.side == "front"}


def test_decisions_of_the_office_made_the_change() -> None:
    ended = {id_: body.ended_by for id_, body in BODIES.items() if body.ended_by}
    assert len(ended) == 10 + 2 + 11 and set(ended.values()) == {
        "qd-ket-thuc-hoat-dong-to-chuc-dang",
        "qd-hop-nhat-tuyen-giao-dan-van",
        "nq-thanh-lap-cac-so",
    }
    founded = {body.begun_by for body in BODIES.values() if body.begun_by}
    assert {"qd-thanh-lap-dang-bo-co-quan-dang", "qd-thanh-lap-dang-bo-ubnd-tinh", "nq-thanh-lap-cac-so"} <= founded
