"""Findings for the hosts of git, which show them beside the lines of a merge request: SARIF, GitHub's annotations, GitLab's report.

In: findings as shown, their paths as the repository knows them. Out: lines. Nothing of a file's text is in them.
Sources: SARIF 2.1.0 (OASIS, 3.13 to 3.30); GitHub, workflow commands; GitLab, code quality report format.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from docgen import __version__
from docgen.cli.codes import codes
from docgen.cli.shown import Shown
from docgen.cli.speech import plain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "SRCROOT"
"""Name by which SARIF calls the folder of the repository."""
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
NOTICES = {"error": "error", "warning": "warning", "note": "notice"}
GRADES = {"error": "critical", "warning": "minor", "note": "info"}


def sarif_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield one SARIF log with one run; the rules are those that were broken, in the order of their codes."""
    met = sorted({finding.code for finding in findings})
    places = {code: place for place, code in enumerate(met)}
    driver = {"name": "docgen", "version": __version__, "rules": [_rule(code, findings) for code in met]}
    marks = _fingerprints(findings)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "the folder of the repository"}}},
        "results": [_result(finding, places[finding.code], mark) for finding, mark in zip(findings, marks, strict=True)],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def github_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield a workflow command for each finding."""
    for finding in findings:
        where = {"file": finding.path}
        if finding.line and not finding.cell:
            where |= {"line": str(finding.line), "col": str(finding.column), "endColumn": str(finding.end_column)}
        where["title"] = finding.code
        facts = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in where.items())
        yield f"::{NOTICES[finding.severity]} {facts}::{_escaped(_said(finding))}"


def gitlab_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield the findings as one code quality report."""
    rows = [
        {
            "description": _said(finding),
            "check_name": finding.code,
            "fingerprint": mark,
            "severity": GRADES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": max(finding.line, 1)}},
        }
        for finding, mark in zip(findings, _fingerprints(findings), strict=True)
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


HOSTED: Mapping[str, Callable[[Sequence[Shown], int], Iterator[str]]] = {
    "sarif": sarif_form,
    "github": github_form,
    "gitlab": gitlab_form,
}


def _rule(code: str, findings: Sequence[Shown]) -> dict[str, Any]:
    """Return what the log says of a rule; GitHub shows a rule only with all three texts."""
    why = " ".join(plain(str(codes()[code].get("why") or code)).split())
    severity = next(finding.severity for finding in findings if finding.code == code)
    return {
        "id": code,
        "shortDescription": {"text": why.partition(". ")[0].removesuffix(".") + "."},
        "fullDescription": {"text": why},
        "help": {"text": f"docgen explain {code}"},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _result(finding: Shown, rule: int, mark: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path), "uriBaseId": BASE}}
    if finding.line and not finding.cell:
        end = max(finding.end_column, finding.column)
        place["region"] = {"startLine": finding.line, "startColumn": finding.column, "endColumn": end}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _said(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"docgen/v1": mark},
    }


def _said(finding: Shown) -> str:
    """Return message and hint; the cell of an Excel file stands before them, as hosts know lines only."""
    said = f"{finding.cell}: {finding.message}" if finding.cell else finding.message
    return f"{said}\n{finding.hint}" if finding.hint else said


def _fingerprints(findings: Sequence[Shown]) -> Iterator[str]:
    """Yield a mark for each finding that stays when lines above it come and go; equal ones are counted."""
    seen: Counter[str] = Counter()
    for finding in findings:
        facts = "\0".join((finding.code, finding.path, finding.cell, finding.message))
        seen[facts] += 1
        yield sha256(f"{facts}\0{seen[facts]}".encode()).hexdigest()


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
