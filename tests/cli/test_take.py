"""``docgen take`` as a clerk uses it: shown first, written when asked, refused where the words are issued."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from tests.conftest import Lay
from tests.edit.word.files import PLAN, Came, after, remove, reword, without

FILE = "directives/kh-mau.yaml"


@pytest.fixture
def office(lay: Lay) -> Path:
    return lay({FILE: PLAN})


def take(root: Path, *words: str) -> int:
    return run(["--lang", "en", "--workspace", str(root), "take", str(root / "a.docx"), *words])


def edited(root: Path, edit: Any, id_: str = "kh-mau") -> Came:
    came = Came(root, id_).edited(edit)
    (root / "a.docx").write_bytes(came.data)
    return came


def all_led_back(document: Any) -> None:
    reword(document, "kiểm đếm đủ", "đếm thật đủ")
    reword(document, "30/9/2025", "15/10/2025")


def test_changes_are_shown_then_written_then_done(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(office, all_led_back)
    assert take(office) == 1
    shown = capsys.readouterr().out
    assert f"{FILE}:10\n" in shown
    assert "Hồ sơ được [-kiểm đếm-]{+đếm thật+} đủ" in shown
    assert "-    due: 2025-09-30\n+    due: 2025-10-15\n" in shown
    assert (office / FILE).read_text(encoding="utf-8") == PLAN
    assert take(office, "--apply") == 0
    assert f"2 changes written into {FILE}." in capsys.readouterr().out
    assert (office / FILE).read_text(encoding="utf-8") == PLAN.replace("kiểm đếm đủ", "đếm thật đủ").replace("09-30", "10-15")
    assert take(office) == 0
    assert "nothing to take" in capsys.readouterr().out


def test_what_is_left_is_listed_with_its_cause(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(document: Any) -> None:
        reword(document, "Sở Tài chính", "Sở Kế hoạch")
        reword(document, "30/9/2025", "15/10/2025")
        after(document, "Nơi nhận", "Một dòng lạ.")
        remove(document, "Báo cáo kết quả")
        words = next(part for part in document.paragraphs if "Kiểm đếm" in part.text)
        document.add_comment(runs=words.runs, text="Xem lại số liệu này.", author="Trần Thị B", initials="B")

    edited(office, edit)
    assert take(office, "--apply") == 1
    shown = capsys.readouterr().out
    assert "it comes from the catalogue: mau/so-tai-chinh" in shown
    assert "Sở [-Tài chính-]{+Kế hoạch+}" in shown
    assert "{+Một dòng lạ.+}" in shown
    assert "--remove takes it out" in shown
    assert "Trần Thị B: Xem lại số liệu này. [1. Kiểm đếm hồ sơ giấy tại kho lưu trữ.]" in shown
    assert "3 changes are left to you." in shown
    assert "due: 2025-10-15" in (office / FILE).read_text(encoding="utf-8")
    assert take(office, "--apply", "--remove") == 1
    assert "Báo cáo kết quả" not in (office / FILE).read_text(encoding="utf-8")


def test_an_issued_document_is_compared_but_not_changed(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    issued = re.sub(r"(subject: .*\n)", r'\1number: "7"\ndate: 2025-07-01\n', PLAN, count=1)
    root = lay({FILE: issued})
    edited(root, lambda document: reword(document, "kiểm đếm đủ", "đếm thật đủ"))
    assert take(root) == 1
    assert "1 change can be led back" in capsys.readouterr().out
    assert take(root, "--apply") == 2
    assert "docgen amend kh-mau" in capsys.readouterr().err
    assert (root / FILE).read_text(encoding="utf-8") == issued


def test_a_series_is_changed_for_all_its_documents(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    series = PLAN.replace("subject: rà soát", "each: {unit: all, of: mau}\nsubject: rà soát").replace(
        "Báo cáo kết quả hằng tuần.", "Báo cáo kết quả của {unit.full} hằng tuần."
    )
    root = lay({FILE: series})
    edited(root, lambda document: reword(document, "hằng tuần", "hằng ngày"), "kh-mau@mau/xa-1")
    assert take(root, "--apply") == 0
    assert "is a series: the changes hold for every one" in capsys.readouterr().out
    assert "của {unit.full} hằng ngày." in (root / FILE).read_text(encoding="utf-8")


def test_a_translation_is_to_be_looked_through_when_parts_move(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    english = "translates: kh-mau\nlanguage: en\ntexts: {noi-dung/clauses/1/text: Count the files.}\n"
    root = lay({FILE: PLAN, "directives/kh-mau.en.yaml": english})
    edited(root, lambda document: reword(document, "hằng tuần", "hằng ngày"))
    assert take(root, "--apply") == 0
    assert "translation" not in capsys.readouterr().out
    edited(root, lambda document: remove(document, "1. Kiểm đếm"))
    assert take(root, "--remove") == 1
    assert "look through the translation (en)" in capsys.readouterr().out


def test_a_file_that_lost_its_name_needs_the_id(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came = edited(office, all_led_back)
    (office / "a.docx").write_bytes(without(without(came.data, parts="customXml"), parts="docProps"))
    assert take(office) == 2
    assert "name it, docgen take FILE ID" in capsys.readouterr().err
    assert take(office, "kh-ma") == 2
    assert "the nearest is kh-mau" in capsys.readouterr().err
    assert take(office, "kh-mau", "--apply") == 0


def test_what_is_no_word_file_is_said_so(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "a.docx").write_text("no zip", encoding="utf-8")
    assert take(office) == 2
    assert "is no Word file" in capsys.readouterr().err
    (office / "a.docx").unlink()
    assert take(office) == 2
    assert "no file" in capsys.readouterr().err


def test_private_words_are_not_shown(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    private = "pham-thi-d: {birth: 1966-03-05, residence: Xóm Bí Mật}\n"
    decision = """\
        id: qd-nghi
        kind: personnel-decision
        issuer: mau/ubnd
        subject: nghỉ hưu
        bases: [luat-mau, {proposal: mau/so-noi-vu}]
        recipients: [{file: VT}]
        persons: [{id: mot, person: pham-thi-d, action: retire, effect: 2025-09-01}]
        body: [{article: nghi-huu, persons: all}, {article: hai, text: Bà Phạm Thị D thi hành.}]
        sign: {by: le-van-c, post: mau/ubnd/chu-tich}
        """
    root = lay({"directives/private/persons.yaml": private, "directives/qd-nghi.yaml": decision})
    came = Came(root, "qd-nghi")
    assert any("Xóm Bí Mật" in line for line in came.lines()), came.lines()
    came.edited(lambda document: reword(document, "Xóm Bí Mật", "Xóm Bí Mật Khác"))
    (root / "a.docx").write_bytes(came.data)
    assert take(root) == 1
    said = capsys.readouterr()
    shown = said.out
    assert said.err == ""
    assert "private data, not shown" in shown
    assert "Bí Mật" not in shown
