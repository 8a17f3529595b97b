"""Which rows are followed, and journals as they are read and written."""

from __future__ import annotations

import datetime
from pathlib import Path
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.units import by_area
from docgen.model.office import Office
from docgen.model.progress import ProgressEntry
from docgen.read import read
from docgen.read.progress import JournalFile, journals_of, line_of, name_of, one_line
from docgen.track import rows
from docgen.track.items import periods
from docgen.track.people import concerned, leading
from docgen.track.rows import Addresses
from docgen.track.wanted import Wanted, wanted
from tests.cases.workspace import build
from tests.conftest import TEMPLATES

Day = datetime.date
PLAN = """\
date: 2025-06-20
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks:
  - {id: moi-xa, do: Mở sổ, lead: {each: {unit: [commune], of: tinh-mau, except: [tinh-mau/xa-ba]}}, with: [cac-so], due: 2025-06-30}
  - {id: cung-lam, do: Cùng làm, lead: [tinh-mau/so-noi-vu, tinh-mau/so-tai-chinh], joint: true, due: 2025-06-30}
  - {id: hang-thang, do: Báo cáo, lead: tinh-mau/so-noi-vu, due: {every: month, day: 25}}
  - {id: ca-nhom, do: Rà soát, lead: cac-so, with: [{each: {unit: [ward], of: tinh-mau}}], due: 2025-06-25}
  - {id: ngoai, do: Phối hợp, lead: {text: Cơ quan khác}}
"""
JUNE_30 = Day(2025, 6, 30)


def office_of(root: Path, files: dict[str, str]) -> Office:
    build(root, {"files": {path: dedent(text) for path, text in files.items()}})
    return read(root, TEMPLATES)[0]


def listed(office: Office, as_of: Day = JUNE_30, **wish: object) -> list[str]:
    found = wanted(office, rows(office, as_of), Wanted(**wish), as_of)  # type: ignore[arg-type]
    return [row.address.removeprefix("tb-mau#") for row in found if row.document.id == "tb-mau"]


def test_each_unit_has_a_row_and_joint_leads_have_one(tmp_path: Path) -> None:
    office = office_of(tmp_path, {"directives/tb-mau.yaml": PLAN})
    every = ["moi-xa@tinh-mau/xa-mot", "moi-xa@tinh-mau/xa-hai", "cung-lam", "hang-thang:2025-06", "hang-thang:2025-07", "ca-nhom"]
    assert listed(office) == every
    states = {row.address.removeprefix("tb-mau#"): row.standing.state for row in rows(office, JUNE_30)}
    assert states["hang-thang:2025-06"] == "overdue" and states["hang-thang:2025-07"] == "not-started"
    assert states["ca-nhom"] == "overdue" and states["cung-lam"] == "due-soon"


def test_drafts_trials_and_documents_of_later_give_no_row(tmp_path: Path) -> None:
    office = office_of(tmp_path, {"directives/tb-mau.yaml": PLAN})
    assert listed(office, Day(2025, 6, 19)) == [] and len(listed(office, Day(2025, 6, 20))) == 5
    for place, head in enumerate(("date:\n", "date: 2025-06-20\ntrial: true\n")):
        text = PLAN.replace("date: 2025-06-20\n", head)
        assert listed(office_of(tmp_path / str(place), {"directives/tb-mau.yaml": text})) == []


def test_rows_are_chosen_by_who_what_and_when(tmp_path: Path) -> None:
    office = office_of(tmp_path, {"directives/tb-mau.yaml": PLAN})
    assert listed(office, agency="tinh-mau/so-tai-chinh") == ["cung-lam", "ca-nhom"], "a group leads through its members"
    assert listed(office, agency="tinh-mau/so") == []
    assert listed(office, with_="tinh-mau/so-noi-vu") == ["moi-xa@tinh-mau/xa-mot", "moi-xa@tinh-mau/xa-hai"]
    assert listed(office, with_="tinh-mau/phuong-nam") == ["ca-nhom"] and listed(office, with_="tinh-mau/xa-mot") == []
    assert listed(office, unit="tinh-mau/xa-hai") == ["moi-xa@tinh-mau/xa-hai"]
    assert listed(office, states=("no-deadline", "overdue")) == ["hang-thang:2025-06", "ca-nhom"]
    assert listed(office, text="RÀ SOÁT") == ["ca-nhom"]
    assert listed(office, due_within=0, agency="tinh-mau/so-noi-vu") == ["cung-lam"]
    assert listed(office, silent=10) == [one for one in listed(office) if one != "hang-thang:2025-07"], "July runs from 26 June"
    assert listed(office, silent=11) == []


