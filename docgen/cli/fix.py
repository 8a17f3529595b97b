"""``docgen check --fix``: certain cures are applied, and shown as a diff."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Sequence

import click

from docgen.cli.call import Call
from docgen.cli.findings import PRIVATE, look
from docgen.cli.speech import _, ngettext
from docgen.edit.fixes import Repair, repairs, write
from docgen.files.locks import hold
from docgen.files.slices import Changed

COLORS = {"+": "green", "-": "red", "@": "cyan"}


def fix_all(call: Call, chosen: Sequence[str], day: datetime.date, *, quiet: bool) -> None:
    """Apply every certain cure below the chosen paths; print what changed unless ``quiet``."""
    root = call.root
    with hold(root, "check --fix"):
        made = 0
        for repair in repairs(root, look(call, day).findings):
            if chosen and not any(one in (repair.path, ".") or repair.path.startswith(f"{one}/") for one in chosen):
                continue
            try:
                write(root, repair)
            except Changed:
                click.echo(_("{path} was saved by somebody else just now; it was left alone", path=repair.path), err=True)
                continue
            made += 1
            for line in () if quiet else _told(repair):
                click.echo(line)
    if made and not quiet:
        click.echo(ngettext("{count} file put right.", "{count} files put right.", made))
        click.echo()


def _told(repair: Repair) -> Iterator[str]:
    """Yield the diff; of a private file only its name."""
    if repair.path.startswith(PRIVATE):
        yield _("{path}: put right (private, not shown)", path=repair.path)
        return
    before, after = (data.decode("utf-8").splitlines() for data in (repair.before, repair.after))
    lines = list(difflib.unified_diff(before, after, f"a/{repair.path}", f"b/{repair.path}", lineterm=""))
    if not lines:
        yield _("{path}: byte order mark or line ends put right", path=repair.path)
    for line in lines:
        yield click.style(line, fg=COLORS.get(line[:1]))
