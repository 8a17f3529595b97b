"""The packet of one unit → its files, whole or not at all: one joined PDF, single PDFs, Word files, the zip of the unit.

In: what all units of a run share, and the unit. Out: what became of it, and what was looked up for it. The pages written alone are those
that are joined. What is as it was is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Literal, NamedTuple

from docgen.batch.make import content_key
from docgen.batch.packet_parts import PacketWork, Piece, Stopped, composed, contents, laid, pieces
from docgen.batch.packet_records import PartRecord, Unit, UnitRecord, clear, stand
from docgen.derive.packets import Bundle
from docgen.files import atomic, zips
from docgen.model.blocks import Sheet
from docgen.model.findings import Finding
from docgen.model.format import Format
from docgen.model.packet import PacketRecipient
from docgen.resolve.packets import Sheets
from docgen.resolve.uses import noted

Fault = Literal["", "disk-full", "disk", "file", "program", "machine"]


@dataclass(frozen=True, slots=True)
class PacketOutcome:
    """What became of a unit's packet. A failure has findings, or the problem of the disk, of a finished PDF or of the program.

    ``uses`` is what its sheets were resolved from, where that was worked out in this run.
    """

    unit: Unit
    state: Literal["made", "unchanged", "failed"]
    record: UnitRecord | None = None
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    fault: Fault = ""
    uses: tuple[str, ...] = ()


class Looked(NamedTuple):
    """A unit's packet before anything is laid out: its parts and its cover composed, the hash of all its files are made from."""

    work: PacketWork
    sheets: Sheets
    parts: Sequence[Piece]
    cover: tuple[Sheet, Format]
    key: str
    uses: set[str]


def make_packet(work: PacketWork, bundle: Bundle) -> PacketOutcome:
    """Return what became of a unit's packet; its files are on the disk when it is ``made``."""
    return guarded(bundle.unit, lambda: _made(work, bundle))


def guarded(unit: Unit, doing: Callable[[], PacketOutcome]) -> PacketOutcome:
    """Return what ``doing`` returns, or the failure it ended in."""
    try:
        return doing()
    except Stopped as stopped:
        return PacketOutcome(unit, "failed", findings=stopped.findings)
    except atomic.DiskFull as fault:
        return PacketOutcome(unit, "failed", problem=str(fault), fault="disk-full")
    except (atomic.DiskError, OSError) as fault:
        return PacketOutcome(unit, "failed", problem=str(fault), fault="disk")
    except Exception as fault:  # after a clean check nothing else may fail: our bug, told with the unit
        if type(fault).__name__ == "BadPdf":
            return PacketOutcome(unit, "failed", problem=str(fault), fault="file")
        return PacketOutcome(unit, "failed", problem=f"{type(fault).__name__}: {fault}", fault="program")


def receives(recipient: PacketRecipient, key: str) -> bool:
    """Return whether a recipient receives a part."""
    return not recipient.receives or key in recipient.receives


def looked(work: PacketWork, bundle: Bundle) -> Looked:
    """Return a unit's packet composed, with everything that was looked up for it. Raises ``Stopped``."""
    office, uses = noted(work.office)
    own = replace(work, office=office)
    sheets = Sheets(office, bundle, work.office)
    parts, cover = list(pieces(own, sheets)), _cover(own, sheets)
    return Looked(own, sheets, parts, cover, _key(work, bundle, parts, cover), uses)


def _cover(work: PacketWork, sheets: Sheets) -> tuple[Sheet, Format]:
    """Return the cover, whose title is that of the file: what is handed over, to which unit."""
    sheet, format_ = composed(work, sheets.cover())
    return replace(sheet, title=", ".join(part for part in (work.packet.title, sheets.unit) if part)), format_


