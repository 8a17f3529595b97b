"""Documents the program drafted: written for the clerk to change, then made like any other.

In: documents composed from the office, what to make. Out: files under ``directives/``, Word and PDF, a line for each; exit code 1 where
something is left to fill in before the files can be made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from docgen.cli.call import Call, option, today
from docgen.cli.refused import told
from docgen.cli.render import FORMATS, Listed, formats, refuse
from docgen.cli.speech import N_, _, plain
from docgen.edit.drafts import draft, save
from docgen.model.document import Document
from docgen.model.office import Office

F = TypeVar("F", bound=Callable[..., object])
COMMENT = N_("Drafted by docgen ({mark}). Change what you like: docgen then leaves this file alone.")


@dataclass(frozen=True, slots=True)
class Making:
    """What the clerk asked for: formats, the folder of the files, whether a changed draft is written again."""

    to: tuple[str, ...] | None
    out: Path | None
    force: bool


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


def drafted(call: Call, office: Office, documents: Sequence[Document], year: int, wish: Making) -> int:
    """Write the drafts, then their files; return 0, 1 where a finding stands against it, 3 where the machine does."""
    from docgen.cli.schema import write_schemas
    from docgen.edit.schema import FOLDER
    from docgen.read import read

    made = [draft(office, document, year, plain(COMMENT)) for document in documents]
    for one in made:
        with told():
            changed = save(call.root, one, force=wish.force)
        click.echo(_("made {path}", path=one.path) if changed else _("unchanged {path}", path=one.path))
    if (call.root / FOLDER).is_dir():
        write_schemas(read(call.root, call.templates)[0], call.root / FOLDER)
    return _rendered(call, [document.id for document in documents], wish)


def _rendered(call: Call, ids: Sequence[str], wish: Making) -> int:
    from docgen.cli.findings import look
    from docgen.cli.made import Order, carry_out

    day = today()
    seen = look(call, day)
    if seen.stopped:
        code = refuse(seen)
        click.echo(_("The draft is there. Fill in and mend, then: docgen render {ids}", ids=" ".join(ids)), err=True)
        return code
    return carry_out(call, seen.office, Order(tuple(ids), formats(wish.to), (wish.out or call.root / "output").resolve()), day)
