"""``docgen report progress`` and ``docgen remind`` as a follow-up officer calls them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.check import check
from docgen.cli.main import run
from tests.cases.workspace import commit
from tests.conftest import office_of
from tests.track.followed import lay_followed

Say = Callable[..., str]
QUARTER = ("report", "progress", "--issuer", "mau/ubnd", "--period", "2024-Q1", "--to", "txt")
REPORT = Path("directives/mau/2024/bc-2024-q1-mau-ubnd.yaml")
LETTERS = ("remind", "--issuer", "mau/ubnd", "--as-of", "2024-03-30", "--to", "txt")


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    lay_followed(tmp_path)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, code: int = 0) -> str:
        assert run(["--lang", "en", *arguments]) == code, capsys.readouterr().err
        captured = capsys.readouterr()
        return captured.out + captured.err

    return call


def printed(name: str) -> str:
    """Return a printed file as one line."""
    return " ".join(Path("output/mau/2024", name).read_text(encoding="utf-8").split())


def test_the_report_is_a_document_of_the_office(say: Say, tmp_path: Path) -> None:
    said = say(*QUARTER)
    assert f"made {REPORT}" in said and "1 document made" in said
    office, findings = office_of(tmp_path)
    assert [finding.code for finding in findings] == []
    assert not [f for f in check(office, office.documents["kh-mau"].date, findings) if f.severity == "error"]  # type: ignore[arg-type]
    text = printed("bc-2024-q1-mau-ubnd.txt")
    assert "thực hiện 9 (chín) nhiệm vụ được giao tại 2 (hai) văn bản" in text
    assert "hoàn thành 3 (ba) nhiệm vụ, đạt 33%" in text and "Thiếu người" in text and "gia hạn đến 20/5/2024" in text
    assert "thôi thực hiện" in text and "xã Một; phường Hai" in text and "CHỦ TỊCH" in text


def test_made_again_it_is_the_same_and_a_clerks_words_stay(say: Say) -> None:
    say(*QUARTER)
    before = REPORT.read_bytes()
    assert f"unchanged {REPORT}" in say(*QUARTER)
    assert REPORT.read_bytes() == before
    REPORT.write_bytes(before.replace("Kiến nghị".encode(), "Đề nghị".encode()))
    assert "--force" in say(*QUARTER, "--as-of", "2024-04-10", code=2)
    assert "Đề nghị".encode() in REPORT.read_bytes()
    say(*QUARTER, "--force")
    assert REPORT.read_bytes() == before


def test_the_figures_stay_when_more_is_told(say: Say, tmp_path: Path) -> None:
    say(*QUARTER)
    before = REPORT.read_bytes()
    lay_followed(tmp_path, later=True)
    say(*QUARTER)
    assert REPORT.read_bytes() == before
    say(*QUARTER, "--as-of", "2024-04-10")
    assert REPORT.read_bytes() != before


def test_the_tree_of_a_commit(say: Say, tmp_path: Path) -> None:
    """A journal mended later by mistake does not change what a commit said."""
    commit(tmp_path)
    say(*QUARTER)
    before = REPORT.read_bytes()
    journal = Path("directives/progress/mau/so-noi-vu.yaml")
    journal.write_text("", encoding="utf-8")
    say(*QUARTER)
    assert REPORT.read_bytes() != before
    say(*QUARTER, "--at", "HEAD")
    assert REPORT.read_bytes() == before
    assert "no-such-thing" in say(*QUARTER, "--at", "no-such-thing", code=2)
    assert "git knows no --output=x" in say(*QUARTER, "--at", "--output=x", code=2)


def test_wrong_words(say: Say) -> None:
    assert "mau/ubnd" in say("report", "progress", "--issuer", "mau/ubn", "--period", "2024-Q1", code=2)
    assert "2024-Q7" in say("report", "progress", "--issuer", "mau/ubnd", "--period", "2024-Q7", code=2)
    assert "kh-mau" in say(*QUARTER, "--document", "kh-ma", code=2)
    assert not Path("directives/mau/2024/bc-2024-q7-mau-ubnd.yaml").exists()


def test_an_empty_period_says_so(say: Say) -> None:
    said = say("report", "progress", "--issuer", "mau/ubnd", "--period", "2022", "--to", "txt")
    assert "No task of documents of mau/ubnd" in said
    text = " ".join(next(Path("output").rglob("bc-2022-*.txt")).read_text(encoding="utf-8").split())
    assert "không có nhiệm vụ nào đến thời hạn hoặc đang được thực hiện" in text


def test_without_a_head_in_the_catalogue_the_signature_is_a_blank(say: Say) -> None:
    posts = Path("directives/catalogue/people.yaml")
    posts.write_text(
        posts.read_text(encoding="utf-8").replace("{post: mau/ubnd/chu-tich}", "{post: mau/ubnd/pho-chu-tich}"), encoding="utf-8"
    )
    say(*QUARTER, code=1)
    assert "by: …" in REPORT.read_text(encoding="utf-8")


def test_an_office_may_change_the_words(say: Say, tmp_path: Path) -> None:
    own = tmp_path / "templates/drafts/progress-report.yaml"
    say("template", "progress-report")
    own.write_text(own.read_text(encoding="utf-8").replace("heading: Kiến nghị", "heading: Kiến nghị, đề xuất"), encoding="utf-8")
    say(*QUARTER)
    assert "KIẾN NGHỊ, ĐỀ XUẤT" in printed("bc-2024-q1-mau-ubnd.txt")
    own.write_text(own.read_text(encoding="utf-8").replace("{{ period }}", "{{ nobody }}"), encoding="utf-8")
    assert "templates/drafts/progress-report.yaml: UndefinedError: 'nobody' is undefined" in say(*QUARTER, "--force", code=2)
    own.write_text("id: a\n", encoding="utf-8")
    assert "templates/drafts/progress-report.yaml: words: units" in say(*QUARTER, code=2)
    own.write_text("id: [\n", encoding="utf-8")
    assert "templates/drafts/progress-report.yaml:2: E101" in say(*QUARTER, code=2)


def test_letters_to_those_who_have_something_to_do(say: Say, tmp_path: Path) -> None:
    said = say(*LETTERS)
    assert "1 agency with open tasks has nothing late" in said and "3 documents made" in said
    text = printed("cv-don-doc-2024-03-30-mau-so-noi-vu.txt")
    assert "Rà soát hồ sơ" in text and "Tổng kết" in text and "| 15" in text
    office, _ = office_of(tmp_path)
    assert not any(document.tasks for id_, document in office.documents.items() if id_.startswith("cv-don-doc"))
    again = say(*LETTERS)
    assert again.count("unchanged") == 4 and "0 documents made" in again


def test_one_letter_and_none(say: Say) -> None:
    assert "xa-1.yaml" in say(*LETTERS, "--agency", "mau/xa-1")
    assert [path.name for path in Path("directives/mau/2024").glob("cv-*")] == ["cv-don-doc-2024-03-30-mau-xa-1.yaml"]
    assert "nothing late" in say(*LETTERS, "--agency", "mau/so-tai-chinh")
    assert "mau/so-noi-vu" in say(*LETTERS, "--agency", "mau/so-noi-v", code=2)


def test_a_signed_letter_stays(say: Say) -> None:
    say(*LETTERS)
    path = Path("directives/mau/2024/cv-don-doc-2024-03-30-mau-so-noi-vu.yaml")
    path.write_text(path.read_text(encoding="utf-8") + 'number: "12"\ndate: 2024-03-30\n', encoding="utf-8")
    before = path.read_bytes()
    assert "was signed already" in say(*LETTERS)
    assert path.read_bytes() == before