def _made(work: PacketWork, bundle: Bundle) -> PacketOutcome:
    ready = looked(work, bundle)
    parts, key, earlier, name = ready.parts, ready.key, work.earlier.get(bundle.unit), work.names[bundle.unit]
    same = earlier if earlier is not None and (earlier.key, earlier.by) == (key, work.by) else None
    if not work.force and same is not None and work.formats <= {*same.formats} and stand(work.out, same.files):
        return PacketOutcome(bundle.unit, "unchanged", same, uses=tuple(ready.uses))
    files, counts, state = _pdfs(ready) if "pdf" in work.formats else ({}, [0] * len(parts), "")
    files |= _words(parts) if "docx" in work.formats else {}
    files |= {f"{one.name}.pdf": one.foreign for one in parts if one.foreign}
    if "zip" in work.formats:
        files |= _zip(work, name, files, parts)
    atomic.write_all([(work.out / path, data) for path, data in files.items()])
    digests = {path: sha256(data).hexdigest() for path, data in files.items()}
    records = tuple(_record(one, count, digests) for one, count in zip(parts, counts, strict=True) if not one.entry.divider)
    record = UnitRecord(bundle.unit, ready.sheets.unit, name, key, work.by, tuple(sorted(work.formats)), state, digests, records)
    if earlier is not None and same is None:
        clear(
            work.out, {path: digest for path, digest in earlier.files.items() if path not in files and not _others(work, bundle.unit, path)}
        )
    return PacketOutcome(bundle.unit, "made", _joined(same, record) if same is not None else record, uses=tuple(ready.uses))


def _others(work: PacketWork, unit: Unit, path: str) -> bool:
    """Return whether a path belongs to another unit by now: names may have been changed."""
    return any(path.startswith((f"{name}/", f"{name}.")) for other, name in work.names.items() if other != unit)


def _joined(earlier: UnitRecord, record: UnitRecord) -> UnitRecord:
    """Return the record with what was made of the very same in other formats before."""
    files = {**earlier.files, **record.files}
    kept = {part.key: part for part in earlier.parts}
    parts = [replace(part, pages=part.pages or kept[part.key].pages, files={**kept[part.key].files, **part.files}) for part in record.parts]
    formats = tuple(sorted({*earlier.formats, *record.formats}))
    return replace(record, formats=formats, pdf=record.pdf or earlier.pdf, files=files, parts=tuple(parts))


def _key(work: PacketWork, bundle: Bundle, parts: Sequence[Piece], cover: tuple[Sheet, Format]) -> str:
    """Return the hash of all that a unit's files are made from."""
    recipients = [one.model_dump(mode="json") for one in work.packet.recipients]
    made = [(asdict(one.entry), one.content) for one in parts]
    facts = (work.names[bundle.unit], work.packet.day.isoformat(), content_key(*cover), made, recipients)
    return sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _record(piece: Piece, pages: int, digests: Mapping[str, str]) -> PartRecord:
    entry = piece.entry
    files = {path: digest for path, digest in digests.items() if path.startswith(f"{piece.name}.")}
    return PartRecord(entry.key, entry.title, entry.number, entry.issuer, entry.day, piece.content, pages, entry.copies, files)


def _words(parts: Sequence[Piece]) -> dict[str, bytes]:
    """Return the Word files of the parts we wrote."""
    from docgen.write.docx import docx

    return {f"{one.name}.docx": docx(one.sheet, one.format) for one in parts if not one.entry.divider and not one.foreign}


def _pdfs(ready: Looked) -> tuple[dict[str, bytes], list[int], str]:
    """Return the single PDFs and the joined one, the pages of each part, and which PDF the joined one is."""
    from docgen.write import joined, pdf

    work, sheets, parts, cover = ready.work, ready.sheets, ready.parts, ready.cover
    own = [joined.Piece(one.entry.title, f"{number}-", laid(one), one.foreign) for number, one in enumerate(parts, 1)]
    alone = [(piece, pages) for piece, pages in zip(parts, own, strict=True) if not piece.entry.divider]
    files = {f"{piece.name}.pdf": piece.foreign or pdf.written(one.pages) for piece, one in alone}
    front = joined.Piece(work.packet.title, "0-", pdf.laid_out(*cover))
    index = joined.Piece(sheets.kind("packet-contents"), "0.", contents(work, sheets, own), crossing=True)
    files[f"{work.names[sheets.bundle.unit]}.pdf"], state = joined.joined([front, index, *own])
    return files, list(map(len, own)), state


def _zip(work: PacketWork, name: str, files: Mapping[str, bytes], parts: Sequence[Piece]) -> dict[str, bytes]:
    """Return the zip of the unit, where it is a recipient: its parts, and the joined PDF where it receives all of them."""
    recipient = next((one for one in work.packet.recipients if one.to is None), None)
    if recipient is None:
        return {}
    stems = [f"{one.name}." for one in parts if not one.entry.divider and receives(recipient, one.entry.key)]
    wanted = [path for path in files if path.startswith(tuple(stems)) or (not recipient.receives and path == f"{name}.pdf")]
    day = work.packet.day
    return {f"{name}.zip": zips.join([zips.packed(path, files[path]) for path in sorted(wanted)], (day.year, day.month, day.day))}
