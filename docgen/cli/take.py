"""``docgen take``: what a leader changed in a Word file that docgen made, led back to the YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Trouble, command_of, option, today
from docgen.cli.speech import N_, _, plain

if TYPE_CHECKING:
    from docgen.cli.findings import Look
    from docgen.cli.took import Made
    from docgen.edit.word.base import Base
    from docgen.edit.word.lines import Read
    from docgen.edit.word.original import Original
    from docgen.edit.word.outcome import Outcome
    from docgen.edit.word.package import Package
    from docgen.model.catalogue import Language
    from docgen.model.office import Office

TAKEN = "taken"
"""Name under which the text a Word file was made from is kept once its changes were written."""
FAULTS = {
    "no-zip": N_("{path} is no Word file (.docx)"),
    "no-word": N_("{path} holds no Word document"),
    "too-large": N_("{path} is larger than any document: it was not opened"),
    "doctype": N_("{path} holds what no Word file holds (a document type): it was not opened"),
    "encrypted": N_("{path} is under a password or an old .doc: save it as .docx without a password"),
    "broken": N_("{path} is damaged: open it in Word and save it again"),
}


@command_of(
    "take",
    help=N_(
        "Lead the changes of the Word file FILE, made by docgen and edited since, back to the YAML of its document, and list what cannot "
        "be led back. Tracked changes count as accepted. ID is needed only where the file does not say which document it is."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("id_", metavar="[ID]", required=False)
@option("--apply", "write", is_flag=True, help=N_("Write the changes into the file; they are only shown where absent."))
@option(
    "--remove",
    is_flag=True,
    help=N_("Also take out the paragraphs and rows that are gone in Word; they are only listed where absent."),
)
@option(
    "--as-is",
    is_flag=True,
    help=N_("Compare with the document as it is now, whatever state the file was made from: what was written since may be turned back."),
)
@click.pass_obj
def command(call: Call, file: Path, id_: str | None, write: bool, remove: bool, as_is: bool) -> int:
    """Print what is led back and what is not; return 0 where nothing remains to be done, else 1."""
    from docgen.cli.findings import look
    from docgen.cli.render import refuse
    from docgen.cli.took import told

    package, read = _opened(file)
    seen = look(call, today())
    if seen.stopped:
        return refuse(seen)
    original = _original(call, seen, package, id_)
    if write:
        _refuse_issued(seen.office, original.id_)
    made, base = ("unknown", None) if as_is else _made(call, original, package)
    raw = (call.root / original.path).read_bytes()
    outcome = _outcome(original, _text(original, raw), read, (made, base), remove=remove)
    if write and outcome.after != outcome.before:
        _put(call, original, raw, outcome)
        if made in ("today", "past"):
            _keep(call, original, package, base.text if base else outcome.before)
    for line in told(original, outcome, read.comments, made, written=write):
        click.echo(line)
    return int(bool(outcome.left) or (bool(outcome.taken) and not write))


def _opened(file: Path) -> tuple[Package, Read]:
    """Return the file and what it says; click's usage error with the reason where it cannot be read."""
    from docgen.edit.word.lines import read_lines
    from docgen.edit.word.package import NotWord, Package

    if not file.is_file():
        raise click.UsageError(_("no file {path}", path=file))
    try:
        package = Package(file.read_bytes())
        return package, read_lines(package)
    except NotWord as fault:
        raise click.UsageError(plain(FAULTS[fault.fault]).format(path=file)) from fault


