"""One job: a document in one language → its files, whole or not at all.

In: what every job of a run shares (``Work``), and the job. Out: what became of it. This is the unit a worker runs: everything
is rendered in memory before the first file is touched, and no failure of one document reaches another. The way has three parts,
so that a machine without the disk can do the middle one: ``prepared``, ``written``, ``put``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from docgen.batch.disk import hash_of
from docgen.batch.manifest import Record
from docgen.batch.plan import Job, file_of, own_language
from docgen.compose.sheet import compose
from docgen.derive.series import named
from docgen.files import atomic, tree
from docgen.files.fontconfig import FontsUnknown
from docgen.model.blocks import Sheet
from docgen.model.findings import Finding, Place
from docgen.model.format import Format
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.resolve.printed import Printed
from docgen.resolve.uses import PRIVATE, noted, use_of
from docgen.write import WRITERS
from docgen.write.glyphs import lacking
from docgen.write.memo import once_per_format

LOOKS = frozenset({"format", "kind", "formulas"})
"""What a printed document holds besides its texts."""


@dataclass(frozen=True)
class Work:
    """What all jobs of a run share.

    ``earlier`` are the records of the last run: what is still as it was is not made again, except where ``force`` is asked for.
    ``templates_used`` says for each template all it is made of, with digests.
    """

    root: Path
    office: Office
    templates: tuple[Path, ...]
    out: Path
    as_of: datetime.date
    by: str
    earlier: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    templates_used: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. A failure has the findings of its template, or the ``problem`` of the disk or the program.

    ``uses`` is what the document was resolved from, where that was worked out in this run.
    """

    job: Job
    state: Literal["made", "unchanged", "failed"]
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    fault: Literal["", "disk-full", "disk", "program", "machine"] = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job ready for the writers: the blocks, their format, what they were made from, whether they may leave this machine."""

    job: Job
    sheet: Sheet
    format: Format
    record: Record
    uses: tuple[str, ...]
    confidential: bool


def make(work: Work, job: Job) -> Outcome:
    """Return what became of the job; its files are on the disk when it is ``made``."""
    return guarded(job, lambda: _made(work, job))


def _made(work: Work, job: Job) -> Outcome:
    ready = prepared(work, job)
    if isinstance(ready, Outcome) or stands(work, ready):
        return ready if isinstance(ready, Outcome) else unchanged(work, ready)
    return put(work, ready, written(ready.sheet, ready.format, job.formats))


def guarded(job: Job, doing: Callable[[], Outcome]) -> Outcome:
    """Return what ``doing`` returns, or the failure it ended in."""
    try:
        return doing()
    except atomic.DiskFull as fault:
        return Outcome(job, "failed", problem=str(fault), fault="disk-full")
    except atomic.DiskError as fault:
        return Outcome(job, "failed", problem=str(fault), fault="disk")
    except Exception as fault:  # after a clean check nothing here may fail: our bug, told with the document's name
        return Outcome(job, "failed", problem=f"{type(fault).__name__}: {fault}", fault="program")


def prepared(work: Work, job: Job) -> Prepared | Outcome:
    """Return the blocks of a document, or its failure: a template's fault, a letter the fonts lack."""
    document = named(work.office, job.document)
    if document is None:
        raise LookupError(job.document)
    office, uses = noted(work.office)
    unit = job.document.partition("@")[2]
    if unit in work.office.units:
        uses.add(use_of("units", unit))  # the document of a series was filled in with its name before
    printed = resolve(office, document, language=job.language, as_of=work.as_of)
    sheet, findings = compose(printed, work.templates)
    if sheet is None:
        return Outcome(job, "failed", findings=findings)
    format_ = work.office.formats[sheet.format]
    unprintable = missing_letters(sheet, format_, file_of(work.office, job.document)) if "pdf" in job.formats else ()
    if unprintable:
        return Outcome(job, "failed", findings=unprintable)
    template = printed.kind.template
    record = Record(
        document=job.document,
        language=job.language,
        content=content_key(sheet, format_),
        by=work.by,
        files={},
        sources=_sources(work, job, own_language(work.office, document)),
        format=sheet.format,
        template=template,
        text=text_key(printed),
        layout=layout_key(format_)[:16],
        templates=work.templates_used.get(template, {}),
    )
    confidential = document.secrecy != "none" or any(use.startswith(PRIVATE) for use in uses)
    return Prepared(job, sheet, format_, record, tuple(uses), confidential)


def written(sheet: Sheet, format_: Format, endings: tuple[str, ...]) -> dict[str, bytes]:
    """Return the bytes of each format asked for."""
    return {ending: WRITERS[ending](sheet, format_) for ending in endings}


def put(work: Work, ready: Prepared, rendered: Mapping[str, bytes]) -> Outcome:
    """Write the files of a document, whole or not at all. Raises ``DiskError``."""
    job, made = ready.job, {f"{ready.job.name}.{ending}": data for ending, data in rendered.items()}
    atomic.write_all([(tree.below(work.out, PurePosixPath(name)), data) for name, data in made.items()])
    files = {name: sha256(data).hexdigest() for name, data in made.items()}
    return Outcome(job, "made", replace(ready.record, files=_kept(work, ready.record) | files), uses=ready.uses)


def stands(work: Work, ready: Prepared) -> bool:
    """Return whether every file wanted lies there as it was made from this very content by these very versions."""
    earlier = earlier_of(work, ready.record)
    return (
        not work.force and earlier is not None and all(hash_of(work.out / name) == earlier.files.get(name, "-") for name in ready.job.files)
    )


def unchanged(work: Work, ready: Prepared) -> Outcome:
    """Return the outcome of a document whose files stand."""
    return Outcome(ready.job, "unchanged", earlier_of(work, ready.record), uses=ready.uses)


def earlier_of(work: Work, record: Record) -> Record | None:
    """Return the last run's record of a document, where it was made from the same content by the same versions."""
    earlier = work.earlier.get((record.document, record.language))
    return earlier if earlier is not None and (earlier.content, earlier.by) == (record.content, record.by) else None


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


def content_key(sheet: Sheet, format_: Format) -> str:
    """Return the hash of all a writer is given: the blocks and the format. A comment in a file does not change it."""
    return sha256(f"{sheet!r}\0{layout_key(format_)}".encode()).hexdigest()


def text_key(printed: Printed) -> str:
    """Return the digest of a document's texts before any template lays them out."""
    texts = [repr(getattr(printed, one.name)) for one in fields(printed) if one.name not in LOOKS]
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def layout_key(format_: Format) -> str:
    """Return the hash of a format."""
    return _layout_key(format_, "")


@once_per_format
def _layout_key(format_: Format, _: str) -> str:
    return sha256(repr(format_).encode()).hexdigest()


def _kept(work: Work, record: Record) -> dict[str, str]:
    """Return the files of the same content made before in other formats, as far as they still stand."""
    earlier = earlier_of(work, record)
    return {name: digest for name, digest in earlier.files.items() if hash_of(work.out / name) == digest} if earlier is not None else {}


def _sources(work: Work, job: Job, own: str) -> dict[str, str]:
    """Return the files of the document and of its translation with their hashes."""
    names = [file_of(work.office, job.document)]
    if job.language != own:
        names.append(work.office.files[f"translation:{job.document}.{job.language}"])
    return {name: hash_of(work.root / name) for name in names}
