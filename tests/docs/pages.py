"""What a page of the documentation holds: fenced blocks, links, headings, commands, files of a workspace.

A fenced block of YAML or CSV whose first line is ``# directives/…`` is a file; ``# in directives/…`` is laid over the keys of that
file. Blocks for one file are joined. A line ``docgen …`` in a block without a language, or after ``$``, is a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cases.workspace import lay_over

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
HAND_WRITTEN = tuple(page for page in PAGES if "reference" not in page.parts)
_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (in )?((?:directives|templates)/\S+)\n")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block and the line of the page it begins on."""

    language: str
    text: str
    line: int

    @property
    def file(self) -> tuple[str, bool] | None:
        """Return the path a block names in its first line, and whether it is laid over that file."""
        match = _FILE.match(self.text)
        return (match[2], match[1] is not None) if match else None


def fences(page: Path) -> list[Fence]:
    """Return the fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    return [Fence(match[1], match[2], text.count("\n", 0, match.start()) + 2) for match in _FENCE.finditer(text)]


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Return the targets of all links and pictures."""
    return [match[1] or match[2] for match in _LINK.finditer(_CODE.sub("", prose(page)))]


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings, as the viewer of the repository makes them."""
    words = (_CODE.sub(r"\1", match[1]).lower() for match in _HEADING.finditer(prose(page)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in words}


def codes(page: Path) -> list[str]:
    """Return every piece of code in running text."""
    return _CODE.findall(prose(page))


def commands(page: Path) -> list[tuple[int, str]]:
    """Return line and text of every call of docgen in fenced blocks."""
    found = []
    for fence in fences(page):
        for place, line in enumerate(fence.text.splitlines()):
            typed = line.removeprefix("$ ").split("  #")[0].rstrip()
            if fence.language in ("", "console") and re.match(r"docgen\b", typed) and (fence.language == "" or line.startswith("$ ")):
                found.append((fence.line + place, typed))
    return found


def written(page: Path) -> Mapping[str, str]:
    """Return the files a page writes out, by path."""
    files: dict[str, str] = {}
    for fence in fences(page):
        if fence.language in ("yaml", "csv") and fence.file and not fence.file[1]:
            files[fence.file[0]] = files.get(fence.file[0], "") + fence.text
    return files


def laid(page: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, path and text of each block that changes a file the page wrote out."""
    files = written(page)
    for fence in fences(page):
        if fence.language == "yaml" and fence.file and fence.file[1]:
            yield fence.line, fence.file[0], lay_over(files[fence.file[0]], fence.text)


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
