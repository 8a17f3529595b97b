"""Blocks as XHTML: what WeasyPrint prints and a browser shows.

In: a sheet and its format. Out: well-formed markup whose ids are the addresses. Looks are classes of ``css``; only what is
measured for one block (width of a rule, of a column, of a box) is written beside it.
"""

from __future__ import annotations

from html import escape
from itertools import takewhile

from docgen.model.blocks import Cell, Figure, Grid, Para, Row, Rule, Sheet
from docgen.model.format import Format
from docgen.model.paper import Paper, paper
from docgen.write.css import families, page_name
from docgen.write.lines import Markup, classes, identity, notes, paragraph, runs
from docgen.write.overlay import apart
from docgen.write.parts import (
    BOX_LINE,
    BOX_SIDE,
    FOOT_FIRST,
    FOOT_LAST,
    HEAD_FIRST,
    Laid,
    Part,
    addresses,
    box_sides,
    cell_width,
    edges,
    parts,
    together,
)
from docgen.write.redlined import bar, inside, legend
from docgen.write.svg import svg


def markup(sheet: Sheet, format: Format, *, floating: bool, beyond: frozenset[str] = frozenset()) -> str:
    """Return the content of ``body``; footnotes float to the foot of their page, or stand at the end for a browser.

    ``beyond`` are places outside the sheet its links may lead to: those of the file it is joined with others in.
    """
    made = Markup(format, addresses(sheet) | beyond, floating)
    found = parts(sheet, format)
    for place, part in enumerate(found):
        first, last = place == 0, place == len(found) - 1
        orientation = part.section.page
        name = page_name(orientation, part.section.restart, place)
        made.out.append(f'<section class="sheet {name}"{identity(made, part.section.address)}>')
        sheet_of = paper(format.page, orientation)
        _edges(made, sheet, sheet_of, (HEAD_FIRST, FOOT_FIRST) if first else ())
        _part(made, part, sheet_of.text_width)
        _edges(made, sheet, sheet_of, (FOOT_LAST,) if last else ())
        made.out.append(notes(made) if last and not floating else "")
        made.out.append("</section>")
    return "".join(made.out)


def _part(made: Markup, part: Part, column: float) -> None:
    for place, laid in enumerate(part.laid):
        if isinstance(laid.block, Grid):
            _grid(made, laid.block, laid.keep)
        elif isinstance(laid.block, Para):
            paragraph(made, laid.block, column, laid.keep)
        elif isinstance(laid.block, Rule):
            _rule(made, laid.block)
        elif isinstance(laid.block, Figure):
            _figure(made, laid.block, laid.keep)
        elif place < len(part.laid) - 1 or len(part.laid) == 1:
            made.out.append(f'<p class="thin{_keep(laid)}"></p>')  # the last one is Word's alone


def _keep(laid: Laid) -> str:
    return " keep" if laid.keep else ""


def _rule(made: Markup, rule: Rule) -> None:
    made.out.append(f'<div class="rule-{rule.style}" style="width: {rule.width:.2f}pt"></div>')


def _figure(made: Markup, figure: Figure, keep: bool) -> None:
    """A picture stands in a line of its own, as in Word; the id of its place is that of the line."""
    names = f"s-{figure.style}" + (" keep" if keep and not made.format.styles[figure.style].keep else "")
    names += f" {figure.mark.kind}" if figure.mark else ""
    drawing, over = apart(figure.drawing) if made.floating else (figure.drawing, "")
    picture = svg(drawing, families(made.format), figure.alt) + over
    made.out.append(f'<p class="{names}{" drawn" if over else ""}"{identity(made, figure.address)}>{picture}</p>')


def _grid(made: Markup, grid: Grid, keep: bool) -> None:
    names = ("whole " if together(grid) else "") + ("keep " if keep else "")
    width = f'style="width: {sum(grid.widths):.2f}pt"{identity(made, grid.address)}'
    if grid.style == "table":
        made.out.append(f'<table class="{names}ruled" {width}>{_columns(grid)}')
        _rows(made, grid)
        made.out.append("</table>")
        return
    made.out.append(f'<div class="{names}columns {grid.style}" {width}>')
    for row in grid.rows:
        made.out.append("<div>")
        _cells(made, grid, row, "div", identity(made, row.address))
        made.out.append("</div>")
    made.out.append("</div>")


