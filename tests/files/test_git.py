"""Git: answers with it, None without it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from docgen.files.git import changed, history, names_at, repository, show, shows


def run(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose workspace is its folder ``office``, with one commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    office = tmp_path / "office"
    office.mkdir()
    run(tmp_path, "init", "--quiet")
    (office / "a.yaml").write_text("id: a\n")
    (office / "đặc khu.yaml").write_text("id: b\n")
    (tmp_path / "outside.txt").write_text("x")
    (tmp_path / ".gitignore").write_text(".docgen/\n")
    run(tmp_path, "add", ".")
    run(tmp_path, "commit", "--quiet", "-m", "first")
    return tmp_path


def test_the_repository_of_a_folder(repo: Path) -> None:
    assert repository(repo / "office") == repo.resolve()


def test_changed_files_are_those_below_the_folder(repo: Path) -> None:
    office = repo / "office"
    assert changed(office) == ()
    (office / "đặc khu.yaml").write_text("id: c\n")
    (office / "a.yaml").rename(office / "new name.yaml")
    (repo / "outside.txt").write_text("y")
    (office / ".docgen").mkdir()
    (office / ".docgen/lock").write_text("")
    assert changed(office) == tuple(sorted(repo.resolve() / "office" / n for n in ("a.yaml", "new name.yaml", "đặc khu.yaml")))


def test_a_file_as_it_was(repo: Path) -> None:
    path = PurePosixPath("đặc khu.yaml")
    (repo / "office" / path).write_text("id: c\n")
    run(repo, "commit", "--quiet", "-am", "second")
    assert show(repo / "office", "HEAD", path) == b"id: c\n"
    assert show(repo / "office", "HEAD~1", path) == b"id: b\n"
    assert show(repo / "office", "HEAD~7", path) is None
    assert show(repo / "office", "--batch", path) is None
    assert show(repo / "office", "HEAD", PurePosixPath("none.yaml")) is None


def test_a_hook_of_another_repository_does_not_mislead(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert changed(repo / "office") == ()


def test_a_strangers_repository_runs_no_program(repo: Path) -> None:
    trap = repo / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repo}/caught\n")
    trap.chmod(0o755)
    run(repo, "config", "core.fsmonitor", str(trap))
    assert changed(repo / "office") == ()
    assert not (repo / "caught").exists()


def test_without_a_repository(tmp_path: Path) -> None:
    assert repository(tmp_path) is None
    assert changed(tmp_path) is None
    assert show(tmp_path, "HEAD", PurePosixPath("a")) is None


def test_without_git(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert repository(repo) is None
    assert changed(repo) is None
    assert show(repo, "HEAD", PurePosixPath("outside.txt")) is None


def test_history_of_some_files_the_newest_first(repo: Path) -> None:
    office = repo / "office"
    (office / "a.yaml").write_text("id: a2\n")
    run(repo, "commit", "--quiet", "-am", "second")
    (repo / "outside.txt").write_text("y")
    run(repo, "commit", "--quiet", "-am", "third")
    newest, first = history(office, ["a.yaml"], 10)
    assert history(office, ["a.yaml"], 1) == (newest,)
    assert history(office, [":(glob)**/đặc khu.yaml"], 10) == (first,)
    assert show(office, first, PurePosixPath("a.yaml")) == b"id: a\n"


def test_many_files_of_a_commit_at_once(repo: Path) -> None:
    office = repo / "office"
    (head,) = history(office, ["."], 10)
    assert names_at(office, head) == ("a.yaml", "đặc khu.yaml")
    paths = [PurePosixPath(name) for name in ("đặc khu.yaml", "none.yaml", "a.yaml")]
    assert shows(office, head, paths) == {paths[0]: b"id: b\n", paths[2]: b"id: a\n"}


def test_history_without_a_repository_is_empty(tmp_path: Path) -> None:
    assert (history(tmp_path, ["."], 3), names_at(tmp_path, "HEAD"), shows(tmp_path, "HEAD", [PurePosixPath("a")])) == ((), (), {})
