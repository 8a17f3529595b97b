"""What follows from the values on a day: last days, tenures, choices of units, what is in force."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.deadlines import LONGEST, add_working_days, last_day, last_days
from docgen.derive.posts import Tenure, holders, tenures
from docgen.derive.relations import ends
from docgen.derive.units import addressed, by_area, chosen, count_on
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.tasks import Due, Units
from docgen.read import read
from tests.cases.workspace import BASE, PROGRAM

Day = datetime.date
DAY = datetime.timedelta(days=1)
DAYS = st.dates(Day(2000, 1, 1), Day(2099, 12, 31))


@pytest.fixture(scope="module")
def office() -> Office:
    return read(BASE, [PROGRAM / "templates"])[0]


def document(**fields: object) -> Document:
    return Document.model_validate(
        {"id": "vb", "kind": "notice", "issuer": "tinh-mau/ubnd", "subject": "x", "date": "2025-06-20", **fields}
    )


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ({"day": "2025-06-25"}, Day(2025, 6, 25)),
        ({"day": "2025-06-25", "at": "17:00"}, Day(2025, 6, 25)),
        ({"before": "2025-06-15"}, Day(2025, 6, 14)),
        ({"before": "0001-01-01"}, None),
        ({"month": "2024-02"}, Day(2024, 2, 29)),
        ({"quarter": "2025-Q3"}, Day(2025, 9, 30)),
        ({"year": "2025"}, Day(2025, 12, 31)),
        ({"year": "0000"}, None),
        ({"from": "2025-06-20", "until": "2025-06-30"}, Day(2025, 6, 30)),
        ({"days": 10}, Day(2025, 6, 30)),
        ({"days": 10, "after": "effect"}, Day(2025, 7, 11)),
        ({"days": 10**17}, None),
        ({"working_days": 5, "after": "issue"}, Day(2025, 6, 27)),
        ({"working_days": LONGEST + 1}, None),
        ({"when": "sau khi có quy chế"}, None),
        ({"regular": "thường xuyên"}, None),
        ({"every": "month", "day": 25}, None),
        ({"every": "year", "days": ["06-01", "11-15"]}, None),
    ],
)
def test_last_day(due: dict[str, object], last: Day | None) -> None:
    assert last_day(Due.model_validate(due), document(effect="2025-07-01")) == last


def test_a_draft_has_no_counted_deadline() -> None:
    assert last_day(Due(days=5), document(date=None)) is None


@given(DAYS)
def test_before_ends_the_day_before_and_periods_on_their_last(day: Day) -> None:
    paper = document()
    assert last_day(Due(before=day), paper) == day - DAY
    month = last_day(Due(month=f"{day:%Y-%m}"), paper)
    assert month is not None and month.day == calendar.monthrange(day.year, day.month)[1] and month >= day
    assert last_day(Due(year=str(day.year)), paper) == Day(day.year, 12, 31)


@given(st.dates(Day(2024, 1, 1), Day(2027, 1, 1)), st.integers(1, 30))
def test_working_days_go_forward_one_by_one(start: Day, count: int) -> None:
    last = add_working_days(start, count)
    assert last == add_working_days(add_working_days(start, count - 1), 1) >= start + count * DAY


def test_working_days_pass_over_tet_and_exchanged_days() -> None:
    assert add_working_days(Day(2025, 1, 24), 1) == Day(2025, 2, 3)  # the week of Tết
    assert add_working_days(Day(2025, 4, 29), 1) == Day(2025, 5, 5)  # 2 May was exchanged for 26 April


def test_last_days_of_tasks_phases_and_drills(office: Office) -> None:
    found = last_days(office.documents["kh-mau"])
    assert found == {"soan-thao": Day(2025, 6, 15), "tong-hop": Day(2025, 6, 30), "dot-1": Day(2025, 6, 20)}


def event(**fields: object) -> dict[str, object]:
    return {"id": "mot", "person": "hoang-van-e", "action": "appoint", "takes": "tinh-mau/ubnd/pho-chu-tich", **fields}


def with_documents(office: Office, *documents: Document) -> Office:
    return replace(office, documents={document.id: document for document in documents})


def test_tenures_follow_documents_in_the_order_of_effect(office: Office) -> None:
    later = document(id="ve-huu", date="2025-06-01", persons=[event(action="retire", takes=[], effect="2025-09-01")])
    first = document(id="bo-nhiem", date="2025-06-20", persons=[event(effect="2025-07-01")])
    held = tenures(with_documents(office, later, first))["hoang-van-e"]
    assert list(held) == [Tenure("hoang-van-e", "tinh-mau/ubnd/pho-chu-tich", Day(2025, 7, 1), Day(2025, 8, 31), "bo-nhiem", "ve-huu")]
    assert holders(held, Day(2025, 7, 1)) == {"hoang-van-e"}
    assert holders(held, Day(2025, 9, 1)) == set()


def test_provisional_trial_and_draft_rows_give_no_post(office: Office) -> None:
    provisional = document(id="a", persons=[event(provisional={"until": "2025-12-31"})])
    trial = document(id="b", trial=True, persons=[event()])
    draft = document(id="c", date=None, planned="2025-06-20", persons=[event()])
    assert not tenures(with_documents(office, provisional, trial, draft))["hoang-van-e"]
    assert [tenure.by for tenure in tenures(with_documents(office, provisional, trial, draft), drafts=True)["hoang-van-e"]] == ["c"]


def test_choices_of_units(office: Office) -> None:
    members = by_area(office)["tinh-mau"]
    assert len(members) == 6
    some = Units.model_validate({"unit": ["commune", "special-zone"], "of": "tinh-mau", "except": ["tinh-mau/xa-mot"]})
    assert chosen(office, some, members, Day(2025, 6, 1)) == ("tinh-mau/xa-hai", "tinh-mau/xa-ba", "tinh-mau/dac-khu-sau")
    assert count_on(office, members, Day(2025, 6, 30)) == {}
    assert count_on(office, members, Day(2025, 7, 1)) == {"commune": 3, "ward": 2, "special-zone": 1}


def test_units_addressed_once_each(office: Office) -> None:
    task = {"id": "viec", "do": "x", "lead": {"each": {"unit": ["ward"], "of": "tinh-mau"}}}
    paper = document(each={"unit": ["commune"], "of": "tinh-mau"}, tasks=[task])
    assert len(addressed(office, paper, by_area(office))) == 5
    assert len(addressed(office, document(recipients=[{"units": "all", "of": "tinh-mau"}]), by_area(office))) == 6


def test_ends_come_from_dates_and_from_later_documents(office: Office) -> None:
    replacing = document(id="moi", effect="2025-07-01", replaces=[{"document": "kh-mau"}, {"document": "qd-moi", "parts": ["dieu-1"]}])
    trial = document(id="thu", trial=True, repeals=[{"document": "nd-30"}])
    found = ends(replace(office, documents={**office.documents, "moi": replacing, "thu": trial}))
    assert found == {"qd-cu": (Day(2025, 5, 31), "qd-moi"), "kh-mau": (Day(2025, 6, 30), "moi")}
