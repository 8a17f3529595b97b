"""A Word file comes back: what was changed in it stands in the YAML afterwards, and what cannot is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.derive.series import keys
from docgen.edit.word.lines import read_lines
from docgen.edit.word.original import Original
from docgen.edit.word.package import NotWord, Package
from docgen.edit.word.shown import Spot, shown
from docgen.edit.word.take import take
from docgen.read import read
from docgen.write.docx import docx
from tests.conftest import ROOT, TEMPLATES, Lay
from tests.edit.word.files import DAY, PLAN, Came, after, by_office, paragraph, remove, reword, without

OFFICE = read(ROOT, TEMPLATES)[0]
NAMES = sorted(OFFICE.documents)


@pytest.fixture
def came(lay: Lay) -> Came:
    return Came(lay({"directives/kh-mau.yaml": PLAN}))


def of_sample(id_: str, language: str = "") -> tuple[Original, str, bytes]:
    """Return a document of the sample office (of a series the first), its file's text and its Word file."""
    document = OFFICE.documents[id_]
    made = keys(OFFICE, document)
    own: Any = language or document.language or OFFICE.settings.language
    original = Original(OFFICE, f"{id_}@{made[0]}" if made else id_, own, TEMPLATES, DAY)
    text = (ROOT / original.path).read_text(encoding="utf-8")
    sheet, _ = original.sheet(text)
    assert sheet is not None
    return original, text, docx(sheet, OFFICE.formats[sheet.format])


@pytest.mark.parametrize("id_", NAMES)
def test_an_unedited_file_of_every_kind_gives_nothing_to_take(id_: str) -> None:
    original, text, data = of_sample(id_)
    package = Package(data)
    outcome = take(original, text, read_lines(package), remove=False)
    assert package.document() == original.id_
    assert (outcome.taken, outcome.left, outcome.typed, outcome.after) == ((), (), 0, text)


@pytest.mark.parametrize("language", ["en", "th"])
def test_the_words_of_a_translation_stand_in_its_own_file(language: str) -> None:
    original, text, data = of_sample("tb-ket-luan-bcd-1806", language)
    assert original.path.endswith(f".{language}.yaml")
    assert Package(data).language() == language
    assert take(original, text, read_lines(Package(data)), remove=False).left == ()


def test_most_of_what_a_leader_reads_has_a_place_in_the_file() -> None:
    original, text, _ = of_sample("kh-01-bcd1806")
    held = shown(original, text)
    assert held is not None
    for line in held.lines:
        for letter, origin in zip(line.text, line.origins, strict=True):
            if isinstance(origin, Spot):
                source = held.scalars[origin.scalar].text[origin.at]
                assert letter.casefold() == source.casefold() or (letter == " " and source.isspace())
    assert sum(isinstance(origin, Spot) for line in held.lines for origin in line.origins) > 4000


WORDS = {
    "a paragraph": ("kiểm đếm đủ", "đếm thật đủ", "      Hồ sơ được đếm thật đủ, giao nhận rõ ràng.\n"),
    "bold words": ("các đơn vị", "mọi đơn vị", "tại **mọi đơn vị** trực thuộc."),
    "behind bold words": (" trực thuộc. Hồ", " trực tiếp. Hồ", "**các đơn vị** trực tiếp."),
    "the subject": (
        "Rà soát hồ sơ của",
        "Rà soát toàn bộ hồ sơ của",
        "subject: rà soát toàn bộ hồ sơ của các đơn vị   # the leader's own words\n",
    ),
    "a heading in capitals": ("NỘI DUNG", "NỘI DUNG CHÍNH", "heading: Nội dung chính\n"),
    "a clause in quotes": ("còn giá trị", "có giá trị", "'Số hoá hồ sơ có giá trị; lập \"danh mục\" bàn giao.'"),
    "a point with signs of YAML": ("quét cả", "quét: cả #", '{text: "Hồ sơ đất đai: quét: cả # bản đồ;"}'),
    "an item": ("Đúng tiến độ đã giao", "Đúng tiến độ, đã giao", '"Đúng tiến độ, đã giao."'),
    "a task": ("Kiểm đếm hồ sơ tại kho", "Kiểm đếm toàn bộ hồ sơ tại kho", "    do: Kiểm đếm toàn bộ hồ sơ tại kho\n"),
    "a product": ("Kho dữ liệu", "Kho dữ liệu: bản 1", 'product: "Kho dữ liệu: bản 1"'),
    "a recipient": ("Các đơn vị trực thuộc (", "Các cơ quan trực thuộc (", "{text: Các cơ quan trực thuộc, for: để thực hiện}"),
    "a day": ("30/9/2025", "15/10/2025", "    due: 2025-10-15\n"),
    "a day in a formula": ("15/8/2025", "05/9/2025", "    due: {before: 2025-09-05}\n"),
    "a footnote": ("ngày làm việc", "ngày lịch", "^[Tính theo ngày lịch.]"),
}


