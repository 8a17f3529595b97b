"""Every code has a case: its wrong example gives that finding at its line, its right example gives none."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from docgen.batch.make import missing_letters
from docgen.check import check
from docgen.compose.sheet import compose
from docgen.model.findings import Finding
from docgen.read import locate, read
from docgen.resolve.document import resolve
from docgen.resolve.fingerprint import fingerprint
from docgen.resolve.issued import changed
from docgen.resolve.past import Past
from docgen.resolve.suspect import suspect
from tests.cases.forms import findings as form_findings
from tests.cases.lists import findings as list_findings
from tests.cases.workspace import DOCUMENT, HERE, PROGRAM, build

AS_OF = datetime.date(2025, 6, 21)
CODES: dict[str, dict[str, Any]] = yaml.safe_load((PROGRAM / "docgen/model/codes.yaml").read_text(encoding="utf-8"))
LATER = frozenset({"E380", "E381", "W382"})
FURTHER: list[dict[str, Any]] = [
    {"name": f"{path.stem}-{n}", **case}
    for path in sorted((HERE / "more").glob("*.yaml"))
    for n, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
]


def findings(root: Path, *, later: bool = False, drawn: bool = False) -> list[Finding]:
    """Return what reading and checking finds; in a workspace with templates of its own, also what composing finds.

    ``drawn`` also asks the fonts of this machine for the document's letters. ``later`` also compares
    texts with their fingerprints; in the examples of other codes these are made up.
    """
    folders = [root / "templates", PROGRAM / "templates"]
    office, found = read(root, folders)
    checked = [*check(office, AS_OF, found), *form_findings(root), *list_findings(root)]
    if later and not any(finding.severity == "error" for finding in checked):
        past = Past(root, folders, office)
        checked += [*changed(office, lambda document: fingerprint(office, document), past), *suspect(office, past)]
    if drawn:
        sheet, _ = compose(resolve(office, office.documents["tb-mau"]), folders)
        assert sheet is not None
        checked += missing_letters(sheet, office.formats[sheet.format], DOCUMENT)
    if not list(root.glob("templates/*")) or any(finding.severity == "error" for finding in checked):
        return checked
    return checked + list(compose(resolve(office, office.documents["tb-mau"]), folders)[1])


def placed(root: Path, found: list[Finding]) -> set[tuple[str, str, int]]:
    sources = [(finding.code, finding.source or locate(root, finding.place)) for finding in found]
    return {(code, source.path, source.line) for code, source in sources}


def test_base_is_clean(tmp_path: Path) -> None:
    build(tmp_path, {"files": {}})
    assert findings(tmp_path) == []


@pytest.mark.parametrize("code", CODES)
def test_wrong_example(tmp_path: Path, code: str) -> None:
    wrong = CODES[code]["wrong"]
    expected = build(tmp_path, wrong)
    if not expected:
        path = DOCUMENT if isinstance(wrong, str) else next(iter(wrong["files"]))
        expected = {(code, "bulletin.html" if code == "E401" else path, 1)}
    assert code in {each[0] for each in expected}, "the example does not announce its own code"
    assert placed(tmp_path, findings(tmp_path, later=code in LATER, drawn=code == "E405")) == expected


@pytest.mark.parametrize("code", CODES)
def test_right_example(tmp_path: Path, code: str) -> None:
    build(tmp_path, CODES[code]["right"])
    assert findings(tmp_path, later=code in LATER, drawn=code == "E405") == []


@pytest.mark.parametrize("code", CODES)
def test_words_fill_the_message(tmp_path: Path, code: str) -> None:
    build(tmp_path, CODES[code]["wrong"])
    entry = CODES[code]
    hints = entry.get("hint", [])
    for finding in (finding for finding in findings(tmp_path, later=code in LATER, drawn=code == "E405") if finding.code == code):
        assert all(finding.words[name] for _, name, _, _ in Formatter().parse(entry["message"]) if name)
        for hint in [hints] if isinstance(hints, str) else hints:
            assert hint.format_map(finding.words)


@pytest.mark.parametrize("case", FURTHER, ids=lambda case: case["name"])
def test_further_case(tmp_path: Path, case: dict[str, Any]) -> None:
    expected = build(tmp_path, case["file"] if "file" in case else {"files": case["files"]})
    assert placed(tmp_path, findings(tmp_path)) == expected, case["says"]


def test_every_code_of_the_program_is_explained() -> None:
    used = set(_codes_in_sources())
    assert used - set(CODES) == set()
    assert set(CODES) - used == set()
    for code, entry in CODES.items():
        assert {"message", "why", "wrong", "right"} <= set(entry), code


def _codes_in_sources() -> Iterator[str]:
    for path in (PROGRAM / "docgen").rglob("*.py"):
        for match in re.finditer(r"\"([EWN]\d{3})\"", path.read_text(encoding="utf-8")):
            yield match[1]
