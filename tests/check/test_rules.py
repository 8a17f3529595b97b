"""The rule book as a whole: it never fails on what was read, says the same twice, and hears waivers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.check import check
from docgen.check.plan import plan
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.model.tasks import Task
from docgen.read import read
from docgen.read.tree import compose, walk
from docgen.read.values import build as build_value
from tests.cases.workspace import BASE, DOCUMENT, PROGRAM, build

AS_OF = datetime.date(2025, 6, 21)
RICH = """
id: tb-mau
kind: plan
issuer: [tinh-mau/ubnd, tinh-mau/so-noi-vu]
subject: về **vận hành** thử ({unit.full}) theo [[kh-mau]]
number: "12"
date: 2025-06-20
effect: 2025-07-01
each: {unit: [commune], of: tinh-mau, except: [tinh-mau/xa-mot]}
bases: [nd-30, {proposal: tinh-mau/so-noi-vu}, {application: hoang-van-e, about: xin nghỉ}]
replaces: [{document: kh-mau, parts: [nhiem-vu]}]
meeting: {date: 2025-06-17, at: "08:00", until: "10:00", chair: nguyen-van-a, present: [cac-so], lines: [{label: Ghi chú, text: Không}]}
body:
  - {article: mot, text: "Theo [[#hai]] có 114 xã.", counts: {of: tinh-mau, total: 6}, clauses: [{id: hai, text: Một, points: [{text: A}]}]}
  - {chapter: chuong, title: Chung, body: [{id: ba, heading: Việc, groups: [{title: Nhóm, tasks: [viec]}], as: table}]}
  - {id: bang, table: so, only: ward}
  - {id: nguoi, persons: [mot-nguoi]}
  - phases
  - drills
tasks:
  - id: viec
    do: Báo cáo
    lead: [tinh-mau/so-noi-vu]
    with: [{text: cơ quan}, {each: {unit: all, of: tinh-mau}}]
    due: 2025-06-30
    part_of: kh-mau#soan-thao
  - {id: thuong-xuyen, do: Nhắc, lead: cac-so, due: {every: year, days: [06-01, 11-15]}}
  - {id: lam-viec, do: Gửi, lead: cac-so, due: {working_days: 3, after: effect}}
phases: [{id: dot-1, name: Đợt 1, from: 2025-06-21, until: 2025-06-22, items: [Một]}]
drills: [{id: kb-1, title: Diễn tập, day: 2025-06-25, from: "08:00", to: "09:00", steps: [Một], figures: {so: Số}}]
persons:
  - {id: mot-nguoi, person: hoang-van-e, action: appoint, takes: unit/bi-thu, provisional: {until: 2025-12-31}}
  - {id: hai-nguoi, person: le-van-c, action: transfer, takes: [tinh-mau/so-noi-vu/giam-doc], leaves: tinh-mau/ubnd/chu-tich, years: 5}
  - {id: ba-nguoi, person: hoang-van-e, action: designate, takes: tinh-mau/tinh-uy/bi-thu, to: tinh-mau/tinh-uy, term: 2020-2025}
agencies:
  - {action: rename, from: tinh-mau/so-noi-vu, into: tinh-mau/so-tai-chinh}
  - {action: end, from: [tinh-mau/ubnd], effect: 2025-09-01}
tables:
  - id: so
    columns: {a: A, b: {title: B}}
    rows: [{group: Nhóm}, {a: 1.000, b: 2}]
    sums: [a]
    difference: {b: [a, b]}
    agencies: {area: tinh-mau, before: 2025-02-28, after: 2025-03-01, class: a, figures: [a, b, b]}
