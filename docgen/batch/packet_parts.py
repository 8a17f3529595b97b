"""The parts of a unit's packet, composed and laid out.

In: what all units of a run share, and the sheets of one unit. Out: pieces with what is printed, and their pages. Every document is laid
out once; what the packets of many units have in common is laid out once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.batch.make import content_key, missing_letters
from docgen.batch.packet_records import Unit, UnitRecord
from docgen.compose.sheet import compose
from docgen.files.collector import sweep
from docgen.files.tree import UnsafeName, safe_part
from docgen.model.blocks import Block, Cell, Grid, Para, Row, Sheet
from docgen.model.catalogue import Language
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.format import Format
from docgen.model.office import Office
from docgen.model.packet import DividerPart, DocumentPart, FilePart, Packet, Part
from docgen.read.packets import file_path
from docgen.resolve.document import resolve
from docgen.resolve.packets import Entry, Sheets

if TYPE_CHECKING:
    from docgen.write import joined

LAID = 12
"""Documents laid out that a process keeps."""
FRONT = 2
"""Pieces before the parts: cover and contents."""


@dataclass(frozen=True)
class PacketWork:
    """What all units of a run share. ``out`` is the folder of the packet; ``earlier`` are the records of the last run.

    ``drawn`` are the templates anything may be laid out by, with digests. ``force`` makes what stands too.
    """

    root: Path
    office: Office
    templates: tuple[Path, ...]
    out: Path
    by: str
    packet: Packet
    formats: frozenset[str]
    names: Mapping[Unit, str]
    earlier: Mapping[Unit, UnitRecord] = field(default_factory=dict)
    drawn: Mapping[str, str] = field(default_factory=dict)
    force: bool = False


class Stopped(Exception):
    """A template, or a letter the fonts lack, stands in the way."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class Piece(NamedTuple):
    """A part composed: its sheet, or the bytes of a finished PDF with a sheet that only holds its place."""

    part: Part
    entry: Entry
    name: str
    sheet: Sheet
    format: Format
    foreign: bytes

    @property
    def content(self) -> str:
        """Return the hash of what is printed."""
        return sha256(self.foreign).hexdigest() if self.foreign else content_key(self.sheet, self.format)


def pieces(work: PacketWork, sheets: Sheets) -> Iterator[Piece]:
    """Yield the parts of a unit's packet in order. Raises ``Stopped``."""
    folder, number = work.names[sheets.bundle.unit], 0
    for part, entry in zip(sheets.bundle.packet.contents, sheets.entries, strict=True):
        number += not entry.divider
        name = f"{folder}/{number:02d}{_tail(entry.number or entry.name)}"
        language = part.language if isinstance(part, DocumentPart) else None
        sheet, format_ = composed(work, _document(sheets, part), language)
        foreign = file_path(work.root, part.file).read_bytes() if isinstance(part, FilePart) else b""
        yield Piece(part, entry, name, sheet, format_, foreign)


def composed(work: PacketWork, document: Document, language: Language | None = None) -> tuple[Sheet, Format]:
    """Return the sheet of a document with its format. Raises ``Stopped``."""
    printed = resolve(work.office, document, language=language, as_of=work.packet.day)
    sheet, findings = compose(printed, work.templates)
    if sheet is None:
        raise Stopped(findings)
    format_ = work.office.formats[sheet.format]
    lacking = missing_letters(sheet, format_, work.office.files[f"packet:{work.packet.id}"]) if "pdf" in work.formats else ()
    if lacking:
        raise Stopped(lacking)
    return sheet, format_


def laid(piece: Piece) -> Any:
    """Return the pages of a part; those of a finished PDF are a blank sheet."""
    return _laid(piece.content, _Same(piece))


def forget() -> None:
    """Let go of all pages kept, for what comes needs the memory: pages hold each other, and only the collector frees them."""
    _laid.cache_clear()
    sweep()


def contents(work: PacketWork, sheets: Sheets, parts: Sequence[joined.Piece]) -> Any:
    """Return the pages of the contents. They count themselves, and are laid out again where they take more pages than thought."""
    from docgen.write import joined, pdf

    places = [joined.place_of(FRONT + index) for index in range(len(parts))]
    own, laid_out = 0, None
    while laid_out is None or len(laid_out.pages) > own:
        own = len(laid_out.pages) if laid_out is not None else 1
        starts = [1 + own + sum(map(len, parts[:index])) + 1 for index in range(len(parts))]
        sheet, format_ = composed(work, sheets.contents(starts))
        laid_out = pdf.laid_out(_linked(sheet, places), format_, frozenset(places))
    return laid_out


def _tail(text: str) -> str:
    """Return what stands behind the number of a part in the name of its file; nothing for a text without plain letters."""
    try:
        return f"-{safe_part(text)}"
    except UnsafeName:
        return ""


def _document(sheets: Sheets, part: Part) -> Document:
    if isinstance(part, FilePart):
        return sheets.divider(DividerPart(divider=part.title))
    if isinstance(part, DividerPart):
        return sheets.divider(part)
    if not isinstance(part, DocumentPart):
        return sheets.page(part.page, part.title)
    return sheets.document(part)


class _Same:
    """A piece that any other stands for: the cache asks for the content alone."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=LAID)
def _laid(content: str, same: _Same) -> Any:
    from docgen.write import joined, pdf

    piece = same.piece
    return joined.blank(piece.sheet, piece.format) if piece.foreign else pdf.laid_out(piece.sheet, piece.format)


def _linked(sheet: Sheet, places: Sequence[str]) -> Sheet:
    """Return the contents with every row leading to its part."""
    return replace(sheet, blocks=tuple(_linked_block(block, places) for block in sheet.blocks))


def _linked_block(block: Block, places: Sequence[str]) -> Block:
    if not isinstance(block, Grid) or block.style != "table":
        return block
    heads = tuple(row for row in block.rows if row.kind == "head")
    rows = zip(places, block.rows[len(heads) :], strict=True)
    return replace(block, rows=(*heads, *(_linked_row(place, row) for place, row in rows)))


def _linked_row(place: str, row: Row) -> Row:
    def cell(held: Cell) -> Cell:
        return replace(held, blocks=tuple(para(one) if isinstance(one, Para) else one for one in held.blocks))

    def para(held: Para) -> Para:
        return replace(held, runs=tuple(replace(run, href=place) for run in held.runs))

    return replace(row, cells=tuple(map(cell, row.cells)))
