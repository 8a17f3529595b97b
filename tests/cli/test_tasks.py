"""``docgen tasks`` and ``docgen progress`` as a follow-up officer calls them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from python_calamine import CalamineWorkbook

from docgen.cli.main import run
from docgen.cli.shown import cells
from tests.cases.workspace import build

TASKS = """\
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks:
  - {id: moi-xa, do: Mở sổ theo dõi và niêm yết công khai toàn bộ thủ tục, lead: {each: {unit: [commune], of: tinh-mau}}, due: 2025-07-10}
"""
JOURNAL = "directives/progress/tinh-mau/so-noi-vu.yaml"
TASK = "kh-mau#soan-thao"


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    build(tmp_path, {"files": {"directives/tb-mau.yaml": TASKS}})
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, code: int = 0, lang: str = "en", as_of: str = "2025-06-14") -> str:
        assert run(["--lang", lang, *arguments, "--as-of", as_of]) == code
        captured = capsys.readouterr()
        return captured.out if code == 0 else captured.err

    return call


def row(say: Any, task: str = TASK, as_of: str = "2025-06-14") -> dict[str, Any]:
    (found,) = [one for one in json.loads(say("tasks", "--format", "json", as_of=as_of)) if one["id"] == task]
    return dict(found)


def entry_of(said: str) -> str:
    match = re.search(r"entry ([0-9a-f]{8}) of", said)
    assert match
    return match[1]


def test_json_and_csv_say_all_of_a_task(say: Any) -> None:
    assert row(say) == {
        "id": TASK,
        "document": "kh-mau",
        "number": "07",
        "unit": None,
        "do": "Soạn thảo kịch bản",
        "lead": ["tinh-mau/so-noi-vu"],
        "with": ["cac-so"],
        "person": None,
        "due": "2025-06-15",
        "first_due": "2025-06-15",
        "state": "due-soon",
        "percent": 0,
        "days_late": 0,
        "last_report": None,
        "cause": None,
    }
    assert row(say, "kh-mau#tong-hop")["due"] == "2025-06-30", "before 1 July is due the day before"
    read = list(csv.DictReader(io.StringIO(say("tasks", "--format", "csv", "--unit", "tinh-mau/xa-hai", as_of="2025-06-20"))))
    assert [(one["id"], one["state"]) for one in read] == [("tb-mau#moi-xa@tinh-mau/xa-hai", "not-started")]
    assert json.loads(say("tasks", "--format", "json", "--text", "không có")) == []


@pytest.mark.parametrize("lang", ["en", "vi", "th"])
def test_the_table_fits_80_columns_and_ends_with_the_count(say: Any, lang: str) -> None:
    lines = say("tasks", as_of="2025-06-20", lang=lang).splitlines()
    assert max(map(cells, lines)) <= 80 and len(lines) == 10
    if lang == "en":
        assert lines[0].split() == ["state", "due", "late", "task", "lead", "what"]
        assert lines[1].startswith("kh-mau: vận hành thử") and lines[4].startswith("tb-mau: ")
        assert re.match(r"overdue +2025-06-15 +5 +soan-thao +Sở Nội", lines[2])
        assert lines[-1] == "5 tasks: 0 done on time, 0 done late, 4 in time, 1 overdue."


def test_a_list_of_nothing_still_counts(say: Any) -> None:
    assert say("tasks", "--state", "cancelled").splitlines()[-1].startswith("0 tasks: 0 done on time")


def test_an_unknown_id_is_refused_with_the_nearest(say: Any) -> None:
    assert "the nearest is tinh-mau/so-noi-vu" in say("tasks", "--agency", "tinh-mau/so-noi-vụ", code=2)
    assert "nothing bears" in say("tasks", "--document", "khong-co", code=2)


def test_a_report_is_one_line_and_the_office_stays_clean(say: Any, tmp_path: Path) -> None:
    (tmp_path / "bien-ban.txt").write_text("đã xong", encoding="utf-8")
    said = say("progress", TASK, "--percent", "40", "--note", 'Đã "xong" một nửa', "--cause", "Chờ số liệu", "--by", "Lê Văn C")
    say("progress", TASK, "--done", "--evidence", "bien-ban.txt", "--date", "2025-06-15", as_of="2025-06-17")
    lines = (tmp_path / JOURNAL).read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256("đã xong".encode()).hexdigest()
    assert len(lines) == 2 and lines[0].startswith(f'- {{id: {entry_of(said)}, task: "{TASK}", day: 2025-06-14, told: 2025-06-14, by: ')
    assert f'done: all, evidence: "bien-ban.txt {digest}"' in lines[1]
    assert (row(say)["percent"], row(say)["cause"], row(say)["last_report"]) == (40, "Chờ số liệu", "2025-06-14")
    assert row(say, as_of="2025-06-16")["state"] == "overdue", "what was told on the 17th was not known on the 16th"
    assert row(say, as_of="2025-06-17")["state"] == "done-on-time"
    assert "nothing to mend" in say("check", as_of="2025-06-21")


def test_the_same_words_give_another_id_and_the_same_file_the_same(say: Any, tmp_path: Path) -> None:
    first, second = (entry_of(say("progress", TASK, "--percent", "10")) for _ in range(2))
    (tmp_path / JOURNAL).unlink()
    assert first != second and entry_of(say("progress", TASK, "--percent", "10")) == first


def test_half_a_line_left_by_a_power_cut_is_taken_away(say: Any, tmp_path: Path) -> None:
    say("progress", TASK, "--percent", "10")
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(b'- {id: 0000000b, task: "kh-mau#so')
    say("progress", TASK, "--percent", "20")
    assert len((tmp_path / JOURNAL).read_text(encoding="utf-8").splitlines()) == 2 and row(say)["percent"] == 20


def test_more_time_another_lead_and_the_end_need_their_document(say: Any, tmp_path: Path) -> None:
    assert "--extend needs --document" in say("progress", TASK, "--extend", "2025-06-30", code=2)
    say("progress", TASK, "--extend", "2025-06-30", "--document", "tb-mau")
    late = row(say, as_of="2025-06-20")
    assert (late["due"], late["first_due"], late["state"], late["days_late"]) == ("2025-06-30", "2025-06-15", "not-started", 5)
    say("progress", TASK, "--transfer", "tinh-mau/so-tai-chinh", "--document", "tb-mau")
    say("progress", TASK, "--percent", "5")
    assert row(say)["lead"] == ["tinh-mau/so-tai-chinh"]
    assert (tmp_path / JOURNAL.replace("so-noi-vu", "so-tai-chinh")).read_text(encoding="utf-8").count("\n") == 1
    cancelled = entry_of(say("progress", TASK, "--cancel", "--document", "tb-mau", "--why", "Bãi bỏ"))
    assert row(say)["state"] == "cancelled" and "1 cancelled, not counted." in say("tasks")
    say("progress", TASK, "--withdraw", cancelled, "--why", "Nhầm việc")
    assert row(say)["state"] == "in-progress" and "nothing to mend" in say("check", as_of="2025-06-21")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((TASK,), "say one thing"),
        ((TASK, "--done", "--cancel", "--document", "tb-mau", "--why", "x"), "say one thing"),
        ((TASK, "--done", "--percent", "50"), "contradict"),
        ((TASK, "--done", "--document", "tb-mau"), "--document does not go with a report"),
        ((TASK, "--withdraw", "0000000a"), "--withdraw needs --why"),
        ((TASK, "--withdraw", "0000000a", "--why", "x"), "no entry 0000000a"),
        ((TASK, "--extend", "2025-06-30", "--document", "tb-khac"), "no document tb-khac"),
        ((TASK, "--transfer", "tinh-mau/so-la", "--document", "tb-mau"), "no agency tinh-mau/so-la"),
        ((TASK, "--transfer", "tinh-mau/so-ngoai-vu", "--document", "tb-mau"), "does not exist on 2025-06-30"),
        ((TASK, "--done", "--date", "2025-07-01"), "2025-07-01 is after 2025-06-30"),
        (("kh-mau#soan-thoa", "--done"), f"the nearest is {TASK}"),
        (("tb-mau#moi-xa", "--done"), "say --unit"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(say: Any, tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    assert reason in say("progress", *words, code=2, as_of="2025-06-30")
    assert not (tmp_path / "directives/progress").exists()


def test_a_unit_reports_in_its_own_journal(say: Any, tmp_path: Path) -> None:
    say("progress", "tb-mau#moi-xa", "--unit", "tinh-mau/xa-hai", "--done", as_of="2025-07-11")
    assert (tmp_path / "directives/progress/tinh-mau/xa-hai.yaml").is_file()
    found = [one["state"] for one in json.loads(say("tasks", "--document", "tb-mau", "--format", "json", as_of="2025-07-11"))]
    assert found == ["overdue", "done-late", "overdue"]


REGULAR = """\
body: [{id: noi-dung, text: Như sau.}, tasks, drills]
tasks:
  - {id: hang-thang, do: Báo cáo tháng, lead: tinh-mau/so-noi-vu, due: {every: month, day: 25}}
  - {id: gio, do: Nộp bản cuối, lead: tinh-mau/so-noi-vu, due: {day: 2025-06-25, at: "17:00"}}
