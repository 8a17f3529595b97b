"""The overview page in a real browser: what it shows, whom it asks, and what it does with texts that want to be more than text."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docgen.cli.main import run
from docgen.read import read
from docgen.track import rows
from docgen.track.totals import by_agency, by_document, by_unit, percent_done
from tests.board.browser import Page
from tests.board.conftest import AS_OF, EVIL, Made
from tests.conftest import ROOT, TEMPLATES

CARDS = "Object.fromEntries([...document.querySelectorAll('.card')].map(one => [one.dataset.count, +one.querySelector('b').textContent]))"
LISTED = "[...document.querySelectorAll('#all tbody tr')].map(row => row.querySelector('code').textContent)"
KEYS = ("given", "on_time", "late", "in_time", "overdue")
FOUR = r"(\d+) tasks?: (\d+) done on time, (\d+) done late, (\d+) in time, (\d+) overdue"


def numbers(said: str) -> dict[str, int]:
    match = re.search(FOUR, said)
    assert match
    return dict(zip(KEYS, map(int, match.groups()), strict=True))


def test_the_page_counts_as_docgen_tasks_does(made: Made, chromium: Page, tasks: Callable[..., Any]) -> None:
    chromium.open(made.page)
    assert chromium.do(CARDS) == numbers(tasks("--format", "table"))
    assert sorted(chromium.do(LISTED)) == sorted(row["id"] for row in tasks())
    assert chromium.faults == []


@pytest.mark.parametrize("key", ["agency", "document", "unit", "state"])
def test_a_link_shows_what_the_same_filter_of_docgen_tasks_lists(made: Made, chromium: Page, tasks: Callable[..., Any], key: str) -> None:
    ids = {"agency": "tinh-mau/so-noi-vu", "document": "tb-mau", "unit": "tinh-mau/xa-hai", "state": "overdue"}
    chromium.open(made.page, f"#/{key}/{ids[key]}")
    wanted = [row["id"] for row in tasks(f"--{key}", ids[key], "--format", "json")]
    assert sorted(chromium.do(LISTED)) == sorted(wanted) and wanted
    assert chromium.do(CARDS)["given"] == len(wanted)
    assert chromium.do(f"document.querySelector('[name={key}]').value") == ids[key]


def test_the_rows_by_agency_and_by_document_are_the_totals_of_the_reports(made: Made, chromium: Page) -> None:
    chromium.open(made.page)
    office, _ = read(made.root, TEMPLATES)
    found = rows(office, datetime.date.fromisoformat(AS_OF))
    values = "[row.cells[0].dataset.id, [...row.cells].slice(1, 6).map(one => +one.textContent), row.cells[6].textContent]"
    for part, totals in (("documents", by_document(found)), ("agencies", by_agency(office, found))):
        lines = chromium.do(f"[...document.querySelectorAll('#{part} tbody tr')].map(row => {values})")
        wanted = {one.key: ([getattr(one.count, key) for key in KEYS], f"{percent_done(one.count)} %") for one in totals if one.count.given}
        assert {id_: (counts, done) for id_, counts, done in lines if id_ not in office.areas} == wanted and len(wanted) >= 2
    units = [one.count.given for one in by_unit(office, found)]
    assert [counts[0] for id_, counts, _ in lines if id_ == "tinh-mau"] == [sum(units)]


def test_a_row_says_what_was_told_of_it(made: Made, chromium: Page) -> None:
    chromium.open(made.page, "#/text/tong-hop")
    said = " ".join(chromium.do("document.querySelector('#all tbody').innerText").split())
    assert "in progress 15/07/2025 first deadline 30/06/2025" in said and "40 % told 18/06/2025" in said and "Remedy: Làm thêm giờ" in said
    chromium.open(made.page, "#/text/tb-mau%23xau")
    said = " ".join(chromium.do("document.querySelector('#all tbody').innerText").split())
    assert "no deadline sau khi có quy chế" in said and "reported done on 19/06/2025, not accepted yet" in said


def test_filters_are_chosen_and_cleared_by_hand_and_stand_in_the_address(made: Made, chromium: Page) -> None:
    chromium.open(made.page)
    choose = "field = document.querySelector('[name={}]'); field.value = '{}'; field.dispatchEvent(new Event('change', {{bubbles: true}}))"
    chromium.settled("{ let " + choose.format("agency", "tinh-mau/so-noi-vu") + " }")
    chromium.settled("{ let " + choose.format("document", "tb-mau") + " }")
    assert chromium.do("location.hash") == "#/agency/tinh-mau/so-noi-vu?document=tb-mau"
    assert chromium.do(LISTED) == ["tb-mau#xau"]
    chromium.settled("document.querySelector('button[type=reset]').click()")
    assert chromium.do("location.hash") == "#/" and len(chromium.do(LISTED)) == 7


@pytest.mark.parametrize(("typed", "found"), [("nghe an", ["tb-mau#hop-tinh"]), ("duong SẮT", ["tb-mau#hop-tinh"]), ("duong xe", [])])
def test_the_search_needs_no_accents(made: Made, chromium: Page, typed: str, found: list[str]) -> None:
    chromium.open(made.page)
    chromium.settled(
        f"{{ const field = document.querySelector('[name=text]'); field.value = {typed!r}; field.dispatchEvent(new Event('input')) }}"
    )
    assert chromium.do(LISTED) == found
    assert chromium.do("document.querySelector('#found').textContent").startswith(f"{len(found)} of 7" if found else "No task fits")


def test_texts_stay_texts(made: Made, chromium: Page) -> None:
    evil = EVIL.replace("\u2028", " ")
    chromium.open(made.page, "#/agency/<img src=x onerror=\"document.title='taken'\">?text=%")
    assert "taken" not in chromium.do("document.title").replace(EVIL, "")
    chromium.open(made.page)
    shown = chromium.do("document.querySelector('#all').textContent").replace("\u2028", " ")
    assert " ".join(evil.split()) in " ".join(shown.split()) and "<b>Sổ</b>" in shown
    assert chromium.do("document.querySelectorAll('main img, main b:not(.card b, .legend b), main script').length") == 0
    assert chromium.do("document.scripts.length") == 3
    assert chromium.do("document.title").startswith("Tasks as of 20/06/2025") and "49" not in chromium.do(
        "document.querySelector('.office').textContent"
    )
    assert chromium.faults == []


def test_nothing_is_fetched(made: Made, chromium: Page) -> None:
    chromium.requests.clear()
    chromium.open(made.page)
    assert {one for one in chromium.requests if not one.startswith(("about:", "data:"))} == {made.page.as_uri()}
    assert "default-src 'none'" in made.page.read_text(encoding="utf-8")
    blocked = "fetch('https://example.org/').then(() => 'went out', () => 'refused')"
    assert chromium.do(blocked) == "refused"
    chromium.faults.clear()


def test_private_fields_are_not_on_the_page(made: Made) -> None:
    page = made.page.read_text(encoding="utf-8")
    assert "Kín" not in page and "7788990011" not in page and "1970" not in page and "23/11" not in page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample office."""
    folder = tmp_path_factory.mktemp("sample")
    assert run(["--workspace", str(ROOT), "--lang", "vi", "board", "--as-of", "2025-06-20", "--out", str(folder)]) == 0
    return folder / "index.html"


