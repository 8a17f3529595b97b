"""An office whose 166 units report on 60 tasks: documents, and a journal for each unit, with 50,000 entries in all.

In: a folder. Out: the files below it, the same on every run and without an error. Which unit is late with what follows from
numbers alone, so that every state comes up: tasks done early and late, half done, silent, extended, cancelled, taken back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from bench.workspace import UNITS, WORK, lay

DOCUMENTS, TASKS, REPORTS = 4, 15, 5
"""Plans that give tasks to all units, tasks of each, entries of each unit on each task."""
SIGNED = datetime.date(2025, 7, 1)
DAY = datetime.date(2025, 12, 1)
OTHERS = 40
"""Documents of other matters that an office has as well."""
CAUSES = ("Đường truyền chưa ổn định", "Thiếu biên chế", "Chờ hướng dẫn của sở", "Chưa bàn giao xong hồ sơ")


def lay_followed(root: Path) -> int:
    """Write the office below ``root``; return how many entries its journals have."""
    lay(root, OTHERS)
    for number in range(DOCUMENTS):
        (root / f"directives/2025/{_plan(number)}.yaml").write_bytes("".join(_document(number)).encode())
    folder = root / "directives/progress/mau"
    folder.mkdir(parents=True)
    entries = 0
    for unit in range(1, UNITS + 1):
        lines = list(journal(unit))
        entries += len(lines)
        (folder / f"xa-{unit}.yaml").write_bytes("".join(lines).encode())
    return entries


def journal(unit: int) -> Iterator[str]:
    """Yield the lines of a unit's journal, as ``docgen progress`` writes them."""
    for number in range(DOCUMENTS):
        for task in range(TASKS):
            for step in range(REPORTS):
                yield _entry(unit, number * TASKS + task, step)


def _plan(number: int) -> str:
    return f"kh-theo-doi-{number + 1}"


def _due(task: int) -> datetime.date:
    return SIGNED + datetime.timedelta(40 + 3 * task)


def _document(number: int) -> Iterator[str]:
    yield f"id: {_plan(number)}\nkind: plan\nissuer: mau/ubnd\nsubject: theo dõi việc của các xã, đợt {number + 1}\n"
    yield f'number: "{900 + number}"\ndate: {SIGNED}\nbody:\n  - {{id: viec, heading: Phân công, tasks: all, as: table}}\ntasks:\n'
    for task in range(TASKS):
        work = WORK[task % len(WORK)]
        yield f"  - id: viec-{task + 1}\n    do: Chủ trì {work}, việc {task + 1}\n    lead: {{each: {{unit: all, of: mau}}}}\n"
        yield f"    with: [mau/so-{task + 1}]\n    due: {_due(number * TASKS + task)}\n    product: Báo cáo kết quả\n"
    yield f"expect: {{tasks: {TASKS}}}\nsign: {{by: tran-thi-b, post: mau/ubnd/pho-chu-tich, as: deputy-for-head}}\n"
    yield "recipients:\n  - {same: above}\n  - {units: all, of: mau}\n  - {file: VT, copies: 2}\n"


def _entry(unit: int, task: int, step: int) -> str:
    """Return the step-th line of a unit on a task; what the last one says depends on both."""
    fate = (7 * unit + 3 * task) % 10
    day = _due(task) - datetime.timedelta(30 - 6 * step - (12 if fate == 2 else 0))
    head = f'- {{id: {unit:03x}{task:03x}{step:02x}, task: "{_plan(task // TASKS)}#viec-{task % TASKS + 1}@mau/xa-{unit}"'
    days = f"day: {day}, told: {day + datetime.timedelta(unit % 3)}"
    said = f'percent: {20 * (step + 1) - 10}, note: "Đã làm bước {step + 1}, xã {unit}"'
    if step < REPORTS - 1:
        return f'{head}, {days}, by: "Nguyễn Văn A", {said}}}\n'
    match fate:
        case 0:
            return f'{head}, {days}, percent: 70, cause: "{CAUSES[task % 4]}", remedy: "Xong trong tuần sau"}}\n'
        case 1:
            return f"{head}, kind: extend, {days}, until: {_due(task) + datetime.timedelta(60)}, document: {_plan(task // TASKS)}}}\n"
        case 3 if task % 4 == 0:
            return f'{head}, kind: cancel, {days}, document: {_plan(task // TASKS)}, why: "Không còn phù hợp"}}\n'
        case 4:
            return f'{head}, kind: withdraw, {days}, entry: "{unit:03x}{task:03x}{step - 1:02x}", why: "Nhầm xã"}}\n'
    return f'{head}, {days}, by: "Nguyễn Văn A", done: all, evidence: "kh-theo-doi-1"}}\n'
