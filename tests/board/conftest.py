"""An office whose overview page is looked at, and the browser that looks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from tests.board.browser import PROGRAM, Page, browser
from tests.cases.workspace import build

AS_OF = "2025-06-20"
EVIL = (
    "</script ><!--<script></script><script>document.title = 'taken'</script>"
    "<img src=x onerror=\"document.title = 'taken'\"> & 'a' \"b\" \u2028 {{ 7 * 7 }}"
)
OFFICE = f"schema: 1\nname: {json.dumps(EVIL)}\nlanguage: vi\nconfirm_done: true\n"
NOTICE = f"""\
body: [{{id: noi-dung, text: Như sau.}}, tasks]
phases: [{{id: dot-1, name: Đợt 1, from: 2025-06-18, until: 2025-06-22}}, {{id: dot-2, name: Đợt 2, from: 2025-06-23, until: 2025-06-30}}]
tasks:
  - {{id: moi-xa, do: Mở sổ theo dõi và niêm yết thủ tục, lead: {{each: {{unit: [commune], of: tinh-mau}}}}, due: 2025-06-18}}
  - {{id: hop-tinh, do: Họp với tỉnh Nghệ An về hồ sơ Đường sắt, lead: tinh-mau/so-tai-chinh, with: [tinh-mau/so-noi-vu], due: 2025-06-25}}
  - {{id: xau, do: {json.dumps(EVIL)}, lead: tinh-mau/so-noi-vu, due: {{when: sau khi có quy chế}}, product: "<b>Sổ</b>"}}
"""
JOURNAL = f"""\
- {{id: 0000000a, task: "kh-mau#soan-thao", day: 2025-06-17, told: 2025-06-18, done: all}}
- {{id: 0000000c, task: "kh-mau#tong-hop", kind: extend, day: 2025-06-18, told: 2025-06-18, until: 2025-07-15, document: tb-mau}}
- {{id: 0000000d, task: "kh-mau#soan-thao", kind: accept, entry: 0000000a, day: 2025-06-19, told: 2025-06-19}}
- {{id: 0000000e, task: "tb-mau#xau", day: 2025-06-19, told: 2025-06-19, done: all}}
- {{id: 0000000b, task: "kh-mau#tong-hop", day: 2025-06-18, told: 2025-06-18, percent: 40, cause: {json.dumps(EVIL)}, remedy: Làm thêm giờ}}
"""
PRIVATE = 'nguyen-van-a: {birth: 1970-11-23, insurance: "7788990011", residence: Hẻm Kín Đáo, birth_place: Nơi Sinh Giữ Kín}\n'
FILES = {
    "directives/office.yaml": OFFICE,
    "directives/tb-mau.yaml": NOTICE,
    "directives/progress/tinh-mau/so-noi-vu.yaml": JOURNAL,
    "directives/private/people.yaml": PRIVATE,
}


@dataclass(frozen=True)
class Made:
    """A workspace with its overview page."""

    root: Path

    @property
    def page(self) -> Path:
        return self.root / "output" / "board" / "index.html"

    def board(self, *words: str, lang: str = "en", as_of: str = AS_OF) -> int:
        return run(["--workspace", str(self.root), "--lang", lang, "board", "--as-of", as_of, *words])


@pytest.fixture
def made(tmp_path: Path) -> Made:
    build(tmp_path, {"files": FILES})
    office = Made(tmp_path)
    assert office.board() == 0
    return office


@pytest.fixture
def tasks(made: Made, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Returns what ``docgen tasks`` says, as JSON where nothing else is asked for."""

    def call(*words: str, lang: str = "en") -> Any:
        capsys.readouterr()
        assert run(["--workspace", str(made.root), "--lang", lang, "tasks", "--as-of", AS_OF, *(words or ("--format", "json"))]) == 0
        said = capsys.readouterr().out
        return said if words and "json" not in words else json.loads(said)

    return call


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if PROGRAM is None:
        pytest.skip("Chromium is not installed")
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page
