"""``docgen``: chooses the command, speaks the reader's language, turns every failure into one line and an exit code.

In: the arguments. Out: 0 good, 1 findings, 2 misuse, 3 our bug or the machine (130 after Ctrl-C, as shells expect).
A command's module is loaded when it is called, so that ``docgen --help`` answers at once.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from docgen import __version__
from docgen.cli.call import PACKAGE, Call, Option
from docgen.cli.ctrl_c import INTERRUPTED, listening
from docgen.cli.speech import N_, _, choose, plain, wanted
from docgen.files import collector
from docgen.words.messages import LANGUAGES
from docgen.words.nearest import nearest

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("docgen.cli.init", N_("Start a workspace with one agency, its catalogue and a first decision.")),
    "new": ("docgen.cli.new", N_("Start a document of a kind, commented and valid.")),
    "amend": ("docgen.cli.amend", N_("Start the document that amends, replaces, repeals or corrects an issued one.")),
    "check": ("docgen.cli.check", N_("Find every mistake, with its place and its cure.")),
    "explain": ("docgen.cli.explain", N_("Explain the code of a finding, with a wrong and a right example.")),
    "where": ("docgen.cli.where", N_("Print the file and line of an id, a full number or a printed name.")),
    "refs": ("docgen.cli.refs", N_("Show what stands on what, what changed what, and what is in force.")),
    "diff": ("docgen.cli.diff", N_("Say what changed between two states, in the language of the office, and what else that moves.")),
    "render": ("docgen.cli.render", N_("Make the Word, PDF, text and HTML files.")),
    "take": ("docgen.cli.take", N_("Lead the changes of a Word file that came back to the lines of the YAML.")),
    "packet": ("docgen.cli.packet", N_("Make the packets handed over to units, and list who must be told again.")),
    "posts": ("docgen.cli.posts", N_("Say who holds which post on a day, since when and by which document.")),
    "agencies": ("docgen.cli.agencies", N_("List the bodies of a day, or count them before and after a reorganisation.")),
    "tasks": ("docgen.cli.tasks", N_("List the tasks with their state on a day, and how many are done, in time and overdue.")),
    "board": ("docgen.cli.board", N_("Make the overview page: every task with its state, to search and filter in a browser.")),
    "progress": ("docgen.cli.progress", N_("Enter in the journal what was done on a task, or who was given more time.")),
    "accept": ("docgen.cli.accept", N_("Accept that a task was done, where the office asks for it.")),
    "return": ("docgen.cli.giveback", N_("Return a report that says a task was done, with the reason.")),
    "form": ("docgen.cli.form", N_("Make the Excel forms in which agencies report on their tasks.")),
    "collect": ("docgen.cli.collect", N_("Enter the answers of forms that came back, and say who has not answered.")),
    "remind": ("docgen.cli.remind", N_("Write to each agency that has late tasks, or tasks due soon.")),
    "report": ("docgen.cli.report", N_("Draft a report of what was done, as a document of the office.")),
    "slip": ("docgen.cli.slip", N_("Make the Excel slips in which units report on a day of a rehearsal.")),
    "import": ("docgen.cli.import_", N_("Bring lists of people, units and tasks from Excel into the catalogue or a document.")),
    "watch": ("docgen.cli.watch", N_("Make documents again whenever a file is saved.")),
    "submit": ("docgen.cli.submit", N_("Make the slip or the signing book for the leader, and note what came back.")),
    "issue": ("docgen.cli.issue", N_("Give documents their numbers: next of the sequence, or the one on the paper.")),
    "send": ("docgen.cli.send", N_("Enter in the register to whom a document was sent and who signed for it.")),
    "recall": ("docgen.cli.recall", N_("Enter in the register that a document sent was taken back.")),
    "log": ("docgen.cli.log", N_("Tell the life of one document or task.")),
    "show": ("docgen.cli.show", N_("Print a document or the standing of a task, as of a revision or a day.")),
    "git": ("docgen.cli.git", N_("Let git show these files fact by fact and merge them by ids.")),
    "template": ("docgen.cli.template", N_("Copy a template, a format or the kinds into the workspace to change it.")),
    "schema": ("docgen.cli.schema", N_("Write the schemas that let an editor complete and explain every field.")),
    "doctor": ("docgen.cli.doctor", N_("Say what this machine has and what it lacks.")),
}
"""Name → module with a ``command``, and the line that ``--help`` shows without loading it."""


class Commands(click.Group):
    """The commands by name; one is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a clerk's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; the nearest name is offered for one there is not."""
        close = nearest(args[0], list(COMMANDS)) if args and args[0] not in COMMANDS and not args[0].startswith("-") else None
        if close:
            ctx.fail(_("no command {name}; the nearest is {nearest}", name=args[0], nearest=close))
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, its words said now: click makes the option before it reads ``--lang``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(plain(self.help or ""))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their lines, without loading any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, plain(line)) for name, (_module, line) in COMMANDS.items()])


