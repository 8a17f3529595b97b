"""The lines of a file an address stands on: what is written for it and nothing below it.

In: the text of a file and the part of an address behind ``#``. Out: line numbers from 1. An article's lines are those of its title and
text, not of its clauses, which have addresses of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from docgen.read.tree import compose, decode, nodes, walk
from docgen.read.where import ID_KEYS


def tree_of(path: str, raw: bytes | None) -> Node | None:
    """Return the nodes of a file; None where it is missing or no YAML."""
    try:
        text = decode(path, raw)[0] if raw is not None else None
        return compose(text) if text is not None else None
    except (YAMLError, RecursionError):
        return None


def extent(tree: Node | None, part: str) -> frozenset[int]:
    """Return the lines of a part of a document, nothing where it does not say that part; ``#id@unit`` stands on the lines of ``#id``."""
    node = _node(tree, part.partition("@")[0]) if tree is not None and part else None
    return frozenset(_own(node)) if node is not None else frozenset()


def _node(tree: Node, part: str) -> Node | None:
    id_, *rest = part.split("/")
    holder = next(nodes(tree, lambda n: any(key.value in ID_KEYS and value.value == id_ for key, value in n.value)), None)
    steps = tuple(int(step) - 1 if step.isdigit() else step for step in (rest if holder is not None else part.split("/")))
    found = walk(holder if holder is not None else tree, steps)
    return found[0] if found and (steps or holder is not None) and found[0] is not tree else None


def _own(node: Node) -> Iterator[int]:
    if not isinstance(node, MappingNode):
        yield from _lines(node, node)
        return
    for key, value in node.value:
        if isinstance(value, ScalarNode) or (isinstance(value, SequenceNode) and all(isinstance(one, ScalarNode) for one in value.value)):
            yield from _lines(key, value)


def _lines(first: Node, last: Node) -> range:
    """Return the lines from one node to another; a block of text ends before the line its end mark stands at."""
    end = last.end_mark.line + (1 if last.end_mark.column else 0)
    return range(first.start_mark.line + 1, max(end, first.start_mark.line + 1) + 1)
