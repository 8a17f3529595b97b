"""``docgen board`` as a follow-up officer calls it: one file, the same bytes, in the reader's language, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from docgen.cli.task_words import COLORS, NAMES
from docgen.read import read
from docgen.track import rows
from docgen.track.board import board, plain
from docgen.words.messages import translate
from tests.board.conftest import FILES, Made
from tests.cases.workspace import build
from tests.conftest import ROOT, TEMPLATES

SERIES = """\
each: {unit: all, of: tinh-mau}
tasks:
  - {id: mo-so, do: "Mở sổ tại {unit.full}", lead: tinh-mau/so-noi-vu, due: 2025-06-25}
"""


def data_of(page: Path) -> dict[str, Any]:
    match = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    return dict(json.loads(match[1]))


def test_the_same_office_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    first = made.page.read_bytes()
    assert made.board("--out", str(tmp_path / "elsewhere")) == 0
    assert (tmp_path / "elsewhere" / "index.html").read_bytes() == first
    assert [one.name for one in made.page.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize("lang", ["vi", "en", "th"])
def test_states_have_the_words_and_colours_of_the_list(made: Made, tasks: Callable[..., Any], lang: str) -> None:
    assert made.board(lang=lang) == 0
    page = made.page.read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in page
    found = {one["id"]: (one["name"], one["color"]) for one in data_of(made.page)["states"]}
    assert found == {state: (translate(name, lang), COLORS.get(state, "plain")) for state, name in NAMES.items()}
    assert translate("overdue", lang) in tasks("--state", "overdue", lang=lang)
    style = (ROOT / "templates" / "board.css").read_text(encoding="utf-8")
    assert all(f".{color} {{ color" in style for color in {*COLORS.values(), "plain"})


def test_without_javascript_the_totals_stand_there(made: Made, tasks: Callable[..., Any]) -> None:
    block = made.page.read_text(encoding="utf-8").partition("<noscript>")[2].partition("</noscript>")[0]
    found = re.findall(r"<dd>(\d+)</dd>", block)
    assert f"{found[0]} tasks: {found[1]} done on time" in tasks("--format", "table") and len(found) == 5


def test_a_template_of_the_workspace_wins(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("board.html", "board.css", "board.js"):
        assert run(["--workspace", str(made.root), "template", name]) == 0
    style = made.root / "templates" / "board.css"
    style.write_text("h1 { color: purple }", encoding="utf-8")
    assert made.board() == 0 and "h1 { color: purple }" in made.page.read_text(encoding="utf-8")


def test_a_fault_of_the_template_is_told_and_the_old_page_stays(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    before = made.page.read_bytes()
    template = made.root / "templates" / "board.html"
    template.parent.mkdir(exist_ok=True)
    template.write_text("<p>\n{{ board.nothing }}</p>", encoding="utf-8")
    capsys.readouterr()
    assert made.board() == 1
    assert "templates/board.html:2:1: E402 error" in capsys.readouterr().err
    assert made.page.read_bytes() == before


def test_errors_that_may_hide_tasks_are_counted(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    (made.root / "directives" / "hong.yaml").write_text("id: [", encoding="utf-8")
    capsys.readouterr()
    assert made.board() == 0
    assert "1 error in the files" in capsys.readouterr().err


def test_an_office_without_tasks_has_a_page_too(tmp_path: Path) -> None:
    build(tmp_path, {"files": {}})
    assert Made(tmp_path).board(as_of="2020-01-01") == 0
    assert data_of(Made(tmp_path).page)["rows"] == []


def test_a_series_is_one_document_and_each_row_keeps_its_address(tmp_path: Path) -> None:
    build(tmp_path, {"files": {**FILES, "directives/tb-hang-loat.yaml": SERIES}})
    import datetime

    day = datetime.date(2025, 6, 20)
    office, _ = read(tmp_path, TEMPLATES)
    found = rows(office, day)
    made = board(office, found, day)
    assert [one.id for one in made.documents].count("tb-hang-loat") == 1
    addresses = []
    for line in made.rows:
        unit = made.actors[line[1]]["id"] if line[1] is not None else ""
        addresses.append(made.tasks[line[0]]["address"].replace("@*", f"@{unit}") + (f":{line[2]}" if line[2] else ""))
    assert addresses == [row.address for row in found]
    assert sum("tb-hang-loat@" in one for one in addresses) == len(office.units)


def test_marks_of_a_text_are_not_shown(tmp_path: Path) -> None:
    build(tmp_path, {"files": {}})
    office, _ = read(tmp_path, TEMPLATES)
    assert (
        plain(office, "Làm **ngay**\ntheo [[kh-mau]]^[chú thích], 3 < 4")
        == f"Làm ngay theo Kế hoạch {office.documents['kh-mau'].subject}, 3 < 4"
    )