annexes: [{id: phu-luc, title: Danh sách, body: [persons]}]
attached: [{id: quy-che, kind: regulation, subject: làm việc, body: [{article: dieu, text: Một}]}]
expect: {tasks: 3, units: 2, rows: {so: 1}}
sign: [{by: nguyen-van-a, post: tinh-mau/ubnd/chu-tich, as: on-behalf}, {by: le-van-c, post: tinh-mau/so-noi-vu/giam-doc, side: left}]
recipients: [{to: cac-so}, {units: all, of: tinh-mau}, {file: VT, copies: 2}]
waive: [{code: W311, why: theo báo cáo}]
"""
WORDS = (
    "",
    "x",
    "tinh-mau",
    "tinh-mau/ubnd",
    "kh-mau",
    "kh-mau#soan-thao",
    "[[#hai]] {a}",
    "^[",
    "all",
    "0",
    "-5",
    "99999999999",
    "0001-01-01",
    "9999-12-31",
)
WORDS += ("2025-06-20", "nguyen-van-a", "unit/bi-thu", "120 xã, phường", "party-to", "true", "viec", "1.5", "2025-Q4", "{unit.name}")


@pytest.fixture(scope="module")
def office() -> Office:
    return read(BASE, [PROGRAM / "templates"])[0]


def plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def places(value: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything inside plain data."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*way, key)
        yield from places(item, *way, key)


def mutate(data: Any, draw: st.DataObject) -> None:
    """Change one thing in plain data: drop it, double it, or put another word in its place."""
    *way, last = draw.draw(st.sampled_from(list(places(data))))
    holder = data
    for step in way:
        holder = holder[step]
    match draw.draw(st.sampled_from(["word", "drop", "double"])):
        case "word" if isinstance(holder[last], str):
            holder[last] = draw.draw(st.sampled_from(WORDS))
        case "drop":
            del holder[last]
        case "double" if isinstance(holder, list):
            holder.append(holder[last])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(draw=st.data())
def test_never_raises_and_every_place_exists(office: Office, draw: st.DataObject) -> None:
    data = plain(RICH)
    for _ in range(draw.draw(st.integers(0, 4))):
        if data:
            mutate(data, draw)
    document, _ = build_value(Document, data, DOCUMENT)
    if document is None:
        return
    changed = replace(
        office, documents={**office.documents, document.id: document}, files={**office.files, f"document:{document.id}": DOCUMENT}
    )
    findings = check(changed, AS_OF)
    assert findings == check(changed, AS_OF)
    node = compose(yaml.safe_dump(data, allow_unicode=True))
    for finding in (finding for finding in findings if finding.place.path == DOCUMENT):
        found = walk(node, finding.place.steps[:1])
        assert found is not None and (found[0] is not node or finding.place.steps[0] in MISSING), finding
        assert all(isinstance(word, str) for word in finding.words.values())


MISSING = frozenset({"issuer", "kind", "body"})
"""Parts a finding may point at though they are not there; the place is then the whole document."""


def test_rich_document_has_only_the_findings_meant(office: Office) -> None:
    document, found = build_value(Document, plain(RICH), DOCUMENT)
    assert document is not None and found == []
    changed = replace(office, documents={**office.documents, "tb-mau": document})
    assert {finding.code for finding in check(changed, AS_OF)} == {
        *("E310", "E312", "E313", "E333", "W309", "W332"),
        *("E386", "E396", "W334", "W392"),
    }


def test_waivers_hear_the_findings_of_reading(tmp_path: Path) -> None:
    build(tmp_path, "waive: [{code: W124, why: tên tạm}]\n")
    office, _ = read(tmp_path, [PROGRAM / "templates"])
    of_reading = Finding("W124", Place(DOCUMENT, ("id",)))
    assert [finding.code for finding in check(office, AS_OF)] == ["W341"]
    assert check(office, AS_OF, [of_reading]) == ()


def test_an_error_cannot_be_waived() -> None:
    assert build_value(Document, plain(RICH.replace("W311", "E311")), DOCUMENT)[1][0].code == "E114"


def test_findings_are_sorted_by_file(tmp_path: Path) -> None:
    build(tmp_path, {"files": {"directives/b.yaml": "kind: x\n", "directives/a.yaml": "kind: x\ndate:\nplanned: 2025-06-20\n"}})
    office, _ = read(tmp_path, [PROGRAM / "templates"])
    assert [finding.place.path for finding in check(office, AS_OF)] == ["directives/a.yaml", "directives/b.yaml"]


def test_plans_follow_the_model() -> None:
    ids = {(field.key, field.to) for field in plan(Task).ids}
    assert ids == {("lead", "actor"), ("with", "actor"), ("person", "person"), ("part_of", "task")}
    assert {"do", "product", "note"} <= {field.key for field in plan(Task).texts}
    assert {"lead", "with", "due"} == {field.key for field in plan(Task).parts}
