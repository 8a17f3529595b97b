"""The words the program prints, in the language of the reader, because the office does not read English.

Texts in the code are English with ``{named}`` fields; the gettext catalogues in ``locale`` hold their translations, made
with Babel's tools. In come a text and a language, out comes the translation, or the English text where a language lacks
it. The language is chosen by the command line; nothing here looks at the machine's settings.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
LANGUAGES = ("vi", "en", "th")
DOMAIN = "docgen"


def catalogue(language: str) -> Callable[[str], str]:
    """Return the function that translates a text; a language the program does not speak is a ValueError."""
    gettext = _load(language).gettext
    return lambda text: gettext(text) if text else ""  # the entry of the empty text is the catalogue's own header


def translate(text: str, language: str, /, **fields: object) -> str:
    """Return the text in the language with its fields filled in; a field that is not given is a KeyError.

    Values of fields are printed as they are, braces included.
    """
    return catalogue(language)(text).format_map(fields)


def translate_count(one: str, many: str, count: int, language: str, /, **fields: object) -> str:
    """Return the form for this count with its fields filled in, ``{count}`` among them."""
    return _load(language).ngettext(one, many, count).format_map({"count": count, **fields})


@cache
def _load(language: str) -> NullTranslations:
    """Return the compiled catalogue of the language; English is the source and has none."""
    import gettext
    from pathlib import Path

    if language not in LANGUAGES:
        raise ValueError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, Path(__file__).parent / "locale", [language])
