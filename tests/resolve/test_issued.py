"""Issued documents and pinned citations against what they said, with and without git."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent

import pytest

from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.resolve.difference import difference
from docgen.resolve.fingerprint import fingerprint, unnumbered
from docgen.resolve.issued import changed
from docgen.resolve.past import Past
from docgen.resolve.suspect import suspect
from tests.cases.workspace import commit
from tests.conftest import CATALOGUE, DECISION, TEMPLATES, Lay, office_of

TEXT = dedent(DECISION)
PATH = "directives/2025/qd-mau.yaml"
REGISTER = "directives/register/mau/ubnd/decision-2025.yaml"


@pytest.fixture(autouse=True)
def no_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


def line(office: Office, id_: str = "qd-mau") -> str:
    return f"- {{number: 5, date: 2025-07-01, document: {id_}, fingerprint: {fingerprint(office, office.documents[id_])}}}\n"


def issue(lay: Lay, text: str = TEXT) -> Path:
    """Lay a workspace with one issued decision."""
    office, findings = office_of(lay({PATH: text}))
    assert findings == ()
    return lay({REGISTER: line(office)})


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def found(root: Path) -> list[Finding]:
    office, _ = office_of(root)
    past = Past(root, TEMPLATES, office)
    return [*changed(office, lambda document: fingerprint(office, document), past), *suspect(office, past)]


def test_layout_and_comments_are_no_change(lay: Lay) -> None:
    root = issue(lay)
    edit(root, PATH, "kind: decision", "kind:   decision  # một quyết định")
    edit(root, PATH, "recipients: [{same: articles}, {file: VT}]", "recipients: [{same: articles}, {file: VT, copies: 3}]")
    assert found(root) == []


def test_without_git_the_change_is_found_and_not_shown(lay: Lay) -> None:
    root = issue(lay)
    edit(root, PATH, "Điều thứ nhất", "Điều đầu tiên")
    (finding,) = found(root)
    assert (finding.code, finding.place.path) == ("E380", PATH)
    assert finding.words == {"value": "qd-mau", "number": "5", "change": "", "unsent": "qd-mau"}


def test_what_was_sent_cannot_be_made_again(lay: Lay) -> None:
    root = issue(lay)
    with (root / REGISTER).open("a", encoding="utf-8") as register:
        register.write('- {number: 5, event: send, date: 2025-07-02, document: qd-mau, to: "Sở Nội vụ"}\n')
    edit(root, PATH, "Điều thứ nhất", "Điều đầu tiên")
    assert found(root)[0].words["unsent"] == ""


def test_git_shows_what_changed_also_after_commits(lay: Lay) -> None:
    root = issue(lay)
    commit(root)
    edit(root, PATH, "Điều thứ nhất", "Điều đầu tiên")
    assert [finding.words["change"] for finding in found(root)] == ["“Điều thứ nhất theo Nghị” → “Điều đầu tiên theo Nghị”"]
    commit(root, "sửa")
    edit(root, PATH, "hiệu lực kể từ ngày ký", "hiệu lực thi hành")
    (finding,) = found(root)
    assert "thứ nhất" in finding.words["change"] and "thi hành" in finding.words["change"]


def test_a_document_that_moved_to_another_folder_is_still_found(lay: Lay) -> None:
    root = issue(lay)
    commit(root)
    (root / PATH).rename(root / "directives/qd-mau.yaml")
    assert found(root) == []
    edit(root, "directives/qd-mau.yaml", "Điều thứ nhất", "Điều đầu tiên")
    assert "đầu tiên" in found(root)[0].words["change"]


def test_a_new_name_in_the_catalogue_is_one_finding_for_all_documents(lay: Lay) -> None:
    second = TEXT.replace("qd-mau", "qd-hai").replace('"5"', '"6"')
    office, _ = office_of(lay({PATH: TEXT, "directives/2025/qd-hai.yaml": second}))
    root = lay({REGISTER: line(office) + line(office, "qd-hai").replace("number: 5", "number: 6")})
    commit(root)
    edit(root, "directives/catalogue/agencies.yaml", "name: Sở Nội vụ,", "name: Sở Nội vụ và Lao động,")
    edit(root, "directives/catalogue/agencies.yaml", "name: Sở Tài chính,", "name: Sở Tài chính - Kế hoạch,")
    (finding,) = found(root)
    assert (finding.code, finding.place.path, finding.place.steps) == ("E381", "directives/catalogue/agencies.yaml", ("mau/so-noi-vu",))
    assert (finding.words["count"], finding.words["agency"], finding.words["document"]) == ("2", "mau/so-noi-vu", "qd-mau")
    assert "Sở Nội vụ và Lao động" in finding.words["change"]
    edit(root, "directives/catalogue/agencies.yaml", "letters: SNV}", "letters: SNV, earlier: [{name: Sở Nội vụ, until: 2025-07-31}]}")
    assert found(root) == []


def test_a_person_who_got_another_name_alters_what_was_signed(lay: Lay) -> None:
    root = issue(lay)
    commit(root)
    edit(root, "directives/catalogue/people.yaml", "name: Lê Văn C", "name: Lê Văn Cường")
    (finding,) = found(root)
    assert (finding.code, finding.words["value"], finding.words["agency"]) == ("E381", "le-van-c", "")


def test_private_fields_are_no_part_of_a_fingerprint(lay: Lay) -> None:
    row = TEXT.replace("kind: decision", "kind: personnel-decision").replace(
        '{article: mot, text: "Điều thứ nhất theo [[nq-1]]; xem [[#hai]]."}', "{article: mot, persons: all}"
    )
    root = issue(lay, row + "persons: [{id: x, person: pham-thi-d, action: retire, effect: 2026-01-01}]\n")
    lay({"directives/private/people.yaml": 'pham-thi-d: {birth: 1965-12-20, insurance: "0100"}\n'})
    assert found(root) == []


def test_a_unit_of_a_series_is_held_to_its_own_line(lay: Lay) -> None:
    series = TEXT.replace('number: "5"\n', "").replace("date: 2025-07-01\n", "planned: 2025-07-01\neach: {unit: all, of: mau}\n")
    series = series.replace("Điều thứ nhất", "{unit.full}")
    root = lay({PATH: series, REGISTER: "- {number: 5, date: 2025-07-01, document: qd-mau@mau/xa-1, fingerprint: 00000000}\n"})
    (finding,) = found(root)
    assert finding.words["value"] == "qd-mau@mau/xa-1"


def test_a_pinned_citation_shows_what_changed(lay: Lay) -> None:
    draft = TEXT.replace('number: "5"\n', "").replace("date: 2025-07-01\n", "planned: 2025-07-01\n")
    office, _ = office_of(lay({PATH: draft}))
    pin = unnumbered(office, office.documents["qd-mau"])
    citing = TEXT.replace("id: qd-mau", "id: qd-hai").replace('"5"', '"6"').replace("[[nq-1]]", f"[[qd-mau@{pin}]]")
    root = lay({"directives/qd-hai.yaml": citing.replace("bases: [luat-mau,", f'bases: [luat-mau, {{ref: qd-mau, fingerprint: "{pin}"}},')})
    commit(root)
    assert found(root) == []
    edit(root, PATH, "planned: 2025-07-01", 'number: "5"\ndate: 2025-07-01')  # issued: still the same words
    assert found(root) == []
    edit(root, PATH, "kể từ ngày ký", "từ ngày 15/7/2025")
    findings = found(root)
    assert {(finding.code, finding.place.path) for finding in findings} == {("W382", "directives/qd-hai.yaml")}
    assert [finding.place.steps for finding in findings] == [("bases", 1, "fingerprint"), ("body", 0, "text")]
    assert {finding.words["change"] for finding in findings} == {"“hiệu lực kể từ ngày ký./.” → “hiệu lực từ ngày 15/7/2025./.”"}


def test_a_commit_of_half_done_work_is_passed_over(lay: Lay) -> None:
    root = issue(lay)
    commit(root)
    (root / "directives/catalogue/people.yaml").write_text("le-van-c: {name: [\n", encoding="utf-8")
    commit(root, "dở dang")
    lay({"directives/catalogue/people.yaml": CATALOGUE["people"]})
    edit(root, PATH, "Điều thứ nhất", "Điều đầu tiên")
    assert "đầu tiên" in found(root)[0].words["change"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (["a b c"], ["a b c"], ""),
        (["một hai ba bốn năm"], ["một hai 3 bốn năm"], "“một hai ba bốn năm” → “một hai 3 bốn năm”"),
        (["x"], ["x", "thêm dòng"], "∅ → “thêm dòng”"),
        (["x", "bỏ dòng"], ["x"], "“bỏ dòng” → ∅"),
        (["a", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"], "“a” → “1”; “b” → “2”; “c” → “3”; …"),
    ],
)
def test_difference(before: list[str], after: list[str], said: str) -> None:
    assert difference(before, after) == said