drills: [{id: kb-1, title: Diễn tập, day: 2025-06-25, to: "11:00", units: {unit: [ward], of: tinh-mau}}]
"""


@pytest.fixture
def asking(say: Any, tmp_path: Path) -> Any:
    """The office asks for acceptance and has a regular task, one with an hour, and a drill."""
    build(tmp_path, {"files": {"directives/office.yaml": "confirm_done: true\n", "directives/tb-mau.yaml": REGULAR}})
    return say


def test_done_counts_once_it_is_accepted_from_the_day_reported(asking: Any, tmp_path: Path) -> None:
    done = entry_of(asking("progress", TASK, "--done"))
    waits = row(asking, as_of="2025-06-16")
    assert (waits["state"], waits["percent"], waits["waiting"]) == ("overdue", 100, "2025-06-14")
    lines = asking("tasks", as_of="2025-06-16").splitlines()
    assert lines[2].startswith("overdue* ") and lines[-2].endswith("1 overdue.")
    assert lines[-1] == "* 1 was reported done and waits to be accepted."
    said = asking("accept", TASK, "--by", "Trần Thị B", "--date", "2025-06-16", as_of="2025-06-17")
    assert said.startswith("directives/progress/tinh-mau/ubnd.yaml: entry "), "who issued the document follows up"
    line = (tmp_path / "directives/progress/tinh-mau/ubnd.yaml").read_text(encoding="utf-8")
    assert f'kind: accept, day: 2025-06-16, told: 2025-06-17, by: "Trần Thị B", entry: "{done}"' in line
    assert row(asking, as_of="2025-06-16")["state"] == "overdue" and row(asking, as_of="2025-06-17")["state"] == "done-on-time"
    assert row(asking, as_of="2025-06-17")["waiting"] is None and "nothing to mend" in asking("check", as_of="2025-06-21")


def test_a_return_opens_the_task_and_the_next_report_counts(asking: Any) -> None:
    asking("progress", TASK, "--done")
    said = asking("return", TASK, "--why", "Thiếu phụ lục", "--agency", "tinh-mau/tinh-uy", as_of="2025-06-15")
    assert said.startswith("directives/progress/tinh-mau/tinh-uy.yaml")
    assert row(asking, as_of="2025-06-15")["state"] == "due-soon" and row(asking, as_of="2025-06-15")["waiting"] is None
    second = entry_of(asking("progress", TASK, "--done", as_of="2025-06-17"))
    asking("accept", TASK, "--entry", second, as_of="2025-06-18")
    assert (row(asking, as_of="2025-06-18")["state"], row(asking, as_of="2025-06-18")["days_late"]) == ("done-late", 2)
    asking("return", TASK, "--why", "Sai mẫu", as_of="2025-06-19")
    assert row(asking, as_of="2025-06-19")["state"] == "overdue", "a task that was accepted opens again too"
    assert "nothing to mend" in asking("check", as_of="2025-06-21")


def test_the_follow_up_body_takes_its_word_back_in_its_own_journal(asking: Any, tmp_path: Path) -> None:
    asking("progress", TASK, "--done")
    accepted = entry_of(asking("accept", TASK))
    asking("progress", TASK, "--withdraw", accepted, "--why", "Nhầm việc")
    assert row(asking)["state"] == "due-soon" and row(asking)["waiting"] == "2025-06-14"
    assert (tmp_path / "directives/progress/tinh-mau/ubnd.yaml").read_text(encoding="utf-8").count("\n") == 2
    assert "nothing to mend" in asking("check", as_of="2025-06-21")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("accept", "kh-mau#tong-hop"), "nothing stands that reports kh-mau#tong-hop done"),
        (("return", "kh-mau#tong-hop", "--why", "x"), "nothing stands that reports"),
        (("return", TASK), "Missing option '--why'"),
        (("accept", TASK, "--agency", "tinh-mau/so-noi-vu"), "cannot judge its own work"),
        (("accept", TASK, "--agency", "tinh-mau/so-la"), "no agency tinh-mau/so-la"),
        (("accept", TASK, "--agency", "tinh-mau/so-ngoai-vu"), "does not exist on 2025-06-16"),
        (("accept", TASK, "--entry", "00000000"), "no report that kh-mau#soan-thao is done"),
        (("accept", TASK, "--date", "2025-06-13"), "2025-06-13 lies before the report"),
        (("accept", TASK, "--date", "2025-06-20"), "2025-06-20 is after 2025-06-16"),
        (("progress", TASK, "--done"), "was reported done on 2025-06-14"),
        (("progress", TASK, "--percent", "100"), "was reported done on 2025-06-14"),
        (("progress", TASK, "--percent", "5", "--date", "2025-06-09"), "2025-06-09 lies before 2025-06-10"),
        (("progress", TASK, "--result", "passed"), "is no drill"),
        (("progress", TASK, "--note", "x", "--at", "25:00"), "25:00 is not an hour"),
        (("progress", TASK, "--done", "--result", "failed"), "contradict"),
    ],
)
def test_what_cannot_be_judged_or_told_is_refused(asking: Any, tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    asking("progress", TASK, "--done")
    assert reason in " ".join(asking(*words, code=2, as_of="2025-06-16").split())
    assert (tmp_path / JOURNAL).read_text(encoding="utf-8").count("\n") == 1
    assert list((tmp_path / "directives/progress").rglob("*.yaml")) == [tmp_path / JOURNAL]


def test_an_office_that_asks_for_nothing_accepts_nothing_but_may_return(say: Any) -> None:
    say("progress", TASK, "--done")
    assert "does not ask for acceptance" in say("accept", TASK, code=2)
    assert "waiting" not in row(say) and row(say)["state"] == "done-on-time"
    say("return", TASK, "--why", "Thiếu phụ lục")
    assert row(say)["state"] == "due-soon"


def test_accepted_twice_is_refused(asking: Any) -> None:
    asking("progress", TASK, "--done")
    done = entry_of(asking("accept", TASK))
    assert done
    assert "was accepted already" in asking("accept", TASK, code=2)


def test_a_regular_task_is_told_of_by_period_and_handed_on_as_a_whole(asking: Any) -> None:
    task, when = "tb-mau#hang-thang", "2025-06-24"
    assert f"there are: {task}:2025-06" in asking("progress", task, "--done", code=2, as_of=when)
    assert f"there are: {task}:2025-06" in asking("progress", f"{task}:2025-09", "--done", code=2, as_of=when)
    assert "name the period" in asking("accept", task, code=2, as_of=when)
    said = asking("progress", task, "--transfer", "tinh-mau/so-tai-chinh", "--document", "kh-mau", as_of=when)
    assert said.endswith(f"of {task}, for every period due from 2025-06-24 on\n")
    assert row(asking, f"{task}:2025-06", as_of=when)["lead"] == ["tinh-mau/so-tai-chinh"]
    said = asking("progress", f"{task}:2025-06", "--done", as_of="2025-06-25")
    assert said.startswith("directives/progress/tinh-mau/so-tai-chinh.yaml")
    asking("accept", f"{task}:2025-06", as_of="2025-06-26")
    ended = entry_of(asking("progress", task, "--cancel", "--document", "kh-mau", "--why", "Bãi bỏ", as_of="2025-07-01"))
    states = {one["id"]: one["state"] for one in json.loads(asking("tasks", "--format", "json", as_of="2025-08-01"))}
    assert (states[f"{task}:2025-06"], states[f"{task}:2025-07"]) == ("done-on-time", "cancelled")
    asking("progress", task, "--withdraw", ended, "--why", "Vẫn làm", as_of="2025-07-02")
    assert row(asking, f"{task}:2025-07", as_of="2025-07-10")["state"] == "not-started"
    assert "nothing to mend" in asking("check", as_of="2025-07-10")


def test_hours_and_results_of_drills(asking: Any) -> None:
    assert any("2025-06-25 17:00 " in line for line in asking("tasks", as_of="2025-06-24").splitlines())
    asking("progress", "tb-mau#gio", "--done", "--at", "17:05", as_of="2025-06-25")
    asking("accept", "tb-mau#gio", as_of="2025-06-26")
    assert row(asking, "tb-mau#gio", as_of="2025-06-26")["state"] == "done-late"
    drill = "tb-mau#kb-1@tinh-mau/phuong-nam"
    asking("progress", "tb-mau#kb-1", "--unit", "tinh-mau/phuong-nam", "--result", "failed", "--note", "Mất mạng", as_of="2025-06-25")
    assert row(asking, drill, as_of="2025-06-25")["state"] == "due-soon"
    asking("progress", "tb-mau#kb-1", "--unit", "tinh-mau/phuong-nam", "--result", "passed", "--at", "10:40", as_of="2025-06-25")
    asking("accept", "tb-mau#kb-1", "--unit", "tinh-mau/phuong-nam", as_of="2025-06-26")
    assert row(asking, drill, as_of="2025-06-26")["state"] == "done-on-time"
    assert "nothing to mend" in asking("check", as_of="2025-06-26")


def test_check_offers_the_command_that_hands_a_task_on(say: Any, tmp_path: Path) -> None:
    agencies = "tinh-mau/so-cu: {name: Sở Cũ, side: state, parent: tinh-mau/ubnd, letters: SC, body: advisory, until: 2025-06-19}\n"
    merged = "agencies: [{action: merge, from: [tinh-mau/so-cu, tinh-mau/so-noi-vu], into: tinh-mau/so-noi-vu, effect: 2025-06-20}]\n"
    tasks = "tasks:\n  - {id: mot, do: Bàn giao, lead: tinh-mau/so-cu, due: {when: khi có hướng dẫn}}\n"
    files = {"directives/catalogue/tinh-mau/agencies.yaml": agencies, "directives/tb-mau.yaml": merged, "directives/kh-mau.yaml": tasks}
    build(tmp_path, {"files": files})
    said = say("check", as_of="2025-06-21")
    command = re.search(r"docgen (progress kh-mau#mot --transfer \S+ --document \S+)", " ".join(said.split()))
    assert command and "Sở Nội vụ took its place" in said
    say(*command[1].split(), as_of="2025-06-21")
    assert row(say, "kh-mau#mot", as_of="2025-06-21")["lead"] == ["tinh-mau/so-noi-vu"]
    assert "nothing to mend" in say("check", as_of="2025-06-21")


ONE = "  - {{id: viec-{n}, do: Việc thứ {n}, lead: {{each: {{unit: all, of: tinh-mau}}}}, due: 2025-07-{n:02d}}}\n"
EACH = """\
date: 2025-06-20
number: "08"
body: [{id: noi-dung, text: Như sau.}, tasks]
tasks:
"""
EACH += "".join(ONE.format(n=n) for n in range(1, 31))


@pytest.fixture
def thirty(say: Any, tmp_path: Path) -> Any:
    build(tmp_path, {"files": {"directives/tb-mau.yaml": EACH}})
    return say


@pytest.mark.parametrize("lang", ["en", "vi", "th"])
def test_the_matrix_fits_80_columns_in_blocks_and_explains_itself(thirty: Any, lang: str) -> None:
    thirty("progress", "tb-mau#viec-2", "--unit", "tinh-mau/xa-hai", "--done", as_of="2025-07-03")
    lines = thirty("tasks", "--matrix", as_of="2025-07-05", lang=lang).splitlines()
    assert max(map(cells, lines)) <= 80
    blocks = [line.split() for line in lines if "10" in line.split() or "30" in line.split()]
    assert len(blocks) >= 2, "thirty tasks take more than one block"
    if lang == "en":
        (first, *_rest) = [line for line in lines if line.startswith("xã Hai")]
        assert first.split()[2:8] == ["!", "L", "!", "!", ">", ">"] and first.split()[-3:] == ["1", "30", "3"]
        assert any(line.startswith(" 1 tb-mau#viec-1: Việc thứ 1") for line in lines)
        assert "L done late" in "\n".join(lines) and lines[-1].startswith("180 tasks: 0 done on time, 1 done late, ")


def test_the_matrix_for_other_programs_has_a_row_for_each_unit(thirty: Any) -> None:
    rows = json.loads(thirty("tasks", "--matrix", "--format", "json", as_of="2025-07-02"))
    assert [row["unit"] for row in rows][:2] == ["tinh-mau/xa-mot", "tinh-mau/xa-hai"] and rows[1]["name"] == "xã Hai"
    assert (rows[0]["tb-mau#viec-1"], rows[0]["tb-mau#viec-30"]) == ("overdue", "not-started")
    assert all(row["given"] == 30 and row["overdue"] == 1 and row["in_time"] == 29 for row in rows)
    read = list(csv.DictReader(io.StringIO(thirty("tasks", "--matrix", "--format", "csv", as_of="2025-07-02"))))
    assert [row["tb-mau#viec-1"] for row in read] == ["overdue"] * len(rows)
    assert thirty("tasks", "--matrix", "--document", "kh-mau").strip() == "No task here is one that each unit has."
    assert json.loads(thirty("tasks", "--matrix", "--format", "json", "--document", "kh-mau")) == []


def test_excel_holds_the_list_the_sums_and_the_matrix(thirty: Any, tmp_path: Path) -> None:
    printed = json.loads(thirty("tasks", "--to", "xlsx", "--format", "json", as_of="2025-07-05"))
    path = tmp_path / "output/tasks-2025-07-05.xlsx"
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Tasks", "By agency", "By unit", "By document", "Matrix"]
    head, *listed = book.get_sheet_by_name("Tasks").to_python()[4:]
    assert [row[head.index("Address of the task")] for row in listed] == [row["id"] for row in printed]
    assert [row[head.index("Days late")] or 0 for row in listed] == [row["days_late"] for row in printed]
    first = dict(zip(head, listed[0], strict=True))
    assert (first["Lead"], first["With"], first["Due"].isoformat()) == ("Sở Nội vụ", "các sở", "2025-06-15")
    sums = {row[0]: row[1:] for row in book.get_sheet_by_name("By document").to_python()[5:]}
    overdue = sum(row["state"] == "overdue" for row in printed)
    assert sums["All"][:5] == [len(printed), 0, 0, len(printed) - overdue, overdue]
    again = path.read_bytes()
    thirty("tasks", "--to", "xlsx", as_of="2025-07-05")
    assert path.read_bytes() == again


def test_the_calendar_holds_what_is_open_and_due(thirty: Any, tmp_path: Path) -> None:
    thirty("progress", "tb-mau#viec-2", "--unit", "tinh-mau/xa-hai", "--done", as_of="2025-07-03")
    thirty("tasks", "--to", "ics", "--out", str(tmp_path / "lich"), "--unit", "tinh-mau/xa-hai", as_of="2025-07-05")
    events = icalendar.Calendar.from_ical((tmp_path / "lich/tasks-2025-07-05.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 29 and {str(event["uid"]) for event in events} >= {"tb-mau#viec-1@tinh-mau/xa-hai@docgen"}
    assert str(events[0]["summary"]) == "Việc thứ 1 (xã Hai)" and events[0]["dtstart"].dt.isoformat() == "2025-07-01"


def test_files_are_those_that_are_asked_for(say: Any, tmp_path: Path) -> None:
    assert "pdf is none of xlsx, ics" in say("tasks", "--to", "pdf", code=2)
    assert "--out needs --to" in say("tasks", "--out", str(tmp_path), code=2)
    assert not (tmp_path / "output").exists()


def test_what_was_kept_never_changes_the_answer(say: Any, tmp_path: Path) -> None:
    first = say("tasks", "--format", "json")
    (kept,) = (tmp_path / ".docgen").glob("cache-tasks-*.json")
    assert say("tasks", "--format", "json") == first
    for broken in (b"", b"docgen-cache-1 forged\n[]", kept.read_bytes()[:-30], kept.read_bytes().replace(b'"lines":[', b'"lines":[1,')):
        kept.write_bytes(broken)
        assert say("tasks", "--format", "json") == first
    say("progress", TASK, "--percent", "40")
    assert say("tasks", "--format", "json") != first and row(say)["percent"] == 40
    assert say("tasks", "--format", "json", as_of="2025-06-16") != say("tasks", "--format", "json")
    assert say("tasks") != say("tasks", lang="vi")


def test_a_broken_line_of_a_journal_is_told_beside_the_list(say: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say("progress", TASK, "--percent", "10")
    journal = tmp_path / JOURNAL
    journal.write_text(journal.read_text(encoding="utf-8") + "- {id: 0000000b, percent: 130}\n", encoding="utf-8")
    for _round in range(2):
        assert run(["--lang", "en", "tasks", "--as-of", "2025-06-14"]) == 0
        assert "errors in the files: something is missing here; docgen check says what." in capsys.readouterr().err
