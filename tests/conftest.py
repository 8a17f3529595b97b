"""What every test may use: the program's templates, the sample office, a small office written by the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read import read

ROOT = Path(__file__).parent.parent
TEMPLATES = (ROOT / "templates",)

CATALOGUE = {
    "agencies": """\
        mau/tinh-uy: {name: Tỉnh uỷ Mẫu, side: party, letters: TU, place: Mẫu, collective: Ban Thường vụ, header: {name: [Tỉnh uỷ Mẫu]}}
        mau/ban-to-chuc: {name: Ban Tổ chức Tỉnh uỷ, side: party, parent: mau/tinh-uy, letters: BTCTU, short: BTC Tỉnh uỷ}
        mau/ubnd: {name: Ủy ban nhân dân tỉnh Mẫu, side: state, letters: UBND, place: Mẫu, collective: Ủy ban nhân dân, short: UBND tỉnh}
        mau/so-noi-vu: {name: Sở Nội vụ, side: state, parent: mau/ubnd, letters: SNV}
        mau/so-tai-chinh: {name: Sở Tài chính, side: state, parent: mau/ubnd, letters: STC}
        quoc-hoi: {name: Quốc hội, side: state}
        """,
    "posts": """\
        mau/tinh-uy/bi-thu: {name: Bí thư Tỉnh uỷ, title: Bí thư, rank: head}
        mau/tinh-uy/pho-bi-thu: {name: Phó Bí thư Tỉnh uỷ, title: Phó Bí thư, rank: deputy, seats: 2}
        mau/ubnd/chu-tich: {name: Chủ tịch Ủy ban nhân dân tỉnh Mẫu, title: Chủ tịch, rank: head}
        mau/ubnd/pho-chu-tich: {name: Phó Chủ tịch Ủy ban nhân dân tỉnh Mẫu, title: Phó Chủ tịch, rank: deputy, seats: 3}
        mau/so-noi-vu/giam-doc: {name: Giám đốc Sở Nội vụ, title: Giám đốc, rank: head}
        """,
    "people": """\
        nguyen-van-a: {name: Nguyễn Văn A, honorific: ông, held: [{post: mau/tinh-uy/bi-thu}]}
        tran-thi-b: {name: Trần Thị B, honorific: bà, held: [{post: mau/ubnd/pho-chu-tich}]}
        le-van-c: {name: Lê Văn C, honorific: ông, held: [{post: mau/ubnd/chu-tich}]}
        pham-thi-d: {name: Phạm Thị D, honorific: bà, position: Trưởng phòng Sở Nội vụ, agency: mau/so-noi-vu}
        """,
    "areas": "mau: {name: tỉnh Mẫu, place: Mẫu}\n",
    "units": """\
        mau/xa-1: {kind: commune, name: Một, order: 1}
        mau/phuong-2: {kind: ward, name: Hai, order: 2}
        """,
    "references": """\
        luat-mau: {kind: law, name: Luật Mẫu, date: 2025-02-18}
        nq-1: {kind: resolution, number: 202/2025, symbol: QH15, issuer: quoc-hoi, date: 2025-06-12, subject: về việc mẫu}
        nq-tw: {kind: resolution, number: "18", symbol: NQ/TW, author: Ban Chấp hành Trung ương, date: 2017-10-25, subject: về bộ máy}
        """,
}

DECISION = """\
    id: qd-mau
    kind: decision
    issuer: mau/ubnd
    subject: về việc mẫu
    number: "5"
    date: 2025-07-01
    bases: [luat-mau, nq-1, {proposal: mau/so-noi-vu}]
    body:
      - {article: mot, text: "Điều thứ nhất theo [[nq-1]]; xem [[#hai]]."}
      - {article: hai, text: Quyết định này có hiệu lực kể từ ngày ký.}
    sign: {by: le-van-c, post: mau/ubnd/chu-tich}
    recipients: [{same: articles}, {file: VT}]
    """

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Return a function that lays a workspace: a base office and the files given by their path."""

    def write(files: dict[str, str | bytes] | None = None, *, base: bool = True) -> Path:
        (tmp_path / "directives" / "catalogue").mkdir(parents=True, exist_ok=True)
        all_files: dict[str, str | bytes] = {f"directives/catalogue/{name}.yaml": text for name, text in CATALOGUE.items()} if base else {}
        for name, content in (all_files | (files or {})).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        return tmp_path

    return write


def office_of(root: Path) -> tuple[Office, tuple[Finding, ...]]:
    """Return the office of a workspace and the findings of its files."""
    return read(root, TEMPLATES)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the text snapshots of the sample office again")


@pytest.fixture
def snapshot_update(request: pytest.FixtureRequest) -> bool:
    """Return whether snapshots are to be written again."""
    return bool(request.config.getoption("--snapshot-update"))
