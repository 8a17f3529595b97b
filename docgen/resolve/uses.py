"""What a document was resolved from: every entry of the office that was looked up on the way, whether it was there or not.

In: an office. Out: the same office with tables that note who was asked for, and digests of its entries. A text that was resolved
once is the same again as long as everything noted is the same; so one changed person touches the documents that ask for that
person and no other. A lookup is noted as ``table:id``, a walk through a whole table as ``table:*``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from docgen.model.office import Office
from docgen.model.values import Value
from docgen.read.register import register_of

K = TypeVar("K")
V = TypeVar("V")
UNNOTED = frozenset({"register", "progress", "files", "settings"})
"""Lines of the register count with their documents, the settings always; journals and places are printed nowhere."""
PRIVATE = "private:"
WHOLE = "*"


class Noted(Mapping[K, V]):
    """A table that notes what is looked up in it."""

    def __init__(self, name: str, held: Mapping[K, V], uses: set[str]) -> None:
        self._name, self._held, self._uses = name, held, uses

    def __getitem__(self, key: K) -> V:
        self._uses.add(use_of(self._name, key))
        return self._held[key]

    def get(self, key: K, default: Any = None) -> Any:
        """Return the entry, noted whether it is there or not."""
        self._uses.add(use_of(self._name, key))
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._uses.add(use_of(self._name, key))
        return key in self._held

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[K]:
        """Return all keys, noted as a walk through the whole table."""
        return self._all().keys()

    def items(self) -> ItemsView[K, V]:
        """Return all entries, noted as a walk through the whole table."""
        return self._all().items()

    def values(self) -> ValuesView[V]:
        """Return all values, noted as a walk through the whole table."""
        return self._all().values()

    def _all(self) -> Mapping[K, V]:
        self._uses.add(f"{self._name}:{WHOLE}")
        return self._held


def use_of(table: str, key: object) -> str:
    """Return the note of a lookup; a key of two parts, that of a translation, is written ``id.language``."""
    return f"{table}:{'.'.join(key) if isinstance(key, tuple) else key}"


def noted(office: Office) -> tuple[Office, set[str]]:
    """Return the office with tables that note what is looked up, and the set that fills up meanwhile.

    What is remembered by the office's identity is worked out anew: a memory would hide what it rests on.
    """
    uses: set[str] = set()
    tables: dict[str, Any] = {name: Noted(name, table, uses) for name, table in _tables(office)}
    return replace(office, **tables), uses


def _tables(office: Office) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for one in fields(office):
        held = getattr(office, one.name)
        if one.name not in UNNOTED and isinstance(held, Mapping):
            yield one.name, held


@dataclass
class Digests:
    """Digests of what an office holds, each worked out when somebody asks, and once."""

    office: Office
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, use: str) -> str:
        """Return the digest of what a note names: 16 hex digits, ``-`` for an entry there is not."""
        if use not in self._known:
            self._known[use] = self._worked_out(use)
        return self._known[use]

    @cached_property
    def settings(self) -> str:
        """Return the digest of the settings, on which every document rests."""
        return digest(self.office.settings)

    def _worked_out(self, use: str) -> str:
        name, _, key = use.partition(":")
        table = self._by_text(name)
        if key == WHOLE:
            return _hashed("".join(self.of(f"{name}:{one}") + one for one in table))
        if key not in table:
            return "-"
        value = digest(table[key])
        return _hashed(value + self._lines.get(key, "")) if name == "documents" else value

    def _by_text(self, name: str) -> Mapping[str, Any]:
        table: Mapping[Any, Any] = getattr(self.office, name)
        return {".".join(key): value for key, value in table.items()} if name == "translations" else table

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        """Return the lines of the register by the document, or the series, whose number they give."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in register_of(self.office.register).files.values():
            for row in file.rows:
                if row.document:
                    found[row.document.partition("@")[0]].append("\0".join(row))
        return {id_: "\n".join(lines) for id_, lines in found.items()}


def digest(value: object) -> str:
    """Return the digest of a value: 16 hex digits."""
    return _hashed(value.model_dump_json(warnings=False) if isinstance(value, Value) else repr(value))


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
