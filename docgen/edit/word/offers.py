"""What was changed in a paragraph, and where that is written.

In: a paragraph as printed with the origins of its letters, and the text it has in Word. Out: changes, each with the edits of the file's
scalars that make it, or the reason why there are none. Quotes, dashes and spaces that Word sets by itself change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from docgen.edit.word.scalars import Edit
from docgen.edit.word.shown import Origin, Print, Spot
from docgen.review.texts import tokens

_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_CORRECTED = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("–—−‐‑", "-"))


class Words(NamedTuple):
    """A paragraph, or several that Word made one: its text and the origin of each letter."""

    text: str
    origins: tuple[Origin, ...]


class Op(NamedTuple):
    """Other words in place of the letters from ``start`` up to ``end`` of a paragraph."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A change, and the edits by scalar that make it; none where it touches what stands elsewhere."""

    op: Op
    edits: tuple[tuple[int, Edit], ...]


def settled(old: str, new: str) -> str:
    """Return the new text with the quotes, dashes and dots of the old one where Word only set its own; a day it names as the old."""
    if "…" in new and "…" not in old and "..." in old:
        new = new.replace("…", "...")
    days = {(int(day), int(month), year): f"{day}/{month}/{year}" for day, month, year in _DAY.findall(old)}
    new = _DAY.sub(lambda match: days.get((int(match[1]), int(match[2]), match[3]), match[0]), new)
    olds, news = tokens(old), tokens(new)
    matcher = SequenceMatcher(None, [_plain(token) for token in olds], [_plain(token) for token in news], autojunk=False)
    made = ""
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        made += "".join(olds[i:i_end] if tag == "equal" else news[j:j_end])
    return made


def _plain(token: str) -> str:
    return token.translate(_CORRECTED)


def ops(old: str, new: str) -> Iterator[Op]:
    """Yield what makes the old text the new one, word by word; of two spaces around a word the one behind it comes and goes with it."""
    olds, news = tokens(old), tokens(new)
    starts = [0]
    for token in olds:
        starts.append(starts[-1] + len(token))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _slid(old, Op(starts[i], starts[i_end], "".join(news[j:j_end])))


def _slid(old: str, op: Op) -> Op:
    """Return a change that only adds or only removes, moved behind the space before it: a number of docgen's may end there."""
    if old[op.end : op.end + 1] != " ":
        return op
    if op.start == op.end and op.text.startswith(" "):
        return Op(op.start + 1, op.end + 1, op.text[1:] + " ")
    if not op.text and old[op.start : op.start + 1] == " " and op.end > op.start:
        return Op(op.start + 1, op.end + 1, "")
    return op


def offers(held: Print, words: Words, new: str) -> list[Offer]:
    """Return the changes of a paragraph with their edits."""
    return [Offer(op, tuple(_edits(held, words, op))) for op in ops(words.text, new)]


def _edits(held: Print, words: Words, op: Op) -> list[tuple[int, Edit]]:
    if op.start == op.end:
        return _inserted(held, words, op)
    letters = [(place, words.origins[place]) for place in range(op.start, op.end)]
    if any(not isinstance(origin, Spot) and not words.text[place].isspace() for place, origin in letters):
        return []
    spots = [(place, origin) for place, origin in letters if isinstance(origin, Spot)]
    if not spots:
        return _inserted(held, words, op)
    runs = list(_runs(held, [spot for _, spot in spots]))
    text = _cased(held, words, op, spots[0])
    found = []
    for number, (scalar, start, end) in enumerate(runs):
        edit = Edit(start, end, "" if number else text)
        found.append((scalar, edit if edit.text else _with_marks(held.scalars[scalar].text, edit)))
    return found


def _inserted(held: Print, words: Words, op: Op) -> list[tuple[int, Edit]]:
    """Return the edit that adds words behind the letter before them, else before the letter after them."""
    left = words.origins[op.start - 1] if op.start else None
    right = words.origins[op.end] if op.end < len(words.origins) else None
    if isinstance(left, Spot):
        return [(left.scalar, Edit(left.at + 1, left.at + 1, _small(held, words, left, op.text)))]
    return [(right.scalar, Edit(right.at, right.at, _small(held, words, right, op.text)))] if isinstance(right, Spot) else []


def _small(held: Print, words: Words, spot: Spot, text: str) -> str:
    """Return added words in small letters where only the print has capitals."""
    return text.lower() if words.text.isupper() and not held.scalars[spot.scalar].text.isupper() else text


def _runs(held: Print, spots: Sequence[Spot]) -> Iterator[tuple[int, int, int]]:
    """Yield scalar, start and end of letters that stand together; marks of bold and italic between them are left standing."""
    scalar, start, end = spots[0].scalar, spots[0].at, spots[0].at + 1
    for spot in spots[1:]:
        between = held.scalars[scalar].text[end : spot.at]
        if spot.scalar == scalar and spot.at >= end and not between.strip():
            end = spot.at + 1
            continue
        yield scalar, start, end
        scalar, start, end = spot.scalar, spot.at, spot.at + 1
    yield scalar, start, end


def _cased(held: Print, words: Words, op: Op, first: tuple[int, Spot]) -> str:
    """Return the new words as the file has them: not in capitals where only the print has, with its own first letter."""
    place, spot = first
    source = held.scalars[spot.scalar].text
    spots = [origin for origin in words.origins[op.start : op.end] if isinstance(origin, Spot)]
    written = "".join(source[one.at] for one in spots if one.scalar == spot.scalar)
    if words.text[op.start : op.end].isupper() and not written.isupper():
        return op.text.lower()
    if words.text[place].islower() and source[spot.at].isupper():
        return op.text[:1].upper() + op.text[1:]
    return op.text


def _with_marks(text: str, edit: Edit) -> Edit:
    """Return a removal with the marks of bold or italic around it, where nothing is left between them."""
    for mark in ("**", "*"):
        size = len(mark)
        if text[: edit.start].endswith(mark) and text.startswith(mark, edit.end):
            return Edit(edit.start - size, edit.end + size, "")
    return edit


def applied(text: str, found: Sequence[Offer]) -> str:
    """Return a paragraph's text with these changes."""
    for offer in sorted(found, key=lambda offer: offer.op, reverse=True):
        text = text[: offer.op.start] + offer.op.text + text[offer.op.end :]
    return text
