"""The commands as the clerk types them: what they print, and their exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.cli.main import run
from docgen.cli.refused import REASONS
from tests.conftest import ROOT
from tests.register.small import SERIES, codes, lay, numbers

WHY = ("--why", "Gửi nhầm nơi nhận")

ROOM = "\N{NO-BREAK SPACE}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return lay(tmp_path, "tb-mot", "tb-hai", loat=SERIES, hong="bases: [khong-co]\n", tap="trial: true\n")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Return all a command prints."""
    assert run(["--lang", "en", *words]) == code
    printed = capsys.readouterr()
    return printed.out + printed.err


def mend(office: Path) -> None:
    (office / "directives/hong.yaml").unlink()


def test_issue(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "E215" in (text := said(capsys, "issue", "tb-mot", "--date", "2025-06-25", code=1))
    assert text.endswith("No number was given: mend the errors first.\n")
    mend(office)
    assert said(capsys, "issue", "tb-mot", "directives/tb-hai.yaml", "--date", "2025-06-25") == (
        "tb-mot: Số: 01/TB-UBND, 2025-06-25\ntb-hai: Số: 02/TB-UBND, 2025-06-25\n2 numbers given.\n"
    )
    assert said(capsys, "issue", "tb-mot", "--as-of", "2025-06-26") == (
        "tb-mot: has the number 1 of 2025-06-25 already\n0 numbers given.\n"
    )


def test_a_series_signed_in_part(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    ticks = "[x] tinh-mau/phuong-bon\n[ ] tinh-mau/xa-ba\n[x] loat@tinh-mau/xa-mot  # bản giấy\n"
    (office / "signed.txt").write_text(ticks, encoding="utf-8")
    assert said(capsys, "issue", "--series", "loat", "--signed", "signed.txt", "--date", "2025-06-25") == (
        "loat@tinh-mau/xa-mot: Số: 01/TB-UBND, 2025-06-25\n"
        "loat@tinh-mau/phuong-bon: Số: 02/TB-UBND, 2025-06-25\n"
        "2 numbers given.\n"
        "4 documents still with the leader:\n"
        "  loat@tinh-mau/xa-hai\n  loat@tinh-mau/xa-ba\n  loat@tinh-mau/phuong-nam\n  loat@tinh-mau/dac-khu-sau\n"
    )
    text = said(capsys, "issue", "--series", "loat", "--date", "2025-06-26")
    assert "loat@tinh-mau/dac-khu-sau: Số: 06/TB-UBND, 2025-06-26\n" in text
    assert "no unit of the series" in said(capsys, "issue", "--series", "loat", "--signed", "tinh-mau/xa-x", code=2)
    assert codes(office) == []


def test_send_and_recall(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "issue", "tb-mot", "--date", "2025-06-25")
    assert said(capsys, "send", "tb-mot", "--to", "Báo Mẫu", "--on", "2025-06-25") == "tb-mot (1): sent to Báo Mẫu on 2025-06-25\n"
    assert said(capsys, "send", "tb-mot", "--received-by", "Lê Văn C", "--on", "2025-06-26") == (
        "tb-mot (1): Báo Mẫu received it on 2025-06-26, signed Lê Văn C\n"
    )
    assert said(capsys, "recall", "tb-mot", *WHY, "--as-of", "2025-06-27") == "tb-mot (1): taken back from Báo Mẫu\n"
    assert "was sent already" in said(capsys, "issue", "tb-mot", "--again", *WHY, code=2)
    assert "say --to" in said(capsys, "send", "tb-mot", code=2)


def test_reserve_and_cancel(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    assert said(capsys, "issue", "tb-mot", "--reserve", "1-2", "--why", "Chờ ký", "--as-of", "2025-06-01") == "1 reserved\n2 reserved\n"
    assert said(capsys, "issue", "--cancel", "2", "--sequence", "tinh-mau/ubnd/notice-2025", "--why", "Thôi", "--as-of", "2025-06-02") == (
        "2 cancelled\n"
    )
    said(capsys, "issue", "tb-mot", "--date", "2025-06-25")
    assert numbers(office) == {"tb-mot": "3"}
    assert said(capsys, "issue", "tb-mot", "--cancel", "3", "--why", "Thôi", "--as-of", "2025-06-25") == (
        "3 cancelled\ntb-mot is a draft again\n"
    )


def test_a_document_goes_to_the_leader_and_comes_back(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    text = said(capsys, "submit", "tb-mot", "--to", "txt", "--on", "2025-06-24")
    assert text.endswith("1 document lies with the leader: directives/signing/tb-mot.txt\n")
    slip = (office / "output/signing/slip-tb-mot.txt").read_text(encoding="utf-8")
    assert "PHIẾU TRÌNH" in slip and "Nguyễn Văn A" in slip and "Thông báo về lịch làm việc tháng 7" in slip
    assert "still with the leader" in said(capsys, "issue", "tb-mot", "--date", "2025-06-25", code=2)
    assert said(capsys, "submit", "tb-mot", "--returned", "Sửa câu 1", "--on", "2025-06-24") == (
        "1 document was returned: directives/signing/tb-mot.txt\n"
    )
    assert "still with the leader" in said(capsys, "issue", "tb-mot", "--date", "2025-06-25", code=2)
    assert "came back signed" in said(capsys, "submit", "tb-mot", "--signed", "--on", "2025-06-25")
    assert (office / "directives/signing/tb-mot.txt").read_text(encoding="utf-8") == "[x] tb-mot  # 2025-06-25\n"
    assert "Số: 01/TB-UBND" in said(capsys, "issue", "tb-mot", "--date", "2025-06-25")


def test_the_signing_book_of_a_series(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "submit", "--series", "loat", "--leader", "tran-thi-b", "--to", "txt,docx", "--on", "2025-06-24")
    book = (office / "output/signing/signing-book-loat.txt").read_text(encoding="utf-8")
    assert "SỔ TRÌNH KÝ" in book and "Trần Thị B" in book and "\n6 | về lịch làm việc của đặc khu Sáu |" in book
    assert (office / "output/signing/signing-book-loat.docx").stat().st_size
    said(capsys, "submit", "loat@tinh-mau/phuong-nam", "loat@tinh-mau/xa-hai", "--signed", "--on", "2025-06-25")
    text = said(capsys, "issue", "--series", "loat", "--date", "2025-06-25")
    assert text.startswith("loat@tinh-mau/xa-hai: Số: 01/TB-UBND, 2025-06-25\nloat@tinh-mau/phuong-nam: Số: 02/TB-UBND, 2025-06-25\n")
    assert "4 documents still with the leader:" in text


def test_for_signing_leaves_number_and_day_blank(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "issue", "tb-mot", "--date", "2025-06-25")
    said(capsys, "render", "tb-mot", "--to", "txt")
    said(capsys, "render", "tb-mot", "--to", "txt", "--for-signing")
    signed, blank = ((office / f"output/{name}.txt").read_text(encoding="utf-8") for name in ("tb-mot", "tb-mot-trinh-ky"))
    assert "Số: 01/TB-UBND" in signed and "ngày 25 tháng 6 năm 2025" in signed
    assert f"Số: {ROOM * 7}/TB-UBND" in blank and f"ngày{ROOM * 6}tháng{ROOM * 6}năm{ROOM}2025" in blank


def test_a_document_of_a_series_is_printed_with_its_number(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "issue", "loat@tinh-mau/xa-hai", "--date", "2025-06-25")
    text = said(capsys, "render", "loat@tinh-mau/xa-hai", "loat@tinh-mau/xa-ba", "--to", "txt,docx,html")
    assert "6 documents" not in text and "2 documents made" in text
    second, third = ((office / f"output/loat-tinh-mau-{unit}.txt").read_text(encoding="utf-8") for unit in ("xa-hai", "xa-ba"))
    assert "Số: 01/TB-UBND" in second and "ngày 25 tháng 6 năm 2025" in second and "xã Hai" in second
    assert f"Số: {ROOM * 7}/TB-UBND" in third and "xã Ba" in third
    said(capsys, "render", "loat@tinh-mau/xa-hai", "--to", "txt", "--for-signing")
    assert f"Số: {ROOM * 7}/TB-UBND" in (office / "output/loat-tinh-mau-xa-hai-trinh-ky.txt").read_text(encoding="utf-8")


def test_renumber(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "issue", "tb-mot", "tb-hai", "--date", "2025-06-25")
    assert "say --why" in said(capsys, "issue", "tb-mot", "--renumber", code=2)
    assert said(capsys, "issue", "tb-mot", "--renumber", "--why", "Cấp trùng", "--date", "2025-06-25") == (
        "tb-mot: the number 1 is taken back\ntb-mot: Số: 03/TB-UBND, 2025-06-25\n1 number given.\n"
    )
    said(capsys, "send", "tb-hai", "--to", "Báo Mẫu", "--on", "2025-06-25")
    assert "was sent already" in said(capsys, "issue", "tb-hai", "--renumber", "--why", "x", code=2)
    assert codes(office) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("issue",), "name the documents"),
        (("issue", "tb-mot", "--signed", "x"), "--signed goes with --series"),
        (("issue", "--series", "tb-mot"), "tb-mot is no series"),
        (("issue", "tb-x"), "no document tb-x"),
        (("issue", "tap"), "tap is a trial"),
        (("issue", "loat"), "--series numbers all"),
        (("issue", "tb-mot", "--number", "x"), "x is no number"),
        (("issue", "tb-mot", "--reserve", "3"), "with --why"),
        (("issue", "tb-mot", "--reserve", "9-3", *WHY), "neither a number"),
        (("issue", "--reserve", "3", *WHY), "which sequence?"),
        (("issue", "--reserve", "3", "--sequence", "../x", *WHY), "no name of a register file"),
        (("recall", "tb-mot", *WHY), "has no number yet"),
        (("recall", "tb-mot"), "--why"),
        (("submit",), "name the documents"),
        (("submit", "tb-mot", "tb-hai"), "documents of one series"),
        (("submit", "tb-mot", "--signed", "--returned", "x"), "one of them"),
        (("submit", "tb-mot", "--leader", "x"), "no person x"),
        (("submit", "loat"), "loat is a series"),
    ],
)
def test_misuse(office: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], reason: str) -> None:
    mend(office)
    assert reason in said(capsys, *words, code=2)


def test_every_refusal_has_its_words() -> None:
    sources = [path.read_text(encoding="utf-8") for floor in ("edit", "derive") for path in (ROOT / "docgen" / floor).rglob("*.py")]
    raised = [line for text in sources for line in re.findall(r"(?:Refused|NoSequence)\((.*)", text)]
    assert {word for line in raised for word in re.findall(r'"([a-z-]{2,})"', line)} - {"cancel"} == set(REASONS)


def test_what_has_its_number_is_not_with_the_leader(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(office)
    said(capsys, "issue", "loat@tinh-mau/xa-hai", "--date", "2025-06-25")
    said(capsys, "submit", "--series", "loat", "--to", "txt")
    ticks = (office / "directives/signing/loat.txt").read_text(encoding="utf-8")
    assert "xa-hai" not in ticks and "xa-ba" in ticks
    text = said(capsys, "issue", "--series", "loat", "--signed", "tinh-mau/xa-ba", "--date", "2025-06-26")
    assert "loat@tinh-mau/xa-ba" in text.partition("still with the leader")[0]
    assert "xa-hai" not in text.partition("still with the leader")[2]
