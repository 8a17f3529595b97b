"""Every printed letter and where it is written: a document printed once as it is, and once with marks in its texts.

In: a document's file. Out: its paragraphs as printed, with the place in the file of each letter that stands there; letters without a
place are docgen's own: numbers, formulas of the format, names of the catalogue, citations. The marks are private letters of Unicode
behind the first and the last word of each piece of plain text; what stands between and around them is compared letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from yaml import Node

from docgen.edit.word.cells import Cell
from docgen.edit.word.clean import clean, spaced
from docgen.edit.word.labels import LABEL
from docgen.edit.word.original import Original
from docgen.edit.word.paragraphs import Paragraph, numbered, paragraphs
from docgen.edit.word.scalars import Scalar, scalars
from docgen.model.blocks import Sheet
from docgen.read.tree import compose
from docgen.words.markup import MARKS

FIRST, LAST, MOST = 0xF0000, 0x100000, 0xFFFD
"""The private planes 15 and 16: letter FIRST + n begins piece n, LAST + n ends it."""
_MARK = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST)}{chr(LAST)}-{chr(LAST + MOST)}]")
_CUT = re.compile(MARKS.pattern + r"|\]|\{[^{}\s]+\}|\n[ \t]*\n\s*")
_WORD = re.compile(r"\w+")


class Spot(NamedTuple):
    """A letter of a scalar: which scalar of the file, which letter of its text."""

    scalar: int
    at: int


class Piece(NamedTuple):
    """A piece of plain text of a scalar, or a citation: ``cites`` is then the id of what is cited."""

    scalar: int
    start: int
    end: int
    cites: str = ""


Origin = Spot | str | None
"""Where a letter comes from: a place in the file, the id of what is cited, or docgen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as printed: its text with single spaces, the origin of each letter, its style and address.

    ``holder`` is the address of the row or paragraph with an address that it stands in or behind. ``cell`` is its place in a table,
    of tables counted as blocks of the sheet; ``running`` says that it is the number of its row, which docgen counts.
    """

    text: str
    origins: tuple[Origin, ...]
    style: str = ""
    address: str = ""
    holder: str = ""
    cell: Cell | None = None
    running: bool = False


def label_of(text: str, origins: Sequence[Origin]) -> str:
    """Return the number or the dash docgen set before a paragraph; nothing where there is none."""
    match = LABEL.match(text)
    return match[0] if match and not any(isinstance(origin, Spot) for origin in origins[: match.end()]) else ""


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A document as printed, with the scalars its letters point at: paragraphs, footnotes, lines outside the text."""

    text: str
    root: Node | None
    scalars: tuple[Scalar, ...]
    lines: tuple[Shown, ...]
    notes: tuple[Shown, ...]
    edges: tuple[str, ...]
    sheet: Sheet


def shown(original: Original, text: str) -> Print | None:
    """Return a document's file as printed; None where it cannot be printed."""
    sheet, _ = original.sheet(text)
    if sheet is None:
        return None
    root = compose(text)
    held = tuple(scalars(root))
    marked, pieces = _marked_sheet(original, text, held)
    lines, notes = paragraphs(sheet)
    lines = numbered(sheet, lines, {table.id for table in original.document.tables if table.number is None})
    behind, below = paragraphs(marked) if marked is not None else ([], [])
    edges = tuple(clean(text) for _, text in sheet.marks)
    return Print(text, root, held, _joined(lines, behind, pieces, held), _joined(notes, below, pieces, held), edges, sheet)


def _marked_sheet(original: Original, text: str, held: Sequence[Scalar]) -> tuple[Sheet | None, Sequence[Piece]]:
    """Return the sheet printed with marks; a scalar whose field takes no marks goes without, and where nothing helps, all do."""
    chosen = {place for place, scalar in enumerate(held) if _wordy(scalar.text)}
    for _ in range(8):
        pieces = [piece for place in sorted(chosen) for piece in _pieces(place, held[place].text)][: MOST + 1]
        sheet, refused = original.sheet(text, {held[place].steps: marked for place, marked in _marked(held, pieces)})
        if sheet is not None or not refused:
            return sheet, pieces
        chosen -= {place for place in chosen if any(held[place].steps[: len(steps)] == steps for steps in refused)}
    return None, ()


def _wordy(text: str) -> bool:
    """Return whether a scalar may hold words: ids, days and numbers are ASCII without spaces."""
    return any(letter.isspace() for letter in text.strip()) or not text.isascii()


def _pieces(place: int, text: str) -> Iterator[Piece]:
    """Yield the plain pieces of a scalar's text, and its citations."""
    at = 0
    for cut in _CUT.finditer(text):
        if text[at : cut.start()].strip():
            yield Piece(place, at, cut.start())
        if cut[0].startswith("[["):
            yield Piece(place, cut.start(), cut.end(), cut[0].strip("[]"))
        elif cut[0].startswith("{"):
            yield Piece(place, cut.start(), cut.end(), cut[0])
        at = cut.end()
    if text[at:].strip():
        yield Piece(place, at, len(text))


