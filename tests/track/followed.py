"""A small office whose tasks of the first quarter of 2024 stand in every state; for the tests of reports and reminders."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.conftest import CATALOGUE

PLAN = """\
    id: kh-mau
    kind: plan
    issuer: mau/ubnd
    subject: làm việc quý I
    number: "7"
    date: 2024-01-10
    body: [{id: giao-viec, heading: Giao việc, tasks: all, as: table}]
    phases:
      - {id: dot-1, name: Chuẩn bị, from: 2024-01-10, until: 2024-02-29}
    tasks:
      - {id: som, do: Trình đề án, lead: mau/so-noi-vu, due: 2024-02-01}
      - {id: cham, do: Báo cáo tài chính, lead: mau/so-tai-chinh, due: 2024-03-01}
      - {id: qua-han, do: Rà soát hồ sơ, lead: mau/so-noi-vu, due: 2024-03-15}
      - {id: gia-han, do: Nâng cấp phần mềm, lead: mau/so-tai-chinh, due: 2024-03-20}
      - {id: sau, do: Tổng kết, lead: mau/so-noi-vu, due: 2024-04-05}
      - {id: moi-xa, do: Mở sổ, lead: {each: {unit: all, of: mau}}, due: 2024-03-31}
      - {id: thoi, do: Việc thôi làm, lead: mau/so-tai-chinh, due: 2024-03-10}
      - {id: cung-lam, do: Cùng làm, lead: [mau/so-noi-vu, mau/so-tai-chinh], joint: true, due: 2024-06-30}
    sign: {by: le-van-c, post: mau/ubnd/chu-tich}
    recipients: [{file: VT}]
    """
LETTER = """\
    id: cv-mau
    kind: official-letter
    issuer: mau/so-noi-vu
    subject: gửi danh sách
    number: "9"
    date: 2023-11-01
    to: [mau/so-tai-chinh]
    body: [{id: viec, heading: Việc, tasks: all, as: table}]
    tasks:
      - {id: danh-sach, do: Gửi danh sách, lead: mau/so-tai-chinh, due: 2023-12-20}
      - {id: cu, do: Việc cũ, lead: mau/so-tai-chinh, due: 2023-12-01}
    sign: {by: le-van-c, post: mau/ubnd/chu-tich}
    recipients: [{file: VT}]
    """
NOI_VU = """\
    - {id: "00000001", task: "kh-mau#som", day: 2024-01-30, told: 2024-01-31, done: all}
    - {id: "00000002", task: "kh-mau#qua-han", day: 2024-03-20, told: 2024-03-21, percent: 40, cause: "Thiếu người", remedy: "Tăng cường"}
    """
TAI_CHINH = """\
    - {id: "00000011", task: "cv-mau#cu", day: 2023-11-30, told: 2023-11-30, done: all}
    - {id: "00000012", task: "cv-mau#danh-sach", day: 2024-01-05, told: 2024-01-05, done: all}
    - {id: "00000013", task: "kh-mau#cham", day: 2024-03-04, told: 2024-03-05, done: all, cause: "Số liệu gửi muộn"}
    - {id: "00000014", task: "kh-mau#gia-han", kind: extend, day: 2024-03-18, told: 2024-03-18, until: 2024-05-20, document: cv-mau}
    - {id: "00000015", task: "kh-mau#thoi", kind: cancel, day: 2024-02-20, told: 2024-02-20, document: cv-mau, why: "Không còn cần"}
    """
LATER = """\
    - {id: "00000003", task: "kh-mau#qua-han", day: 2024-04-10, told: 2024-04-10, done: all}
    """


def lay_followed(root: Path, *, later: bool = False) -> Path:
    """Write the office; ``later`` adds what was told after the quarter."""
    files = {
        **{f"directives/catalogue/{name}.yaml": text for name, text in CATALOGUE.items()},
        "directives/mau/2024/kh-mau.yaml": PLAN,
        "directives/mau/2023/cv-mau.yaml": LETTER,
        "directives/progress/mau/so-noi-vu.yaml": dedent(NOI_VU) + (dedent(LATER) if later else ""),
        "directives/progress/mau/so-tai-chinh.yaml": TAI_CHINH,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).encode())
    return root
