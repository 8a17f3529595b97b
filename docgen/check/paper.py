"""One document under the rules: its values laid flat once, each knowing the way back to the file.

The way is told only when a finding needs it, so a clean document costs a walk and nothing more.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from docgen.check.desk import Desk, View
from docgen.check.plan import plan
from docgen.derive.names import side_of
from docgen.derive.relations import effect_of
from docgen.model.body import Article, Clause, Item, Passage, Point
from docgen.model.document import Basis, Changed, Document
from docgen.model.findings import Finding, Place
from docgen.model.kind import Kind
from docgen.model.values import Value
from docgen.words.markup import citations

Day = datetime.date
V = TypeVar("V", bound=Value)
BLANK = "…"
"""What a new document holds where only the clerk knows the words."""
PRINTING = ("tasks", "groups", "persons", "phases", "drills", "evaluation", "table", "chart")
"""Keys of a part that print lists of the document."""
UNIT_WORDS = ("xã", "phường", "đặc khu")
_NOTED = re.compile(rf"[*\[{{…]|{'|'.join(UNIT_WORDS)}")


class Node(NamedTuple):
    """A value, the node that holds it, and the key, and the index or key in it, that lead to it from there."""

    value: Any
    parent: Node | None = None
    key: str = ""
    at: int | str | None = None

    def steps(self, *more: str | int) -> tuple[str | int, ...]:
        """Return the keys and indices from the top of the file, and ``more`` below."""
        if self.parent is None:
            return more
        own = (self.key,) if self.at is None else (self.key, self.at)
        return self.parent.steps(*own, *more)


class Text(NamedTuple):
    """A text with marks in it, and where it stands below its node."""

    text: str
    node: Node
    below: tuple[str | int, ...]

    def steps(self) -> tuple[str | int, ...]:
        """Return the keys and indices from the top of the file."""
        return self.node.steps(*self.below)


class Mention(NamedTuple):
    """A text of the catalogue, or of the office, that a document names, or a ``part`` of it, and to what end."""

    id: str
    steps: tuple[str | int, ...]
    use: Literal["basis", "change", "citation"] = "citation"
    part: str = ""


def lay_flat(value: Value) -> list[Node]:
    """Return the node of a value and of every value below it, in the order of the file's schema."""
    nodes: list[Node] = []
    _lay(nodes, Node(value))
    return nodes


def _lay(nodes: list[Node], node: Node) -> None:
    nodes.append(node)
    fields = node.value.__dict__
    for name, key, _ in plan(node.value.__class__).parts:
        held = fields[name]
        if not held:
            continue
        if held.__class__ is tuple:
            for index, item in enumerate(held):
                if item.__class__ is not str:
                    _lay(nodes, Node(item, node, key, index))
        elif isinstance(held, Value):
            _lay(nodes, Node(held, node, key))
        else:
            for name_, item in held.items():
                _lay(nodes, Node(item, node, key, name_))


