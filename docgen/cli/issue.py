"""``docgen issue``: documents get their numbers, one after the other, each once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Day, as_of, command_of, option, today
from docgen.cli.refused import told
from docgen.cli.speech import N_, _, ngettext
from docgen.files.collector import resting

if TYPE_CHECKING:
    from docgen.edit.issue import Given
    from docgen.edit.signing import State
    from docgen.model.office import Office

RANGE = re.compile(r"([1-9]\d*)-([1-9]\d*)|[1-9]\d*[a-z]?")
MOST = 1000


@command_of(
    "issue",
    help=N_(
        "Give each document (ID, or ID@UNIT of a series) the next number of its sequence: first the line in directives/register, "
        "then number and date in the document. What an earlier run left half done is finished first."
    ),
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@option("--date", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day of signing; where absent that of the draft, else today."))
@option("--number", metavar="N", help=N_("The number that stands on the paper, or a reserved one: 145, 145a."))
@option("--series", metavar="ID", help=N_("All documents of a series, in the order of its units."))
@option(
    "--signed",
    metavar="LIST",
    help=N_(
        "Of the series only what was signed: units divided by commas, or a file with one a line; the ticks of docgen submit where absent."
    ),
)
@option("--again", is_flag=True, help=N_("Made again under the same number before it was sent; needs --why."))
@option("--renumber", is_flag=True, help=N_("Another number in place of one given twice; only before it was sent, needs --why."))
@option("--reserve", metavar="N", help=N_("Keep a number (145, 145-149) for later; needs --why."))
@option("--cancel", metavar="N", help=N_("Leave a number (145, 145-149) empty, or take it from a document not yet sent; needs --why."))
@option("--sequence", metavar="NAME", help=N_("Register file meant by --reserve and --cancel: hai-phong/ubnd/decision-2025."))
@option("--why", metavar="TEXT", help=N_("Reason that the register keeps."))
@as_of
@click.pass_obj
def command(
    call: Call,
    ids: tuple[str, ...],
    day: datetime.date | None,
    number: str | None,
    series: str | None,
    signed: str | None,
    again: bool,
    renumber: bool,
    reserve: str | None,
    cancel: str | None,
    sequence: str | None,
    why: str | None,
    as_of: datetime.date | None,
) -> int:
    """Print what was given; return 0, 1 where errors forbid it."""
    signing = day or as_of or today()
    if reserve or cancel:
        return _set_aside(call, ids, (reserve, cancel, sequence, why), signing)
    if not ids and not series:
        raise click.UsageError(_("name the documents, or a series with --series"))
    if signed is not None and series is None:
        raise click.UsageError(_("--signed goes with --series"))
    with resting(keep=True), told():  # it would walk the lines of a long register, in a run of half a second
        from docgen.edit.issue import Wish, issue

        wanted, waiting = _chosen(call, ids, series, signed)
        if renumber:
            _take_back(call, wanted, why, signing)
        given = issue(call.root, call.templates, Wish(wanted, signing, number, why, again, day is not None))
    return _tell(call, given, waiting)


def _take_back(call: Call, ids: Sequence[str], why: str | None, day: datetime.date) -> None:
    """Take their numbers from documents, before they get others."""
    from docgen.edit.dispatch import renumber
    from docgen.edit.issue import Refused

    if not why:
        raise Refused("why")
    for id_ in ids:
        entry = renumber(call.root, call.templates, id_, why, day)
        click.echo(_("{document}: the number {number} is taken back", document=id_, number=entry.number))


def _chosen(call: Call, ids: Sequence[str], series: str | None, signed: str | None) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is to be numbered, and what is still with the leader: only what was signed gets a number."""
    from docgen.derive.register import issued
    from docgen.read import read

    named = [id_.removesuffix(".yaml").rpartition("/")[2] if id_.endswith(".yaml") else id_ for id_ in ids]
    for id_ in named:
        if _ticks(call, id_.partition("@")[0]).get(id_, "signed") != "signed":
            raise click.UsageError(
                _("{document} is still with the leader; docgen submit {document} --signed when it came back", document=id_)
            )
    if series is None:
        return named, ()
    office, _findings = read(call.root, call.templates)
    members = members_of(office, series)
    ticks = _ticks(call, series)
    if signed is not None:
        back = signed_of(office, series, signed)
    else:
        back = frozenset(id_ for id_ in members if not ticks or ticks.get(id_) == "signed")
    done = issued(office)
    return [*named, *(id_ for id_ in members if id_ in back)], [id_ for id_ in members if id_ not in back and id_ not in done]


