"""Many documents as one PDF: each laid out once, its pages joined with those of the others.

In: pieces, each a document laid out by ``docgen.write.pdf`` or the finished PDF of another body. Out: one file in which fonts are
shared, tags are kept, every link leads where it leads in the single document, each document has an entry of the outline with its own
outline below and page labels of its own. Where a finished PDF has no tags, or is PDF/A of a lower level, the file is PDF/A-3b; where
one is no PDF/A, it no longer says that it is one.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.write.foreign import STATES, opened, put_in
from docgen.write.pdf import laid_out, written

CONFORMANCE = re.compile(rb'(pdfaid:conformance(?:>|="))A')
IDENTITY = re.compile(rb"<rdf:Description[^>]*?(?:pdfaid:part[^>]*?/>|xmlns:pdfaid.*?</rdf:Description>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of the joined file. ``pages`` is a WeasyPrint ``Document``; of a finished PDF a blank sheet that holds its place.

    ``label`` stands before the page numbers of its page labels. A piece that is ``crossing`` links to places of other pieces.
    """

    title: str
    label: str
    pages: Any
    foreign: bytes = b""
    crossing: bool = False

    def __len__(self) -> int:
        """Return how many pages it has in the joined file."""
        return count(self.foreign) if self.foreign else len(self.pages.pages)


def place_of(number: int) -> str:
    """Return the name of the place where the piece of this number, from 0, begins in the joined file."""
    return f"{number}/"


def count(data: bytes) -> int:
    """Return how many pages a finished PDF has. Raises ``BadPdf``."""
    with opened(data) as file:
        return len(file.pages)


def blank(sheet: Sheet, format: Format) -> Any:
    """Return the empty page that holds the place of a finished PDF."""
    return laid_out(replace(sheet, blocks=(), marks=()), format)


def joined(pieces: Sequence[Piece]) -> tuple[bytes, str]:
    """Return the bytes of the joined file, the same on every run, and what it is: PDF/A-3a, PDF/A-3b or PDF. Raises ``BadPdf``."""
    pages = [page for number, piece in enumerate(pieces) for page in _pages(piece, number)]
    return _finished(written(pieces[0].pages.copy(pages)), pieces)


def _pages(piece: Piece, number: int) -> Iterator[Any]:
    """Yield copies of the pages of a piece, their places named for the joined file and their outline one level down."""
    prefix = place_of(number)
    for index, page in enumerate(piece.pages.pages):
        own = copy.copy(page)
        own.anchors = {f"{prefix}{name}": at for name, at in page.anchors.items()}
        own.links = [
            (kind, target if kind != "internal" or piece.crossing else f"{prefix}{target}", rectangle, box)
            for kind, target, rectangle, box in page.links
        ]
        own.bookmarks = [(level + 1, label, at, "closed") for level, label, at, _ in page.bookmarks if not piece.foreign]
        if not index:
            own.anchors[prefix] = (0, 0, 0, 0)
            own.bookmarks.insert(0, (1, piece.title, (0, 0), "closed"))
        yield own


def _finished(data: bytes, pieces: Sequence[Piece]) -> tuple[bytes, str]:
    """Return the file with the pages of other bodies, with page labels, and with the identification it still deserves."""
    with opened(data) as file:
        state = _put_in(file, pieces)
        file.Root.PageLabels = _labels(pieces)
        if state != "PDF/A-3a":
            _identify(file, b"B" if state == "PDF/A-3b" else b"")
        out = io.BytesIO()
        file.save(out, deterministic_id=True, compress_streams=False, normalize_content=False)
    return out.getvalue(), state


def _put_in(file: Any, pieces: Sequence[Piece]) -> str:
    """Put finished PDFs where their blank sheets lie; return what the file is then: as much as the least of them allows."""
    at, states = 0, {STATES[0]}
    for piece in pieces:
        if piece.foreign:
            states.add(put_in(file, at, piece.foreign, piece.title))
        at += len(piece)
    return max(states, key=STATES.index)


def _identify(file: Any, conformance: bytes) -> None:
    """Lower the conformance the metadata tell, or take the identification out of them."""
    metadata = file.Root.Metadata
    data = metadata.read_bytes()
    metadata.write(CONFORMANCE.sub(rb"\g<1>" + conformance, data) if conformance else IDENTITY.sub(b"", data))


def _labels(pieces: Sequence[Piece]) -> Any:
    """Return the page labels: of each document its own, from 1."""
    import pikepdf

    numbers, at = list[Any](), 0
    for piece in pieces:
        numbers += [at, pikepdf.Dictionary(S=pikepdf.Name.D, P=piece.label, St=1)]
        at += len(piece)
    return pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
