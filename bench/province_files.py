"""The workspace of one morning: a province where each of 166 communes receives twenty documents.

In: a folder, how many units and series. Out: the files below it, without a finding. Nineteen documents of a unit come from series
files; the twentieth, the appointment of its chairperson, is a file of its own, since it names a person of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from bench.workspace import DEPARTMENTS, KINDS, PAGES, lay, template, words

UNITS, SERIES = 166, 19
PACKET = PAGES / "packet.yaml"
PERSON = "nguyen-thi-d-{n}: {{name: Nguyễn Thị D {n:03d}, honorific: bà}}\n"
POST = "mau/xa-{n}/ubnd/chu-tich: {{name: Chủ tịch Ủy ban nhân dân xã Mẫu {n:03d}, title: Chủ tịch, rank: head}}\n"
AGENCY = "mau/xa-{n}/ubnd: {{name: Ủy ban nhân dân xã Mẫu {n:03d}, side: state, parent: mau/ubnd, letters: UBND, body: people-committee}}\n"
APPOINTMENT = Template(
    """\
id: qd-bo-nhiem-$n
kind: personnel-decision
issuer: mau/ubnd
authority: Chủ tịch Ủy ban nhân dân tỉnh Mẫu
subject: về việc bổ nhiệm Chủ tịch Ủy ban nhân dân xã Mẫu $unit
planned: 2025-07-01
effect: 2025-07-01
bases: [luat-3, nd-1, nd-2, {proposal: mau/so-1}]
persons:
  - {id: bo-nhiem, person: nguyen-thi-d-$n, action: appoint, takes: mau/xa-$n/ubnd/chu-tich, effect: 2025-07-01, years: 5}
body:
  - {article: bo-nhiem-can-bo, persons: all}
  - {article: phu-cap, text: "Lương và phụ cấp chức vụ theo quy định hiện hành, kể từ ngày nêu tại [[#bo-nhiem-can-bo]]."}
  - {article: thi-hanh, text: "Quyết định này có hiệu lực kể từ ngày ký; người có tên tại [[#bo-nhiem-can-bo]] thi hành."}
sign: {by: nguyen-van-a, post: mau/ubnd/chu-tich}
recipients: [{same: articles}, {to: mau/so-1, for: để báo cáo}, {file: VT, copies: 2}]
"""
)


def lay_province(root: Path, units: int = UNITS, series: int = SERIES) -> int:
    """Write catalogue, series and appointments below ``root``; return how many documents they make."""
    lay(root, 0)
    catalogue = root / "directives/catalogue"
    for name, line in (("people", PERSON), ("posts", POST), ("agencies", AGENCY)):
        with (catalogue / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.writelines(line.format(n=n) for n in range(1, units + 1))
    whole = (catalogue / "units.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (catalogue / "units.yaml").write_text("".join(whole[:units]), encoding="utf-8")
    for name, text in (*_series(series), *_appointments(units)):
        path = root / f"directives/2025/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return units * (series + 1)


def lay_packet(root: Path, units: int) -> None:
    """Write a province of four series, and a packet for each unit that holds three of them; three units share a delegation."""
    lay_province(root, units, 4)
    text = PACKET.read_text(encoding="utf-8")
    for start in range(1, units + 1, 3):
        held = ", ".join(f"mau/xa-{n}" for n in range(start, min(start + 3, units + 1)))
        place = f"hội trường cụm {start:03d}"
        text += f"  - {{id: doan-{start}, head: le-van-c-{start // 3 % DEPARTMENTS + 1}, units: [{held}], place: {place}}}\n"
    path = root / "directives/packets/cong-bo.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _series(count: int) -> Iterator[tuple[str, str]]:
    """Yield series made from the pages of the other measurements: drafts, each with the name of its unit."""
    for n in range(count):
        found = words(n) | {"id": f"bo-{n}", "earlier": "nd-1", "number": "0"}
        page = template(list(KINDS)[n % len(KINDS)]).substitute(found) + template("tail").substitute(found)
        page = page.replace('number: "0"\n', "each: {unit: all, of: mau}\n").replace("\ndate: ", "\nplanned: ")
        yield f"bo-{n}", re.sub(r"(?m)^subject: (.*)$", r"subject: \1 tại {unit.full}", page, count=1)


def _appointments(units: int) -> Iterator[tuple[str, str]]:
    for n in range(1, units + 1):
        yield f"qd-bo-nhiem-{n}", APPOINTMENT.substitute(n=n, unit=f"{n:03d}")
