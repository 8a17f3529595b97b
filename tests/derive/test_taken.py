"""Numbers taken: a file in order, whose rows are counted, answers as one whose rows are looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.taken import TAKING, Taken, place_of
from docgen.read.register import RegisterFile, Row

PATH = "directives/register/mau/ubnd/decision-2025.yaml"
NUMBERS = st.from_regex(r"[1-9][0-9]?a?", fullmatch=True)


def file_of(first: int, count: int, last: str = "") -> RegisterFile:
    """Return a file in order of ``count`` numbers, a new day every three, every fifth sent; ``last`` is added as it stands."""
    lines = ""
    for n in range(first, first + count):
        day = f"date: 2025-03-{(n - first) // 3 + 1:02d}, document: qd-{n}"
        lines += f"- {{number: {n}, {day}}}\n"
        lines += f'- {{number: {n}, event: send, {day}, to: "Sở Mẫu"}}\n' if n % 5 == 0 else ""
    return RegisterFile(PATH, lines + last)


def rows_of(file: RegisterFile, by_hand: list[Row], more: list[Row]) -> dict[str, Row]:
    return {row.number: row for row in (*by_hand, *file.rows, *more) if row.event in TAKING}


@given(st.integers(1, 40), st.integers(0, 40), st.lists(NUMBERS, max_size=4), st.lists(NUMBERS, max_size=4))
def test_a_counted_file_answers_as_its_rows_do(first: int, count: int, by_hand: list[str], more: list[str]) -> None:
    file = file_of(first, count)
    hand, added = ([Row(number, "", "2025-03-05", f"{name}-{number}") for number in of] for name, of in (("tay", by_hand), ("moi", more)))
    taken = Taken(file, hand)
    for row in added:
        taken.add(row)
    expected = rows_of(file, hand, added)
    assert file.first == (first if count else None)
    assert dict(taken) == expected
    assert len(taken) == len(expected)
    assert taken.highest == max((place_of(number)[0] for number in expected), default=0)


@given(st.integers(1, 40), st.integers(1, 40), st.lists(NUMBERS, max_size=4), NUMBERS, st.integers(1, 28))
def test_the_rows_beside_a_number_hold_every_day_it_contradicts(first: int, count: int, by_hand: list[str], number: str, day: int) -> None:
    file = file_of(first, count)
    hand = [Row(other, "", "2025-03-05", f"tay-{other}") for other in by_hand]

    def contradicts(row: Row) -> bool:
        written = f"2025-03-{day:02d}"
        return row.date != written and (place_of(row.number) < place_of(number)) == (row.date > written)

    taken = Taken(file, hand)
    assert any(map(contradicts, taken.beside(number))) == any(map(contradicts, rows_of(file, hand, []).values()))


@pytest.mark.parametrize(
    "last",
    [
        "- {number: 7, event: cancel, date: 2025-03-09}\n",
        "- {number: 5a, date: 2025-03-09, document: qd-x}\n",
        "- {number: 9, event: send, date: 2025-03-09, document: qd-9}\n",
    ],
)
def test_a_file_out_of_order_is_looked_up(last: str) -> None:
    file = file_of(1, 7, last)
    assert file.first is None
    assert dict(Taken(file)) == rows_of(file, [], [])


def test_a_word_that_is_no_number_is_not_taken() -> None:
    assert [word for word in ("", "0", "07", "٣", "a", "8") if word in Taken(file_of(1, 7))] == []
