"""Private words of persons, which the document prints and nothing else may show.

In: the office. Out: the words as they are printed, and texts without them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from docgen.model.office import Office
from docgen.words.dates import long_day, short_day
from docgen.words.numbers import grouped

SHORTEST = 3
"""Letters of the longest value that is too short to tell anything."""


def private_words(office: Office) -> tuple[str, ...]:
    """Return the values of the private files in every form a document prints them in, the longest first."""
    found = {word for person in office.private.values() for value in dict(person).values() for word in _forms(value)}
    return tuple(sorted((word for word in found if len(word) > SHORTEST), key=lambda word: (-len(word), word)))


def _forms(value: object) -> Iterator[str]:
    if isinstance(value, datetime.date):
        for language in ("vi", "en", "th"):
            yield from (short_day(value, language), long_day(value, language))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _forms(one)
    elif value is not None:
        yield str(value)
        if str(value).isdigit():
            yield grouped(int(str(value)))


def veiled(text: str, words: Iterable[str]) -> str:
    """Return a text with … in place of private words."""
    for word in words:
        text = text.replace(word, "…")
    return text
