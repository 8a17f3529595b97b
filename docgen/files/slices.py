"""Edits of a clerk's file that touch nothing but the words meant: comments, order, line ends and BOM stay.

In: exact slices of the text as it was read, and the hash of the bytes it was read from. Out: the new text, bytes or
file. Whoever saved the file in between is never overwritten: the hash tells. Positions count characters of the text
that ``load`` returns (no BOM, line ends as they stand), as the marks of the YAML reader do.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.files import atomic


class Changed(Exception):
    """``path`` is no longer the file that was read: nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: changed on the disk since it was read")
        self.path = path


class Overlap(ValueError):
    """Two slices claim the same characters, or one reaches beyond the text."""


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """Put ``text`` in place of the characters from ``start`` up to but without ``end``; equal ones insert."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: its text without BOM, line ends untouched, and the hash of its bytes."""

    text: str
    sha256: str


def digest(data: bytes) -> str:
    """Return the hash by which ``edit`` knows a file again: SHA-256, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def load(path: Path) -> Loaded:
    """Return the text and hash of a UTF-8 file; raises ``OSError`` or ``UnicodeDecodeError``."""
    data = path.read_bytes()
    return Loaded(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), digest(data))


def apply(text: str, slices: Iterable[Slice]) -> str:
    """Return ``text`` with all slices applied; insertions at one place stand in the order given. Raises ``Overlap``."""
    pieces: list[str] = []
    at = 0
    for piece in sorted(slices, key=lambda s: (s.start, s.end)):
        if not at <= piece.start <= piece.end <= len(text):
            raise Overlap(f"{piece.start}-{piece.end} after {at} in a text of {len(text)} characters")
        pieces += (text[at : piece.start], piece.text)
        at = piece.end
    return "".join((*pieces, text[at:]))


def edited(path: Path, sha256: str, slices: Iterable[Slice]) -> bytes:
    """Return the bytes ``path`` would have after the slices, whose line ends become those of the file.

    Raises ``Changed`` when the file is not the one hashed as ``sha256`` (or is gone), ``Overlap`` as ``apply`` does.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Changed(path) from error
    if digest(data) != sha256:
        raise Changed(path)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode("utf-8")
    end = line_end(text)
    fitting = (Slice(s.start, s.end, s.text.replace("\r\n", "\n").replace("\n", end)) for s in slices)
    return mark + apply(text, fitting).encode("utf-8")


def edit(path: Path, sha256: str, slices: Iterable[Slice]) -> str:
    """Apply the slices to the file, a link followed, and return its new hash.

    Raises ``Changed`` and ``Overlap`` before anything is written, ``DiskError`` when the disk refuses.
    """
    data = edited(path, sha256, slices)
    atomic.replace(path.resolve(), data)
    return digest(data)


def line_end(text: str) -> str:
    """Return the line end that most lines of a text have."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"
