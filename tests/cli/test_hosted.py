"""Findings for the hosts of git: a SARIF log, annotations of GitHub, a report of GitLab."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from docgen.cli.hosted import HOSTED
from docgen.cli.shown import Shown
from tests.cases.workspace import commit
from tests.cli.conftest import DECISION, Docgen

FOUND = (
    Shown("E218", "error", "directives/a b.yaml", 3, 11, 14, "không có 100%, cơ quan: x", "gần nhất\nlà y", "    lead: xin chào"),
    Shown("W303", "warning", "directives/a b.yaml", 9, 1, 1, "cùng một lời", ""),
    Shown("W303", "warning", "directives/a b.yaml", 12, 1, 1, "cùng một lời", ""),
    Shown("N355", "note", "directives/incoming/x.xlsx", 7, 2, 3, "một ô", "", cell="Biểu!B7"),
    Shown("N355", "note", "directives", 0, 0, 0, "cả thư mục", ""),
)


def printed(form: str) -> str:
    return "\n".join(HOSTED[form](FOUND, 80))


def test_sarif_holds_what_the_standard_asks_for() -> None:
    log = json.loads(printed("sarif"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")  # 3.13.2, 3.13.3
    (run,) = log["runs"]
    driver = run["tool"]["driver"]  # 3.14.6, 3.19.2: a driver with a name
    assert driver["name"] == "docgen" and re.fullmatch(r"\d+\.\d+\.\d+", driver["version"])
    assert [rule["id"] for rule in driver["rules"]] == ["E218", "N355", "W303"]
    assert all(rule[name]["text"] for rule in driver["rules"] for name in ("shortDescription", "fullDescription", "help"))
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")  # 3.14.17
    for finding, result in zip(FOUND, run["results"], strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code  # 3.27.6
        assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]  # 3.27.10, 3.27.11
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == finding.path and " " not in place["artifactLocation"]["uri"]  # 3.4.3: a URI
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]  # 3.4.4
        region = place.get("region")
        assert (region is None) == (finding.cell != "" or finding.line == 0)
        if region:
            assert region["startLine"] >= 1 and 1 <= region["startColumn"] <= region["endColumn"]  # 3.30.5 to 3.30.8
    marks = [result["partialFingerprints"]["docgen/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    assert "xin chào" not in printed("sarif")


def test_github_reads_one_command_a_finding() -> None:
    lines = printed("github").splitlines()
    assert lines[0] == (
        "::error file=directives/a b.yaml,line=3,col=11,endColumn=14,title=E218::không có 100%25, cơ quan: x%0Agần nhất%0Alà y"
    )
    assert lines[1] == "::warning file=directives/a b.yaml,line=9,col=1,endColumn=1,title=W303::cùng một lời"
    assert lines[3:] == [
        "::notice file=directives/incoming/x.xlsx,title=N355::Biểu!B7: một ô",
        "::notice file=directives,title=N355::cả thư mục",
    ]


def test_gitlab_reads_a_report_whose_marks_stay() -> None:
    rows = json.loads(printed("gitlab"))
    assert [row["severity"] for row in rows] == ["critical", "minor", "minor", "info", "info"]
    assert all(row["location"]["lines"]["begin"] >= 1 for row in rows)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    moved = [Shown("E218", "error", "directives/a b.yaml", 30, 11, 14, FOUND[0].message, "")]
    assert json.loads("".join(HOSTED["gitlab"](moved, 80)))[0]["fingerprint"] == rows[0]["fingerprint"]


@pytest.mark.parametrize("form", HOSTED)
def test_paths_begin_at_the_folder_of_the_repository(workspace: Path, form: str) -> None:
    path = workspace / DECISION
    path.write_text(path.read_text(encoding="utf-8").replace("lead: tinh-mau/so-noi-vu", "lead: tinh-mau/so-noi-vuu", 1), encoding="utf-8")
    commit(workspace.parent)
    told = Docgen(workspace)("check", "--format", form)
    assert told.returncode == 1 and f"{workspace.name}/{DECISION}" in told.stdout and "E218" in told.stdout
    if form != "github":
        assert json.loads(told.stdout)


@pytest.mark.parametrize(("form", "wanted"), [("github", ""), ("gitlab", "[]\n")])
def test_nothing_found_is_said_in_the_hosts_own_way(workspace: Path, form: str, wanted: str) -> None:
    told = Docgen(workspace)("check", "directives/catalogue", "--format", form)
    assert (told.returncode, told.stdout) == (0, wanted)
