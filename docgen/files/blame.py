"""Who last touched a line of a file between two states, and when, as git knows it.

In: a folder, a path below it, two revisions (or a revision and the work tree). Out: for each line that came after the first revision and
each that went before the second the commit that did it. Nothing here depends on today: what is not committed bears the configured
name and the day of the commit it stands on.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.files.git import asked

_LINE = re.compile(rb"^([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$")


@dataclass(frozen=True, slots=True)
class Touch:
    """A change of lines: who, when (UTC); ``place`` counts commits from the oldest, so that the greatest is the newest."""

    place: int
    author: str
    date: datetime.datetime


@dataclass(frozen=True, slots=True)
class Blame:
    """The touches of a file: of lines that came (numbers from 1, in the file after), of lines that went (in the file before).

    ``newest`` is the newest touch of the file; None where nothing between the two states touched it.
    """

    come: Mapping[int, Touch]
    gone: Mapping[int, Touch]
    newest: Touch | None


def blame(folder: Path, path: str, before: str, after: str | None) -> Blame:
    """Return who touched the lines of ``path`` between two revisions; ``after`` None is the work tree."""
    head = after or "HEAD"
    order = _log(folder, before, head)
    touches = {commit: Touch(place, author, date) for place, (commit, author, date) in enumerate(order)}
    of_file = [touches[commit] for commit, _, _ in _log(folder, before, head, path) if commit in touches]
    come, gone = _come(folder, path, before, after), _gone(folder, path, before, head)
    if after is None and _dirty(folder, path):
        own = _own(folder, len(order))
        of_file = [*of_file, own] if own else of_file
        touches |= {"0" * length: own for length in (40, 64) if own}
    places = sorted(one.place for one in of_file)
    by_place = {one.place: one for one in of_file}
    still = order[-1][0] if order else None
    return Blame(
        {line: touches[commit] for line, commit in come.items() if commit in touches},
        {
            line: found
            for line, commit in gone.items()
            if commit != still and (found := _remover(touches.get(commit), places, by_place)) is not None
        },
        by_place[places[-1]] if places else None,
    )


def newest(folder: Path, before: str, after: str | None) -> Touch | None:
    """Return the newest commit between two revisions."""
    order = _log(folder, before, after or "HEAD")
    return Touch(len(order) - 1, *order[-1][1:]) if order else _own(folder, 0)


def _log(folder: Path, before: str, after: str, path: str = "") -> Sequence[tuple[str, str, datetime.datetime]]:
    """Return the commits between two revisions, the oldest first: id, author, date."""
    words = ("log", "--reverse", "--topo-order", "--format=%H%x00%an%x00%at", f"{before}..{after}", "--", *([path] if path else []))
    lines = (asked(folder, *words) or b"").decode("utf-8", "replace").splitlines()
    parts = (line.split("\0") for line in lines if line)
    return [(commit, author, _moment(seconds)) for commit, author, seconds in parts]


def _moment(seconds: str) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)


def _come(folder: Path, path: str, before: str, after: str | None) -> dict[int, str]:
    return _lines(asked(folder, "blame", "--porcelain", f"{before}..{after}" if after else f"^{before}", "--", path))


def _gone(folder: Path, path: str, before: str, after: str) -> dict[int, str]:
    """Return for each line before the last commit that still has it."""
    return _lines(asked(folder, "blame", "--porcelain", "--reverse", f"{before}..{after}", "--", path))


def _lines(said: bytes | None) -> dict[int, str]:
    found = (_LINE.match(line) for line in (said or b"").split(b"\n"))
    return {int(match[2]): match[1].decode() for match in found if match}


def _remover(last: Touch | None, places: Sequence[int], by_place: Mapping[int, Touch]) -> Touch | None:
    """Return the first touch of the file after the last commit that has a line."""
    after = -1 if last is None else last.place
    return next((by_place[place] for place in places if place > after), None)


def _dirty(folder: Path, path: str) -> bool:
    return bool(asked(folder, "status", "--porcelain=v1", "--", path))


def _own(folder: Path, place: int) -> Touch | None:
    """Return the touch of what is not committed: the configured name, the day of the commit below it."""
    name = (asked(folder, "config", "user.name") or b"").decode("utf-8", "replace").strip()
    said = (asked(folder, "log", "-1", "--format=%at") or b"").decode().strip()
    return Touch(place, name or "?", _moment(said)) if said else None
