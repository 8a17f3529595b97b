"""The same counts by other means: journals and plans into SQLite, the states by one query; nothing of docgen is used.

In: the folder of ``bench.followed`` and a day. Out: how many tasks were done on time, done late, are in time, are overdue, and
cancelled: in all, by document, by unit.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

FIELD = re.compile(r'(\w+): (?:"([^"]*)"|([^",}]+))')
COUNTS = ("done-on-time", "done-late", "in-time", "overdue", "cancelled")
SCHEMA = """
create table task (address text primary key, document text, unit text, due text);
create table entry (seq integer primary key, id text, task text, kind text, day text, told text, done text, percent integer,
                    until text, entry text);
"""
STATES = """
with known as (
  select * from entry where told <= :day and kind <> 'withdraw'
    and id not in (select entry from entry where kind = 'withdraw' and told <= :day)),
ends as (
  select task, max(kind = 'cancel') as cancelled from known group by task),
extended as (
  select task, until, row_number() over (partition by task order by told desc, seq desc) as place from known where kind = 'extend'),
closed as (
  select task, day, row_number() over (partition by task order by told, seq) as place from known
   where kind = 'report' and (done = 'all' or percent = 100)),
standing as (
  select task.*, coalesce(extended.until, task.due) as last, closed.day as finished, coalesce(ends.cancelled, 0) as cancelled from task
    left join ends on ends.task = address
    left join extended on extended.task = address and extended.place = 1
    left join closed on closed.task = address and closed.place = 1)
select address, document, unit, case
    when cancelled then 'cancelled'
    when finished is not null and finished > last then 'done-late'
    when finished is not null then 'done-on-time'
    when last < :day then 'overdue'
    else 'in-time' end
  from standing
"""
Counts = Mapping[tuple[str, str], Mapping[str, int]]


def counted(root: Path, day: str) -> Counts:
    """Return the numbers by ("all", ""), ("document", id) and ("unit", id)."""
    base = sqlite3.connect(":memory:")
    base.executescript(SCHEMA)
    base.executemany("insert into task values (?, ?, ?, ?)", _tasks(root, day))
    base.executemany(
        "insert into entry (id, task, kind, day, told, done, percent, until, entry) values (?,?,?,?,?,?,?,?,?)", _entries(root)
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for _address, document, unit, state in base.execute(STATES, {"day": day}):
        for key in (("all", ""), ("document", document), ("unit", unit)):
            found.setdefault(key, dict.fromkeys(COUNTS, 0))[state] += 1
    return found


def _tasks(root: Path, day: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield address, document, unit and deadline of every task that each unit has, in plans signed by the day."""
    units = list(yaml.safe_load((root / "directives/catalogue/units.yaml").read_text("utf-8")))
    for path in sorted((root / "directives/2025").glob("kh-theo-doi-*.yaml")):
        plan = yaml.safe_load(path.read_text("utf-8"))
        for task in plan["tasks"] if str(plan["date"]) <= day else ():
            for unit in units:
                yield f"{plan['id']}#{task['id']}@{unit}", plan["id"], unit, str(task["due"])


def _entries(root: Path) -> Iterator[tuple[str | None, ...]]:
    """Yield the fields of every line of every journal."""
    for path in sorted((root / "directives/progress").rglob("*.yaml")):
        for line in path.read_text("utf-8").splitlines():
            held = {key: quoted or plain for key, quoted, plain in FIELD.findall(line)}
            rest = (held.get(key) for key in ("day", "told", "done", "percent", "until", "entry"))
            yield (held["id"], held["task"], held.get("kind", "report"), *rest)
