"""What holds for one call of the program: the workspace, the folders of templates, how much is told of a failure.

In: the global options. Out: paths; ``click`` errors where a command is misused. Nothing slow is imported here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import docgen
from docgen.cli.speech import N_, _, plain
from docgen.files.tree import workspace

Function = TypeVar("Function", bound=Callable[..., Any])
PACKAGE = Path(docgen.__file__).parent


if TYPE_CHECKING:
    Words = click.ParamType[Any]
else:
    Words = click.ParamType  # click before 8.5 has no types of values


class Trouble(click.ClickException):
    """The machine stands in the way: told in one line, exit code 3."""

    exit_code = 3


@dataclass
class Call:
    """One call of the program. ``place`` is what ``--workspace`` says, ``debug`` shows tracebacks."""

    place: Path | None = None
    debug: bool = False

    @property
    def root(self) -> Path:
        """Return the workspace: that of ``--workspace``, else the nearest around the present folder."""
        found = workspace(self.place or Path.cwd())
        if found is None or (self.place is not None and found != self.place.resolve()):
            where = self.place or Path.cwd()
            raise click.UsageError(_("no workspace here: {folder} holds no folder directives; docgen init makes one", folder=where))
        return found

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates: the workspace's own first, then the program's."""
        own = self.root / "templates"
        return (own, program_templates()) if own.is_dir() and own != program_templates() else (program_templates(),)


def program_templates() -> Path:
    """Return the folder of templates that came with the program: inside the wheel, or beside the source."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def today() -> datetime.date:
    """Return the day of this run."""
    return datetime.date.today()


def now() -> tuple[datetime.date, str]:
    """Return day and hour of this run."""
    moment = datetime.datetime.now()
    return moment.date(), f"{moment:%H:%M}"


def below(root: Path, path: Path) -> str:
    """Return a path inside the workspace as ``directives/…``; click's usage error for one outside."""
    full = path.resolve()
    if not full.exists():
        raise click.UsageError(_("no file or folder {path}", path=path))
    if not full.is_relative_to(root):
        raise click.UsageError(_("{path} lies outside the workspace {root}", path=path, root=root))
    return full.relative_to(root).as_posix()


def near(path: Path) -> str:
    """Return a path as seen from the present folder, where it lies below it."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)


class Day(Words):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Return the day; click's usage error where there is no such day."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(_("{value} is not a day written YYYY-MM-DD", value=value), param, ctx)


class MomentType(Words):
    """A day, or a day and an hour of it: YYYY-MM-DD, or YYYY-MM-DD HH:MM."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[datetime.date, str | None]:
        """Return day and hour, None for an hour not said; click's usage error where there is no such day or hour."""
        day, _space, hour = value.strip().partition(" ")
        return Day().convert(day, param, ctx), Clock().convert(hour.strip(), param, ctx) if hour else None


class Clock(Words):
    """An hour written HH:MM."""

    name = "clock"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the hour; click's usage error where there is no such hour."""
        try:
            return datetime.datetime.strptime(value, "%H:%M").strftime("%H:%M")
        except ValueError:
            self.fail(_("{value} is not an hour written HH:MM", value=value), param, ctx)


class Option(click.Option):
    """An option whose help is said in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return option and help, translated now: the language may be chosen after the module was loaded."""
        kept, self.help = self.help, plain(self.help or "")
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


class Command(click.Command):
    """A command whose help is said in the reader's language."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, translated now."""
        kept, self.help = self.help, plain(self.help or "")
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = kept


def option(*names: str, help: str, **more: Any) -> Callable[[Function], Function]:
    """Return click's decorator for an option that speaks the reader's language."""
    return click.option(*names, cls=Option, help=help, **more)


def command_of(name: str, help: str) -> Callable[[Callable[..., Any]], Command]:
    """Return click's decorator for a command that speaks the reader's language."""
    return click.command(name, cls=Command, help=help)


def as_of(function: Function) -> Function:
    """Add the option that moves today to another day."""
    return option("--as-of", type=Day(), metavar="YYYY-MM-DD", help=N_("The day that counts as today."))(function)
