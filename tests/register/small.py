"""A small office whose documents wait for their numbers."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from docgen.check import check
from docgen.edit.issue import Given, Wish, issue
from docgen.model.office import Office
from docgen.read import read
from tests.cases.workspace import BASE, DOCUMENT, PROGRAM, build

Day = datetime.date
SIGNED = Day(2025, 6, 25)
TEMPLATES = (PROGRAM / "templates",)
NOTICES = "directives/register/tinh-mau/ubnd/notice-2025.yaml"
DRAFT = (BASE / DOCUMENT).read_text(encoding="utf-8").replace("date: 2025-06-20\n", "")
SERIES = "each: {unit: all, of: tinh-mau}\nsubject: về lịch làm việc của {unit.full}\n"


def lay(root: Path, *ids: str, **more: str) -> Path:
    """Lay the base office with drafts of notices; ``more``: id → lines laid over that draft."""
    build(root, {"files": {}})
    (root / DOCUMENT).unlink()
    for id_ in (*ids, *more):
        keys = {line.partition(":")[0] for line in more.get(id_, "").splitlines()}
        kept = "".join(line for line in DRAFT.splitlines(keepends=True) if line.partition(":")[0] not in keys)
        text = kept.replace("id: tb-mau\n", f"id: {id_}\n") + more.get(id_, "")
        (root / f"directives/{id_}.yaml").write_text(text, encoding="utf-8")
    return root


def office_of(root: Path) -> Office:
    return read(root, TEMPLATES)[0]


def codes(root: Path) -> list[str]:
    """Return the codes of warnings and errors."""
    office, found = read(root, TEMPLATES)
    return [finding.code for finding in check(office, Day(2025, 6, 30), found) if finding.severity != "note"]


def give(root: Path, *ids: str, day: Day = SIGNED, **more: Any) -> Given:
    return issue(root, TEMPLATES, Wish(ids, day, **more))


def numbers(root: Path) -> dict[str, str]:
    """Return document → number as the lines of the notices of 2025 say."""
    from docgen.derive.register import issued

    return {id_: line.number for id_, line in issued(office_of(root)).items()}