def _body(came: Came, old: str, new: str) -> Came:
    """Reword the body, or the footnotes where the words stand there; bold words are a run of their own."""

    out = io.BytesIO()
    with ZipFile(io.BytesIO(came.data)) as held, ZipFile(out, "w") as made:
        for name in held.namelist():
            data = held.read(name).decode("utf-8", "surrogateescape")
            if name in ("word/document.xml", "word/footnotes.xml"):
                exact = f">{old}<"
                data = data.replace(exact, f">{new}<") if exact in data else data.replace(old, new)
            made.writestr(name, data.encode("utf-8", "surrogateescape"))
    came.data = out.getvalue()
    return came


@pytest.mark.parametrize("name", WORDS)
def test_changed_words_are_led_back(came: Came, name: str) -> None:
    old, new, written = WORDS[name]
    outcome = _body(came, old, new).taken()
    assert written in outcome.after
    assert [taken.before != taken.after for taken in outcome.taken] == [True]
    assert outcome.left == ()
    assert came.lines(outcome.after) == came.lines()
    again = came.taken(text=outcome.after)
    assert (again.taken, again.left) == ((), ())


ADDED: dict[str, tuple[str, str, str]] = {
    "a clause": ("Kiểm đếm hồ sơ giấy", "2. Kiểm tra kho: đủ điều kiện.", '\n      - text: "Kiểm tra kho: đủ điều kiện."\n'),
    "the last clause": ("Báo cáo kết quả", "4. Thêm việc này.", "\n      - text: Thêm việc này.\n"),
    "a point": ("hồ sơ hộ tịch của", "c) hồ sơ cán bộ.", "\n          - text: hồ sơ cán bộ.\n"),
    "a clause behind points": ("hồ sơ hộ tịch của", "3. Việc mới hẳn.", "\n      - text: Việc mới hẳn.\n"),
    "an item": ("- Đúng tiến độ", "- Tiết kiệm.", ', "Tiết kiệm.", '),
    "a paragraph": ("Việc rà soát", "Kinh phí do ngân sách bảo đảm.", "việc.].\n\n      Kinh phí do ngân sách bảo đảm.\n"),
}


@pytest.mark.parametrize("name", ADDED)
def test_an_added_paragraph_with_a_clear_place_is_led_back(came: Came, name: str) -> None:
    behind, new, written = ADDED[name]
    outcome = came.edited(lambda document: after(document, behind, new)).taken()
    assert written in outcome.after
    assert [taken.after for taken in outcome.taken] == [new]
    assert outcome.left == ()
    assert came.taken(text=outcome.after).taken == ()


def test_an_added_paragraph_without_a_clear_place_is_listed(came: Came) -> None:
    outcome = came.edited(lambda document: after(document, "Nơi nhận", "Một dòng lạ.")).taken()
    assert outcome.taken == ()
    assert [(left.cause, left.after) for left in outcome.left] == [("added", "Một dòng lạ.")]


