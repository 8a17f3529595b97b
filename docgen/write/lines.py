"""Paragraphs as XHTML: their text with its looks, links and footnotes.

In: a paragraph and the width of its column. Out: pieces of markup, kept with what is known of the sheet being written. ``markup`` writes
sheets and tables of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from docgen.model.blocks import Para, Run
from docgen.model.format import Format
from docgen.words.measure import width
from docgen.write.parts import BOX_LINE, BOX_SIDE, box_sides
from docgen.write.redlined import bar, inside

WIDE = 250.0
"""Points; no word with a slash is wider, so it need not be measured."""
LABEL = 100
"""Longest line of the outline; an article without title is its whole text."""
_HYPHEN, _SLASH = re.compile(r"(?<=\w)-(?=\d)"), re.compile(r"/(?=[^\W\d])|(?<=[^\W\d])/(?=\d)")
_SLASHED = re.compile(r"[^\s-]*/[^\s-]*")
_BLANK = re.compile(r" {2,}")
_SAFE = "/@:!$&'()*+,;=-._~"


@dataclass(slots=True)
class Markup:
    """What is written of one sheet: pieces so far, ids set, the footnotes, which a browser gets at the end; and the width, the
    letters and the column of the paragraph being written."""

    format: Format
    targets: frozenset[str]
    floating: bool
    out: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    notes: list[tuple[Run, ...]] = field(default_factory=list)
    room: float = 0.0
    offset: float = 0.0
    size: float = 0.0


def identity(made: Markup, address: str) -> str:
    """Return the id of an address the first time it is met."""
    if not address or address in made.ids:
        return ""
    made.ids.add(address)
    return f' id="{escape(address)}"'


def paragraph(made: Markup, para: Para, column: float, keep: bool) -> None:
    """Write a paragraph in a column so wide."""
    style = made.format.styles[para.style]
    more = identity(made, para.address)
    before, drawn = bar(para, made.offset)
    if style.box:
        left, right = (side - BOX_SIDE - BOX_LINE for side in box_sides(para.text, para.style, column, made.format))
        more += f' style="margin-left: {left:.2f}pt; margin-right: {right:.2f}pt"'
    elif drawn:
        more += f' style="{drawn}; padding: 0 {para.inset:g}pt 0 {before + style.left + para.inset:.2f}pt"'
    elif para.inset:
        more += f' style="padding: 0 {para.inset:g}pt"'
    tag, looks = "p", classes(para) + (" keep" if keep and not style.keep else "")
    if para.outline:
        tag, looks = f"h{min(para.outline, 6)}", f"{looks} o{min(para.outline, 6)}"
        more += f' data-label="{escape(label(para.text))}"'
    made.out.append(f'<{tag} class="{looks}"{more}>{runs(made, para, column)}</{tag}>')


def classes(para: Para) -> str:
    """Return the classes of a paragraph."""
    return f"s-{para.style}" + (" tabs" if "\t" in para.text else "")


def runs(made: Markup, para: Para, column: float) -> str:
    """Return the text of a paragraph in a column so wide."""
    made.room, made.size = column, made.format.styles[para.style].size
    return "".join(_run(made, run) for run in para.runs)


def label(text: str) -> str:
    """Return a line for the outline: the text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= LABEL else line[:LABEL].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _run(made: Markup, run: Run) -> str:
    text = _as_word_breaks(run.text, made.room, made.size) if made.floating else run.text
    text = escape(text, quote=False).replace("\n", "<br/>")
    if "  " in text:
        text = _BLANK.sub(lambda blank: "\u00a0" * (len(blank[0]) - 1) + " ", text)
    for tag, on in (("u", run.underline), ("i", run.italic), ("b", run.bold)):
        text = f"<{tag}>{text}</{tag}>" if on and run.text else text
    text = inside(text, run.mark)
    if run.href in made.targets:
        text = f'<a href="#{escape(quote(run.href, safe=_SAFE))}">{text}</a>'
    return text + inside(_note(made, run.note), run.mark) if run.note else text


def _as_word_breaks(text: str, room: float, size: float) -> str:
    """Return text whose lines Pango ends where Word does, by marks without width that leave no trace in the PDF's text.

    Word ends a line after a hyphen, before a digit too (2020-2025), and after a slash (145/QĐ-UBND) only where the word is wider
    than the column; Pango follows Unicode (UAX 14), which has both the other way round. (LibreOffice moves 47-KH/BCĐ as a whole
    when BCĐ does not fit.)
    """
    if "-" not in text and "/" not in text:
        return text
    return _HYPHEN.sub("-\u200b", _SLASHED.sub(lambda word: _joined(word[0], room, size), text))


def _joined(word: str, room: float, size: float) -> str:
    return _SLASH.sub("/\u2060", word) if room > WIDE or width(word, size, bold=True) <= room else word


def _note(made: Markup, note: tuple[Run, ...]) -> str:
    made.notes.append(note)
    if made.floating:
        return f'<span class="note"><span class="s-footnote">{"".join(_run(made, run) for run in note)}</span></span>'
    return f'<a class="mark" href="#note-{len(made.notes)}">{len(made.notes)}</a>'


def notes(made: Markup) -> str:
    """Return the footnotes as a browser shows them: at the end."""
    if not made.notes:
        return ""
    lines = (
        f'<p class="s-footnote" id="note-{number}"><span class="mark">{number}</span> {"".join(_run(made, run) for run in note)}</p>'
        for number, note in enumerate(tuple(made.notes), start=1)
    )
    return f'<div class="notes">{"".join(lines)}</div>'
