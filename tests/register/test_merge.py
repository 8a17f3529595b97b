"""Two clerks issue on two branches: git merges both lines, and check names the doubled number."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from docgen.edit.dispatch import renumber
from docgen.edit.starts import STARTS
from tests.register.small import NOTICES, SIGNED, TEMPLATES, codes, give, lay, numbers

GIT = ["git", "-c", "user.name=Hoang Van E", "-c", "user.email=e@mau.example", "-c", "init.defaultBranch=main"]


def git(root: Path, *words: str) -> str:
    return subprocess.run([*GIT, *words], cwd=root, check=True, capture_output=True, text=True).stdout


def clone(root: Path, name: str) -> Path:
    git(root.parent, "clone", "-q", str(root), name)
    return root.parent / name


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "issue")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("begun", [True, False])
def test_a_number_given_on_two_branches_is_found(tmp_path: Path, begun: bool) -> None:
    office = tmp_path / "office"
    office.mkdir()
    lay(office, "tb-mot", "tb-hai", "tb-ba")
    git(office, "init", "-q")
    shutil.copy(STARTS / "workspace/gitattributes", office / ".gitattributes")
    (office / ".gitignore").write_text(".docgen/\n", encoding="utf-8")
    if begun:
        give(office, "tb-ba")
    commit(office)
    left, right = clone(office, "left"), clone(office, "right")
    give(left, "tb-mot")
    give(right, "tb-hai")
    commit(left)
    commit(right)
    git(right, "pull", "-q", "--no-rebase", "--no-edit", str(left), "main")
    assert codes(right) == ["E371"]
    doubled = "2" if begun else "1"
    assert {id_: numbers(right)[id_] for id_ in ("tb-mot", "tb-hai")} == dict.fromkeys(("tb-mot", "tb-hai"), doubled)
    text = (right / NOTICES).read_text(encoding="utf-8")
    assert text.count(f"number: {doubled},") == 2
    renumber(right, TEMPLATES, "tb-mot", "Cấp trùng trên hai nhánh", SIGNED)
    give(right, "tb-mot")
    assert codes(right) == []
    assert {id_: numbers(right)[id_] for id_ in ("tb-mot", "tb-hai")} == {"tb-hai": doubled, "tb-mot": str(int(doubled) + 1)}
