"""What must hold of every task, every journal and every day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model.catalogue import Settings
from docgen.model.progress import ProgressEntry
from docgen.track import STATES, Followed, count, state
from docgen.track.state import standing_entries

Day = datetime.date
ADDRESS = "kh-mau#soan-thao"
FIRST = Day(2025, 6, 1)
SETTINGS = Settings()
SPAN = 60
days = st.integers(0, SPAN).map(lambda n: FIRST + datetime.timedelta(days=n))
KINDS = ("report", "extend", "transfer", "cancel", "withdraw", "accept", "return")
ASKING = Settings(confirm_done=True)
offices = st.sampled_from([SETTINGS, ASKING])
"""Offices that ask for acceptance, and those that do not."""


@st.composite
def journals(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> list[ProgressEntry]:
    """Entries as a journal may hold them: in any order, some late told, some of one period of a task, some that take others back."""
    made: list[ProgressEntry] = []
    for index in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(kinds))
        day, told = sorted((draw(days), draw(days)))
        fields: dict[str, object] = {}
        if kind == "report":
            fields = {"done": draw(st.sampled_from([None, "all"])), "percent": draw(st.none() | st.integers(0, 100))}
            fields["result"] = draw(st.sampled_from([None, None, "passed", "failed"]))
        elif kind == "extend":
            fields = {"until": draw(days), "document": "tb-mau"}
        elif kind == "transfer":
            fields = {"lead": "tinh-mau/so-tai-chinh", "document": "tb-mau"}
        elif kind in ("withdraw", "accept", "return"):
            fields = {"entry": f"{draw(st.integers(0, 7)):08x}", "why": "Nhầm"}
        task = draw(st.sampled_from([ADDRESS, ADDRESS, f"{ADDRESS}:2025-06", "kh-mau#tong-hop"]))
        made.append(ProgressEntry.model_validate({"id": f"{index:08x}", "task": task, "kind": kind, "day": day, "told": told, **fields}))
    return made


tasks = st.builds(Followed, st.just(ADDRESS), st.just(("tinh-mau/so-noi-vu",)), st.none() | days)


def entry(told: int = 1, day: int | None = None, **fields: object) -> ProgressEntry:
    """An entry told on a day of June 2025; it happened on that day too unless ``day`` says otherwise."""
    when = {"told": Day(2025, 6, told), "day": Day(2025, 6, day or told)}
    return ProgressEntry.model_validate({"id": "0000000a", "task": ADDRESS, **when, **fields})


def june(day: int) -> Day:
    return Day(2025, 6, day)


@given(tasks, journals(("report", "extend", "transfer", "accept")), days, days, offices)
def test_once_done_stays_done(task: Followed, told: list[ProgressEntry], one: Day, other: Day, office: Settings) -> None:
    earlier, later = sorted((one, other))
    if state(task, told, earlier, office).done:
        standing = state(task, told, later, office)
        assert standing.done and standing.state in ("done-on-time", "done-late") and standing.percent == 100


@given(st.lists(st.tuples(tasks, journals()), max_size=12), days, offices)
def test_the_four_way_count_adds_up(all_: list[tuple[Followed, list[ProgressEntry]]], as_of: Day, office: Settings) -> None:
    states = [state(task, told, as_of, office).state for task, told in all_]
    made = count(states)
    assert set(states) <= set(STATES)
    assert made.on_time + made.late + made.in_time + made.overdue == made.given == len(states) - states.count("cancelled")
    assert made.in_time == sum(one in ("due-soon", "no-deadline", "in-progress", "not-started") for one in states)


@given(tasks, journals(), days, offices)
def test_the_due_day_itself_is_not_late(task: Followed, told: list[ProgressEntry], as_of: Day, office: Settings) -> None:
    standing = state(task, told, as_of, office)
    if standing.due == as_of:
        assert standing.state != "overdue"
    if standing.state == "overdue":
        assert standing.due is not None and standing.due < as_of and standing.done is None
    if standing.state == "done-late":
        assert standing.due is not None and standing.done is not None and standing.due < standing.done


@given(tasks, journals(("report", "extend", "withdraw", "accept", "return")), days, offices)
def test_no_extension_hides_lateness_against_the_first_deadline(
    task: Followed, told: list[ProgressEntry], as_of: Day, office: Settings
) -> None:
    plain = [one for one in told if one.kind != "extend"]
    assert state(task, told, as_of, office).late_by == state(task, plain, as_of, office).late_by


LAST = FIRST + datetime.timedelta(days=SPAN)


def judged(told: list[ProgressEntry], kind: str) -> list[ProgressEntry]:
    """Every report, accepted or returned on the last day."""
    fields = {"task": ADDRESS, "kind": kind, "day": LAST, "told": LAST, "why": "Thiếu phụ lục"}
    reports = [one for one in told if one.kind == "report"]
    return [ProgressEntry.model_validate({"id": f"{i:08x}", "entry": one.id, **fields}) for i, one in enumerate(reports, 32)]


@given(tasks, journals(), offices)
def test_a_return_opens_the_task_again(task: Followed, told: list[ProgressEntry], office: Settings) -> None:
    before = state(task, told, LAST, office)
    standing = state(task, [*told, *judged(told, "return")], LAST, office)
    assert standing.done is None and standing.waiting is None and standing.state not in ("done-on-time", "done-late")
    assert (standing.due, standing.leads) == (before.due, before.leads)
    assert standing.percent < 100, "what was returned is not reported any more"


@given(tasks, journals(("report", "extend", "transfer", "cancel", "withdraw", "return")))
def test_acceptance_makes_done_what_was_reported_from_that_day(task: Followed, told: list[ProgressEntry]) -> None:
    waiting, free = state(task, told, LAST, ASKING), state(task, told, LAST, SETTINGS)
    assert waiting.done is None and waiting.waiting == (free.done if free.state != "cancelled" else None)
    assert state(task, [*told, *judged(told, "accept")], LAST, ASKING) == free


@given(tasks, journals(("report", "extend", "transfer", "cancel", "withdraw", "return")), days)
def test_an_office_that_asks_for_nothing_hears_no_acceptance(task: Followed, told: list[ProgressEntry], as_of: Day) -> None:
    assert state(task, [*told, *judged(told, "accept")], as_of, SETTINGS) == state(task, told, as_of, SETTINGS)


@given(journals(("cancel", "transfer", "withdraw")), st.lists(days, min_size=1, max_size=4), days)
def test_what_ends_a_regular_task_counts_from_its_day_on(told: list[ProgressEntry], dues: list[Day], as_of: Day) -> None:
    for due in dues:
        period = Followed(f"{ADDRESS}:{due}", ("tinh-mau/so-noi-vu",), due)
        ends = [one for one in standing_entries(ADDRESS, told, as_of) if one.kind == "cancel" and one.day <= due]
        assert (state(period, told, as_of, SETTINGS).state == "cancelled") == bool(ends)


@given(tasks, journals(), days, offices)
def test_what_is_told_later_changes_no_earlier_report(task: Followed, told: list[ProgressEntry], as_of: Day, office: Settings) -> None:
    known = [entry for entry in told if entry.told <= as_of]
    assert state(task, told, as_of, office) == state(task, known, as_of, office)


@given(tasks, journals(), offices)
def test_what_is_taken_back_never_was(task: Followed, told: list[ProgressEntry], office: Settings) -> None:
    wrong = [one for one in told if one.kind != "withdraw"]
    back = [
        ProgressEntry.model_validate(
            {"id": f"{index:08x}", "task": ADDRESS, "kind": "withdraw", "day": LAST, "told": LAST, "entry": one.id, "why": "Nhầm"}
        )
        for index, one in enumerate(wrong, 16)
    ]
    assert state(task, [*wrong, *back], LAST, office) == state(task, [], LAST, office)


DUE = Followed(ADDRESS, ("tinh-mau/so-noi-vu",), june(15))
FREE = replace(DUE, first_due=None)


@pytest.mark.parametrize(
    ("task", "told", "as_of", "expected"),
    [
        (DUE, [], june(7), "not-started"),
        (DUE, [entry(percent=10)], june(7), "in-progress"),
        (DUE, [], june(8), "due-soon"),
        (DUE, [], june(15), "due-soon"),
        (DUE, [], june(16), "overdue"),
        (FREE, [entry(percent=10)], june(16), "no-deadline"),
        (FREE, [entry(done="all")], june(16), "done-on-time"),
        (DUE, [entry(20, 15, done="all")], june(19), "overdue"),
        (DUE, [entry(20, 15, done="all")], june(20), "done-on-time"),
        (DUE, [entry(16, done="all")], june(20), "done-late"),
        (DUE, [entry(16, percent=100)], june(20), "done-late"),
        (DUE, [entry(14, kind="extend", until="2025-06-30", document="tb-mau")], june(16), "not-started"),
        (DUE, [entry(14, kind="cancel", document="tb-mau", why="Bãi bỏ"), entry(16, done="all", id="0000000b")], june(20), "cancelled"),
        (DUE, [entry(10, done="all", task=f"{ADDRESS}:2025-06")], june(20), "overdue"),
        (DUE, [entry(10, done="all"), entry(11, kind="withdraw", entry="0000000a", why="Nhầm", id="0000000b")], june(12), "due-soon"),
    ],
)
def test_the_first_state_that_applies(task: Followed, told: list[ProgressEntry], as_of: Day, expected: str) -> None:
    assert state(task, told, as_of, SETTINGS).state == expected


def test_the_hour_of_the_last_day_counts_until_an_extension_sets_another_day() -> None:
    task = replace(DUE, at="11:00")
    told = [entry(15, done="all", at="11:30")]
    more = entry(14, kind="extend", until="2025-06-20", document="tb-mau", id="0000000b")
    assert state(task, told, june(16), SETTINGS).state == "done-late"
    assert state(task, [entry(15, done="all", at="11:00")], june(16), SETTINGS).state == "done-on-time"
    assert state(task, [entry(15, done="all")], june(16), SETTINGS).state == "done-on-time", "who names no hour is believed"
    assert state(task, [more, entry(20, done="all", at="23:00")], june(21), SETTINGS).state == "done-on-time"


def test_an_extension_keeps_the_first_deadline_in_sight() -> None:
    standing = state(DUE, [entry(14, kind="extend", until="2025-06-30", document="tb-mau")], june(20), SETTINGS)
    assert (standing.due, standing.late_by) == (june(30), 5)


def test_a_transfer_changes_the_lead_and_a_withdrawn_one_does_not() -> None:
    handed = entry(3, kind="transfer", lead="tinh-mau/so-tai-chinh", document="tb-mau")
    back = entry(5, kind="withdraw", entry="0000000a", why="Nhầm", id="0000000b")
    again = entry(6, kind="withdraw", entry="0000000b", why="Đúng", id="0000000c")
    leads = [state(DUE, [handed, back, again], june(day), SETTINGS).leads for day in (2, 4, 5, 6)]
    assert leads == [("tinh-mau/so-noi-vu",), ("tinh-mau/so-tai-chinh",), ("tinh-mau/so-noi-vu",), ("tinh-mau/so-tai-chinh",)]
