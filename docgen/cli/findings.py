"""All findings of a workspace, ready to be shown; kept between runs, so that a second run with nothing changed is quick.

In: a call and the day. Out: the findings with line and column, in the reader's language. ``look`` reads the office;
``recall`` asks ``.docgen`` first and imports neither the model nor the reader where the answer is there.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import kept
from docgen.cli.call import Call
from docgen.cli.shown import Shown
from docgen.cli.speech import _, language
from docgen.files import cache, tree

if TYPE_CHECKING:
    from docgen.model.findings import Finding
    from docgen.model.office import Office

PRIVATE = f"{tree.DIRECTIVES}/private/"
NAME, TEMPLATES = "findings", "templates"


@dataclass(frozen=True)
class Look:
    """What a look at the workspace gave: the office, the findings as values and as shown, the number of files read."""

    office: Office
    findings: tuple[Finding, ...]
    shown: tuple[Shown, ...]
    files: int

    @property
    def stopped(self) -> bool:
        """Return whether an error forbids to make anything."""
        return any(finding.severity == "error" for finding in self.findings)


def recall(call: Call, as_of: datetime.date) -> tuple[tuple[Shown, ...], int]:
    """Return the findings and the number of files, from the last run where nothing has changed since."""
    key = kept.key(call, as_of.isoformat(), language())
    known = _restored(cache.load(call.root, NAME, key))
    if known is not None:
        return known
    seen = look(call, as_of)
    cache.store(call.root, NAME, key, {"files": seen.files, "findings": [astuple(finding) for finding in seen.shown]})
    return seen.shown, seen.files


def look(call: Call, as_of: datetime.date) -> Look:
    """Return the office of the workspace with all findings of reading, of the rules and of the templates."""
    from docgen.read import read

    office, found = read(call.root, call.templates)
    return judged(call, office, found, as_of)


def judged(call: Call, office: Office, found: Sequence[Finding], as_of: datetime.date) -> Look:
    """Return an office that was read, with what was found in its files and all further findings."""
    from docgen.check import check
    from docgen.cli.issued import later_findings

    root = call.root
    found = (*found, *_of_templates(call))
    findings = check(office, as_of, found)
    later = later_findings(call, office) if not any(finding.severity == "error" for finding in findings) else ()
    if later:
        findings = check(office, as_of, (*found, *later))  # once more, so that waivers hear them too
    shown = sorted(show(root, findings), key=lambda finding: finding.order)
    return Look(office, findings, tuple(shown), len(tree.yaml_files(root / tree.DIRECTIVES)))


def _of_templates(call: Call) -> tuple[Finding, ...]:
    """Return the faults of the templates. That there are none is remembered as long as they and Jinja stay: to compile all takes long."""
    from docgen.batch.versions import package

    now = kept.key(call, package("jinja2"), folders=("templates",))
    if cache.load(call.root, TEMPLATES, now) is True:
        return ()
    from docgen.compose.templates import check_templates

    faults = check_templates(call.templates)
    if not faults:
        cache.store(call.root, TEMPLATES, now, True)
    return faults


def show(root: Path, findings: Sequence[Finding]) -> list[Shown]:
    """Return findings with their place in the file and in the reader's language."""
    return [_shown(root, finding) for finding in findings]


def _shown(root: Path, finding: Finding) -> Shown:
    from docgen.cli.codes import hint, message
    from docgen.read import excerpt, locate

    source = finding.source or locate(root, finding.place)
    text = "" if source.cell or source.path.startswith(PRIVATE) else excerpt(root, source)
    said = message(finding.code, finding.words, language()) + _of(finding.members), hint(finding.code, finding.words, language())
    return Shown(finding.code, finding.severity, source.path, source.line, source.column, source.end_column, *said, text, source.cell)


def _of(members: Sequence[str]) -> str:
    """Return in which documents of a series it is wrong: the first three by name."""
    if not members:
        return ""
    first, more = ", ".join(members[:3]), len(members) - 3
    return " " + (_("[in {members} and {more} more]", members=first, more=more) if more > 0 else _("[in {members}]", members=first))


def _restored(known: object) -> tuple[tuple[Shown, ...], int] | None:
    """Return what a cache held, or None for one that is not ours: it may be cut or forged."""
    try:
        return tuple(Shown(*row) for row in known["findings"]), int(known["files"])  # type: ignore[index]
    except (TypeError, KeyError, ValueError):
        return None
