"""Names of persons as clerks type them into one cell: ``Ông Nguyễn Văn A``, ``đ/c NGUYỄN VĂN A``, ``Nguyễn Văn A (Bí thư)``.

In: the text of a cell. Out: the name alone, in the letters a document prints, and what else stood beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from docgen.words.letters import to_nfc, tone_style

Honorific = Literal["ông", "bà"]
_COMRADE = re.compile(r"(?:đồng chí|đ/c|đ\.c\.?|đc)[ .:]+", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?P<word>ông|bà)[ .:]+", re.IGNORECASE)
_REST = re.compile(r"\s*[(\[,;/:–\d]|\s+-\s+|\.\s|\.$")
"""Where a name ends: a bracket, a comma, a dash between spaces, a digit, the point of a degree. ``H'Hen Niê`` goes on."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A name as a cell holds it: the name, the honorific before it where there is one, and whether more than a name stood there."""

    name: str
    honorific: Honorific | None = None
    more: bool = False


def written(text: str) -> Written:
    """Return the parts of a cell that holds the name of a person; the name is empty where there is none."""
    bare = " ".join(to_nfc(text).split())
    bare = _COMRADE.sub("", bare, count=1) if _COMRADE.match(bare) else bare
    called = _HONORIFIC.match(bare)
    bare = bare[called.end() :] if called else bare
    end = _REST.search(bare)
    honorific: Honorific | None = None if called is None else "bà" if to_nfc(called["word"]).casefold() == "bà" else "ông"
    return Written(_cased(bare[: end.start()] if end else bare), honorific, end is not None)


def same_name(name: str) -> str:
    """Return the key two spellings of one name share: case, spaces and the place of a tone do not count, accents do."""
    return tone_style(" ".join(name.split()), "new").casefold()


def _cased(name: str) -> str:
    """Return a name typed in capitals or small letters alone with a capital for each word, as names of persons are written."""
    if not (name.isupper() or name.islower()) or len(name) < 3:
        return name
    return _LETTERS.sub(lambda word: word[0][0].upper() + word[0][1:].lower(), name)
