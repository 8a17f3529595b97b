"""Small workspaces for the tests: a piece of a file laid over the base office, with the findings it expects.

``#! E214`` stands on the line above the line a finding points at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BASE = HERE / "base"
PROGRAM = HERE.parents[1]
DOCUMENT = "directives/tb-mau.yaml"
_EXPECTED = re.compile(r"\s*\{?#! ((?:[EWN]\d{3} ?)+)")
_KEY = re.compile(r"\ufeff?([^\s#'\"-][^:]*):")
_WHOLE = re.compile(r"directives/(office|.*\..*|catalogue/.*|private/.*|progress/.*|register/.*)\.yaml")

Expected = set[tuple[str, str, int]]


def build(root: Path, example: str | Mapping[str, Any]) -> Expected:
    """Lay an example over the base office in ``root``; returns the expected findings as code, path and line.

    Files ``before`` are laid and committed first: git then knows how the office was.
    """
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    if not isinstance(example, str) and "before" in example:
        build(root, {"files": example["before"]})
        commit(root)
    files = {DOCUMENT: example} if isinstance(example, str) else example["files"]
    encoding = "utf-8" if isinstance(example, str) else example.get("encoding", "utf-8")
    expected: Expected = set()
    for path, piece in sorted(files.items(), key=lambda file: file[0].endswith(".xlsx")):  # a form is made of the office as it is
        if path.startswith("directives/") and path.endswith(".xlsx"):
            from tests.cases import forms

            (root / path).write_bytes(forms.book(piece))
            expected |= forms.expected(path, piece)
            continue
        if path.endswith(".xlsx"):
            from tests.cases import forms

            (root / path).write_bytes(forms.answer(root, piece, path))
            expected |= forms.expected(path, piece)
            continue
        text = lay_over(_below(path), piece)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode(encoding))
        expected |= marked(path, text)
    return expected


def commit(root: Path, message: str = "before") -> None:
    """Commit everything in ``root``, which becomes a repository where it is none."""
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", message]):
        who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)


def lay_over(base: str, piece: str) -> str:
    """Return the piece and, below it, what the base says under other keys."""
    mine = blocks(piece)
    return "".join(mine.values()) + "".join(block for key, block in blocks(base).items() if key not in mine)


def blocks(text: str) -> dict[str, str]:
    """Return the text of a file by key of its outermost map; comments above a key belong to it."""
    found: dict[str, str] = {}
    key, comments = "", ""
    for line in text.splitlines(keepends=True):
        match = _KEY.match(line)
        if match is None and line.startswith("#"):
            comments += line
            continue
        if match:
            key = match[1] if match[1] not in found else f"{match[1]} again"
        found[key] = found.get(key, "") + comments + line
        comments = ""
    if comments:
        found["#"] = comments
    return found


def marked(path: str, text: str) -> Expected:
    """Return the findings a text announces."""
    lines = [line.strip("\r") for line in text.split("\n")]
    return {(code, path, n + 1) for n, line in enumerate(lines, 1) if (m := _EXPECTED.match(line)) for code in m[1].split()}


def _below(path: str) -> str:
    """Return what a file of the example is laid over: that of the base or the program; a new document, the base document."""
    for folder in (BASE, PROGRAM):
        if (folder / path).is_file() and (folder is BASE or path.startswith("templates/")):
            return (folder / path).read_text(encoding="utf-8")
    if _WHOLE.fullmatch(path) or not path.startswith("directives/") or not path.endswith(".yaml"):
        return ""
    document = (BASE / DOCUMENT).read_text(encoding="utf-8")
    return document.replace("id: tb-mau\n", f"id: {Path(path).stem}\n", 1)
