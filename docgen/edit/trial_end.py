"""The report at the end of a rehearsal as a draft: results of all days, difficulties by class, lessons.

In: the office, the rehearsal as known at a moment, who reports. Out: a document; its words stand in ``templates/drafts/trial-end.yaml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.edit.drafts import free_id
from docgen.edit.skeletons import Words, filled, skeleton
from docgen.edit.speaking import Speaking
from docgen.edit.trial_draft import difficulty, drill_row, matrix, numbers_of, receivers
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.progress import DIFFICULTIES
from docgen.track.rehearsal import Day, Rehearsal
from docgen.track.rows import TaskRow
from docgen.track.state import CLOSED
from docgen.track.trial import Final, Line, final

NAME = "trial-end"
OTHER = "other"
MOST_NOTES = 3
"""Lessons of a drill in the text, those that most units wrote; all of them stand in an annex."""


def end_draft(office: Office, rehearsal: Rehearsal, issuer: str, folders: Sequence[Path]) -> Document:
    """Return the report of all days until the moment. Raises ``Refused`` where the words cannot be read."""
    path, data = skeleton(folders, NAME)
    said, speaking = Words(path, data), Speaking(office, issuer, rehearsal.moment.day)
    made = filled(path, data, _known(office, rehearsal, speaking, said))
    return made.model_copy(update={"tables": (*made.tables, matrix(rehearsal, speaking, said))})


def _known(office: Office, rehearsal: Rehearsal, speaking: Speaking, said: Words) -> dict[str, Any]:
    """Return what fills the blanks."""
    figures, plan, numbers = final(rehearsal), rehearsal.plan, numbers_of(rehearsal)
    days = [day for day, _ in figures.days] or [rehearsal.moment.day]
    open_ = [row for row in figures.difficulties if row.standing.state not in CLOSED]
    return {
        "id": free_id(office, f"bc-{plan.id}-tong-ket"),
        "issuer": speaking.issuer,
        "plan": speaking.document(plan.id),
        "day": rehearsal.moment.day,
        "date": speaking.date,
        "first": days[0],
        "last": days[-1],
        "asked": len(figures.asked),
        "whole": len(figures.asked) - len(figures.unfinished),
        "unfinished": list(figures.unfinished),
        "lines": [drill_row(line, numbers, line.drill.title) for line in figures.lines],
        "days": [_day(speaking, day, lines, numbers) for day, lines in figures.days],
        "raised": len(figures.difficulties),
        "solved": len(figures.difficulties) - len(open_),
        "classes": _classes(figures.difficulties, said),
        "open": [difficulty(speaking, row, said) for row in open_],
        "lessons": _lessons(figures),
        "notes": [
            {"unit": speaking.name(one.unit), "n": str(numbers[one.drill.id]), "day": speaking.date(one.day), "note": one.note}
            for one in figures.lessons
        ],
        "drills": [{"n": numbers[drill.id], "title": drill.title} for drill in rehearsal.drills],
        "signer": speaking.signer,
        "receivers": receivers(plan),
        "filed": speaking.filed,
    }


def _day(speaking: Speaking, day: Day, lines: Sequence[Line], numbers: Mapping[str, int]) -> dict[str, str]:
    """Return the sums of a day over its drills."""
    sums = {"passed": 0, "failed": 0, "not_done": 0, "silent": 0}
    for line in lines:
        for key in sums:
            sums[key] += getattr(line, key)
    drills = ", ".join(str(numbers[line.drill.id]) for line in lines)
    return {"day": speaking.date(day), "drills": drills, **{key: speaking.number(number) for key, number in sums.items()}}


def _classes(rows: Sequence[TaskRow], said: Words) -> list[dict[str, str]]:
    """Return how many difficulties of each class were told, solved, are open; classes without any are left out."""
    told = Counter(_class(row) for row in rows)
    closed = Counter(_class(row) for row in rows if row.standing.state in CLOSED)
    return [
        {"class": said.say(name), "raised": str(told[name]), "solved": str(closed[name]), "open": str(told[name] - closed[name])}
        for name in (*DIFFICULTIES, OTHER)
        if told[name]
    ]


def _class(row: TaskRow) -> str:
    return (row.item.problem.class_ if row.item.problem else None) or OTHER


def _lessons(figures: Final) -> list[dict[str, str]]:
    """Return for each drill the lessons that most units wrote."""
    found: dict[str, Counter[str]] = {}
    titles = {line.drill.id: line.drill.title for line in figures.lines}
    for lesson in figures.lessons:
        found.setdefault(lesson.drill.id, Counter())[lesson.note.strip()] += 1
    return [
        {"title": titles.get(id_, id_), "notes": " ".join(note for note, _ in notes.most_common(MOST_NOTES))}
        for id_, notes in found.items()
    ]
