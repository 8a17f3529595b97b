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

Day = datetime.date
ADDRESS = "kh-mau#soan-thao"
FIRST = Day(2025, 6, 1)
SETTINGS = Settings()
SPAN = 60
days = st.integers(0, SPAN).map(lambda n: FIRST + datetime.timedelta(days=n))
KINDS = ("report", "extend", "transfer", "cancel", "withdraw")


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
        elif kind == "extend":
            fields = {"until": draw(days), "document": "tb-mau"}
        elif kind == "transfer":
            fields = {"lead": "tinh-mau/so-tai-chinh", "document": "tb-mau"}
        elif kind == "withdraw":
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


@given(tasks, journals(("report", "extend", "transfer")), days, days)
def test_once_done_stays_done(task: Followed, told: list[ProgressEntry], one: Day, other: Day) -> None:
    earlier, later = sorted((one, other))
    if state(task, told, earlier, SETTINGS).done:
        standing = state(task, told, later, SETTINGS)
        assert standing.done and standing.state in ("done-on-time", "done-late") and standing.percent == 100


@given(st.lists(st.tuples(tasks, journals()), max_size=12), days)
def test_the_four_way_count_adds_up(all_: list[tuple[Followed, list[ProgressEntry]]], as_of: Day) -> None:
    states = [state(task, told, as_of, SETTINGS).state for task, told in all_]
    made = count(states)
    assert set(states) <= set(STATES)
    assert made.on_time + made.late + made.in_time + made.overdue == made.given == len(states) - states.count("cancelled")
    assert made.in_time == sum(one in ("due-soon", "no-deadline", "in-progress", "not-started") for one in states)


@given(tasks, journals(), days)
def test_the_due_day_itself_is_not_late(task: Followed, told: list[ProgressEntry], as_of: Day) -> None:
    standing = state(task, told, as_of, SETTINGS)
    if standing.due == as_of:
        assert standing.state != "overdue"
    if standing.state == "overdue":
        assert standing.due is not None and standing.due < as_of and standing.done is None
    if standing.state == "done-late":
        assert standing.due is not None and standing.done is not None and standing.due < standing.done


@given(tasks, journals(("report", "extend", "withdraw")), days)
def test_no_extension_hides_lateness_against_the_first_deadline(task: Followed, told: list[ProgressEntry], as_of: Day) -> None:
    plain = [one for one in told if one.kind != "extend"]
    assert state(task, told, as_of, SETTINGS).late_by == state(task, plain, as_of, SETTINGS).late_by


@given(tasks, journals(), days, days)
def test_what_is_told_later_changes_no_earlier_report(task: Followed, told: list[ProgressEntry], one: Day, other: Day) -> None:
    known = [entry for entry in told if entry.told <= one]
    assert state(task, told, one, SETTINGS) == state(task, known, one, SETTINGS)


@given(tasks, journals(), days)
def test_what_is_taken_back_never_was(task: Followed, told: list[ProgressEntry], as_of: Day) -> None:
    wrong = [one for one in told if one.kind != "withdraw"]
    last = FIRST + datetime.timedelta(days=SPAN)
    back = [
        ProgressEntry.model_validate(
            {"id": f"{index:08x}", "task": ADDRESS, "kind": "withdraw", "day": last, "told": last, "entry": one.id, "why": "Nhầm"}
        )
        for index, one in enumerate(wrong, 16)
    ]
    assert state(task, [*wrong, *back], last, SETTINGS) == state(task, [], last, SETTINGS)


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


def test_an_extension_keeps_the_first_deadline_in_sight() -> None:
    standing = state(DUE, [entry(14, kind="extend", until="2025-06-30", document="tb-mau")], june(20), SETTINGS)
    assert (standing.due, standing.late_by) == (june(30), 5)


def test_a_transfer_changes_the_lead_and_a_withdrawn_one_does_not() -> None:
    handed = entry(3, kind="transfer", lead="tinh-mau/so-tai-chinh", document="tb-mau")
    back = entry(5, kind="withdraw", entry="0000000a", why="Nhầm", id="0000000b")
    again = entry(6, kind="withdraw", entry="0000000b", why="Đúng", id="0000000c")
    leads = [state(DUE, [handed, back, again], june(day), SETTINGS).leads for day in (2, 4, 5, 6)]
    assert leads == [("tinh-mau/so-noi-vu",), ("tinh-mau/so-tai-chinh",), ("tinh-mau/so-noi-vu",), ("tinh-mau/so-tai-chinh",)]
