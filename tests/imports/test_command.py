"""``docgen import`` as the clerk calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.cli.main import run
from tests.cases.workspace import build
from tests.imports.test_lists import HEADS, PEOPLE, PRIVATE, ROWS, TASK_HEADS, TASK_ROWS, excel


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build(tmp_path, {"files": {}})
    (tmp_path / "people.xlsx").write_bytes(excel((*HEADS, "Dân tộc"), ROWS))
    (tmp_path / "tasks.xlsx").write_bytes(excel(TASK_HEADS, TASK_ROWS))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(["--lang", "en", "import", *words])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_without_a_word_nothing_is_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / PEOPLE).read_bytes()
    code, told = called(capsys, "people", "people.xlsx", "--to", "catalogue/people.yaml")
    assert code == 1 and (office / PEOPLE).read_bytes() == before and not (office / PRIVATE).exists()
    assert told.splitlines()[:4] == [
        "Columns left out: Dân tộc",
        "2 added:",
        "  + do-van-g  Đỗ Văn G  (Sheet!A2)",
        "  + do-van-g-2  Đỗ Văn G  (Sheet!A3)",
    ]
    assert "  ~ nguyen-van-a  private: birth  (Sheet!A5)" in told and "1970" not in told and "1991" not in told
    assert "people.xlsx holds private columns and lies where git keeps it" in told
    assert told.endswith("Nothing was written; --yes writes it.\n")


def test_yes_writes_and_again_says_nothing_to_change(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = called(capsys, "people", "people.xlsx", "--to", PEOPLE, "--yes")
    assert code == 0 and told.endswith(f"written: {PRIVATE}\nwritten: {PEOPLE}\n")
    code, told = called(capsys, "people", "people.xlsx", "--to", PEOPLE)
    assert code == 0 and told.endswith("4 rows read: nothing to change.\n") and "3 not in the list; they stay:" in told
    code, told = called(capsys, "people", "people.xlsx", "--to", PEOPLE, "--remove", "--yes")
    assert code == 0 and "3 not in the list, taken out:" in told and "le-van-c" not in (office / PEOPLE).read_text(encoding="utf-8")


def test_tasks_go_to_a_document_by_id_or_path(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "tasks", "tasks.xlsx", "--to", "tb-mau", "--sheet", "Sheet", "--yes")[0] == 0
    assert called(capsys, "tasks", "tasks.xlsx", "--to", "directives/tb-mau.yaml") == (0, "3 rows read: nothing to change.\n")
    code, told = called(capsys, "tasks", "tasks.xlsx", "--to", "tb-mau", "--sheet", "Sheet2")
    assert code == 1 and "E529" in told and "did you mean Sheet?" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tasks", "tasks.xlsx", "--to", "kh-mau"), "was issued"),
        (("tasks", "tasks.xlsx", "--to", "directives/office.yaml"), "is no document"),
        (("tasks", "tasks.xlsx", "--to", "/etc/x.yaml"), "outside the workspace"),
        (("people", "people.xlsx", "--to", "directives/tb-mau.yaml"), "stand in a file people.yaml"),
        (("units", "people.xlsx", "--to", "directives/catalogue/people.yaml"), "stand in a file units.yaml"),
        (("tasks", "tasks.xlsx", "--to", "tb-mau", "--as", "persons"), "goes with people"),
        (("people", "nobody.xlsx", "--to", PEOPLE), "nobody.xlsx"),
    ],
)
def test_misuse_is_told(office: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:
    code, told = called(capsys, *words)
    assert code == 2 and said in told
