"""Who cites, changes and ends whom: in force on a day, what falls with what."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.graph import FALLS, Edge, End, Graph, How, Text, from_plain, to_plain
from docgen.derive.relations import all_ends, edges, graph
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read import read
from tests.cases.workspace import BASE, PROGRAM

Day = datetime.date


@pytest.fixture(scope="module")
def office() -> Office:
    return read(BASE, [PROGRAM / "templates"])[0]


def document(id_: str, **fields: object) -> Document:
    usual = {"id": id_, "kind": "decision", "issuer": "tinh-mau/ubnd", "subject": "x", "date": "2025-06-20"}
    return Document.model_validate({**usual, **fields})


def related(office: Office, *documents: Document) -> Graph:
    more = {one.id: one for one in documents}
    return graph(replace(office, documents={**office.documents, **more}), {}, {})


def test_edges_tell_the_strongest_relation_once() -> None:
    paper = document(
        "moi",
        bases=["nd-30", {"proposal": "tinh-mau/so-noi-vu"}, {"ref": "kh-mau", "fingerprint": "0123abcd"}],
        replaces=[{"document": "qd-cu", "parts": ["dieu-1", "dieu-2"]}],
        repeals=[{"document": "loat@tinh-mau/xa-mot"}],
        body=[{"text": "Theo [[nd-30]], [[qd-moi#dieu-3]], [[qd-moi@9f3c2a7d]], [[#phan]] và [[qd-cu]]."}],
        notes=["[[luat-chinh-quyen]] không in"],
    )
    assert list(edges(paper)) == [
        Edge("moi", "nd-30", "basis"),
        Edge("moi", "kh-mau", "basis"),
        Edge("moi", "qd-cu", "replaces", ("dieu-1", "dieu-2")),
        Edge("moi", "loat", "repeals", ("@tinh-mau/xa-mot",)),
        Edge("moi", "qd-moi", "cites", ("dieu-3",)),
    ]


def test_state_on_a_day_follows_effect_and_the_text_that_ends_it(office: Office) -> None:
    found = related(office, document("thay", date="2025-06-20", effect="2025-07-01", replaces=[{"document": "kh-mau"}]))
    days = [Day(2025, 6, 9), Day(2025, 6, 10), Day(2025, 6, 30), Day(2025, 7, 1)]
    assert [found.state("kh-mau", day) for day in days] == ["unsigned", "in-force", "in-force", "ended"]
    assert found.end("kh-mau") == End(Day(2025, 6, 30), "thay")
    assert [found.state("thay", Day(2025, 6, 30)), found.state("thay", Day(2025, 7, 1))] == ["pending", "in-force"]
    assert found.end("qd-cu") == End(Day(2025, 5, 31), "qd-moi")
    assert found.state("nd-30", Day(2025, 6, 1)) == "in-force"


def test_a_draft_a_trial_and_a_part_end_no_whole_text(office: Office) -> None:
    draft = document("nhap", date=None, planned="2025-06-20", repeals=[{"document": "kh-mau"}])
    trial = document("thu", trial=True, repeals=[{"document": "kh-mau"}])
    part = document("phan", effect="2025-08-01", repeals=[{"document": "kh-mau", "parts": ["nhiem-vu"]}])
    found = related(office, draft, trial, part)
    assert found.end("kh-mau") is None
    assert found.part_ends("kh-mau") == {"nhiem-vu": End(Day(2025, 7, 31), "phan")}
    assert found.state("nhap", Day(2025, 12, 1)) == "draft"
    planned = all_ends(replace(office, documents={**office.documents, "nhap": draft}))
    assert planned[0]["kh-mau"] == End(Day(2025, 6, 19), "nhap")


def test_the_earliest_of_two_ends_counts(office: Office) -> None:
    late = document("muon", effect="2025-09-01", replaces=[{"document": "kh-mau"}])
    soon = document("som", effect="2025-07-01", repeals=[{"document": "kh-mau"}])
    assert related(office, late, soon).end("kh-mau") == End(Day(2025, 6, 30), "som")


def test_a_series_bears_the_day_of_the_register(office: Office) -> None:
    series = document("loat", date=None, each={"unit": "all", "of": "tinh-mau"})
    both = replace(office, documents={**office.documents, "loat": series})
    assert graph(both, {}, {"loat": Day(2025, 6, 1)}).state("loat", Day(2025, 6, 2)) == "in-force"


def test_what_falls_falls_through_bases_and_changes_and_never_twice(office: Office) -> None:
    found = related(
        office,
        document("a", bases=["qd-moi"]),
        document("b", bases=["a", "qd-moi"]),
        document("c", amends=[{"document": "b"}]),
        document("d", body=[{"text": "Xem [[c]]."}]),
        document("e", replaces=[{"document": "c"}]),
    )
    assert [tuple(fall) for fall in found.falls("qd-moi")] == [("a", 1, "qd-moi"), ("b", 1, "qd-moi"), ("c", 2, "b")]
    assert set(found.around("qd-moi").texts) == {"qd-moi", "qd-cu", "a", "b", "c"}


def graphs() -> st.SearchStrategy[Graph]:
    ids = [f"t{n}" for n in range(8)]
    hows: list[How] = ["basis", "cites", "amends", "replaces", "ends"]
    days = st.one_of(st.none(), st.dates(Day(2024, 1, 1), Day(2026, 1, 1)))
    texts = st.fixed_dictionaries({id_: st.builds(Text, st.just(id_), st.just(id_), st.booleans(), days, days, days) for id_ in ids})
    edge = st.builds(Edge, st.sampled_from(ids), st.sampled_from(ids), st.sampled_from(hows), st.sampled_from([(), ("p",)]))
    found = st.lists(edge, max_size=20).map(lambda many: sorted({one for one in many if one.source != one.target}))
    return st.builds(Graph, texts, found)


@given(graphs())
def test_a_graph_survives_the_cache(made: Graph) -> None:
    again = from_plain(to_plain(made))
    assert again is not None and (again.texts, list(again.edges)) == (made.texts, list(made.edges))


@given(graphs(), st.sampled_from(["t0", "t3"]))
def test_falls_are_closed(made: Graph, id_: str) -> None:
    fallen = {id_, *(fall.id for fall in made.falls(id_))}
    assert {edge.source for edge in made.edges if edge.target in fallen and edge.how in FALLS} <= fallen
    assert len(made.falls(id_)) == len(fallen) - 1


@given(graphs(), st.dates(Day(2024, 1, 1), Day(2026, 1, 1)))
def test_an_ended_text_stays_ended(made: Graph, day: Day) -> None:
    for id_ in made.texts:
        if made.state(id_, day) == "ended":
            assert made.state(id_, day + datetime.timedelta(days=30)) == "ended"


@pytest.mark.parametrize("junk", [None, [], {}, {"texts": [1], "edges": []}, {"texts": [], "edges": [["a", "b", "cites", []]]}])
def test_a_forged_cache_is_no_graph(junk: object) -> None:
    assert from_plain(junk) is None
