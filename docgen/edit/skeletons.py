"""Documents the program drafts, as data: a YAML file of ``templates/drafts`` says them with blanks, so that an office can change the words.

In: the file's name, what is known. Out: a document. Every text of the file is a Jinja template; a part with ``if:`` stands only where
that holds, a part with ``repeat:`` once for each of a list, as ``one``; a text that comes out empty is left out with its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.edit.issue import Refused
from docgen.model.document import Document
from docgen.read.tree import parse
from docgen.read.values import build

FOLDER = "drafts"
WORDS = "words"
"""Key of the few words the program puts together itself; no part of the document."""
IF, REPEAT, ONE = "if", "repeat", "one"
Known = Mapping[str, Any]


def skeleton(folders: Sequence[Path], name: str) -> tuple[str, Mapping[str, Any]]:
    """Return path and data of a file; one in an earlier folder wins. Raises ``Refused`` for one that cannot be read."""
    path = next((path for folder in folders if (path := folder / FOLDER / f"{name}.yaml").is_file()), None)
    if path is None:
        raise Refused("template-fault", path=f"{FOLDER}/{name}.yaml", problem="-")
    shown = f"templates/{FOLDER}/{name}.yaml"
    tree = parse(shown, path.read_bytes())
    if not isinstance(tree.data, dict):
        problem = "; ".join(" ".join((finding.code, *finding.words.values())) for finding in tree.findings)
        line = next((finding.source.line for finding in tree.findings if finding.source), 1)
        raise Refused("template-fault", path=f"{shown}:{line}", problem=problem or "-")
    return shown, tree.data


@dataclass(frozen=True, slots=True)
class Words:
    """The few words a file gives the program, with blanks in single braces."""

    path: str
    data: Mapping[str, Any]

    def say(self, name: str, **blanks: object) -> str:
        """Return the words of a name, filled. Raises ``Refused`` where the file has none, or names a blank there is not."""
        try:
            return str(self.data[WORDS][name]).format(**blanks)
        except (LookupError, TypeError, ValueError) as fault:
            raise Refused("template-fault", path=self.path, problem=f"{WORDS}: {name}: {fault}") from fault


def filled(path: str, data: Mapping[str, Any], known: Known) -> Document:
    """Return the document of a file. Raises ``Refused`` with what is wrong in it."""
    try:
        made = _Filler().map({key: value for key, value in data.items() if key != WORDS}, known)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as fault:
        raise Refused("template-fault", path=path, problem=f"{type(fault).__name__}: {fault}") from fault
    document, findings = build(Document, made, path)
    if document is None:
        problem = "; ".join(f"{finding.code} {'/'.join(map(str, finding.place.steps))}" for finding in findings)
        raise Refused("template-fault", path=path, problem=problem)
    return document


class _Filler:
    """Fills the blanks of a tree of maps, lists and texts."""

    def __init__(self) -> None:
        self.env = ImmutableSandboxedEnvironment(
            undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
        )
        self._texts: dict[str, jinja2.Template] = {}

    def value(self, value: Any, known: Known) -> Any:
        if isinstance(value, dict):
            return self.map(value, known)
        if isinstance(value, list):
            return [made for part in value for made in self.parts(part, known)]
        return value if value is None else self.text(value, known)

    def text(self, text: str, known: Known) -> str:
        """Return a text with its blanks filled; a row's texts are compiled once for all rows."""
        if text not in self._texts:
            self._texts[text] = self.env.from_string(text)
        return self._texts[text].render(known)

    def map(self, data: Mapping[str, Any], known: Known) -> dict[str, Any]:
        """Return a map without what came out empty; a part that does not stand is empty."""
        if IF in data and not self.says(data[IF], known):
            return {}
        made = {key: self.value(value, known) for key, value in data.items() if key not in (IF, REPEAT)}
        return {key: value for key, value in made.items() if not _is_empty(value)}

    def parts(self, part: Any, known: Known) -> Iterator[Any]:
        """Yield what becomes of one member of a list."""
        many = self.says(part[REPEAT], known) if isinstance(part, dict) and REPEAT in part else (None,)
        for one in many:
            made = self.value(part, known if one is None else {**known, ONE: one})
            if not _is_empty(made):
                yield made

    def says(self, expression: str, known: Known) -> Any:
        """Return what an expression comes to; a name nobody knows is a fault."""
        found = self.env.compile_expression(expression, undefined_to_none=False)(**known)
        if isinstance(found, jinja2.Undefined):
            raise jinja2.UndefinedError(f"unknown: {expression}")
        return found


def _is_empty(value: Any) -> bool:
    return value in ({}, [], None) or (isinstance(value, str) and not value.strip())