def _columns(grid: Grid) -> str:
    columns = "".join(f'<col style="width: {width:.2f}pt"/>' for width in grid.widths)
    return f"<colgroup>{columns}</colgroup>"


def _rows(made: Markup, grid: Grid) -> None:
    heads = len(list(takewhile(lambda row: row.kind == "head", grid.rows)))
    for tag, cell, rows in (("thead", "th", grid.rows[:heads]), ("tbody", "td", grid.rows[heads:])):
        if not rows:
            continue
        made.out.append(f"<{tag}>")
        for row in rows:
            made.out.append(f'<tr class="{row.kind}">')
            _cells(made, grid, row, cell, identity(made, row.address))
            made.out.append("</tr>")
        made.out.append(f"</{tag}>")


def _cells(made: Markup, grid: Grid, row: Row, tag: str, place: str) -> None:
    """Write the cells of a row; the first holds the row's ``place``.

    WeasyPrint works out the looks of an element once for all of its like, but anew for one with an id and for all within it: an id of
    the row itself cost a seventh of a table's time.
    """
    column = 0
    side = made.format.table["side"] if grid.style == "table" else 0.0
    for cell in row.cells:
        width = cell_width(grid, column, cell)
        room, more = width - 2 * side, _cell_attributes(cell, width, tag)
        made.offset = sum(grid.widths[:column]) + side
        alone = _alone(made, cell) if tag != "div" else None
        if alone is None:
            made.out.append(f"<{tag}{place}{more}>")
            _cell(made, cell, room)
        else:
            made.out.append(f'<{tag}{place} class="{classes(alone)}"{more}>{runs(made, alone, room)}')
        made.out.append(f"</{tag}>")
        column += cell.span
        place = ""
    made.offset = 0.0


def _cell_attributes(cell: Cell, width: float, tag: str) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    if tag == "div":
        return f' style="width: {width:.2f}pt"'
    return f' scope="col"{span}' if tag == "th" else span


def _alone(made: Markup, cell: Cell) -> Para | None:
    """Return the paragraph of a cell that has one and no more, and says nothing a cell cannot: it needs no element of its own, which
    takes a twelfth off the time of a table."""
    para = cell.blocks[0] if len(cell.blocks) == 1 else None
    if not isinstance(para, Para) or not para.text or para.address or para.outline or para.inset or bar(para, 0.0)[1]:
        return None
    style = made.format.styles[para.style]
    return None if style.box or style.before or style.left or style.right else para


def _cell(made: Markup, cell: Cell, room: float) -> None:
    for block in cell.blocks:
        if isinstance(block, Para):
            paragraph(made, block, room, False)
        else:
            _rule(made, block)


def _edges(made: Markup, sheet: Sheet, sheet_of: Paper, places: tuple[str, ...]) -> None:
    """Write the lines outside the text; the foot of the last page hangs below the text, wherever that ends."""
    for place in places:
        found = edges(sheet, place)
        said = legend(sheet) if place == FOOT_FIRST and sheet.edges is not None else ""
        if found or said:
            lines = said + "".join(_edge_line(made, line, sheet_of.text_width) for line in found)
            under = f' style="top: {sheet_of.height - sheet_of.top - sheet_of.bottom:.2f}pt"' if place == FOOT_LAST else ""
            made.out.append(f'<div class="{place}"{under}>{lines}</div>')


def _edge_line(made: Markup, line: Para, column: float) -> str:
    more = ""
    if made.format.styles[line.style].box:
        left, right = (side - BOX_SIDE - BOX_LINE for side in box_sides(line.text, line.style, column, made.format))
        more = f' style="margin-left: {left:.2f}pt; margin-right: {right:.2f}pt"'
    return f'<p class="s-{line.style}"{more}>{"".join(inside(escape(run.text, quote=False), run.mark) for run in line.runs)}</p>'