def test_what_is_told_in_any_journal_counts_for_its_row(tmp_path: Path) -> None:
    journal = """\
        - {id: 0000000a, task: "tb-mau#moi-xa@tinh-mau/xa-mot", day: 2025-06-25, told: 2025-06-27, done: all}
        - {id: 0000000b, task: "tb-mau#cung-lam", day: 2025-06-25, told: 2025-06-26, percent: 40, cause: "Chờ số liệu"}
    """
    office = office_of(tmp_path, {"directives/tb-mau.yaml": PLAN, "directives/progress/tinh-mau/xa-mot.yaml": journal})
    assert listed(office, states=("done-on-time",)) == ["moi-xa@tinh-mau/xa-mot"]
    assert listed(office, Day(2025, 6, 26), states=("done-on-time",)) == []
    (row,) = wanted(office, rows(office, JUNE_30), Wanted(text="cùng"), JUNE_30)
    assert (row.standing.percent, row.standing.cause, row.standing.told) == (40, "Chờ số liệu", Day(2025, 6, 26))
    assert listed(office, silent=4) == [*("moi-xa@tinh-mau/xa-hai", "cung-lam", "hang-thang:2025-06", "hang-thang:2025-07", "ca-nhom")]


OTHERS = """\
date: 2025-06-20
meeting: {date: 2025-06-17, chair: nguyen-van-a}
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks:
  - {id: mot-nguoi, do: Trực, lead: le-van-c, due: {day: 2025-06-25, at: "17:00"}}
  - {id: moi-xa, do: Mở sổ, lead: {each: {unit: [commune], of: tinh-mau}}, with: [{each: {unit: all, of: tinh-mau}}], due: 2025-06-30}
  - {id: giup, do: Tập huấn, lead: tinh-mau/so-noi-vu, with: [{each: {unit: [ward], of: tinh-mau}}, {text: các trường}], due: 2025-06-30}
  - {id: ca-nhom, do: Rà soát, lead: cac-so, due: {every: week, day: 5}}
drills: [{id: kb-1, title: Diễn tập, day: 2025-06-25, to: "11:00", lead: tinh-mau/so-noi-vu, units: {unit: [ward], of: tinh-mau}}]
"""
SERIES = """\
each: {unit: [commune], of: tinh-mau}
subject: về lịch làm việc của {unit.full}
date:
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks: [{id: mo-so, do: "Mở sổ tại {unit.full}", lead: tinh-mau/so-noi-vu, due: {days: 5, after: issue}}]
"""
LINE = "- {number: 1, date: 2025-06-25, document: tb-loat@tinh-mau/xa-hai, fingerprint: 0123abcd}\n"


def test_who_may_speak_in_a_journal(tmp_path: Path) -> None:
    office = office_of(tmp_path, {"directives/tb-mau.yaml": OTHERS})
    known, areas = Addresses(office), by_area(office)

    def speak(address: str) -> set[str]:
        item = known.item(f"tb-mau#{address}")
        assert item is not None
        return {name.removeprefix("tinh-mau/") for name in concerned(office, item, areas)}

    assert speak("mot-nguoi") == {"le-van-c", "so-noi-vu"}, "a person speaks through the body of the post"
    assert speak("moi-xa@tinh-mau/xa-hai") == {"xa-hai"}, "the other units have rows of their own"
    assert speak("giup") == {"so-noi-vu", "phuong-bon", "phuong-nam"}
    assert speak("ca-nhom:2025-W26") == {"cac-so", "so-noi-vu", "so-tai-chinh"}, "a group speaks through its members"
    assert speak("kb-1@tinh-mau/phuong-nam") == {"phuong-nam", "so-noi-vu"}
    assert leading(office, ["hoang-van-e"]) == {"hoang-van-e", "tinh-mau/so-noi-vu"}, "a person without a post has an agency"