def test_paragraphs_that_are_gone_are_taken_out_only_when_asked(came: Came) -> None:
    def edit(document: Any) -> None:
        for beginning in ("Kiểm đếm hồ sơ giấy", "Việc rà soát", "- Đúng tiến", "Hồ sơ đất đai"):
            remove(document, beginning)

    listed = came.edited(edit).taken()
    assert listed.after == listed.before
    assert {left.cause for left in listed.left} == {"gone"}
    outcome = came.taken(remove=True)
    assert outcome.left == ()
    assert came.lines(outcome.after) == [line for line in came.lines() if line] or len(outcome.taken) == 4
    for gone in ("hồ sơ giấy", "Việc rà soát", "Đúng tiến độ", "Hồ sơ đất đai"):
        assert gone not in outcome.after


CAUSES: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "a citation": (lambda document: reword(document, "Quốc hội", "Quốc hội khoá XV"), "citation", "nq-1"),
    "a name": (lambda document: reword(document, "Sở Tài chính", "Sở Kế hoạch"), "name", "mau/so-tai-chinh"),
    "the format": (lambda document: reword(document, "Nơi nhận", "Gửi"), "format", ""),
    "the date": (lambda document: reword(document, "Mẫu, ngày", "Mẫu, hôm nay ngày"), "issue", ""),
}


@pytest.mark.parametrize("name", CAUSES)
def test_words_from_elsewhere_are_listed_with_their_cause(came: Came, name: str) -> None:
    edit, cause, about = CAUSES[name]
    outcome = came.edited(edit).taken()
    assert outcome.after == outcome.before
    assert [(left.cause, left.about) for left in outcome.left] == [(cause, about)]


def test_plain_words_beside_a_citation_that_was_changed_too_are_led_back(came: Came) -> None:
    def edit(document: Any) -> None:
        reword(document, "Quốc hội", "Quốc hội khoá XV")
        reword(document, "kiểm đếm đủ", "đếm thật đủ")

    outcome = came.edited(edit).taken()
    assert "Hồ sơ được đếm thật đủ" in outcome.after
    assert [left.cause for left in outcome.left] == ["citation"]


def test_tracked_changes_count_as_accepted_and_name_who_made_them(came: Came) -> None:
    def edit(document: Any) -> None:
        run = next(t for t in document.element.body.iter(qn("w:t")) if "hằng tuần" in t.text).getparent()
        words = run.find(qn("w:t"))
        head, tail = words.text.split("hằng tuần")
        words.text = head
        words.set(qn("xml:space"), "preserve")
        who = 'w:author="Trần Thị B"'
        run.addnext(parse_xml(f"<w:r {nsdecls('w')}><w:t>{tail}</w:t></w:r>"))
        run.addnext(parse_xml(f'<w:ins {nsdecls("w")} w:id="901" {who}><w:r><w:t>hằng </w:t></w:r><w:r><w:t>ngày</w:t></w:r></w:ins>'))
        run.addnext(parse_xml(f'<w:del {nsdecls("w")} w:id="900" {who}><w:r><w:delText>hằng tuần</w:delText></w:r></w:del>'))

    outcome = came.edited(edit).taken()
    assert [(taken.after, taken.authors) for taken in outcome.taken] == [("3. Báo cáo kết quả hằng ngày.", ("Trần Thị B",))]
    assert "- text: Báo cáo kết quả hằng ngày.\n" in outcome.after


def test_a_tracked_deletion_of_a_row_and_of_a_paragraphs_end(came: Came) -> None:
    def edit(document: Any) -> None:
        row = next(
            row for row in document.element.body.iter(qn("w:tr")) if "Số hoá hồ sơ hộ tịch" in "".join(t.text for t in row.iter(qn("w:t")))
        )
        row.find(qn("w:trPr")).append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="Lê Văn C"/>'))
        paragraph(document, "- Đúng tiến độ").find(qn("w:pPr")).append(
            parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="2" w:author="Lê Văn C"/></w:rPr>')
        )

    outcome = came.edited(edit).taken()
    assert outcome.after == outcome.before
    assert [left.cause for left in outcome.left] == ["joined", "gone"]
    assert "Số hoá hồ sơ hộ tịch | Sở Tài chính | 30/9/2025 | Kho dữ liệu" in outcome.left[1].before


