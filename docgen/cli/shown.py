"""Findings as they are shown: three forms of one list.

In: findings with their place in the file. Out: text for people (the line of the file, a caret, a hint), one line each, or
JSON for other programs. Nothing of ``directives/private/`` is shown but the place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import click

from docgen.cli.speech import N_, _, ngettext, plain

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}
COLORS = {"error": "red", "warning": "yellow", "note": "cyan"}
NARROWEST = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding in the reader's language. ``text`` is the line of the file, empty where it must not be shown.

    ``cell`` is the place in an Excel file, ``Sheet!B7``.
    """

    code: str
    severity: str
    path: str
    line: int
    column: int
    end_column: int
    message: str
    hint: str
    text: str = ""
    cell: str = ""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Return the key that sorts findings by place."""
        return self.path, self.line, self.column, self.code


def text_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield each finding as a block of lines: place and message, the line with a caret, the hint."""
    for finding in findings:
        yield _headline(finding)
        yield from _excerpt(finding, max(width, NARROWEST))
        if finding.hint:
            yield "   " + click.style(_("hint:"), fg="cyan") + f" {finding.hint}"


def lines_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield each finding as one line."""
    for finding in findings:
        yield _headline(finding)


def json_form(findings: Sequence[Shown], width: int) -> Iterator[str]:
    """Yield the findings as a list of maps, the same keys in every language."""
    import json

    rows = [{key: value for key, value in asdict(finding).items() if key != "text" and (key != "cell" or value)} for finding in findings]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Sequence[Shown], int], Iterator[str]]] = {"text": text_form, "lines": lines_form, "json": json_form}


def _headline(finding: Shown) -> str:
    at = finding.cell or (f"{finding.line}:{finding.column}" if finding.line else "")
    place = click.style(":".join(part for part in (finding.path, at) if part) + ":", bold=True)
    severity = click.style(f"{finding.code} {plain(SEVERITIES[finding.severity])}:", fg=COLORS[finding.severity], bold=True)
    return f"{place} {severity} {finding.message}"


def _excerpt(finding: Shown, width: int) -> Iterator[str]:
    """Yield the line and the caret under it; of a long line the part around the caret."""
    if not finding.text.strip():
        return
    room = width - 10
    start, end = finding.column - 1, max(finding.end_column - 1, finding.column)
    first = 0 if end <= room else max(0, min(start - room // 3, len(finding.text) - room))
    text, dots = finding.text[first : first + room], "…" if first else ""
    before = text[: start - first]
    length = max(1, cells(text[start - first : end - first]))
    pad = "".join(letter if letter == "\t" else " " * cells(letter) for letter in dots + before)
    more = "…" if first + room < len(finding.text) else ""
    yield click.style(f"{finding.line:5} | ", dim=True) + dots + text + more
    yield click.style("      | ", dim=True) + pad + click.style("^" * length, fg=COLORS[finding.severity])


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes: accents of their own none, wide letters two."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) == "Mn" else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def summary(findings: Sequence[Shown], files: int) -> str:
    """Return the last line: how many findings of which severity, in how many files."""
    if not findings:
        return click.style(ngettext("{count} file read: nothing to mend.", "{count} files read: nothing to mend.", files), fg="green")
    number = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    parts = [
        ngettext("{count} error", "{count} errors", number["error"]) if number["error"] else "",
        ngettext("{count} warning", "{count} warnings", number["warning"]) if number["warning"] else "",
        ngettext("{count} note", "{count} notes", number["note"]) if number["note"] else "",
    ]
    where = ngettext("in {count} file", "in {count} files", len({finding.path for finding in findings}))
    return f"{', '.join(part for part in parts if part)} {where}."
