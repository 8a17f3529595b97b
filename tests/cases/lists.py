"""Lists of people, units and tasks, for the tests: a file named after what it lists is brought into the base office.

``people.csv`` goes to the people of the base, ``lists/people.csv`` to a file of its own beside them.
"""

from __future__ import annotations

from pathlib import Path

from docgen.edit.imports import Plan, Wish, plan, write
from docgen.model.findings import Finding
from docgen.read import read
from tests.cases.workspace import PROGRAM

TO = {"people": "directives/catalogue/people.yaml", "units": "directives/catalogue/units.yaml", "tasks": "directives/tb-mau.yaml"}
BESIDE = "directives/catalogue/tinh-mau/people.yaml"


def planned(root: Path, sort: str, data: bytes, *, file: str = "a.xlsx", to: str | None = None, remove: bool = False) -> Plan:
    """Return what a list would do in an office."""
    office, _ = read(root, [PROGRAM / "templates"])
    return plan(root, office, Wish(sort, file, data, to or TO[sort], remove=remove))


def brought(root: Path, sort: str, data: bytes, *, file: str = "a.xlsx", to: str | None = None, remove: bool = False) -> Plan:
    """Bring a list in; it must have no errors."""
    made = planned(root, sort, data, file=file, to=to, remove=remove)
    assert not made.stopped, made.findings
    write(root, made)
    return made


def findings(root: Path) -> list[Finding]:
    """Return what is wrong with the lists of an example."""
    paths = [(path, TO) for path in sorted(root.glob("*.csv"))] + [(path, {"people": BESIDE}) for path in sorted(root.glob("lists/*.csv"))]
    made = [planned(root, path.stem, path.read_bytes(), file=path.relative_to(root).as_posix(), to=to[path.stem]) for path, to in paths]
    return [finding for one in made for finding in one.findings]
