"""One file's text → plain data (maps, lists, text), or the findings that say why not.

Nodes come from PyYAML's C parser with their marks. Every scalar stays the text the clerk typed; an empty plain scalar
is None. What YAML would do silently is a finding here: the last of two equal keys wins, an alias repeats a tree, a
`` #`` eats the rest of a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from docgen.model.findings import Finding, Fix, Place, Source

LARGEST = 5_000_000
DEEPEST = 60
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_VALUE = re.compile(r"(\s*(?:- )?(?:[^\s:]+: +)?)(.*?)\s*$")
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_INDICATORS = frozenset("*&!@`%")
_FLOW_THEN_WORDS = re.compile(r"(\{[^{}]*\}|\[\[[^\[\]]*\]\]) *[^\s,\]}#]")
_STR = "tag:yaml.org,2002:str"
_PLAIN_TAGS = frozenset({_STR, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_EMPTY = frozenset({"", "~", "null"})
# Where an anchor, an alias or a tag may begin: after a space or a sign of YAML's own, so that **bold** is none.
_SAYS_MORE = re.compile(r"""[&*!](?<![^\s\ufeff\[\]{},:?"'-][&*!])(?:(?<=!)|(?=[0-9A-Za-z_-]))""")
_C_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loader(_C_LOADER):  # type: ignore[misc]
    """The parser without its guesses about types: they are a third of its time, and a scalar's type is its field's matter."""

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        """Return the one tag of all nodes."""
        return _STR

    def descend_resolver(self, node: Node | None, index: Any) -> None:
        """Enter a node."""

    def ascend_resolver(self) -> None:
        """Leave a node."""


@dataclass(slots=True)
class Tree:
    """The data of one file, its text as parsed, and what is wrong with it. ``data`` is None when it cannot be read."""

    path: str
    text: str
    data: Any
    findings: list[Finding]


def decode(path: str, raw: bytes) -> tuple[str | None, list[Finding]]:
    """Return a file's text in NFC with plain line ends and no byte order mark, with a note for each repair."""
    if len(raw) > LARGEST:
        return None, [Finding("E123", Place(path), {"value": f"{len(raw):,} bytes"})]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        column = len(raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
        return None, [Finding("E118", Place(path), {}, Source(path, line, column, column + 1))]
    plain = text.removeprefix("\ufeff")
    notes = ["N120"] if plain != text else []
    if "\r" in plain:
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
        notes.append("N121")
    if not unicodedata.is_normalized("NFC", plain):
        plain = unicodedata.normalize("NFC", plain)
        notes.append("N122")
    fix = Fix(0, len(text), plain)
    return plain, [Finding(code, Place(path), {}, Source(path, 1, 1, 2), fix) for code in notes]


def parse(path: str, raw: bytes) -> Tree:
    """Return the tree of a file."""
    text, findings = decode(path, raw)
    if text is None:
        return Tree(path, "", None, findings)
    tree = Tree(path, text, None, findings)
    try:
        bad = _alias(path, text) if _suspicious(text) else None
        node = compose(text) if bad is None else None
    except (yaml.YAMLError, RecursionError) as fault:
        findings.append(_syntax(path, text, fault))
        return tree
    if bad is not None:
        findings.append(bad)
    elif node is None:
        findings.append(Finding("W127", Place(path), {}, Source(path, 1, 1, 2)))
    else:
        tree.data = _Plain(path, text, findings).value(node, (), 0)
    return tree


def compose(text: str) -> Node | None:
    """Return the only document of a text as nodes with marks."""
    loader = Loader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _suspicious(text: str) -> bool:
    return ("&" in text or "*" in text or "!" in text) and _SAYS_MORE.search(text) is not None


def _alias(path: str, text: str) -> Finding | None:
    """Return the finding for the first anchor, alias or tag: YAML's ways to say more than is written.

    An alias of nothing is a text that begins with a star.
    """
    for event in yaml.parse(text, Loader=Loader):
        tag = getattr(event, "tag", None)
        word = getattr(event, "anchor", None) or (tag if tag and tag != "!" and tag not in _PLAIN_TAGS else None)
        if word and isinstance(event, yaml.AliasEvent):  # an anchor would have been found before it
            start: Any = event.start_mark
            line = text.split("\n")[start.line]
            words = {"value": line.strip(), "cure": _quoted_line(line)}
            return Finding("E116", Place(path), words, span(path, start, event.end_mark))
        if word:
            return Finding("E107", Place(path), {"value": str(word)}, span(path, event.start_mark, event.end_mark))
    return None


def span(path: str, start: Any, end: Any) -> Source:
    """Return the place between two marks, cut at the end of the first line."""
    last = end.column + 1 if end.line == start.line else start.column + 2
    return Source(path, start.line + 1, start.column + 1, max(last, start.column + 2))


def _quoted_line(line: str) -> str:
    """Return the line with its text in quotes: the cure for words YAML would eat."""
    match = _VALUE.match(line)
    head, value = (match[1], match[2]) if match else ("", line)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{head.lstrip()}"{escaped}"'


def _syntax(path: str, text: str, fault: Exception) -> Finding:
    """Return the finding for a text YAML cannot read, with the line rewritten where quotes are the cure."""
    if isinstance(fault, RecursionError):
        return Finding("E123", Place(path), {"value": "deep nesting"}, Source(path, 1, 1, 2))
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        return Finding("E128", Place(path), {}, Source(path, line, 1, 8))
    mark = getattr(fault, "problem_mark", None)
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or fault)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    source = Source(path, line + 1, column + 1, column + 2)
    shown = lines[line] if line < len(lines) else ""
    if "control characters" in problem or "special characters" in problem or ("not allowed" in problem and _FORBIDDEN.search(text)):
        return _control(path, text)
    if "\t" in shown[: column + 1] or ("cannot start any token" in problem and "\t" in shown):
        return Finding("E117", Place(path), {}, source)
    value = _VALUE.match(shown)
    begins_badly = value is not None and (value[2][:1] in _INDICATORS or _FLOW_THEN_WORDS.match(value[2]) is not None)
    if "mapping values are not allowed" in problem or begins_badly:
        start = (value.start(2) if value and begins_badly else column) + 1
        source = Source(path, line + 1, start, start + 1)
        return Finding("E116", Place(path), {"value": shown.strip(), "cure": _quoted_line(shown)}, source)
    if "single document" in str(getattr(fault, "context", "")) or "another document" in problem:
        return Finding("E126", Place(path), {}, source)
    return Finding("E101", Place(path), {"problem": problem}, source)


def _control(path: str, text: str) -> Finding:
    match = _FORBIDDEN.search(text) or re.search("[\x7f-\x84\x86-\x9f]", text)
    at = match.start() if match else 0
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Finding("E119", Place(path), {"value": f"U+{ord(text[at]):04X}"}, Source(path, line, column, column + 1))


class _Plain:
    """Turns nodes into data and collects what YAML hides."""

    def __init__(self, path: str, text: str, findings: list[Finding]) -> None:
        self.path, self.text, self.findings = path, text, findings
        self.comments = " #" in text
        self.keys: dict[str, str] = {}

    def value(self, node: Node, steps: tuple[str | int, ...], depth: int) -> Any:
        """Return the data of a node; ``steps`` lead to it."""
        if node.__class__ is ScalarNode:
            return self.scalar(node)
        if depth > DEEPEST:
            self.add("E123", node, {"value": "deep nesting"})
            return None
        if node.__class__ is MappingNode:
            return self.mapping(node, steps, depth)
        return [self.value(item, (), depth + 1) for item in node.value]

    def mapping(self, node: MappingNode, steps: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        """Return a map; a key that stands twice is a finding, and the first stands."""
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.__class__ is not ScalarNode:
                self.add("E116", node, self.eaten(node))
                continue
            if key in data:
                self.add("E102", key_node, {"key": key})
                continue
            data[key] = self.scalar(value_node) if value_node.__class__ is ScalarNode else self.value(value_node, steps, depth + 1)
        return data

    def scalar(self, node: ScalarNode) -> str | None:
        """Return the text of a scalar as typed; an empty plain one is None."""
        text: str = node.value
        if not node.style:
            if text in _EMPTY:
                return None
            if self.comments and self.text.startswith(" #", node.end_mark.index) and _is_sentence(text):
                self.add("E116", node, self.eaten(node))
        elif node.style == '"' and _FORBIDDEN.search(text):
            self.add("E119", node, {"value": f"U+{ord(_FORBIDDEN.search(text)[0]):04X}"})  # type: ignore[index]
        return text

    def eaten(self, node: Node) -> dict[str, str]:
        """Return the words of E116 for the line a node stands on."""
        line = self.text.split("\n")[node.start_mark.line]
        return {"value": line.strip(), "cure": _quoted_line(line)}

    def add(self, code: str, node: Node, words: dict[str, str]) -> None:
        """Keep a finding at a node."""
        self.findings.append(Finding(code, Place(self.path), words, span(self.path, node.start_mark, node.end_mark)))


def _is_sentence(text: str) -> bool:
    return " " in text or not text.isascii()


def walk(node: Node | None, steps: tuple[str | int, ...], key: bool = False) -> tuple[Node, Node | None] | None:
    """Return the node the steps lead to and the node of its key. Steps the tree does not have are passed over."""
    if node is None:
        return None
    key_node: Node | None = None
    for step in steps:
        found = _step(node, step)
        if found is not None:
            node, key_node = found
    return node, key_node


def _step(node: Node, step: str | int) -> tuple[Node, Node | None] | None:
    if isinstance(node, MappingNode):
        return next(((value, key) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step], None
    return None


def nodes(node: Node, match: Callable[[Node], bool]) -> Iterator[Node]:
    """Yield every mapping node that matches."""
    if isinstance(node, MappingNode):
        if match(node):
            yield node
        for _, value in node.value:
            yield from nodes(value, match)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from nodes(value, match)
