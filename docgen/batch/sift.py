"""Which documents must be made, and why: found without resolving any whose texts are known from an earlier run.

In: the jobs, what is remembered, the records of the last run, the disk. Out: those whose files stand, those to be made or looked
at by a worker. ``reason`` says of one why it is made, in the order in which a clerk asks: is it new, did its text change, its
template, its layout, this program; is a file gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen.batch.disk import Disk
from docgen.batch.make import Outcome, Prepared, Work, layout_key
from docgen.batch.manifest import Record
from docgen.batch.plan import Job
from docgen.batch.versions import differences
from docgen.resolve.remembered import Remembered
from docgen.resolve.uses import digest

Cause = Literal["new", "forced", "text", "template", "format", "versions", "missing", "altered", "ending", ""]


@dataclass(frozen=True)
class Reason:
    """Why a document is made; ``about`` names what changed: entries, templates, versions, a file. An empty cause: it need not be."""

    cause: Cause
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """What earlier runs left: contents by document, hashes of files."""

    contents: Remembered
    disk: Disk
    settings: str

    def state(self, work: Work, job: Job) -> str:
        """Return all a content rests on besides what was looked up: the document, the templates, the format, the settings."""
        return digest((job.state, sorted(work.templates_used.get(job.template, {}).items()), self.settings))

    def learn(self, work: Work, outcome: Outcome) -> None:
        """Remember what a run found out."""
        if outcome.record is None:
            return
        if outcome.uses:
            self.contents.learn(outcome.job.key, self.state(work, outcome.job), outcome.uses, outcome.record.content)
        if outcome.state == "made":
            self.disk.made({name: outcome.record.files[name] for name in outcome.job.files})


def sift(work: Work, jobs: Sequence[Job], ledger: Ledger) -> tuple[tuple[Outcome, ...], tuple[Job, ...]]:
    """Return the outcomes of documents that stand as they are, and the jobs that are left."""
    if work.force:
        return (), tuple(jobs)
    standing = {job: record for job in jobs if (record := _standing(work, job, ledger)) is not None}
    done = tuple(Outcome(job, "unchanged", record) for job, record in standing.items())
    return done, tuple(job for job in jobs if job not in standing)


def _standing(work: Work, job: Job, ledger: Ledger) -> Record | None:
    """Return the record of a document that is known to be unchanged and whose files stand."""
    record = work.earlier.get((job.document, job.language))
    if record is None or record.by != work.by or ledger.contents.value(job.key, ledger.state(work, job)) != record.content:
        return None
    return record if not ledger.disk.stands({name: record.files.get(name, "") for name in job.files}) else None


def narrowed(work: Work, jobs: Sequence[Job]) -> Work:
    """Return the work with the records of these jobs alone: it is sent to every worker."""
    keys = [(job.document, job.language) for job in jobs]
    return replace(work, earlier={key: work.earlier[key] for key in keys if key in work.earlier})


def reason(work: Work, ready: Prepared, ledger: Ledger, versions: Mapping[str, Mapping[str, object]]) -> Reason:
    """Return why a prepared document is made; ``versions`` are those the manifest names."""
    earlier = work.earlier.get((ready.job.document, ready.job.language))
    if earlier is None:
        return Reason("new")
    if earlier.content != ready.record.content:
        return _content_reason(work, ready, earlier, ledger)
    if earlier.by != work.by:
        return Reason("versions", tuple(differences(versions.get(earlier.by, {}), versions.get(work.by, {}))))
    return _file_reason(ready.job, earlier, ledger.disk) or Reason("forced" if work.force else "")


def _content_reason(work: Work, ready: Prepared, earlier: Record, ledger: Ledger) -> Reason:
    record = ready.record
    if earlier.text != record.text:
        causes = ledger.contents.causes(ready.job.key, ledger.state(work, ready.job))
        return Reason("text", tuple(cause for cause in causes if cause and not cause.endswith(":*")))
    if earlier.format != record.format or earlier.layout != layout_key(ready.format)[:16]:
        return Reason("format", (record.format,))
    return Reason("template", tuple(_changed(earlier.templates, record.templates)) or (record.template,))


def _file_reason(job: Job, earlier: Record, disk: Disk) -> Reason | None:
    for name in job.files:
        if name not in earlier.files:
            return Reason("ending", (name,))
        now = disk.hash(name)
        if now != earlier.files[name]:
            return Reason("altered" if now else "missing", (name,))
    return None


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))
