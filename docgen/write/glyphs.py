"""Which fonts are really used, and which letters of a document they lack.

In: a format, a sheet. Out: the font files fontconfig chooses for it, and every letter that would be drawn in another face or
as an empty box. Debian 12's ``fonts-liberation`` 1.07 lacks 92 Vietnamese letters (ạ ấ ơ ư …), and nothing else says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.files import fontconfig
from docgen.model.blocks import Figure, Para, Run, Sheet
from docgen.model.drawing import Label
from docgen.model.format import Format

THAI = range(0x0E00, 0x0E80)
UNDRAWN = frozenset("\n\t\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: what was asked for, what was found, the code points it draws as ranges."""

    asked: str
    family: str
    file: str
    ranges: tuple[range, ...]

    def draws(self, letter: str) -> bool:
        """Return whether the file has a glyph for ``letter``."""
        return any(ord(letter) in part for part in self.ranges)


@dataclass(frozen=True, slots=True)
class Lack:
    """A letter without glyph, the family and file that lack it, and the first block where it stands."""

    letter: str
    family: str
    file: str
    address: str


def faces(format: Format) -> list[Face]:
    """Return the font files of the format: regular, bold, italic, both; then Thai. Raises ``FontsUnknown``."""
    looks = [(bold, italic) for italic in (False, True) for bold in (False, True)]
    text = [face(text_families(format), bold, italic) for bold, italic in looks]
    thai = [face(format.fonts["thai"], bold, italic) for bold, italic in looks] if format.fonts.get("thai") else []
    return text + thai


def lacking(sheet: Sheet, format: Format) -> list[Lack]:
    """Return the letters of ``sheet`` its fonts lack, each once, in the order of reading. Raises ``FontsUnknown``."""
    found: dict[tuple[str, str], Lack] = {}
    for address, letter, look in _letters(sheet, format):
        used = face(_families(letter, format), *look)
        if not used.draws(letter):
            found.setdefault((letter, used.file), Lack(letter, used.family, used.file, address))
    return list(found.values())


def _letters(sheet: Sheet, format: Format) -> Iterator[tuple[str, str, tuple[bool, bool]]]:
    """Yield (address, letter, look), each letter of a look once: a document has few of them."""
    seen: set[tuple[str, tuple[bool, bool]]] = set()
    for para in (*sheet.paragraphs(), *_drawn(sheet)):
        for run, style_key in _runs(para):
            style = format.styles[style_key]
            look = (style.bold or run.bold, style.italic or run.italic)
            fresh = {(letter, look) for letter in set(run.text) - UNDRAWN} - seen
            seen |= fresh
            yield from ((para.address, letter, look) for letter, _ in sorted(fresh))


def _drawn(sheet: Sheet) -> Iterator[Para]:
    """Yield the texts of every picture as one paragraph in its style."""
    for figure in (block for block in sheet.blocks if isinstance(block, Figure)):
        runs = tuple(Run(mark.text) for mark in figure.drawing.marks if isinstance(mark, Label))
        yield Para(figure.style, runs, figure.address)


def _runs(para: Para) -> Iterator[tuple[Run, str]]:
    for run in para.runs:
        yield run, para.style
        yield from ((part, "footnote") for part in run.note)


def _families(letter: str, format: Format) -> tuple[str, ...]:
    return format.fonts.get("thai", ()) if ord(letter) in THAI and format.fonts.get("thai") else text_families(format)


def text_families(format: Format) -> tuple[str, ...]:
    """Return the law's font and those that stand in for it, in order."""
    return (format.font, *format.fonts.get("latin", ()))


@lru_cache(maxsize=64)
def face(families: tuple[str, ...], bold: bool = False, italic: bool = False) -> Face:
    """Return the file fontconfig chooses for the families in this look, as Pango does. Raises ``FontsUnknown``."""
    asked = ",".join(family.replace("-", "\\-") for family in _known(families))
    look = (":bold" if bold else "") + (":italic" if italic else "")
    family, file, letters = fontconfig.match(asked + look, "%{family[0]}\n%{file}\n%{charset}").split("\n")
    return Face(families[0], family, file, tuple(_range(part) for part in letters.split()))


def _known(families: tuple[str, ...]) -> tuple[str, ...]:
    return present(families) or families


def present(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the families that are installed. Raises ``FontsUnknown``.

    fontconfig offers something in the place of a missing family, for some Thai ones scaled to two thirds, which WeasyPrint
    does not follow: the letters run into each other. So a missing family must not be asked for.
    """
    return tuple(family for family in families if family.casefold() in _installed())


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(name.replace("\\-", "-") for font in fontconfig.families() for name in font.casefold().split(","))


def _range(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
