"""The sample office: clean, complete, and every document says what its snapshot says.

``pytest tests/office --snapshot-update`` writes the snapshots again; a reviewer reads their diff.
"""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from docgen.check import check
from docgen.compose.sheet import compose
from docgen.derive.names import units_of
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.write import WRITERS
from tests.conftest import ROOT, TEMPLATES, office_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
DAY = datetime.date(2026, 6, 30)
OFFICE, FINDINGS = office_of(ROOT)
PRINTED = sorted([(id_, "vi") for id_ in OFFICE.documents] + list(OFFICE.translations))


def text_of(office: Office, id_: str, language: str) -> str:
    document = office.documents[id_]
    sheet, findings = compose(resolve(office, document, language=language, as_of=DAY), TEMPLATES)  # type: ignore[arg-type]
    assert findings == () and sheet is not None
    return WRITERS["txt"](sheet, office.formats[sheet.format]).decode()


def test_office_is_clean_but_for_its_private_fields() -> None:
    assert [finding.code for finding in (*FINDINGS, *check(OFFICE, DAY))] == ["N355", "N355"]


@pytest.mark.parametrize(("id_", "language"), PRINTED)
def test_document_says_what_its_snapshot_says(id_: str, language: str, snapshot_update: bool) -> None:
    path = SNAPSHOTS / f"{id_}.{language}.txt"
    text = text_of(OFFICE, id_, language)
    if snapshot_update:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_of_a_document_that_is_gone() -> None:
    assert {path.name for path in SNAPSHOTS.glob("*.txt")} == {f"{id_}.{language}.txt" for id_, language in PRINTED}


@pytest.mark.parametrize(
    ("area", "kinds"),
    [
        ("hai-phong", {"commune": 67, "ward": 45, "special-zone": 2}),
        ("tp-ho-chi-minh", {"commune": 24, "ward": 78}),
        ("thanh-hoa", {"commune": 147, "ward": 19}),
    ],
)
def test_units_are_as_many_as_the_reports_say(area: str, kinds: dict[str, int]) -> None:
    assert Counter(OFFICE.units[id_].kind for id_ in units_of(OFFICE, area)) == kinds


@pytest.mark.parametrize(
    ("issuer", "kind", "least"),
    [
        ("hai-phong/", "conclusion-notice", 1),
        ("hai-phong/", "plan", 2),
        ("hai-phong/", "decision", 1),
        ("hai-phong/", "invitation", 1),
        ("tp-ho-chi-minh/", "notice", 1),
        ("tp-ho-chi-minh/", "plan", 1),
        ("tp-ho-chi-minh/", "personnel-decision", 3),
        ("tp-ho-chi-minh/", "minutes", 1),
        ("thanh-hoa/", "plan", 1),
        ("lang-son/", "decision", 3),
        ("lang-son/", "resolution", 1),
        ("lang-son/", "personnel-decision", 2),
        ("lang-son/", "report", 1),
        ("nghe-an/", "conclusion-notice", 1),
        ("nghe-an/", "report", 1),
        ("nghe-an/", "official-letter", 1),
        ("nghe-an/", "programme", 1),
    ],
)
def test_every_kind_the_office_needs_is_there(issuer: str, kind: str, least: int) -> None:
    found = [d for d in OFFICE.documents.values() if d.kind == kind and d.issuer[0].startswith(issuer)]
    assert len(found) >= least


def test_formats_follow_issuer_and_day() -> None:
    formats = {id_: resolve(OFFICE, document, as_of=DAY).format.id for id_, document in OFFICE.documents.items()}
    assert set(formats.values()) == {"nd30", "hd36", "hd05"}
    for id_, document in OFFICE.documents.items():
        party = OFFICE.agencies[document.issuer[0]].side == "party"
        later = document.day is not None and document.day >= datetime.date(2026, 5, 27)
        assert formats[id_] == (("hd05" if later else "hd36") if party else "nd30")


def test_conclusion_of_committee_1806_has_ten_addressees() -> None:
    document = OFFICE.documents["tb-ket-luan-bcd-1806"]
    assert len({task.lead for task in document.tasks}) == 10


def test_trial_plan_has_nine_scenarios() -> None:
    assert len(OFFICE.documents["kh-van-hanh-thu-102"].drills) == 9
