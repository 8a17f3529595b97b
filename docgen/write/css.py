"""The format as CSS.

In: a format. Out: the rules WeasyPrint prints by, under which its lines and pages break as Word's do, and the rules that
show the same pages in a browser. What an engine needs beyond the law stands at the top, with the measurement beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.model.format import Format, Style
from docgen.model.paper import Orientation, Paper, paper
from docgen.write.looks import THAI_SINGLE
from docgen.write.notes import FOOTNOTE, NOTE_ROOM
from docgen.write.parts import BOX_ABOVE, BOX_LINE, BOX_SIDE, FOOT_FIRST, FOOT_LAST, HEAD_FIRST
from docgen.write.redlined import CSS as REDLINE
from docgen.write.sections import FOOT_DROP

SINGLE = 1.15
"""A single line of Times New Roman in Word, in sizes of its letters; WeasyPrint's ``normal`` is 1.107."""
RAISED = "font-size: 0.58em; vertical-align: 0.57em; line-height: 0"
"""LibreOffice sets a raised mark at 58 % of the letters, 33 % above the line; Word differs by less than a point."""
ROUNDING = 0.1
"""Below the last footnote, in points: WeasyPrint compares sums of floats and may find a note one 10⁻¹³ too high, which then
goes to the next page."""
SIDES = "ab"
"""Sections take the page names ``…-a`` and ``…-b`` in turn, so that each is a group of its own with a first page."""
# Word neither kerns nor joins letters unless told to. Word drops the space above a paragraph at the head of a page, but not where a section
# begins; WeasyPrint takes every page with a name for such a beginning, hence margin-break.
BASE = """
html { font-kerning: none; font-variant-ligatures: none; hyphens: manual; overflow-wrap: break-word; color: #000 }
body, p, h1, h2, h3, h4, h5, h6 { margin: 0; padding: 0 }
p, h1, h2, h3, h4, h5, h6 { orphans: 2; widows: 2; break-before: auto; break-after: auto; break-inside: auto; bookmark-level: none }
.tabs { white-space: pre-wrap; tab-size: 36pt }
a, a:link, a:visited { color: inherit; text-decoration: inherit }
table { border-collapse: collapse; table-layout: fixed; box-sizing: border-box; text-align: left }
td, th { box-sizing: border-box; vertical-align: top; font-weight: normal }
th { vertical-align: middle }
thead, tbody { vertical-align: top }
tr { break-inside: avoid }
tr.group { break-after: avoid }
tr.sum { break-before: avoid }
b { font-weight: bold } i { font-style: italic } u { text-decoration: underline }
.columns { display: table; table-layout: fixed; border-spacing: 0 }
.columns > div { display: table-row; break-inside: avoid }
.columns > div > div { display: table-cell; vertical-align: top; padding: 0 }
.whole { break-inside: avoid; break-before: avoid }
.keep { break-after: avoid }
p.keep, h1.keep, h2.keep, h3.keep, h4.keep, h5.keep, h6.keep { break-inside: avoid }
p > svg { display: block; margin: 0 auto }
.drawn { position: relative }
.thin { height: 0.1pt; line-height: 0.1pt }
.sheet + .sheet { break-before: page }
.sheet * { margin-break: discard }
.sheet > :first-child { margin-break: keep }
"""
HEADINGS = "".join(f".o{level} {{ bookmark-level: {level}; bookmark-label: attr(data-label) }}\n" for level in range(1, 7))
SCREEN = """
@media screen {
  html { background: #777 }
  body { margin: 12pt auto; width: max-content }
  .sheet { background: #fff; margin: 0 auto 12pt; box-sizing: border-box; position: relative; box-shadow: 0 1pt 4pt #333 }
  .notes { border-top: 0.5pt solid #000; margin-top: 24pt }
  .foot-last { position: static }
  .mark { font-size: 58%; vertical-align: super; line-height: 0 }
}
"""


def print_css(format: Format, language: str) -> str:
    """Return the style sheet for paper."""
    single = THAI_SINGLE if language == "th" else SINGLE
    fixed = (BASE, REDLINE, HEADINGS, family_css(families(format)))
    return "".join((*fixed, *_pages(format), *_styles(format, single), *_notes(format, single), *_tables(format)))


def screen_css(format: Format, language: str) -> str:
    """Return the style sheet for a browser: the same pages as sheets of paper on a grey ground."""
    return "".join((print_css(format, language), SCREEN, _screen_edges(format), *_sheets(format)))


def families(format: Format) -> tuple[str, ...]:
    """Return the law's font first, then what has its metrics, then the faces of other scripts."""
    scripts = sorted(format.fonts, key=lambda script: script != "latin")
    return (format.font, *(name for script in scripts for name in format.fonts[script]))