@dataclass(frozen=True)
class Paper:
    """A document with the desk it lies on."""

    desk: Desk
    document: Document

    @cached_property
    def nodes(self) -> Sequence[Node]:
        """Return all values of the document."""
        return lay_flat(self.document)

    @cached_property
    def classes(self) -> Mapping[type[Value], Sequence[Node]]:
        """Return the nodes by class."""
        classes: dict[type[Value], list[Node]] = {}
        for node in self.nodes:
            classes.setdefault(type(node.value), []).append(node)
        return classes

    def every(self, *kinds: type[Value]) -> Iterator[Node]:
        """Yield the nodes of these very classes."""
        for kind in kinds:
            yield from self.classes.get(kind, ())

    @cached_property
    def printers(self) -> Sequence[Node]:
        """Return the parts that print lists of the document: tasks, persons, phases, drills, groups of tasks, a table, a chart."""
        found: list[Node] = []
        for node in self.every(Passage, Article, Clause, Point, Item):
            held = node.value.__dict__
            if any(held[key] for key in PRINTING):
                found.append(node)
        return found

    @cached_property
    def texts(self) -> Sequence[Text]:
        """Return the texts that hold marks: citations, placeholders, bold, footnotes."""
        return [text for text in self._noted if "[" in text.text or "*" in text.text or "{" in text.text]

    @cached_property
    def blanks(self) -> Sequence[Text]:
        """Return the texts that are still to be written."""
        return [text for text in self._noted if text.text.strip() == BLANK]

    @cached_property
    def unit_texts(self) -> Sequence[Text]:
        """Return the texts that speak of communes, wards or special zones."""
        return [text for text in self._noted if any(word in text.text for word in UNIT_WORDS)]

    @cached_property
    def _noted(self) -> Sequence[Text]:
        """Return the texts some rule has to look into; the rest, most of a document, is passed over once."""
        found: list[Text] = []
        for kind, nodes in self.classes.items():
            for name, key, _ in plan(kind).texts:
                for node in nodes:
                    held = node.value.__dict__[name]
                    if not held:
                        continue
                    if held.__class__ is str:
                        marked = "[" in held or "*" in held or "{" in held or "…" in held
                        if marked or "xã" in held or "phường" in held or "đặc khu" in held:
                            found.append(Text(held, node, (key,)))
                    else:
                        found += (Text(text, node, below) for text, below in strings(held, key) if _NOTED.search(text))
        return found

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """Return the texts this document stands on, changes or cites."""
        found = [Mention(id_of(n.value.ref), n.steps("ref"), "basis", part_of(n.value.ref)) for n in self.every(Basis) if n.value.ref]
        found += [Mention(id_of(n.value.document), n.steps("document"), "change") for n in self.every(Changed)]
        for text in self.texts:
            targets = [target for target, is_part in citations(text.text) if not is_part]
            found += [Mention(id_of(target), text.steps(), part=part_of(target)) for target in targets]
        return found

    @cached_property
    def path(self) -> str:
        """Return the file of the document."""
        return self.desk.office.files.get(f"document:{id_of(self.document.id)}", "")

    @property
    def is_series(self) -> bool:
        """Return whether the document is a series, or one document of a series."""
        return self.document.each is not None or "@" in self.document.id

    @cached_property
    def kind(self) -> Kind | None:
        """Return the kind of the document, where it is known."""
        return self.desk.office.kinds.get(self.document.kind)

    @cached_property
    def side(self) -> str:
        """Return whose layout the document follows."""
        return side_of(self.desk.office, self.document)

    @property
    def view(self) -> View:
        """Return the posts and bodies the document is judged by: a dated one by dated documents, a draft by drafts too."""
        return self.desk.posts if self.document.date else self.desk.planned

    @property
    def day(self) -> Day | None:
        """Return the day of signing, else the planned one."""
        day: Day | None = self.document.day
        return day

    @property
    def effect(self) -> Day | None:
        """Return the day of effect."""
        return effect_of(self.document)

    def finding(self, code: str, steps: tuple[str | int, ...], **words: object) -> Finding:
        """Return a finding at a value of this document's file."""
        return Finding(code, Place(self.path, steps), {name: str(word) for name, word in words.items()})


def id_of(address: str) -> str:
    """Return the document or reference an address begins with."""
    return address.partition("#")[0].partition("@")[0]


def part_of(address: str) -> str:
    """Return the part an address names, or nothing."""
    return address.partition("#")[2].partition("@")[0]


def strings(held: Any, *below: str | int) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield the texts a field holds, also in lists and maps, with the steps that lead to each."""
    if isinstance(held, str):
        yield held, below
    elif isinstance(held, tuple):
        for index, item in enumerate(held):
            yield from strings(item, *below, index)
    elif isinstance(held, Mapping):
        for key, item in held.items():
            yield from strings(item, *below, key)
