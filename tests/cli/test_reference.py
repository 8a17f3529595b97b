"""The pages of the reference, the schemas and the editor's settings are those the code makes."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_made_pages_are_up_to_date() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, "", ""), "run make docs"
