"""``docgen take`` of a file made from an older state: what was written since stays, what both sides changed is named."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.cli.main import run
from tests.conftest import DECISION, Lay
from tests.edit.word.files import PLAN, Came, after, paragraph, remove, reword

FILE = "directives/kh-mau.yaml"


@pytest.fixture
def office(lay: Lay) -> Path:
    root = lay({FILE: PLAN})
    git(root, "init", "-q")
    commit(root, "the plan")
    return root


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@mau.vn"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A", "--", "directives")
    git(root, "commit", "-q", "-m", message)


def sent(root: Path, edit: Callable[[Any], object], id_: str = "kh-mau") -> None:
    """Make the Word file of today, as the leader edits it."""
    (root / "a.docx").write_bytes(Came(root, id_).edited(edit).data)


def write(root: Path, *pairs: tuple[str, str], path: str = FILE) -> str:
    """Change the YAML by hand; returns its text."""
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")
    return text


def take(root: Path, *words: str) -> int:
    return run(["--lang", "en", "--workspace", str(root), "take", str(root / "a.docx"), *words])


def test_both_sides_changed_other_places(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(document: Any) -> None:
        reword(document, "kiểm đếm đủ", "đếm thật đủ")
        reword(document, "Kho dữ liệu", "Kho dữ liệu dùng chung")
        after(document, "Báo cáo kết quả", "4. Thêm việc này.")

    sent(office, edit)
    text = write(
        office, ("do: Kiểm đếm hồ sơ tại kho", "do: Kiểm đếm hồ sơ tại kho cũ"), ("hằng tuần", "hằng ngày"), ("2025-08-15", "2025-08-20")
    )
    commit(office, "later thoughts")
    assert take(office) == 1
    shown = capsys.readouterr()
    assert "what was written since stays" in shown.err
    assert "3 changes can be led back" in shown.out
    assert "not tracked" not in shown.out
    assert take(office, "--apply") == 0
    wanted = text.replace("kiểm đếm đủ", "đếm thật đủ").replace("Kho dữ liệu\n", "Kho dữ liệu dùng chung\n")
    wanted = wanted.replace("hằng ngày.\n", "hằng ngày.\n      - text: Thêm việc này.\n")
    assert (office / FILE).read_text(encoding="utf-8") == wanted
    assert take(office) == 0
    assert "nothing to take" in capsys.readouterr().out


def test_both_sides_changed_the_same_words(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(document: Any) -> None:
        reword(document, "hằng tuần", "hằng tháng")
        reword(document, "Kho dữ liệu", "Kho dữ liệu dùng chung")

    sent(office, edit)
    text = write(office, ("hằng tuần", "hằng ngày"))
    assert take(office, "--apply") == 1
    shown = capsys.readouterr().out
    assert "were changed in the file too" in shown
    assert "3. Báo cáo kết quả hằng [-ngày-]{+tháng+}." in shown
    assert (office / FILE).read_text(encoding="utf-8") == text.replace("Kho dữ liệu\n", "Kho dữ liệu dùng chung\n")


def test_both_sides_changed_other_words_of_one_line(office: Path) -> None:
    sent(office, lambda document: reword(document, "Kiểm đếm hồ sơ giấy", "Kiểm đếm toàn bộ hồ sơ giấy"))
    text = write(office, ("giấy tại kho lưu trữ.", "giấy tại kho cũ."))
    assert take(office, "--apply") == 0
    assert (office / FILE).read_text(encoding="utf-8") == text.replace("Kiểm đếm hồ sơ giấy", "Kiểm đếm toàn bộ hồ sơ giấy")


def test_the_same_change_on_both_sides_is_no_conflict(office: Path) -> None:
    sent(office, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    write(office, ("hằng tuần", "hằng ngày"))
    assert take(office) == 0


def test_a_row_the_leader_took_out_and_the_file_changed_is_a_conflict(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent(office, lambda document: remove(document, "Báo cáo kết quả"))
    text = write(office, ("hằng tuần", "hằng ngày"))
    assert take(office, "--apply", "--remove") == 1
    assert "were changed in the file too" in capsys.readouterr().out
    assert (office / FILE).read_text(encoding="utf-8") == text


def test_a_name_of_the_catalogue_that_changed_since_is_not_turned_back(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent(office, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    write(office, ("Sở Tài chính", "Sở Tài chính và Kế hoạch"), path="directives/catalogue/agencies.yaml")
    assert take(office, "--apply") == 0
    assert "1 change written" in capsys.readouterr().out


def test_a_document_that_moved_to_another_folder(office: Path) -> None:
    sent(office, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    (office / "directives/2025").mkdir()
    shutil.move(office / FILE, office / "directives/2025/kh-mau.yaml")
    write(office, ("Yêu cầu", "Các yêu cầu"), path="directives/2025/kh-mau.yaml")
    commit(office, "moved")
    assert take(office, "--apply") == 0
    text = (office / "directives/2025/kh-mau.yaml").read_text(encoding="utf-8")
    assert "hằng ngày" in text
    assert "heading: Các yêu cầu" in text


def test_a_document_that_bears_another_id_now(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent(office, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    (office / FILE).rename(office / "directives/kh-moi.yaml")
    write(office, ("id: kh-mau", "id: kh-moi"), ("Yêu cầu", "Các yêu cầu"), path="directives/kh-moi.yaml")
    commit(office, "renamed")
    assert take(office) == 2
    assert "no document kh-mau" in capsys.readouterr().err
    assert take(office, "kh-moi", "--apply") == 0
    text = (office / "directives/kh-moi.yaml").read_text(encoding="utf-8")
    assert "hằng ngày" in text
    assert "heading: Các yêu cầu" in text


def test_a_translation_is_merged_in_its_own_file(office: Path) -> None:
    english = (
        "translates: kh-mau\nlanguage: en\ntexts:\n  noi-dung/clauses/1/text: Count the files.\n  noi-dung/clauses/3/text: Report weekly.\n"
    )
    (office / "directives/kh-mau.en.yaml").write_text(english, encoding="utf-8")
    commit(office, "translated")
    came = Came(office)
    came.original = replace(came.original, language="en")
    came.data = came.printed(english)
    (office / "a.docx").write_bytes(came.edited(lambda document: reword(document, "Count the", "Count all")).data)
    write(office, ("Report weekly", "Report daily"), path="directives/kh-mau.en.yaml")
    commit(office, "later thoughts")
    assert take(office, "--apply") == 0
    text = (office / "directives/kh-mau.en.yaml").read_text(encoding="utf-8")
    assert "Count all files." in text
    assert "Report daily." in text


def test_a_document_that_is_no_more_cited(lay: Lay) -> None:
    """The state of then is printed with the documents it cited then."""
    cited = {"directives/qd-mau.yaml": DECISION, FILE: PLAN.replace("[[nq-1]]", "[[nq-1]] và [[qd-mau]]")}
    root = lay(cited)
    git(root, "init", "-q")
    commit(root, "both")
    sent(root, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    text = write(root, (" và [[qd-mau]]", ""))
    assert take(root, "--apply") == 0
    assert (root / FILE).read_text(encoding="utf-8") == text.replace("hằng tuần", "hằng ngày")


def test_one_document_of_a_series(lay: Lay) -> None:
    series = PLAN.replace("subject: rà soát", "each: {unit: all, of: mau}\nsubject: rà soát")
    root = lay({FILE: series.replace("Báo cáo kết quả", "Báo cáo kết quả của {unit.full}")})
    git(root, "init", "-q")
    commit(root, "the series")
    sent(root, lambda document: reword(document, "hằng tuần", "hằng ngày"), "kh-mau@mau/xa-1")
    text = write(root, ("kiểm đếm đủ", "đếm thật đủ"))
    assert take(root, "--apply") == 0
    assert (root / FILE).read_text(encoding="utf-8") == text.replace("hằng tuần", "hằng ngày")


def test_private_fields_are_no_other_state(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Git never sees them: the state of then is printed with the fields of today."""
    decision = """\
id: qd-nghi
kind: personnel-decision
issuer: mau/ubnd
subject: nghỉ hưu
bases: [luat-mau, {proposal: mau/so-noi-vu}]
recipients: [{file: VT}]
persons: [{id: mot, person: pham-thi-d, action: retire, effect: 2025-09-01}]
body: [{article: nghi-huu, persons: all}, {article: hai, text: Bà Phạm Thị D thi hành.}, {article: ba, text: Có hiệu lực ngay.}]
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
"""
    (office / "directives/qd-nghi.yaml").write_text(decision, encoding="utf-8")
    commit(office, "a retirement")
    private = office / "directives/private/persons.yaml"
    private.parent.mkdir()
    private.write_text("pham-thi-d: {birth: 1966-03-05, residence: Xóm Bí Mật}\n", encoding="utf-8")
    sent(office, lambda document: reword(document, "hiệu lực ngay", "hiệu lực từ ngày ký"), "qd-nghi")
    write(office, ("thi hành.", "chịu trách nhiệm thi hành."), path="directives/qd-nghi.yaml")
    assert take(office, "--apply") == 0
    shown = capsys.readouterr()
    assert "what was written since stays" in shown.err
    assert "Bí Mật" not in shown.out + shown.err
    text = (office / "directives/qd-nghi.yaml").read_text(encoding="utf-8")
    assert "chịu trách nhiệm thi hành.}, {article: ba, text: Có hiệu lực từ ngày ký.}]" in text


