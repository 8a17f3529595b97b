"""The formats of the program, and the sheets every writer is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.model.blocks import Sheet
from docgen.model.format import Format
from docgen.read.program import read_program
from tests.conftest import ROOT, TEMPLATES
from tests.write import sheets

FORMATS = read_program(TEMPLATES, ROOT)[1]
CASES: dict[str, Callable[[Format], Sheet]] = {
    "decision": sheets.decision,
    "table": lambda format: sheets.decision(format, 43),
    "annex": sheets.with_annex,
    "thai": lambda _: sheets.thai(),
    "charts": sheets.charts,
    "thai-chart": sheets.thai_chart,
    "english": lambda _: sheets.english(),
}


@pytest.fixture(scope="session")
def nd30() -> Format:
    """The layout of State documents."""
    return FORMATS["nd30"]


@pytest.fixture(params=CASES, ids=str)
def sheet(request: pytest.FixtureRequest, nd30: Format) -> Sheet:
    """Every sheet in turn."""
    return CASES[request.param](nd30)