def family_css(names: tuple[str, ...]) -> str:
    """Return the rule that sets the families of all text."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"html {{ font-family: {quoted}, serif; line-height: {SINGLE} }}\n"


def _pages(format: Format) -> Iterator[str]:
    page = format.page
    number = f"font-size: {page.number_size:g}pt; line-height: {SINGLE}; vertical-align: top; padding-top: {page.number_edge:g}pt"
    yield f"@page {{ @top-center {{ content: counter(page); {number} }} }}\n"
    for orientation in ("portrait", "landscape"):
        size = _size(paper(page, orientation))
        for side in SIDES:
            begin, more = f"{orientation}-{side}", f"{orientation}-more-{side}"
            yield f".{begin} {{ page: {begin} }} .{more} {{ page: {more} }}\n@page {begin} {{ {size} }}\n@page {more} {{ {size} }}\n"
            yield f"@page :nth(1 of {begin}) {{ counter-reset: page 1; @top-center {{ content: none }} }}\n"
    yield from _edges(format)


def _size(sheet: Paper) -> str:
    margin = f"{sheet.top:g}pt {sheet.right:g}pt {sheet.bottom:g}pt {sheet.left:g}pt"
    return f"size: {sheet.width:g}pt {sheet.height:g}pt; margin: {margin}"


def _edges(format: Format) -> Iterator[str]:
    """The marks outside the text: first page, last page."""
    edge, line = f"{format.page.number_edge:g}pt", f"{format.table['line']:g}pt"
    yield f".{HEAD_FIRST} {{ position: running({HEAD_FIRST}) }} .{FOOT_FIRST} {{ position: running({FOOT_FIRST}) }}\n"
    head = f"@top-center {{ content: element({HEAD_FIRST}); vertical-align: top; padding-top: {edge} }}"
    foot = f"@bottom-center {{ content: element({FOOT_FIRST}); vertical-align: bottom; padding-bottom: {edge}; width: 100% }}"
    yield "".join(f"@page {orientation}-a:first {{ {head} {foot} }}\n" for orientation in ("portrait", "landscape"))
    yield f".{FOOT_FIRST}, .{FOOT_LAST} {{ border-top: {line} solid #000; padding-top: 1pt }}\n"
    yield f".{FOOT_LAST} {{ position: absolute; left: 0; right: 0; margin-top: {FOOT_DROP:g}pt }}\n"


def _styles(format: Format, single: float) -> Iterator[str]:
    for key, style in format.styles.items():
        yield f".s-{key} {{ {_look(key, style, format, single)} }}\n"
    for key, rule in format.rules.items():
        weight = f"border-bottom: {rule.weight:g}pt solid #000"
        yield f".rule-{key} {{ height: {rule.gap:g}pt; {weight}; margin: 0 auto; break-after: avoid }}\n"


def _notes(format: Format, single: float) -> Iterator[str]:
    """Footnotes; the mark in the text is raised from the letters of the text, hence the note's own letters one level down."""
    style = format.styles[FOOTNOTE]
    _, height = _line(style, single)
    yield f".note {{ float: footnote; footnote-display: block; line-height: {height}; text-indent: {style.first:g}pt }}\n"
    yield f".note {{ text-align: {style.align}; font-style: normal; font-weight: normal }}\n"
    yield f".note::footnote-call {{ content: counter(footnote); {RAISED} }}\n"
    yield f'.note::footnote-marker {{ content: counter(footnote) " "; {RAISED} }}\n'
    room = f"{(NOTE_ROOM - 0.5 - ROUNDING) / 2:g}pt"
    yield f"@page {{ @footnote {{ margin-top: {room}; padding: {room} 0 {ROUNDING}pt; border-top: 0.5pt solid #000 }} }}\n"


def _look(key: str, style: Style, format: Format, single: float) -> str:
    """Return the declarations of a style; an empty paragraph is one line high, as in Word."""
    line, height = (f"{format.sign_gap:g}pt",) * 2 if key == "sign-gap" else _line(style, single)
    parts = [
        f"font-size: {style.size:g}pt; font-weight: {'bold' if style.bold else 'normal'}",
        f"font-style: {'italic' if style.italic else 'normal'}; text-align: {style.align}; text-indent: {style.first:g}pt",
        f"margin: {style.before:g}pt {style.right:g}pt 0 {style.left:g}pt; line-height: {line}; min-height: {height}",
    ]
    if style.underline:
        parts.append("text-decoration: underline")
    if style.keep:
        parts.append("break-after: avoid; break-inside: avoid")
    if style.color != "000000":
        parts.append(f"color: #{style.color}")
    if style.box:
        parts.append(f"border: {BOX_LINE:g}pt solid #{style.color}; padding: {BOX_ABOVE:g}pt {BOX_SIDE:g}pt")
    return "; ".join(parts)


def _line(style: Style, single: float) -> tuple[str, str]:
    """Return ``line-height`` and the height of one line."""
    rule, amount = style.line
    if rule == "exactly":
        return f"{amount:g}pt", f"{amount:g}pt"
    return f"{single * amount:g}", f"{single * amount * style.size:g}pt"


def _tables(format: Format) -> Iterator[str]:
    """Word counts the margin of a cell from the middle of its line, CSS from its edge: half a line on both sides."""
    line, side, above = format.table["line"], format.table["side"], format.table["above"]
    yield f".ruled td, .ruled th {{ border: {line:g}pt solid #000; padding: {above:g}pt {side - line / 2:g}pt }}\n"


def _sheets(format: Format) -> Iterator[str]:
    for orientation in ("portrait", "landscape"):
        sheet = paper(format.page, orientation)
        names = ", ".join(f".{orientation}{more}-{side}" for more in ("", "-more") for side in SIDES)
        margin = f"{sheet.top:g}pt {sheet.right:g}pt {sheet.bottom:g}pt {sheet.left:g}pt"
        yield f"@media screen {{ {names} {{ width: {sheet.width:g}pt; min-height: {sheet.height:g}pt; padding: {margin} }} }}\n"


def _screen_edges(format: Format) -> str:
    """A browser knows no running elements: the marks of the first page are set where paper has them."""
    sheet, edge = paper(format.page, "portrait"), f"{format.page.number_edge:g}pt"
    sides = f"position: absolute; left: {sheet.left:g}pt; right: {sheet.right:g}pt"
    return f"@media screen {{ .{HEAD_FIRST} {{ {sides}; top: {edge} }} .{FOOT_FIRST} {{ {sides}; bottom: {edge} }} }}\n"


def page_name(orientation: Orientation, restart: bool, place: int) -> str:
    """Return the class and page name of the section at ``place``."""
    return f"{orientation}{'' if restart else '-more'}-{SIDES[place % 2]}"