def _original(call: Call, seen: Look, package: Package, id_: str | None) -> Original:
    """Return the document the file was made from: the one that was named, else the one the file names."""
    from docgen.derive.series import named
    from docgen.edit.word.original import Original
    from docgen.words.nearest import nearest

    office, said = seen.office, package.document()
    wanted = id_ or said
    if not wanted:
        raise click.UsageError(_("the file does not say which document it is: name it, docgen take FILE ID"))
    document = named(office, wanted)
    if document is None or (document.each is not None and "@" not in wanted):
        close = nearest(wanted, list(office.documents))
        if document is not None:
            raise click.UsageError(_("{id} is a series: name one of its documents, {id}@UNIT", id=wanted))
        text = (
            _("no document {name}; the nearest is {nearest}", name=wanted, nearest=close) if close else _("no document {name}", name=wanted)
        )
        raise click.UsageError(text)
    if id_ and said and said != id_:
        click.echo(_("The file says it was made from {said}; it is compared with {id}.", said=said, id=id_), err=True)
    own: Language = document.language or office.settings.language
    series = wanted.partition("@")[0]
    known: dict[str, Language] = {one.language: one.language for one in office.translations.values() if one.translates == series}
    return Original(office, wanted, known.get(package.language(), own), call.templates, today())


def _made(call: Call, original: Original, package: Package) -> tuple[Made, Base | None]:
    """Return what the file was made from, said aloud where that is not the document as it is."""
    from docgen.edit.word.base import base_of, known
    from docgen.files import cache, git
    from docgen.resolve.past import Past

    key, said = package.content(), package.document()
    if not key or (said not in ("", original.id_) and said.partition("@")[0] in original.office.documents):
        return "unknown", None
    if key == original.said():
        return "today", None
    kept = cache.load(call.root, f"{TAKEN}-{key}", original.id_)
    before = known(original, key, kept) if isinstance(kept, str) else None
    if before is not None:
        return "past", before
    base = base_of(original, key, said or original.id_, Past(call.root, call.templates, original.office))
    if base is None:
        click.echo(
            _(
                "The file was made from another state of {id}, which git does not know: only tracked changes are taken, the other "
                "differences are listed. --as-is takes them all.",
                id=original.id_,
            ),
            err=True,
        )
        return "lost", None
    day = git.day_of(call.root, base.commit)
    text = _("The file was made from the state of {day} ({commit}); what was written since stays.", day=day, commit=base.commit[:9])
    click.echo(text, err=True)
    return "past", base


def _keep(call: Call, original: Original, package: Package, text: str) -> None:
    """Remember what a file was made from, now that its changes are written: taken again, it takes nothing back."""
    from docgen.files import cache

    cache.store(call.root, f"{TAKEN}-{package.content()}", original.id_, text)


def _refuse_issued(office: Office, id_: str) -> None:
    """Stop where the words are issued already: what changes them is a new document."""
    from docgen.derive.register import issued

    series = id_.partition("@")[0]
    document = office.documents[series]
    if document.date is not None or any(one.partition("@")[0] == series for one in issued(office)):
        raise click.UsageError(
            _(
                "{id} is issued: it stays as it was numbered. docgen amend {series} starts the document that changes it",
                id=id_,
                series=series,
            )
        )


def _text(original: Original, raw: bytes) -> str:
    """Return the text of the document's file; click's usage error where slices of it would not be those of the file."""
    from docgen.read.tree import decode

    text, notes = decode(original.path, raw)
    if text is None or notes:
        raise click.UsageError(_("{path}: docgen check --fix puts its line ends and letters right first", path=original.path))
    return text


def _outcome(original: Original, text: str, read: Read, state: tuple[Made, Base | None], *, remove: bool) -> Outcome:
    """Return what came of the file, compared with what it was made from."""
    from docgen.edit.word.take import NoPrint, take, take_from

    made, base = state
    try:
        if base is not None:
            return take_from(base, original, text, read, remove=remove)
        return take(original, text, read, remove=remove, tracked=made == "lost")
    except NoPrint as fault:
        raise Trouble(_("{id} cannot be printed as it stands; docgen render says why", id=original.id_)) from fault


def _put(call: Call, original: Original, raw: bytes, outcome: Outcome) -> None:
    """Write the changes into the file, unless it is no more the one that was read."""
    from docgen.edit.fixes import Repair, write
    from docgen.files.locks import hold
    from docgen.files.slices import Changed

    with hold(call.root, "take"):
        try:
            write(call.root, Repair(original.path, raw, outcome.after.encode()))
        except Changed as fault:
            raise Trouble(_("{path} was saved by somebody else just now; it was left alone", path=original.path)) from fault
