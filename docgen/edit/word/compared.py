"""A document as printed beside the Word file that came back: where they differ.

In: the print and the lines of the file. Out: the groups of paragraphs whose words differ, each with its changes, and those on one side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from docgen.edit.word.labels import bare, kind_of
from docgen.edit.word.lines import Line, Read
from docgen.edit.word.offers import Words, settled
from docgen.edit.word.pairs import Group, groups, likeness
from docgen.edit.word.shown import Print, Shown, Spot, label_of
from docgen.words.letters import upper
from docgen.words.typed_due import typed_due

CLOSE = "./."
ENDS = " ;.,/"
"""Signs docgen sets at the end of a line of a list, and of the whole text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A group that differs: its words as printed and in Word. ``index`` is the first printed paragraph, -1 where it was added."""

    group: Group
    words: Words
    new: str
    authors: tuple[str, ...]
    note: bool = False

    @property
    def index(self) -> int:
        """Return the place of the paragraph among those printed."""
        return self.group.olds[0] if self.group.olds else -1

    @property
    def same(self) -> bool:
        """Return whether the words are the same and only the paragraphs differ."""
        return bool(self.group.olds) and bool(self.group.news) and self.words.text == self.new


@dataclass(frozen=True, slots=True)
class Compared:
    """All differences of the paragraphs and of the footnotes, and how many paragraphs differ in quotes, dashes or spaces only."""

    found: tuple[Difference, ...]
    typed: int

    def paired(self) -> Iterator[Difference]:
        """Yield the paragraphs whose words differ."""
        yield from (one for one in self.found if one.group.olds and one.group.news and not one.same)


@lru_cache(maxsize=8)
def compared(held: Print, read: Read) -> Compared:
    """Return where the file differs from the print."""
    known = frozenset(held.edges)
    lines = [line if line.text not in known else Line("") for line in read.lines]
    found, typed = [], 0
    for note, olds, news in ((False, held.lines, lines), (True, held.notes, read.notes)):
        for group in groups(olds, news):
            one = _difference(held, group, note, news)
            plain = len(group.olds) == len(group.news) == 1 and not group.moved
            if one.same and plain:
                typed += news[group.news[0]].text != one.new and not _numbered(one, news[group.news[0]])
            else:
                found.append(one)
    return Compared(tuple(found), typed)


def _difference(held: Print, group: Group, note: bool, news: Sequence[Line]) -> Difference:
    story = held.notes if note else held.lines
    olds = [story[place] for place in group.olds]
    words = _joined(olds)
    text = _one([news[place].text for place in group.news], words)
    authors = tuple(dict.fromkeys(author for place in group.news for author in news[place].authors))
    if len(olds) == 1 and text == words.text:
        return Difference(group, words, text, authors, note)
    if group.news and len(olds) > 1:
        words = max(words, _joined([olds[0], *map(_bare, olds[1:])]), key=lambda joined: likeness(joined.text, text))
    if group.olds and group.news:
        text = _labelled(words, text, news[group.news[0]])
        text = settled(words.text, upper(text) if _in_capitals(held, words) else text)
        if _same_end(words, text) or (olds[0].cell is not None and _same_due(words.text, text)):
            text = words.text
        if len(olds) + len(group.news) > 2 and text.replace(" ", "") == words.text.replace(" ", ""):
            text = words.text
    return Difference(group, words, text, authors, note)


def _one(texts: Sequence[str], words: Words) -> str:
    """Return paragraphs as one text; those behind the first without the numbers that a split gave them."""
    split = [*texts[:1], *(bare(text) for text in texts[1:])]
    return max(" ".join(texts), " ".join(split), key=lambda text: likeness(text, words.text))


def _same_due(old: str, new: str) -> bool:
    """Return whether two cells name one deadline, each in its form."""
    due = typed_due(new)
    return due is not None and due == typed_due(old)


def _same_end(words: Words, text: str) -> bool:
    """Return whether only the sign at the end differs, which docgen set: a semicolon between lines of a list, a full stop behind it."""
    if text.endswith(CLOSE) and text.removesuffix(CLOSE) == words.text.rstrip("."):
        return True
    return bool(words.origins) and words.origins[-1] is None and text.rstrip(ENDS) == words.text.rstrip(ENDS)


def _in_capitals(held: Print, words: Words) -> bool:
    """Return whether only the print has capitals: what a leader adds in small letters is then no other word."""
    spots = (origin for origin in words.origins if isinstance(origin, Spot))
    return words.text.isupper() and any(held.scalars[spot.scalar].text[spot.at].islower() for spot in spots)


def _joined(shown: Sequence[Shown]) -> Words:
    """Return several paragraphs as one, with a space of docgen's between them."""
    text, origins = "", []
    for place, one in enumerate(shown):
        text += (" " if place else "") + one.text
        origins += [*([None] if place else []), *one.origins]
    return Words(text, tuple(origins))


def _bare(one: Shown) -> Shown:
    """Return a paragraph without the number docgen set before it: one that was joined to another has none."""
    cut = len(label(Words(one.text, one.origins)))
    return replace(one, text=one.text[cut:], origins=one.origins[cut:])


def label(words: Words) -> str:
    """Return the number or the dash docgen set before a paragraph; nothing where there is none."""
    return label_of(words.text, words.origins)


def _labelled(words: Words, text: str, line: Line) -> str:
    """Return the text with docgen's number before it, for one of the same form and for one that Word took over as a list of its own.

    A leader who adds a clause does not always number those behind it anew.
    """
    own, typed = label(words), kind_of(text)
    if own and typed == kind_of(own):
        return own + bare(text)
    return own + text if line.numbered and own and typed == "text" else text


def _numbered(one: Difference, line: Line) -> bool:
    return line.numbered and one.new.endswith(line.text)
