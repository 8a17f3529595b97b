"""Journal lines the program wrote are read quickly, and to the same entries and findings as YAML reads them."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.model.progress import ProgressEntry
from docgen.read import progress
from docgen.read.progress import JournalFile, line_of, one_line

PATH = "directives/progress/mau/a.yaml"
HEAD = '- {id: 0000000a, task: "kh-mau#a@mau/xa-1:2025-06", day: 2025-06-12, told: 2025-06-13'
texts = st.text(min_size=1, max_size=20).map(one_line).filter(bool)
days = st.dates().map(lambda day: day.isoformat())
entries = st.fixed_dictionaries(
    {"id": st.from_regex("[0-9a-f]{8}", fullmatch=True), "task": st.just("kh-mau#a@mau/xa-1"), "day": days, "told": days},
    optional={
        **dict.fromkeys(("by", "note", "cause", "remedy", "evidence", "why", "person", "entry"), texts),
        "kind": st.sampled_from(["report", "extend", "transfer", "cancel", "withdraw", "accept", "return"]),
        "percent": st.integers(0, 100),
        "done": st.just("all"),
        "at": st.just("17:00"),
        "until": days,
        "lead": st.sampled_from(["mau/so-noi-vu", "null", "mau/xa-1"]),
        "document": st.sampled_from(["tb-mau", "qd-1@mau/xa-1"]),
        "figures": st.dictionaries(st.sampled_from(["ho-so", "thu-tuc"]), st.integers(0, 9), max_size=2),
        "problems": st.lists(st.fixed_dictionaries({"id": st.just("vm-1"), "what": texts}), max_size=1),
    },
)
SIGNS = (", ", "}", "{", '"', "\\", '\\"', "\\n", ": ", "~", "&a", "*a", "!b", " #", "'", "[", "]", "- ", "-", "1")
ODD = ("e\u0323", "\u00a0", "\u2028", "\ufeff", "\x07", "\t", "null", "xin chào")
FIELDS = ("note: ", "note", "day: 2025-02-30", "percent: 130", "done: all", "id: 0000000b", "lead: null")
pieces = st.sampled_from((*SIGNS, *ODD, *FIELDS))


def by_yaml(line: str) -> tuple[ProgressEntry | None, list[Any]]:
    return progress._as_yaml(PATH, line, 1)


@given(entries)
def test_what_the_program_wrote_reads_as_yaml_reads_it(held: dict[str, Any]) -> None:
    line = line_of(ProgressEntry.model_validate(held)).removesuffix("\n")
    assert progress._entry(PATH, line, 1) == by_yaml(line)


@settings(max_examples=400)
@given(st.lists(pieces | st.text(max_size=4), max_size=8), st.booleans())
@example([", note: ", '"a", "b"'], True)
@example([', note: "x", note: "y"'], True)
@example([', cause: "a \\"b\\" \\\\"'], True)
@example([', note: "a', "\\", 'n"'], True)
@example([", lead: null"], True)
@example([", told: 2025-02-30"], True)
@example([", until: 20250630"], True)
def test_a_line_nobody_wrote_reads_as_yaml_reads_it(parts: list[str], inside: bool) -> None:
    text = "".join(parts).replace("\n", " ")
    line = f"{HEAD}{text}}}" if inside else f'{HEAD}, note: "{text}"}}'
    assert progress._entry(PATH, line, 1) == by_yaml(line)


def test_usual_lines_never_reach_yaml() -> None:
    line = HEAD + ', by: "Nguyễn \\"A\\"", percent: 40, note: "Đã làm: 3, 4 {x}", cause: "c:\\\\d # e"}'
    data = progress._as_written(line)
    assert data is not None and (data["by"], data["note"], data["cause"]) == ('Nguyễn "A"', "Đã làm: 3, 4 {x}", "c:\\d # e")
    file = JournalFile(PATH, f"{line}\n# ghi chú\n{line.replace('0a', '0b').replace('40', '130')}\n")
    assert [entry.percent for entry in file.entries] == [40]
    assert [(one.code, one.source.line) for one in file.findings if one.source] == [("E105", 3)]
