"""Many clerks at once, killed at every step: no number twice, none lost, register and documents agree after the next issue."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.derive.register import unfinished
from docgen.files.atomic import MARK
from tests.conftest import ROOT
from tests.register.clerk import STEPS
from tests.register.small import NOTICES, PROGRAM, codes, give, lay, numbers, office_of


def start(root: Path, words: list[str], size: int = 1) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.register.clerk", str(root), str(PROGRAM / "templates"), str(size), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    )


def work(root: Path, share: list[str], size: int) -> Iterator[int]:
    """Let a clerk work through a share; one who was killed is followed by another. Yields after every process."""
    left = list(share)
    while left:
        process = start(root, left, size)
        while process.poll() is None:
            yield 0
            time.sleep(0.01)
        _, said = process.communicate()
        assert process.returncode in (0, -9, 9), said.decode()
        at = next((index for index, word in enumerate(left) if ":" in word), len(left) - 1)
        begun = left[at - at % size : at + 1]
        left = [*(word.partition(":")[0] for word in begun), *left[at + 1 :]] if process.returncode else []


def storm(root: Path, clerks: int, each: int, every: int, size: int = 1) -> None:
    """Let ``clerks`` issue ``each`` documents at once; every ``every``-th document kills its clerk, step after step."""
    ids = [f"tb-{n}" for n in range(clerks * each)]
    lay(root, *ids)
    words = [f"{id_}:{STEPS[n // every % len(STEPS)]}" if n % every == every - 1 else id_ for n, id_ in enumerate(ids)]
    teams = [work(root, words[n * each : (n + 1) * each], size) for n in range(clerks)]
    while teams:
        teams = [team for team in teams if next(team, None) is not None]
    give(root, *ids)
    agree(root, ids)


def agree(root: Path, ids: list[str]) -> None:
    office = office_of(root)
    given = numbers(root)
    assert sorted(map(int, given.values())) == list(range(1, len(ids) + 1))
    assert {id_: document.number for id_, document in office.documents.items() if id_ in ids} == given
    assert unfinished(office) == {}
    assert codes(root) == []
    assert len((root / NOTICES).read_text(encoding="utf-8").splitlines()) == len(ids)
    assert not [path for path in (root / "directives").rglob("*.yaml") if path.name.startswith(MARK)]


def test_eight_clerks_killed_at_every_step(tmp_path: Path) -> None:
    storm(tmp_path, 8, 12, 6)


@pytest.mark.slow
def test_a_thousand_documents(tmp_path: Path) -> None:
    storm(tmp_path, 8, 125, 25, size=5)


@pytest.mark.parametrize("step", STEPS)
def test_what_a_kill_leaves_is_named_and_finished(tmp_path: Path, step: str) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    process = start(tmp_path, [f"tb-mot:{step}"])
    process.communicate()
    assert process.returncode in (-9, 9)
    found = {"taken": ["E374"], "swap": ["E374"], "torn": ["E370"]}.get(step, [])
    assert codes(tmp_path) == found
    give(tmp_path, "tb-hai", "tb-mot")
    first = step in ("taken", "swap", "written", "released")
    assert numbers(tmp_path) == ({"tb-mot": "1", "tb-hai": "2"} if first else {"tb-hai": "1", "tb-mot": "2"})
    assert codes(tmp_path) == []
