"""The files for GitHub, GitLab and pre-commit: they can be read, and their shell lines do what they say on a scratch repository.

Programs of the hosts and of the network (pip, gh, curl) are stood in for by scripts that write down how they were called.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cases.workspace import DOCUMENT, build
from tests.cli.conftest import START
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash")
FOLDER = ROOT / "docs/ci"
PLAN = """\
number: '7'
body:
  - {id: noi-dung, heading: Nội dung, text: Các cơ quan làm việc theo lịch.}
  - {id: viec, heading: Phân công, tasks: [ra-soat], as: table}
tasks:
  - {id: ra-soat, do: Rà soát trụ sở, lead: tinh-mau/so-noi-vu, due: 2025-06-30, product: Báo cáo}
"""
JOURNAL = "directives/progress/tinh-mau/so-noi-vu.yaml"
OTHER = "directives/progress/tinh-mau/ubnd.yaml"
OWN = "progress/tinh-mau/so-noi-vu"
ENTRY = "- {id: 0000000a, task: tb-mau#ra-soat, day: 2025-06-23, told: 2025-06-23, percent: 40}\n"
OTHERS = ("pip", "gh", "curl")


class Host:
    """A clone on the machine of a host: the merge request's branch is checked out, the programs are there."""

    def __init__(self, root: Path) -> None:
        self.root, self.calls = root / "clone", root / "calls"
        origin = root / "origin"
        build(origin, PLAN)
        self.git("init", "--quiet", "--initial-branch=main", at=origin)
        self.commit(origin)
        self.git("clone", "--quiet", str(origin), str(self.root), at=root)
        bin_ = root / "bin"
        bin_.mkdir()
        script = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{START}" "$@"\n'
        stands_in = f'#!/bin/sh\necho "$(basename "$0") $*" >> {shlex.quote(str(self.calls))}\n'
        for name, text in {"docgen": script, **dict.fromkeys(OTHERS, stands_in)}.items():
            (bin_ / name).write_text(text, encoding="utf-8")
            (bin_ / name).chmod(0o755)
        self.env = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    def git(self, *words: str, at: Path | None = None) -> None:
        who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=at or self.root, check=True, capture_output=True)

    def commit(self, at: Path) -> None:
        self.git("add", "--all", at=at)
        self.git("commit", "--quiet", "--message", "-", at=at)

    def request(self, branch: str, path: str, text: str, *, merged: bool) -> None:
        """Change a file on a branch, another one on the main branch meanwhile; GitHub checks out the merge result."""
        origin = self.root.parent / "origin"
        (origin / "directives/tb-khac.yaml").write_text(
            (origin / DOCUMENT).read_text(encoding="utf-8").replace("id: tb-mau", "id: tb-khac").replace("'7'", "'8'"), encoding="utf-8"
        )
        self.commit(origin)
        self.git("checkout", "--quiet", "-b", branch)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")
        self.commit(self.root)
        if merged:
            self.git("fetch", "--quiet", "origin")
            self.git("checkout", "--quiet", "--detach", "origin/main")
            self.git("merge", "--quiet", "--no-ff", "--no-edit", branch)

    def run(self, lines: str, **more: str) -> subprocess.CompletedProcess[str]:
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
        return subprocess.run(shell, cwd=self.root, env={**self.env, **more}, capture_output=True, text=True, check=False)

    @property
    def called(self) -> str:
        return self.calls.read_text(encoding="utf-8") if self.calls.exists() else ""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def held(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def edited(host: Host, **words: str) -> str:
    text = (host.root / DOCUMENT).read_text(encoding="utf-8")
    for old, new in words.items():
        text = text.replace({"due": "2025-06-30", "lead": "tinh-mau/so-noi-vu"}[old], new)
    return text


def steps(host: Host, branch: str) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Yield the name and the end of every step with shell lines that runs on a branch."""
    for step in held("github.yml")["jobs"]["docgen"]["steps"]:
        wanted = re.search(r"startsWith\(github\.head_ref, '(.*)'\)", str(step.get("if", "")))
        if "run" in step and (wanted is None or branch.startswith(wanted[1])):
            values = {"DOCGEN_PACKAGE": "docgen-0.1.0.whl", "NUMBER": "12", "GH_TOKEN": "-", "BRANCH": branch}
            env = {name: values[name] for name in step.get("env", {})}
            yield step["name"], host.run(step["run"], GITHUB_STEP_SUMMARY=str(host.root.parent / "summary.md"), **env)


def test_no_word_of_others_stands_in_a_shell_line() -> None:
    for step in held("github.yml")["jobs"]["docgen"]["steps"]:
        assert "${{" not in step.get("run", ""), "a branch may be named like a command"


def test_github_says_what_a_good_request_changes(host: Host) -> None:
    host.request("sua-han", DOCUMENT, edited(host, due="2025-07-04"), merged=True)
    ends = dict(steps(host, "sua-han"))
    assert {name: end.returncode for name, end in ends.items()} == dict.fromkeys(ends, 0), [end.stderr for end in ends.values()]
    assert "Only progress" not in ends and len(ends) == 5
    summary = (host.root.parent / "summary.md").read_text(encoding="utf-8")
    assert "4/7/2025" in summary.replace("04/7", "4/7") and "tb-khac" not in summary
    assert json.loads((host.root / "docgen.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert host.called.splitlines() == ["pip install docgen-0.1.0.whl", "gh pr comment 12 --edit-last --body-file docgen-diff.md"]


def test_github_stops_a_request_with_an_error_and_shows_where(host: Host) -> None:
    host.request("sai", DOCUMENT, edited(host, lead="tinh-mau/so-noi-vuu"), merged=True)
    ends = dict(steps(host, "sai"))
    assert ends["Check the merge result"].returncode == 1 and f"::error file={DOCUMENT},line=" in ends["Check the merge result"].stdout
    assert ends["Findings"].returncode == 0
    assert json.loads((host.root / "docgen.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


@pytest.mark.parametrize(("path", "code"), [(JOURNAL, 0), (OTHER, 1), (DOCUMENT, 1)])
def test_github_lets_agencies_only_report_in_their_own_journal(host: Host, path: str, code: int) -> None:
    host.request(OWN, path, edited(host, due="2025-07-04") if path == DOCUMENT else ENTRY, merged=True)
    ends = dict(steps(host, OWN))
    assert ends["Only progress"].returncode == code
    assert (path in ends["Only progress"].stderr) == bool(code)


def gitlab(host: Host, branch: str, **more: str) -> subprocess.CompletedProcess[str]:
    job = held("gitlab.yml")["docgen"]
    lines = "\n".join([*job["before_script"], *job["script"]])
    names = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": branch, "DOCGEN_PACKAGE": "x.whl"}
    where = {"CI_API_V4_URL": "https://git.example/api/v4", "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "5"}
    return host.run(lines, **names, **where, **more)


def test_gitlab_merges_checks_and_says_what_changes(host: Host) -> None:
    host.request("sua-han", DOCUMENT, edited(host, due="2025-07-04"), merged=False)
    done = gitlab(host, "sua-han", DOCGEN_TOKEN="t")
    assert done.returncode == 0, done.stderr
    assert (host.root / "directives/tb-khac.yaml").exists()
    diff = (host.root / "docgen-diff.md").read_text(encoding="utf-8")
    assert "4/7/2025" in diff.replace("04/7", "4/7") and "tb-khac" not in diff
    assert isinstance(json.loads((host.root / "docgen-quality.json").read_text(encoding="utf-8")), list)
    assert "https://git.example/api/v4/projects/3/merge_requests/5/notes" in host.called and "body@docgen-diff.md" in host.called


def test_gitlab_stops_errors_conflicts_and_agencies_that_do_more_than_report(host: Host) -> None:
    host.request(OWN, DOCUMENT, edited(host, due="2025-07-04"), merged=False)
    assert gitlab(host, OWN).returncode == 1
    assert "curl" not in host.called
    assert gitlab(host, "sua-han").returncode == 0
    (host.root / DOCUMENT).write_text(edited(host, lead="tinh-mau/so-noi-vuu"), encoding="utf-8")
    host.commit(host.root)
    assert gitlab(host, "sua-han").returncode == 1
    assert [row["check_name"] for row in json.loads((host.root / "docgen-quality.json").read_text(encoding="utf-8"))] == ["E218"]
    (host.root / "directives/tb-khac.yaml").write_text("id: tb-khac\nsubject: x\n", encoding="utf-8")
    host.commit(host.root)
    origin = host.root.parent / "origin"
    (origin / "directives/tb-khac.yaml").write_text("id: tb-khac\nsubject: y\n", encoding="utf-8")
    host.commit(origin)
    assert gitlab(host, "sua-han").returncode != 0


@pytest.mark.parametrize(("path", "code"), [(JOURNAL, 0), (OTHER, 1)])
def test_gitlab_lets_agencies_only_report_in_their_own_journal(host: Host, path: str, code: int) -> None:
    host.request(OWN, path, ENTRY, merged=False)
    done = gitlab(host, OWN)
    assert done.returncode == code and ("not the journal of tinh-mau/so-noi-vu" in done.stderr or "không phải" in done.stderr) == bool(code)


def test_pre_commit_runs_check_on_the_files_it_names(host: Host) -> None:
    (hook,) = held("pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {"id", "name", "entry", "language"} <= set(hook) and not hook["pass_filenames"]
    for path, wanted in ((DOCUMENT, True), ("van-phong/directives/a.yaml", True), ("templates/kinds.yaml", True), ("README.md", False)):
        assert bool(re.search(hook["files"], path)) is wanted
    assert host.run(hook["entry"]).returncode == 0
    (host.root / DOCUMENT).write_text(edited(host, lead="tinh-mau/so-noi-vuu"), encoding="utf-8")
    done = host.run(hook["entry"])
    assert done.returncode == 1 and "E218" in done.stdout
