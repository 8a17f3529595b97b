"""``docgen diff --to docx,pdf``: the changed documents themselves, with what went and what came marked in them.

In: the two sides and which documents are shown. Out: files below a folder, and a line for each; what has no counterpart on the other side,
and a series, whose documents are many, is named and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

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
    for id_ in _ids(both, found, asked):
        try:
            files = _redlined(asked, both, id_, endings)
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


def _ids(both: Sides, found: Review, asked: Compared) -> Iterator[str]:
    """Yield the documents of both sides whose own file changed or that print another text; name those that cannot be compared."""
    olds, news = both.before.office.documents, both.after.office.documents
    changed = {change.path[1] for change in both.changes if change.path[0] in ("documents", "source_rows")}
    for id_ in sorted(changed | {one.id for one in found.reach.touched}):
        if not within(both.path_of(id_), asked.shown):
            continue
        if id_ not in olds or id_ not in news:
            click.echo(_("{id}: stands on one side only, no redline", id=id_), err=True)
        elif olds[id_].each is not None or news[id_].each is not None:
            click.echo(_("{id}: a series, no redline", id=id_), err=True)
        else:
            yield id_


def _redlined(asked: Compared, both: Sides, id_: str, endings: tuple[str, ...]) -> dict[str, bytes]:
    """Return name → bytes; nothing where both sides print the same. Raises ``_Failed``."""
    from docgen.batch.make import missing_letters
    from docgen.review.redline import changed, redline
    from docgen.write import WRITERS

    before, after = _sheet(asked, both.before, id_), _sheet(asked, both.after, id_)
    sheet = redline(before, after, _by(asked, both, id_, after))
    if not changed(sheet):
        return {}
    format_ = both.after.office.formats[sheet.format]
    path = both.path_of(id_)
    lacks = missing_letters(sheet, format_, path) if "pdf" in endings else ()
    if lacks:
        raise _Failed(_("no font has the letter {letter}", letter=lacks[0].words["value"]))
    name = PurePosixPath(*PurePosixPath(path).parts[1:-1], id_ + SUFFIX)
    return {f"{name}.{ending}": WRITERS[ending](sheet, format_) for ending in endings}


def _sheet(asked: Compared, side: Side, id_: str) -> Sheet:
    from docgen.batch.plan import own_language
    from docgen.compose.sheet import compose
    from docgen.resolve.document import resolve

    document = side.office.documents[id_]
    printed = resolve(side.office, document, language=own_language(side.office, document), as_of=document.date or document.planned)
    sheet, findings = compose(printed, asked.templates)
    if sheet is None:
        raise _Failed("; ".join(f"{finding.code} {finding.place.path}" for finding in findings))
    return sheet


def _by(asked: Compared, both: Sides, id_: str, after: Sheet) -> By:
    """Return who changed what: git's authors, the office where two folders are compared."""
    from docgen.review.authors import authors, office_by

    office = office_by(after.author, after.date)
    if not asked.revisions:
        return office
    old, *new = asked.revisions
    return authors(asked.root, both.path_of(id_), old, new[0] if new else None, office)
