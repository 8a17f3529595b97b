"""The report of an evening of a rehearsal as a draft: one page for the meeting, annexes for the desk.

In: the office, the rehearsal as known at a moment, who reports. Out: a document; its words stand in ``templates/drafts/trial.yaml``.
What the page has no room for is cut to what presses most, and stands whole in an annex.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from docgen.derive.names import format_of
from docgen.edit.drafts import free_id
from docgen.edit.skeletons import Words, filled, skeleton
from docgen.edit.speaking import Speaking
from docgen.edit.trial_room import Room, names_that_fit, room_of, tenth
from docgen.model.body import Column, Table
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.paper import paper
from docgen.model.tasks import Drill
from docgen.track.rehearsal import Rehearsal
from docgen.track.rows import TaskRow
from docgen.track.trial import Evening, Line, Sum, evening
from docgen.words.dates import long_clock

NAME = "trial"
MATRIX = "bang-ma-tran"


def trial_draft(office: Office, rehearsal: Rehearsal, issuer: str, folders: Sequence[Path]) -> Document:
    """Return the report of the rehearsal's day. Raises ``Refused`` where the words cannot be read."""
    path, data = skeleton(folders, NAME)
    said = Words(path, data)
    known = _known(office, rehearsal, Speaking(office, issuer, rehearsal.moment.day), said)
    made = filled(path, data, known)
    return made.model_copy(update={"tables": (*made.tables, matrix(rehearsal, Speaking(office, issuer, rehearsal.moment.day), said))})


def matrix(rehearsal: Rehearsal, speaking: Speaking, said: Words) -> Table:
    """Return units × drills: a letter for how each stands by the day, nothing for what has not begun."""
    numbers = numbers_of(rehearsal)
    columns = {"unit": Column(title=said.say("unit"), width=30)}
    columns |= {id_: Column(title=said.say("column", n=n), width=8, align="center") for id_, n in numbers.items()}
    rows = [
        {
            "unit": speaking.name(unit),
            **{drill.id: said.say(state) for drill in rehearsal.drills if (state := _state(rehearsal, drill, unit))},
        }
        for unit in rehearsal.asked
    ]
    return Table(id=MATRIX, number=said.say("number"), columns=columns, rows=tuple(rows), dense=True)


def numbers_of(rehearsal: Rehearsal) -> Mapping[str, int]:
    """Return the number of each drill: its place in the plan."""
    return {drill.id: n for n, drill in enumerate(rehearsal.plan.drills, 1) if drill in rehearsal.drills}


def difficulty(speaking: Speaking, row: TaskRow, said: Words) -> dict[str, str]:
    """Return what is said of a difficulty: who reported it, its class, what it is, what is asked of whom by when."""
    problem = row.item.problem
    assert problem is not None
    return {
        "unit": speaking.name(row.unit) if row.unit else "",
        "class": said.say(problem.class_ or "other"),
        "what": problem.what,
        "ask": problem.ask or "",
        "body": speaking.names(row.standing.leads),
        "due": speaking.date(row.standing.due),
    }


def drill_row(line: Line, numbers: Mapping[str, int], title: str) -> dict[str, str]:
    """Return how a drill went, as figures of a row."""
    shown = {"n": numbers[line.drill.id], "passed": line.passed, "failed": line.failed, "not_done": line.not_done, "silent": line.silent}
    share = f"{tenth(Decimal(line.passed * 100) / line.asked)}%" if line.asked else ""
    return {**{key: str(number) for key, number in shown.items()}, "title": title, "percent": share}


def receivers(plan: Document) -> list[dict[str, str]]:
    """Return to whom the report goes: whoever the plan names first."""
    return [{"to": line.to or "", "text": line.text or "", "for": line.for_ or ""} for line in plan.recipients[:1]]


def _state(rehearsal: Rehearsal, drill: Drill, unit: str) -> str:
    """Return the name of how a drill stands with a unit by the day; nothing where it is not asked or has not begun."""
    day = rehearsal.moment.day
    if unit not in rehearsal.units[drill.id]:
        return ""
    return rehearsal.result(drill, unit, day) or ("silent" if drill.day is not None and drill.day <= day else "")


def _page(office: Office, speaking: Speaking) -> float:
    """Return how long a line of the report is, in points."""
    drafted = Document(id="a", kind="report", issuer=(speaking.issuer,), subject="", planned=speaking.day)
    format_ = office.formats[format_of(office, drafted, speaking.day) or next(iter(office.formats))]
    return paper(format_.page, "portrait").text_width


