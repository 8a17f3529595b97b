"""``docgen git``: git shows and merges the files of this workspace by what they say.

``enable`` and ``disable`` are for people; ``textconv`` and ``merge`` are what git calls, once for each file, so nothing slow is imported
before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, Trouble, command_of
from docgen.cli.speech import N_, _, plain

if TYPE_CHECKING:
    from docgen.files.drivers import Done


@command_of(
    "git",
    help=N_(
        "enable: from now on git diff, log -p and show print one line for each fact, and git merges lists by id, in this clone only. "
        "disable: as before. git itself calls textconv FILE, and merge BASE OURS THEIRS, which writes OURS or ends with exit code 1."
    ),
)
@click.argument("action", type=click.Choice(["enable", "disable", "textconv", "merge"]))
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.pass_obj
def command(call: Call, action: str, files: tuple[str, ...]) -> int:
    """Do it; return 0, or 1 where a merge is left to git."""
    asked, act = ACTIONS[action]
    if len(files) != asked:
        raise click.UsageError(_("docgen git {action} takes {count} files", action=action, count=asked))
    return act(call, [Path(name) for name in files])


def _enable(call: Call, _files: Sequence[Path]) -> int:
    from docgen.files.drivers import enable

    done = _done(call, enable)
    for line in _told(done, N_("set {name} = {value}"), N_("added to {path}:")):
        click.echo(line)
    if not done.settings and not done.lines:
        click.echo(_("git uses docgen here already; nothing was changed"))
    return 0


def _disable(call: Call, _files: Sequence[Path]) -> int:
    from docgen.files.drivers import disable

    done = _done(call, disable)
    for line in _told(done, N_("took out {name}"), N_("taken out of {path}:")):
        click.echo(line)
    if not done.settings and not done.lines:
        click.echo(_("git does not use docgen here; nothing was changed"))
    return 0


def _done(call: Call, act: Callable[[Path], Done]) -> Done:
    from docgen.files.drivers import NoRepository

    try:
        return act(call.root)
    except NoRepository:
        raise Trouble(_("{folder} lies in no repository of git, or git is not installed", folder=call.root)) from None


def _told(done: Done, setting: str, lines: str) -> Iterator[str]:
    for name, value in done.settings:
        yield plain(setting).format(name=name, value=value)
    if done.lines:
        yield plain(lines).format(path=done.attributes)
        yield from (f"  {line}" for line in done.lines)


def _textconv(_call: Call, files: Sequence[Path]) -> int:
    """Print the facts of a file, or the file as it is."""
    from docgen.files.facts import facts

    data = files[0].read_bytes()
    try:
        found = facts(data.decode("utf-8"))
    except UnicodeDecodeError:
        found = None
    click.echo(data if found is None else found.encode("utf-8"), nl=False)
    return 0


def _merge(_call: Call, files: Sequence[Path]) -> int:
    """Write the merged file in place of ours; touch nothing where there is none."""
    from docgen.files import atomic
    from docgen.review.merge import merge

    base, ours, theirs = files
    made = merge(base.read_bytes(), ours.read_bytes(), theirs.read_bytes())
    if made is None:
        return 1
    atomic.replace(ours, made)
    return 0


ACTIONS: Mapping[str, tuple[int, Callable[[Call, Sequence[Path]], int]]] = {
    "enable": (0, _enable),
    "disable": (0, _disable),
    "textconv": (1, _textconv),
    "merge": (3, _merge),
}
"""Action → how many files it takes, and what it does."""
