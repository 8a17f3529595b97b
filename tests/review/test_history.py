"""A history of the sample office, compared commit by commit: never a crash, the changes make the one office the other."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.compose.sheet import compose
from docgen.files import trees
from docgen.resolve.document import resolve
from docgen.review import apply
from docgen.review.authors import office_by
from docgen.review.data import sections
from docgen.review.record import Record, record
from docgen.review.redline import redline
from docgen.review.sides import Sides, sides
from docgen.review.summary import Review, review
from docgen.review.voice import Voice
from tests.conftest import TEMPLATES
from tests.review.history import history
from tests.review.tracked import strays


def both(root: Path, before: str, after: str) -> Sides:
    old, new = trees.at_revision(root, before), trees.at_revision(root, after)
    assert old is not None and new is not None
    return sides(old, new, TEMPLATES, root)


def told(found: Sides) -> Review:
    return review(found, ("A", "B"), Voice("vi"))


def redlined(found: Sides) -> int:
    """Make the redlines of what changed in itself; return how many lead to both sides."""
    before, after = found.before.office, found.after.office
    changed = {change.path[1] for change in found.changes if change.path[0] == "documents"}
    made = 0
    for id_ in sorted(changed & {*before.documents} & {*after.documents}):
        if before.documents[id_].each is after.documents[id_].each is None:
            old, new = (compose(resolve(office, office.documents[id_]), TEMPLATES)[0] for office in (before, after))
            assert old is not None and new is not None
            sheet = redline(old, new, office_by("Trần Thị B", new.date))
            assert strays(sheet, old, new, after.formats) == [], id_
            made += 1
    return made


def follow(root: Path, count: int, redlines: int) -> int:
    """Compare all neighbours; return how many could be compared. At least so many redlines lead to both."""
    commits = history(root, count)
    assert len(commits) == count
    compared = made = 0
    for before, after in pairwise(commits):
        found = both(root, before, after)
        if found.before.broken or found.after.broken:
            continue
        compared += 1
        assert sections(apply(found.before.part, found.changes)) == sections(found.after.part)
        first = record(told(found), found.changes)
        Record.model_validate_json(json.dumps(first))
        assert record(told(both(root, before, after)), found.changes) == first
        assert first["groups"] or all(change.kind == "ordered" for change in found.changes)
        made += redlined(found)
    assert made >= redlines
    return compared


@pytest.fixture(autouse=True)
def _no_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


def test_a_short_history(tmp_path: Path) -> None:
    assert follow(tmp_path, 24, 8) > 12


@pytest.mark.slow
def test_a_history_of_200_commits(tmp_path: Path) -> None:
    assert follow(tmp_path, 200, 60) > 100


def test_the_way_back_is_the_way_there_reversed(tmp_path: Path) -> None:
    first, *_, last = history(tmp_path, 12)
    there, back = both(tmp_path, first, last), both(tmp_path, last, first)
    assert {change.path[:2] for change in there.changes} == {change.path[:2] for change in back.changes}
    assert [one.id for one in told(there).reach.touched] == [one.id for one in told(back).reach.touched]