def track(document: Any, words: str, old: str, new: str) -> None:
    """Change words under tracked changes."""
    run_ = next(t for t in document.element.body.iter(qn("w:t")) if words in (t.text or "")).getparent()
    held = run_.find(qn("w:t"))
    head, tail = held.text.split(old)
    held.text = head
    held.set(qn("xml:space"), "preserve")
    who = 'w:author="Trần Thị B"'
    space = 'xml:space="preserve"'
    run_.addnext(parse_xml(f"<w:r {nsdecls('w')}><w:t {space}>{tail}</w:t></w:r>"))
    run_.addnext(parse_xml(f'<w:ins {nsdecls("w")} w:id="901" {who}><w:r><w:t {space}>{new}</w:t></w:r></w:ins>'))
    run_.addnext(parse_xml(f'<w:del {nsdecls("w")} w:id="900" {who}><w:r><w:delText {space}>{old}</w:delText></w:r></w:del>'))


def dropped(document: Any, words: str) -> None:
    """Delete a paragraph under tracked changes."""
    held, who = paragraph(document, words), 'w:author="Lê Văn C"'
    for run_ in [*held.iter(qn("w:r"))]:
        gone = f'<w:r><w:delText xml:space="preserve">{run_.find(qn("w:t")).text}</w:delText></w:r>'
        run_.addnext(parse_xml(f'<w:del {nsdecls("w")} w:id="902" {who}>{gone}</w:del>'))
        run_.getparent().remove(run_)
    held.find(qn("w:pPr")).append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="903" {who}/></w:rPr>'))


