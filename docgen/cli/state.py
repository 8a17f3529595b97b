"""Posts, tenures and bodies of a workspace, kept between runs: ten thousand documents are read once, not for each question.

In: a call. Out: the values of ``docgen.derive``, for every day; the day is asked for afterwards.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import click

from docgen.cli import kept
from docgen.cli.call import Call
from docgen.cli.speech import _, ngettext
from docgen.derive.agencies import Body
from docgen.derive.posts import Seat, Tenure
from docgen.files import cache
from docgen.words.nearest import nearest

V = TypeVar("V", Body, Seat, Tenure)
DAYS = frozenset({"from_", "until", "counted"})


@dataclass(frozen=True)
class State:
    """Every post, tenure and body of the office, the names of its people, and how many errors hide the rest."""

    seats: Sequence[Seat]
    tenures: Sequence[Tenure]
    bodies: Sequence[Body]
    people: Mapping[str, str]
    errors: int


def recall(call: Call, *, drafts: bool) -> State:
    """Return the state of the workspace, from the last run where nothing has changed since; say what could not be read."""
    name = "state-drafts" if drafts else "state"
    key = kept.key(call)
    state = _restored(cache.load(call.root, name, key))
    if state is None:
        state = _read(call, drafts=drafts)
        cache.store(call.root, name, key, _packed(state))
    warn(state.errors)
    return state


def warn(errors: int) -> None:
    """Say how many errors may hide something: what looks whole would be believed."""
    if errors:
        said = ngettext(
            "{count} error in the files: something is missing here; docgen check says what.",
            "{count} errors in the files: something is missing here; docgen check says what.",
            errors,
        )
        click.echo(said, err=True)


def known(id_: str, ids: Sequence[str]) -> str:
    """Return the id; click's usage error with the nearest one where nothing bears it."""
    if id_ in ids:
        return id_
    close = nearest(id_, ids)
    if close:
        raise click.UsageError(_("nothing bears {address}; the nearest is {nearest}", address=id_, nearest=close))
    raise click.UsageError(_("nothing bears {address}", address=id_))


def _read(call: Call, *, drafts: bool) -> State:
    from docgen.derive.agencies import bodies
    from docgen.derive.posts import Roll, seats, tenures
    from docgen.read import read

    office, found = read(call.root, call.templates)
    there = bodies(office, drafts=drafts)
    roll = Roll(tenures(office, drafts=drafts))
    people = {id_: person.name for id_, person in office.people.items()}
    all_tenures = [tenure for mine in roll.tenures.values() for tenure in mine]
    errors = sum(finding.severity == "error" for finding in found)
    return State(seats(office, roll, there), all_tenures, list(there.values()), people, errors)


def _packed(state: State) -> Mapping[str, Any]:
    """Return the state as JSON knows it."""
    lists = {"seats": _rows(state.seats), "tenures": _rows(state.tenures), "bodies": _rows(state.bodies)}
    return {**lists, "people": state.people, "errors": state.errors}


def _rows(values: Sequence[V]) -> list[list[Any]]:
    return [[_plain(getattr(value, one.name)) for one in fields(value)] for value in values]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _restored(kept: Any) -> State | None:
    """Return what a cache held, or None for one that is not ours: it may be cut or forged."""
    try:
        seats, tenures = _values(Seat, kept["seats"]), _values(Tenure, kept["tenures"])
        bodies = _values(Body, kept["bodies"])
        return State(seats, tenures, bodies, {str(id_): str(name) for id_, name in kept["people"].items()}, int(kept["errors"]))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _values(kind: type[V], rows: Sequence[Sequence[Any]]) -> list[V]:
    names = [one.name for one in fields(kind)]
    return [kind(*(_value(name, value) for name, value in zip(names, row, strict=True))) for row in rows]


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return datetime.date.fromisoformat(value) if value else None
    if name == "earlier":
        return tuple((datetime.date.fromisoformat(until), str(past)) for until, past in value)
    return tuple(value) if isinstance(value, list) else value
