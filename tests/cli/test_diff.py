"""``docgen diff`` as the reviewer calls it, with real git."""

from __future__ import annotations

import json
import os
import shutil
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest

from docgen.cli.main import run
from tests.cases.workspace import commit
from tests.conftest import DECISION, ROOT, Lay

PLAN = """\
    id: kh-mau
    kind: plan
    issuer: mau/ubnd
    subject: rà soát trụ sở
    number: "7"
    date: 2025-07-10
    body:
      - {id: muc-dich, heading: Mục đích, text: "Thực hiện [[qd-mau#hai]] của Ủy ban nhân dân tỉnh trong năm nay."}
      - {id: phan-cong, heading: Phân công, tasks: all, as: table}
    tasks:
      - {id: ra-soat, do: Rà soát toàn bộ trụ sở làm việc của các xã và lập danh sách, lead: mau/so-noi-vu, due: 2025-08-15}
      - {id: kinh-phi, do: Bố trí kinh phí, lead: mau/so-tai-chinh, due: {month: 2025-09}}
    sign: {by: le-van-c, post: mau/ubnd/chu-tich}
    recipients: [{file: VT}]
    """
JOURNAL = "- {id: 0000000a, task: kh-mau#ra-soat, day: 2025-08-01, told: 2025-08-01, percent: 40}\n"


@pytest.fixture
def office(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a decision, a plan that cites it and a journal, committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DOCGEN_LANG", "en")
    monkeypatch.setenv("NO_COLOR", "1")
    files: dict[str, str | bytes] = {"directives/qd-mau.yaml": DECISION, "directives/kh-mau.yaml": PLAN}
    files["directives/progress/mau/so-noi-vu.yaml"] = JOURNAL
    root = lay(files)
    commit(root)
    monkeypatch.chdir(root)
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "directives" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["diff", *words]) == code
    out, err = capsys.readouterr()
    return out + err


