"""Totals add up whatever they are summed by, and the matrix holds each unit's row once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from docgen.track import Count, rows
from docgen.track.matrix import matrix
from docgen.track.totals import by_agency, by_document, by_unit, in_all, percent, percent_done
from tests.track.test_rows import PLAN, office_of

Day = datetime.date
JOURNALS = {
    "directives/tb-mau.yaml": PLAN,
    "directives/progress/tinh-mau/xa-mot.yaml": """\
        - {id: 0000000a, task: "tb-mau#moi-xa@tinh-mau/xa-mot", day: 2025-07-01, told: 2025-07-01, done: all}
    """,
    "directives/progress/tinh-mau/so-noi-vu.yaml": """\
  - {id: 0000000c, task: "tb-mau#cung-lam", day: 2025-06-30, told: 2025-06-30, done: all}
  - {id: 0000000d, task: "tb-mau#ca-nhom", kind: transfer, day: 2025-06-24, told: 2025-06-24, lead: tinh-mau/so-noi-vu, document: tb-mau}
  - {id: 0000000e, task: "tb-mau#ca-nhom", kind: cancel, day: 2025-06-25, told: 2025-06-25, document: tb-mau, why: "Bãi bỏ"}
  """,
}
JULY_1 = Day(2025, 7, 1)


def test_totals_by_lead_unit_and_document(tmp_path: Path) -> None:
    office = office_of(tmp_path, JOURNALS)
    mine = [row for row in rows(office, JULY_1) if row.document.id == "tb-mau"]
    assert {total.key: total.count for total in by_agency(office, mine)} == {
        "tinh-mau/so-noi-vu": Count(on_time=1, in_time=1, overdue=1, cancelled=1),
        "tinh-mau/so-tai-chinh": Count(on_time=1),
    }, "a joint task counts for both, a task handed on for its new lead, a cancelled one for nobody"
    assert [(total.key, total.count) for total in by_unit(office, mine)] == [
        ("tinh-mau/xa-mot", Count(late=1)),
        ("tinh-mau/xa-hai", Count(overdue=1)),
    ]
    assert [(total.key, total.count) for total in by_document(mine)] == [("tb-mau", in_all(mine))]
    assert in_all(mine) == Count(on_time=1, late=1, in_time=1, overdue=2, cancelled=1) and in_all(mine).given == 5


def test_each_count_of_the_matrix_is_that_of_its_rows(tmp_path: Path) -> None:
    office = office_of(tmp_path, JOURNALS)
    all_ = rows(office, JULY_1)
    found = matrix(all_)
    assert (found.units, found.tasks) == (("tinh-mau/xa-mot", "tinh-mau/xa-hai"), ("tb-mau#moi-xa",))
    assert found.of_task("tb-mau#moi-xa") == found.in_all == Count(late=1, overdue=1)
    assert found.of_unit("tinh-mau/xa-mot") == Count(late=1)
    assert {row.address for row in found.cells.values()} == {row.address for row in all_ if row.unit}


@pytest.mark.parametrize(
    ("part", "whole", "hundredths"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (7, 7, 100)]
)
def test_a_half_is_rounded_up(part: int, whole: int, hundredths: int | None) -> None:
    assert percent(part, whole) == hundredths
    assert percent_done(Count(late=part, overdue=whole - part)) == hundredths
