"""The template author's guide: a kind by a row alone, a kind with a template, a house format. All taken from the page."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from docgen.check import check
from docgen.compose.sheet import compose
from docgen.compose.templates import check_templates
from docgen.model.blocks import Para, Sheet
from docgen.model.format import Format, Style
from docgen.model.office import Office
from docgen.read import read
from docgen.resolve.document import resolve
from docgen.resolve.printed import Printed
from docgen.write.writers import WRITERS
from tests.conftest import Lay
from tests.docs.pages import ROOT, fences, written

PAGE = ROOT / "docs/templates.md"
AS_OF = datetime.date(2025, 7, 31)
HTML = {
    match[1]: fence.text.partition("\n")[2]
    for fence in fences(PAGE)
    if fence.language == "html" and (match := re.match(r"<!-- (\S+) -->", fence.text))
}


def workspace(lay: Lay, *kinds: str) -> tuple[Office, tuple[Path, ...]]:
    """Return the office of the page with the documents of these kinds, and its folders of templates."""
    files = {path: text for path, text in written(PAGE).items() if path.startswith("templates/") or any(f"kind: {k}" in text for k in kinds)}
    root = lay({**files, **HTML})
    folders = (root / "templates", ROOT / "templates")
    office, found = read(root, folders)
    assert (*check(office, AS_OF, found), *check_templates(folders)) == ()
    return office, folders


def sheet_of(office: Office, folders: tuple[Path, ...], id_: str) -> Sheet:
    sheet, faults = compose(resolve(office, office.documents[id_]), folders)
    assert sheet is not None, faults
    return sheet


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves a file of its own open
@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_a_kind_by_a_row_alone(lay: Lay, ending: str) -> None:
    office, folders = workspace(lay, "communique")
    sheet = sheet_of(office, folders, "tc-ky-hop")
    assert WRITERS[ending](sheet, office.formats[sheet.format])


def test_what_the_row_makes(lay: Lay) -> None:
    office, folders = workspace(lay, "communique")
    sheet = sheet_of(office, folders, "tc-ky-hop")
    said = [paragraph.text for paragraph in sheet.paragraphs()]
    assert "Số: 03/TC-UBND" in said
    assert "THÔNG CÁO" in said
    assert [b.text for b in sheet.blocks if isinstance(b, Para) and b.style == "heading-2"] == ["1. Nội dung phiên họp", "2. Kết quả"]


def test_the_row_is_checked(lay: Lay) -> None:
    files = written(PAGE)
    document = files["directives/tc-ky-hop.yaml"].partition("recipients:")[0]
    root = lay({"templates/kinds.yaml": files["templates/kinds.yaml"], "directives/tc-ky-hop.yaml": document})
    office, found = read(root, (root / "templates", ROOT / "templates"))
    assert [finding.code for finding in check(office, AS_OF, found)] == ["E320"]


def test_a_kind_with_a_template(lay: Lay) -> None:
    office, folders = workspace(lay, "telegram")
    sheet = sheet_of(office, folders, "cd-bao-so-3")
    assert sheet.format == "house"
    said = [paragraph.text for paragraph in sheet.paragraphs()]
    place = said.index("Ủy ban nhân dân tỉnh Mẫu điện:")
    assert said[place + 1 : place + 3] == ["- Sở Nội vụ;", "- Sở Tài chính."]
    assert WRITERS["docx"](sheet, office.formats["house"])
    assert office.formats["house"].styles["text"].before == 7


def test_every_key_of_a_format_is_explained() -> None:
    said = PAGE.read_text(encoding="utf-8").partition("## Formats key by key")[2]
    keys = {field.alias or name for model in (Format, Style) for name, field in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in said} == set()


def test_what_a_template_sees_is_said() -> None:
    said = PAGE.read_text(encoding="utf-8").partition("## What a template sees")[2]
    assert {name for name in Printed.__dataclass_fields__ if f"`{name}`" not in said} == set()


def test_the_macros_are_said() -> None:
    macros = re.findall(r"{% macro (\w+)\((.*?)\) %}", (ROOT / "templates/macros.html").read_text(encoding="utf-8"))
    said = set(re.findall(r"`(\w+)\(", PAGE.read_text(encoding="utf-8")))
    assert said == {name for name, _ in macros} - {"component", "format_rule_text", "id"}
