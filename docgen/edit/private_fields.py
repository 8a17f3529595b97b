"""Private fields of people from a list → ``directives/private/``, which is in no git.

In: fields by person. Out: slices of the files there. No word of them leaves this way but into these files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.edit.entries import Page, whole
from docgen.edit.said import Fields
from docgen.files import slices
from docgen.files.slices import Loaded, Slice
from docgen.files.tree import yaml_files
from docgen.read.tree import parse

PRIVATE = "directives/private"
Cuts = tuple[str | None, Sequence[Slice]]
"""Hash of a file as read (None: there is none yet) and slices of its text."""


def private_files(root: Path) -> Iterator[tuple[str, Loaded]]:
    """Yield path and text of every private file."""
    for path in yaml_files(root / PRIVATE):
        yield path.relative_to(root).as_posix(), slices.load(path)


def data_of(path: str, text: str) -> Mapping[str, Fields]:
    """Return the entries of a file that is a map of entries, as data; none where it cannot be read."""
    data = parse(path, text.encode()).data
    return {id_: entry or {} for id_, entry in data.items() if isinstance(entry or {}, dict)} if isinstance(data, dict) else {}


def private_cuts(files: Mapping[str, tuple[Loaded, Page]], secret: Mapping[str, Fields]) -> Iterator[tuple[str, Cuts]]:
    """Yield the files that change with their slices: a person stays in the file that has them, a new one goes to ``people.yaml``."""
    first = f"{PRIVATE}/people.yaml"
    pages = dict(files)
    for name in dict.fromkeys([*pages, first]):
        loaded, page = pages.get(name, (None, Page("")))
        mine = {id_: fields for id_, fields in secret.items() if id_ in page.entries}
        cuts = [cut for id_, fields in mine.items() for cut in page.changed(id_, fields)]
        if name == first:
            homeless = [id_ for id_ in secret if not any(id_ in other.entries for _, other in pages.values())]
            cuts += page.added([(id_, secret[id_], before) for before, id_ in zip([None, *homeless], homeless, strict=False)])
        if cuts:
            yield name, (loaded.sha256 if loaded else None, whole(page.text, cuts))
