"""Articles, headings, clauses, points and paragraphs that a leader added, took out, moved, split or joined."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.edit.word.outcome import Outcome
from tests.conftest import Lay
from tests.edit.word.files import PLAN, Came, after, by_office, paragraph, remove, reword

DECISION = """\
id: qd-quy-che
kind: decision
issuer: mau/ubnd
subject: ban hành quy định tạm thời
bases: [luat-mau]
body:
  - article: pham-vi
    title: Phạm vi điều chỉnh
    text: Quyết định này quy định việc lưu trữ hồ sơ.
  # agreed with the department
  - article: trach-nhiem
    title: Trách nhiệm
    clauses:
      - text: Sở Nội vụ kiểm tra việc lưu trữ.   # monthly
      - text: Các sở báo cáo theo [[#pham-vi]].
        points:
          - {text: bằng văn bản;}
          - {text: qua trục liên thông.}
      - text: Các xã cử người đầu mối.
  - article: thi-hanh
    title: Thi hành
    text: |
      Quyết định có hiệu lực từ ngày ký.

      Chánh Văn phòng chịu trách nhiệm thi hành. Các sở phối hợp.

      Quyết định được công khai **trên mạng**.
expect: {articles: 3}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{same: articles}, {file: VT}]
"""


@pytest.fixture
def came(lay: Lay) -> Came:
    return Came(lay({"directives/qd-quy-che.yaml": DECISION}), "qd-quy-che")


def whole(came: Came, outcome: Outcome) -> None:
    """Nothing is left, and the file taken again has nothing more to give but what docgen numbers anew."""
    assert outcome.left == ()
    again = came.taken(text=outcome.after, remove=True)
    assert again.taken == ()
    assert {left.cause for left in again.left} <= {"number", "format", "mixed"}


def chain(document: Any, behind: str, *texts: str) -> None:
    for text in texts:
        after(document, behind, text)
        behind = text


def test_a_new_article_with_its_clauses_and_points(came: Came) -> None:
    """The leader numbers the new one and leaves the numbers of those behind it as they were."""

    def edit(document: Any) -> None:
        chain(
            document,
            "Các xã cử người",
            "Điều 3. Kinh phí: nguồn",
            "1. Ngân sách tỉnh bảo đảm.",
            "2. Được dùng cho:",
            "a) mua sắm;",
            "b) tập huấn.",
        )

    outcome = came.edited(edit).taken()
    whole(came, outcome)
    assert (
        "      - text: Các xã cử người đầu mối.\n"
        "  - article: kinh-phi-nguon\n"
        '    title: "Kinh phí: nguồn"\n'
        "    clauses:\n"
        "      - text: Ngân sách tỉnh bảo đảm.\n"
        '      - text: "Được dùng cho:"\n'
        "        points:\n"
        "          - text: mua sắm;\n"
        "          - text: tập huấn.\n"
        "  - article: thi-hanh\n"
    ) in outcome.after
    assert "expect: {articles: 4}" in outcome.after
    assert len(outcome.taken) == 1


def test_a_new_first_article_with_a_text_of_two_paragraphs(came: Came) -> None:
    def edit(document: Any) -> None:
        old = paragraph(document, "Điều 1.")
        chain(document, "Điều 1.", "Điều 1. Mục đích", "Thống nhất quản lý.", "Tránh thất lạc hồ sơ.")
        for text in ("Điều 1. Mục đích", "Thống nhất quản lý", "Tránh thất lạc"):
            old.addprevious(paragraph(document, text))

    outcome = came.edited(edit).taken()
    whole(came, outcome)
    assert (
        "body:\n  - article: muc-dich\n    title: Mục đích\n"
        "    text: |\n      Thống nhất quản lý.\n\n      Tránh thất lạc hồ sơ.\n  - article: pham-vi"
    ) in outcome.after


def test_references_follow_a_new_article_though_word_says_the_old_number(came: Came) -> None:
    def edit(document: Any) -> None:
        old = paragraph(document, "Điều 1.")
        chain(document, "Điều 1.", "Điều 1. Mục đích", "Thống nhất quản lý.")
        for text in ("Điều 1. Mục đích", "Thống nhất quản lý"):
            old.addprevious(paragraph(document, text))
        reword(document, "Các xã cử", "Các xã, phường cử")

    outcome = came.edited(edit).taken()
    assert outcome.left == ()
    assert "2. Các sở báo cáo theo Điều 2." in came.lines(outcome.after)


def test_an_article_that_is_gone_is_taken_out_only_when_nothing_speaks_of_it(came: Came) -> None:
    def edit(document: Any) -> None:
        for words in ("Điều 3.", "Quyết định có hiệu lực", "Chánh Văn phòng", "Quyết định được công khai"):
            remove(document, words)

    came.edited(edit)
    assert {left.cause for left in came.taken().left} == {"gone"}
    outcome = came.taken(remove=True)
    assert outcome.left == ()
    assert "thi-hanh" not in outcome.after
    assert "expect: {articles: 2}" in outcome.after
    came.edited(lambda document: [remove(document, words) for words in ("Điều 1.", "Quyết định này quy định")])
    kept = came.taken(remove=True)
    assert "article: pham-vi" in kept.after
    assert "kept" in {left.cause for left in kept.left}


def test_a_new_heading_and_its_text(lay: Lay) -> None:
    came = Came(lay({"directives/kh-mau.yaml": PLAN}))

    def edit(document: Any) -> None:
        chain(document, "IV. TỔ CHỨC", "III. KINH PHÍ", "Ngân sách bảo đảm.")
        old = paragraph(document, "IV. TỔ CHỨC")
        for text in ("III. KINH PHÍ", "Ngân sách bảo đảm"):
            old.addprevious(paragraph(document, text))

    outcome = came.edited(edit).taken()
    assert outcome.left == ()
    assert "  - id: kinh-phi\n    heading: Kinh phí\n    text: Ngân sách bảo đảm.\n  - {id: giao-viec" in outcome.after


FIRST: dict[str, tuple[str, tuple[str, ...], str]] = {
    "points below a clause": (
        "1. Sở Nội vụ",
        ("a) hằng tháng;", "b) hằng quý."),
        "# monthly\n        points:\n          - text: hằng tháng;\n          - text: hằng quý.\n",
    ),
    "clauses below an article": (
        "Quyết định này quy định",
        ("1. Hồ sơ giấy.", "2. Hồ sơ số."),
        "lưu trữ hồ sơ.\n    clauses:\n      - text: Hồ sơ giấy.\n      - text: Hồ sơ số.\n",
    ),
    "items below a point": ("b) qua trục", ("- có ký số.",), '- {text: qua trục liên thông., items: [{text: "có ký số."}]}'),
    "a clause before the first": ("Điều 2.", ("1. Mọi cơ quan lập danh mục.",), "clauses:\n      - text: Mọi cơ quan lập danh mục.\n"),
    "a clause with points": (
        "3. Các xã",
        ("4. Các trường:", "a) công lập;", "b) tư thục."),
        '      - text: "Các trường:"\n        points:\n          - text: công lập;\n',
    ),
}


@pytest.mark.parametrize("name", FIRST)
def test_new_lists_and_what_stands_below_them(came: Came, name: str) -> None:
    behind, texts, written = FIRST[name]
    outcome = came.edited(lambda document: chain(document, behind, *texts)).taken()
    assert written in outcome.after
    assert outcome.left == ()


def behind(document: Any, last: str, *words: str) -> None:
    """Move paragraphs behind another one, in this order."""
    place = paragraph(document, last)
    for one in [paragraph(document, word) for word in words]:
        place.addnext(one)
        place = one


MOVED: dict[str, tuple[Callable[[Any], object], str]] = {
    "a clause with a comment": (
        lambda document: paragraph(document, "3. Các xã").addnext(paragraph(document, "1. Sở Nội vụ")),
        "- text: Các xã cử người đầu mối.\n      - text: Sở Nội vụ kiểm tra việc lưu trữ.   # monthly\n  - article: thi-hanh",
    ),
    "a clause with its points": (
        lambda document: [paragraph(document, "1. Sở").addprevious(paragraph(document, w)) for w in ("2. Các sở", "a) bằng", "b) qua")],
        "    clauses:\n      - text: Các sở báo cáo theo [[#pham-vi]].\n        points:\n          - {text: bằng văn bản;}\n",
    ),
    "a point on one line": (
        lambda document: paragraph(document, "b) qua").addnext(paragraph(document, "a) bằng")),
        "points:\n          - {text: qua trục liên thông.}\n          - {text: bằng văn bản;}\n",
    ),
    "an article with the comment above it": (
        lambda document: behind(document, "Quyết định được công", "Điều 2.", "1. Sở Nội", "2. Các sở", "a) bằng", "b) qua", "3. Các xã"),
        "**trên mạng**.\n  # agreed with the department\n  - article: trach-nhiem\n",
    ),
    "a paragraph of a text": (
        lambda document: paragraph(document, "Quyết định được công khai").addnext(paragraph(document, "Quyết định có hiệu lực")),
        "text: |\n      Chánh Văn phòng chịu trách nhiệm thi hành. Các sở phối hợp.\n\n"
        "      Quyết định được công khai **trên mạng**.\n\n      Quyết định có hiệu lực từ ngày ký.\n",
    ),
    "a paragraph that is the first now": (
        lambda document: paragraph(document, "Quyết định có hiệu lực").addprevious(paragraph(document, "Quyết định được công khai")),
        "text: |\n      Quyết định được công khai **trên mạng**.\n\n      Quyết định có hiệu lực từ ngày ký.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVED)
def test_what_stands_elsewhere_is_moved_as_it_is_written(came: Came, name: str) -> None:
    edit, written = MOVED[name]
    outcome = came.edited(edit).taken()
    assert written in outcome.after
    assert sorted(outcome.after.splitlines()) == sorted(outcome.before.splitlines())
    assert outcome.left == ()


def halve(document: Any, words: str, at: str, label: str = "") -> None:
    """Break a paragraph in two before some words."""
    old = paragraph(document, words)
    text = "".join(run.text or "" for run in old.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
    head, _, tail = text.partition(at)
    after(document, words, label + at + tail)
    runs = list(old.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
    runs[0].text = head.rstrip()
    for run in runs[1:]:
        run.text = ""


SECOND = "Chánh Văn phòng chịu trách nhiệm thi hành. Các sở phối hợp."
SPLIT: dict[str, tuple[Callable[[Any], object], str]] = {
    "a paragraph of a block": (
        lambda document: halve(document, "Chánh Văn phòng", "Các sở phối"),
        "thi hành.\n\n      Các sở phối hợp.\n\n      Quyết định được",
    ),
    "a text of one line": (
        lambda document: halve(document, "Quyết định này", "việc lưu"),
        "    text: |\n      Quyết định này quy định\n\n      việc lưu trữ hồ sơ.\n",
    ),
    "a clause into two": (
        lambda document: halve(document, "3. Các xã", "người đầu", "4. "),
        "      - text: Các xã cử\n      - text: người đầu mối.\n",
    ),
    "two paragraphs into one": (
        lambda document: (remove(document, "Chánh Văn"), reword(document, "từ ngày ký.", f"từ ngày ký. {SECOND}")),
        "      Quyết định có hiệu lực từ ngày ký. Chánh Văn phòng chịu trách nhiệm thi hành. Các sở phối hợp.\n\n      Quyết định được",
    ),
    "two points into one": (
        lambda document: (reword(document, "bằng văn bản;", "bằng văn bản; qua trục liên thông."), remove(document, "b) qua trục")),
        "- {text: bằng văn bản; qua trục liên thông.}\n      - text: Các xã",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPLIT)
def test_split_and_joined_paragraphs(came: Came, name: str) -> None:
    edit, written = SPLIT[name]
    outcome = came.edited(edit).taken()
    assert written in outcome.after
    assert outcome.left == ()
    assert came.taken(text=outcome.after).taken == ()


def test_parts_of_a_file_saved_by_libreoffice(came: Came, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        chain(document, "3. Các xã", "Điều 3. Kinh phí", "1. Ngân sách bảo đảm.", "a) mua sắm;")
        paragraph(document, "b) qua").addnext(paragraph(document, "a) bằng"))
        halve(document, "Chánh Văn phòng", "Các sở phối")

    came.edited(edit)
    came.data = by_office(came.data, tmp_path / "office")
    outcome = came.taken()
    assert outcome.left == ()
    assert "  - article: kinh-phi\n    title: Kinh phí\n    clauses:\n      - text: Ngân sách bảo đảm.\n        points:\n" in outcome.after
    assert "points:\n          - {text: qua trục liên thông.}\n          - {text: bằng văn bản;}\n" in outcome.after
    assert "thi hành.\n\n      Các sở phối hợp." in outcome.after


ITEMS = ["kiểm đếm hồ sơ giấy", "số hoá hồ sơ còn giá trị", "lập danh mục bàn giao", "ký biên bản với xã", "niêm phong kho cũ"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_of_clauses_comes_back(lay: Lay, data: st.DataObject) -> None:
    """Shuffle the clauses, drop some, add some: the print then says what Word says, and each clause kept its comment."""
    start, end = DECISION.index("      - text: Sở Nội"), DECISION.index("  - article: thi-hanh")
    clauses = "".join(f"      - text: Các sở {text}.   # {n}\n" for n, text in enumerate(ITEMS))
    came = Came(lay({"directives/qd-quy-che.yaml": DECISION[:start] + clauses + DECISION[end:]}), "qd-quy-che")
    kept = data.draw(st.lists(st.sampled_from(range(len(ITEMS))), min_size=2, unique=True))
    new = data.draw(st.lists(st.sampled_from(["Thanh tra tỉnh giám sát việc này.", "Báo Mẫu đưa tin kịp thời."]), unique=True))

    def edit(document: Any) -> None:
        held = [paragraph(document, text) for text in ITEMS]
        head = paragraph(document, "Điều 2.")
        for one in held:
            one.getparent().remove(one)
        for n in reversed(kept):
            head.addnext(held[n])
        for text in new:
            after(document, ITEMS[data.draw(st.sampled_from(kept))], f"9. {text}")

    outcome = came.edited(edit).taken(remove=True)
    assert outcome.left == ()
    bare = [[line.split(". ", 1)[-1] for line in lines] for lines in (came.lines(outcome.after), came.lines())]
    assert bare[0] == bare[1]
    for n in kept:
        assert f"- text: Các sở {ITEMS[n]}.   # {n}\n" in outcome.after


PHASES = """\
id: kh-dot
kind: plan
issuer: mau/ubnd
subject: diễn tập
body:
  - {heading: Các đợt, phases: all}
  - {heading: Nội dung diễn tập, drills: all}
  - {heading: Nhiệm vụ, tasks: all, as: clauses}
phases:
  - {id: mot, name: Chuẩn bị, from: 2025-07-01, until: 2025-07-05, items: [Lập danh sách., Cấp tài khoản.]}
  # the longest one
  - {id: hai, name: Chạy thử, from: 2025-07-06, until: 2025-07-20}
  - {id: ba, name: Đánh giá, from: 2025-07-21, until: 2025-07-25}
drills:
  - id: tiep-nhan
    title: Tiếp nhận hồ sơ trực tuyến
    steps:
      - Người dân nộp hồ sơ
      - Cán bộ kiểm tra
  - id: chuyen-tiep
    title: Chuyển tiếp văn bản hoả tốc
    place: Phòng họp số 1
tasks:
  - {id: lap, do: Lập kế hoạch chi tiết, lead: mau/so-noi-vu}
  - {id: kinh-phi, do: Bảo đảm kinh phí thực hiện, lead: mau/so-tai-chinh}
expect: {tasks: 2, drills: 2}
sign: {by: le-van-c, post: mau/ubnd/chu-tich}
recipients: [{file: VT}]
"""

LISTED: dict[str, tuple[Callable[[Any], object], Callable[[str], bool]]] = {
    "a phase moved with its comment": (
        lambda document: behind(document, "c) Đánh giá", "b) Chạy thử"),
        lambda text: text.index("{id: ba,") < text.index("# the longest one\n  - {id: hai,"),
    ),
    "a new phase with its contents": (
        lambda document: chain(document, "b) Chạy thử", "c) Rút kinh nghiệm: từ ngày 21/7/2025 đến ngày 22/7/2025", "- Họp toàn thể."),
        lambda text: (
            (
                "until: 2025-07-20}\n  - id: rut-kinh-nghiem\n    name: Rút kinh nghiệm\n    from: 2025-07-21\n"
                "    until: 2025-07-22\n    items:\n      - Họp toàn thể.\n  - {id: ba,"
            )
            in text
        ),
    ),
    "an item of a phase": (
        lambda document: after(document, "- Cấp tài khoản", "- Tập huấn."),
        lambda text: 'items: [Lập danh sách., Cấp tài khoản., "Tập huấn."]' in text,
    ),
    "a step of a drill": (
        lambda document: after(document, "+ Người dân nộp", "+ Cán bộ tiếp nhận;"),
        lambda text: "      - Người dân nộp hồ sơ\n      - Cán bộ tiếp nhận;\n" in text,
    ),
    "a drill that is gone": (
        lambda document: [remove(document, words) for words in ("2. Chuyển tiếp", "Phòng họp số 1")],
        lambda text: "chuyen-tiep" not in text and "drills: 1}" in text,
    ),
    "a task of a clause that is gone": (
        lambda document: remove(document, "Sở Tài chính"),
        lambda text: "kinh-phi" not in text and "expect: {tasks: 1" in text,
    ),
}


@pytest.mark.parametrize("name", LISTED)
def test_phases_drills_and_tasks_in_clauses(lay: Lay, name: str) -> None:
    edit, says = LISTED[name]
    came = Came(lay({"directives/kh-dot.yaml": PHASES}), "kh-dot")
    outcome = came.edited(edit).taken(remove=True)
    assert says(outcome.after), outcome.after
    assert outcome.left == ()
