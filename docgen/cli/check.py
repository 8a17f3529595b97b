"""``docgen check``: every mistake of the workspace at once, each with its place and its cure."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from docgen.cli.call import Call, as_of, below, command_of, option, today
from docgen.cli.findings import recall
from docgen.cli.shown import FORMS, Shown, summary
from docgen.cli.speech import N_, ngettext

HOSTS = ("sarif", "github", "gitlab")
"""Forms of ``docgen.cli.hosted``, which is loaded only for them."""


@command_of("check", help=N_("Find every mistake, with its place and its cure. PATH limits what is shown, not what is read."))
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@option(
    "--format",
    "form",
    type=click.Choice([*FORMS, *HOSTS]),
    default="text",
    help=N_("What is printed: text with the line and a hint, one line each, JSON, SARIF, or what GitHub and GitLab show beside the lines."),
)
@option("--strict", is_flag=True, help=N_("Warnings end with exit code 1 too."))
@option("--fix", is_flag=True, help=N_("Apply the cures that are certain and show them as a diff."))
@as_of
@click.pass_obj
def command(call: Call, path: tuple[Path, ...], form: str, strict: bool, fix: bool, as_of: datetime.date | None) -> int:
    """Print the findings; return 0, or 1 where there are errors (with --strict: or warnings)."""
    chosen = [below(call.root, one) for one in path]
    day = as_of or today()
    if fix:
        from docgen.cli.fix import fix_all

        fix_all(call, chosen, day, quiet=form in ("json", *HOSTS))
    findings, files = recall(call, day)
    shown = [finding for finding in findings if _within(finding.path, chosen)]
    for line in _lines(call, form, shown):
        click.echo(line)
    if form == "text":
        _end(shown, files, len(findings) - len(shown))
    return int(any(finding.severity == "error" or (strict and finding.severity == "warning") for finding in shown))


def _lines(call: Call, form: str, shown: Sequence[Shown]) -> Iterable[str]:
    """Return what is printed; hosts know paths from the folder of the repository."""
    if form in FORMS:
        return FORMS[form](shown, shutil.get_terminal_size().columns)
    from docgen.cli.hosted import HOSTED
    from docgen.files import git

    top = git.repository(call.root)
    folder = call.root.resolve().relative_to(top.resolve()) if top else Path()
    return HOSTED[form]([replace(finding, path=(folder / finding.path).as_posix()) for finding in shown], 0)


def _within(path: str, chosen: Sequence[str]) -> bool:
    return not chosen or any(one in (path, ".") or path.startswith(f"{one}/") for one in chosen)


def _end(shown: Sequence[Shown], files: int, hidden: int) -> None:
    """Print the summary, and how many findings stand in files that were not asked for."""
    if shown:
        click.echo()
    click.echo(summary(shown, files))
    if hidden:
        click.echo(
            ngettext("{count} more finding elsewhere in the workspace.", "{count} more findings elsewhere in the workspace.", hidden)
        )
