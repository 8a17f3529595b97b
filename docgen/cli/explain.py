"""``docgen explain``: what a code means, why it matters, a wrong and a right example. Without a code: all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from docgen.cli.call import command_of
from docgen.cli.codes import codes, message
from docgen.cli.shown import SEVERITIES
from docgen.cli.speech import N_, _, language, plain
from docgen.words.nearest import nearest

SEVERITY = {"E": "error", "W": "warning", "N": "note"}


@command_of("explain", help=N_("Explain the code of a finding, with a wrong and a right example. Without CODE: list all codes."))
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Print the explanation; return 0."""
    for line in _all() if code is None else explanation(_known(code.upper())):
        click.echo(line)
    return 0


def explanation(code: str) -> Iterator[str]:
    """Yield what is said about a code, line by line."""
    entry = codes()[code]
    yield click.style(f"{code} {plain(SEVERITIES[SEVERITY[code[0]]])}: {blank(code)}", bold=True)
    yield ""
    yield plain(entry["why"]).rstrip()
    for title, key in ((_("Wrong:"), "wrong"), (_("Right:"), "right")):
        yield ""
        yield click.style(title, bold=True)
        yield from (f"    {line}" for line in example(entry[key]))


def example(piece: str | Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an example; the mark of the line that is wrong becomes an arrow to it."""
    if isinstance(piece, str):
        yield from (line.replace("#!", "# ↓") for line in piece.rstrip().splitlines())
        return
    for path, text in {**piece.get("before", {}), **piece["files"]}.items():
        yield f"# {path}"
        yield from example(str(text))


def blank(code: str) -> str:
    """Return the message of a code with blanks where a finding puts its words."""
    return message(code, {}, language())


def _all() -> Iterator[str]:
    for code in sorted(codes(), key=lambda code: (code[1:], code)):
        yield f"{code}  {blank(code)}"


def _known(code: str) -> str:
    if code in codes():
        return code
    close = nearest(code, list(codes()))
    if close:
        raise click.UsageError(_("no code {code}; the nearest is {nearest}", code=code, nearest=close))
    raise click.UsageError(_("no code {code}; docgen explain lists them all", code=code))
