"""Names the catalogues give, as they may stand in a print: who is named in a text, and by which id.

In: an office and words. Out: ids. Neither case nor the place of a tone counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.edit.word.original import Original
from docgen.model.catalogue import Reference
from docgen.model.office import Office
from docgen.words.letters import tone_style
from docgen.words.symbols import full_number

SHORTEST = 3
"""Letters of the shortest name of a catalogue that is recognised in a text."""


def shelves(office: Office) -> tuple[Mapping[str, Any], ...]:
    """Return the catalogues whose entries have names."""
    return (office.references, office.areas, office.units, office.posts, office.people, office.groups, office.agencies)


def folded(text: str) -> str:
    """Return a text in small letters with its tones in one place: a format may set ``uỷ`` as ``ủy``. It stays as long as it is."""
    return tone_style(text, "new").casefold()


def names_of(entry: Any) -> Iterator[str]:
    """Yield the names of an entry, as ``folded`` writes them."""
    for key in ("name", "short", "title", "position"):
        name = getattr(entry, key, None)
        if isinstance(name, str) and len(name) >= SHORTEST:
            yield folded(name)
    if isinstance(entry, Reference) and entry.number:
        yield folded(full_number(entry.number, entry.symbol))


def others(original: Original, id_: str, old: str, new: str) -> Iterator[str]:
    """Yield the entries that may have taken the place of the entry ``id_`` in a text: each is the only one, of those that still
    exist and are nearest, that a new name names; the longest name first."""
    shelf = next((shelf for shelf in shelves(original.office) if id_ in shelf), None)
    before, after = folded(old), folded(new)
    if shelf is None or not any(name in before for name in names_of(shelf[id_])):
        return
    found: dict[str, list[str]] = {}
    for other, entry in shelf.items():
        for name in names_of(entry):
            if name in after and name not in before:
                found.setdefault(name, []).append(other)
    for name in sorted(found, key=lambda name: (-len(name), name)):
        ids = original.names.here(found[name])
        if len(ids) == 1:
            yield ids[0]