def test_without_git_only_tracked_changes_are_taken(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay({FILE: PLAN})

    def edit(document: Any) -> None:
        track(document, "Kiểm đếm hồ sơ giấy", "lưu trữ", "của tỉnh")
        dropped(document, "- Đúng tiến độ")
        reword(document, "Kho dữ liệu", "Kho dữ liệu dùng chung")

    sent(root, edit)
    text = write(root, ("hằng tuần", "hằng ngày"))
    assert take(root, "--apply", "--remove") == 1
    shown = capsys.readouterr()
    assert "which git does not know: only tracked changes are taken" in shown.err
    assert shown.out.count("made from another state: it may be older words") == 2
    wanted = text.replace("tại kho lưu trữ.", "tại kho của tỉnh.").replace("[Đúng tiến độ đã giao., ", "[")
    assert (root / FILE).read_text(encoding="utf-8") == wanted
    assert take(root, "--as-is", "--apply") == 0
    assert "hằng tuần" in (root / FILE).read_text(encoding="utf-8")
    assert "dùng chung" in (root / FILE).read_text(encoding="utf-8")


def test_a_file_taken_twice_turns_nothing_back(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    """Without git too: what it was made from is remembered, and what was written in between stays."""
    root = lay({FILE: PLAN})
    sent(root, lambda document: (reword(document, "hằng tuần", "hằng ngày"), remove(document, "- Đúng tiến độ")))
    assert take(root, "--apply") == 1
    write(root, ("Yêu cầu", "Các yêu cầu"))
    assert take(root, "--apply", "--remove") == 0
    assert "1 change written" in capsys.readouterr().out
    text = (root / FILE).read_text(encoding="utf-8")
    assert "Các yêu cầu" in text
    assert "hằng ngày" in text
    assert "Đúng tiến độ" not in text
    assert take(root) == 0
