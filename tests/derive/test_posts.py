"""Posts and bodies follow the days of effect of the decisions."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from docgen.derive.agencies import Body, bodies, compare, total
from docgen.derive.posts import Roll, Tenure, seats, tenures
from docgen.derive.terms import last_day_of
from docgen.model.catalogue import Agency, Post, Term
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read import read
from tests.cases.workspace import BASE, PROGRAM

Day = datetime.date
PLAIN = {"kind": "decision", "issuer": "tinh-mau/ubnd", "subject": "x", "date": "2025-06-20"}


@pytest.fixture(scope="module")
def office() -> Office:
    return read(BASE, [PROGRAM / "templates"])[0]


def with_documents(office: Office, *documents: dict[str, object]) -> Office:
    made = [Document.model_validate({"id": f"vb-{n}", **PLAIN, **fields}) for n, fields in enumerate(documents, 1)]
    return replace(office, documents={document.id: document for document in made})


def event(**fields: object) -> dict[str, object]:
    return {"id": "mot", "person": "hoang-van-e", "action": "appoint", "takes": "tinh-mau/ubnd/pho-chu-tich", **fields}


def test_who_takes_a_post_again_begins_a_new_term(office: Office) -> None:
    first = {"persons": [event()], "effect": "2025-07-01"}
    again = {"persons": [event(years=3)], "effect": "2026-07-01"}
    held = tenures(with_documents(office, again, first))["hoang-van-e"]
    assert [(t.from_, t.until, t.by, t.years) for t in held] == [
        (Day(2025, 7, 1), Day(2026, 6, 30), "vb-2", None),
        (Day(2026, 7, 1), None, "vb-1", 3),
    ]


def test_the_same_event_in_catalogue_and_document_is_one_tenure(office: Office) -> None:
    row = event(person="le-van-c", takes="tinh-mau/so-noi-vu/giam-doc")
    held = tenures(with_documents(office, {"persons": [row], "effect": "2025-03-01"}))["le-van-c"]
    assert [(t.from_, t.by) for t in held] == [(Day(2025, 3, 1), "vb-1")]


def test_a_series_gives_the_post_of_each_unit(office: Office) -> None:
    series = {"each": {"unit": ["ward"], "of": "tinh-mau"}, "persons": [event(takes="unit/dang-uy/bi-thu", effect="2025-07-01")]}
    roll = Roll(tenures(with_documents(office, series)))
    assert roll.holders("tinh-mau/phuong-bon/dang-uy/bi-thu", Day(2025, 7, 1)) == {"hoang-van-e"}
    assert {tenure.by for tenure in roll.tenures["hoang-van-e"]} == {"vb-1@tinh-mau/phuong-bon", "vb-1@tinh-mau/phuong-nam"}


def test_a_renamed_body_keeps_its_people_and_their_terms(office: Office) -> None:
    old, new = "tinh-mau/so-noi-vu", "tinh-mau/so-to-chuc"
    renamed = replace(
        office,
        agencies={**office.agencies, new: Agency(name="Sở Tổ chức", side="state")},
        posts={**office.posts, f"{new}/giam-doc": Post(name="Giám đốc Sở Tổ chức", rank="head")},
    )
    change = {"agencies": [{"action": "rename", "from": old, "into": new}], "effect": "2025-07-01"}
    held = tenures(with_documents(renamed, change))["le-van-c"]
    assert [(t.post, t.from_, t.until, t.counted) for t in held] == [
        (f"{old}/giam-doc", Day(2025, 3, 1), Day(2025, 6, 30), None),
        (f"{new}/giam-doc", Day(2025, 7, 1), None, Day(2025, 3, 1)),
    ]


def test_bodies_begin_and_end_with_the_decisions(office: Office) -> None:
    merge = {
        "agencies": [{"action": "merge", "from": ["tinh-mau/so-tai-chinh"], "into": "tinh-mau/ban-chi-dao"}],
        "effect": "2025-07-01",
    }
    trial = {"trial": True, "agencies": [{"action": "end", "from": "tinh-mau/hdnd"}]}
    draft = {"date": None, "planned": "2025-06-20", "agencies": [{"action": "end", "from": "tinh-mau/ubnd"}]}
    told = with_documents(office, merge, trial, draft)
    there = bodies(told)
    assert (there["tinh-mau/so-tai-chinh"].until, there["tinh-mau/so-tai-chinh"].ended_by) == (Day(2025, 6, 30), "vb-1")
    assert there["tinh-mau/so-tai-chinh"].into == ("tinh-mau/ban-chi-dao",)
    assert (there["tinh-mau/ban-chi-dao"].from_, there["tinh-mau/ban-chi-dao"].begun_by) == (Day(2025, 7, 1), "vb-1")
    assert there["tinh-mau/hdnd"].until is None and there["tinh-mau/ubnd"].until is None
    assert bodies(told, drafts=True)["tinh-mau/ubnd"].until == Day(2025, 6, 19)


def test_a_post_exists_while_its_body_does(office: Office) -> None:
    told = with_documents(office, {"agencies": [{"action": "end", "from": "tinh-mau/ubnd"}], "effect": "2025-07-01"})
    found = {seat.post: seat for seat in seats(told, Roll(tenures(told)), bodies(told))}
    chair = found["tinh-mau/ubnd/chu-tich"]
    assert chair.on(Day(2025, 6, 30)) and not chair.on(Day(2025, 7, 1))
    assert not found["tinh-mau/so-noi-vu/giam-doc"].on(Day(2025, 2, 28))


def test_names_are_those_of_the_day(office: Office) -> None:
    agency = Agency.model_validate(
        {"name": "C", "side": "state", "earlier": [{"name": "B", "until": "2024-12-31"}, {"name": "A", "until": "2020-12-31"}]}
    )
    body = bodies(replace(office, agencies={"mau": agency}))["mau"]
    assert [body.name_on(Day(year, 12, 31)) for year in (2020, 2024, 2025)] == ["A", "B", "C"]


def test_before_and_after_with_sums() -> None:
    last = Day(2025, 2, 28)
    table = [
        Body("a", "A", "state", until=last, class_="Sở", count=2),
        Body("b", "B", "state", from_=Day(2025, 3, 1), class_="Sở"),
        Body("c", "C", "party", class_="Ban"),
        Body("d", "D", "front", until=last, class_="Hội", per="mỗi xã", count=3),
        Body("e", "E", "state"),
    ]
    lines = compare(table, last, Day(2025, 3, 1))
    assert [(line.class_, line.before, line.after, line.difference) for line in lines] == [
        ("Ban", 1, 1, 0),
        ("Sở", 2, 1, -1),
        ("Hội", 3, 0, -3),
    ]
    assert (lines[1].begun, lines[1].ended) == (("b",), ("a",))
    assert total(lines) == (3, 2, -1)


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        (Day(2025, 6, 30), None, None),  # the rule was not yet in force
        (Day(2025, 7, 1), None, Day(2030, 6, 30)),
        (Day(2025, 7, 1), 3, Day(2028, 6, 30)),
        (Day(2028, 2, 29), None, Day(2033, 2, 28)),
        (Day(9998, 1, 1), None, None),
    ],
)
def test_term_of_a_leader_in_the_state(office: Office, start: Day, years: int | None, last: Day | None) -> None:
    assert last_day_of(office, Tenure("le-van-c", "tinh-mau/so-noi-vu/giam-doc", start, years=years)) == last


def test_term_counts_from_before_a_rename(office: Office) -> None:
    tenure = Tenure("le-van-c", "tinh-mau/so-noi-vu/giam-doc", Day(2027, 1, 1), counted=Day(2025, 7, 1))
    assert last_day_of(office, tenure) == Day(2030, 6, 30)


def test_elected_posts_have_no_term_of_an_appointment(office: Office) -> None:
    assert last_day_of(office, Tenure("nguyen-van-a", "tinh-mau/ubnd/chu-tich", Day(2025, 7, 1))) is None


def test_posts_of_the_party_follow_the_term_of_the_committee(office: Office) -> None:
    terms = (Term(name="2020-2025", from_=Day(2020, 10, 15), until=Day(2025, 10, 1)), Term(name="2025-2030", from_=Day(2025, 10, 2)))
    committee = office.agencies["tinh-mau/tinh-uy"].model_copy(update={"terms": terms})
    party = replace(office, agencies={**office.agencies, "tinh-mau/tinh-uy": committee})
    post = "tinh-mau/tinh-uy/bi-thu"
    assert last_day_of(party, Tenure("pham-thi-d", post, Day(2025, 7, 1))) == Day(2025, 10, 1)
    assert last_day_of(party, Tenure("pham-thi-d", post, Day(2025, 9, 1), term="2025-2030")) is None
    assert last_day_of(party, Tenure("pham-thi-d", post, Day(2025, 11, 1))) is None
