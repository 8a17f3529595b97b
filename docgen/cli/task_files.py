"""Followed tasks as files: an Excel workbook for the meeting, a calendar for whoever must not forget.

In: rows with their standing. Out: bytes; what is said in them is in the reader's language.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from docgen.cli.speech import _, plain
from docgen.cli.task_matrix import COUNTS, counts
from docgen.cli.task_table import actor
from docgen.cli.task_words import LOOKS, NAMES, SIGNS, name, total_line
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.titles import short_title
from docgen.track import Count, TaskRow
from docgen.track.matrix import Matrix, matrix
from docgen.track.state import CLOSED
from docgen.track.totals import Total, by_agency, by_document, by_unit, in_all, percent_done
from docgen.words.dates import short_day
from docgen.write.ics import Deadline, ics
from docgen.write.workbook import Cell, Column, Sheet, Workbook
from docgen.write.xlsx import xlsx

Day = datetime.date
Named = Callable[[str], str]
Marks = dict[tuple[int, int | None], str]
ON_PAPER = 11
"""Columns of the list that are printed; those behind them are for sorting and for other programs."""


def workbook(office: Office, rows: Sequence[TaskRow], day: Day) -> bytes:
    """Return the workbook: the list, the sums by agency, unit and document, and the matrix where units have tasks."""
    named: Named = cache(partial(name, office, day=day))
    titled: Callable[[Document], str] = _titled(office)
    sums = [
        _sums((_("By agency"), _("Agency")), [(named(one.key), one) for one in by_agency(office, rows)], rows),
        _sums((_("By unit"), _("Unit")), [(named(one.key), one) for one in by_unit(office, rows)], rows),
        _sums((_("By document"), _("Document")), [(_title(office, one.key), one) for one in by_document(rows)], rows),
    ]
    found = matrix(rows)
    sheets = [_list(rows, named, titled), *(sheet for sheet in sums if sheet.rows), *([_matrix(found, named)] if found.cells else [])]
    head = tuple(text for text in (office.settings.name, _("Tasks and their state on {day}", day=short_day(day))) if text)
    titles = (*head, total_line(in_all(rows)))
    return xlsx(Workbook(tuple(replace(sheet, titles=titles) for sheet in sheets), head[-1], office.settings.name, day))


def calendar(office: Office, rows: Sequence[TaskRow], day: Day) -> bytes:
    """Return the calendar of the open tasks that have a deadline."""
    named: Named = cache(partial(name, office, day=day))
    titled = _titled(office)
    return ics(office.settings.name or _("Tasks"), [_deadline(row, named, titled) for row in rows if _is_coming(row)])


MAKERS: Mapping[str, Callable[[Office, Sequence[TaskRow], Day], bytes]] = {"xlsx": workbook, "ics": calendar}


def _titled(office: Office) -> Callable[[Document], str]:
    """Return what names a document, worked out once for each."""
    known: dict[str, str] = {}

    def title(document: Document) -> str:
        if document.id not in known:
            known[document.id] = short_title(office, document)
        return known[document.id]

    return title


def _title(office: Office, id_: str) -> str:
    document = office.documents[id_]
    return f"{short_title(office, document)}: {document.subject}" if document.number else short_title(office, document)


def _list(rows: Sequence[TaskRow], named: Named, titled: Callable[[Document], str]) -> Sheet:
    """Return the list of tasks; the state is coloured."""
    columns = (
        Column("state", _("State of the task"), 17),
        Column("due", _("Due"), 12, "day"),
        Column("days_late", _("Days late"), 7, "int"),
        Column("percent", _("Done"), 7, "percent"),
        Column("do", _("What is to be done"), 42),
        Column("lead", _("Lead"), 20),
        Column("with", _("With"), 22),
        Column("person", _("Person"), 16),
        Column("unit", _("Unit"), 16),
        Column("document", _("Document"), 22),
        Column("cause", _("Cause"), 24),
        Column("first_due", _("First deadline"), 12, "day"),
        Column("last_report", _("Last report"), 12, "day"),
        Column("number", _("Number"), 10),
        Column("document_id", _("Id of the document"), 24),
        Column("id", _("Address of the task"), 34),
    )
    cells = [_cells(row, named, titled) for row in rows]
    marks: Marks = {(number, 0): LOOKS[row.standing.state] for number, row in enumerate(rows) if row.standing.state in LOOKS}
    return Sheet(_("Tasks"), columns, cells, marks=marks, still=1, paper=ON_PAPER)


def _cells(row: TaskRow, named: Named, titled: Callable[[Document], str]) -> Sequence[Cell]:
    task, standing = row.task, row.standing
    return (
        plain(NAMES[standing.state]),
        standing.due,
        standing.late_by or None,
        standing.percent,
        " ".join(task.do.split()),
        ", ".join(map(named, standing.leads)),
        ", ".join(_named_actor(actor(one), named) for one in task.with_),
        named(task.person) if task.person else None,
        named(row.unit) if row.unit else None,
        titled(row.document),
        standing.cause,
        row.followed.first_due,
        standing.told,
        row.document.number,
        row.document.id,
        row.address,
    )


def _named_actor(id_: str, named: Named) -> str:
    return _("the units of {area}", area=named(id_.removesuffix("/*"))) if id_.endswith("/*") else named(id_)


def _sums(heads: tuple[str, str], totals: Sequence[tuple[str, Total]], rows: Sequence[TaskRow]) -> Sheet:
    """Return a sheet of counts, one line for each key and at last one for all tasks."""
    sheet, of_what = heads
    columns = (
        Column("name", of_what, 50),
        *(Column(key, plain(head).capitalize(), 11, "int") for key, head in COUNTS.items()),
        Column("percent", _("Done"), 9, "percent"),
    )
    cells: list[Sequence[Cell]] = [(text, *_numbers(total.count)) for text, total in totals]
    notes = (_("The last line counts each task once; a task led jointly stands in the line of each lead."),)
    marks: Marks = {(len(cells), None): "total"}
    return Sheet(sheet, columns, [*cells, (_("All"), *_numbers(in_all(rows)))] if cells else [], notes=notes, marks=marks, portrait=True)


def _numbers(made: Count) -> Sequence[Cell]:
    return (*counts(made).values(), percent_done(made))


def _matrix(found: Matrix, named: Named) -> Sheet:
    """Return the matrix: a sign for each state in its colour, sums at the right and below, the meaning of signs and numbers under it."""
    columns = (
        Column("id", "", hidden=True),
        Column("unit", _("Unit"), 24),
        *(Column(task, str(number), 5, "mark") for number, task in enumerate(found.tasks, 1)),
        *(Column(key, plain(head).capitalize(), 9, "int") for key, head in COUNTS.items()),
    )
    cells = [_line(found, unit, named) for unit in found.units]
    marks: Marks = {(at, 2 + place): look for at, unit in enumerate(found.units) for place, look in _looks(found, unit)}
    below = [_foot(found, head, key) for key, head in COUNTS.items()]
    marks |= {(len(cells) + number, None): "total" for number in range(len(below))}
    return Sheet(_("Matrix"), columns, [*cells, *below], notes=tuple(_legend(found)), marks=marks, still=2)


def _line(found: Matrix, unit: str, named: Named) -> Sequence[Cell]:
    signs = (SIGNS[cell.standing.state] if (cell := found.cells.get((unit, task))) else None for task in found.tasks)
    return (unit, named(unit), *signs, *counts(found.of_unit(unit)).values())


def _looks(found: Matrix, unit: str) -> Iterator[tuple[int, str]]:
    for place, task in enumerate(found.tasks):
        cell = found.cells.get((unit, task))
        if cell is not None and cell.standing.state in LOOKS:
            yield place, LOOKS[cell.standing.state]


def _foot(found: Matrix, head: str, key: str) -> Sequence[Cell]:
    """Return the line of one sum under the tasks, that of all tasks in its own column."""
    made = (counts(found.of_task(task))[key] for task in found.tasks)
    return (None, plain(head).capitalize(), *made, *(counts(found.in_all)[one] if one == key else None for one in COUNTS))


def _legend(found: Matrix) -> Iterator[str]:
    states = {cell.standing.state for cell in found.cells.values()}
    yield "; ".join(f"{sign} {plain(NAMES[state])}" for state, sign in SIGNS.items() if state in states)
    work = {task: cell.task.do for (_unit, task), cell in found.cells.items()}
    for number, task in enumerate(found.tasks, 1):
        yield f"{number}: {' '.join(work[task].split())} ({task})"


def _is_coming(row: TaskRow) -> bool:
    return row.standing.due is not None and row.standing.state not in CLOSED


def _deadline(row: TaskRow, named: Named, titled: Callable[[Document], str]) -> Deadline:
    """Return the event of a row. The hour holds for the first deadline only: an extension says a day."""
    standing = row.standing
    lead = ", ".join(map(named, standing.leads))
    said = [
        _("Lead: {names}", names=lead),
        titled(row.document),
        _("State: {state}, {percent} %", state=plain(NAMES[standing.state]), percent=standing.percent),
        row.address,
    ]
    return Deadline(
        address=row.address,
        day=standing.due or row.item.since,
        changed=standing.told or row.item.since,
        summary=f"{' '.join(row.task.do.split())} ({lead})",
        description="\n".join(said),
        categories=(plain(NAMES[standing.state]),),
        at=row.followed.at if standing.due == row.followed.first_due else None,
    )
