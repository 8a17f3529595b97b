"""The program as the clerk starts it: a process of its own, in a workspace of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cli.main import run
from tests.conftest import ROOT

DECISION = "directives/tinh-mau/2025/qd-thanh-lap-to-cong-tac.yaml"
START = "from docgen.cli.main import main; main()"


@dataclass(frozen=True)
class Docgen:
    """Starts ``docgen`` in a folder; ``first`` is Python code run before it."""

    folder: Path

    def __call__(self, *words: str, first: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words, first=first),
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *words: str, first: str = "") -> list[str]:
        return [sys.executable, "-c", f"{first}\n{START}", *words]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANG", "NO_COLOR")}
        return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "DOCGEN_LANG": "en", "COLUMNS": "100", **more}

    def start(self, *words: str, first: str = "") -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*words, first=first),
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The workspace ``docgen init`` makes."""
    assert run(["--lang", "en", "init", str(tmp_path / "office")]) == 0
    return tmp_path / "office"


@pytest.fixture
def docgen(workspace: Path) -> Docgen:
    return Docgen(workspace)


@pytest.fixture
def change(workspace: Path) -> Callable[[str, str, str], None]:
    """Replaces words in a file of the workspace."""

    def change(path: str, old: str, new: str) -> None:
        file = workspace / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change
