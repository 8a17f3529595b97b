"""The language the program speaks in this run, and the one way from an English text to the words the reader sees.

In: the environment, or the choice of ``--lang``. Out: translated texts. The functions bear the names by which Babel
gathers texts. Click's own words go through the standard gettext, which is pointed at our catalogues.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextvars import ContextVar

from docgen.words.messages import DOMAIN, LANGUAGES, SOURCE_LANGUAGE, catalogue, translate, translate_count

_chosen: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def choose(language: str) -> None:
    """Speak this language from now on, click's words included."""
    import gettext
    from pathlib import Path

    from docgen.words import messages

    _chosen.set(language)
    os.environ["LANGUAGE"] = language  # the standard gettext of click looks here first
    gettext.bindtextdomain(DOMAIN, Path(messages.__file__).parent / "locale")
    gettext.textdomain(DOMAIN)


def language() -> str:
    """Return the language the program speaks: vi, en or th."""
    return _chosen.get()


def N_(text: str) -> str:
    """Return the text as it is: marks it for the catalogues where it is written down before it is said."""
    return text


def _(text: str, /, **fields: object) -> str:
    """Return the text in the chosen language with its fields filled in."""
    return translate(text, language(), **fields)


def ngettext(one: str, many: str, count: int, /, **fields: object) -> str:
    """Return the form of the text for this count, in the chosen language."""
    return translate_count(one, many, count, language(), **fields)


def plain(text: str) -> str:
    """Return a text marked by ``N_`` in the chosen language; braces in it stay."""
    return catalogue(language())(text)


def wanted(environment: Mapping[str, str]) -> str:
    """Return the language of DOCGEN_LANG, else that of the system, else English."""
    names = [environment.get("DOCGEN_LANG", ""), _of_system(environment)]
    codes = [name[:2].lower() for name in names]
    return next((code for code in codes if code in LANGUAGES), SOURCE_LANGUAGE)


def _of_system(environment: Mapping[str, str]) -> str:
    found = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return found or _of_windows()


def _of_windows() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
