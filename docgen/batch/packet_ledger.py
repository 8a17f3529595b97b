"""Which packets stand as they are: found without composing any whose sheets are known from an earlier run, and why another is made.

In: what all units of a run share, what is remembered, the disk. Out: the records of units whose files stand. Every unit is remembered
with all that was looked up for it, so that one changed person touches the packets that show this person and no other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from docgen.batch.disk import Disk
from docgen.batch.packet_lists import Paper
from docgen.batch.packet_parts import PacketWork
from docgen.batch.packet_records import Unit, UnitRecord
from docgen.batch.packets import Looked, PacketOutcome
from docgen.batch.sift import Reason
from docgen.batch.versions import differences
from docgen.derive.packets import Bundle, documents_of
from docgen.resolve.remembered import Remembered
from docgen.resolve.uses import digest

LISTS = "lists|"
"""Stands among the names for what is made once for all units."""


@dataclass(frozen=True)
class PacketLedger:
    """What earlier runs left: contents by unit, hashes of files."""

    contents: Remembered
    disk: Disk
    settings: str

    def state(self, work: PacketWork, bundle: Bundle) -> str:
        """Return all that a unit's files rest on besides what was looked up: packet, documents, templates, settings, names."""
        documents = [digest(document) for document in documents_of(work.office, bundle)]
        return digest((digest(bundle.packet), documents, work.names[bundle.unit], self._common(work)))

    def standing(self, work: PacketWork, bundle: Bundle) -> UnitRecord | None:
        """Return the record of a unit that is known to be unchanged and whose files stand."""
        record = work.earlier.get(bundle.unit)
        if work.force or record is None or record.by != work.by or not work.formats <= {*record.formats}:
            return None
        if self.contents.value(_name(bundle.unit), self.state(work, bundle)) != record.key or self.disk.stands(record.files):
            return None
        return record

    def learn(self, work: PacketWork, bundle: Bundle, outcome: PacketOutcome) -> None:
        """Remember what a run found out about a unit."""
        if outcome.record is None:
            return
        if outcome.uses:
            self.contents.learn(_name(bundle.unit), self.state(work, bundle), outcome.uses, outcome.record.key)
        if outcome.state == "made":
            self.disk.made(outcome.record.files)

    def lists(self, work: PacketWork, records: Sequence[UnitRecord]) -> Mapping[str, str] | None:
        """Return the lists, name → SHA-256, where they were made from these very records and lie there as they were made."""
        known = None if work.force else self.contents.value(LISTS, self._lists_state(work, records))
        files: Mapping[str, str] | None = json.loads(known) if known is not None else None
        return files if files is not None and not self.disk.stands(files) else None

    def learn_lists(self, work: PacketWork, records: Sequence[UnitRecord], files: Mapping[str, str], uses: Collection[str]) -> None:
        """Remember the lists that were made: name → SHA-256."""
        self.contents.learn(LISTS, self._lists_state(work, records), uses, json.dumps(files))
        self.disk.made(files)

    def paper(self, work: PacketWork, paper: Paper) -> str:
        """Return the SHA-256 of a list that was laid out from this very content before and lies there as it was made, else nothing."""
        known = None if work.force else self.contents.value(f"{LISTS}{paper.name}", _paper_state(work, paper))
        return known if known is not None and not self.disk.stands({paper.name: known}) else ""

    def learn_paper(self, work: PacketWork, paper: Paper, file: str) -> None:
        """Remember the SHA-256 of a list that was laid out."""
        self.contents.learn(f"{LISTS}{paper.name}", _paper_state(work, paper), (), file)

    def _lists_state(self, work: PacketWork, records: Sequence[UnitRecord]) -> str:
        held = [asdict(record) for record in records]
        return digest((digest(work.packet), held, work.by, sorted(work.formats), self._common(work)))

    def _common(self, work: PacketWork) -> object:
        return work.drawn, self.settings


def sift(work: PacketWork, wanted: Sequence[Bundle], ledger: PacketLedger) -> tuple[tuple[PacketOutcome, ...], tuple[Bundle, ...]]:
    """Return the outcomes of units whose files stand as they are, and the units that are left."""
    standing = {bundle.unit: record for bundle in wanted if (record := ledger.standing(work, bundle)) is not None}
    done = tuple(PacketOutcome(unit, "unchanged", record) for unit, record in standing.items())
    return done, tuple(bundle for bundle in wanted if bundle.unit not in standing)


def reason(ready: Looked, unit: Unit, disk: Disk, versions: Mapping[str, Mapping[str, object]]) -> Reason:
    """Return why a unit's packet is made; ``about`` names parts, versions or a file. ``versions`` are those the manifest names."""
    work, earlier = ready.work, ready.work.earlier.get(unit)
    if earlier is None:
        return Reason("new")
    if earlier.key != ready.key:
        return Reason("text", tuple(_changed(ready, earlier)))
    if earlier.by != work.by:
        return Reason("versions", tuple(differences(versions.get(earlier.by, {}), versions.get(work.by, {}))))
    lacking = sorted(work.formats - {*earlier.formats})
    if lacking:
        return Reason("ending", tuple(lacking))
    gone = disk.stands(earlier.files)
    if gone:
        return Reason("altered" if disk.hash(gone) else "missing", (gone,))
    return Reason("forced" if work.force else "")


def _changed(ready: Looked, earlier: UnitRecord) -> Iterator[str]:
    """Yield the keys of the parts that are not what they were; none where only the cover or the order is."""
    before = {part.key: part.content for part in earlier.parts}
    now = {part.entry.key: part.content for part in ready.parts if not part.entry.divider}
    return (key for key in dict.fromkeys((*before, *now)) if before.get(key) != now.get(key))


def _paper_state(work: PacketWork, paper: Paper) -> str:
    return digest((paper.content, work.by))


def _name(unit: Unit) -> str:
    return f"unit|{unit or ''}"
