"""What a report of a period counts, and that it counts the same whenever it is made."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model.office import Office
from docgen.track.periods import period
from docgen.track.reminders import reminders
from docgen.track.report import Asked, Progress, is_below, progress
from docgen.track.state import Count
from tests.conftest import ROOT, office_of
from tests.track.followed import lay_followed

Day = datetime.date
ASKED = Asked("mau/ubnd")
MARCH_31 = Day(2024, 3, 31)
SAMPLE, _ = office_of(ROOT)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_of(lay_followed(tmp_path))[0]


def quarter(office: Office, name: str = "2024-Q1", as_of: Day = MARCH_31, asked: Asked = ASKED) -> Progress:
    return progress(office, asked, period(name), as_of)


@pytest.mark.parametrize(
    ("name", "first", "last", "before", "after"),
    [
        ("2024-Q1", "2024-01-01", "2024-03-31", "2023-Q4", "2024-Q2"),
        ("2024-03", "2024-03-01", "2024-03-31", "2024-02", "2024-04"),
        ("2024", "2024-01-01", "2024-12-31", "2023", "2025"),
        ("2024-W01", "2024-01-01", "2024-01-07", "2023-W52", "2024-W02"),
    ],
)
def test_periods(name: str, first: str, last: str, before: str, after: str) -> None:
    found = period(name)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert (found.previous.name, found.next.name) == (before, after)
    assert found.holds(found.first) and found.holds(found.last) and not found.holds(found.next.first)


@pytest.mark.parametrize("name", ["2024-Q5", "2024-13", "24", "2024-W54", "quý I"])
def test_what_is_no_period(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period(name)


def test_every_state_of_the_quarter(office: Office) -> None:
    """Done on time: som. Late: cham, danh-sach. Overdue: qua-han. In time: gia-han, sau, cung-lam, two units. cu was done before."""
    found = quarter(office)
    assert found.count == Count(on_time=1, late=2, in_time=5, overdue=1, cancelled=1)
    assert "cv-mau#cu" not in [row.address for row in found.rows]


def test_late_are_the_extended_too_with_cause_and_remedy(office: Office) -> None:
    late = quarter(office).late
    assert [one.row.task.id for one in late] == ["qua-han", "danh-sach", "gia-han", "cham"]
    assert late[0].causes == ("Thiếu người",) and late[0].remedies == ("Tăng cường",) and late[0].days_late == (16, 16)
    assert late[2].row.standing.due == Day(2024, 5, 20)


def test_what_is_due_next_and_who_is_silent(office: Office) -> None:
    found = quarter(office)
    assert [one.row.task.id for one in found.coming] == ["sau", "gia-han", "cung-lam"]
    assert found.silent == ("mau/xa-1", "mau/phuong-2")


def test_the_period_before_is_counted_as_of_its_last_day(office: Office) -> None:
    assert quarter(office).before == quarter(office, "2023-Q4", Day(2023, 12, 31)).count == Count(on_time=1, overdue=1)


def test_the_same_figures_after_later_entries(tmp_path: Path, office: Office) -> None:
    later = office_of(lay_followed(tmp_path / "later", later=True))[0]
    assert quarter(later) == quarter(office)
    assert quarter(later, as_of=Day(2024, 4, 10)).count.overdue == 3  # the units and sau, whose day has passed since


def test_an_empty_period(office: Office) -> None:
    found = quarter(office, "2022", Day(2022, 12, 31))
    assert found.count.given == 0 and not found.late and not found.coming and not found.silent and not found.by_lead


def test_a_document_or_a_body_below_limits_the_report(office: Office) -> None:
    assert {row.document.id for row in quarter(office, asked=Asked("mau/ubnd", "cv-mau")).rows} == {"cv-mau"}
    assert {row.document.id for row in quarter(office, asked=Asked("mau/so-noi-vu")).rows} == {"cv-mau"}
    assert is_below(office, "mau/so-noi-vu", "mau/ubnd", MARCH_31) and not is_below(office, "mau/ubnd", "mau/so-noi-vu", MARCH_31)


def test_units_stand_together(office: Office) -> None:
    late = quarter(office, as_of=Day(2024, 4, 3)).late
    assert [one.leads for one in late if one.row.task.id == "moi-xa"] == [("mau/xa-1", "mau/phuong-2")]


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(["hai-phong/thanh-uy", "nghe-an/tinh-uy", "thanh-hoa/tinh-uy", "tp-ho-chi-minh/thanh-uy"]),
    st.sampled_from(["2024-Q1", "2024-Q2", "2024-05", "2025-06", "2025-W25", "2025-Q2", "2025"]),
    st.integers(min_value=0, max_value=90),
)
def test_the_tables_add_up(issuer: str, name: str, after: int) -> None:
    span = period(name)
    found = progress(SAMPLE, Asked(issuer), span, span.last - datetime.timedelta(after))
    whole = len(found.rows)
    for totals in (found.by_lead, found.by_document):
        assert sum(total.count.given + total.count.cancelled for total in totals) == whole == found.count.given + found.count.cancelled
        assert sum(total.count.overdue for total in totals) == found.count.overdue


def test_the_quarter_of_the_sample_office_agrees_with_its_own_report() -> None:
    """bc-quy-1-2024 lists four late tasks with the old and the new deadline, cause and remedy."""
    table = SAMPLE.documents["bc-quy-1-2024"].tables[0].rows
    found = progress(SAMPLE, Asked("nghe-an/tinh-uy"), period("2024-Q1"), Day(2024, 5, 9))
    shown = {one.row.task.do: one for one in found.late}
    assert len(shown) == 4
    for row in table:
        one = shown[row["viec"] or ""].row
        due, new = one.followed.first_due, one.standing.due
        assert due and new and (f"{due.day}/{due.month}/2024", f"{new.day}/{new.month}/2024") == (row["han"], row["han-moi"])
        assert (one.standing.cause, one.standing.remedy) == (row["nguyen-nhan"], row["giai-phap"])


def test_who_is_reminded(office: Office) -> None:
    """Overdue and coming; a joint task reminds both; a lead with nothing is there and needs none."""
    found = {one.lead: one for one in reminders(office, ASKED, Day(2024, 3, 30), 7)}
    assert [row.task.id for row in found["mau/so-noi-vu"].late] == ["qua-han"]
    assert [row.task.id for row in found["mau/so-noi-vu"].coming] == ["sau"]
    assert [row.task.id for row in found["mau/xa-1"].coming] == ["moi-xa"]
    assert not found["mau/so-tai-chinh"].needed