def _inner(piece: Piece, text: str) -> tuple[int, int]:
    """Return where the marks of a piece stand in the scalar's text: behind its first and its last word; around signs and citations."""
    if piece.cites:
        return piece.start, piece.end
    words = list(_WORD.finditer(text, piece.start, piece.end))
    return (words[0].end(), words[-1].end()) if words else (piece.start, piece.end)


def _marked(held: Sequence[Scalar], pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    by_scalar: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        by_scalar.setdefault(piece.scalar, []).append(number)
    for place, numbers in by_scalar.items():
        text, made, at = held[place].text, "", 0
        for number in numbers:
            start, end = _inner(pieces[number], text)
            made += f"{text[at:start]}{chr(FIRST + number)}{text[start:end]}{chr(LAST + number)}"
            at = end
        yield place, made + text[at:]


def _joined(true: Sequence[Paragraph], marked: Sequence[Paragraph], pieces: Sequence[Piece], held: Sequence[Scalar]) -> tuple[Shown, ...]:
    """Return the paragraphs as printed with the origins that their marked likenesses tell."""
    bare = [_MARK.sub("", para.text) for para in marked]
    matcher = SequenceMatcher(None, [para.text.casefold() for para in true], [text.casefold() for text in bare], autojunk=False)
    partner: dict[int, int] = {}
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            partner |= dict(zip(range(i, i_end), range(j, j_end), strict=False))
    return tuple(_shown(para, marked[partner[place]].text if place in partner else "", pieces, held) for place, para in enumerate(true))


def _shown(para: Paragraph, marked: str, pieces: Sequence[Piece], held: Sequence[Scalar]) -> Shown:
    bare, origins = _origins(marked, pieces, held)
    own: list[Origin] = [None] * len(para.text)
    if len(bare) == len(para.text) and bare.casefold() == para.text.casefold():
        own = origins
    else:
        for i, j, size in SequenceMatcher(None, para.text.casefold(), bare.casefold(), autojunk=False).get_matching_blocks():
            own[i : i + size] = origins[j : j + size]
    text, places = spaced(para.text)
    lead = len(text) - len(text.lstrip())
    places = places[lead : lead + len(text.strip())]
    return Shown(text.strip(), tuple(own[place] for place in places), *para[1:])


def _origins(marked: str, pieces: Sequence[Piece], held: Sequence[Scalar]) -> tuple[str, list[Origin]]:
    """Return a marked text without its marks and the origin of each letter."""
    bare: list[str] = []
    begun: dict[int, int] = {}
    spans: list[tuple[int, int, int]] = []
    for letter in marked:
        code = ord(letter)
        if code >= LAST:
            if code - LAST in begun:
                spans.append((code - LAST, begun.pop(code - LAST), len(bare)))
        elif code >= FIRST:
            begun[code - FIRST] = len(bare)
        else:
            bare.append(letter)
    text = "".join(bare)
    origins: list[Origin] = [None] * len(text)
    for number, start, end in spans:
        if pieces[number].cites:
            origins[start:end] = [pieces[number].cites] * (end - start)
        else:
            _settle(origins, text, (start, end), pieces[number], held[pieces[number].scalar].text)
    return text, origins


def _settle(origins: list[Origin], text: str, span: tuple[int, int], piece: Piece, source: str) -> None:
    """Give the letters of a piece their places, where the print says what the file says."""
    first, last = _inner(piece, source)
    between = _forward(text, span[0], span[1], source, first, last)
    if between is None:
        return
    found = dict(between)
    j, i = span[0] - 1, first - 1
    while j >= 0 and i >= piece.start and _same(text[j], source[i]):
        found[j] = i
        j, i = j - 1, i - 1
    j, i = span[1], last
    while j < len(text) and i < piece.end and _same(text[j], source[i]):
        found[j] = i
        j, i = j + 1, i + 1
    for j, i in found.items():
        if origins[j] is None:
            origins[j] = Spot(piece.scalar, i)


def _forward(text: str, j: int, j_end: int, source: str, i: int, i_end: int) -> list[tuple[int, int]] | None:
    """Return the pairs of places of two texts that are the same but for white space; None where they are not."""
    found = []
    while j < j_end and i < i_end:
        if not _same(text[j], source[i]):
            return None
        found.append((j, i))
        if source[i].isspace():
            while i + 1 < i_end and source[i + 1].isspace():
                i += 1
            while j + 1 < j_end and text[j + 1].isspace():
                j += 1
        j, i = j + 1, i + 1
    return found if (j, i) == (j_end, i_end) else None


def _same(one: str, other: str) -> bool:
    return one == other or (one.isspace() and other.isspace()) or one.casefold() == other.casefold()
