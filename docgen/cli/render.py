"""``docgen render``: the files of the documents, each whole or not at all, and a summary of what was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Function, Trouble, Words, command_of, option, today
from docgen.cli.speech import N_, _, ngettext
from docgen.words.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.batch.plan import Job, Skipped
    from docgen.cli.findings import Look
    from docgen.cli.standing import Standing
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


def wanted(function: Function) -> Function:
    """Add the options that say which files are made, and where."""
    for add in reversed(
        (
            option(
                "--to",
                type=Listed(FORMATS),
                metavar="LIST",
                help=N_("Formats, divided by commas: docx, pdf, txt, html or all. docx,pdf where absent."),
            ),
            option(
                "--out",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help=N_("Folder for the files; output in the workspace where absent."),
            ),
            option(
                "--language",
                "--lang",
                type=Listed(LANGUAGES),
                metavar="LIST",
                help=N_("Languages of the documents: vi, en, th or all, which is the default."),
            ),
        )
    ):
        function = add(function)
    return function


@command_of(
    "render", help=N_("Make the files of all documents, or of those that PATH or ID names. Nothing is written while check has errors.")
)
@click.argument("path_or_id", metavar="[PATH|ID]...", nargs=-1)
@option("--unit", "units", metavar="KEY", multiple=True, help=N_("Of a series only the document of this unit, person or row."))
@wanted
@option("--jobs", type=click.IntRange(1, 256), metavar="N", help=N_("Worker processes; one for each processor where many PDFs are wanted."))
@option(
    "--names",
    metavar="PATTERN",
    help=N_("Names of the files, from {id}, {folder}, {kind}, {issuer}, {number}, {date}, {year}, {subject}, {language}."),
)
@option("--force", is_flag=True, help=N_("Make what has not changed too."))
@option("--failed", is_flag=True, help=N_("Make only the documents that failed in the last run."))
@option("--dry-run", is_flag=True, help=N_("List what would be made, and why; write nothing."))
@option(
    "--cluster",
    metavar="ADDRESS",
    help=N_("Let the workers of a dask scheduler lay out the documents: tcp://HOST:PORT. No shared disk is needed."),
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
    force: bool,
    failed: bool,
    dry_run: bool,
    cluster: str | None,
    for_signing: bool,
) -> int:
    """Print what was made; return 0, 1 where a document failed, 3 where the machine or the program did."""
    from docgen.cli import standing

    place = (out or call.root / "output").resolve()
    if not (path_or_id or failed or dry_run or cluster) and (force or not (place / standing.MANIFEST).exists()):
        _foresee(to, jobs)
    day = today()
    now = standing.key(call, day, path_or_id, units, to, place, language, names, for_signing)
    if not (force or failed or dry_run or cluster):
        before = standing.recall(call, place, now)
        if before is not None:
            return stood(place, before)
    from docgen.cli.findings import look
    from docgen.cli.made import Order, carry_out

    seen = look(call, day)
    if seen.stopped:
        return refuse(seen)
    remark(len(seen.shown))
    office = seen.office
    if for_signing:
        from docgen.derive import signing

        office, names = signing.for_signing(office), names or SIGNING
    chosen = _of_series(office, path_or_id, units)
    order = Order(chosen, formats(to, call.root), place, language, jobs, names, force, failed, dry_run, cluster)

    def ended(made: Sequence[Job], skipped: Sequence[Skipped]) -> None:
        if not failed:
            end = standing.Standing(len(made), [(one.document, one.language) for one in skipped], len(seen.shown))
            standing.keep(call, place, now, [*(name for job in made for name in job.files), standing.MANIFEST], end)

    return carry_out(call, office, order, day, ended=ended)


def _foresee(to: tuple[str, ...] | None, jobs: int | None) -> None:
    """Start workers for all documents of an office, where PDFs are wanted."""
    from docgen.batch.server import WITH_PDF, foresee

    if "pdf" in (to or USUAL.split(",")):
        foresee(jobs, WITH_PDF)


def stood(out: Path, before: Standing) -> int:
    """Print the end of a run that had nothing to do; return 0."""
    from docgen.cli.summary import tell_end

    remark(before.remarks)
    tell_end(out, {"unchanged": before.documents}, before.skipped)
    return 0


def remark(count: int) -> None:
    """Print how many remarks check has that forbid nothing."""
    if count:
        click.echo(ngettext("{count} remark; docgen check shows it.", "{count} remarks; docgen check shows them.", count), err=True)


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


def formats(asked: tuple[str, ...] | None, root: Path | None = None) -> tuple[str, ...]:
    """Return the formats to make. Without PDF engine a PDF that was asked for is refused, one that was not is left out."""
    chosen = asked or tuple(USUAL.split(","))
    problem = _pdf_problem(root) if "pdf" in chosen else ""
    if not problem:
        return chosen
    if asked:
        raise Trouble(_('{problem}\nFor PDF: pip install "docgen[pdf]" and the library Pango; docgen doctor says more.', problem=problem))
    click.echo(_("No PDF here ({problem}); docgen doctor says what it needs.", problem=problem), err=True)
    return tuple(ending for ending in chosen if ending != "pdf")


def _pdf_problem(root: Path | None) -> str:
    """Return why there can be no PDF; that there can is remembered as long as the versions stay, for loading the engine takes long."""
    from docgen.batch.versions import pdf_problem, versions
    from docgen.files import cache

    have = repr(versions(()))
    if root is not None and cache.load(root, "pdf", have) is True:
        return ""
    problem = pdf_problem()
    if root is not None and not problem:
        cache.store(root, "pdf", have, True)
    return problem
