"""``docgen diff --to`` as the reviewer calls it, with real git: which files, whose names, which days."""

from __future__ import annotations

import io
import os
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from docgen.cli.main import run
from tests.cli.test_diff import edit, office, said
from tests.review.tracked import said as read_back
from tests.write.readers import names, part, pdf_words

__all__ = ["office"]
PLAN = "directives/kh-mau.yaml"


def commit_as(root: Path, name: str, day: str) -> None:
    """Commit everything in the name of a clerk on a day."""
    when = {"GIT_AUTHOR_DATE": f"{day}T08:00:00Z", "GIT_COMMITTER_DATE": f"{day}T09:00:00Z"}
    who = ["-c", f"user.name={name}", "-c", "user.email=a@mau.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "commit", "--quiet", "-am", "mẫu"], cwd=root, env={**os.environ, **when}, check=True)


def touches(data: bytes, name: str = "word/document.xml") -> set[tuple[str, str, str]]:
    """Return kind, author and day of every change in a part of a Word file."""
    xml = part(data, name).decode()
    return set(re.findall(r'<w:(ins|del) w:id="\d+" w:author="([^"]*)" w:date="(\d{4}-\d\d-\d\d)T', xml))


def text_of(data: bytes, *, accept: bool) -> str:
    return str(read_back(data, accept))


def test_each_change_bears_who_made_it_and_when(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "Rà soát toàn bộ", "Kiểm tra toàn bộ")
    commit_as(office, "Trần Thị B", "2025-07-12")
    edit(office, "kh-mau.yaml", "Bố trí kinh phí", "Cấp kinh phí")
    commit_as(office, "Lê Văn C", "2025-07-14")
    out = said(capsys, "HEAD~2..HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    file = tmp_path / "o" / "kh-mau-redline.docx"
    assert str(file) in out and "1 redline in" in out and [path.name for path in (tmp_path / "o").iterdir()] == [file.name]
    data = file.read_bytes()
    assert touches(data) == {
        ("del", "Trần Thị B", "2025-07-12"),
        ("ins", "Trần Thị B", "2025-07-12"),
        ("del", "Lê Văn C", "2025-07-14"),
        ("ins", "Lê Văn C", "2025-07-14"),
    }
    assert "Kiểm tra toàn bộ trụ sở" in text_of(data, accept=True) and "Rà soát toàn bộ trụ sở" in text_of(data, accept=False)
    said(capsys, "HEAD~2..HEAD", "--to", "docx", "--out", str(tmp_path / "again"))
    assert (tmp_path / "again" / file.name).read_bytes() == data


def test_a_removed_task_bears_who_removed_it(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "  - {id: kinh-phi, do: Bố trí kinh phí, lead: mau/so-tai-chinh, due: {month: 2025-09}}\n", "")
    commit_as(office, "Trần Thị B", "2025-07-12")
    edit(office, "kh-mau.yaml", "toàn bộ trụ sở", "mọi trụ sở")
    commit_as(office, "Lê Văn C", "2025-07-14")
    said(capsys, "HEAD~2..HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    found = touches((tmp_path / "o" / "kh-mau-redline.docx").read_bytes())
    assert ("del", "Trần Thị B", "2025-07-12") in found and ("ins", "Lê Văn C", "2025-07-14") in found


def test_a_contact_line_bears_who_changed_it(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "sign:", "contact: Số 01 đường Mẫu\nsign:")
    commit_as(office, "Trần Thị B", "2025-07-12")
    edit(office, "kh-mau.yaml", "Số 01", "Số 02")
    commit_as(office, "Lê Văn C", "2025-07-14")
    edit(office, "kh-mau.yaml", "toàn bộ trụ sở", "mọi trụ sở")
    commit_as(office, "Phạm Thị D", "2025-07-16")
    said(capsys, "HEAD~2..HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    data = (tmp_path / "o" / "kh-mau-redline.docx").read_bytes()
    feet = [name for name in names(data) if name.startswith("word/footer") and b"w:ins" in part(data, name)]
    assert [touches(data, name) for name in feet] == [{("del", "Lê Văn C", "2025-07-14"), ("ins", "Lê Văn C", "2025-07-14")}]
    assert "Số 02 đường Mẫu" in text_of(data, accept=True) and "Số 01 đường Mẫu" in text_of(data, accept=False)


def test_what_is_not_committed_bears_the_clerk_and_the_day_below(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "Rà soát toàn bộ", "Kiểm tra toàn bộ")
    commit_as(office, "Trần Thị B", "2025-07-12")
    subprocess.run(["git", "config", "user.name", "Phạm Thị D"], cwd=office, check=True)
    edit(office, "kh-mau.yaml", "Bố trí kinh phí", "Cấp kinh phí")
    said(capsys, "HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    assert {(who, day) for _, who, day in touches((tmp_path / "o" / "kh-mau-redline.docx").read_bytes())} == {("Phạm Thị D", "2025-07-12")}


def test_a_document_that_cites_what_was_renumbered_has_a_redline(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "qd-mau.yaml", "  - {article: mot", "  - {article: moi, text: Bãi bỏ quy định cũ.}\n  - {article: mot")
    commit_as(office, "Trần Thị B", "2025-07-12")
    said(capsys, "HEAD~1..HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    assert sorted(path.name for path in (tmp_path / "o").iterdir()) == ["kh-mau-redline.docx", "qd-mau-redline.docx"]
    data = (tmp_path / "o" / "kh-mau-redline.docx").read_bytes()
    assert "Điều 3" in text_of(data, accept=True) and "Điều 2" in text_of(data, accept=False)
    said(capsys, "HEAD~1..HEAD", PLAN, "--to", "docx", "--out", str(tmp_path / "one"))
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["kh-mau-redline.docx"]


def test_the_pdf_shows_both_and_says_what_the_marks_mean(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "kh-mau.yaml", "Bố trí kinh phí", "Cấp kinh phí")
    commit_as(office, "Lê Văn C", "2025-07-14")
    said(capsys, "HEAD~1", "--to", "pdf", "--out", str(tmp_path / "o"))
    data = (tmp_path / "o" / "kh-mau-redline.pdf").read_bytes()
    words = pdf_words(data, tmp_path)
    text = " ".join(word for *_, word in words)
    assert "Bố trí" in text and "Cấp" in text and "Lê Văn C" in " ".join(word for page, *_, word in words if page == 1)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.Root.MarkInfo.Marked and file.Root.StructTreeRoot is not None


def test_new_documents_folders_and_misuse(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = (office / PLAN).read_text(encoding="utf-8").replace("id: kh-mau", "id: kh-hai").replace('number: "7"', 'number: "8"')
    (office / "directives/kh-hai.yaml").write_text(new, encoding="utf-8")
    out = said(capsys, "HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    assert "kh-hai: stands on one side only, no redline" in out and "0 redlines" in out
    assert "not what is staged" in said(capsys, "--cached", "--to", "docx", code=2)
    assert run(["diff", "--to", "odt"]) == 2
    capsys.readouterr()


def test_a_series_has_a_redline_of_each_sort_and_a_translation_its_own(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / PLAN).write_text(
        (office / PLAN)
        .read_text(encoding="utf-8")
        .replace('number: "7"\n', "each: {unit: all, of: mau}\noverride: [{only: ward, place: Nam}]\n")
        .replace("date:", "planned:", 1),
        encoding="utf-8",
    )
    (office / "directives/qd-mau.en.yaml").write_text(
        "translates: qd-mau\nlanguage: en\ntexts:\n  subject: on the plan of July\n", encoding="utf-8"
    )
    subprocess.run(["git", "add", "-A"], cwd=office, check=True)
    commit_as(office, "Trần Thị B", "2025-07-12")
    edit(office, "kh-mau.yaml", "Bố trí kinh phí", "Cấp kinh phí")
    edit(office, "qd-mau.en.yaml", "plan of July", "calendar of July")
    commit_as(office, "Lê Văn C", "2025-07-14")
    out = said(capsys, "HEAD~1..HEAD", "--to", "docx", "--out", str(tmp_path / "o"))
    names = sorted(path.name for path in (tmp_path / "o").iterdir())
    assert [name for name in names if name.startswith("qd-mau")] == ["qd-mau.en-redline.docx"]
    series = [name for name in names if name.startswith("kh-mau")]
    assert len(series) >= 2 and all("-redline.docx" in name for name in series) and "stands for" in out
    for name in series:
        assert ("ins", "Lê Văn C", "2025-07-14") in touches((tmp_path / "o" / name).read_bytes())
