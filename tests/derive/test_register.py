"""The register: which number a document bears, which sequence it belongs to, which number comes next."""

from __future__ import annotations

import datetime
from textwrap import dedent
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.register import NoSequence, history, issued, next_number, sequence_of, standing, unfinished
from docgen.derive.series import members
from docgen.model.office import Office
from docgen.model.register import Event, RegisterEntry
from docgen.read.register import RegisterFile, line_of, read_register
from tests.conftest import CATALOGUE, DECISION, Lay, office_of

Day = datetime.date
LINES = """\
- {number: 1, date: 2025-01-06, document: qd-mau, fingerprint: 00000001}
- {number: 2, date: 2025-01-07, document: qd-hai, fingerprint: 00000002}
- {number: 2, event: cancel, date: 2025-01-08, why: "Đánh máy sai: \\"hai\\""}
- {number: 3, event: reserve, date: 2025-01-08, why: "Chờ ký"}
- {number: 1, event: again, date: 2025-01-09, document: qd-mau, fingerprint: 0000000a, why: "Sai tên"}
- {number: 4, date: 2025-01-10, document: qd-hai, fingerprint: 00000004}
- {number: 4a, date: 2025-01-10, document: loat@mau/xa-1, fingerprint: 12345678, paper: true}
"""
PARTY = CATALOGUE["agencies"].replace(
    "letters: TU,",
    "letters: TU, terms: [{name: 2020-2025, from: 2020-10-12, until: 2025-10-13}, {name: 2025-2030, from: 2025-10-14}],",
)


def kept(lay: Lay, text: str, more: dict[str, str] | None = None) -> Office:
    office, findings = office_of(lay({"directives/register/mau/ubnd/decision-2025.yaml": text, **(more or {})}))
    assert findings == ()
    return office


def test_latest_standing_number_of_each_document(lay: Lay) -> None:
    office = kept(lay, LINES)
    found = issued(office)
    assert {id_: (line.number, line.fingerprint) for id_, line in found.items()} == {
        "qd-mau": ("1", "0000000a"),
        "qd-hai": ("4", "00000004"),
        "loat@mau/xa-1": ("4a", "12345678"),
    }
    assert found.sequence("qd-hai") == "mau/ubnd/decision-2025"
    assert found["loat@mau/xa-1"].paper


@pytest.mark.parametrize("form", [LINES, "# sổ\n\n" + LINES, LINES.replace("{number: 1,", "{ number: '1' ,"), LINES.rstrip("\n")])
def test_lines_written_by_hand_are_the_same_lines(lay: Lay, form: str) -> None:
    assert dict(kept(lay, form).register) == dict(kept(lay, LINES).register)


def test_an_office_made_by_hand_has_the_same_register(lay: Lay) -> None:
    office = kept(lay, LINES)
    assert dict(issued(Office(register=dict(office.register)))) == dict(issued(office))


def test_next_number_counts_what_is_reserved_and_cancelled(lay: Lay) -> None:
    office = kept(lay, LINES)
    taken = standing(office, "mau/ubnd/decision-2025")
    assert {number: row.event for number, row in taken.items()} == {"1": "again", "2": "cancel", "3": "reserve", "4": "", "4a": ""}
    assert next_number(taken) == 5
    assert next_number(standing(office, "mau/ubnd/decision-2026")) == 1
    assert [line.event for line in history(office, "mau/ubnd/decision-2025", "2")] == ["issue", "cancel"]


def test_a_number_written_by_hand_is_taken(lay: Lay) -> None:
    office = kept(lay, LINES, {"directives/qd-ba.yaml": decision(id="qd-ba", number='"06"', date="2025-02-01")})
    assert next_number(standing(office, "mau/ubnd/decision-2025")) == 7


def test_a_line_without_its_document_is_unfinished(lay: Lay) -> None:
    office = kept(lay, LINES, {"directives/qd-mau.yaml": decision(), "directives/qd-hai.yaml": decision(id="qd-hai", number="4")})
    assert {id_: line.number for id_, line in unfinished(office).items()} == {"qd-mau": "1"}


def test_a_line_is_written_as_it_is_read(lay: Lay) -> None:
    office = kept(lay, LINES)
    assert "".join(map(line_of, office.register["mau/ubnd/decision-2025"])) == LINES
    entry = RegisterEntry(number="7", event="send", date=Day(2025, 1, 11), document="qd-mau", to="Sở \\ Nội vụ\nMẫu")
    again = kept(lay, line_of(entry)).register["mau/ubnd/decision-2025"]
    assert again == (entry.model_copy(update={"to": "Sở \\ Nội vụ Mẫu"}),)


def test_a_line_in_letters_taken_apart_is_kept_and_put_together(lay: Lay) -> None:
    line = '- {number: 1, event: reserve, date: 2025-01-06, why: "Cho\u031b\u0300 ky\u0301"}\n'
    file = read_register(lay({"directives/register/mau/ubnd/decision-2025.yaml": line})).files["mau/ubnd/decision-2025"]
    assert file.findings == ()
    assert file.entry(0).why == "Chờ ký"


