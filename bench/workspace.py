"""A workspace of any size for the measurements: an invented province whose documents read like real ones.

In: a folder and a number of documents. Out: the files below it, the same on every run and without a finding. A document
is about 4 KB, made from ``pages/``: bases, articles or headings, followed tasks, recipients, citations of the catalogue
and of earlier documents.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template

PAGES = Path(__file__).parent / "pages"
KINDS = {"decision": "qd", "plan": "kh", "notice": "tb", "official-letter": "cv"}
DEPARTMENTS, UNITS, REFERENCES = 40, 166, 120
FIRST_DAY = datetime.date(2025, 1, 2)
A_DAY = 12
"""Documents signed on one day."""
WORK = (
    "rà soát, lập danh sách cán bộ, công chức, viên chức và gửi kèm hồ sơ về cơ quan thường trực",
    "kiểm tra trụ sở, trang thiết bị, phương tiện làm việc; đề xuất phương án bố trí trong phạm vi dự toán được giao",
    "xây dựng kịch bản, biểu mẫu báo cáo và tiêu chí đánh giá; hướng dẫn các đơn vị thực hiện thống nhất",
    "bảo đảm đường truyền, chữ ký số, tài khoản và họp trực tuyến thông suốt trong suốt thời gian thực hiện",
    "tổng hợp vướng mắc của các đơn vị, phân loại theo thẩm quyền và trình cấp có thẩm quyền giải quyết",
    "bàn giao hồ sơ, tài liệu, tài sản, con dấu; lập biên bản và lưu trữ theo quy định của pháp luật",
    "tuyên truyền, phổ biến nội dung văn bản đến cán bộ, đảng viên và Nhân dân bằng hình thức phù hợp",
    "cân đối, phân bổ kinh phí; hướng dẫn thanh toán, quyết toán đúng chế độ, tiết kiệm, hiệu quả",
)
SENTENCES = (
    "Các cơ quan được giao nhiệm vụ chủ động thực hiện, không chờ đôn đốc, không để gián đoạn việc phục vụ người dân và doanh nghiệp.",
    "Kết quả được báo cáo bằng văn bản, nêu rõ việc đã làm, việc chưa làm, nguyên nhân, người chịu trách nhiệm, thời hạn hoàn thành.",
    "Nội dung vượt thẩm quyền phải được báo cáo ngay trong ngày làm việc, kèm phương án xử lý và ý kiến của các cơ quan liên quan.",
    "Số liệu phải thống nhất với cơ sở dữ liệu dùng chung; đơn vị cung cấp chịu trách nhiệm về tính chính xác của số liệu đã gửi.",
    "Việc thực hiện phải bảo đảm đúng tiến độ, đúng thẩm quyền, công khai, minh bạch, tiết kiệm và an toàn thông tin.",
)


def lay(root: Path, count: int) -> tuple[Path, ...]:
    """Write catalogue and documents below ``root``; return the files of the documents."""
    files = {"office.yaml": "schema: 1\nname: Ủy ban nhân dân tỉnh Mẫu\n"}
    files |= {f"catalogue/{name}.yaml": "".join(f"{line}\n" for line in lines) for name, lines in _catalogue().items()}
    documents = {f"2025/{_id(n)}.yaml": document(n) for n in range(count)}
    for name, text in (files | documents).items():
        path = root / "directives" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tuple(root / "directives" / name for name in documents)


def document(n: int) -> str:
    """Return the text of the n-th document."""
    return template(list(KINDS)[n % len(KINDS)]).substitute(words(n)) + template("tail").substitute(words(n))


@cache
def template(name: str) -> Template:
    """Return a text of ``pages/``, its places to be filled written ``$name``."""
    return Template((PAGES / f"{name}.yaml").read_text(encoding="utf-8"))


def words(n: int) -> Mapping[str, str]:
    """Return what fills the places of the n-th document."""
    day = FIRST_DAY + datetime.timedelta(n // A_DAY)
    due = day + datetime.timedelta(20)
    found = {"id": _id(n), "number": str(n // len(KINDS) + 1), "date": f"{day}", "due": f"{due}", "month": f"{due:%Y-%m}"}
    found["earlier"] = _id(n - A_DAY) if n >= A_DAY else _reference(n)
    for step in range(5):
        work = WORK[(n + step) % len(WORK)]
        found |= {f"work{step}": work, f"task{step}": work.partition(",")[0], f"sentence{step}": SENTENCES[(n + step) % len(SENTENCES)]}
        found |= {f"agency{step}": f"mau/so-{(n + 3 * step) % DEPARTMENTS + 1}", f"ref{step}": _reference(7 * n + step)}
        found |= {f"unit{step}": f"{(n + step) % UNITS + 1:03d}", f"law{step}": f"luat-{3 * ((n + step) % (REFERENCES // 3) + 1)}"}
        found |= {f"decree{step}": f"nd-{3 * ((n + step) % (REFERENCES // 3)) + 1}"}
    return found


def _id(n: int) -> str:
    return f"{list(KINDS.values())[n % len(KINDS)]}-mau-{n}"


def _catalogue() -> Mapping[str, Iterator[str]]:
    units = (f"mau/xa-{n}: {{kind: commune, name: Mẫu {n:03d}, order: {n}}}" for n in range(1, UNITS + 1))
    areas = iter(["mau: {name: tỉnh Mẫu, place: Mẫu}"])
    return {"areas": areas, "agencies": _agencies(), "posts": _posts(), "people": _people(), "units": units, "references": _references()}


def _agencies() -> Iterator[str]:
    yield "trung-uong/chinh-phu: {name: Chính phủ, side: state, letters: CP}"
    yield "trung-uong/quoc-hoi: {name: Quốc hội, side: state}"
    yield "mau/ubnd: {name: Ủy ban nhân dân tỉnh Mẫu, side: state, letters: UBND, place: Mẫu, body: people-committee, short: UBND tỉnh}"
    for n in range(1, DEPARTMENTS + 1):
        yield f"mau/so-{n}: {{name: Sở Mẫu {n:02d}, side: state, parent: mau/ubnd, letters: SM{n}, short: Sở {n:02d}}}"


def _posts() -> Iterator[str]:
    yield "mau/ubnd/chu-tich: {name: Chủ tịch Ủy ban nhân dân tỉnh Mẫu, title: Chủ tịch, rank: head}"
    yield "mau/ubnd/pho-chu-tich: {name: Phó Chủ tịch Ủy ban nhân dân tỉnh Mẫu, title: Phó Chủ tịch, rank: deputy, seats: 3}"
    for n in range(1, DEPARTMENTS + 1):
        yield f"mau/so-{n}/giam-doc: {{name: Giám đốc Sở Mẫu {n:02d}, title: Giám đốc, rank: head}}"


def _people() -> Iterator[str]:
    yield "nguyen-van-a: {name: Nguyễn Văn A, honorific: ông, held: [{post: mau/ubnd/chu-tich, from: 2021-06-01}]}"
    yield "tran-thi-b: {name: Trần Thị B, honorific: bà, held: [{post: mau/ubnd/pho-chu-tich, from: 2021-06-01}]}"
    for n in range(1, DEPARTMENTS + 1):
        yield f"le-van-c-{n}: {{name: Lê Văn C {n:02d}, honorific: ông, held: [{{post: mau/so-{n}/giam-doc, from: 2022-01-01}}]}}"


def _references() -> Iterator[str]:
    for n in range(1, REFERENCES + 1):
        month, day = n % 12 + 1, n % 28 + 1
        facts = f"number: {n}/2024, symbol: NĐ-CP, issuer: trung-uong/chinh-phu, date: 2024-{month:02d}-{day:02d}"
        if n % 3:
            yield f"nd-{n}: {{kind: decree, {facts}, subject: quy định chi tiết lĩnh vực mẫu số {n}}}"
        else:
            yield f"luat-{n}: {{kind: law, name: Luật Mẫu {n}, issuer: trung-uong/quoc-hoi, date: 2023-{month:02d}-{day:02d}}}"


def _reference(n: int) -> str:
    n = n % REFERENCES + 1
    return f"nd-{n}" if n % 3 else f"luat-{n}"
