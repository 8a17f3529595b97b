"""One more number in an office whose register has 100,000 lines: ``docgen issue`` as a whole process.

In: one small draft, and a register in one file, in one whose every second line says where a document went, or over 40. Before each
round the draft and the register are put back, in well under a millisecond, inside the process that is measured.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from bench.measure import race_of_processes
from bench.report import seconds_line, times_lines
from bench.workspace import KINDS, lay
from docgen.edit import numbered
from docgen.files.slices import apply

LINES, FILES = 100_000, 40
DAY = datetime.date(2025, 12, 30)
ID, SEQUENCE = "qd-mau-0", "mau/ubnd/decision-2025"
NONE, ONE, MANY = "docgen issue, no register", "docgen issue, one file", f"docgen issue, {FILES} files"
SENT, EMPTY = "docgen issue, one file, half of it dispatch", "python -c pass"
ISSUE = (
    "import os; file = open({draft!r}, 'w', encoding='utf-8'); file.write({text!r}); file.close(); {back}"
    "from docgen.cli.main import main; main(['--workspace', {root!r}, 'issue', {id!r}, '--date', '{day}'])"
)


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        one = {SEQUENCE: LINES}
        layouts = {NONE: {}, ONE: one, SENT: one, MANY: dict.fromkeys(_names(), LINES // FILES)}
        sides = {name: _laid(Path(folder) / str(n), counts, sent=name == SENT) for n, (name, counts) in enumerate(layouts.items())}
        times = race_of_processes({**sides, EMPTY: "pass"}, rounds=11)
    yield f"  {LINES:,} lines in the register"
    yield from times_lines(times)
    for name in (ONE, SENT, MANY):
        yield seconds_line(times, name, "< 0.5 s")


def _names() -> Iterator[str]:
    """Yield the names of the files of ten years."""
    yield from (f"mau/ubnd/{kind}-{2025 - n}" for n in range(FILES // len(KINDS)) for kind in KINDS)


def _laid(root: Path, counts: Mapping[str, int], *, sent: bool) -> str:
    """Lay a draft and register files of so many lines; return the code that numbers the draft, however often it runs."""
    (draft,) = lay(root, 1)
    text = draft.read_text(encoding="utf-8")
    register = root / "directives/register"
    for name, count in counts.items():
        path = register / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(islice(_lines(name, count, sent=sent), count)), encoding="utf-8", newline="\n")
    grown = register / f"{SEQUENCE}.yaml"
    size = counts.get(SEQUENCE, 0) and grown.stat().st_size
    back = f"os.path.exists({str(grown)!r}) and os.truncate({str(grown)!r}, {size}); "
    unissued = apply(text, numbered.unnumbered(text))
    return ISSUE.format(draft=str(draft), text=unissued, back=back, root=str(root), id=ID, day=DAY)


def _lines(name: str, count: int, *, sent: bool) -> Iterator[str]:
    """Yield the lines of a year whose documents are kept elsewhere; where they were ``sent``, twice as many."""
    first = datetime.date(int(name[-4:]), 1, 2)
    stem = name.rpartition("/")[2]
    for n in range(count):
        day = first + datetime.timedelta(n * 360 // count)
        document = f"date: {day}, document: {stem}-so-{n + 1}"
        yield f"- {{number: {n + 1}, {document}, fingerprint: {n:08x}}}\n"
        if sent:
            yield f'- {{number: {n + 1}, event: send, {document}, to: "Sở Mẫu {n % 40:02d}"}}\n'
