"""A Word file from outside, opened with care: no endless zip, no document type, nothing fetched.

In: the bytes of a .docx. Out: its parts as XML, each read only when it is asked for; ``NotWord`` where it cannot be trusted or read.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLACES = "{urn:docgen:places}"
DC = "{http://purl.org/dc/elements/1.1/}"
MOST_PARTS, LARGEST = 5_000, 64_000_000
"""Parts of a file, and bytes of one part when unpacked: a document of a thousand pages has under 30 MB."""

Fault = Literal["no-zip", "no-word", "too-large", "doctype", "encrypted", "broken"]


class NotWord(ValueError):
    """The file is no Word file that can be read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class Package:
    """The parts of a Word file."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):  # an OLE file: .doc, or a .docx under a password
            raise NotWord("encrypted")
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, OSError) as fault:
            raise NotWord("no-zip") from fault
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > MOST_PARTS:
            raise NotWord("too-large")
        if "word/document.xml" not in self.names:
            raise NotWord("no-word")

    def part(self, name: str) -> ElementTree.Element | None:
        """Return the root of a part; None where the file has none of that name."""
        return _xml(self._bytes(name)) if name in self.names else None

    def matching(self, beginning: str) -> Iterator[ElementTree.Element]:
        """Yield the roots of the XML parts whose names begin so, sorted by name."""
        for name in sorted(self.names):
            if name.startswith(beginning) and name.endswith(".xml"):
                yield _xml(self._bytes(name))

    def document(self) -> str:
        """Return the address of the document the file was made from, as docgen wrote it; empty where another program dropped it."""
        return self._place("document") or self._property("identifier")

    def content(self) -> str:
        """Return the key of what the file said when it was made; empty where it tells none."""
        return self._place("content")

    def _place(self, name: str) -> str:
        roots = (root for root in self.matching("customXml/item") if root.tag == f"{PLACES}places")
        return next((root.get(name, "") for root in roots if root.get(name)), "")

    def language(self) -> str:
        """Return the language the properties name (``vi``, ``en``, ``th``); empty where they name none."""
        return self._property("language").partition("-")[0].lower()

    def _property(self, name: str) -> str:
        core = self.part("docProps/core.xml")
        return (core.findtext(f"{DC}{name}") or "").strip() if core is not None else ""

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(LARGEST + 1)
        except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as fault:
            raise NotWord("broken") from fault
        if len(data) > LARGEST:
            raise NotWord("too-large")
        return data


def _xml(data: bytes) -> ElementTree.Element:
    """Return the root; a document type is refused, whatever it would declare."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):  # without the zeros of UTF-16
        raise NotWord("doctype")
    try:
        return ElementTree.fromstring(data.replace(STRICT, USUAL))
    except ElementTree.ParseError as fault:
        raise NotWord("broken") from fault
