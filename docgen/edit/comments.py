"""Comments in the files that ``init`` and ``new`` write, in the language of the reader.

In: YAML with English comments. Out: the same with every comment translated, and, for ``pybabel extract``, the comments to
translate. A comment that is an example of YAML (``# - id: …``) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO

_LINE = re.compile(r"^(?P<before>.*?)(?P<mark>(?:^| +)# )(?P<text>\S.*)$")
_EXAMPLE = re.compile(r"[a-z_-]+: |[a-z_-]+:$|- |yaml-language-server")


def translated(text: str, say: Callable[[str], str]) -> str:
    """Return YAML with its comments put through ``say``."""
    return "".join(_line(line, say) for line in text.splitlines(keepends=True))


def comment_messages(
    file: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, str]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield line, function name (none), text and comments for every comment of a file. The signature is Babel's."""
    for number, line in enumerate(file.read().decode("utf-8").splitlines(), start=1):
        match = _said(line)
        if match:
            yield number, None, match["text"], []


def _said(line: str) -> re.Match[str] | None:
    match = _LINE.match(line)
    return match if match and not _EXAMPLE.match(match["text"].lstrip()) else None


def _line(line: str, say: Callable[[str], str]) -> str:
    bare = line.rstrip("\n")
    match = _said(bare)
    return f"{match['before']}{match['mark']}{say(match['text'])}{line[len(bare) :]}" if match else line
