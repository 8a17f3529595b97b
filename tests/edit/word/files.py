"""Word files as they come back: made by the writer, then edited in their XML, by python-docx, or saved by LibreOffice."""

from __future__ import annotations

import copy
import datetime
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.edit.word.lines import read_lines
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Outcome
from docgen.edit.word.package import Package
from docgen.edit.word.take import take
from docgen.read import read
from docgen.write.docx import docx as write
from tests.conftest import TEMPLATES

DAY = datetime.date(2025, 7, 1)

PLAN = """\
id: kh-mau
kind: plan
issuer: mau/ubnd
subject: rà soát hồ sơ của các đơn vị   # the leader's own words
body:
  - id: muc-dich
    heading: Mục đích, yêu cầu
    text: |
      Kế hoạch này thực hiện [[nq-1]] tại **các đơn vị** trực thuộc.
      Hồ sơ được kiểm đếm đủ, giao nhận rõ ràng.

      Việc rà soát hoàn thành trước khi bàn giao^[Tính theo ngày làm việc.].
  - id: noi-dung
    heading: Nội dung
    clauses:
      - text: Kiểm đếm hồ sơ giấy tại kho lưu trữ.
      - text: 'Số hoá hồ sơ còn giá trị; lập "danh mục" bàn giao.'
        points:
          - {text: "Hồ sơ đất đai: quét cả bản đồ;"}
          - {text: hồ sơ hộ tịch của từng xã.}
      - text: Báo cáo kết quả hằng tuần.
  - id: yeu-cau
    heading: Yêu cầu
    items: [Đúng tiến độ đã giao., Không làm gián đoạn công việc.]
  - {id: giao-viec, heading: Tổ chức thực hiện, tasks: all, as: table}
tasks:
  - id: kiem-dem
    do: Kiểm đếm hồ sơ tại kho
    lead: mau/so-noi-vu
    due: {before: 2025-08-15}
    product: Biên bản kiểm đếm
  - id: so-hoa
    do: Số hoá hồ sơ hộ tịch
    lead: mau/so-tai-chinh
    due: 2025-09-30
    product: Kho dữ liệu
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{text: Các đơn vị trực thuộc, for: để thực hiện}, {file: VT}]
"""


class Came:
    """A Word file that came back, with the document it was made from."""

    def __init__(self, root: Path, id_: str = "kh-mau") -> None:
        office, findings = read(root, TEMPLATES)
        assert not [finding for finding in findings if finding.severity == "error"]
        document = office.documents[id_.partition("@")[0]]
        self.original = Original(office, id_, document.language or office.settings.language, TEMPLATES, DAY)
        self.text = (root / self.original.path).read_text(encoding="utf-8")
        self.data = self.printed(self.text)

    def printed(self, text: str) -> bytes:
        sheet, refused = self.original.sheet(text)
        assert sheet is not None, refused
        return write(sheet, self.original.office.formats[sheet.format])

    def edited(self, edit: Callable[[Any], None]) -> Came:
        """Edit the file with python-docx and save it as that does."""
        document = docx.Document(io.BytesIO(self.data))
        edit(document)
        out = io.BytesIO()
        document.save(out)
        self.data = out.getvalue()
        return self

    def taken(self, *, remove: bool = False, text: str | None = None) -> Outcome:
        return take(self.original, self.text if text is None else text, read_lines(Package(self.data)), remove=remove)

    def lines(self, text: str | None = None) -> list[str]:
        """Return the paragraphs of the file, or of the document printed from a text."""
        data = self.data if text is None else self.printed(text)
        return [line.text for line in read_lines(Package(data)).lines if line.text]


def paragraph(document: Any, beginning: str) -> Any:
    """Return the first paragraph, in tables too, whose text holds these words."""
    return next(p for p in document.element.body.iter(qn("w:p")) if beginning in "".join(t.text or "" for t in p.iter(qn("w:t"))))


def reword(document: Any, old: str, new: str) -> None:
    """Put other words into the run that holds the old ones."""
    run = next(t for t in document.element.body.iter(qn("w:t")) if old in (t.text or ""))
    run.text = run.text.replace(old, new)
    run.set(qn("xml:space"), "preserve")


def after(document: Any, beginning: str, text: str) -> Any:
    """Add a paragraph behind another, as Enter does: same style, no bookmark."""
    old = paragraph(document, beginning)
    new = copy.deepcopy(old)
    for child in list(new):
        if child.tag != qn("w:pPr"):
            new.remove(child)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    new.append(run)
    old.addnext(new)
    return new


def remove(document: Any, beginning: str) -> None:
    """Take a paragraph out."""
    old = paragraph(document, beginning)
    old.getparent().remove(old)


def without(data: bytes, *, parts: str = "", pattern: str = "") -> bytes:
    """Return a .docx as another program leaves it: without the parts whose names begin so, without the marks of a pattern."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            if parts and name.startswith(parts):
                continue
            content = old.read(name)
            if pattern and name == "word/document.xml":
                content = re.sub(pattern.encode(), b"", content)
            new.writestr(name, content)
    return out.getvalue()


def by_office(data: bytes, folder: Path) -> bytes:
    """Return a .docx opened and saved by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice here")
    (folder / "in").mkdir(parents=True, exist_ok=True)
    (folder / "in" / "a.docx").write_bytes(data)
    words = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*words, str(folder / "out"), str(folder / "in" / "a.docx")], check=True, capture_output=True, timeout=240)
    return (folder / "out" / "a.docx").read_bytes()
