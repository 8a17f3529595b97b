"""A leader's changes of an older state and what was written since, put together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.edit.word.base import Base
from docgen.edit.word.desk import Step
from docgen.edit.word.lines import read_lines
from docgen.edit.word.outcome import Outcome
from docgen.edit.word.package import Package
from docgen.edit.word.take import take_from
from docgen.edit.word.three import merged
from tests.conftest import Lay
from tests.edit.word.files import PLAN, Came, reword
from tests.edit.word.test_rows import add


def from_older(came: Came, today: str) -> Outcome:
    """Take a file made from the text of ``came`` into the text of today."""
    return take_from(Base(came.original, came.text), came.original, today, read_lines(Package(came.data)), remove=True)


PLACES = {
    "Kiểm đếm hồ sơ giấy tại": "Kiểm đếm toàn bộ hồ sơ giấy tại",
    "kho lưu trữ.": "kho của tỉnh.",
    "hằng tuần": "hằng tháng",
    "kiểm đếm đủ": "đếm thật đủ",
    "giao nhận rõ ràng": "giao nhận có biên bản",
    "Đúng tiến độ": "Đúng thời hạn",
    "Kho dữ liệu": "Kho số liệu",
    "Số hoá hồ sơ hộ tịch": "Số hoá sổ hộ tịch",
    "Biên bản kiểm đếm": "Báo cáo kiểm đếm",
    "hộ tịch của từng xã": "hộ tịch của mỗi xã",
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sides=st.lists(st.sampled_from([0, 1, 2]), min_size=len(PLACES), max_size=len(PLACES)))
def test_what_each_side_changed_elsewhere_stands_in_the_end(lay: Lay, sides: list[int]) -> None:
    """Each place is changed by nobody, by the leader, or in the file: then all changes are there, and nothing else."""
    came = Came(lay({"directives/kh-mau.yaml": PLAN}))
    wanted = today = PLAN
    for side, (old, new) in zip(sides, PLACES.items(), strict=True):
        if side == 1:
            came.edited(lambda document, old=old, new=new: reword(document, old, new))
        wanted = wanted.replace(old, new) if side else wanted
        today = today.replace(old, new) if side == 2 else today
    outcome = from_older(came, today)
    assert outcome.left == ()
    assert outcome.after == wanted
    assert from_older(came, outcome.after).taken == ()


def test_rows_of_both_sides(lay: Lay) -> None:
    came = Came(lay({"directives/kh-mau.yaml": PLAN}))
    came.edited(lambda document: add(document, "Số hoá hồ sơ hộ tịch", ["3", "Niêm phong kho", "Sở Nội vụ", "", "30/10/2025", ""]))
    task = "  - {id: tap-huan, do: Tập huấn cán bộ, lead: mau/so-noi-vu}\n"
    today = PLAN.replace("tasks:\n", f"tasks:\n{task}", 1).replace("due: 2025-09-30", "due: 2025-10-01")
    outcome = from_older(came, today)
    assert outcome.left == ()
    assert task in outcome.after
    assert "due: 2025-10-01\n    product: Kho dữ liệu\n  - id: niem-phong-kho\n" in outcome.after


BASE = "id: a\nbody:\n  - text: một hai ba bốn năm sáu bảy tám\n"


@pytest.mark.parametrize(
    "theirs, ours, both",
    [
        ("một hai ba bốn năm sáu bảy chín", "một hai ba không năm sáu bảy tám", "một hai ba không năm sáu bảy chín"),
        ("một hai bốn năm sáu bảy tám", "một hai ba bốn năm sáu bảy bảy tám", "một hai bốn năm sáu bảy bảy tám"),
        ("một hai ba bốn năm sáu bảy chín", "một hai ba bốn năm sáu bảy mười", None),
        ("một hai ba bốn năm", "một hai ba bốn năm sáu bảy tám chín", None),
        ("một hai ba bốn năm sáu bảy chín", "một hai ba bốn năm sáu bảy chín", "một hai ba bốn năm sáu bảy chín"),
    ],
)
def test_words_of_one_line(theirs: str, ours: str, both: str | None) -> None:
    old = BASE.partition("text: ")[2].strip()
    step = Step(BASE, BASE.replace(old, theirs), ())
    found = merged([step], BASE.replace(old, ours), lambda _: True)
    assert (found.text if not found.against else None) == (BASE.replace(old, both) if both else None)


def test_a_step_that_could_not_be_printed_is_none() -> None:
    step = Step(BASE, BASE.replace("tám", "chín"), ())
    found = merged([step], BASE, lambda _: False)
    assert (found.text, found.kept, found.against) == (BASE, (), (step,))


def test_a_name_that_stands_elsewhere_too_is_still_listed(lay: Lay) -> None:
    """That the document says it somewhere else is no reason to forget what the leader wrote here."""
    came = Came(lay({"directives/kh-mau.yaml": PLAN.replace("lead: mau/so-tai-chinh", "lead: {each: {unit: all, of: mau}}")}))
    came.edited(lambda document: reword(document, "Các xã, phường", "Sở Nội vụ, phường Hai"))
    left = from_older(came, came.text.replace("kiểm đếm đủ", "đếm thật đủ")).left
    assert [one.after for one in left] == ["Sở Nội vụ, phường Hai"]
    came = Came(lay({"directives/kh-mau.yaml": PLAN.replace("lead: mau/so-tai-chinh", "lead: {text: Nhiều đơn vị}")}))
    came.edited(lambda document: reword(document, "Nơi nhận:", "Yêu cầu"))
    assert [one.cause for one in from_older(came, came.text).left] == ["format"]


def test_words_the_clerk_wrote_by_hand_are_done(lay: Lay) -> None:
    """What could not be led back is no more listed once the document says it."""
    came = Came(lay({"directives/kh-mau.yaml": PLAN}))
    edit: Any = lambda document: reword(document, "Nơi nhận", "Gửi")  # noqa: E731
    came.edited(edit)
    assert [left.cause for left in from_older(came, PLAN).left] == ["format"]
    came = Came(lay({"directives/kh-mau.yaml": PLAN}))
    came.edited(lambda document: reword(document, "Sở Tài chính", "Sở Kế hoạch"))
    office = came.original.office
    agency = office.agencies["mau/so-tai-chinh"].model_copy(update={"name": "Sở Kế hoạch"})
    renamed = replace(came.original, office=replace(office, agencies={**office.agencies, "mau/so-tai-chinh": agency}))
    read = read_lines(Package(came.data))
    assert [left.cause for left in from_older(came, PLAN).left] == ["name"]
    assert take_from(Base(came.original, PLAN), renamed, PLAN, read, remove=False).left == ()
