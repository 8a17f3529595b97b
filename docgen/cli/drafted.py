"""Documents the program drafted: written for the clerk to change, then made like any other.

In: documents composed from the office, what to make. Out: files under ``directives/``, Word and PDF, a line for each; exit code 1 where
something is left to fill in before the files can be made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from docgen.cli.call import Call, option, today
from docgen.cli.refused import told
from docgen.cli.render import FORMATS, Listed, formats, refuse
from docgen.cli.speech import N_, _, plain
from docgen.edit.drafts import draft, save
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.office import Office

F = TypeVar("F", bound=Callable[..., object])
COMMENT = N_("Drafted by docgen ({mark}). Change what you like: docgen then leaves this file alone.")


@dataclass(frozen=True, slots=True)
class Making:
    """What the clerk asked for: formats, the folder of the files, whether a changed draft is written again."""

    to: tuple[str, ...] | None
    out: Path | None
    force: bool


@dataclass(frozen=True, slots=True)
class Now:
    """The office of the workspace, and what reading it found."""

    office: Office
    findings: Sequence[Finding]


def now_of(call: Call) -> Now:
    """Return the office as it is."""
    from docgen.read import read

    return Now(*read(call.root, call.templates))


def making(function: F) -> F:
    """Add the options of commands that draft a document."""
    for add in (
        option("--force", is_flag=True, help=N_("Write a draft again that was changed since; the changes are lost.")),
        option(
            "--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for the files; output in the workspace where absent.")
        ),
        option(
            "--to",
            type=Listed(FORMATS),
            metavar="LIST",
            help=N_("Formats, divided by commas: docx, pdf, txt, html or all. docx,pdf where absent."),
        ),
    ):
        function = add(function)
    return function


def drafted(call: Call, now: Now, documents: Sequence[Document], year: int, wish: Making) -> int:
    """Write the drafts, then their files; return 0, 1 where a finding stands against it, 3 where the machine does."""
    from docgen.cli.schema import write_schemas
    from docgen.edit.schema import FOLDER

    made = [draft(now.office, document, year, plain(COMMENT)) for document in documents]
    for one in made:
        with told():
            changed = save(call.root, one, force=wish.force)
        click.echo(_("made {path}", path=one.path) if changed else _("unchanged {path}", path=one.path))
    office = replace(
        now.office,
        documents={**now.office.documents, **{document.id: document for document in documents}},
        files={**now.office.files, **{f"document:{document.id}": one.path for document, one in zip(documents, made, strict=True)}},
    )
    if (call.root / FOLDER).is_dir():
        write_schemas(office, call.root / FOLDER)
    return _rendered(call, Now(office, now.findings), [document.id for document in documents], wish)


def _rendered(call: Call, now: Now, ids: Sequence[str], wish: Making) -> int:
    """Make the files: what was written reads back the same, so nothing is read again."""
    from docgen.cli.findings import judged
    from docgen.cli.made import Order, carry_out

    day = today()
    seen = judged(call, now.office, now.findings, day)
    if seen.stopped:
        code = refuse(seen)
        click.echo(_("The draft is there. Fill in and mend, then: docgen render {ids}", ids=" ".join(ids)), err=True)
        return code
    return carry_out(call, seen.office, Order(tuple(ids), formats(wish.to), (wish.out or call.root / "output").resolve()), day)
