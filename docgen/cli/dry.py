"""``docgen render --dry-run``: what would be made, and why; nothing is written.

In: the work and the jobs that do not stand as they are. Out: a line for each document with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from docgen.batch.make import Outcome, Prepared, Work, guarded, prepared
from docgen.batch.plan import Job
from docgen.batch.sift import Cause, Ledger, Reason, reason
from docgen.cli.speech import N_, _, ngettext, plain

REASONS: Mapping[Cause, str] = {
    "new": N_("new"),
    "forced": N_("asked for by --force"),
    "text": N_("text changed"),
    "template": N_("template changed"),
    "format": N_("layout changed"),
    "versions": N_("versions changed"),
    "missing": N_("file is missing"),
    "altered": N_("file was altered"),
    "ending": N_("not made in this format yet"),
}
MOST = 4
"""Things named in a reason: a change of the catalogue may touch hundreds."""


def reasons(work: Work, jobs: Sequence[Job], ledger: Ledger, versions: Mapping[str, Mapping[str, object]]) -> Iterator[Outcome | Reason]:
    """Yield why each document would be made, or its failure; one that need not be has a reason without a cause."""
    for job in jobs:
        found: list[Prepared] = []
        outcome = guarded(job, partial(_looked, work, job, found))
        yield reason(work, found[0], ledger, versions) if found else outcome


def _looked(work: Work, job: Job, found: list[Prepared]) -> Outcome:
    ready = prepared(work, job)
    if isinstance(ready, Outcome):
        return ready
    found.append(ready)
    return Outcome(job, "unchanged")


def line(job: Job, why: Reason) -> str:
    """Return the line of a document that would be made."""
    return line_of(f"{job.document} ({job.language})", plain(REASONS[why.cause]), why.about)


def line_of(name: str, cause: str, things: Sequence[str]) -> str:
    """Return the line of anything that would be made, with the first of the things that changed."""
    about = ", ".join(things[:MOST]) + (" …" if len(things) > MOST else "")
    return _("{document}: {reason} ({about})", document=name, reason=cause, about=about) if about else f"{name}: {cause}"


def total(made: int, standing: int) -> str:
    """Return the line at the end."""
    parts = [
        ngettext("{count} document would be made", "{count} documents would be made", made),
        ngettext("{count} unchanged", "{count} unchanged", standing),
    ]
    return _("{parts}; nothing was written", parts=", ".join(parts))
