"""The overview page as values: the rows of a day with everything they name, each name and text once.

In: the office, the rows and the day. Out: a board. Nothing of ``directives/private/`` is read here: of a person the board knows the name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from docgen.derive.called import called
from docgen.derive.names import area_of
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.tasks import Due, EachActor, TextActor
from docgen.track.rows import TaskRow
from docgen.track.state import STATES, Count, State, count
from docgen.track.totals import in_all
from docgen.words.markup import Token, paragraphs, parse
from docgen.words.symbols import full_number

Day = datetime.date
K = TypeVar("K", bound=Hashable)
COLUMNS = ("task", "unit", "period", "leads", "state", "due", "first_due", "late", "percent", "told", "waiting", "cause", "remedy")
"""What a line of ``Board.rows`` holds, in order. Places in the lists of the board stand for tasks, units, leads, states, days and
texts; None where there is none."""
COMING = 30
"""Days within which an open task is shown as coming."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a plan."""

    name: str
    start: Day
    end: Day


@dataclass(frozen=True, slots=True)
class Board:
    """The rows of a day and what they name.

    ``count`` is the four-way count of all rows, ``counted`` says of a state which of its numbers has it. ``actors`` are agencies, units,
    groups and people by id; ``tasks`` bear addresses in which ``@*`` stands for the unit of the row. A series is one document.
    """

    as_of: Day
    office: str
    language: str
    soon: int
    count: Count
    counted: Mapping[State, str]
    actors: Sequence[Mapping[str, Any]]
    documents: Sequence[Document]
    phases: Mapping[str, Sequence[Phase]]
    tasks: Sequence[Mapping[str, Any]]
    days: Sequence[Day]
    texts: Sequence[str]
    rows: Sequence[tuple[Any, ...]]


class Places(Generic[K]):
    """Things in the order in which they were first met, each at one place."""

    def __init__(self) -> None:
        self.places: dict[K, int] = {}

    def of(self, thing: K | None) -> int | None:
        """Return the place of a thing; None for none."""
        return None if thing is None else self.places.setdefault(thing, len(self.places))


@dataclass(slots=True)
class _Named:
    """What the rows met so far name."""

    actors: Places[str] = field(default_factory=Places)
    documents: Places[str] = field(default_factory=Places)
    tasks: dict[Hashable, dict[str, Any]] = field(default_factory=dict)
    days: Places[Day] = field(default_factory=Places)
    texts: Places[str] = field(default_factory=Places)


def board(office: Office, rows: Sequence[TaskRow], as_of: Day) -> Board:
    """Return the board of the rows of a day; the same rows give the same board."""
    named = _Named()
    lines = [_line(office, named, row) for row in rows]
    documents = [office.documents[id_] for id_ in named.documents.places]
    return Board(
        as_of=as_of,
        office=office.settings.name,
        language=office.settings.language,
        soon=COMING,
        count=in_all(rows),
        counted=dict(_counted()),
        actors=[_actor(office, id_, as_of) for id_ in named.actors.places],
        documents=documents,
        phases={one.id: [Phase(phase.name, phase.from_, phase.until) for phase in one.phases] for one in documents if one.phases},
        tasks=list(named.tasks.values()),
        days=list(named.days.places),
        texts=list(named.texts.places),
        rows=lines,
    )


def _counted() -> Iterator[tuple[State, str]]:
    """Yield each state with the number of the four-way count that has it."""
    for state in STATES:
        one = count([state])
        yield state, next(name for name in ("on_time", "late", "in_time", "overdue", "cancelled") if getattr(one, name))


def _line(office: Office, named: _Named, row: TaskRow) -> tuple[Any, ...]:
    standing = row.standing
    return (
        _task(office, named, row),
        named.actors.of(row.unit),
        row.item.period,
        [named.actors.of(lead) for lead in standing.leads],
        STATES.index(standing.state),
        named.days.of(standing.due),
        named.days.of(row.followed.first_due),
        standing.late_by,
        standing.percent,
        named.days.of(standing.told),
        named.days.of(standing.waiting),
        named.texts.of(standing.cause),
        named.texts.of(standing.remedy),
    )


def _task(office: Office, named: _Named, row: TaskRow) -> int:
    """Return the place of the task of a row; rows of many units share one."""
    address = row.address.partition(":")[0]
    if row.unit:
        address = re.sub(rf"@{re.escape(row.unit)}(?=#|$)", "@*", address)
    key = (address, row.task.do)
    if key not in named.tasks:
        named.tasks[key] = {"place": len(named.tasks), **_asked(office, named, row, address)}
    place: int = named.tasks[key]["place"]
    return place


def _asked(office: Office, named: _Named, row: TaskRow, address: str) -> dict[str, Any]:
    task, item = row.task, row.item
    return {
        "address": address,
        "document": named.documents.of(row.document.id.partition("@")[0]),
        "kind": "problem" if item.problem else "drill" if item.drill else "task",
        "do": plain(office, task.do),
        "product": plain(office, task.product or ""),
        "when": plain(office, _when(task.due)),
        "with": [_helper(office, named, actor) for actor in task.with_],
        "person": named.actors.of(task.person),
    }


def _when(due: Due | None) -> str:
    """Return a deadline that is no day, in the words of the document."""
    return (due.when or due.regular or "") if due else ""


def _helper(office: Office, named: _Named, actor: str | EachActor | TextActor) -> int | str | None:
    """Return the place of an actor that helps, the area where each of its units does; words as they were written."""
    if isinstance(actor, TextActor):
        return plain(office, actor.text)
    return named.actors.of(actor if isinstance(actor, str) else actor.each.of)


def _actor(office: Office, id_: str, day: Day) -> Mapping[str, Any]:
    """Return id and name of an actor, the area that tells two bodies of one name apart, and the members of a group."""
    unit = id_ in office.units
    area = area_of(office, id_) if unit else id_.partition("/")[0]
    kinds = {"unit": office.units, "agency": office.agencies, "group": office.groups, "person": office.people}
    return {
        "id": id_,
        "name": called(office, id_, day),
        "kind": next((kind for kind, known in kinds.items() if id_ in known), "area"),
        "area": area if area in office.areas else "",
        "place": office.areas[area].name if area in office.areas else "",
        "members": list(office.groups[id_].members) if id_ in office.groups else [],
    }


def plain(office: Office, text: str) -> str:
    """Return a text without its marks: citations by name or number, footnotes left out, on one line."""
    return " ".join("".join(_words(office, parse(one))) for one in paragraphs(text))


def _words(office: Office, tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind in ("text", "cite"):
            yield _cited(office, token.text) if token.kind == "cite" else token.text


def _cited(office: Office, id_: str) -> str:
    """Return kind and number of a reference, kind and subject of a document; a law by its name."""
    cited = office.references.get(id_) or office.documents.get(id_)
    if cited is None:
        return id_
    kind = office.kinds[cited.kind].name if cited.kind in office.kinds else ""
    if isinstance(cited, Document):
        return f"{kind} {cited.subject}".strip()
    return cited.name or f"{kind} {full_number(cited.number, cited.symbol)}".strip()
