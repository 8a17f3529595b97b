"""The life of a document and of a task, and what either was on a day: a real history in a real repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from tests.cases.workspace import DOCUMENT, build

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
MOVED = "directives/2025/tb-mau.yaml"
PLAN = """\
tasks:
  - {id: ra-soat, do: Rà soát trụ sở của các xã, lead: tinh-mau/so-noi-vu, due: 2025-06-30}
  - {id: bao-cao, do: Báo cáo kết quả rà soát, lead: tinh-mau/so-noi-vu, due: 2025-07-05}
"""
JOURNAL = "directives/progress/tinh-mau/so-noi-vu.yaml"
REGISTER = "directives/register/tinh-mau/ubnd/notice-2025.yaml"


class History:
    """A workspace whose commits have days and authors."""

    def __init__(self, root: Path) -> None:
        self.root = root
        build(root, PLAN)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("2025-06-20", "Nguyễn Văn A")

    def git(self, *words: str, **more: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=self.root, env={**os.environ, **more}, check=True, capture_output=True)

    def commit(self, day: str, who: str) -> None:
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": f"{day}T08:00:00+0000", "GIT_COMMITTER_DATE": f"{day}T08:00:00+0000", "GIT_AUTHOR_NAME": who}
        self.git("commit", "--quiet", "--message", "-", **dates)

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def append(self, path: str, line: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(line)


@pytest.fixture
def history(tmp_path: Path) -> History:
    made = History(tmp_path)
    made.replace(DOCUMENT, "due: 2025-06-30", "due: 2025-07-02")
    made.replace(DOCUMENT, "lịch gửi kèm", "lịch mới")
    made.commit("2025-06-21", "Trần Thị B")
    (made.root / MOVED).parent.mkdir()
    made.git("mv", DOCUMENT, MOVED)
    made.replace(MOVED, "Báo cáo kết quả rà soát", "Báo cáo kết quả cuối cùng")
    made.commit("2025-06-22", "Trần Thị B")
    made.append(JOURNAL, "- {id: 00000001, task: tb-mau#ra-soat, day: 2025-06-23, told: 2025-06-24, done: all}\n")
    made.append(REGISTER, "- {number: 9, date: 2025-06-25, document: tb-mau}\n- {number: 10, date: 2025-06-25, document: tb-khac}\n")
    made.commit("2025-06-26", "Nguyễn Văn A")
    return made


@pytest.fixture
def told(history: History, capsys: pytest.CaptureFixture[str]) -> Any:
    def tell(*words: str, code: int = 0) -> str:
        assert run(["--lang", "en", "--workspace", str(history.root), *words]) == code
        said = capsys.readouterr()
        return said.out if code == 0 else said.err

    return tell


def test_the_life_of_a_document(told: Any) -> None:
    events = json.loads(told("log", "tb-mau", "--format", "json"))
    assert [(event["day"], event["kind"], event["who"]) for event in events] == [
        ("2025-06-20", "file", "Nguyễn Văn A"),
        ("2025-06-21", "file", "Trần Thị B"),
        ("2025-06-22", "file", "Trần Thị B"),
        ("2025-06-24", "progress", None),
        ("2025-06-25", "register", None),
    ]
    said = ["; ".join(line["said"] for line in event["lines"]) for event in events]
    assert said[0] == "the file was written"
    assert "ra-soat" in said[1] and "2/7/2025" in said[1]
    assert "cuối cùng" in said[2]
    assert "23/6/2025" in said[3] and "done" in said[3]
    assert "number 9" in said[4]


def test_the_life_of_a_task_leaves_the_others_out(told: Any) -> None:
    text = told("log", "tb-mau#ra-soat")
    assert "2/7/2025" in text and "done" in text and "number 9" not in text and "cuối cùng" not in text
    assert text.splitlines()[0].startswith("2025-06-20  ") and text.splitlines()[0].endswith("Nguyễn Văn A")
    assert "reported" not in told("log", "tb-mau#bao-cao")


def test_a_document_that_amends_is_told(history: History, told: Any) -> None:
    build(
        history.root,
        {"files": {"directives/tb-sua.yaml": "number: '20'\ndate: 2025-06-28\namends: [{document: tb-mau, parts: [bao-cao]}]\n"}},
    )
    (history.root / DOCUMENT).unlink()
    assert told("log", "tb-mau").splitlines()[-2].startswith("2025-06-28  change")
    assert "amended by" in told("log", "tb-mau#bao-cao") and "amended by" not in told("log", "tb-mau#ra-soat")


def test_a_file_that_was_broken_or_removed_has_a_life(history: History, told: Any) -> None:
    whole = (history.root / MOVED).read_text(encoding="utf-8")
    (history.root / MOVED).write_text("id: tb-mau\nsubject: [\n", encoding="utf-8")
    history.commit("2025-06-27", "Lê Văn C")
    (history.root / MOVED).write_text(whole, encoding="utf-8")
    history.commit("2025-06-28", "Lê Văn C")
    (history.root / MOVED).unlink()
    history.commit("2025-06-29", "Lê Văn C")
    text = told("log", "tb-mau")
    for said in ("the file could not be read then", "the file could be read again", "the file was removed"):
        assert said in text


def test_only_so_many_commits_are_looked_at(history: History, told: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "--workspace", str(history.root), "log", "tb-mau", "--most", "1"]) == 0
    said = capsys.readouterr()
    assert "2025-06-21" not in said.out and "2025-06-22" in said.out and said.err == "Only the last 1 commit was looked at.\n"


def test_what_nothing_bears_is_refused(told: Any) -> None:
    assert "the nearest is tb-mau" in told("log", "tb-mua", code=2)
    assert "nothing bears tb-mau#khong-co" in told("log", "tb-mau#khong-co", code=2)


def test_a_document_as_it_was(history: History, told: Any) -> None:
    assert "theo lịch gửi kèm." in told("show", "tb-mau", "--at", "2025-06-20")
    assert "theo lịch mới." in told("show", "tb-mau", "--at", "2025-06-21")
    history.replace(MOVED, "lịch mới", "lịch sau cùng")
    assert "theo lịch sau cùng." in told("show", "tb-mau")
    assert "theo lịch mới." in told("show", "tb-mau", "--at", "main")
    found = json.loads(told("show", "tb-mau", "--at", "HEAD~3", "--format", "json"))
    assert found["path"] == DOCUMENT and "theo lịch gửi kèm." in found["text"]


def test_a_secret_document_is_not_printed(history: History, told: Any) -> None:
    history.append(MOVED, "secrecy: secret\n")
    assert "tb-mau is secret" in told("show", "tb-mau", code=2)


def test_a_series_is_asked_for_one_of_its_documents(history: History, told: Any) -> None:
    series = "each: {unit: all, of: tinh-mau}\nsubject: về lịch làm việc của {unit.full}\n"
    build(history.root, {"files": {"directives/tb-loat.yaml": series}})
    (history.root / DOCUMENT).unlink()
    units = [line.split(":")[0] for line in (history.root / "directives/catalogue/units.yaml").read_text(encoding="utf-8").splitlines()]
    unit = next(one for one in units if one.startswith("tinh-mau/"))
    assert "tb-loat is a series" in told("show", "tb-loat", code=2)
    assert "lịch làm việc của" in told("show", f"tb-loat@{unit}")


def test_a_task_as_it_stood(told: Any) -> None:
    def state(*words: str) -> str:
        (row,) = json.loads(told("show", "tb-mau#ra-soat", *words, "--format", "json"))
        return str(row["state"])

    assert state("--at", "2025-06-23") != "done-on-time"
    assert state("--at", "2025-06-24") == state() == "done-on-time"
    assert "ra-soat" in told("show", "tb-mau#ra-soat", "--at", "HEAD")


def test_what_was_not_there_is_said(history: History, told: Any) -> None:
    assert "nothing was committed by 2025-01-01" in told("show", "tb-mau", "--at", "2025-01-01", code=2)
    assert "git knows no revision --all" in told("show", "tb-mau", "--at=--all", code=2)
    assert "nothing bears tb-x" in told("show", "tb-x", "--at", "HEAD", code=2)
    assert "nothing is followed at tb-mau#x" in told("show", "tb-mau#x", code=2)
    (history.root / MOVED).write_text("id: tb-mau\nsubject: [\n", encoding="utf-8")
    assert "tb-mau cannot be read as of now: E1" in told("show", "tb-mau", code=3)