def data(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(said(capsys, *words, "--format", "json"))
    return found


def test_nothing_changed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--exit-code") == "nothing changed\n"
    edit(office, "kh-mau.yaml", "id: kh-mau", "# a remark\nid: kh-mau")
    assert said(capsys, "--exit-code") == "nothing changed\n"


def test_a_deadline_and_a_helper(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "lead: mau/so-noi-vu, due: 2025-08-15", "lead: mau/so-noi-vu, with: [mau/so-tai-chinh], due: 2025-08-20")
    text = said(capsys, "--exit-code", code=1)
    assert "Kế hoạch 07/KH-UBND rà soát trụ sở\n  directives/kh-mau.yaml\n" in text
    assert "  Task ra-soat: " in text and "due 15/8/2025 → 20/8/2025" in text
    assert "one cooperating agency added (Sở Tài chính)" in text
    assert "1 task changed, 1 deadline" in text and text.endswith("1 document changed\n")


def test_every_pair_of_states_says_the_same(office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old = tmp_path.parent / f"{tmp_path.name}-old"
    shutil.copytree(office / "directives", old / "directives")
    edit(office, "kh-mau.yaml", "due: 2025-08-15", "due: 2025-08-20")
    work = said(capsys)
    assert said(capsys, "--cached") == "nothing changed\n"
    commit(office, "after")
    assert said(capsys) == "nothing changed\n"
    assert said(capsys, "HEAD~1..HEAD") == said(capsys, "HEAD~1") == said(capsys, "HEAD~1...HEAD") == said(capsys, str(old), ".") == work
    assert said(capsys, "--cached", "HEAD~1") == work


def test_renumbered_parts_and_who_cites_them(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "qd-mau.yaml", "  - {article: hai", "  - {article: moi, text: Điều thêm vào.}\n  - {article: hai")
    text = said(capsys)
    assert "  Điều 2 (moi) added: Điều thêm vào.\n  Điều 2 becomes Điều 3; 2 documents cite it\n" in text
    assert "1 document prints another text although its file did not change" in text
    assert "issued already: kh-mau, qd-mau" in text


def test_moved_articles(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "directives/qd-mau.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if "article: mot" in line)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    path.write_text("".join(lines), encoding="utf-8")
    text = said(capsys)
    assert "moved: Điều " in text and "{+" not in text and "added" not in text


def test_words_of_a_text(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "trụ sở làm việc", "nhà đất công")
    assert "Task ra-soat, what is to be done: Rà soát toàn bộ [-trụ sở làm việc-]{+nhà đất công+} của các xã và lập …" in said(capsys)


def test_a_table_for_several_rows(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "due: 2025-08-15", "due: 2025-08-20")
    edit(office, "kh-mau.yaml", "{month: 2025-09}", "{month: 2025-10}")
    rows = [line.split() for line in said(capsys).splitlines() if line.startswith("  Task ")]
    assert rows == [
        ["Task", "ra-soat", "due", "15/8/2025", "20/8/2025"],
        ["Task", "kinh-phi", "due", "Tháng", "9/2025", "Tháng", "10/2025"],
    ]
    assert "| Task ra-soat | due | 15/8/2025 | 20/8/2025 |" in said(capsys, "--format", "markdown")


def test_cells_of_a_table_are_told_by_row_and_column(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = """
        tables:
          - id: truoc-sau
            columns: {loai: Loại cơ quan, truoc: Trước, sau: Sau}
            rows:
              - {loai: Sở, truoc: "20", sau: "15"}
              - {loai: Phòng, truoc: "90", sau: "70"}
        """
    edit(office, "kh-mau.yaml", "sign:", dedent(table).strip() + "\nsign:")
    commit(office, "a table")
    edit(office, "kh-mau.yaml", 'sau: "15"', 'sau: "14"')
    assert "  Sở: Sau 15 → 14\n" in said(capsys)
    edit(office, "kh-mau.yaml", 'truoc: "90"', 'truoc: "91"')
    assert [line.split() for line in said(capsys).splitlines()[3:5]] == [["Sở", "Sau", "15", "14"], ["Phòng", "Trước", "90", "91"]]


def test_names_move_documents(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "catalogue/agencies.yaml", "name: Sở Tài chính", "name: Sở Tài chính và Kế hoạch")
    text = said(capsys, "directives/kh-mau.yaml")
    assert "1 document prints another text" in text and "kh-mau  Kế hoạch 07/KH-UBND" in text
    assert "1 more change elsewhere in the workspace." in text
    assert "Agency Sở Tài chính và Kế hoạch (mau/so-tai-chinh): name Sở Tài chính → Sở Tài chính và Kế hoạch" in said(capsys)


def test_documents_come_and_go(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "directives/qd-mau.yaml").rename(office / "directives/qd-khac.yaml")
    edit(office, "qd-khac.yaml", "id: qd-mau", "id: qd-khac")
    (office / "directives/kho").mkdir()
    (office / "directives/kh-mau.yaml").rename(office / "directives/kho/kh-mau.yaml")
    text = said(capsys)
    assert "[added]" in text and "[removed]" in text and text.count("  2 articles") == 2
    assert "  the file was directives/kh-mau.yaml" in text
    assert text.endswith("1 document changed, 1 document added, 1 document removed\n")


def test_journals_and_registers(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "directives/register/mau/ubnd/decision-2025.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("- {number: 5, date: 2025-07-01, document: qd-mau}\n", encoding="utf-8")
    with (office / "directives/progress/mau/so-noi-vu.yaml").open("a", encoding="utf-8") as journal:
        journal.write("- {id: 0000000b, task: kh-mau#ra-soat, day: 2025-08-20, told: 2025-08-21, done: all}\n")
    text = said(capsys)
    assert "  Sở Nội vụ reported on 20/8/2025 on kh-mau#ra-soat: done\n" in text
    assert "  number 5 given to Quyết định 05/QĐ-UBND về việc mẫu (01/7/2025)\n" in text


def test_only_progress(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = office / "directives/progress/mau/so-noi-vu.yaml"
    journal.write_text(JOURNAL + JOURNAL.replace("0000000a", "0000000b"), encoding="utf-8")
    said(capsys, "--only", "progress")
    (office / "README.md").write_text("Xin chào\n", encoding="utf-8")
    assert "not only progress: README.md" in said(capsys, "--only", "progress", code=1)
    (office / "README.md").unlink()
    journal.write_text(JOURNAL.replace("40", "90"), encoding="utf-8")
    assert "mau/so-noi-vu.yaml: entry 0000000a was altered or removed" in said(capsys, "--only", "progress", code=1)
    journal.write_text(JOURNAL.replace("}", ", note: xong}"), encoding="utf-8")
    assert "entry 0000000a was altered or removed" in said(capsys, "--only", "progress", code=1)
    journal.unlink()
    assert "so-noi-vu.yaml: a line was altered or removed" in said(capsys, "--only", "progress", code=1)


def test_only_the_progress_of_some_bodies(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, other = (office / f"directives/progress/mau/{name}.yaml" for name in ("so-noi-vu", "so-tai-chinh"))
    own.write_text(JOURNAL + JOURNAL.replace("0000000a", "0000000b"), encoding="utf-8")
    said(capsys, "--only", "progress:mau/so-noi-vu")
    other.write_text(JOURNAL.replace("0000000a", "0000000c").replace("ra-soat", "kinh-phi"), encoding="utf-8")
    said(capsys, "--only", "progress")
    said(capsys, "--only", "progress:mau/so-noi-vu", "--only", "progress:mau/so-tai-chinh")
    told = said(capsys, "--only", "progress:mau/so-noi-vu", code=1)
    assert "not only progress: directives/progress/mau/so-tai-chinh.yaml: not the journal of mau/so-noi-vu" in told
    own.write_text(JOURNAL.replace("0000000a", "0000000d"), encoding="utf-8")
    told = said(capsys, "--only", "progress:mau/so-noi-vu", "--only", "progress:mau/so-tai-chinh", code=1)
    assert "so-noi-vu.yaml: entry 0000000a was altered or removed" in told and "so-tai-chinh" not in told.partition("not only")[2]
    assert "no agency or unit mau/so-noi-vuu; the nearest is mau/so-noi-vu" in said(capsys, "--only", "progress:mau/so-noi-vuu", code=2)
    for word in ("reports", "progress:", "reports:mau/so-noi-vu"):
        assert f"{word} is neither progress nor progress:BODY" in said(capsys, "--only", word, code=2)


def test_a_side_that_cannot_be_read(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "directives/hong.yaml").write_text("id: hong\nkind: [decision\n", encoding="utf-8")
    text = said(capsys, code=3)
    assert text.startswith("work tree cannot be compared:\ndirectives/hong.yaml:3:1: E101 error:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["khong-co..HEAD"], "git knows no revision khong-co"),
        (["khong-co"], "khong-co is neither a revision nor a path"),
        (["HEAD", "../elsewhere"], "neither a revision nor a path"),
        (["HEAD..HEAD", "--cached"], "--cached compares one revision with the index"),
        (["HEAD...khong-co"], "parted"),
    ],
)
def test_misuse(office: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert told in " ".join(said(capsys, *words, code=2).split())


def test_without_git(lay: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_LANG", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(lay().parent))
    monkeypatch.chdir(lay())
    assert "no git here" in said(capsys, code=2)


def test_private_data_stays_out(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "directives/private/people.yaml"
    path.parent.mkdir()
    path.write_text("nguyen-van-a: {birth: 1970-01-02}\n", encoding="utf-8")
    commit(office, "private, by mistake")
    path.write_text("nguyen-van-a: {birth: 1971-01-02}\n", encoding="utf-8")
    for words in ([], ["HEAD~1..HEAD"], ["--cached", "HEAD~1"]):
        assert said(capsys, *words) == "nothing changed\n"


def test_json_follows_its_schema(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "trụ sở làm việc", "nhà đất công")
    edit(office, "catalogue/agencies.yaml", "name: Sở Tài chính", "name: Sở Tài chính và Kế hoạch")
    found = data(capsys)
    schema = json.loads((ROOT / "docs/reference/diff.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert [one["path"] for one in found["changes"]] == [  # type: ignore[attr-defined]
        ["agencies", "mau/so-tai-chinh", "name"],
        ["documents", "kh-mau", "tasks", "ra-soat", "do"],
    ]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found | {"more": 1}, schema)


def test_a_comment_keeps_to_the_limit_of_hosts(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        path = office / f"directives/qd-mau-{number}.yaml"
        path.write_text(
            dedent(DECISION).replace("qd-mau", f"qd-mau-{number}").replace("về việc mẫu", "về <b>việc</b> " + "dài " * 60), encoding="utf-8"
        )
    text = said(capsys, "--format", "markdown")
    assert len(text) <= 65_536 and text.startswith("**300 documents added** (HEAD → work tree)\n")
    shown = text.count("<details>")
    assert text.count("</details>") == shown and f"{300 - shown} sections were left out" in text
    assert "<b>" not in text


def test_the_page_is_whole_and_loads_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "trụ sở làm việc", "<script>alert(1)</script> nhà đất công")
    page = said(capsys, "--format", "html")
    tags: list[str] = []
    open_: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            if tag != "meta":
                open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_.pop() == tag

    Reader().feed(page)
    assert open_ == [] and {"ins", "del", "h2"} <= set(tags) and not {"script", "link", "img"} & set(tags)