def test_a_phone_shows_it_without_moving_sideways(sample: Path, chromium: Page) -> None:
    chromium.open(sample, width=360, height=740)
    assert chromium.do("document.documentElement.scrollWidth") == 360
    wide = (
        "[...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll') && one.getBoundingClientRect().right > 361).length"
    )
    assert chromium.do(wide) == 0
    assert chromium.do("(() => { const box = document.querySelector('#matrix .scroll'); return box.scrollWidth > box.clientWidth })()")


def test_long_lists_are_drawn_as_they_are_asked_for(sample: Path, chromium: Page) -> None:
    chromium.open(sample)
    rows = "document.querySelectorAll('#all tbody tr').length"
    assert chromium.do(rows) == 50
    chromium.settled("document.querySelector('#all button').click()")
    assert chromium.do(rows) == 250
    assert chromium.do("document.activeElement === document.querySelectorAll('#all tbody tr')[50]")


def test_the_matrix_has_a_row_for_each_unit_and_a_column_for_each_task(sample: Path, chromium: Page) -> None:
    chromium.open(sample, "#/document/kh-van-hanh-thu-xa-phuong")
    found = chromium.do("[...document.querySelectorAll('.matrix tbody tr')].map(row => [...row.cells].slice(2).map(one => one.ariaLabel))")
    assert len(found) == 166 and all(len(row) == len(found[0]) >= 5 for row in found) and all(map(all, found))


def test_the_print_is_a4_across_and_its_tables_repeat_their_heads(sample: Path, chromium: Page, tmp_path: Path) -> None:
    chromium.open(sample)
    (tmp_path / "page.pdf").write_bytes(chromium.pdf())
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        width, height = (float(length) for length in pdf.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (842, 595) and 5 < len(pdf.pages) < 60
    words = ["pdftotext", "-layout", "-f", "2", "-l", "3", str(tmp_path / "page.pdf"), "-"]
    pages = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split("\f")[:2]
    heads = chromium.do("[...document.querySelectorAll('#late thead th')].slice(0, 4).map(one => one.textContent)")
    assert all(head in " ".join(page.split()) for page in pages for head in heads)


def test_everything_is_named_for_those_who_hear_the_page(sample: Path, chromium: Page) -> None:
    chromium.open(sample)
    unnamed = "[...document.querySelectorAll('input, select')].filter(one => !one.labels.length).length"
    assert chromium.do(unnamed) == 0
    assert chromium.do("[...document.querySelectorAll('table')].filter(one => !one.caption || !one.caption.textContent).length") == 0
    assert chromium.do("[...document.querySelectorAll('th')].filter(one => !one.scope).length") == 0
    landmarks = "['header', 'search', 'nav', 'main', 'footer'].map(name => document.querySelectorAll('body > ' + name).length)"
    assert chromium.do(landmarks) == [1, 1, 1, 1, 1]
    tree = chromium.call("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in tree if not node["ignored"]}
    assert {"main", "navigation", "search", "banner", "contentinfo", "region", "table", "status"} <= roles


def test_the_parts_are_reached_by_the_keyboard(sample: Path, chromium: Page) -> None:
    chromium.open(sample, "#/state/overdue")
    chromium.settled("document.querySelector('nav a[href=\"#agencies\"]').click()")
    assert chromium.do("document.activeElement.id") == "agencies-title" and chromium.do("location.hash") == "#/state/overdue"
    assert chromium.do("document.querySelector('nav a[href=\"#coming\"]').parentElement.hidden"), "a part that is empty has no link"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(sample: Path, chromium: Page, scheme: str) -> None:
    chromium.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    chromium.open(sample)
    found = chromium.do((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
    chromium.call("Emulation.setEmulatedMedia", features=[])
    assert len(found) > 20 and {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}
