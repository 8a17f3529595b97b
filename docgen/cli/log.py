"""``docgen log``: the life of one document or task, from git, the register and the journals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, command_of, option
from docgen.cli.speech import N_, _, language, ngettext

if TYPE_CHECKING:
    from docgen.review.life import Event

MOST = 200
KINDS = {"register": N_("register"), "progress": N_("progress"), "announced": N_("announced"), "relation": N_("change")}


@command_of(
    "log",
    help=N_(
        "Tell the life of a document (DOC, DOC@UNIT) or of a part or task (DOC#PART): who changed what when, its number, to whom "
        "it was sent, what was told of it, what amended it. The oldest comes first."
    ),
)
@click.argument("address")
@option("--most", type=click.IntRange(1), default=MOST, show_default=True, metavar="N", help=N_("Look at the last N commits of its file."))
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=N_("What is printed: text or JSON."))
@click.pass_obj
def command(call: Call, address: str, most: int, form: str) -> int:
    """Print the events; return 0."""
    from docgen.files import trees
    from docgen.review.life import Life
    from docgen.review.states import state_of
    from docgen.review.voice import Voice

    state = state_of(trees.on_disk(call.root), call.templates, call.root)
    life = Life(call.root, state, address, Voice(language()), most)
    if life.id not in state.stored.places and not life.touches:
        from docgen.cli.state import known

        known(life.id, list(state.stored.places))
    events = life.events()
    if "#" in address and not events:
        raise click.UsageError(_("nothing bears {address}", address=address))
    for line in FORMS[form](events):
        click.echo(line)
    if len(life.touches) == most:
        click.echo(ngettext("Only the last {count} commit was looked at.", "Only the last {count} commits were looked at.", most), err=True)
    return 0


def _text(events: Sequence[Event]) -> Iterator[str]:
    from docgen.cli.diff_text import line_form
    from docgen.cli.speech import plain

    for event in events:
        source = event.commit[:9] if event.commit else plain(KINDS[event.kind])
        head = click.style(event.day, bold=True) + "  " + click.style(source, fg="yellow")
        yield f"{head}  {event.who}".rstrip()
        for line in event.lines:
            yield from line_form(line)
    if not events:
        yield _("nothing is known of it yet: it was never committed, numbered or reported on")


def _json(events: Sequence[Event]) -> Iterator[str]:
    from docgen.cli.diff_text import line_form

    rows = [
        {
            "day": event.day,
            "kind": event.kind,
            "who": event.who or None,
            "commit": event.commit or None,
            "lines": [
                {"kind": line.kind, "address": line.address, "said": " ".join(click.unstyle(said).strip() for said in line_form(line))}
                for line in event.lines
            ],
        }
        for event in events
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Sequence[Event]], Iterator[str]]] = {"text": _text, "json": _json}
