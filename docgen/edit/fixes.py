"""Cures that are certain: a file as it stands → the same file put right, and nothing else in it touched.

In: the bytes of a file and the findings in it. Out: the bytes it should have. Certain are: no byte order mark, plain line ends,
composed letters, the slices a finding brings along, and quotes around words that YAML would eat. Quotes are set only where
the file can be read better with them; a `` # `` that may be a comment of the clerk's is left to the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.files import atomic, slices
from docgen.model.findings import Finding
from docgen.read.tree import decode, parse

QUOTED = "E116"
WHOLE = frozenset({"N120", "N121", "N122"})
CURED = WHOLE | {QUOTED}
"""Codes whose cure is worked out here, from the file itself: findings of private files carry no words and no fix."""
_COMMENT = re.compile(r"\s#(\s|$)")
MOST = 500


@dataclass(frozen=True, slots=True)
class Repair:
    """A file put right: its name in the workspace, its bytes as read and as they should be."""

    path: str
    before: bytes
    after: bytes


def repairs(root: Path, findings: Iterable[Finding]) -> tuple[Repair, ...]:
    """Return a repair for every file that has a certain cure, sorted by path."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix is not None or finding.code in CURED:
            by_path.setdefault(finding.place.path, []).append(finding)
    made = (_repair(root, path, found) for path, found in sorted(by_path.items()) if (root / path).is_file())
    return tuple(repair for repair in made if repair.after != repair.before)


def write(root: Path, repair: Repair) -> None:
    """Put the repaired file in its place. Raises ``slices.Changed`` where somebody saved it in between, ``DiskError``."""
    path = root / repair.path
    if path.read_bytes() != repair.before:
        raise slices.Changed(path)
    atomic.replace(path.resolve(), repair.after)


def _repair(root: Path, path: str, findings: Iterable[Finding]) -> Repair:
    raw = (root / path).read_bytes()
    text, notes = decode(path, raw)
    if text is None:
        return Repair(path, raw, raw)
    pieces = {
        slices.Slice(finding.fix.start, finding.fix.end, finding.fix.text)
        for finding in findings
        if finding.fix is not None and finding.code not in WHOLE
    }
    after = _quoted(path, slices.apply(text, sorted(pieces)))
    return Repair(path, raw, after.encode() if notes or after != text else raw)


def _quoted(path: str, text: str) -> str:
    """Return the text with quotes around what YAML would eat; one fault may hide the next, so it is read again and again."""
    given_up: set[int] = set()
    for _ in range(MOST):
        finding = next((one for one in _eaten(path, text) if one.source is not None and one.source.line not in given_up), None)
        if finding is None or finding.source is None:
            return text
        better = _with_cure(text, finding.source.line, finding.words.get("cure", ""))
        if better is None or _faults(path, better, finding.source.line):
            given_up.add(finding.source.line)
        else:
            text = better
    return text


def _eaten(path: str, text: str) -> list[Finding]:
    return [finding for finding in parse(path, text.encode()).findings if finding.code == QUOTED]


def _with_cure(text: str, line: int, cure: str) -> str | None:
    lines = text.split("\n")
    old = lines[line - 1]
    if not cure or _COMMENT.search(old):
        return None
    lines[line - 1] = old[: len(old) - len(old.lstrip())] + cure
    return "\n".join(lines)


def _faults(path: str, text: str, line: int) -> bool:
    """Return whether a fault still stands on the line, or the file cannot be read from there on."""
    found = parse(path, text.encode()).findings
    return any(one.source is not None and (one.source.line == line or one.code == "E101") for one in found)
