"""``docgen render``: the files of the documents, each whole or not at all, and a summary of what was made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Trouble, Words, command_of, option, today
from docgen.cli.speech import N_, _, ngettext
from docgen.words.messages import LANGUAGES

if TYPE_CHECKING:
    from docgen.cli.findings import Look
    from docgen.model.office import Office

FORMATS = ("docx", "pdf", "txt", "html")
USUAL = "docx,pdf"
SIGNING = "{folder}/{id}-trinh-ky"
"""Names of files for signing, so that none takes the place of a document signed before."""


class Listed(Words):
    """Words divided by commas, each one of the known; ``all`` stands for every one."""

    name = "list"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the words in the order of the known ones, each once."""
        words = str(value).replace(" ", "").split(",") if not isinstance(value, tuple) else list(value)
        unknown = next((word for word in words if word not in (*self.known, "all")), None)
        if unknown is not None:
            self.fail(_("{value} is none of {known}", value=unknown or "''", known=", ".join(self.known)), param, ctx)
        return self.known if "all" in words else tuple(word for word in self.known if word in words)


@command_of(
    "render", help=N_("Make the files of all documents, or of those that PATH or ID names. Nothing is written while check has errors.")
)
@click.argument("path_or_id", metavar="[PATH|ID]...", nargs=-1)
@option("--unit", "units", metavar="KEY", multiple=True, help=N_("Of a series only the document of this unit, person or row."))
@option(
    "--to", type=Listed(FORMATS), metavar="LIST", help=N_("Formats, divided by commas: docx, pdf, txt, html or all. docx,pdf where absent.")
)
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for the files; output in the workspace where absent."))
@option(
    "--language",
    "--lang",
    type=Listed(LANGUAGES),
    metavar="LIST",
    help=N_("Languages of the documents: vi, en, th or all, which is the default."),
)
@option("--jobs", type=click.IntRange(1, 256), metavar="N", help=N_("Worker processes; one for each processor where many PDFs are wanted."))
@option(
    "--names",
    metavar="PATTERN",
    help=N_("Names of the files, from {id}, {folder}, {kind}, {issuer}, {number}, {date}, {year}, {subject}, {language}."),
)
@option("--for-signing", is_flag=True, help=N_("Leave number and day blank, as the leader signs it; the files are named …-trinh-ky."))
@click.pass_obj
def command(
    call: Call,
    path_or_id: tuple[str, ...],
    units: tuple[str, ...],
    to: tuple[str, ...] | None,
    out: Path | None,
    language: tuple[str, ...] | None,
    jobs: int | None,
    names: str | None,
    for_signing: bool,
) -> int:
    """Print what was made; return 0, 1 where a document failed, 3 where the machine or the program did."""
    from docgen.cli.findings import look
    from docgen.cli.made import Order, carry_out

    day = today()
    seen = look(call, day)
    if seen.stopped:
        return refuse(seen)
    if seen.shown:
        click.echo(
            ngettext("{count} remark; docgen check shows it.", "{count} remarks; docgen check shows them.", len(seen.shown)), err=True
        )
    order = Order(_of_series(seen.office, path_or_id, units), formats(to), (out or call.root / "output").resolve(), language, jobs, names)
    if for_signing:
        from docgen.derive import signing

        return carry_out(call, signing.for_signing(seen.office), replace(order, names=names or SIGNING), day)
    return carry_out(call, seen.office, order, day)


def _of_series(office: Office, words: tuple[str, ...], units: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the documents of series for these keys; click's usage error where a word names no series or has no such key."""
    from docgen.cli.state import known
    from docgen.derive.series import keys, member_id

    if units and not words:
        raise click.UsageError(_("--unit needs the id of a series"))
    for word in words if units else ():
        document = office.documents.get(word)
        if document is None or document.each is None:
            raise click.UsageError(_("{id} is no series", id=word))
        for unit in units:
            known(unit, keys(office, document))
    return tuple(member_id(word, unit) for word in words for unit in units) if units else words


def refuse(seen: Look) -> int:
    """Print the errors that forbid to make anything; return the exit code."""
    import shutil

    from docgen.cli.shown import summary, text_form

    errors = [finding for finding in seen.shown if finding.severity == "error"]
    for line in text_form(errors, shutil.get_terminal_size().columns):
        click.echo(line, err=True)
    click.echo(summary(errors, seen.files), err=True)
    click.echo(_("Nothing was written: mend the errors first."), err=True)
    return 1


def formats(asked: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the formats to make. Without PDF engine a PDF that was asked for is refused, one that was not is left out."""
    chosen = asked or tuple(USUAL.split(","))
    from docgen.batch.versions import pdf_problem

    problem = pdf_problem() if "pdf" in chosen else ""
    if not problem:
        return chosen
    if asked:
        raise Trouble(_('{problem}\nFor PDF: pip install "docgen[pdf]" and the library Pango; docgen doctor says more.', problem=problem))
    click.echo(_("No PDF here ({problem}); docgen doctor says what it needs.", problem=problem), err=True)
    return tuple(ending for ending in chosen if ending != "pdf")
