"""The matrix of units and tasks: for people in blocks of 80 columns, for other programs as rows.

In: a matrix. Out: lines; rows of state names with the counts of each unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import click

from docgen.cli.rows import GAP, Row
from docgen.cli.shown import cells
from docgen.cli.speech import N_, _, plain
from docgen.cli.task_table import WIDTH, cut
from docgen.cli.task_words import COLORS, NAMES, SIGNS, name, total_lines
from docgen.model.office import Office
from docgen.track.matrix import Matrix
from docgen.track.state import Count

Day = datetime.date
COUNTS: Mapping[str, str] = {
    "given": N_("given"),
    "on_time": N_("done on time"),
    "late": N_("done late"),
    "in_time": N_("in time"),
    "overdue": N_("overdue"),
    "cancelled": N_("cancelled"),
}
"""Field of a count → its heading."""
WIDEST_NAME = 24


def counts(made: Count) -> Mapping[str, int]:
    """Return the numbers of a count by field; cancelled ones are in no sum."""
    return {key: getattr(made, key) for key in COUNTS}


def matrix_rows(office: Office, found: Matrix, day: Day) -> Sequence[Row]:
    """Return a row for each unit: its id and name, the state of each task by its address, and the unit's count."""
    return [
        {
            "unit": unit,
            "name": name(office, unit, day),
            **{task: cell.standing.state if (cell := found.cells.get((unit, task))) else None for task in found.tasks},
            **counts(found.of_unit(unit)),
        }
        for unit in found.units
    ]


def matrix_lines(office: Office, found: Matrix, day: Day) -> Iterator[str]:
    """Yield the matrix in blocks as wide as the paper allows, what its signs and numbers mean, and the count of all."""
    if not found.cells:
        yield _("No task here is one that each unit has.")
        return
    shown = {unit: cut(name(office, unit, day), WIDEST_NAME) for unit in found.units}
    wide = max(map(cells, [*shown.values(), _("unit"), _("overdue"), _("done")]))
    numbered = list(enumerate(found.tasks, 1))
    step = len(str(max(len(numbered), len(shown)))) + 1
    sums = {"done": _("done"), "given": _("given"), "overdue": _("overdue")}
    each = max((WIDTH - wide - sum(cells(head) + len(GAP) for head in sums.values())) // step, 1)
    for start in range(0, len(numbered), each):
        yield from _block(found, shown, numbered[start : start + each], (wide, step), sums)
        yield ""
    yield from _legend(found)
    yield ""
    yield from total_lines(found.in_all, WIDTH)


Numbered = Sequence[tuple[int, str]]


def _block(found: Matrix, shown: Mapping[str, str], tasks: Numbered, widths: tuple[int, int], sums: Mapping[str, str]) -> Iterator[str]:
    """Yield some columns of the matrix: the units with their sums of all columns, below them the sums of the columns."""
    wide, step = widths
    heads = "".join(str(number).rjust(step) for number, _address in tasks)
    yield click.style(_padded(_("unit"), wide) + heads + "".join(GAP + head for head in sums.values()), bold=True)
    for unit, text in shown.items():
        signs = "".join(_sign(found, unit, task, step) for _number, task in tasks)
        yield _padded(text, wide) + signs + _sums(found.of_unit(unit), sums)
    for key in ("done", "overdue"):
        made = [_numbers(found.of_task(task))[key] for _number, task in tasks]
        yield _padded(sums[key], wide) + "".join(str(number).rjust(step) for number in made)


def _sign(found: Matrix, unit: str, task: str, step: int) -> str:
    cell = found.cells.get((unit, task))
    if cell is None:
        return " " * step
    return " " * (step - 1) + click.style(SIGNS[cell.standing.state], fg=COLORS.get(cell.standing.state))


def _numbers(made: Count) -> Mapping[str, int]:
    return {"done": made.on_time + made.late, "given": made.given, "overdue": made.overdue}


def _sums(made: Count, sums: Mapping[str, str]) -> str:
    return "".join(GAP + str(_numbers(made)[key]).rjust(cells(head)) for key, head in sums.items())


def _legend(found: Matrix) -> Iterator[str]:
    """Yield the signs that occur, then the tasks by number."""
    states = {cell.standing.state for cell in found.cells.values()}
    line = ""
    for state, sign in SIGNS.items():
        if state in states:
            said = f"{sign} {plain(NAMES[state])}"
            if line and cells(line) + len(GAP) + cells(said) > WIDTH:
                yield line
                line = ""
            line = f"{line}{GAP}{said}" if line else said
    yield line
    work = {task: cell.task.do for (_unit, task), cell in found.cells.items()}
    for number, task in enumerate(found.tasks, 1):
        yield cut(f"{number:>{len(str(len(found.tasks)))}} {task}: {' '.join(work[task].split())}", WIDTH)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
