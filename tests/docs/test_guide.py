"""The small office of the clerk's guide: every example is checked without a finding and rendered."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from docgen.check import check
from docgen.compose.sheet import compose
from docgen.derive.deadlines import last_day
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read import read
from docgen.resolve.document import resolve
from docgen.write.writers import WRITERS
from tests.docs.pages import ROOT, fences, laid, write, written

GUIDE = ROOT / "docs/guide.md"
TEMPLATES = (ROOT / "templates",)
AS_OF = datetime.date(2025, 7, 21)
LAID = list(laid(GUIDE))


def office_of(root: Path) -> tuple[Office, tuple[Finding, ...]]:
    """Return the office below a folder with all findings."""
    office, found = read(root, TEMPLATES)
    return office, check(office, AS_OF, found)


def texts(office: Office, language: str | None = None) -> dict[str, str]:
    """Return every document as plain text, having made its Word file too."""
    made = {}
    for document in office.documents.values():
        if language and (document.id, language) not in office.translations:
            continue
        sheet, faults = compose(resolve(office, document, language=language, as_of=AS_OF), TEMPLATES)  # type: ignore[arg-type]
        assert sheet is not None, faults
        format_ = office.formats[sheet.format]
        assert WRITERS["docx"](sheet, format_).startswith(b"PK")
        made[document.id] = WRITERS["txt"](sheet, format_).decode()
    return made


def test_every_yaml_block_is_a_file() -> None:
    assert [fence.line for fence in fences(GUIDE) if fence.language == "yaml" and not fence.file] == []


def test_the_office_of_the_guide(tmp_path: Path) -> None:
    office, findings = office_of(write(tmp_path, written(GUIDE)))
    assert findings == ()
    assert len(texts(office)) == len(office.documents) == 8


@pytest.mark.parametrize(("path", "text"), [(path, text) for _, path, text in LAID], ids=[f"line-{line}" for line, *_ in LAID])
def test_every_change(tmp_path: Path, path: str, text: str) -> None:
    files = {name: body for name, body in written(GUIDE).items() if not name.endswith(".en.yaml")}
    office, findings = office_of(write(tmp_path, {**files, path: text}))
    assert [finding for finding in findings if finding.code != "E221"] == []  # another document may cite a part left out here
    assert texts(office)


def test_what_the_guide_says_is_printed(tmp_path: Path) -> None:
    office, _ = office_of(write(tmp_path, written(GUIDE)))
    made = texts(office)
    assert "Số: 145/QĐ-UBND" in made["qd-to-cong-tac"]
    assert "Về việc thành lập Tổ công tác" in made["qd-to-cong-tac"]
    assert "thực hiện nhiệm vụ tại khoản 1 Điều 2." in made["qd-to-cong-tac"]
    sentence = next(line for line in made["qd-bo-nhiem"].splitlines() if line.startswith("Điều 1. ")).removeprefix("Điều 1. ")
    assert sentence in " ".join(GUIDE.read_text(encoding="utf-8").split())
    assert "Ngày 16/7/2025, tại trụ sở" in made["tb-giao-ban"]
    assert "List the records to be digitised" in texts(office, "en")["kh-so-hoa"]


def deadlines() -> list[tuple[str, str, str]]:
    """Return the rows of the table of deadlines: as written, last day, as printed."""
    rows = re.findall(r"^\| `due: (.+?)` \| (.+?) \| (.+?) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    return [(row[0], row[1], row[2]) for row in rows]


@pytest.mark.parametrize(("typed", "last", "printed"), deadlines(), ids=[row[0] for row in deadlines()])
def test_deadlines(tmp_path: Path, typed: str, last: str, printed: str) -> None:
    plan = "directives/2025/kh-so-hoa.yaml"
    text = written(GUIDE)[plan].replace("due: 2025-08-15", f"due: {typed}")
    text = text.replace("date: 2025-07-15", "date: 2025-07-15\neffect: 2025-07-20")
    files = {name: body for name, body in written(GUIDE).items() if "tb-giao-ban" not in name}
    office, findings = office_of(write(tmp_path, {**files, plan: text}))
    assert findings == ()
    assert f"| {printed} |" in texts(office)["kh-so-hoa"]
    document = office.documents["kh-so-hoa"]
    due = document.tasks[0].due
    assert due is not None
    days = {"that day": datetime.date(2025, 8, 15), "ten days after the signing": datetime.date(2025, 7, 25)}
    days |= {"fifteen working days after the effect": datetime.date(2025, 8, 8)}
    days |= dict.fromkeys(("none yet", "comes back", "none"))  # type: ignore[arg-type]
    assert last_day(due, document) == (days[last] if last in days else datetime.datetime.strptime(f"{last} 2025", "%d %B %Y").date())
