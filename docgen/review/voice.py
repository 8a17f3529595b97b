"""The words of changes in the language of the reader.

In: English texts with ``{named}`` fields, marked ``_`` and ``ngettext`` so that the catalogues gather them. Out: the translated text.
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.words.messages import catalogue, translate, translate_count


def N_(text: str) -> str:
    """Return the text as it is: marks it for the catalogues where it is written down before it is said."""
    return text


@dataclass(frozen=True)
class Voice:
    """Speaks one language: vi, en or th."""

    language: str

    def _(self, text: str, /, **fields: object) -> str:
        """Return the text with its fields filled in."""
        return translate(text, self.language, **fields)

    def ngettext(self, one: str, many: str, count: int, /, **fields: object) -> str:
        """Return the form for this count, ``{count}`` among its fields."""
        return translate_count(one, many, count, self.language, **fields)

    def plain(self, text: str) -> str:
        """Return a text marked by ``N_``; braces in it stay."""
        return catalogue(self.language)(text)
