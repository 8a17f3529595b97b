"""Findings: what is wrong, where, and how it is cured. The words stand in ``codes.yaml`` and in message catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: Mapping[str, Severity] = {"E": "error", "W": "warning", "N": "note"}


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain cure: the text that replaces the value at the place (``start``/``end`` are characters of the file)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a file. Lines and columns count from 1; ``end_column`` is the column after the last character.

    In an Excel file ``cell`` names the place (``Sheet!B7``); line and column are then its row and column. Line 0 is the whole file.
    """

    path: str
    line: int
    column: int
    end_column: int
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a file by the keys and indices that lead to it; ``key`` points at the key instead of the value."""

    path: str
    steps: tuple[str | int, ...] = ()
    key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``words`` fill the message of the code; ``source`` is known at once for faults of syntax.

    ``members`` are the keys of the documents of a series it is wrong in; none where it is wrong in the file itself.
    """

    code: str
    place: Place
    words: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    fix: Fix | None = None
    members: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Return error, warning or note: the first letter of the code."""
        return SEVERITIES[self.code[0]]
