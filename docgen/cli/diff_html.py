"""A review as a page for a browser: one file, no script, nothing loaded from elsewhere.

In: a review. Out: lines of HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.cli.diff_text import KINDS, MANY
from docgen.cli.speech import _, language, ngettext, plain
from docgen.review.summary import Review, reach_lines, summary
from docgen.review.told import Edit, Group, Line
from docgen.review.voice import Voice

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 0}code{color:#555;font-size:.85rem}"
    "ins{background:#d9f2dd;color:#0b5d1e;text-decoration:underline}del{background:#fbdcdc;color:#8c1515}"
    "table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #bbb;padding:.2rem .5rem;text-align:left;vertical-align:top}"
    "ul{margin:.3rem 0}.mark{font-weight:600}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}code{color:#aaa}ins{background:#12351b;color:#a5e6b4}"
    "del{background:#431818;color:#f2b8b8}th,td{border-color:#555}}"
)
TAGS = {"gone": "del", "come": "ins"}


def html_form(found: Review) -> Iterator[str]:
    """Yield the page."""
    voice = Voice(language())
    title = html.escape(" → ".join(found.names))
    yield f'<!DOCTYPE html>\n<html lang="{language()}">\n<head><meta charset="utf-8">'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>'
    yield f"<style>{STYLE}</style></head>\n<body>"
    yield f"<h1>{title}</h1>"
    whole = summary(voice, found) or _("nothing changed")
    yield f"<p><strong>{html.escape(whole)}</strong></p>"
    yield from _list([html.escape(line) for line in reach_lines(voice, found.reach)])
    yield from _list([html.escape(_("the layout changed: {path}", path=path)) for path in found.layout])
    for group in found.groups:
        yield from _group(group)
    yield from _touched(found)
    yield "</body>\n</html>"


def _group(group: Group) -> Iterator[str]:
    mark = "" if group.kind == "changed" else f' <span class="mark">[{html.escape(plain(KINDS[group.kind]))}]</span>'
    yield f"<section>\n<h2>{html.escape(group.title)}{mark}</h2>\n<code>{html.escape(group.path)}</code>"
    for rows, lines in groupby(group.lines, key=lambda line: line.rows):
        held = list(lines)
        changed = [line for line in held if line.kind == "changed"] if rows else []
        table = len(changed) >= MANY
        yield from _list([_line(line) for line in held if not (table and line in changed)])
        if table:
            yield from _table(changed)
    yield "</section>"


def _list(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield "<ul>"
        yield from (f"<li>{item}</li>" for item in items)
        yield "</ul>"


def _line(line: Line) -> str:
    mark = f' <span class="mark">{html.escape(plain(KINDS[line.kind]))}</span>' if line.kind in ("added", "removed") and line.name else ""
    told = [html.escape(line.said)] if line.said else []
    told += [html.escape(edit.said) if not edit.pieces else f"{html.escape(edit.name)}: {_words(edit)}" for edit in line.edits]
    return ": ".join(part for part in (html.escape(line.name) + mark, "; ".join(told)) if part)


def _table(lines: Sequence[Line]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in (_("row"), _("what"), _("before"), _("after")))
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for line in lines:
        for edit in line.edits:
            old, new = (_words(edit, "come"), _words(edit, "gone")) if edit.pieces else (html.escape(edit.old), html.escape(edit.new))
            yield f"<tr><td>{html.escape(line.name)}</td><td>{html.escape(edit.name)}</td><td>{old}</td><td>{new}</td></tr>"
    yield "</tbody>\n</table>"


def _touched(found: Review) -> Iterator[str]:
    if found.reach.touched:
        title = _("Documents that print another text")
        yield f"<section>\n<h2>{html.escape(title)}</h2>"
        counts = [ngettext("({count} document)", "({count} documents)", one.members) if one.members else "" for one in found.reach.touched]
        yield from _list(
            [
                f"{html.escape(' '.join((one.title, count)).strip())}: {html.escape(one.change)}"
                for one, count in zip(found.reach.touched, counts, strict=True)
            ]
        )
        yield "</section>"


def _words(edit: Edit, without: str = "") -> str:
    found = ((TAGS.get(piece.kind), html.escape(piece.text)) for piece in edit.pieces if piece.kind != without)
    return "".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in found)
