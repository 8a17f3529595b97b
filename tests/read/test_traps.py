"""The traps of YAML: each is a finding at its place, or kept as the clerk typed it."""

from __future__ import annotations

import unicodedata
from textwrap import dedent

import pytest

from docgen.read import locate
from docgen.read.tree import parse
from tests.conftest import DECISION, Lay, office_of

HEAD = "id: mau\n"


def codes(text: str | bytes) -> list[tuple[str, int, int]]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [(f.code, f.source.line, f.source.column) for f in parse("x.yaml", raw).findings if f.source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "kind: a\nkind: b\n", ("E102", 3, 1)),
        (HEAD + "a: &x 1\nb: *x\n", ("E107", 2, 4)),
        (HEAD + "a: !!python/name:os.system 1\n", ("E107", 2, 4)),
        (HEAD + "text: *Họp* toàn thể\n", ("E116", 2, 7)),
        (HEAD + "text: *quantrong\n", ("E116", 2, 7)),
        (HEAD + "text: *quan trong lam\n", ("E116", 2, 7)),
        (HEAD + "text: Họp: phòng 2\n", ("E116", 2, 10)),
        (HEAD + "text: Họp tại phòng #5\n", ("E116", 2, 7)),
        (HEAD + "text: {unit.name} họp\n", ("E116", 2, 7)),
        (HEAD + "text: [[nq-1]] giao\n", ("E116", 2, 7)),
        (HEAD + "a:\n\tb: 1\n", ("E117", 3, 1)),
        (HEAD + "a: [1, 2\n", ("E101", 3, 1)),
        (b"id: \xff\n", ("E118", 1, 5)),
        (HEAD + "a: b\x07c\n", ("E119", 2, 5)),
        (HEAD + 'a: "b\\x07c"\n', ("E119", 2, 4)),
        (HEAD + "---\nid: zwei\n", ("E126", 2, 1)),
        (b"\xef\xbb\xbfid: mau\n", ("N120", 1, 1)),
        (b"id: mau\r\n", ("N121", 1, 1)),
        (unicodedata.normalize("NFD", "text: Hải Phòng\n"), ("N122", 1, 1)),
        ("", ("W127", 1, 1)),
        ("a: " + "[" * 80 + "]" * 80 + "\n", None),
    ],
)
def test_trap_is_found_at_its_place(text: str | bytes, expected: tuple[str, int, int] | None) -> None:
    found = codes(text)
    if expected is None:
        assert [code for code, _, _ in found] == ["E123"]
    else:
        assert found == [expected]


@pytest.mark.parametrize("typed", ["010", "no", "1.10", "12:30", "2025-06-30", "0x1F", "1e3", "yes", "on"])
def test_scalar_stays_as_typed(typed: str) -> None:
    assert parse("x.yaml", f"a: {typed}\n".encode()).data == {"a": typed}


def test_alias_bomb_is_refused_without_unfolding() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    tree = parse("x.yaml", bomb.encode())
    assert [f.code for f in tree.findings] == ["E107"]
    assert tree.data is None


def test_comment_after_two_spaces_or_after_a_word_is_a_comment() -> None:
    assert codes("a: Họp tổ  # chú thích\nb: mau # chú thích\n") == []


def test_cure_is_the_line_with_its_text_in_quotes() -> None:
    (finding,) = parse("x.yaml", "text: Họp: phòng 2\n".encode()).findings
    assert finding.words["cure"] == 'text: "Họp: phòng 2"'


def test_repairs_carry_the_whole_text() -> None:
    raw = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", "text: Hải\r\n").encode()
    findings = parse("x.yaml", raw).findings
    assert {f.code for f in findings} == {"N120", "N121", "N122"}
    assert {f.fix.text for f in findings if f.fix} == {"text: Hải\n"}


def test_all_findings_of_a_run_come_at_once(lay: Lay) -> None:
    root = lay(
        {
            "directives/a.yaml": DECISION.replace("date: 2025-07-01", "date: 2025-13-01").replace("qd-mau", "a"),
            "directives/b.yaml": "id: b\nkind: [\n",
            "directives/c.yaml": DECISION.replace("subject:", "subjet:").replace("qd-mau", "c"),
        }
    )
    _, findings = office_of(root)
    found = {(f.code, f.place.path, (f.source or locate(root, f.place)).line) for f in findings}
    assert found == {
        ("E108", "directives/a.yaml", 6),
        ("E101", "directives/b.yaml", 3),
        ("E103", "directives/c.yaml", 4),
        ("E104", "directives/c.yaml", 1),
    }


def test_unknown_key_offers_the_nearest(lay: Lay) -> None:
    _, findings = office_of(lay({"directives/c.yaml": DECISION.replace("subject:", "subjet:").replace("qd-mau", "c")}))
    (unknown,) = [f for f in findings if f.code == "E103"]
    assert (unknown.words["key"], unknown.words["nearest"]) == ("subjet", "subject")


def test_same_id_in_two_catalogue_files_names_the_other(lay: Lay) -> None:
    root = lay({"directives/catalogue/mau/agencies.yaml": "mau/ubnd: {name: X, side: state}\n"})
    office, findings = office_of(root)
    (double,) = findings
    assert double.code == "E202" and {double.place.path, double.words["other"]} == {
        "directives/catalogue/agencies.yaml",
        "directives/catalogue/mau/agencies.yaml",
    }
    assert "mau/ubnd" in office.agencies


def test_broken_catalogue_gives_one_finding(lay: Lay) -> None:
    _, findings = office_of(lay({"directives/catalogue/people.yaml": "a: {\n", "directives/qd-mau.yaml": DECISION}))
    assert [f.code for f in findings] == ["E101"]


def test_private_values_reach_no_finding(lay: Lay) -> None:
    root = lay({"directives/private/people.yaml": "tran-thi-b: {birth: 31/12/1970, insurence: '123'}\n"})
    _, findings = office_of(root)
    assert {f.code for f in findings} == {"E108", "E103"}
    assert "1970" not in repr(findings) and "insurence" not in repr([f.words for f in findings])


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("date: 30/06/2025", "E108"),
        ("date: 2025-02-30", "E108"),
        ("trial: yes", "E110"),
        ("author: {unit.name}", "E116"),
        ("closing: [[nq-1]]", "E116"),
        ("secrecy: secrte", "E113"),
        ("body: text", "E105"),
        ("tasks: [{id: a, do: b, lead: mau/ubnd, due: {before: 2025-01-01, month: 2025-01}}]", "E115"),
        ("tasks: [{id: A, do: b, lead: mau/ubnd}]", "E106"),
        ("tasks: [{id: a, do: b, lead: mau/ubnd, due: {month: 2025-13}}]", "E114"),
        ("expect: {tasks: 010}", "E109"),
    ],
)
def test_wrong_value_is_found_at_its_line(lay: Lay, field: str, code: str) -> None:
    key = field.partition(":")[0]
    lines = [line for line in dedent(DECISION).splitlines() if not line.startswith(key)]
    text = "\n".join([*lines, field, ""]) if key != "body" else dedent(DECISION).partition("body:")[0] + field + "\n"
    root = lay({"directives/qd-mau.yaml": text})
    _, findings = office_of(root)
    (finding,) = findings
    assert finding.code == code
    assert locate(root, finding.place).line == text.splitlines().index(field) + 1
