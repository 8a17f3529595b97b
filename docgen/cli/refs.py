"""``docgen refs``: what a text stands on, who cites it, what it changes, what falls with it, and whether it is in force on a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from docgen.cli import related
from docgen.cli.call import Call, as_of, command_of, option, today
from docgen.cli.kept import kept
from docgen.cli.speech import N_, _, plain
from docgen.derive.graph import Graph, from_plain, to_plain
from docgen.words.nearest import nearest

if TYPE_CHECKING:
    from docgen.model.office import Office

NAME = "refs"


@command_of(
    "refs",
    help=N_(
        "Show what the text ID stands on, cites and changes, who cites and changes it, what falls with it, and whether it is in force. "
        "Without ID: all texts with their days."
    ),
)
@click.argument("id_", metavar="[ID]", required=False)
@as_of
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "mermaid", "svg"]),
    default="text",
    help=N_("What is printed: text, JSON, a Mermaid flowchart or an SVG picture."),
)
@option("--pin", is_flag=True, help=N_("Write into ID the fingerprint of every document it cites, so that a later change of one is found."))
@click.pass_obj
def command(call: Call, id_: str | None, as_of: datetime.date | None, form: str, pin: bool) -> int:
    """Print the relations; return 0."""
    if pin:
        return _pin(call, id_)
    found = kept(call, NAME, lambda: _made(call), to_plain, from_plain)
    text = _known(found, id_) if id_ else None
    day = as_of or today()
    if form in PICTURES:
        click.echo(_picture(found, text, day, form), nl=False)
        return 0
    lines = related.LINES[form]
    for line in lines(found, text, day):
        click.echo(line)
    return 0


def _made(call: Call) -> Graph:
    from docgen.derive.relations import graph
    from docgen.read import read
    from docgen.resolve.titles import titles

    office, _findings = read(call.root, call.templates)
    return graph(office, titles(office), _signed(office))


def _signed(office: Office) -> Mapping[str, datetime.date]:
    """Return the first day on which a document of each series was signed: their days stand in the register."""
    from docgen.derive.register import issued

    found: dict[str, datetime.date] = {}
    for id_, entry in issued(office).items():
        series = id_.partition("@")[0]
        found[series] = min(found.get(series, entry.date), entry.date)
    return found


def _known(graph: Graph, id_: str) -> str:
    """Return the id of the text an address begins with; click's usage error where there is none."""
    text = id_.partition("#")[0].partition("@")[0]
    if text in graph.texts:
        return text
    close = nearest(text, list(graph.texts))
    if close:
        raise click.UsageError(_("no text {name}; the nearest is {nearest}", name=text, nearest=close))
    raise click.UsageError(_("no text {name} in the catalogue of references or among the documents", name=text))


def _mermaid() -> Callable[..., str]:
    from docgen.write.mermaid import mermaid

    return mermaid


def _svg() -> Callable[..., str]:
    from docgen.write.picture import svg

    return svg


PICTURES: Mapping[str, Callable[[], Callable[..., str]]] = {"mermaid": _mermaid, "svg": _svg}


def _picture(graph: Graph, text: str | None, day: datetime.date, form: str) -> str:
    """Return the picture of all texts, or of those that have to do with one; a text no longer in force is dashed."""
    shown = graph.around(text) if text else graph
    ended = {id_ for id_ in shown.texts if graph.state(id_, day) == "ended"}
    words = {how: plain(word) for how, word in related.HOW.items()}
    return PICTURES[form]()(shown, words, marked={text} if text else (), ended=ended)


def _pin(call: Call, id_: str | None) -> int:
    """Write the fingerprints; return the exit code. Click's usage error without a document."""
    if id_ is None:
        raise click.UsageError(_("--pin needs the ID of the document that cites"))
    from docgen.cli.pinned import pin

    return pin(call, id_)
