"""The overview page: one HTML file that needs nothing but a browser, neither network nor server.

In: a board of ``docgen.track``, titles of its documents, words for its states, folders of templates. Out: the page, the same bytes each
time. Data stands in it as JSON in which no tag can end; the script writes it as text only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup

from docgen.compose.templates import fill, written
from docgen.model.findings import Finding
from docgen.track.board import COLUMNS, Board
from docgen.words.dates import short_day

NAME = "board"
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script or begin a tag, as JSON may write it instead."""
State = Mapping[str, str]


def page(
    board: Board, titles: Mapping[str, str], states: Sequence[State], speak: tuple[str, Callable[[str], str]], folders: Sequence[Path]
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the page in the reader's language, or what the template does wrong.

    ``titles`` are those of the documents by id, ``states`` have ``id``, ``name`` and ``color`` in the order of ``STATES``;
    ``speak`` is the language and what translates a text into it.
    """
    language, translate = speak
    text, findings = fill(
        f"{NAME}.html",
        folders,
        NAME,
        _=translate,
        board=board,
        day=short_day(board.as_of, language),
        language=language,
        css=Markup(written(f"{NAME}.css", folders)),
        script=Markup(written(f"{NAME}.js", folders)),
        data=Markup(script_json(_data(board, titles, states, language))),
        as_json=lambda value: Markup(script_json(value)),
    )
    return f"{text}\n".encode(), findings


def script_json(value: object) -> str:
    """Return JSON that may stand inside a script element whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter, safe in UNSAFE.items():
        text = text.replace(letter, safe)
    return text


def _data(board: Board, titles: Mapping[str, str], states: Sequence[State], language: str) -> Mapping[str, Any]:
    """Return what the script reads: days as it compares them and as they are printed."""

    def days(day: Any) -> tuple[str, str]:
        return day.isoformat(), short_day(day, language)

    return {
        "asOf": days(board.as_of),
        "language": language,
        "textLanguage": board.language,
        "soon": board.soon,
        "count": asdict(board.count),
        "states": [{**state, "count": board.counted[state["id"]]} for state in states],  # type: ignore[index]
        "actors": board.actors,
        "documents": [
            {
                "id": one.id,
                "title": titles.get(one.id, one.id),
                "subject": one.subject,
                "phases": [
                    {"name": phase.name, "from": days(phase.start), "until": days(phase.end)} for phase in board.phases.get(one.id, ())
                ],
            }
            for one in board.documents
        ],
        "tasks": board.tasks,
        "days": [days(day) for day in board.days],
        "texts": board.texts,
        "columns": COLUMNS,
        "rows": board.rows,
    }