def test_what_word_sets_by_itself_is_no_change(came: Came) -> None:
    def edit(document: Any) -> None:
        reword(document, '"danh mục"', "“danh mục”")
        reword(document, "tại kho lưu", "tại\u00a0 kho\u200b lưu")

    outcome = came.edited(edit).taken()
    assert (outcome.taken, outcome.left, outcome.typed) == ((), (), 1)


def test_split_and_joined_paragraphs_are_led_back(came: Came) -> None:
    def edit(document: Any) -> None:
        run = next(t for t in document.element.body.iter(qn("w:t")) if "Số hoá hồ sơ còn" in (t.text or ""))
        head, tail = run.text.split("; ")
        run.text = head + ";"
        after(document, "Số hoá hồ sơ còn", tail)
        remove(document, "b) hồ sơ")
        reword(document, "quét cả bản đồ;", "quét cả bản đồ; hồ sơ hộ tịch của từng xã.")

    outcome = came.edited(edit).taken()
    assert outcome.left == ()
    assert came.lines(outcome.after) == came.lines()
    assert '- text: |\n          Số hoá hồ sơ còn giá trị;\n\n          lập "danh mục" bàn giao.\n' in outcome.after
    assert '- {text: "Hồ sơ đất đai: quét cả bản đồ; hồ sơ hộ tịch của từng xã."}\n' in outcome.after


@pytest.mark.parametrize("parts, pattern", [("customXml", ""), ("customXml", "<w:bookmark(Start|End)[^>]*/>")], ids=["parts", "bookmarks"])
def test_a_program_that_drops_the_bookmarks_costs_nothing(came: Came, parts: str, pattern: str) -> None:
    came.edited(lambda document: reword(document, "Kho dữ liệu", "Kho dữ liệu dùng chung"))
    came.data = without(came.data, parts=parts, pattern=pattern)
    outcome = came.taken()
    assert "product: Kho dữ liệu dùng chung\n" in outcome.after
    assert outcome.left == ()