@pytest.mark.parametrize("line", ["nothing", "- {number: 1, date: 2025-02-30}", "- {number: 0, date: 2025-01-01}", "- {number: 1, date"])
def test_a_wrong_line_is_a_finding_at_its_line_and_hides_no_other(lay: Lay, line: str) -> None:
    lay({"directives/register/mau/ubnd/decision-2025.yaml": LINES + line + "\n"})
    file = read_register(lay({})).files["mau/ubnd/decision-2025"]
    assert [(finding.source.path, finding.source.line) for finding in file.findings if finding.source] == [(file.path, 8)]
    assert len(file.rows) == 7


def decision(**changes: str) -> str:
    text = dedent(DECISION).replace('number: "5"\n', "").replace("date: 2025-07-01\n", "")
    return "".join(f"{key}: {value}\n" for key, value in changes.items()) + "".join(
        line for line in text.splitlines(keepends=True) if line.partition(":")[0] not in changes
    )


ENTRIES = st.builds(
    RegisterEntry,
    number=st.from_regex(r"[1-9][0-9]{0,4}[a-z]?", fullmatch=True),
    event=st.sampled_from(get_args(Event)),
    date=st.dates(),
    document=st.none() | st.sampled_from(["qd-mau", "loat@mau/xa-1"]),
    fingerprint=st.none() | st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
    paper=st.booleans(),
    to=st.none() | st.text(),
    why=st.none() | st.text(),
)


@given(st.lists(ENTRIES, max_size=6))
def test_whatever_is_written_is_read_again(entries: list[RegisterEntry]) -> None:
    text = "".join(map(line_of, entries))
    file = RegisterFile("directives/register/a/b.yaml", text)
    assert file.findings == ()
    assert "".join(line_of(file.entry(index)) for index in range(len(file.rows))) == text
    assert [(row.number, row.date, row.document) for row in file.rows] == [
        (entry.number, entry.date.isoformat(), entry.document or "") for entry in entries
    ]


def sequence(lay: Lay, day: Day, **changes: str) -> str:
    files: dict[str, str | bytes] = {"directives/qd-mau.yaml": decision(**changes), "directives/catalogue/agencies.yaml": dedent(PARTY)}
    files["directives/office.yaml"] = "schema: 1\nsequences: {mau/ubnd: {quyet-dinh: [decision, personnel-decision]}}\n"
    office, findings = office_of(lay(files))
    assert findings == ()
    return sequence_of(office, office.documents["qd-mau"], day)


@pytest.mark.parametrize(
    ("day", "changes", "name"),
    [
        (Day(2025, 12, 31), {}, "mau/ubnd/quyet-dinh-2025"),
        (Day(2026, 1, 1), {}, "mau/ubnd/quyet-dinh-2026"),
        (Day(2025, 7, 1), {"kind": "personnel-decision"}, "mau/ubnd/quyet-dinh-2025"),
        (Day(2025, 7, 1), {"kind": "plan"}, "mau/ubnd/plan-2025"),
        (Day(2025, 7, 1), {"kind": "plan", "secrecy": "secret"}, "mau/ubnd/plan-secret-2025"),
        (Day(2025, 7, 1), {"issuer": "[mau/so-noi-vu, mau/ubnd]"}, "mau/so-noi-vu/decision-2025"),
        (Day(2025, 10, 13), {"issuer": "mau/tinh-uy"}, "mau/tinh-uy/qd-2020-2025"),
        (Day(2025, 10, 14), {"issuer": "mau/tinh-uy"}, "mau/tinh-uy/qd-2025-2030"),
        (Day(2025, 7, 1), {"issuer": "mau/tinh-uy", "kind": "rule"}, "mau/tinh-uy/qd-2020-2025"),
        (Day(2025, 7, 1), {"issuer": "mau/tinh-uy", "secrecy": "secret"}, "mau/tinh-uy/qd-2020-2025"),
        (Day(2025, 7, 1), {"issuer": "mau/tinh-uy", "symbol": "KL/TU"}, "mau/tinh-uy/kl-2020-2025"),
        (Day(2025, 7, 1), {"issuer": "mau/ban-to-chuc", "kind": "notice"}, "mau/ban-to-chuc/tb-2020-2025"),
    ],
)
def test_sequence(lay: Lay, day: Day, changes: dict[str, str], name: str) -> None:
    assert sequence(lay, day, **changes) == name


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"trial": "true"}, "trial"), ({"issuer": "khong-co"}, "issuer"), ({"kind": "khong-co"}, "kind"), ({"issuer": "mau/tinh-uy"}, "term")],
)
def test_what_has_no_sequence(lay: Lay, changes: dict[str, str], reason: str) -> None:
    with pytest.raises(NoSequence) as fault:
        sequence(lay, Day(2019, 1, 1), **changes)
    assert fault.value.reason == reason


def test_an_issued_document_of_a_series_bears_the_number_of_the_register(lay: Lay) -> None:
    text = decision(each="{unit: all, of: mau}", id="loat", subject="về {unit.full}")
    office = kept(lay, LINES, {"directives/loat.yaml": text})
    first, second = members(office, office.documents["loat"])
    assert (first.number, first.date) == ("4a", Day(2025, 1, 10))
    assert (second.number, second.date) == (None, None)
