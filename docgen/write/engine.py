"""WeasyPrint, loaded once for a process.

In: nothing. Out: the library with what a process keeps of it. A new font configuration for each document leaks, a shared one between
threads corrupts memory, so this module is for processes only.
"""

from __future__ import annotations

import ctypes.util
import importlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from docgen.write.agent import AGENT


@dataclass(frozen=True, slots=True)
class Engine:
    """What one process keeps: the library, its fonts, the fetcher that fetches nothing, the door for parsed trees."""

    weasyprint: Any
    fonts: Any
    fetcher: Any
    source: Any


class PdfUnavailable(RuntimeError):
    """WeasyPrint or a library it needs (Pango, HarfBuzz) is missing; the message says which."""


def load() -> Any:
    """Return WeasyPrint. Raises ``ImportError`` or ``OSError`` where it or a library it needs is missing.

    WeasyPrint asks for each of its seven libraries by names of other systems first, and for each of these Python runs ldconfig, the C
    compiler and the linker: 0.2 s of the half second it takes to load. On Linux the last of its names are those of the files, which the
    loader finds itself; where they lie elsewhere the long search is made after all.
    """
    with redirect_stdout(io.StringIO()):  # where a library is missing WeasyPrint prints so, into whatever the command prints
        if "weasyprint" not in sys.modules and sys.platform == "linux":
            with suppress(OSError), _no_search():
                return importlib.import_module("weasyprint")
        return importlib.import_module("weasyprint")


@contextmanager
def _no_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return WeasyPrint, loaded and begun once for the process. Raises ``PdfUnavailable``."""
    try:
        weasyprint = load()
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    except (ImportError, OSError) as reason:
        raise PdfUnavailable(str(reason)) from reason
    fetcher = _fetcher()
    agent = weasyprint.CSS(string=AGENT, url_fetcher=fetcher)
    return Engine(weasyprint, FontConfiguration(), fetcher, _tree_source(fetcher, agent))


def _fetcher() -> Any:
    """Return a fetcher that refuses every address: fonts come from the system, nothing else is read."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise FatalURLFetchingError(f"a document may fetch nothing, and asked for {url}")

    return Nothing()


def _tree_source(fetcher: Any, agent: Any) -> Any:
    """Return a function from a parsed tree to WeasyPrint's ``HTML``, with ``agent`` as the browser's own style sheet.

    Our markup is well formed: the XML parser reads a page in 0.1 ms, the HTML parser in 8.
    """
    import cssselect2  # type: ignore[import-untyped]
    from weasyprint import HTML  # type: ignore[import-untyped]

    class Tree(HTML):  # type: ignore[misc]
        def __init__(self, root: ElementTree.Element) -> None:
            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [agent]

    return Tree
