"""Numbers are given: the right one, once, with its line in the register and its two lines in the document."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from docgen.derive.register import NoSequence
from docgen.edit import ledger, numbered
from docgen.edit.issue import Refused
from docgen.files import slices
from docgen.model.register import RegisterEntry
from docgen.resolve.fingerprint import fingerprint
from tests.register.small import NOTICES, SERIES, codes, give, lay, numbers, office_of

Day = datetime.date


def test_the_document_gets_two_lines_and_the_register_one(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot")
    before = (tmp_path / "directives/tb-mot.yaml").read_text(encoding="utf-8")
    given = give(tmp_path, "tb-mot")
    assert [(gift.document, gift.entry.number) for gift in given.gifts] == [("tb-mot", "1")]
    subject = "subject: về lịch làm việc tháng 7\n"
    after = before.replace(subject, f'{subject}number: "1"\ndate: 2025-06-25\n')
    assert (tmp_path / "directives/tb-mot.yaml").read_text(encoding="utf-8") == after
    office = office_of(tmp_path)
    mark = fingerprint(office, office.documents["tb-mot"])
    assert (tmp_path / NOTICES).read_text(encoding="utf-8") == (
        f"- {{number: 1, date: 2025-06-25, document: tb-mot, fingerprint: {mark}}}\n"
    )
    assert codes(tmp_path) == []


def test_the_day_a_draft_bears_stands_unless_another_is_given(tmp_path: Path) -> None:
    lay(tmp_path, mot="date: 2025-06-20\n", hai="date: 2025-06-20\n")
    assert [gift.entry.date for gift in give(tmp_path, "mot").gifts] == [Day(2025, 6, 20)]
    assert [gift.entry.date for gift in give(tmp_path, "hai", dated=True).gifts] == [Day(2025, 6, 25)]


def test_secret_documents_have_a_run_of_their_own_without_a_word_of_what_they_say(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", mat="secrecy: secret\nsubject: về việc không ai được biết\n")
    office = tmp_path / "directives/office.yaml"
    office.write_text(office.read_text(encoding="utf-8") + "offline: true\n", encoding="utf-8")
    give(tmp_path, "tb-mot")
    give(tmp_path, "mat")
    assert numbers(tmp_path) == {"tb-mot": "1", "mat": "1"}
    assert "việc" not in (tmp_path / NOTICES.replace("notice-", "notice-secret-")).read_text(encoding="utf-8")


def test_a_second_call_gives_nothing_more(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    give(tmp_path, "tb-mot")
    given = give(tmp_path, "tb-mot", "tb-hai")
    assert [gift.entry.number for gift in given.gifts] == ["2"]
    assert {id_: line.number for id_, line in given.standing.items()} == {"tb-mot": "1"}
    assert numbers(tmp_path) == {"tb-mot": "1", "tb-hai": "2"}


def test_documents_of_a_series_have_their_numbers_in_the_register_only(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", loat=SERIES)
    before = (tmp_path / "directives/loat.yaml").read_bytes()
    give(tmp_path, "loat@tinh-mau/xa-mot", "loat@tinh-mau/phuong-bon", "tb-mot")
    assert (tmp_path / "directives/loat.yaml").read_bytes() == before
    assert numbers(tmp_path) == {"loat@tinh-mau/xa-mot": "1", "loat@tinh-mau/phuong-bon": "2", "tb-mot": "3"}
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("reason", "ids", "more", "number", "day"),
    [
        ("disorder", ("tb-hai",), {}, None, Day(2025, 6, 24)),
        ("taken", ("tb-hai",), {}, "1", Day(2025, 6, 25)),
        ("gap", ("tb-hai",), {}, "5", Day(2025, 6, 25)),
        ("form", ("tb-hai",), {}, "5/TB", Day(2025, 6, 25)),
        ("issued", ("tb-mot",), {}, "2", Day(2025, 6, 25)),
        ("one-number", ("tb-hai", "tb-mot"), {}, "2", Day(2025, 6, 25)),
        ("unknown", ("tb-x",), {}, None, Day(2025, 6, 25)),
        ("unknown", ("tb-hai@tinh-mau/xa-mot",), {}, None, Day(2025, 6, 25)),
        ("series", ("loat",), {"loat": SERIES}, None, Day(2025, 6, 25)),
        ("secret", ("tb-mat",), {"tb-mat": "secrecy: secret\n"}, None, Day(2025, 6, 25)),
        ("issuer-gone", ("tb-cu",), {"tb-cu": "issuer: tinh-mau/so-ngoai-vu\n"}, None, Day(2025, 6, 25)),
        ("issuer-gone", ("tb-moi",), {"tb-moi": "issuer: tinh-mau/so-noi-vu\n"}, None, Day(2025, 2, 28)),
    ],
)
def test_refused(tmp_path: Path, reason: str, ids: tuple[str, ...], more: dict[str, str], number: str | None, day: Day) -> None:
    lay(tmp_path, "tb-mot", "tb-hai", **more)
    (tmp_path / NOTICES).parent.mkdir(parents=True)
    (tmp_path / NOTICES).write_text("- {number: 1, date: 2025-06-25, document: tb-mot, fingerprint: 0000000a}\n", encoding="utf-8")
    numbered.write(tmp_path / "directives/tb-mot.yaml", "1", Day(2025, 6, 25))
    kept = {path: path.read_bytes() for path in (tmp_path / "directives").rglob("*.yaml")}
    with pytest.raises(Refused) as fault:
        give(tmp_path, *ids, number=number, day=day)
    assert fault.value.reason == reason
    assert {path: path.read_bytes() for path in (tmp_path / "directives").rglob("*.yaml")} == kept


def test_a_trial_never_gets_a_number(tmp_path: Path) -> None:
    lay(tmp_path, tap="trial: true\n")
    with pytest.raises(NoSequence):
        give(tmp_path, "tap")
    assert not (tmp_path / NOTICES).exists()


def test_errors_stop_before_anything_is_written(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", hong="bases: [khong-co]\n")
    assert [finding.code for finding in give(tmp_path, "tb-mot").findings] == ["E215"]
    (tmp_path / "directives/hong.yaml").write_text("id: [", encoding="utf-8")
    assert [finding.code for finding in give(tmp_path, "hong").findings] == ["E101"]
    assert not (tmp_path / NOTICES).exists()


def test_what_only_shows_in_a_dated_document_stops_too(tmp_path: Path) -> None:
    lay(tmp_path, som="bases: [nq-sau]\n")
    assert [finding.code for finding in give(tmp_path, "som").findings] == ["E301"]
    assert not (tmp_path / NOTICES).exists()


def test_a_number_of_the_paper_and_one_with_a_letter(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai", "tb-ba", "tb-bon")
    give(tmp_path, "tb-mot", number="145")
    give(tmp_path, "tb-hai")
    give(tmp_path, "tb-ba", number="145a")
    give(tmp_path, "tb-bon", number="149", why="Giữ cho văn bản của hội nghị")
    assert numbers(tmp_path) == {"tb-mot": "145", "tb-hai": "146", "tb-ba": "145a", "tb-bon": "149"}
    lines = office_of(tmp_path).register["tinh-mau/ubnd/notice-2025"]
    assert [(line.number, line.event, line.paper) for line in lines] == [
        ("145", "issue", True),
        ("146", "issue", False),
        ("145a", "issue", True),
        ("147", "reserve", False),
        ("148", "reserve", False),
        ("149", "issue", True),
    ]
    assert codes(tmp_path) == []


def test_a_number_typed_by_hand_is_entered_as_it_stands(tmp_path: Path) -> None:
    lay(tmp_path, "tb-hai", tay='number: "07"\ndate: 2025-05-02\n')
    before = (tmp_path / "directives/tay.yaml").read_bytes()
    give(tmp_path, "tb-hai")
    give(tmp_path, "tay")
    assert (tmp_path / "directives/tay.yaml").read_bytes() == before
    assert numbers(tmp_path) == {"tb-hai": "8", "tay": "7"}
    assert codes(tmp_path) == []


def test_a_reserved_number_is_given_in_its_place(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot", "tb-hai")
    ledger.append(tmp_path, "tinh-mau/ubnd/notice-2025", [RegisterEntry(number="1", event="reserve", date=Day(2025, 6, 1), why="Chờ")])
    give(tmp_path, "tb-mot")
    with pytest.raises(Refused, match="disorder"):
        give(tmp_path, "tb-hai", number="1", day=Day(2025, 6, 26))
    give(tmp_path, "tb-hai", number="1", day=Day(2025, 6, 20))
    assert numbers(tmp_path) == {"tb-mot": "2", "tb-hai": "1"}
    assert codes(tmp_path) == []


def test_a_new_body_begins_at_one_on_its_first_day(tmp_path: Path) -> None:
    sign = "sign: {by: le-van-c, post: tinh-mau/so-noi-vu/giam-doc}\nissuer: tinh-mau/so-noi-vu\n"
    lay(tmp_path, "tb-mot", moi=sign)
    give(tmp_path, "tb-mot", day=Day(2025, 2, 28), number="88")
    give(tmp_path, "moi", day=Day(2025, 3, 1))
    assert numbers(tmp_path) == {"tb-mot": "88", "moi": "1"}


def test_made_again_under_its_number_until_it_is_sent(tmp_path: Path) -> None:
    lay(tmp_path, "tb-mot")
    give(tmp_path, "tb-mot")
    path = tmp_path / "directives/tb-mot.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("gửi kèm", "đính kèm"), encoding="utf-8")
    with pytest.raises(Refused, match="why"):
        give(tmp_path, "tb-mot", again=True)
    give(tmp_path, "tb-mot", again=True, why="Sai câu chữ")
    office = office_of(tmp_path)
    first, second = office.register["tinh-mau/ubnd/notice-2025"]
    assert (second.event, second.number) == ("again", "1")
    assert first.fingerprint != second.fingerprint == fingerprint(office, office.documents["tb-mot"])
    sent = RegisterEntry(number="1", event="send", date=Day(2025, 6, 26), document="tb-mot")
    ledger.append(tmp_path, "tinh-mau/ubnd/notice-2025", [sent])
    with pytest.raises(Refused, match="sent"):
        give(tmp_path, "tb-mot", again=True, why="Sai câu chữ")


DOCUMENTS = {
    "below the subject": ("id: a\nsubject: b\nbody: []\n", 'id: a\nsubject: b\nnumber: "7"\ndate: 2025-06-25\nbody: []\n'),
    "comments stay": ("subject: b  # c\n# d\nbody: []\n", 'subject: b  # c\nnumber: "7"\ndate: 2025-06-25\n# d\nbody: []\n'),
    "a block of text": ("subject: |\n  b\n  c\nbody: []\n", 'subject: |\n  b\n  c\nnumber: "7"\ndate: 2025-06-25\nbody: []\n'),
    "at the end": ("id: a\nsubject: b", 'id: a\nsubject: b\nnumber: "7"\ndate: 2025-06-25\n'),
    "there already": ("number:\nsubject: b\ndate: 2025-06-01 # c\n", 'number: "7"\nsubject: b\ndate: 2025-06-25 # c\n'),
    "above the day": ("subject: b\nissuer: c\n# d\ndate: 2025-06-01\n", 'subject: b\nissuer: c\n# d\nnumber: "7"\ndate: 2025-06-25\n'),
    "above the plan": ("subject: b\nplanned: 2025-07-01\n", 'subject: b\nnumber: "7"\ndate: 2025-06-25\nplanned: 2025-07-01\n'),
    "one line": ("{id: a, subject: b, body: []}\n", '{id: a, subject: b, number: "7", date: 2025-06-25, body: []}\n'),
    "Windows": ("subject: đ\r\nbody: []\r\n", 'subject: đ\r\nnumber: "7"\r\ndate: 2025-06-25\r\nbody: []\r\n'),
}


@pytest.mark.parametrize(("before", "after"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_number_and_day_in_the_file(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(before.encode())
    numbered.write(path, "7", Day(2025, 6, 25))
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("before", [before for before, _ in DOCUMENTS.values() if "date" not in before and before[0] != "{"])
def test_number_and_day_taken_out_again(before: str) -> None:
    whole = before if before.endswith("\n") else f"{before}\n"
    text = slices.apply(whole, [slices.Slice(s.start, s.end, s.text) for s in numbered.numbered(whole, "7", Day(2025, 6, 25))])
    assert slices.apply(text, numbered.unnumbered(text)) == whole


@pytest.mark.parametrize("tail", ["", "- {number: 1, date: 2025-06-2", "- {number: 1, date: 2025-06-25, document: tb-mot}"])
def test_half_a_line_of_a_power_cut_gives_no_number(tmp_path: Path, tail: str) -> None:
    path = tmp_path / NOTICES
    path.parent.mkdir(parents=True)
    path.write_text(tail, encoding="utf-8")
    entry = RegisterEntry(number="2", event="reserve", date=Day(2025, 6, 25), why="Chờ")
    ledger.append(tmp_path, "tinh-mau/ubnd/notice-2025", [entry])
    line = '- {number: 2, event: reserve, date: 2025-06-25, why: "Chờ"}\n'
    assert path.read_text(encoding="utf-8") == (f"{tail}\n{line}" if tail.endswith("}") else line)
