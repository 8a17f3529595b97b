"""Finds translatable texts in YAML data, so that ``pybabel extract`` reads codes and their explanations like code.

In come an open YAML file and the options of a section of ``babel.cfg``; out come Babel's tuples. ``keys`` in the options
names the fields whose texts are printed, at whatever depth they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

Message = tuple[int, None, str, list[str]]


def yaml_messages(file: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, str]) -> Iterator[Message]:
    """Yield line, function name (none), text and comments for every text under one of the keys; the path is the comment.

    The signature is Babel's; keywords and comment tags belong to source code and have no meaning here.
    """
    import yaml

    keys = frozenset(options["keys"].split())
    root = yaml.compose(file, Loader=yaml.SafeLoader)
    if root is not None:
        yield from _walk(root, keys, ())


def _walk(node: yaml.Node, keys: frozenset[str], path: tuple[str, ...]) -> Iterator[Message]:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _item(item, keys, (*path, str(place)))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _item(value, keys, (*path, key.value))


def _item(node: yaml.Node, keys: frozenset[str], path: tuple[str, ...]) -> Iterator[Message]:
    import yaml

    wanted = path[-1] in keys or (len(path) > 1 and path[-1].isdigit() and path[-2] in keys)
    if not isinstance(node, yaml.ScalarNode):
        yield from _walk(node, keys, path)
    elif wanted and node.value:
        yield node.start_mark.line + 1, None, node.value, ["/".join(path)]