def test_a_file_saved_by_libreoffice(came: Came, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        reword(document, "kiểm đếm đủ", "đếm thật đủ")
        after(document, "Báo cáo kết quả", "4. Thêm việc này.")

    came.edited(edit)
    came.data = by_office(came.data, tmp_path / "office")
    outcome = came.taken()
    assert "Hồ sơ được đếm thật đủ" in outcome.after
    assert "      - text: Thêm việc này.\n" in outcome.after
    assert outcome.left == ()


@pytest.mark.parametrize("new", ["Biên bản chung", "kiểm đếm"], ids=["last words", "first words"])
def test_words_that_are_printed_twice_follow_the_first_place(lay: Lay, new: str) -> None:
    """Were they changed by any place, a file taken twice would turn back what it changed."""
    body = PLAN.replace(
        "  - {id: giao-viec", "  - {id: gom, heading: Phân công, groups: [], tasks: [kiem-dem], as: table}\n  - {id: giao-viec"
    )
    came = Came(lay({"directives/kh-mau.yaml": body}))
    assert came.lines().count("Biên bản kiểm đếm") == 2
    first = came.edited(lambda document: reword(document, "Biên bản kiểm đếm", new)).taken()
    assert f"product: {new}\n" in first.after
    assert [left.cause for left in first.left] == ["elsewhere"]
    assert came.taken(text=first.after).taken == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_plain_words_changed_at_random_come_back(data: st.DataObject) -> None:
    """Render, change plain words at random, take, render again: the print says what the Word file says."""
    original, text, word = of_sample(
        data.draw(st.sampled_from(["kh-01-bcd1806", "nq-thanh-lap-cac-so", "bc-ket-qua-sap-xep", "cv-cu-nguoi-tap-huan"]))
    )
    held = shown(original, text)
    assert held is not None
    choices = [line for line in held.lines if line.style in ("text", "item", "point", "clause") and line.text.count(" ") > 6]
    came = Came.__new__(Came)
    came.original, came.text, came.data = original, text, word
    for line in data.draw(st.lists(st.sampled_from(choices), min_size=1, max_size=4, unique_by=lambda one: one.text)):
        places = [n for n, letter in enumerate(line.text) if n > 3 and letter == " " and _plain_around(line, n)]
        if not places:
            continue
        place = data.draw(st.sampled_from(places))
        new = data.draw(st.sampled_from([" kịp thời ", " rất, rất ", " mới: ", " – "]))
        came.edited(lambda document, line=line, place=place, new=new: _insert(document, line.text, place, new))
    outcome = came.taken()
    assert outcome.left == ()
    assert came.lines(outcome.after) == came.lines()


def _plain_around(line: Any, place: int) -> bool:
    """Return whether only plain words stand around; beside a dash another one is Word's own hand."""
    spots = all(isinstance(origin, Spot) for origin in line.origins[place - 1 : place + 2])
    return spots and "-" not in line.text[place - 1 : place + 2]


def _insert(document: Any, text: str, place: int, new: str) -> None:
    """Put words at a place of the paragraph that says a text, in the run that holds it."""
    for held in document.element.body.iter(qn("w:p")):
        runs = list(held.iter(qn("w:t")))
        if "".join(run.text or "" for run in runs) != text:
            continue
        at = place
        for run in runs:
            if at < len(run.text or ""):
                run.text = run.text[:at] + new + run.text[at + 1 :]
                run.set(qn("xml:space"), "preserve")
                return
            at -= len(run.text or "")


BAD: dict[str, tuple[bytes, str]] = {
    "no zip": (b"PK no zip", "no-zip"),
    "an old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_word_file_is_refused(name: str) -> None:
    data, fault = BAD[name]
    with pytest.raises(NotWord) as refused:
        Package(data)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    "content, fault",
    [
        ('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>', "doctype"),
        ("<w:document", "broken"),
        ("<a>" * 200_000 + "</a>" * 200_000, "no-word"),
        (f"<w:document {nsdecls('w')}><w:body>" + "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000 + "</w:body></w:document>", "broken"),
    ],
    ids=["doctype", "broken", "deep", "deep in Word's own"],
)
def test_a_hostile_part_is_refused(content: str, fault: str) -> None:

    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", content)
    with pytest.raises(NotWord) as refused:
        read_lines(Package(out.getvalue()))
    assert refused.value.fault == fault


def test_a_part_larger_than_any_document_is_not_unpacked() -> None:

    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made, made.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(70):
            part.write(b" " * 1_000_000)
    with pytest.raises(NotWord) as refused:
        read_lines(Package(out.getvalue()))
    assert refused.value.fault == "too-large"


def test_lines_outside_the_text_are_listed(lay: Lay) -> None:
    came = Came(lay({"directives/kh-mau.yaml": PLAN + "contact: Số 1 đường Mẫu, điện thoại 0123\n"}))
    assert came.taken().left == ()
    foot = next(
        name for name in Package(came.data).names if name.startswith("word/footer") and "đường Mẫu".encode() in _part(came.data, name)
    )
    came.data = _with_part(came.data, foot, _part(came.data, foot).replace("đường Mẫu".encode(), "phố Mẫu".encode()))
    assert [(left.cause, left.before, left.after) for left in came.taken().left] == [
        ("edge", "", "Số 1 phố Mẫu, điện thoại 0123"),
        ("edge", "Số 1 đường Mẫu, điện thoại 0123", ""),
    ]


def _part(data: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(data)) as held:
        return held.read(name)


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as held, ZipFile(out, "w") as made:
        for one in held.namelist():
            made.writestr(one, content if one == name else held.read(one))
    return out.getvalue()


def test_cells_of_a_row_that_were_all_rewritten_are_still_the_same_cells(came: Came) -> None:
    def edit(document: Any) -> None:
        reword(document, "Sở Tài chính", "Đơn vị khác")
        reword(document, "30/9/2025", "15/10/2025")
        reword(document, "Kho dữ liệu", "Báo cáo")

    outcome = came.edited(edit).taken()
    assert "due: 2025-10-15\n    product: Báo cáo\n" in outcome.after
    assert [(left.cause, left.about) for left in outcome.left] == [("name", "mau/so-tai-chinh")]
