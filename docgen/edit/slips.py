"""What a unit answered in its slip of a rehearsal day: scenario by scenario against the plan, before anything is entered.

In: the workbook, its stamp, the desk of the day. Out: what is to be told in the journal, one entry a scenario with its figures and
difficulties; and findings with their cells. A scenario left empty tells nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.edit.answers import Answered, Desk
from docgen.edit.journal import Telling
from docgen.model.findings import Finding
from docgen.model.tasks import Drill
from docgen.read.excel import Cell, Workbook, whole
from docgen.read.forms import Stamp
from docgen.read.sheets import READERS, Heading, fold
from docgen.read.slips import CLASS, DIFFICULTY, DUE, FIGURES, NUMBER, RESULT, Line, lines
from docgen.track.forms import name_of
from docgen.track.rehearsal import Moment, Rehearsal
from docgen.words.hours import typed_hour
from docgen.words.nearest import nearest

Day = datetime.date
ANSWERED = ("result", "from", "to", "person", "note")
ASKED = ("what", "result", "from", "to", "person", "note")
_PROBLEM = re.compile(r"vm-(\d{1,6})")
_BODY = Heading("person", (DIFFICULTY["person"],))


@dataclass
class _Slip:
    """A slip while it is read: what its rows say, by the address of the scenario, and what is wrong."""

    rehearsal: Rehearsal
    stamp: Stamp
    told: dict[str, dict[str, object]] = field(default_factory=dict)
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    rows: dict[str, Line] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)

    def typed(self, cell: Cell, heading: Heading) -> object:
        """Return what a cell holds, None where it is empty or wrong; what is wrong is kept."""
        if cell.value is None or cell.formula:
            return None
        held = READERS[heading.kind](cell, heading)
        if isinstance(held, Finding):
            self.faults.append(held)
            return None
        return held


def slip(book: Workbook, stamp: Stamp, desk: Desk, replaced: frozenset[str]) -> Answered:
    """Return what a slip says; entries whose ids are ``replaced`` count as taken back."""
    found, faults = lines(book)
    plan = desk.office.documents.get(next(iter(stamp.lines), "").partition("#")[0])
    if plan is None or not found:
        return Answered(findings=faults or (whole("E452", book.file, value=book.file),))
    one = _Slip(Rehearsal(desk.office, plan, Moment(stamp.day)), stamp, faults=list(faults))
    for line in found:
        READ[line.kind](one, line, desk)
    first = _next_problem(desk, stamp.body, replaced)
    tellings = list(_tellings(one, desk, first))
    missing = tuple(address for address in stamp.lines if address not in one.rows)
    answered = tuple(line.row for line in found if line.filled(*ASKED) and (line.kind != "drill" or line.filled(*ANSWERED)))
    ordered = sorted(one.faults, key=lambda fault: (fault.source.line, fault.source.column) if fault.source else (0, 0))
    return Answered(tuple(tellings), answered, missing, tuple(ordered))


def _drill(one: _Slip, line: Line, desk: Desk) -> None:
    """Keep what the row of a scenario says."""
    if not _known(one, line, desk) or not line.filled(*ANSWERED):
        return
    hours = {key: _hour(one, line.cells[key]) for key in ("from", "to")}
    if hours["from"] and hours["to"] and hours["to"] <= hours["from"]:
        one.faults.append(line.cells["to"].finding("E471", value=hours["to"], start=hours["from"]))
    held = {"result": one.typed(line.cells["result"], RESULT), **hours}
    one.told[line.key] = {**held, **{key: line.cells[key].text or None for key in ("person", "note")}}


def _figure(one: _Slip, line: Line, desk: Desk) -> None:
    address, _, key = line.key.partition(FIGURES)
    number = one.typed(line.cells["result"], NUMBER)
    if isinstance(number, int) and _known(one, line, desk, address):
        one.numbers.setdefault(address, {})[key] = number


def _problem(one: _Slip, line: Line, desk: Desk) -> None:
    """Keep what the row of a difficulty says; nothing where it is empty."""
    if not line.filled(*ASKED):
        return
    address = _of(one, line)
    class_ = one.typed(line.cells["result"], CLASS)
    for key in ("what", "result"):
        if line.cells[key].value is None:
            one.faults.append(line.cells[key].finding("E472", value=DIFFICULTY[key]))
    due = one.typed(line.cells["to"], DUE)
    if isinstance(due, Day) and due < one.stamp.day:
        one.faults.append(line.cells["to"].finding("E473", value=due.isoformat(), day=one.stamp.day.isoformat()))
    held = {"what": line.cells["what"].text, "class": class_, "ask": line.cells["note"].text, "to": _body(one, line), "due": due}
    if address:
        one.problems.setdefault(address, []).append({key: value for key, value in held.items() if value})


READ = {"drill": _drill, "figure": _figure, "problem": _problem}


def _known(one: _Slip, line: Line, desk: Desk, address: str = "") -> bool:
    """Return whether a row speaks of a scenario of this slip; a finding where it does not."""
    wanted = address or line.key
    if wanted in one.stamp.lines and wanted in desk.rows:
        one.rows[wanted] = line if not address else one.rows.get(wanted, line)
        return True
    name = name_of(desk.office, one.stamp.body, desk.told)
    one.faults.append(line.cells["what"].finding("E450", value=wanted, agency=name, nearest=nearest(wanted, list(one.stamp.lines)) or ""))
    return False


def _hour(one: _Slip, cell: Cell) -> str | None:
    """Return the hour in a cell, None where it is empty or none."""
    if isinstance(cell.value, datetime.time):
        return f"{cell.value:%H:%M}"
    hour = typed_hour(cell.text)
    if hour is None and cell.value is not None:
        one.faults.append(cell.finding("E470", value=cell.text))
    return hour


def _of(one: _Slip, line: Line) -> str | None:
    """Return the scenario a difficulty belongs to: the one numbered there, or the only one of the slip."""
    drills = {str(one.rehearsal.number(drill)): address for address in one.stamp.lines if (drill := _drill_of(one, address))}
    cell = line.cells["from"]
    if cell.value is None and len(drills) == 1:
        return next(iter(drills.values()))
    if cell.text not in drills:
        code = "E472" if cell.value is None else "E448"
        key = DIFFICULTY["from"]
        words = {"value": key} if code == "E472" else {"value": cell.text, "key": key, "known": ", ".join(drills)}
        one.faults.append(cell.finding(code, **words))
    return drills.get(cell.text)


def _drill_of(one: _Slip, address: str) -> Drill | None:
    id_ = address.partition("#")[2].partition("@")[0]
    return next((drill for drill in one.rehearsal.drills if drill.id == id_), None)


def _body(one: _Slip, line: Line) -> str | None:
    """Return the id of the body that is asked, by its name."""
    cell = line.cells["person"]
    names = {fold(name): id_ for id_, name in one.rehearsal.bodies.items()} | {fold(id_): id_ for id_ in one.rehearsal.bodies}
    if cell.value is None or fold(cell.text) in names:
        return names.get(fold(cell.text))
    known = list(one.rehearsal.bodies.values())
    words = {"value": cell.text, "key": _BODY.names[0], "known": ", ".join(known), "nearest": nearest(cell.text, known) or ""}
    one.faults.append(cell.finding("E448", **words))
    return None


def _tellings(one: _Slip, desk: Desk, first: int) -> Iterator[Telling]:
    """Yield an entry for each scenario that was answered; what lacks its result, or lies in the future, is a finding."""
    for address, line in one.rows.items():
        said = one.told.get(address, {})
        figures, problems = one.numbers.get(address, {}), one.problems.get(address, [])
        if not (said or figures or problems):
            continue
        if not said.get("result"):
            if line.cells["result"].value is None:
                one.faults.append(line.cells["result"].finding("E474", value=line.cells["what"].text))
            continue
        if one.stamp.day > desk.told:
            one.faults.append(line.cells["result"].finding("E475", day=one.stamp.day.isoformat(), told=desk.told.isoformat()))
            continue
        one.faults += _lacking(one, address, line, figures)
        numbered = [{"id": f"vm-{number}", **problem} for number, problem in enumerate(problems, first)]
        first += len(problems)
        fields = {**said, "figures": figures, "problems": numbered, "told_at": desk.told_at}
        yield Telling(address, "report", one.stamp.day, desk.told, fields)


def _lacking(one: _Slip, address: str, line: Line, figures: Mapping[str, int]) -> Iterator[Finding]:
    """Yield a remark for every figure left empty of a scenario that took place."""
    drill = _drill_of(one, address)
    if drill is not None and one.told[address]["result"] != "not-done":
        for key, name in drill.figures.items():
            if key not in figures:
                yield line.cells["what"].finding("W476", value=name, title=drill.title)


def _next_problem(desk: Desk, unit: str, replaced: frozenset[str]) -> int:
    """Return the first number that no difficulty in the unit's journal bears, those of a replaced slip left out."""
    entries = [entry for entry in desk.journals.get(unit, ()) if entry.id not in replaced]
    numbers = [int(match[1]) for entry in entries for problem in entry.problems if (match := _PROBLEM.fullmatch(problem.id))]
    return max(numbers, default=0) + 1
