"""A run over the units of a packet: who makes them, what the manifest keeps, what is made once all units are.

In: what the units share, the units, the number of processes asked for, what is remembered. Out: outcomes as they come. The manifest
follows every unit; a run that is stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from docgen.batch import packet_records
from docgen.batch.packet_ledger import PacketLedger
from docgen.batch.packet_lists import Paper, lists, printed
from docgen.batch.packet_parts import PacketWork, forget
from docgen.batch.packet_records import Unit, UnitRecord
from docgen.batch.packets import PacketOutcome, make_packet
from docgen.batch.processes import Doing, Processes
from docgen.batch.server import PACKETS, PACKETS_WITH_PDF, cores
from docgen.derive.packets import Bundle
from docgen.files import atomic
from docgen.resolve.uses import noted

FEW = 2
"""So many packets are made sooner here than workers are started for them."""
MANY = 20
"""Lists of so many units are laid out sooner here, one after the other."""


@dataclass(frozen=True, slots=True)
class PacketJob:
    """The packet of one unit as a worker is given it; jobs are told apart by the unit."""

    unit: Unit
    bundle: Bundle = field(compare=False)


class PacketRun:
    """Makes the packets of units, here or in worker processes; ``stop`` lets those being made become whole and begins no other."""

    def __init__(self, work: PacketWork, jobs: int | None, versions: Mapping[str, object], ledger: PacketLedger) -> None:
        self.work, self.jobs, self.versions, self.ledger = work, jobs, versions, ledger
        self.stopped, self.processes = False, Processes(jobs or cores())

    def stop(self) -> None:
        """Begin no further unit."""
        self.stopped = True
        self.processes.stop()

    def run(self, wanted: Sequence[Bundle]) -> Iterator[PacketOutcome]:
        """Yield what became of each unit. A full disk ends the run. Raises ``DiskError`` where the manifest cannot be written."""
        records = dict(self.work.earlier)
        for unit in [unit for unit in records if unit not in self.work.names]:
            packet_records.clear(self.work.out, records.pop(unit).files)
        bundles = {bundle.unit: bundle for bundle in wanted}
        for outcome in self._outcomes(wanted):
            self.ledger.learn(self.work, bundles[outcome.unit], outcome)
            if outcome.record is not None and outcome.state == "made":
                records[outcome.unit] = outcome.record
                packet_records.write(self.work.out, self.work.packet.id, self.versions, self._in_order(records))
            if outcome.fault == "disk-full":
                self.stop()
            yield outcome

    def lists(self) -> tuple[list[str], list[str]]:
        """Make index, print list and the zips of those who receive from all units; return the names of those made, and of all.

        Raises ``DiskError``.
        """
        records = self._in_order(packet_records.read(self.work.out))
        known = self.ledger.lists(self.work, records) if records else {}
        if known is not None:
            return [], [*known]
        office, uses = noted(self.work.office)
        files, papers = lists(replace(self.work, office=office), records)
        standing = {paper.name: digest for paper in papers if (digest := self.ledger.paper(self.work, paper))}
        laid = dict(self._printed([paper for paper in papers if paper.name not in standing]))
        changed = laid | {name: data for name, data in files.items() if self.work.force or _held(self.work, name) != data}
        atomic.write_all([(self.work.out / name, data) for name, data in changed.items()])
        digests = standing | {name: sha256(data).hexdigest() for name, data in (laid | files).items()}
        for paper in papers:
            self.ledger.learn_paper(self.work, paper, digests[paper.name])
        self.ledger.learn_lists(self.work, records, digests, uses)
        return [*changed], [*digests]

    def _printed(self, papers: Sequence[Paper]) -> Iterator[tuple[str, bytes]]:
        """Yield the PDFs of lists; those of many units come from workers, for they take seconds and much memory."""
        lost = list(papers)
        if (self.jobs or cores()) > 1 and len(self.work.names) > MANY:
            for paper, data in self.processes.do(Doing(_print, _unprinted, 1, PACKETS_WITH_PDF), None, papers):
                if data:
                    lost.remove(paper)
                    yield paper.name, data
        forget()
        yield from ((paper.name, printed(paper)) for paper in lost)

    def _in_order(self, records: Mapping[Unit, UnitRecord]) -> list[UnitRecord]:
        """Return the records of the units the packet is made for, in their order; units it has no longer are left out."""
        return [records[unit] for unit in self.work.names if unit in records]

    def _outcomes(self, wanted: Sequence[Bundle]) -> Iterator[PacketOutcome]:
        count = self.jobs or (cores() if len(wanted) > FEW and "pdf" in self.work.formats else 1)
        if count > 1 and len(wanted) > 1:
            yield from self.processes.do(self._doing(), self._sent(wanted), [PacketJob(bundle.unit, bundle) for bundle in wanted])
            return
        for bundle in wanted:
            if self.stopped:
                return
            yield make_packet(self.work, bundle)

    def _doing(self) -> Doing[PacketWork, PacketJob, PacketOutcome]:
        return Doing(_make, _died, 1, PACKETS_WITH_PDF if "pdf" in self.work.formats else PACKETS)

    def _sent(self, wanted: Sequence[Bundle]) -> PacketWork:
        """Return the work with the records of these units alone: it is sent to every worker."""
        units = [bundle.unit for bundle in wanted]
        return replace(self.work, earlier={unit: self.work.earlier[unit] for unit in units if unit in self.work.earlier})


def _held(work: PacketWork, name: str) -> bytes:
    try:
        return (work.out / name).read_bytes()
    except OSError:
        return b""


def _print(_: None, paper: Paper) -> tuple[Paper, bytes]:
    return paper, printed(paper)


def _unprinted(paper: Paper) -> tuple[Paper, bytes]:
    """Return nothing for a list whose worker was ended: it is laid out by the process that asked."""
    return paper, b""


def _make(work: PacketWork, job: PacketJob) -> PacketOutcome:
    return make_packet(work, job.bundle)


def _died(job: PacketJob) -> PacketOutcome:
    problem = "a worker process was ended from outside: out of memory, or killed"
    return PacketOutcome(job.unit, "failed", problem=problem, fault="machine")
