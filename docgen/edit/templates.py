"""What came with the program, brought into a workspace to be changed there: a template, a format, a kind's row.

In: the program's folder and a name. Out: the file it goes to and its text. A row of a kind is added to the workspace's own
``kinds.yaml``, so that all other kinds stay the program's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

KINDS = "kinds.yaml"
FILES = (".html", ".css", ".js")
DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the workspace's ``templates/``: its name there, and the text it gets; ``added`` where it had one before."""

    name: str
    text: str
    added: bool = False


def names(program: Path) -> tuple[str, ...]:
    """Return everything that can be copied: files of templates, ids of formats, names of drafts, ids of kinds."""
    files = [path.name for path in sorted(program.iterdir()) if path.suffix in FILES]
    formats = [path.stem for path in sorted((program / "formats").glob("*.yaml"))]
    drafts = [path.stem for path in sorted((program / DRAFTS).glob("*.yaml"))]
    return (*files, *formats, *drafts, KINDS, *rows((program / KINDS).read_text(encoding="utf-8")))


def copied(program: Path, own: Path, name: str) -> Copy | None:
    """Return the copy of that name, None where the workspace has it already. Raises ``KeyError`` for an unknown name."""
    if name not in names(program):
        raise KeyError(name)
    kinds = rows((program / KINDS).read_text(encoding="utf-8"))
    if name in kinds:
        return _row(own / KINDS, name, kinds[name])
    places = (program / name, program / "formats" / f"{name}.yaml", program / DRAFTS / f"{name}.yaml")
    source = next(path for path in places if path.is_file())
    target = source.relative_to(program).as_posix()
    return None if (own / target).exists() else Copy(target, source.read_text(encoding="utf-8"))


def _row(path: Path, name: str, row: str) -> Copy | None:
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if name in rows(before):
        return None
    start = before if not before or before.endswith("\n") else f"{before}\n"
    return Copy(KINDS, start + row, added=bool(before))


def rows(text: str) -> dict[str, str]:
    """Return the top-level entries of a YAML file in block style: key → its lines as they stand, comments above left out."""
    starts = list(re.finditer(r"^([a-z0-9-]+):", text, re.MULTILINE))
    ends = [*(match.start() for match in starts), len(text)][1:]
    return {match[1]: _trimmed(text[match.start() : end]) for match, end in zip(starts, ends, strict=False)}


def _trimmed(row: str) -> str:
    """Return a row without the empty lines and comments that belong to what follows."""
    lines = row.splitlines()
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "\n".join(lines) + "\n"