def _known(office: Office, rehearsal: Rehearsal, speaking: Speaking, said: Words) -> dict[str, Any]:
    """Return what fills the blanks."""
    figures = evening(rehearsal)
    moment, plan = rehearsal.moment, rehearsal.plan
    numbers = numbers_of(rehearsal)
    bodies = _by_body(figures.difficulties)
    room = room_of(_page(office, speaking), len(figures.lines), len(figures.sums), len(bodies))
    first = [one for one in figures.sums if one in sorted(figures.sums, key=_rank)[: room.sums]]
    return {
        "id": free_id(office, f"bc-{plan.id}-{moment.day:%m%d}"),
        "issuer": speaking.issuer,
        "plan": speaking.document(plan.id),
        "day": moment.day,
        "hour": long_clock(moment.at) if moment.at else "",
        "date": speaking.date,
        "before": figures.before,
        **_told(speaking, figures, said, room),
        "lines": [_line(one, numbers, said, room) for one in figures.lines],
        "sums": _pairs([_sum(speaking, one, numbers, room) for one in first]),
        "sums_all": [_sum(speaking, one, numbers) for one in figures.sums],
        "sums_more": len(first) < len(figures.sums),
        "open": len(figures.difficulties),
        "late": _late(figures.difficulties),
        "bodies": [_body(speaking, leads, bodies[leads], room) for leads in list(bodies)[: room.bodies]],
        "difficulties": [difficulty(speaking, row, said) for row in figures.difficulties],
        "drills": [{"n": numbers[drill.id], "title": drill.title} for drill in rehearsal.drills],
        "signer": speaking.signer,
        "receivers": receivers(plan),
        "filed": speaking.filed,
    }


def _told(speaking: Speaking, figures: Evening, said: Words, room: Room) -> dict[str, str]:
    """Return who reported and who did not, the latter by name as far as there is room."""
    asked, silent = len(figures.asked), [speaking.name(unit) for unit in figures.silent]
    before = figures.asked_before
    return {
        "asked": speaking.number(asked) if asked else "",
        "told": speaking.number(asked - len(silent)),
        "asked_before": speaking.number(before),
        "told_before": speaking.number(before - figures.silent_before),
        "silent": names_that_fit(silent, partial(said.say, "unit_and"), room.silent),
    }


def _line(line: Line, numbers: Mapping[str, int], said: Words, room: Room) -> dict[str, str]:
    title = said.say("again", title=line.drill.title) if line.again else line.drill.title
    return drill_row(line, numbers, room.clipped(title, "title"))


def _pairs(sums: Sequence[dict[str, str]]) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return the figures in two columns, the first half on the left."""
    half = -(-len(sums) // 2)
    return [(left, sums[half + n] if half + n < len(sums) else dict.fromkeys(left, "")) for n, left in enumerate(sums[:half])]


def _sum(speaking: Speaking, one: Sum, numbers: Mapping[str, int], room: Room | None = None) -> dict[str, str]:
    name = one.drill.figures[one.key]
    return {
        "n": str(numbers[one.drill.id]),
        "name": name if room is None else room.clipped(name, "name"),
        "today": speaking.number(one.today) if one.today is not None else "–",
        "average": tenth(Decimal(one.today) / one.units) if one.today is not None and one.units else "–",
        "before": speaking.number(one.before) if one.before is not None else "–",
    }


def _rank(one: Sum) -> int:
    """Return the place of a figure in its drill: the first of each drill is shown before the second of any."""
    return list(one.drill.figures).index(one.key)


def _by_body(rows: Sequence[TaskRow]) -> Mapping[tuple[str, ...], Sequence[TaskRow]]:
    """Return the difficulties by the bodies asked to solve them, those with the most overdue first."""
    found: dict[tuple[str, ...], list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.standing.leads, []).append(row)
    order = sorted(found, key=lambda leads: (-_late(found[leads]), -len(found[leads]), leads))
    return {leads: found[leads] for leads in order}


def _late(rows: Sequence[TaskRow]) -> int:
    return sum(row.standing.state == "overdue" for row in rows)


def _body(speaking: Speaking, leads: Sequence[str], rows: Sequence[TaskRow], room: Room) -> dict[str, str]:
    first = rows[0]
    where, problem = speaking.name(first.unit) if first.unit else "", first.item.problem
    return {
        "body": room.clipped(speaking.names(leads), "body"),
        "open": str(len(rows)),
        "late": str(_late(rows)),
        "due": speaking.date(first.standing.due),
        "what": room.clipped(problem.what if problem else "", "what", f" ({where})" if where else ""),
    }
