"""What must be made: documents × languages, each under a name of its own.

In: the office, which documents and languages are wanted, the pattern of names. Out: jobs in the order of the files, and what is left
out with the reason. Nothing is made here, so that a double name stops the run before the first file.
"""

from __future__ import annotations

import datetime
import string
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from docgen.derive.names import format_of
from docgen.derive.series import members, named
from docgen.files.tree import DIRECTIVES, UnsafeName, safe_name
from docgen.model.catalogue import Language
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.uses import digest

DEFAULT_NAMES = "{folder}/{id}"
DRAFT = "du-thao"
"""Stands in a name for the number or the day a draft does not have yet."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document in one language. ``name`` is its path below the output folder, without the ending of a format.

    ``state`` is the digest of the document itself, placeholders filled, and of the choice of its format.
    """

    document: str
    language: Language
    name: str
    formats: tuple[str, ...]
    template: str = ""
    state: str = ""

    @property
    def key(self) -> str:
        """Return the name of the job in memories: document and language."""
        return f"{self.document}|{self.language}"

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of its files below the output folder."""
        return tuple(f"{self.name}.{ending}" for ending in self.formats)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is not made: there is no translation into the language."""

    document: str
    language: str


class DoubleName(ValueError):
    """Two documents would be written to one file; Windows and macOS take ``A`` for ``a``."""

    def __init__(self, name: str, first: str, second: str) -> None:
        super().__init__(f"{name}: {first}, {second}")
        self.name, self.first, self.second = name, first, second


class BadPattern(ValueError):
    """A pattern of names with a field there is not; ``known`` are those there are."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        super().__init__(field)
        self.field, self.known = field, known


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: ids (None: all), languages (None: every one there is), formats, the pattern of names.

    ``as_of`` chooses the layout of drafts without any day of their own.
    """

    documents: Collection[str] | None
    languages: Collection[str] | None
    formats: tuple[str, ...]
    names: str = DEFAULT_NAMES
    as_of: datetime.date | None = None


def plan(office: Office, wanted: Wanted) -> tuple[tuple[Job, ...], tuple[Skipped, ...]]:
    """Return the jobs and what is left out, in the order of the files.

    Names are worked out for the whole office, so that a document never takes the file of one that is not asked for now.
    Raises ``DoubleName``, ``BadPattern`` or ``UnsafeName``.
    """
    known = [document for written in _in_order(office) for document in _written(office, written, wanted)]
    jobs = [job for document in known for job in _jobs(office, document, wanted)]
    _refuse_doubles(jobs)
    chosen = [document for document in known if wanted.documents is None or _is_wanted(document.id, wanted.documents)]
    ids = {document.id for document in chosen}
    kept = tuple(job for job in jobs if job.document in ids and (wanted.languages is None or job.language in wanted.languages))
    return kept, tuple(_left_out(office, chosen, wanted.languages))


def _written(office: Office, document: Document, wanted: Wanted) -> Iterator[Document]:
    """Yield the document, or those of a series that are asked for, in the order of the units."""
    ids = wanted.documents
    if not document.each or ids is None or document.id in ids:
        yield from members(office, document)
        return
    yield from (one for id_ in sorted(ids) if id_.startswith(f"{document.id}@") and (one := named(office, id_)) is not None)


def _is_wanted(id_: str, wanted: Collection[str]) -> bool:
    return id_ in wanted or id_.partition("@")[0] in wanted


def own_language(office: Office, document: Document) -> Language:
    """Return the language a document is written in."""
    return document.language or office.settings.language


def file_of(office: Office, id_: str) -> str:
    """Return the file a document stands in; a unit's document stands in that of its series."""
    return office.files[f"document:{id_.partition('@')[0]}"]


def _in_order(office: Office) -> list[Document]:
    return sorted(office.documents.values(), key=lambda document: office.files[f"document:{document.id}"])


def _languages(office: Office, document: Document) -> list[Language]:
    own = own_language(office, document)
    others: list[Language] = [value.language for (id_, _), value in office.translations.items() if id_ == document.id]
    return [own, *sorted({*others} - {own})]


def _jobs(office: Office, document: Document, wanted: Wanted) -> Iterator[Job]:
    fields = _fields(office, document)
    state = digest((digest(document), format_of(office, document, wanted.as_of)))
    template = office.kinds[document.kind].template
    for language in _languages(office, document):
        name = _filled(wanted.names, {**fields, "language": language})
        if language != own_language(office, document) and "{language}" not in wanted.names:
            name += f".{language}"
        yield Job(document.id, language, str(safe_name(name.lstrip("/"))), wanted.formats, template, state)


def _left_out(office: Office, chosen: Iterable[Document], languages: Collection[str] | None) -> Iterator[Skipped]:
    for document in chosen:
        for language in sorted(set(languages or ()) - set(_languages(office, document))):
            yield Skipped(document.id, language)


def _fields(office: Office, document: Document) -> Mapping[str, str]:
    folder = PurePosixPath(file_of(office, document.id)).parent
    date = document.date.isoformat() if document.date else DRAFT
    return {
        "id": document.id.replace("@", "-").replace("/", "-"),
        "folder": "" if str(folder) == DIRECTIVES else folder.relative_to(DIRECTIVES).as_posix(),
        "kind": document.kind,
        "issuer": document.issuer[0].replace("/", "-"),
        "number": document.number or DRAFT,
        "date": date,
        "year": date[:4] if document.date else DRAFT,
        "subject": document.subject,
    }


NAME_FIELDS = ("id", "folder", "kind", "issuer", "number", "date", "year", "subject", "language")


def _filled(pattern: str, fields: Mapping[str, str]) -> str:
    try:
        named = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError:
        raise BadPattern(pattern, NAME_FIELDS) from None
    unknown = next((name for name in named if name not in NAME_FIELDS), None)
    if unknown is not None:
        raise BadPattern(unknown, NAME_FIELDS)
    return pattern.format_map(fields)


def _refuse_doubles(jobs: Iterable[Job]) -> None:
    taken: dict[str, str] = {}
    for job in jobs:
        name = job.name.casefold()
        if name in taken:
            raise DoubleName(job.name, taken[name], job.document)
        taken[name] = job.document


__all__ = [
    "DEFAULT_NAMES",
    "NAME_FIELDS",
    "BadPattern",
    "DoubleName",
    "Job",
    "Skipped",
    "UnsafeName",
    "Wanted",
    "file_of",
    "own_language",
    "plan",
]
