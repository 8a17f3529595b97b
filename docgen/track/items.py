"""What documents ask for, one item for each unit: tasks, drills, and the difficulties reported with them.

In: the office and a day. Out: items in the order of documents, without what became of them; and which addresses are followed at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.derive.deadlines import last_day
from docgen.derive.occurrences import Occurrence, occurrence, occurrences
from docgen.derive.series import members
from docgen.derive.units import by_area, chosen
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import Problem, ProgressEntry
from docgen.model.tasks import Actor, Drill, EachActor, Task
from docgen.track.state import Followed, row_of, standing_entries

Day = datetime.date
Told = Mapping[str, Sequence[ProgressEntry]]
LEAN = ("body", "phases", "agencies", "annexes", "attached", "bases", "recipients", "sign")
"""Fields of a series' document that tracking does not read: they are not filled in for each unit."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is followed: the document and the task as written, the unit and the occurrence (None where it is none of many).

    ``since`` is the day from which it is followed. A drill and a difficulty are tasks of the same id; ``drill`` and ``problem`` hold
    what was written.
    """

    document: Document
    task: Task
    unit: str | None
    followed: Followed
    since: Day
    period: str | None = None
    drill: Drill | None = None
    problem: Problem | None = None

    @property
    def address(self) -> str:
        """Return ``DOC#ID``, ``DOC#ID@UNIT`` or ``DOC@UNIT#ID``, with ``:PERIOD`` for an occurrence."""
        return self.followed.address

    @property
    def comes_back(self) -> bool:
        """Return whether this is a regular task as a whole, which nobody reports on: each of its periods is."""
        return self.period is None and self.problem is None and self.task.due is not None and self.task.due.every is not None

    @property
    def earliest(self) -> Day:
        """Return the first day of which something can be told: what a meeting asked for was begun before its notice was signed."""
        meeting = self.document.meeting
        return self.since if meeting is None or self.period or self.problem else min(self.since, meeting.date)


def items(office: Office, as_of: Day, told: Told) -> Iterator[Item]:
    """Yield what is followed on a day by the documents signed, and by the entries ``told``, until then."""
    for item in asked(office, as_of):
        yield from _in_time(item, as_of)
        yield from problems(item, told.get(item.address, ()), as_of)


def asked(office: Office, as_of: Day) -> Iterator[Item]:
    """Yield what the documents signed by a day ask for, a regular task once, by day of the document."""
    areas = by_area(office)
    for day, document in sorted(_signed(office, as_of), key=lambda row: (row[0], row[1].id)):
        for task in document.tasks:
            yield from _each(office, Item(document, task, None, _followed(document, task), day), areas)
        for drill in document.drills:
            task = _as_task(drill)
            yield from _each(office, Item(document, task, None, _followed(document, task), day, drill=drill), areas)


def problems(item: Item, entries: Sequence[ProgressEntry], as_of: Day) -> Iterator[Item]:
    """Yield the difficulties told of an item until a day and not taken back: who is asked leads, and who reported helps."""
    for entry in entries:
        if not entry.problems or entry.told > as_of or entry not in standing_entries(entry.task, entries, as_of):
            continue
        for problem in entry.problems:
            yield _problem(item, problem, entry.told)


def occurrence_of(item: Item, period: str) -> Item | None:
    """Return the occurrence of a regular task in a period; None where it has none."""
    due = item.task.due
    found = occurrence(due, _start(item), period) if due is not None and due.every is not None else None
    return _at(item, found) if found else None


def periods(item: Item, as_of: Day) -> Sequence[str]:
    """Return the periods of a regular task that began to run by a day, as addresses write them."""
    return [one.period for one in occurrences(item.task.due, _start(item), as_of)] if item.task.due and item.comes_back else []


def units_of(office: Office, actors: Sequence[Actor], document: Document, areas: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the units that ``each`` actors mean on the day of the document, each once."""
    choices = [actor.each for actor in actors if isinstance(actor, EachActor)]
    return list(dict.fromkeys(unit for each in choices for unit in chosen(office, each, areas.get(each.of, ()), document.date)))


def _signed(office: Office, as_of: Day) -> Iterator[tuple[Day, Document]]:
    """Yield with their day the documents signed by a day that give something to follow, those of a series one by one."""
    for document in office.documents.values():
        if document.trial or not (document.tasks or document.drills):
            continue
        lean = document.model_copy(update=dict.fromkeys(LEAN, ())) if document.each else document
        for one in members(office, lean):
            if one.date and one.date <= as_of:
                yield one.date, one


def _as_task(drill: Drill) -> Task:
    """Return a drill as a task: to be passed by its last day; where units rehearse each of them leads."""
    each = (EachActor(each=drill.units),) if drill.units else ()
    due = drill.until or drill.day
    held = {"id": drill.id, "do": drill.title, "lead": each or drill.lead, "person": drill.person}
    return Task.model_validate({**held, "with": drill.lead if each else (), "due": {"day": due, "at": drill.to} if due else None})


def _followed(document: Document, task: Task) -> Followed:
    due = task.due
    named = tuple(lead for lead in task.lead if isinstance(lead, str))
    return Followed(f"{document.id}#{task.id}", named, last_day(due, document) if due else None, due.at if due else None)


def _each(office: Office, item: Item, areas: Mapping[str, Sequence[str]]) -> Iterator[Item]:
    """Yield the item for the leads that are named, and for each unit that leads."""
    if item.followed.leads:
        key = item.document.id.partition("@")[2]  # of a series for persons or rows it names no unit
        yield replace(item, unit=key if key in office.units else None)
    for unit in units_of(office, item.task.lead, item.document, areas):
        followed = Followed(f"{item.address}@{unit}", (unit,), item.followed.first_due, item.followed.at)
        yield Item(item.document, item.task, unit, followed, item.since, drill=item.drill)


def _in_time(item: Item, as_of: Day) -> Iterator[Item]:
    """Yield the item, or its occurrences that began to run by the day."""
    due = item.task.due
    if due is None or due.every is None:
        yield item
        return
    for one in occurrences(due, _start(item), as_of):
        yield _at(item, one)


def _at(item: Item, one: Occurrence) -> Item:
    followed = replace(item.followed, address=f"{item.address}:{one.period}", first_due=one.due)
    return replace(item, followed=followed, period=one.period, since=one.begins)


def _start(item: Item) -> Day:
    """Return the day from which a regular task runs: the effect of its document, else its signing."""
    return item.document.effect or item.since


def _problem(item: Item, problem: Problem, told: Day) -> Item:
    """Return a difficulty as an item: ``DOC#ID/PROBLEM`` with the unit where there is one."""
    document, _, part = row_of(item.address).partition("#")
    id_, at, unit = part.partition("@")
    leads = (problem.to,) if problem.to else item.followed.leads
    helpers = item.followed.leads if problem.to else ()
    task = Task.model_validate({"id": problem.id, "do": problem.ask or problem.what, "lead": leads, "with": helpers})
    followed = Followed(f"{document}#{id_}/{problem.id}{at}{unit}", leads, problem.due)
    return replace(item, task=task, followed=followed, since=told, period=None, problem=problem)
