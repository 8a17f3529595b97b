"""Fields that are printed in another form than they are written: days, months, hours, figures, names of the catalogue.

In: a paragraph that differs in what docgen itself wrote. Out: slices that may be meant, the likeliest first; which one is right is
proved by printing. A day typed in any clear form (5/7/2025, ngày 5 tháng 7 năm 2025) is written as the file writes days.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from docgen.edit.word.compared import Difference
from docgen.edit.word.names import others
from docgen.edit.word.offers import ops
from docgen.edit.word.original import Original
from docgen.edit.word.scalars import Edit, Scalar, written
from docgen.edit.word.shown import Print, Spot
from docgen.files.slices import Slice
from docgen.words.pins import apart

MOST = 12
"""Fields that are tried for one paragraph."""
_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?<!/)\btháng (\d{1,2})(?:/| năm )(\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"\bquý (IV|I{1,3})(?:/| năm )(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2}) giờ (\d{2})\b|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORDS = re.compile(r"[\w./%-]+(?: [\w./%-]+)*")


def guesses(original: Original, held: Print, difference: Difference) -> Iterator[tuple[Slice, ...]]:
    """Yield what may be meant: one field at a time, fields near the paragraph's address first."""
    near = _near(held, difference)
    changes = list(dict.fromkeys([*_dated(difference.words.text, difference.new), *_plain(difference)]))
    tries = 0
    for old, new in changes:
        for scalar in near:
            if scalar.text == old and tries < MOST:
                tries += 1
                yield (_written(scalar, new),)
    yield from islice(_named(original, held, difference, near), MOST)


def _named(original: Original, held: Print, difference: Difference, near: Sequence[Scalar]) -> Iterator[tuple[Slice, ...]]:
    """Yield another agency, person or text of the catalogue in place of the one that is named: where its id is all a field says, or
    in a citation inside a text."""
    old, new = difference.words.text, difference.new
    for scalar in near:
        yield from ((_written(scalar, other),) for other in others(original, scalar.text, old, new))
    written_in = dict.fromkeys(origin.scalar for origin in difference.words.origins if isinstance(origin, Spot))
    for cited in dict.fromkeys(origin for origin in difference.words.origins if isinstance(origin, str)):
        for other in others(original, apart(cited)[0], old, new):
            for place in written_in:
                yield from _cited(held, held.scalars[place], cited, other)


def _cited(held: Print, scalar: Scalar, cited: str, other: str) -> Iterator[tuple[Slice, ...]]:
    """Yield the slices that let a citation in a text name another one."""
    for match in re.finditer(re.escape(f"[[{cited}]]"), scalar.text):
        yield tuple(written(held.text, scalar, [Edit(match.start() + 2, match.end() - 2, other)]))


def _near(held: Print, difference: Difference) -> Sequence[Scalar]:
    """Return the scalars of the part the paragraph stands in before all others."""
    holder = held.lines[difference.index].holder.rpartition("#")[2].partition("@")[0]
    owners = {scalar.steps[:-1] for scalar in held.scalars if scalar.text == holder and scalar.steps}
    return sorted(held.scalars, key=lambda scalar: not any(scalar.steps[: len(owner)] == owner for owner in owners if owner))


def _written(scalar: Scalar, new: str) -> Slice:
    """Return the slice that gives a field another value, in quotes where it had them or needs them."""
    start, end = scalar.node.start_mark.index, scalar.node.end_mark.index
    plain = not scalar.node.style and re.fullmatch(r"[\w./-]+(?: [\w./-]+)*", new)
    return Slice(start, end, new if plain else json.dumps(new, ensure_ascii=False))


def _dated(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield days, months, quarters and hours of the old text that are others in the new one, as the file writes them."""
    for found in (days_in, _months, _quarters, _clocks):
        olds, news = list(found(old)), list(found(new))
        if len(olds) == len(news):
            yield from ((one, other) for one, other in zip(olds, news, strict=True) if one != other)


def days_in(text: str) -> Iterator[str]:
    """Yield the days a text names, as the file writes them."""
    for match in _DAY.finditer(text):
        day, month, year = (int(number) for number in match.groups() if number)
        try:
            yield datetime.date(year, month, day).isoformat()
        except ValueError:
            yield match[0]


def _months(text: str) -> Iterator[str]:
    yield from (f"{match[2]}-{int(match[1]):02d}" for match in _MONTH.finditer(_DAY.sub("", text)))


def _quarters(text: str) -> Iterator[str]:
    yield from (f"{match[2]}-Q{_ROMAN[match[1].upper()]}" for match in _QUARTER.finditer(text))


def _clocks(text: str) -> Iterator[str]:
    for match in _CLOCK.finditer(text):
        hour, minute = (number for number in match.groups() if number)
        yield f"{int(hour):02d}:{minute}"


def _plain(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield words or figures that a field may hold as they are printed: each that changed, and the whole paragraph."""
    old, new = difference.words.text, difference.new
    yield old, new
    for op in ops(old, new):
        for match in _WORDS.finditer(old):
            if match.start() <= op.start and op.end <= match.end():
                shift = len(new) - len(old)
                yield match[0], new[match.start() : match.end() + shift] if len(list(ops(old, new))) == 1 else op.text
        if op.end > op.start and op.text:
            yield old[op.start : op.end], op.text
