"""``docgen progress``: one line in the journal of who leads a task. Nothing is ever changed there; a wrong entry is taken back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Clock, Day, as_of, below, command_of, option, today
from docgen.cli.entered import address, enter
from docgen.cli.speech import N_, _

if TYPE_CHECKING:
    from docgen.model.progress import Kind

Held = Mapping[str, object]
RESULTS = ("passed", "failed", "not-done")
REPORT = ("done", "percent", "result", "note", "evidence", "cause", "remedy")
NEEDS: Mapping[Kind, tuple[str, ...]] = {
    "extend": ("document",),
    "transfer": ("document",),
    "cancel": ("document", "why"),
    "withdraw": ("why",),
}


@command_of(
    "progress",
    help=N_(
        "Enter what was told of TASK (DOCUMENT#TASK, with :2025-06 for one period of a regular task) in the journal of its lead. "
        "--extend, --transfer and --cancel need the document that says so."
    ),
)
@click.argument("task", metavar="TASK")
@option("--unit", metavar="ID", help=N_("Which unit, where each unit has the task."))
@option("--done", is_flag=True, help=N_("The task is done."))
@option("--percent", type=click.IntRange(0, 100), metavar="N", help=N_("How much is done; 100 is done."))
@option("--result", type=click.Choice(RESULTS), help=N_("How a drill went; passed is done."))
@option("--note", metavar="TEXT", help=N_("What was done."))
@option("--evidence", metavar="ID|FILE", help=N_("Document that proves it, or a file of the workspace, kept with its checksum."))
@option("--cause", metavar="TEXT", help=N_("Why the task is late."))
@option("--remedy", metavar="TEXT", help=N_("What is done about it."))
@option("--extend", type=Day(), metavar="YYYY-MM-DD", help=N_("New deadline; the first one is kept beside it."))
@option("--transfer", metavar="ID", help=N_("New lead."))
@option("--cancel", is_flag=True, help=N_("The task was repealed; needs --why."))
@option("--withdraw", metavar="ENTRY", help=N_("Take back the entry of this id; needs --why."))
@option("--document", metavar="ID", help=N_("Document that extended, transferred or repealed it."))
@option("--why", metavar="TEXT", help=N_("Reason that the journal keeps."))
@option("--date", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Day on which it happened; that of the report where absent."))
@option("--at", type=Clock(), metavar="HH:MM", help=N_("Hour at which it happened; it counts where the deadline has an hour."))
@option("--by", metavar="NAME", help=N_("Who told it."))
@as_of
@click.pass_obj
def command(
    call: Call,
    /,
    task: str,
    unit: str | None,
    day: datetime.date | None,
    as_of: datetime.date | None,
    **said: str | int | datetime.date | None,
) -> int:
    """Print what was entered and where; return 0."""
    from docgen.edit.journal import Telling

    kind = _kind(said)
    reported = as_of or today()
    fields = {**_fields(call, kind, said), "at": said["at"], "by": said["by"]}
    return enter(call, Telling(address(task, unit), kind, day or reported, reported, fields))


def _kind(said: Held) -> Kind:
    """Return the kind of entry; click's usage error where two are meant, none, or something is missing that it needs."""
    kinds: list[Kind] = [kind for kind in NEEDS if said[kind]]
    if any(said[key] not in (None, False) for key in REPORT):
        kinds.append("report")
    if len(kinds) != 1:
        raise click.UsageError(_("say one thing: a report (--done, --percent, --note …), --extend, --transfer, --cancel or --withdraw"))
    needs = NEEDS.get(kinds[0], ())
    for key in ("document", "why"):
        if key in needs and not said[key]:
            raise click.UsageError(_("--{kind} needs --{key}", kind=kinds[0], key=key))
        if key not in needs and said[key] and (kinds[0] == "report" or key == "document"):
            raise click.UsageError(_("--{key} does not go with a {kind}", kind=kinds[0], key=key))
    if said["done"] and said["percent"] not in (None, 100):
        raise click.UsageError(_("--done and --percent {percent} contradict each other", percent=said["percent"]))
    if said["result"] in ("failed", "not-done") and (said["done"] or said["percent"] == 100):
        raise click.UsageError(_("--done and --result {result} contradict each other", result=said["result"]))
    return kinds[0]


def _fields(call: Call, kind: Kind, said: Held) -> Held:
    if kind == "report":
        texts = {key: said[key] for key in ("percent", "result", "note", "cause", "remedy")}
        return {**texts, "done": "all" if said["done"] else None, "evidence": _evidence(call, str(said["evidence"] or ""))}
    named: Mapping[Kind, str] = {"extend": "until", "transfer": "lead", "withdraw": "entry"}
    own = {named[kind]: said[kind]} if kind in named else {}
    return {**own, "document": said["document"], "why": said["why"]}


def _evidence(call: Call, word: str) -> str | None:
    """Return the id of a document as it stands, a file with its sha256."""
    path = Path(word)
    if word and path.is_file():
        return f"{below(call.root, path)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return word or None
