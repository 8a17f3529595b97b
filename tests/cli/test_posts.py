"""``docgen posts`` and ``docgen agencies`` as a clerk calls them, over a workspace that changes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from tests.cases.workspace import build

DECISION = {
    "files": {
        "directives/qd-mot.yaml": """\
kind: personnel-decision
bases: [nd-30]
effect: 2025-07-01
body: [{article: noi-dung, persons: all}]
persons:
  - {id: mot, person: hoang-van-e, action: appoint, takes: tinh-mau/ubnd/pho-chu-tich}
  - {id: hai, person: tran-thi-b, action: release, leaves: tinh-mau/ubnd/pho-chu-tich}
""",
        "directives/qd-thao.yaml": """\
kind: personnel-decision
date:
planned: 2025-06-25
bases: [nd-30]
effect: 2025-07-01
body: [{article: noi-dung, persons: all}]
persons:
  - {id: mot, person: le-van-c, action: appoint, takes: tinh-mau/hdnd/chu-tich}
agencies:
  - {action: end, from: tinh-mau/so-tai-chinh}
""",
    }
}


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    build(tmp_path, DECISION)

    def call(*arguments: str, code: int = 0) -> str:
        assert run(["--workspace", str(tmp_path), "--lang", "en", *arguments]) == code
        captured = capsys.readouterr()
        return captured.out if code == 0 else captured.err

    return call


def holders(said: str, post: str) -> list[tuple[str | None, str | None, str | None, int]]:
    return [(row["person"], row["since"], row["by"], row["vacant"]) for row in json.loads(said) if row["post"] == post]


def test_who_holds_a_post_on_a_day(say: Any) -> None:
    post = "tinh-mau/ubnd/pho-chu-tich"
    before, after = (say("posts", "--as-of", day, "--format", "json") for day in ("2025-06-30", "2025-07-01"))
    assert holders(before, post) == [("tran-thi-b", "2025-01-01", None, 0), (None, None, None, 1)]
    assert holders(after, post) == [("hoang-van-e", "2025-07-01", "qd-mot", 0), (None, None, None, 1)]


def test_the_table_tells_vacant_seats(say: Any) -> None:
    lines = say("posts", "--as-of", "2025-07-01", "--agency", "tinh-mau/ubnd").splitlines()
    assert lines[0].split() == ["post", "held", "by", "since", "until", "document"]
    assert lines[2].split("  ")[0] == "Phó Chủ tịch Uỷ ban nhân dân tỉnh" and lines[2].endswith("2025-07-01         qd-mot")
    assert "– 1 seat vacant –" in lines[3]
    assert len(lines) == 4


def test_one_person_and_drafts(say: Any) -> None:
    arguments = ("posts", "--as-of", "2025-07-01", "--person", "le-van-c", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(say(*arguments))))
    assert [row["post"] for row in rows] == ["tinh-mau/so-noi-vu/giam-doc"]
    rows = list(csv.DictReader(io.StringIO(say(*arguments, "--drafts"))))
    assert [row["post"] for row in rows] == ["tinh-mau/hdnd/chu-tich", "tinh-mau/so-noi-vu/giam-doc"]


def test_the_second_question_is_answered_from_the_cache_until_a_file_changes(say: Any, tmp_path: Path) -> None:
    arguments = ("posts", "--as-of", "2025-07-01", "--format", "json")
    first = say(*arguments)
    kept = tmp_path / ".docgen" / "cache-state.json"
    stamp = kept.stat().st_mtime_ns
    assert say(*arguments) == first and kept.stat().st_mtime_ns == stamp
    decision = tmp_path / "directives" / "qd-mot.yaml"
    decision.write_text(decision.read_text(encoding="utf-8").replace("person: hoang-van-e", "person: pham-thi-d"), encoding="utf-8")
    assert holders(say(*arguments), "tinh-mau/ubnd/pho-chu-tich")[0][0] == "pham-thi-d"
    kept.write_bytes(kept.read_bytes()[:-40])
    assert holders(say(*arguments), "tinh-mau/ubnd/pho-chu-tich")[0][0] == "pham-thi-d"


def test_bodies_of_a_day(say: Any) -> None:
    def ids(*arguments: str) -> set[str]:
        return {row["id"] for row in json.loads(say("agencies", "--format", "json", *arguments))}

    assert "tinh-mau/so-ngoai-vu" in ids("--as-of", "2025-02-28") and "tinh-mau/so-noi-vu" not in ids("--as-of", "2025-02-28")
    assert "tinh-mau/so-ngoai-vu" not in ids("--as-of", "2025-03-01") and "tinh-mau/so-noi-vu" in ids("--as-of", "2025-03-01")
    assert ids("--as-of", "2025-07-01") - ids("--as-of", "2025-07-01", "--drafts") == {"tinh-mau/so-tai-chinh"}


def test_misuse_is_told(say: Any) -> None:
    assert "the nearest is le-van-c" in say("posts", "--person", "le-van-d", code=2)
    assert "the nearest is tinh-mau" in say("agencies", "--area", "tinh-maau", code=2)
    assert "go together" in say("agencies", "--before", "2025-02-28", code=2)


def test_errors_in_the_files_are_told(say: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "directives" / "hong.yaml").write_text("id: [", encoding="utf-8")
    assert run(["--workspace", str(tmp_path), "--lang", "en", "posts"]) == 0
    assert "1 error in the files" in capsys.readouterr().err
