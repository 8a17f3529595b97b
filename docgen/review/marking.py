"""The words of a paragraph with marks: what stayed, what went, what came, each in its look.

In: the runs of a paragraph before and after. Out: runs of both, marked. A word that stayed and has another look (bold, a footnote) went
and came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from docgen.model.blocks import Mark, Run
from docgen.review.texts import pieces

NOTE = "\ufffc"
"""Stands for a footnote's mark while texts are compared."""
Runs = Sequence[Run]


def all_marked(runs: Runs, mark: Mark) -> tuple[Run, ...]:
    """Return the runs, all of them gone or come."""
    return tuple(replace(run, mark=mark) for run in runs)


def marked(old: Runs, new: Runs, gone: Mark, come: Mark) -> tuple[Run, ...]:
    """Return the runs of both: without those that came they read as ``old``, without those that went as ``new``."""
    if tuple(old) == tuple(new):
        return tuple(new)
    return tuple(_marked(old, new, gone, come))


def _marked(old: Runs, new: Runs, gone: Mark, come: Mark) -> Iterator[Run]:
    befores, afters = _looks(old), _looks(new)
    i = j = 0
    for piece in pieces(_text(old), _text(new)):
        length = len(piece.text)
        if piece.kind == "gone":
            yield from _cut(old, i, i + length, gone)
            i += length
        elif piece.kind == "come":
            yield from _cut(new, j, j + length, come)
            j += length
        else:
            for alike, places in groupby(range(length), lambda at, i=i, j=j: befores[i + at] == afters[j + at]):  # type: ignore[misc]
                first, *rest = places
                last = (rest[-1] if rest else first) + 1
                if not alike:
                    yield from _cut(old, i + first, i + last, gone)
                yield from _cut(new, j + first, j + last, None if alike else come)
            i, j = i + length, j + length


def _text(runs: Runs) -> str:
    return "".join(_whole(run) for run in runs)


def _whole(run: Run) -> str:
    return run.text + NOTE if run.note else run.text


Look = tuple[bool, bool, bool, tuple[Run, ...]]


def _looks(runs: Runs) -> list[Look]:
    """Return the look of every letter; a footnote's mark has its text."""
    found: list[Look] = []
    for run in runs:
        found += [(run.bold, run.italic, run.underline, ())] * len(run.text)
        if run.note:
            found.append((run.bold, run.italic, run.underline, run.note))
    return found


def _cut(runs: Runs, start: int, end: int, mark: Mark | None) -> Iterator[Run]:
    """Yield the runs between two places of their text, marked."""
    at = 0
    for run in runs:
        whole = _whole(run)
        text = whole[max(start - at, 0) : max(end - at, 0)]
        at += len(whole)
        if text:
            noted = bool(run.note) and text.endswith(NOTE)
            yield replace(run, text=text.removesuffix(NOTE) if noted else text, note=run.note if noted else (), mark=mark)