def _speak(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        choose(value)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"docgen {__version__}")
        ctx.exit()


@click.group(cls=Commands, help=N_("Official documents as data: from YAML in git to Word and PDF in the layout of the law."))
@click.option(
    "--workspace", cls=Option, type=click.Path(path_type=Path), metavar="DIR", help=N_("Workspace; found upwards from here where absent.")
)
@click.option(
    "--lang",
    cls=Option,
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=N_("Language of the messages; DOCGEN_LANG and the system's where absent."),
)
@click.option("--debug", cls=Option, is_flag=True, help=N_("Show the traceback of a failure."))
@click.option("--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=_version, help=N_("Print the version."))
@click.pass_obj
def group(call: Call, workspace: Path | None, debug: bool) -> None:
    """Keep the global options for the command."""
    call.place, call.debug = workspace, debug


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end with its exit code."""
    code = run(sys.argv[1:] if arguments is None else arguments)
    collector.stay()  # at its end the interpreter would look for cycles again and again: a twelfth of a short command
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of a call; everything it says is printed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows would write its own code page into a pipe
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    choose(wanted(os.environ))
    call = Call()
    try:
        with listening():
            code = group.main(args=list(arguments), prog_name="docgen", standalone_mode=False, obj=call, color=_color())
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except SystemExit:
        return 0  # click ends so where the reader of a pipe stopped reading; that is no fault
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("stopped"), err=True)
        return INTERRUPTED
    except Exception as fault:
        return _failed(fault, call, arguments)


def _color() -> bool | None:
    """Return False where the reader wants no colours (https://no-color.org); None lets the terminal decide."""
    return False if os.environ.get("NO_COLOR") else None


def _failed(fault: Exception, call: Call, arguments: Sequence[str]) -> int:
    """Say in one line what failed; a reader who stopped reading is told nothing."""
    if isinstance(fault, OSError) and fault.errno == errno.EPIPE:  # at the last flush, after click is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more at its end
        return 0
    if call.debug:
        import traceback

        click.echo(traceback.format_exc(), err=True, nl=False)
    click.echo(_of_machine(fault) or _of_ours(fault, arguments), err=True)
    return 3


def _of_machine(fault: Exception) -> str | None:
    """Return the line for a fault of the machine, or None where the fault is ours."""
    from docgen.files.atomic import DiskError, DiskFull, FileBusy

    if isinstance(fault, DiskFull):
        return _("docgen: no room on the disk for {path}: {reason}", path=fault.path, reason=fault.reason)
    if isinstance(fault, FileBusy):
        return _("docgen: {path} is open in another program, Word perhaps; close it there and try again", path=fault.path)
    if isinstance(fault, DiskError):
        return _("docgen: {path}: {reason}", path=fault.path, reason=fault.reason)
    if isinstance(fault, OSError):
        return _("docgen: {path}: {reason}", path=fault.filename or "", reason=fault.strerror or fault)
    if type(fault).__name__ == "Locked":  # its module loads a library that most calls do not need
        return _("docgen: {reason}", reason=fault)
    return None


def _of_ours(fault: Exception, arguments: Sequence[str]) -> str:
    words: dict[str, Any] = {"name": type(fault).__name__, "problem": str(fault) or "-", "place": _place(fault), "version": __version__}
    return _(
        "docgen: a mistake of the program, not yours: {name}: {problem} ({place}, version {version})\n"
        "Please report this line together with the command: docgen {command}\n"
        "docgen --debug … shows more.",
        command=" ".join(arguments),
        **words,
    )


def _place(fault: BaseException) -> str:
    """Return the innermost line of our own code in the traceback."""
    place, trace = "docgen", fault.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            place = f"{file.relative_to(PACKAGE.parent).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


if __name__ == "__main__":
    main()
