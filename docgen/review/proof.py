"""A merged file tried before it is kept: its changes are exactly both sides' changes.

In: the file as it was, as both sides have it, and as it was merged. Out: whether the merged file can be read and says what one side or
the other changed, all of it and nothing else, comments included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from docgen.files.facts import composed, placed_comments
from docgen.read.tree import parse
from docgen.review.align import frozen
from docgen.review.changes import Change, compare

_NEW = re.compile(r"\+\d+")
Path = tuple[str, ...]


def proven(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Return whether the merged text holds both sides' changes and no other."""
    read = [_data(text) for text in (base, ours, theirs, merged)]
    if any(data is None for data in read):
        return False
    mine, other, both = (list(compare(read[0], data, ())) for data in read[1:])
    return (
        _counted(both) == _counted(mine) | _counted(other)
        and _orders_kept(mine, other, both)
        and _comments_kept(*(_comments(text) for text in (base, ours, theirs, merged)))
    )


def _data(text: str) -> Any:
    """Return what a text says, longer texts line by line; None where something is wrong with it."""
    tree = parse("", text.encode("utf-8"))
    if any(finding.severity == "error" for finding in tree.findings):
        return None
    return _lined(tree.data)


def _lined(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _lined(held) for key, held in data.items()}
    if isinstance(data, list):
        return [_lined(held) for held in data]
    return {"lines": data.split("\n")} if isinstance(data, str) and "\n" in data else data


def _counted(changes: Sequence[Change]) -> Counter[Hashable]:
    """Return the changes that can be counted; a new item without an id is the same wherever it stands."""
    return Counter((one.kind, _path(one.path), frozen(one.old), frozen(one.new)) for one in changes if one.kind != "ordered")


def _path(path: Path) -> Path:
    return tuple(_NEW.sub("+", step) if _NEW.fullmatch(step) else step for step in path)


def _orders_kept(ours: Sequence[Change], theirs: Sequence[Change], merged: Sequence[Change]) -> bool:
    """Return whether what one side moved stands in the order of that side, and nothing else was moved."""
    mine, other, both = (_moves(changes) for changes in (ours, theirs, merged))
    for path in {*mine, *other, *both}:
        wanted = [side[path] for side in (mine, other) if path in side]
        there = both.get(path)
        if there is None or not wanted or any([k for k in there if k in one] != [k for k in one if k in there] for one in wanted):
            return False
    return True


def _moves(changes: Sequence[Change]) -> Mapping[Path, Sequence[str]]:
    """Return path → the old keys in their new order, of lists and maps in which something really moved."""
    found = {}
    for change in changes:
        if change.kind == "ordered":
            new = [key for key in change.new if key in change.old]
            if new != [key for key in change.old if key in change.new]:
                found[_path(change.path)] = new
    return found


def _comments(text: str) -> Counter[str]:
    node = composed(text)
    return Counter(comment for _, comment in placed_comments(text, node)) if node is not None else Counter()


def _comments_kept(base: Counter[str], ours: Counter[str], theirs: Counter[str], merged: Counter[str]) -> bool:
    """Return whether every comment that stands stood before or was written, and every one that is gone was taken out."""
    for comment in {*base, *ours, *theirs, *merged}:
        was, mine, other = base[comment], ours[comment], theirs[comment]
        if merged[comment] != (mine if mine == other else mine + other - was):
            return False
    return True
