"""What changed between two texts, in one short line: ``“trước ngày 01/7” → “trước ngày 15/7”``.

In: the lines of both. Out: the words that went and the words that came, with a word or two around them; nothing where the texts
are the same. It stands inside a message and needs no translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

AROUND = 2
MOST = 3
LONGEST = 90


def difference(before: Sequence[str], after: Sequence[str]) -> str:
    """Return the first changes; an ellipsis at the end where there are more."""
    found: list[str] = []
    for change in _changes(before, after):
        if len(found) == MOST:
            return "; ".join((*found, "…"))
        found.append(change)
    return "; ".join(found)


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            for old, new in zip_longest(before[i1:i2], after[j1:j2], fillvalue=""):
                yield from _words(old.split(), new.split())


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the changes inside one line."""
    if not old or not new:
        yield _said(" ".join(old), " ".join(new))
        return
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        first, last = group[0], group[-1]
        yield _said(" ".join(old[first[1] : last[2]]), " ".join(new[first[3] : last[4]]))


def _said(old: str, new: str) -> str:
    return " → ".join(f"“{_cut(text)}”" if text else "∅" for text in (old, new))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
