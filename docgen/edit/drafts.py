"""Drafts the program writes for the clerk: where they stand, and that no word of a clerk is ever written over.

In: the office and a document composed from what it holds. Out: a file under ``directives/<area>/<year>/``. Its first line holds a
mark made from the rest: while the two fit, the file is as the program wrote it and may be written again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from docgen.edit.issue import Refused
from docgen.edit.written import written
from docgen.files import atomic
from docgen.files.tree import DIRECTIVES, below
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.values import ID_LENGTH
from docgen.read.tree import decode

LONGEST = ID_LENGTH - 4
_MARK = re.compile(r"\b[0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: its path below the workspace, its whole text."""

    path: str
    text: str


def free_id(office: Office, stem: str) -> str:
    """Return the stem, or the stem and a number where a document signed or numbered bears it: a draft of that id is the same draft."""
    if len(stem) > LONGEST:  # cut, and told apart by what was cut off
        stem = f"{stem[: LONGEST - 9].rstrip('-')}-{_mark(stem)[:8]}"
    tried = (stem, *(f"{stem}-{n}" for n in range(2, len(office.documents) + 3)))
    return next(id_ for id_ in tried if not _settled(office.documents.get(id_)))


def draft(office: Office, document: Document, year: int, comment: str) -> Draft:
    """Return the file of a document: where its id stands already, else in the folder of the issuer's area and the year.

    ``comment`` is the words of the first line and takes the place of ``{mark}`` from the text below it.
    """
    area = document.issuer[0].partition("/")[0]
    path = office.files.get(f"document:{document.id}") or str(PurePosixPath(DIRECTIVES, area, str(year), f"{document.id}.yaml"))
    text = written(document)
    return Draft(path, f"# {comment.format(mark=_mark(text))}\n{text}")


def save(root: Path, made: Draft, *, force: bool = False) -> bool:
    """Write a draft whole or not at all; return whether the file is another than before.

    Raises ``Refused`` where a clerk has changed the file, except with ``force``; ``UnsafeName`` for a path that leads out of the
    workspace, ``DiskError`` for what the disk refuses.
    """
    path = below(root, PurePosixPath(made.path))
    before = path.read_bytes() if path.exists() else None
    if before == made.text.encode():
        return False
    if before is not None and not force and not untouched(before):
        raise Refused("draft-changed", path=made.path)
    atomic.replace(path, made.text.encode())
    return True


def untouched(raw: bytes) -> bool:
    """Return whether a file is still as the program wrote it; line ends that git turned do not count."""
    text, _ = decode("", raw)
    first, _, rest = (text or "").partition("\n")
    found = _MARK.search(first)
    return first.startswith("# ") and found is not None and found[0] == _mark(rest)


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _settled(document: Document | None) -> bool:
    return document is not None and (document.number is not None or document.date is not None)
