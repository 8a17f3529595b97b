"""What runs of rendering remember of each other: contents of documents, hashes of files, who failed.

In: a call, the output folder. Out: the memories, which may be deleted at any moment: the next run is slower then, and makes the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from docgen.batch import disk
from docgen.batch.make import Outcome
from docgen.batch.plan import Job
from docgen.batch.sift import Ledger
from docgen.cli.call import Call
from docgen.cli.kept import key
from docgen.cli.standing import name_for
from docgen.files import cache
from docgen.model.office import Office
from docgen.resolve.remembered import restored
from docgen.resolve.uses import Digests

CONTENTS, DISK, FAILED = "contents", "disk", "failed"


def load(call: Call, out: Path, office: Office) -> Ledger:
    """Return what is remembered for an output folder; contents hold for one state of the program."""
    digests = Digests(office)
    contents = restored(cache.load(call.root, name_for(CONTENTS, out), key(call, folders=())), digests.of)
    return Ledger(contents, disk.restored(out, cache.load(call.root, name_for(DISK, out), DISK)), digests.settings)


def store(call: Call, out: Path, ledger: Ledger) -> None:
    """Keep what a run learned."""
    if ledger.contents.changed:
        cache.store(call.root, name_for(CONTENTS, out), key(call, folders=()), ledger.contents.plain())
    if ledger.disk.changed:
        cache.store(call.root, name_for(DISK, out), DISK, ledger.disk.plain())


def failed(call: Call, out: Path) -> frozenset[str]:
    """Return the keys of the jobs that failed when they were last tried."""
    known = cache.load(call.root, name_for(FAILED, out), FAILED)
    return frozenset(map(str, known)) if isinstance(known, list) else frozenset()


def note_failed(call: Call, out: Path, outcomes: Iterable[Outcome], jobs: Collection[Job] | None) -> None:
    """Remember who failed; who was made meanwhile is taken off, and who is not among ``jobs`` (where all are known) is gone."""
    before = failed(call, out)
    now = set(before)
    for outcome in outcomes:
        (now.add if outcome.state == "failed" else now.discard)(outcome.job.key)
    if jobs is not None:
        now &= {job.key for job in jobs}
    if now != before:
        cache.store(call.root, name_for(FAILED, out), FAILED, sorted(now))
