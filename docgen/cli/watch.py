"""``docgen watch``: whenever a file is saved, the mistakes are told and the documents that changed are made again."""

from __future__ import annotations

import importlib.util
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.call import Call, command_of, option, today
from docgen.cli.render import formats, wanted
from docgen.cli.speech import N_, _
from docgen.files.cache import stamp
from docgen.files.tree import DIRECTIVES

if TYPE_CHECKING:
    from docgen.cli.made import Order

WATCHED = (DIRECTIVES, "templates")
PAUSE = 0.5
"""Seconds between two looks where the library watchfiles is not installed."""


@command_of("watch", help=N_("Make the documents again that change, whenever a file is saved. Ctrl-C ends it."))
@click.argument("path_or_id", metavar="[PATH|ID]...", nargs=-1)
@wanted
@option("--names", metavar="PATTERN", help=N_("Names of the files, as for docgen render."))
@click.pass_obj
def command(
    call: Call,
    path_or_id: tuple[str, ...],
    to: tuple[str, ...] | None,
    out: Path | None,
    language: tuple[str, ...] | None,
    names: str | None,
) -> int:
    """Make and tell until Ctrl-C; return 0."""
    from docgen.cli.ctrl_c import INTERRUPTED
    from docgen.cli.made import Order

    root = call.root
    order = Order(path_or_id, formats(to), (out or root / "output").resolve(), language, names=names)
    click.echo(_("Watching {folder}; Ctrl-C ends it.", folder=root))
    try:
        for _change in _changes(root):
            if _once(call, order) == INTERRUPTED:
                break
    except KeyboardInterrupt:
        pass
    return 0


def _once(call: Call, order: Order) -> int:
    """Look, tell what is wrong, make what changed; return the exit code a single run would have."""
    from docgen.cli.findings import look
    from docgen.cli.made import carry_out
    from docgen.cli.schema import write_schemas
    from docgen.cli.shown import summary, text_form
    from docgen.edit.schema import FOLDER

    seen = look(call, today())
    for line in text_form(seen.shown, shutil.get_terminal_size().columns):
        click.echo(line)
    if (call.root / FOLDER).is_dir():
        write_schemas(seen.office, call.root / FOLDER)
    if seen.stopped:
        click.echo(summary(seen.shown, seen.files))
        return 1
    return carry_out(call, seen.office, order, today())


def _changes(root: Path) -> Iterator[None]:
    """Yield once at the start and after every change below the folders that are watched."""
    yield
    yield from _told(root) if importlib.util.find_spec("watchfiles") else _asked(root)


def _told(root: Path) -> Iterator[None]:
    from watchfiles import watch

    folders = [root / name for name in WATCHED if (root / name).is_dir()]
    for changes in watch(*folders):
        if any(not Path(path).name.startswith(".") and "/." not in Path(path).as_posix()[len(str(root)) :] for _kind, path in changes):
            yield


def _asked(root: Path) -> Iterator[None]:
    last = stamp(root, WATCHED)
    while True:
        time.sleep(PAUSE)
        now = stamp(root, WATCHED)
        if now != last:
            last = now
            yield