def _ticks(call: Call, name: str) -> Mapping[str, State]:
    """Return what the tick list of a series or a document says; nothing where it was never submitted."""
    from docgen.edit.signing import path_of, states

    path = call.root / path_of(name)
    return states(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}


def members_of(office: Office, series: str) -> Sequence[str]:
    """Return the ids of a series' documents in the order of the resolution; click's usage error where it is none."""
    from docgen.derive.series import keys, member_id

    document = office.documents.get(series)
    if document is None or document.each is None:
        raise click.UsageError(_("{name} is no series", name=series))
    return [member_id(series, key) for key in keys(office, document)]


def signed_of(office: Office, series: str, signed: str) -> frozenset[str]:
    """Return the documents a list names: units or ids, divided by commas, or one a line in a file; ticks are passed over."""
    text = Path(signed).read_text(encoding="utf-8-sig") if Path(signed).is_file() else signed.replace(",", "\n")
    words = [re.sub(r"^\[[xX]\]", "", line.partition("#")[0].strip()).strip() for line in text.splitlines()]
    members = members_of(office, series)
    named = {word: word if "@" in word else f"{series}@{word}" for word in words if word and not word.startswith(("[ ]", "[-]"))}
    unknown = next((word for word, id_ in named.items() if id_ not in members), None)
    if unknown is not None:
        raise click.UsageError(_("{name} is no unit of the series {series}", name=unknown, series=series))
    return frozenset(named.values())


def _tell(call: Call, given: Given, waiting: Sequence[str]) -> int:
    """Print what was done; return the exit code."""
    for id_ in given.finished:
        click.echo(_("{document}: finished what was interrupted", document=id_))
    if given.findings:
        return _refuse(call, given)
    for gift in given.gifts:
        click.echo(_("{document}: {number}, {day}", document=gift.document, number=gift.printed, day=gift.entry.date.isoformat()))
    for id_, line in given.standing.items():
        click.echo(_("{document}: has the number {number} of {day} already", document=id_, number=line.number, day=line.date.isoformat()))
    click.echo(ngettext("{count} number given.", "{count} numbers given.", len(given.gifts)))
    if waiting:
        click.echo(ngettext("{count} document still with the leader:", "{count} documents still with the leader:", len(waiting)))
    for id_ in waiting:
        click.echo(f"  {id_}")
    return 0


def _refuse(call: Call, given: Given) -> int:
    """Print the errors that forbid a number; return the exit code."""
    import shutil

    from docgen.cli.findings import show
    from docgen.cli.shown import text_form

    for line in text_form(sorted(show(call.root, given.findings), key=lambda finding: finding.order), shutil.get_terminal_size().columns):
        click.echo(line, err=True)
    click.echo(_("No number was given: mend the errors first."), err=True)
    return 1


def _set_aside(call: Call, ids: Sequence[str], wanted: tuple[str | None, str | None, str | None, str | None], day: datetime.date) -> int:
    """Reserve or cancel numbers; return 0."""
    from docgen.edit.dispatch import Aside, set_aside

    reserve, cancel, sequence, why = wanted
    if not why or (reserve and cancel) or len(ids) > 1:
        raise click.UsageError(_("--reserve or --cancel, one of them, with --why and at most one document"))
    if sequence is not None and not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)+", sequence):
        raise click.UsageError(_("{name} is no name of a register file", name=sequence))
    for number in _numbers(reserve or cancel or ""):
        with told():
            aside = Aside("reserve" if reserve else "cancel", number, sequence, ids[0] if ids else None, day, why)
            entry = set_aside(call.root, call.templates, aside)
        click.echo(_("{number} reserved", number=number) if reserve else _("{number} cancelled", number=number))
        if entry.document:
            click.echo(_("{document} is a draft again", document=entry.document))
    return 0


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers of 145, 145a or 145-149."""
    match = RANGE.fullmatch(text)
    first, last = (int(match[1]), int(match[2])) if match and match[1] else (0, 0)
    if match is None or last < first or last - first > MOST:
        raise click.UsageError(_("{value} is neither a number (145, 145a) nor a run of numbers (145-149)", value=text))
    yield from map(str, range(first, last + 1)) if match[1] else (text,)
