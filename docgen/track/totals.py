"""How many tasks stand how, summed up by who leads them and by which document gave them; and the percentages drawn from that.

In: rows with their standing. Out: four-way counts, in the order in which each key first comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docgen.model.office import Office
from docgen.track.rows import TaskRow
from docgen.track.state import Count, State, count


@dataclass(frozen=True, slots=True)
class Total:
    """The count of what one agency, unit or document answers for; ``key`` is its id."""

    key: str
    count: Count


def by_agency(office: Office, rows: Iterable[TaskRow]) -> tuple[Total, ...]:
    """Return a total for each agency, group and person that leads, units left out. A task led jointly counts for each of its leads."""
    return _totals(rows, lambda row: [lead for lead in row.standing.leads if lead not in office.units])


def by_unit(office: Office, rows: Iterable[TaskRow]) -> tuple[Total, ...]:
    """Return a total for each commune, ward or special zone that leads."""
    return _totals(rows, lambda row: [lead for lead in row.standing.leads if lead in office.units])


def by_document(rows: Iterable[TaskRow]) -> tuple[Total, ...]:
    """Return a total for each document; the documents of a series make one."""
    return _totals(rows, lambda row: [row.document.id.partition("@")[0]])


def in_all(rows: Iterable[TaskRow]) -> Count:
    """Return the count of all rows, each once."""
    return count(row.standing.state for row in rows)


def percent_done(made: Count) -> int | None:
    """Return how many of a hundred tasks are done, on time or late, a half rounded up; None where none was given."""
    return percent(made.on_time + made.late, made.given)


def percent(part: int, whole: int) -> int | None:
    """Return ``part`` in hundredths of ``whole``, a half rounded up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def _totals(rows: Iterable[TaskRow], keys: Callable[[TaskRow], Sequence[str]]) -> tuple[Total, ...]:
    states: dict[str, list[State]] = {}
    for row in rows:
        for key in keys(row):
            states.setdefault(key, []).append(row.standing.state)
    return tuple(Total(key, count(found)) for key, found in states.items())
