"""A review as a comment of a merge request: the summary first, each document folded, cut where hosts would refuse it.

In: a review. Out: lines of Markdown. What went stands in ``<del>``, what came in ``<ins>``, as the hosts show them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.cli.diff_text import KINDS, MANY, MOST
from docgen.cli.speech import _, language, ngettext, plain
from docgen.review.summary import Review, reach_lines, summary
from docgen.review.texts import Piece
from docgen.review.told import Edit, Group, Line
from docgen.review.voice import Voice

LARGEST = 65_536
"""Characters of a comment that GitHub takes; GitLab takes more."""
ROOM = 400
"""Kept for the line that says what was left out."""
_SIGNS = re.compile(r"([\\`*_\[\]|~#{}])")
TAGS = {"gone": "del", "come": "ins"}


def markdown_form(found: Review) -> Iterator[str]:
    """Yield the comment; groups that do not fit are counted."""
    voice = Voice(language())
    whole = summary(voice, found) or _("nothing changed")
    head = [f"**{_escaped(whole)}** ({_escaped(' → '.join(found.names))})", ""]
    head += [f"- {_escaped(line)}" for line in reach_lines(voice, found.reach)]
    head += ["- " + _escaped(_("the layout changed: {path}", path=path)) for path in found.layout]
    yield from head
    room = LARGEST - ROOM - sum(len(line) + 1 for line in head)
    left = 0
    for block in [*(_group(group) for group in found.groups), _touched(found)]:
        text = "\n".join(block)
        if text and len(text) + 2 <= room:
            room -= len(text) + 2
            yield ""
            yield text
        elif text:
            left += 1
    if left:
        yield ""
        yield ngettext(
            "{count} section was left out, as a comment may not be longer; docgen diff shows it.",
            "{count} sections were left out, as a comment may not be longer; docgen diff shows them.",
            left,
        )


def _group(group: Group) -> Iterator[str]:
    mark = "" if group.kind == "changed" else f" [{plain(KINDS[group.kind])}]"
    yield f"<details><summary>{html.escape(group.title + mark)}</summary>"
    yield ""
    yield f"`{group.path}`"
    yield ""
    for rows, lines in groupby(group.lines, key=lambda line: line.rows):
        held = list(lines)
        changed = [line for line in held if line.kind == "changed"] if rows else []
        table = len(changed) >= MANY
        yield from (_line(line) for line in held if not (table and line in changed))
        if table:
            yield from _table(changed)
    yield ""
    yield "</details>"


def _line(line: Line) -> str:
    name = _escaped(line.name) + (f" **{plain(KINDS[line.kind])}**" if line.kind in ("added", "removed") and line.name else "")
    told = [_escaped(line.said)] if line.said else []
    told += [_escaped(edit.said) if not edit.pieces else f"{_escaped(edit.name)}: {_words(edit)}" for edit in line.edits]
    return "- " + ": ".join(part for part in (name, "; ".join(told)) if part)


def _table(lines: Sequence[Line]) -> Iterator[str]:
    yield ""
    yield "| " + " | ".join((_("row"), _("what"), _("before"), _("after"))) + " |"
    yield "|---|---|---|---|"
    for line in lines:
        for edit in line.edits:
            if edit.pieces:
                old, new = (_words(edit, without=kind) for kind in ("come", "gone"))
            else:
                old, new = _escaped(edit.old), _escaped(edit.new)
            yield f"| {_escaped(line.name)} | {_escaped(edit.name)} | {old} | {new} |"
    yield ""


def _touched(found: Review) -> Iterator[str]:
    if not found.reach.touched:
        return
    title = _("Documents that print another text")
    yield f"<details><summary>{html.escape(title)}</summary>"
    yield ""
    for one in found.reach.touched[:MOST]:
        count = " " + ngettext("({count} document)", "({count} documents)", one.members) if one.members else ""
        yield f"- {_escaped(one.title)}{count}: {_escaped(one.change)}"
    if len(found.reach.touched) > MOST:
        yield "- " + ngettext("and {count} more", "and {count} more", len(found.reach.touched) - MOST)
    yield ""
    yield "</details>"


def _words(edit: Edit, without: str = "") -> str:
    return "".join(_piece(piece) for piece in edit.pieces if piece.kind != without)


def _piece(piece: Piece) -> str:
    text = _escaped(piece.text)
    tag = TAGS.get(piece.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _escaped(text: str) -> str:
    """Return a text that is only a text: no tag, no emphasis, no link, on one line."""
    return _SIGNS.sub(r"\\\1", html.escape(" ".join(text.split("\n")), quote=False))
