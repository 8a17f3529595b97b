"""What was worked out of documents before, and still holds: each value with all it rests on.

In: what a cache held, the office of today. Out: the value of a document, or what has changed since. What rests on a private file
is never remembered: not even a digest of it leaves the run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.resolve.uses import PRIVATE

DigestOf = Callable[[str], str]
Row = tuple[str, tuple[tuple[str, str], ...], str]
"""The state of the document itself, what else it rests on with the digest of that, the value."""
OWN = ""
"""Stands among the causes for the document itself."""


@dataclass
class Remembered:
    """Values by document. ``digest_of`` says what the things noted are today."""

    digest_of: DigestOf
    _rows: dict[str, Row] = field(default_factory=dict)
    _held: dict[tuple[str, str], bool] = field(default_factory=dict)
    changed: bool = False

    def value(self, name: str, state: str) -> str | None:
        """Return the value of a document that is in ``state``; None where it is not known or no longer holds."""
        row = self._rows.get(name)
        return row[2] if row is not None and row[0] == state and all(map(self._holds, row[1])) else None

    def causes(self, name: str, state: str) -> tuple[str, ...]:
        """Return what has changed since the value was worked out: notes, and ``OWN`` for the document; none where nothing is known."""
        row = self._rows.get(name)
        if row is None:
            return ()
        own = () if row[0] == state else (OWN,)
        return (*own, *(pair[0] for pair in row[1] if not self._holds(pair)))

    def learn(self, name: str, state: str, uses: Collection[str], value: str) -> None:
        """Remember a value worked out now."""
        if any(use.startswith(PRIVATE) for use in uses):
            self.changed |= self._rows.pop(name, None) is not None
            return
        row = (state, tuple((use, self.digest_of(use)) for use in sorted(uses)), value)
        self.changed |= self._rows.get(name) != row
        self._rows[name] = row

    def keep(self, names: Collection[str]) -> None:
        """Forget every document that is not among ``names``."""
        gone = self._rows.keys() - set(names)
        self.changed |= bool(gone)
        for name in gone:
            del self._rows[name]

    def _holds(self, pair: tuple[str, str]) -> bool:
        if pair not in self._held:
            self._held[pair] = self.digest_of(pair[0]) == pair[1]
        return self._held[pair]

    def plain(self) -> object:
        """Return all as JSON knows it; what many documents rest on is written once."""
        places: dict[tuple[str, str], int] = {}
        rows = {}
        for name, (state, pairs, value) in self._rows.items():
            rows[name] = [state, [places.setdefault(pair, len(places)) for pair in pairs], value]
        return {"pairs": list(places), "rows": rows}


def restored(kept: object, digest_of: DigestOf) -> Remembered:
    """Return what a cache held; nothing for one that is cut, forged or not ours."""
    try:
        return Remembered(digest_of, dict(_rows(kept)))
    except (TypeError, KeyError, ValueError, IndexError):
        return Remembered(digest_of)


def _rows(kept: Any) -> Iterator[tuple[str, Row]]:
    pairs: Sequence[tuple[str, str]] = [(str(use), str(digest)) for use, digest in kept["pairs"]] if kept else []
    rows: Mapping[str, Any] = kept["rows"] if kept else {}
    for name, (state, places, value) in rows.items():
        yield name, (str(state), tuple(pairs[place] for place in places), str(value))
