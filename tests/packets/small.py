"""A small workspace with a packet: a series, a notice, a finished PDF, all pages of its own, for two units."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pikepdf

from tests.cases.workspace import build

NAME = "cong-bo"
PACKET = f"directives/packets/{NAME}.yaml"
FOREIGN = "directives/incoming/nq-56.pdf"
UNITS = ("tinh-mau/xa-mot", "tinh-mau/phuong-bon")
SERIES = """\
kind: decision
each: {unit: [commune, ward], of: tinh-mau}
subject: về việc thành lập Trung tâm hành chính công {unit.full}
bases: [luat-chinh-quyen, {proposal: tinh-mau/so-noi-vu}]
body:
  - article: thanh-lap
    title: Thành lập
    clauses:
      - {id: ten, text: "Thành lập Trung tâm hành chính công {unit.full} theo [[#thi-hanh]]."}
      - {text: "Trung tâm làm việc theo quy chế tại [[#quy-che]]."}
  - {article: thi-hanh, title: Thi hành, text: "Sở Nội vụ và {unit.full} thi hành [[#ten]]."}
annexes:
  - {id: quy-che, title: Quy chế, body: [{id: mot, text: "Nội dung theo [[#thanh-lap]]."}]}
"""
TEXT = """\
id: cong-bo
title: Tài liệu hội nghị công bố
issuer: tinh-mau/ubnd
each: [tinh-mau/xa-mot, tinh-mau/phuong-bon]
day: 2025-06-30
from: "08:00"
until: "09:30"
place: hội trường {unit.full}
contents:
  - {divider: Phần I. Văn bản}
  - file: incoming/nq-56.pdf
    sha256: SHA
    number: "56"
    symbol: NQ-HĐND
    issuer: Hội đồng nhân dân
    date: 2025-06-28
    title: Nghị quyết về tổ chức bộ máy
  - {document: qd-trung-tam, copies: 3}
  - tb-mau
  - {divider: Phần II. Hội nghị}
  - {page: programme}
  - {page: attendance}
  - {page: delegates}
  - {page: receipt, copies: 2}
programme:
  - {minutes: 15, what: Đón tiếp đại biểu}
  - {minutes: 45, what: "Công bố quyết định tại {unit.full}", who: Trưởng đoàn}
delegates:
  - {person: nguyen-van-a, seat: A1}
  - {name: Vũ Văn G, position: Bí thư, seat: A2, only: ward}
groups:
  - {id: doan-1, head: nguyen-van-a, members: [le-van-c], units: [tinh-mau/xa-mot]}
  - {id: doan-2, head: tran-thi-b, units: [tinh-mau/phuong-bon], at: online}
recipients:
  - {}
  - {to: tinh-mau/so-noi-vu, receives: [qd-trung-tam, receipt], copies: 2}
"""


def foreign(pages: int = 2, *, archive: bool = True) -> bytes:
    """Return a finished PDF of another body: blank pages, which say that they are PDF/A or do not."""
    file = pikepdf.new()
    for _ in range(pages):
        file.add_blank_page(page_size=(595, 842))
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = "Nghị quyết"
        if archive:
            meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
    out = io.BytesIO()
    file.save(out, deterministic_id=True)
    return out.getvalue()


def office(root: Path, data: bytes | None = None, text: str = TEXT) -> Path:
    """Lay the workspace in ``root``; ``data`` is the finished PDF."""
    held = foreign() if data is None else data
    packet = text.replace("SHA", sha256(held).hexdigest())
    build(root, {"files": {"directives/qd-trung-tam.yaml": SERIES, "directives/tb-mau.yaml": 'number: "45"\n', PACKET: packet}})
    (root / FOREIGN).parent.mkdir(parents=True, exist_ok=True)
    (root / FOREIGN).write_bytes(held)
    return root