def test_a_task_runs_from_the_meeting_and_a_period_from_the_one_before(tmp_path: Path) -> None:
    office = office_of(tmp_path, {"directives/tb-mau.yaml": OTHERS})
    items = {row.address.removeprefix("tb-mau#"): row.item for row in rows(office, JUNE_30)}
    assert items["mot-nguoi"].earliest == Day(2025, 6, 17) and items["mot-nguoi"].followed.at == "17:00"
    weeks = {address: item.earliest for address, item in items.items() if address.startswith("ca-nhom")}
    first, second, third = (Day(2025, 6, day) for day in (20, 21, 28))
    assert weeks == {"ca-nhom:2025-W25": first, "ca-nhom:2025-W26": second, "ca-nhom:2025-W27": third}
    whole = Addresses(office).item("tb-mau#ca-nhom")
    assert whole is not None and whole.comes_back and not items["ca-nhom:2025-W25"].comes_back
    assert periods(whole, Day(2025, 6, 24)) == ["2025-W25", "2025-W26"]


def test_a_series_is_followed_unit_by_unit_once_it_is_issued(tmp_path: Path) -> None:
    files = {"directives/tb-loat.yaml": SERIES}
    assert [row for row in rows(office_of(tmp_path / "draft", files), JUNE_30) if row.unit] == []
    office = office_of(tmp_path, {**files, "directives/register/tinh-mau/ubnd/notice-2025.yaml": LINE})
    (row,) = [row for row in rows(office, JUNE_30) if row.unit]
    assert (row.address, row.unit, row.standing.leads) == ("tb-loat@tinh-mau/xa-hai#mo-so", "tinh-mau/xa-hai", ("tinh-mau/so-noi-vu",))
    assert row.task.do == "Mở sổ tại xã Hai" and row.standing.due == JUNE_30
    assert concerned(office, row.item, by_area(office)) == {"tinh-mau/xa-hai", "tinh-mau/so-noi-vu"}


def test_a_broken_line_hides_no_other() -> None:
    good = '- {id: 0000000a, task: "kh-mau#soan-thao", day: 2025-06-12, told: 2025-06-12, percent: 50}\n'
    file = JournalFile("directives/progress/a.yaml", f"# đầu\n{good}- {{id: 0000000b, percent: 130\n\n{good.replace('0a', '0c')}")
    assert [entry.id for entry in file.entries] == ["0000000a", "0000000c"]
    assert [(finding.code, finding.source.line) for finding in file.findings if finding.source] == [("E420", 3)]
    assert [file.source(index).line for index in (0, 1)] == [2, 5]


texts = st.none() | st.text(min_size=1, max_size=30).map(one_line).filter(bool)


@given(texts, texts, st.none() | st.integers(0, 100), st.dictionaries(st.sampled_from(["thu-tuc", "ho-so"]), st.integers(0, 9)))
def test_an_entry_reads_back_as_it_was_written(note: str | None, by: str | None, percent: int | None, figures: dict[str, int]) -> None:
    problems = ({"id": "a", "what": note, "ask": by},) if note else ()
    held = {"task": "kh-mau#a@tinh-mau/xa-mot:2025-06", "day": "2025-06-12", "told": "2025-06-13", "note": note, "by": by}
    entry = ProgressEntry.model_validate({"id": "12345678", **held, "percent": percent, "figures": figures, "problems": problems})
    line = line_of(entry)
    assert line.count("\n") == 1
    journals = journals_of({"tinh-mau/xa-mot": (entry,)})
    assert journals["tinh-mau/xa-mot"] == (entry,) and not journals.files["tinh-mau/xa-mot"].findings
    assert name_of(journals.files["tinh-mau/xa-mot"].path) == "tinh-mau/xa-mot"
