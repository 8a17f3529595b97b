"""What this repository's git does with the files of a workspace: shows them fact by fact, merges them by ids.

In: a workspace inside a repository. Out: what was set or taken away. Only ``config`` and ``info/attributes`` of this clone are touched,
nothing that is committed. The drivers are lines of shell that fall back on git's own ways where docgen is missing or fails: without that
git would stop in the middle of a merge, or lose a side.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.files import atomic, git
from docgen.files.tree import DIRECTIVES

SETTINGS = {
    "diff.docgen.textconv": 'f() { docgen git textconv "$1" 2>/dev/null || cat "$1"; }; f',
    "merge.docgen.name": "docgen: lists by id, comments and layout kept",
    "merge.docgen.driver": (
        "docgen git merge %O %A %B 2>/dev/null || git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B 2>/dev/null || exit 1"
    ),
}
"""A conflict is told by exit code 1: with one above 128 git would stop and leave the rest of the merge undone."""
LINES = (
    ("**/*.yaml", "diff=docgen merge=docgen"),
    ("register/**/*.yaml", "merge=union"),
    ("progress/**/*.yaml", "merge=union"),
    ("private/**", "-diff"),
)
"""Patterns below ``directives/``; lines of registers and journals are only ever added, so git keeps those of both sides."""
BEGIN, END = "# docgen git enable: {folder}", "# docgen git enable: end"


class NoRepository(Exception):
    """The workspace lies in no repository, or git is not there."""


@dataclass(frozen=True)
class Done:
    """What was changed: settings (name, and the value or None), and the lines of the file of attributes that were set or taken out."""

    settings: tuple[tuple[str, str | None], ...]
    attributes: Path
    lines: tuple[str, ...]


def enable(root: Path) -> Done:
    """Let git use the drivers in the workspace ``root``. Raises ``NoRepository``; ``DiskError`` where nothing can be written."""
    path, folder, before = _known(root)
    changed = tuple((name, value) for name, value in SETTINGS.items() if git.setting(root, name) != value)
    for name, value in changed:
        if not git.set_setting(root, name, value):
            raise NoRepository
    lines = _lines(folder)
    after = _without(before, folder) + "".join(f"{line}\n" for line in lines)
    return Done(changed, path, _written(path, before, after, lines))


def disable(root: Path) -> Done:
    """Take back what ``enable`` did for this workspace; the settings stay while another workspace of the repository uses them."""
    path, folder, before = _known(root)
    after = _without(before, folder)
    held = () if BEGIN.partition("{")[0] + "/" in after else tuple(name for name in SETTINGS if git.setting(root, name) is not None)
    for name in held:
        git.set_setting(root, name, None)
    return Done(tuple((name, None) for name in held), path, _written(path, before, after, _lines(folder)))


def _known(root: Path) -> tuple[Path, str, str]:
    """Return the file of attributes, the workspace as a folder of the repository, what the file says."""
    top, path = git.repository(root), git.inside(root, "info/attributes")
    if top is None or path is None:
        raise NoRepository
    folder = "/" + root.resolve().relative_to(top.resolve()).as_posix().removeprefix(".")
    return path, folder if folder.endswith("/") else f"{folder}/", path.read_text(encoding="utf-8") if path.is_file() else ""


def _lines(folder: str) -> tuple[str, ...]:
    patterns = [(f"{folder}{DIRECTIVES}/{pattern}", said) for pattern, said in LINES]
    return (BEGIN.format(folder=folder), *(f"{_quoted(pattern)} {said}" for pattern, said in patterns), END)


def _quoted(pattern: str) -> str:
    """Return a pattern as git reads it: a space would end it."""
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if any(sign in pattern for sign in ' "\\') else pattern


def _without(text: str, folder: str) -> str:
    """Return the file of attributes without our lines for a workspace, its last line ended."""
    kept, ours = [], False
    for line in text.splitlines():
        ours = ours or line == BEGIN.format(folder=folder)
        if not ours:
            kept.append(f"{line}\n")
        ours = ours and line != END
    return "".join(kept)


def _written(path: Path, before: str, after: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Write the file where it says something else; return the lines that came or went."""
    if before == after:
        return ()
    path.parent.mkdir(exist_ok=True)
    atomic.replace(path, after.encode("utf-8"))
    return lines
