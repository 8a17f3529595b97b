"""Long annexes: a table of 150, 500 and 1,500 rows to PDF and Word; what a row costs must not grow with the table."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

from bench.decision import page, whole_way
from bench.measure import INSTALLED
from docgen.batch.worker import resident
from docgen.write.docx import docx
from docgen.write.pdf import pdf

ROWS = (150, 500, 1500)
MEGA = 1024 * 1024
CODE = "import sys; from bench.tables import measure; measure(int(sys.argv[1]))"


def run() -> Iterator[str]:
    """Yield a line for each length, each measured in a process of its own: memory does not come back."""
    for rows in ROWS:
        yield subprocess.run(
            [sys.executable, "-c", CODE, str(rows)], check=True, capture_output=True, text=True, env=INSTALLED
        ).stdout.rstrip()


def measure(rows: int) -> None:
    """Print what a table of so many rows costs: seconds of the processor, milliseconds a row, memory."""
    made = page(rows)
    docx(page(12).sheet, made.format)
    pdf(page(12).sheet, made.format)
    times = [time.process_time()]
    sheet = whole_way(made)
    times.append(time.process_time())
    word = docx(sheet, made.format)
    times.append(time.process_time())
    before = resident()
    paper = pdf(sheet, made.format)
    times.append(time.process_time())
    blocks, to_word, to_pdf = (later - earlier for earlier, later in pairwise(times))
    print(
        f"  {rows:5} rows: YAML to blocks {blocks:6.2f} s, Word {to_word:6.3f} s ({len(word) / 1024:.0f} KB), "
        f"PDF {to_pdf:6.2f} s ({to_pdf / rows * 1000:.1f} ms a row, {len(paper) / 1024:.0f} KB), "
        f"memory {before / MEGA:.0f} → {resident() / MEGA:.0f} MB"
    )
