"""A small province: what batches are tried on."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bench.province_files import lay_province
from docgen.batch.make import Work
from docgen.batch.plan import Job, Wanted, plan
from docgen.read import read
from tests.conftest import TEMPLATES

DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A workspace of three communes with four documents each."""
    lay_province(tmp_path / "mau", units=3, series=3)
    return tmp_path / "mau"


def work_of(root: Path, *formats: str, out: str = "output") -> tuple[Work, tuple[Job, ...]]:
    """Return what jobs share, and a job for every document."""
    office, found = read(root, TEMPLATES)
    assert not found
    jobs, _ = plan(office, Wanted(None, None, formats, as_of=DAY))
    return Work(root, office, TEMPLATES, root / out, DAY, "versions"), jobs


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
