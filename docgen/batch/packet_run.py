"""A run over the units of a packet: who makes them, what the manifest keeps, what is made once all units are.

In: what the units share, the units, the number of processes. Out: outcomes as they come. The manifest follows every unit; a run that is
stopped goes on where it was.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from docgen.batch import packet_records
from docgen.batch.packet_lists import lists
from docgen.batch.packet_parts import PacketWork
from docgen.batch.packets import PacketOutcome, make_packet
from docgen.derive.packets import Bundle
from docgen.files import atomic

GLANCE = 0.2
_work: PacketWork | None = None


class PacketRun:
    """Makes the packets of units, here or in worker processes; ``stop`` lets those being made become whole and begins no other."""

    def __init__(self, work: PacketWork, count: int, versions: Mapping[str, object]) -> None:
        self.work, self.count, self.versions, self.stopped = work, count, versions, False

    def stop(self) -> None:
        """Begin no further unit."""
        self.stopped = True

    def run(self, wanted: Sequence[Bundle]) -> Iterator[PacketOutcome]:
        """Yield what became of each unit. A full disk ends the run. Raises ``DiskError`` where the manifest cannot be written."""
        records = dict(self.work.earlier)
        for unit in [unit for unit in records if unit not in self.work.names]:
            packet_records.clear(self.work.out, records.pop(unit).files)
        for outcome in self._outcomes(wanted):
            if outcome.record is not None and outcome.state == "made":
                records[outcome.unit] = outcome.record
                packet_records.write(self.work.out, self.work.packet.id, self.versions, self._in_order(records))
            if outcome.fault == "disk-full":
                self.stop()
            yield outcome

    def lists(self) -> list[str]:
        """Make index, print list and the zips of those who receive from all units; return their names. Raises ``DiskError``."""
        records = self._in_order(packet_records.read(self.work.out))
        files = lists(self.work, records) if records else {}
        changed = {name: data for name, data in files.items() if _held(self.work, name) != data}
        atomic.write_all([(self.work.out / name, data) for name, data in changed.items()])
        return list(changed)

    def _in_order(self, records: Mapping[str | None, packet_records.UnitRecord]) -> list[packet_records.UnitRecord]:
        """Return the records of the units the packet is made for, in their order; units it has no longer are left out."""
        return [records[unit] for unit in self.work.names if unit in records]

    def _outcomes(self, wanted: Sequence[Bundle]) -> Iterator[PacketOutcome]:
        if self.count > 1 and len(wanted) > 1:
            yield from self._in_processes(wanted)
            return
        for bundle in wanted:
            if self.stopped:
                return
            yield make_packet(self.work, bundle)

    def _in_processes(self, wanted: Sequence[Bundle]) -> Iterator[PacketOutcome]:
        """Yield outcomes as workers finish. One unit for each worker waits, so that a stop is quick."""
        context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
        shared = pickle.dumps(self.work, pickle.HIGHEST_PROTOCOL)
        rest, waiting = list(reversed(wanted)), dict[Future[PacketOutcome], Bundle]()
        with ProcessPoolExecutor(min(self.count, len(wanted)), context, _begin, (shared,)) as pool:
            while waiting or (rest and not self.stopped):
                while rest and not self.stopped and len(waiting) < 2 * self.count:
                    bundle = rest.pop()
                    waiting[pool.submit(_make, bundle)] = bundle
                if self.stopped:
                    waiting = {future: bundle for future, bundle in waiting.items() if not future.cancel()}
                done, _ = wait(waiting, timeout=GLANCE, return_when=FIRST_COMPLETED)
                for future in done:
                    yield _outcome(future, waiting.pop(future))


def _held(work: PacketWork, name: str) -> bytes:
    try:
        return (work.out / name).read_bytes()
    except OSError:
        return b""


def _begin(shared: bytes) -> None:
    """Make a worker ready; Ctrl-C reaches the whole group of processes, and only the first decides what it means."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = pickle.loads(shared)


def _make(bundle: Bundle) -> PacketOutcome:
    if _work is None:
        raise RuntimeError("a worker without its work")
    return make_packet(_work, bundle)


def _outcome(future: Future[PacketOutcome], bundle: Bundle) -> PacketOutcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return PacketOutcome(bundle.unit, "failed", problem="a worker process was ended from outside", fault="program")
