"""A review for the terminal: groups with their lines, texts with what went and what came, then what else is moved.

In: a review. Out: lines. Colours go where there is no terminal; the signs ``[-gone-]{+come+}`` stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from docgen.cli.shown import cells
from docgen.cli.speech import N_, _, language, ngettext, plain
from docgen.review.reach import Reach
from docgen.review.summary import Review, reach_lines, summary
from docgen.review.texts import Piece
from docgen.review.told import Edit, Group, Line
from docgen.review.voice import Voice

COLORS = {"added": "green", "removed": "red", "changed": "yellow", "moved": "cyan", "renumbered": "cyan"}
KINDS = {"added": N_("added"), "removed": N_("removed"), "changed": N_("changed")}
MANY = 2
"""So many changed rows of one list stand in a table."""
MOST = 20
"""So many documents that print another text are named; JSON and the page name all."""
CELL = 34
"""Columns a cell of such a table may take; a longer value is told below it."""


def text_form(found: Review) -> Iterator[str]:
    """Yield what a reviewer reads in a terminal."""
    voice = Voice(language())
    for group in found.groups:
        yield from _group(group)
        yield ""
    for path in found.layout:
        yield _("the layout changed: {path}", path=path)
    yield from _reach(voice, found.reach)
    if found.hidden:
        yield ngettext("{count} more change elsewhere in the workspace.", "{count} more changes elsewhere in the workspace.", found.hidden)
    yield click.style(summary(voice, found) or _("nothing changed"), bold=True)


def _group(group: Group) -> Iterator[str]:
    mark = "" if group.kind == "changed" else " " + click.style(f"[{plain(KINDS[group.kind])}]", fg=COLORS[group.kind])
    yield click.style(group.title, bold=True) + mark
    yield click.style(f"  {group.path}", dim=True)
    for rows, lines in groupby(group.lines, key=lambda line: line.rows):
        held = list(lines)
        changed = [line for line in held if line.kind == "changed"] if rows else []
        if len(changed) >= MANY:
            yield from _table(changed)
        yield from (text for line in held if line not in changed or len(changed) < MANY for text in _line(line))


def _line(line: Line) -> Iterator[str]:
    name = line.name
    if line.kind in ("added", "removed") and name:
        name += " " + click.style(plain(KINDS[line.kind]), fg=COLORS[line.kind])
    short = "; ".join(edit.said for edit in line.edits if not edit.pieces)
    head = ": ".join(part for part in (name, line.said or short) if part)
    texts = [edit for edit in line.edits if edit.pieces]
    if head and not (texts and head == name and len(texts) == 1):
        yield f"  {head}"
    yield from (_words(edit, name if head == name and len(texts) == 1 else "") for edit in texts)


def _words(edit: Edit, name: str) -> str:
    label = ", ".join(part for part in (name, edit.name) if part)
    return f"  {'' if name else '  '}{label}: {''.join(map(_piece, edit.pieces))}"


def _piece(piece: Piece) -> str:
    text = piece.text.replace("\n", " ")
    if piece.kind == "gone":
        return click.style(f"[-{text}-]", fg="red")
    return click.style(f"{{+{text}+}}", fg="green") if piece.kind == "come" else text


def _table(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the changed rows of one list as a table; long texts stand below it."""
    heads = [_("row"), _("what"), _("before"), _("after")]
    rows = [[line.name, edit.name, edit.old, edit.new] for line in lines for edit in line.edits if _fits(edit)]
    widths = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)]
    if rows:
        yield "  " + click.style("  ".join(map(_padded, heads, widths)).rstrip(), bold=True)
        yield from ("  " + "  ".join(map(_padded, row, widths)).rstrip() for row in rows)
    for line in lines:
        yield from (_words(edit, line.name) if edit.pieces else f"  {line.name}: {edit.said}" for edit in line.edits if not _fits(edit))


def _fits(edit: Edit) -> bool:
    return not edit.pieces and max(cells(edit.old), cells(edit.new)) <= CELL


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _reach(voice: Voice, reach: Reach) -> Iterator[str]:
    lines = reach_lines(voice, reach)
    if not lines:
        return
    yield click.style(_("What it moves"), bold=True)
    yield from (f"  {line}" for line in lines)
    for one in reach.touched[:MOST]:
        count = " " + ngettext("({count} document)", "({count} documents)", one.members) if one.members else ""
        yield f"    {click.style(one.id, bold=True)}{count}  {one.title}"
        yield f"      {one.change}"
    if len(reach.touched) > MOST:
        yield "    " + ngettext("and {count} more", "and {count} more", len(reach.touched) - MOST)
    yield ""
