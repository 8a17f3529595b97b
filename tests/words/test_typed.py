"""What clerks type into cells: names of persons and deadlines."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from docgen.edit.matching import plain
from docgen.model.tasks import Task
from docgen.words.names import Written, same_name, written
from docgen.words.typed_due import typed_due

DAY = datetime.date(2025, 6, 20)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ông Nguyễn Văn A", Written("Nguyễn Văn A", "ông")),
        ("đ/c BÀ TRẦN THỊ B", Written("Trần Thị B", "bà")),
        ("đồng chí  Lê   Văn C", Written("Lê Văn C")),
        ("Nguyễn Văn A (Bí thư)", Written("Nguyễn Văn A", None, True)),
        ("Trần Thị B, Phó Bí thư", Written("Trần Thị B", None, True)),
        ("Lê Văn C - Chủ tịch", Written("Lê Văn C", None, True)),
        ("Y Thông Ê-ban", Written("Y Thông Ê-ban")),
        ("H'HEN NIÊ", Written("H'Hen Niê")),
        ("Bạch Ông Em", Written("Bạch Ông Em")),
        ("", Written("")),
    ],
)
def test_names_of_persons(text: str, found: Written) -> None:
    assert written(text) == found


def test_one_name_in_two_spellings() -> None:
    assert same_name("HOÀ  Thị") == same_name("Hòa thị") != same_name("Hoa Thị")


DEADLINES: list[tuple[str, Any]] = [
    ("20/6/2025", DAY),
    ("ngày 20 tháng 6 năm 2025", DAY),
    ("chậm nhất ngày 20.6.2025", DAY),
    ("đến hết ngày 20/6/2025", DAY),
    ("Trước ngày 20/6/2025", {"before": DAY}),
    ("xong trước 20/6/25", {"before": DAY}),
    ("17h30 ngày 20/6/2025", {"day": DAY, "at": "17:30"}),
    ("trước 17 giờ ngày 20/6/2025", {"day": DAY, "at": "17:00"}),
    ("tháng 6/2025", {"month": "2025-06"}),
    ("trong tháng 6 năm 2025", {"month": "2025-06"}),
    ("Quý IV/2025", {"quarter": "2025-Q4"}),
    ("quý 3 năm 2025", {"quarter": "2025-Q3"}),
    ("năm 2025", {"year": "2025"}),
    ("từ 20/6 đến 05/7/2025", {"from": DAY, "until": datetime.date(2025, 7, 5)}),
    ("từ ngày 20 đến ngày 25/6/2025", {"from": DAY, "until": datetime.date(2025, 6, 25)}),
    ("20/6/2025 - 25/6/2025", {"from": DAY, "until": datetime.date(2025, 6, 25)}),
    ("hằng tháng", {"every": "month"}),
    ("ngày 25 hàng tháng", {"every": "month", "day": 25}),
    ("hằng quý", {"every": "quarter"}),
    ("15 ngày làm việc kể từ ngày ký", {"working_days": 15, "after": "issue"}),
    ("trong vòng 10 ngày từ ngày có hiệu lực", {"days": 10, "after": "effect"}),
    ("Thường xuyên", {"regular": "thường xuyên"}),
    ("Sau khi có quy chế", {"when": "sau khi có quy chế"}),
]


@pytest.mark.parametrize(("text", "due"), DEADLINES)
def test_deadlines_in_the_ways_of_clerks(text: str, due: Any) -> None:
    assert typed_due(text) == due
    try:
        Task.model_validate({"id": "a", "do": "b", "lead": "c", "due": plain(due)})
    except ValidationError as fault:
        pytest.fail(f"no document takes it: {fault}")


@pytest.mark.parametrize(
    "text", ["", "sớm", "20/6", "31/6/2025", "13/2025", "quý 5/2025", "từ 25/6/2025 đến 20/6/2025", "25:00 ngày 20/6/2025", "7 ngày"]
)
def test_what_is_no_deadline_is_not_guessed(text: str) -> None:
    assert typed_due(text) is None
