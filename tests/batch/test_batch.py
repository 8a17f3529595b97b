"""Plans, names and the manifest, before any process is started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch import manifest
from docgen.batch.executors import FEW, Serial, choose, cores
from docgen.batch.make import content_key
from docgen.batch.manifest import Record
from docgen.batch.plan import BadPattern, DoubleName, Job, UnsafeName, Wanted, plan
from docgen.batch.processes import Processes
from docgen.batch.versions import versions
from docgen.compose.sheet import compose
from docgen.derive.series import members
from docgen.model.office import Office
from docgen.read import read
from docgen.resolve.document import resolve
from tests.conftest import ROOT, TEMPLATES


@pytest.fixture(scope="module")
def office() -> Office:
    return read(ROOT, TEMPLATES)[0]


def wanted(names: str = "{folder}/{id}", **more: frozenset[str]) -> Wanted:
    return Wanted(more.get("documents"), more.get("languages"), ("txt",), names)


def test_a_plan_has_every_document_in_every_language_once(office: Office) -> None:
    jobs, skipped = plan(office, wanted())
    made = {(job.document, job.language) for job in jobs}
    assert len(made) == len(jobs)
    every = {one.id for document in office.documents.values() for one in members(office, document)}
    assert {document for document, _ in made} | {one.document for one in skipped} == every
    assert {("tb-ket-luan-bcd-1806", language) for language in ("vi", "en", "th")} <= made
    names = {job.language: job.name for job in jobs if job.document == "tb-ket-luan-bcd-1806"}
    folder = "hai-phong/2025/tb-ket-luan-bcd-1806"
    assert names == {"vi": folder, "en": f"{folder}.en", "th": f"{folder}.th"}


def test_the_language_may_stand_in_the_name(office: Office) -> None:
    jobs, _ = plan(office, wanted("{language}/{id}", documents=frozenset({"tb-ket-luan-bcd-1806"})))
    assert {job.name for job in jobs} == {f"{language}/tb-ket-luan-bcd-1806" for language in ("vi", "en", "th")}


def test_doubles_are_found_among_all_documents(office: Office) -> None:
    with pytest.raises(DoubleName):
        plan(office, wanted("{kind}", documents=frozenset({"tb-ket-luan-bcd-1806"})))


@pytest.mark.parametrize("pattern", ["{nothing}", "{", "{id.x}", "{0}"])
def test_a_pattern_knows_its_fields(office: Office, pattern: str) -> None:
    with pytest.raises(BadPattern):
        plan(office, wanted(pattern))


@pytest.mark.parametrize("pattern", ["../{id}", "C:/{id}", "{id}/.."])
def test_no_name_leaves_the_folder(office: Office, pattern: str) -> None:
    with pytest.raises(UnsafeName):
        plan(office, wanted(pattern))


def test_workers_only_where_they_pay() -> None:
    pdf = [Job(f"d-{n}", "vi", f"d-{n}", ("pdf",)) for n in range(FEW + 1)]
    text = [Job(f"d-{n}", "vi", f"d-{n}", ("txt",)) for n in range(500)]
    assert isinstance(choose(pdf[:FEW], None), Serial)
    assert isinstance(choose(text, None), Serial)
    assert type(choose(text * 4, None)) is (Processes if cores() > 1 else Serial)
    assert isinstance(choose(pdf, 2), Processes)
    assert isinstance(choose(pdf, 1), Serial)


def test_the_content_key_follows_text_and_layout(office: Office) -> None:
    document = office.documents["tb-ket-luan-bcd-1806"]
    sheet, _ = compose(resolve(office, document), TEMPLATES)
    other, _ = compose(resolve(office, document.model_copy(update={"subject": "khác"})), TEMPLATES)
    assert sheet is not None
    assert other is not None
    format_ = office.formats[sheet.format]
    thinner = format_.model_copy(update={"sign_gap": format_.sign_gap - 1})
    assert content_key(sheet, format_) == content_key(sheet, format_)
    assert len({content_key(sheet, format_), content_key(other, format_), content_key(sheet, thinner)}) == 3


def test_versions_are_the_same_twice_and_name_the_fonts(office: Office) -> None:
    first = versions(office.formats.values())
    assert first == versions(office.formats.values())
    assert first["pango"]
    assert first["fonts"]
    assert not any("/" in name for name in json.loads(json.dumps(first["fonts"])))


def record(name: str, content: str = "c") -> Record:
    return Record(name, "vi", content, "v", {f"{name}.txt": "0"}, {f"{name}.yaml": "1"}, "nd30", "document.html")


def test_lines_of_the_manifest_are_appended_and_the_last_counts(tmp_path: Path) -> None:
    for one in (record("a", "old"), record("b"), record("a", "new")):
        manifest.append(tmp_path, one)
    found = manifest.read(tmp_path).records
    assert found == {("a", "vi"): record("a", "new"), ("b", "vi"): record("b")}


@given(cut=st.integers(0, 400))
def test_a_cut_manifest_loses_only_what_was_cut(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    folder = tmp_path_factory.mktemp("out")
    manifest.append(folder, record("a"))
    whole = (folder / manifest.NAME).stat().st_size
    manifest.append(folder, record("b"))
    data = (folder / manifest.NAME).read_bytes()
    (folder / manifest.NAME).write_bytes(data[: max(whole, len(data) - cut)])
    manifest.append(folder, record("c"))
    found = manifest.read(folder).records
    assert found["a", "vi"] == record("a")
    assert found["c", "vi"] == record("c")
    assert found.get(("b", "vi"), record("b")) == record("b")


def test_the_settled_manifest_is_in_order_and_forgets_what_is_gone(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text("x")
    for name in ("c", "b", "a"):
        manifest.append(tmp_path, record(name))
    manifest.settle(tmp_path, "v", {"docgen": "0"})
    lines = [json.loads(line) for line in (tmp_path / manifest.NAME).read_text(encoding="utf-8").splitlines()]
    assert [line.get("document") for line in lines] == [None, "a", "b"]
    assert lines[0] == {"by": "v", "made_with": {"docgen": "0"}}


def test_a_forged_manifest_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text('[1]\n{"document": 1}\nnot json\n{"by": "x", "made_with": 3}\n', encoding="utf-8")
    found = manifest.read(tmp_path)
    assert (found.records, found.versions) == ({}, {})
