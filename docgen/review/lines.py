"""Journals and registers that only grew: what was appended, without reading the thousands of lines before it.

In: a file of lines before and after. Out: the key and the data of each new entry, as a comparison of all entries would give them; None
where the file did anything but grow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.read.progress import JournalFile
from docgen.read.register import Register, RegisterFile
from docgen.review.data import Data, Lines, plain

_ID = re.compile(r"\bid: ([0-9a-f]{8})\b")


def appended(old: Lines, new: Lines) -> Sequence[tuple[str, Data]] | None:
    """Return the entries that came, each with its key."""
    if not new.text.startswith(old.text) or (old.text and not old.text.endswith("\n")):
        return None
    tail = new.text[len(old.text) :]
    if isinstance(new.files, Register):
        known = isinstance(old.files, Register) and len(old.files.files[old.name].columns.numbers)
        file = RegisterFile(old.name, tail)
        return [(f"+{known + place}", plain(file.entry(place - 1))) for place in range(1, len(file.columns.numbers) + 1)]
    entries = JournalFile(old.name, tail).entries
    ids = [entry.id for entry in entries]
    if len(set(ids)) < len(ids) or set(ids) & set(_ID.findall(old.text)) or len(set(_ID.findall(old.text))) < old.text.count("\n"):
        return None  # ids that are not one for each line: the whole of both files must tell which entry is which
    return [(entry.id, plain(entry)) for entry in entries]
