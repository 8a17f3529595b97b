"""``docgen diff --to docx,pdf``: the changed documents themselves, with what went and what came marked in them.

In: the two sides and which documents are shown. Out: files below a folder, and a line for each, translations included; of a series one
document of each sort. What has no counterpart on the other side is named and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

import click

from docgen.cli.call import Call, Trouble
from docgen.cli.diff_sides import Compared
from docgen.cli.render import formats
from docgen.cli.speech import _, ngettext
from docgen.review.sides import Side, Sides
from docgen.review.summary import Review, within

if TYPE_CHECKING:
    from docgen.model.blocks import Sheet
    from docgen.review.redline import By

SUFFIX = "-redline"
SECTIONS = ("documents", "source_rows", "translations")


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the formats, none for those that are usual, and the folder."""

    to: tuple[str, ...] | None
    out: Path

    @classmethod
    def of(cls, call: Call, to: tuple[str, ...] | None, out: Path | None) -> Wanted:
        """Return it; the folder is the one of docgen render where none is named."""
        return cls(to, (out or call.root / "output").resolve())


def write(asked: Compared, both: Sides, found: Review, wanted: Wanted) -> int:
    """Write the redlines; return 0, or 1 where a document could not be made. Click's usage error for the index."""
    from docgen.files import atomic, tree

    if asked.cached:
        raise click.UsageError(_("--to compares revisions, folders or the work tree, not what is staged"))
    endings = formats(wanted.to)
    made = failed = 0
    for id_, language in _papers(both, found, asked):
        try:
            files = _redlined(asked, both, (id_, language), endings)
            atomic.write_all([(tree.below(wanted.out, PurePosixPath(name)), data) for name, data in files.items()])
        except atomic.DiskError as fault:
            raise Trouble(str(fault)) from fault
        except _Failed as fault:
            failed += 1
            click.echo(_("{id}: no redline: {problem}", id=id_, problem=str(fault)), err=True)
            continue
        for name in files:
            click.echo(str(wanted.out / name))
        made += bool(files)
    click.echo(ngettext("{count} redline in {folder}", "{count} redlines in {folder}", made, folder=str(wanted.out)))
    return int(failed > 0)


class _Failed(Exception):
    """A document that its template cannot lay out, or whose letters no font has."""


def _papers(both: Sides, found: Review, asked: Compared) -> Iterator[tuple[str, str]]:
    """Yield document and language of what stands on both sides and changed, or prints another text; name what cannot be compared."""
    olds, news = both.before.office.documents, both.after.office.documents
    changed = {change.path[1].partition(".")[0] for change in both.changes if change.path[0] in SECTIONS}
    for id_ in sorted(changed | {one.id for one in found.reach.touched}):
        if not within(both.path_of(id_), asked.shown):
            continue
        if id_ not in olds or id_ not in news:
            click.echo(_("{id}: stands on one side only, no redline", id=id_), err=True)
        else:
            yield from ((one, language) for one in _members(both, id_) for language in _languages(both, id_))


def _members(both: Sides, id_: str) -> Iterator[str]:
    """Yield a document; of a series the first of each sort that both sides have, and say how many are like it."""
    from docgen.derive.series import keys, member_id, series_of

    before, after = both.before.office, both.after.office
    document = after.documents[id_]
    if document.each is None and before.documents[id_].each is None:
        yield id_
        return
    known = set(keys(before, before.documents[id_]))
    for sort in series_of(after, document).sorts() if document.each is not None else ():
        common = [member.key for member in sort if member.key in known]
        if common:
            one = member_id(id_, common[0])
            click.echo(ngettext("{id} stands for {count} document", "{id} stands for {count} documents", len(common), id=one), err=True)
            yield one


def _languages(both: Sides, id_: str) -> Iterator[str]:
    """Yield the language of a document, and those of its translations on both sides."""
    from docgen.batch.plan import own_language

    office = both.after.office
    yield own_language(office, office.documents[id_])
    yield from sorted(
        language for one, language in office.translations if one == id_ and (one, language) in both.before.office.translations
    )


def _redlined(asked: Compared, both: Sides, paper: tuple[str, str], endings: tuple[str, ...]) -> dict[str, bytes]:
    """Return name → bytes; nothing where both sides print the same. Raises ``_Failed``."""
    from docgen.batch.make import missing_letters
    from docgen.review.redline import changed, redline
    from docgen.write import WRITERS

    id_, language = paper
    before, after = _sheet(asked, both.before, paper), _sheet(asked, both.after, paper)
    path = _path(both, id_, language)
    sheet = redline(before, after, _by(asked, path, after))
    if not changed(sheet):
        return {}
    format_ = both.after.office.formats[sheet.format]
    lacks = missing_letters(sheet, format_, path) if "pdf" in endings else ()
    if lacks:
        raise _Failed(_("no font has the letter {letter}", letter=lacks[0].words["value"]))
    stem = id_.replace("@", "-").replace("/", "-") + PurePosixPath(path).stem.removeprefix(id_.partition("@")[0])
    name = PurePosixPath(*PurePosixPath(path).parts[1:-1], stem + SUFFIX)
    return {f"{name}.{ending}": WRITERS[ending](sheet, format_) for ending in endings}


def _path(both: Sides, id_: str, language: str) -> str:
    """Return the file whose lines a redline tells of: the document's, or its translation's."""
    from docgen.batch.plan import own_language

    whole = id_.partition("@")[0]
    path = both.path_of(whole)
    office = both.after.office
    return path if language == own_language(office, office.documents[whole]) else path.removesuffix(".yaml") + f".{language}.yaml"


def _sheet(asked: Compared, side: Side, paper: tuple[str, str]) -> Sheet:
    from docgen.compose.sheet import compose
    from docgen.derive.series import named
    from docgen.model.catalogue import Language
    from docgen.resolve.document import resolve

    id_, language = paper
    document = named(side.office, id_)
    if document is None:
        raise LookupError(id_)
    printed = resolve(side.office, document, language=cast(Language, language), as_of=document.date or document.planned)
    sheet, findings = compose(printed, asked.templates)
    if sheet is None:
        raise _Failed("; ".join(f"{finding.code} {finding.place.path}" for finding in findings))
    return sheet


def _by(asked: Compared, path: str, after: Sheet) -> By:
    """Return who changed what: git's authors, the office where two folders are compared."""
    from docgen.review.authors import authors, office_by

    office = office_by(after.author, after.date)
    if not asked.revisions:
        return office
    old, *new = asked.revisions
    return authors(asked.root, path, old, new[0] if new else None, office)
