"""One job: a document in one language → its files, whole or not at all.

In: what every job of a run shares (``Work``), and the job. Out: what became of it. This is the unit a worker runs: everything
is rendered in memory before the first file is touched, and no failure of one document reaches another.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from docgen.batch.manifest import Record
from docgen.batch.plan import Job, file_of, own_language
from docgen.compose.sheet import compose
from docgen.derive.series import named
from docgen.files import atomic, tree
from docgen.model.blocks import Sheet
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.format import Format
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.write import WRITERS
from docgen.write.glyphs import FontsUnknown, lacking


@dataclass(frozen=True)
class Work:
    """What all jobs of a run share. ``earlier`` are the records of the last run: what is still as it was is not made again."""

    root: Path
    office: Office
    templates: tuple[Path, ...]
    out: Path
    as_of: datetime.date
    by: str
    earlier: Mapping[tuple[str, str], Record]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. A failure has the findings of its template, or the ``problem`` of the disk or the program."""

    job: Job
    state: Literal["made", "unchanged", "failed"]
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    fault: Literal["", "disk-full", "disk", "program"] = ""


def make(work: Work, job: Job) -> Outcome:
    """Return what became of the job; its files are on the disk when it is ``made``."""
    try:
        return _made(work, job)
    except atomic.DiskFull as fault:
        return Outcome(job, "failed", problem=str(fault), fault="disk-full")
    except atomic.DiskError as fault:
        return Outcome(job, "failed", problem=str(fault), fault="disk")
    except Exception as fault:  # after a clean check nothing here may fail: our bug, told with the document's name
        return Outcome(job, "failed", problem=f"{type(fault).__name__}: {fault}", fault="program")


def _made(work: Work, job: Job) -> Outcome:
    document = _document(work, job)
    printed = resolve(work.office, document, language=job.language, as_of=work.as_of)
    sheet, findings = compose(printed, work.templates)
    if sheet is None:
        return Outcome(job, "failed", findings=findings)
    format_ = work.office.formats[sheet.format]
    unprintable = missing_letters(sheet, format_, file_of(work.office, job.document)) if "pdf" in job.formats else ()
    if unprintable:
        return Outcome(job, "failed", findings=unprintable)
    content = content_key(sheet, format_)
    earlier = work.earlier.get((job.document, job.language))
    if earlier is not None and _stands(work, job, earlier, content):
        return Outcome(job, "unchanged", earlier)
    rendered = {f"{job.name}.{ending}": WRITERS[ending](sheet, format_) for ending in job.formats}
    atomic.write_all([(tree.below(work.out, PurePosixPath(name)), data) for name, data in rendered.items()])
    files = {name: sha256(data).hexdigest() for name, data in rendered.items()}
    return Outcome(
        job,
        "made",
        Record(
            job.document,
            job.language,
            content,
            work.by,
            _joined(work, earlier, content, files),
            _sources(work, job),
            sheet.format,
            printed.kind.template,
        ),
    )


def missing_letters(sheet: Sheet, format_: Format, path: str) -> tuple[Finding, ...]:
    """Return a finding for every letter the PDF's fonts lack; nothing where the machine cannot say what its fonts have."""
    try:
        lacks = lacking(sheet, format_)
    except FontsUnknown:
        return ()
    return tuple(
        Finding("E405", Place(path), {"value": lack.letter, "family": lack.family, "address": lack.address or sheet.address})
        for lack in lacks
    )


def _document(work: Work, job: Job) -> Document:
    document = named(work.office, job.document)
    if document is None:
        raise LookupError(job.document)
    return document


def content_key(sheet: Sheet, format_: Format) -> str:
    """Return the hash of all a writer is given: the blocks and the format. A comment in a file does not change it."""
    return sha256(f"{sheet!r}\0{_format_key(format_)}".encode()).hexdigest()


def _format_key(format_: Format) -> str:
    return _format_hash(format_.id, repr(format_))


@lru_cache(maxsize=16)
def _format_hash(name: str, text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _stands(work: Work, job: Job, earlier: Record, content: str) -> bool:
    """Return whether every file wanted lies there as it was made from this very content by these very versions."""
    wanted = [f"{job.name}.{ending}" for ending in job.formats]
    return (earlier.content, earlier.by) == (content, work.by) and all(
        _hash(work.out / name) == earlier.files.get(name, "-") for name in wanted
    )


def _joined(work: Work, earlier: Record | None, content: str, files: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the record: those made now, and those of the same content made before in other formats."""
    same = earlier is not None and (earlier.content, earlier.by) == (content, work.by)
    kept = (
        {name: digest for name, digest in earlier.files.items() if _hash(work.out / name) == digest} if earlier is not None and same else {}
    )
    return kept | dict(files)


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _sources(work: Work, job: Job) -> dict[str, str]:
    """Return the files of the document and of its translation with their hashes."""
    names = [file_of(work.office, job.document)]
    if job.language != own_language(work.office, _document(work, job)):
        names.append(work.office.files[f"translation:{job.document}.{job.language}"])
    return {name: _hash(work.root / name) for name in names}
