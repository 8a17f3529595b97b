"""``docgen refs`` and ``docgen amend`` as the clerk calls them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import pytest

from docgen.cli.main import run
from docgen.derive.graph import Edge, Graph, Text
from docgen.write.picture import layers
from tests.cases.workspace import commit
from tests.conftest import DECISION, Lay, office_of
from tests.resolve.test_issued import line

NEWER = (
    dedent(DECISION)
    .replace("id: qd-mau", "id: qd-moi")
    .replace("subject: về việc mẫu", "subject: về việc mẫu mới\neffect: 2025-08-01\nreplaces: [{document: qd-mau}]")
    .replace('"5"', '"9"')
    .replace("2025-07-01", "2025-07-20")
    .replace("[[nq-1]]", "[[qd-mau]]")
)
PLAN = """\
    id: kh-mau
    kind: plan
    issuer: mau/ubnd
    subject: về việc mẫu
    planned: 2025-07-10
    body:
      - {id: muc, heading: Mục đích, text: "Thực hiện [[qd-mau]]."}
    sign: {by: le-van-c, post: mau/ubnd/chu-tich}
    recipients: [{file: VT}]
    """


@pytest.fixture
def office(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a decision, one that replaces it, and a plan that cites it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DOCGEN_LANG", "en")
    root = lay({"directives/qd-mau.yaml": DECISION, "directives/qd-moi.yaml": NEWER, "directives/kh-mau.yaml": PLAN})
    monkeypatch.chdir(root)
    return root


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(list(words)) == code
    out, err = capsys.readouterr()
    return out + err


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(said(capsys, "refs", *words, "--format", "json"))
    return found


def test_both_ends_of_a_relation_are_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = said(capsys, "refs", "qd-mau", "--as-of", "2025-08-01")
    assert "last day 2025-07-31, ended by qd-moi; on 2025-08-01: no longer in force" in old
    assert "  replaced from 2025-08-01: qd-moi  Quyết định 09/QĐ-UBND về việc mẫu mới  [in force]" in old
    assert "Cited by\n  kh-mau" in old
    new = said(capsys, "refs", "qd-moi", "--as-of", "2025-07-31")
    assert "on 2025-07-31: not yet in force" in new
    assert "  replaces from 2025-08-01: qd-mau  Quyết định 05/QĐ-UBND về việc mẫu  [in force]" in new


def test_what_falls(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "luat-mau", "--as-of", "2025-07-10")
    assert [(one["id"], one["step"], one["state"]) for one in found["falls"]] == [  # type: ignore[attr-defined]
        ("qd-mau", 1, "in-force"),
        ("qd-moi", 1, "unsigned"),
    ]


def test_the_table_of_all_texts(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = said(capsys, "refs", "--as-of", "2025-08-01").splitlines()
    row = next(line for line in table if " qd-mau " in line)
    assert row.split()[:8] == ["no", "longer", "in", "force", "2025-07-01", "2025-07-01", "2025-07-31", "qd-moi"]
    assert len(table) == 1 + 3 + 3


def test_json_of_the_whole_graph(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys)
    assert {"from": "qd-moi", "to": "qd-mau", "how": "replaces", "parts": []} in found["edges"]  # type: ignore[operator]
    assert len(found["texts"]) == 6  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["mermaid", "svg"])
@pytest.mark.parametrize("id_", [["qd-mau"], []])
def test_pictures_are_the_same_each_time(office: Path, capsys: pytest.CaptureFixture[str], form: str, id_: list[str]) -> None:
    first = said(capsys, "refs", *id_, "--format", form, "--as-of", "2025-08-01")
    (office / ".docgen/cache-refs.json").unlink()
    assert said(capsys, "refs", *id_, "--format", form, "--as-of", "2025-08-01") == first
    if form == "svg":
        boxes = ElementTree.fromstring(first).findall("{*}g")
        assert len(boxes) == (5 if id_ else 6)
        assert [box.get("class") for box in boxes if "qd-mau" in "".join(box.itertext())] == ["marked ended" if id_ else "ended"]
    else:
        assert first.startswith("flowchart LR\n") and first.count("[") == (5 if id_ else 6)


def test_layers_put_each_text_right_of_what_it_rests_on() -> None:
    texts = {id_: Text(id_, id_, True) for id_ in "abcd"}
    chain = [Edge("b", "a", "basis"), Edge("c", "b", "basis"), Edge("a", "c", "cites"), Edge("d", "a", "cites")]
    assert sorted(id_ for layer in layers(Graph(texts, chain)) for id_ in layer) == ["a", "b", "c", "d"]  # a circle is left open
    assert layers(Graph(texts, chain[:2])) == [["a", "d"], ["b"], ["c"]]
    assert layers(Graph({}, [])) == []


def test_a_saved_file_is_seen_at_once(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Falls with it" not in said(capsys, "refs", "qd-mau")
    (office / "directives/qd-moi.yaml").write_text(NEWER.replace("replaces:", "amends:"), encoding="utf-8")
    assert "amended from 2025-08-01: qd-moi" in said(capsys, "refs", "qd-mau")


def test_an_unknown_id_has_a_nearest(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the nearest is qd-mau" in said(capsys, "refs", "qd-mauu", code=2)


def test_pin_writes_fingerprints_by_slices_and_once(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "directives/qd-moi.yaml"
    path.write_text(NEWER.replace("[luat-mau,", "[qd-mau, luat-mau,") + "# hết\n", encoding="utf-8")
    assert "2 fingerprints written" in said(capsys, "refs", "qd-moi", "--pin")
    text = path.read_text(encoding="utf-8")
    assert "bases: [{ref: qd-mau, fingerprint: " in text and "[[qd-mau@" in text and text.endswith("# hết\n")
    assert "0 fingerprints written" in said(capsys, "refs", "qd-moi", "--pin")
    assert "W382" not in said(capsys, "check", "--as-of", "2025-07-21")
    (office / "directives/qd-mau.yaml").write_text(dedent(DECISION).replace("thứ nhất", "đầu tiên"), encoding="utf-8")
    assert said(capsys, "check", "--format", "lines", "--as-of", "2025-07-21").count("W382") == 2
    assert "2 fingerprints written" in said(capsys, "refs", "qd-moi", "--pin")
    assert "W382" not in said(capsys, "check", "--as-of", "2025-07-21")


def test_pinned_bases_in_block_style_and_waived_suspicion(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "directives/qd-moi.yaml"
    blocks = NEWER.replace("bases: [luat-mau,", "bases:\n  - ref: qd-mau\n    about: x\n  - luat-mau\n")
    blocks = blocks.replace(" nq-1, {proposal", "  - nq-1\n  - {proposal")
    path.write_text(blocks.replace("so-noi-vu}]", "so-noi-vu}") + "waive: [{code: W382, why: đã đọc lại}]\n", encoding="utf-8")
    assert "2 fingerprints written" in said(capsys, "refs", "qd-moi", "--pin")
    assert "  - ref: qd-mau\n    fingerprint: " in path.read_text(encoding="utf-8")
    assert "W341" in said(capsys, "check", "--as-of", "2025-07-21")
    (office / "directives/qd-mau.yaml").write_text(dedent(DECISION).replace("thứ nhất", "đầu tiên"), encoding="utf-8")
    checked = said(capsys, "check", "--as-of", "2025-07-21")
    assert "W341" not in checked and "W382" not in checked


def test_a_changed_issued_document_stops_check_and_render(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = office / "directives/register/mau/ubnd/decision-2025.yaml"
    register.parent.mkdir(parents=True)
    register.write_text(line(office_of(office)[0]), encoding="utf-8")
    commit(office)
    assert "E380" not in said(capsys, "check", "--as-of", "2025-07-21")
    (office / "directives/qd-mau.yaml").write_text(dedent(DECISION).replace("thứ nhất", "đầu tiên"), encoding="utf-8")
    checked = said(capsys, "check", "--as-of", "2025-07-21", code=1)
    assert "directives/qd-mau.yaml:1:5: E380 error: qd-mau no longer says what was issued under number 5" in checked
    assert "“Điều thứ nhất theo Nghị” → “Điều đầu tiên theo Nghị”" in checked and "docgen issue --again qd-mau" in checked
    assert "E380" in said(capsys, "render", "--to", "txt", code=1)
    assert not (office / "output").exists()
    said(capsys, "issue", "qd-mau", "--again", "--why", "chữa lỗi chính tả trước khi gửi")
    assert "E380" not in said(capsys, "check", "--as-of", "2025-07-21")


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ("amends", "decision", "sửa đổi, bổ sung Quyết định số 05/QĐ-UBND"),
        ("replaces", "decision", "thay thế Quyết định số 05/QĐ-UBND"),
        ("repeals", "decision", "bãi bỏ Quyết định số 05/QĐ-UBND"),
        ("corrects", "official-letter", "đính chính Quyết định số 05/QĐ-UBND"),
    ],
)
def test_amend_starts_a_valid_document(office: Path, capsys: pytest.CaptureFixture[str], how: str, kind: str, words: str) -> None:
    (office / "directives/qd-moi.yaml").unlink()
    said(capsys, "amend", "qd-mau", "--how", how, "--new-id", "moi", "--folder", "2025")
    text = (office / "directives/2025/moi.yaml").read_text(encoding="utf-8")
    assert f"kind: {kind}\n" in text and f'subject: "{words}"' in text and f"{how}:\n  - document: qd-mau\n" in text
    assert " error:" not in said(capsys, "check", "--format", "lines")
    found = asked(capsys, "qd-mau")
    assert [(one["id"], one["how"], one["state"]) for one in found["changed_by"]] == [("moi", how, "draft")]  # type: ignore[attr-defined]


def test_amend_refuses_what_is_not_issued(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "kh-mau is not issued yet: change it in directives/kh-mau.yaml" in said(capsys, "amend", "kh-mau", code=2)
    assert "stands in the catalogue only" in said(capsys, "amend", "nq-1", code=2)
    assert "the nearest is qd-mau" in said(capsys, "amend", "qd-mauu", code=2)


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Trần Thị B", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


def test_after_a_merge_of_two_clones_a_repealed_basis_is_found(
    office: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "directives/qd-moi.yaml").unlink()
    commit(office)
    other = tmp_path_factory.mktemp("other") / "clone"
    git(office, "clone", "--quiet", ".", str(other))
    (office / "directives/qd-moi.yaml").write_text(NEWER, encoding="utf-8")
    commit(office, "thay thế")
    based = dedent(DECISION).replace("id: qd-mau", "id: qd-ba").replace('"5"', '"11"').replace("2025-07-01", "2025-08-02")
    (other / "directives/qd-ba.yaml").write_text(based.replace("bases: [luat-mau,", "bases: [luat-mau, qd-mau,"), encoding="utf-8")
    assert "W306" not in said(capsys, "--workspace", str(other), "check", "--as-of", "2025-08-02")
    commit(other, "căn cứ")
    git(other, "pull", "--quiet", "--no-rebase", "--no-edit", str(office))
    merged = said(capsys, "--workspace", str(other), "check", "--format", "lines", "--as-of", "2025-08-02")
    assert "directives/qd-ba.yaml:7:19: W306 warning: qd-mau was no longer in force: its last day was 2025-07-31" in merged
