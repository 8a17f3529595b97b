"""Changes as data: what makes one office the other, matched by permanent ids.

In: two offices. Out: changes in the order of the sections and of the files; applied to the first office they give the second. A change
is of one of four kinds: ``added`` and ``removed`` (a whole value), ``changed`` (one value for another), ``ordered`` (the keys of a map
or list in their new order, where adding and removing alone does not give it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docgen.model.office import Office
from docgen.review.align import aligned, keys_of
from docgen.review.data import SECTIONS, Lines, held, office_of, plain, sections
from docgen.review.lines import appended

Kind = Literal["added", "removed", "changed", "ordered"]


@dataclass(frozen=True)
class Change:
    """One change: its path (section, key, then keys of maps and lists), its kind, what was and what is, as plain data.

    In lists a step is the id of the item; without one ``~N``, the place it had, or ``+N``, the place a new one has, from 1.
    """

    path: tuple[str, ...]
    kind: Kind
    old: Any = None
    new: Any = None


def diff(before: Office, after: Office) -> tuple[Change, ...]:
    """Return what makes ``before`` into ``after``; values that are equal are not laid open."""
    found: list[Change] = []
    for section in SECTIONS:
        olds, news = held(before, section), held(after, section)
        for key in (*olds, *(key for key in news if key not in olds)):
            old, new = olds.get(key), news.get(key)
            if old is new or (old is not None and new is not None and _same(old, new)):
                continue
            if old is None or new is None:
                found.append(Change((section, key), "added" if old is None else "removed", _opened(old), _opened(new)))
            elif isinstance(old, Lines) and (new_ones := appended(old, new)) is not None:
                found += (Change((section, key, own), "added", None, data) for own, data in new_ones)
            else:
                found += compare(plain(old), plain(new), (section, key))
    return tuple(found)


def apply(office: Office, changes: Iterable[Change]) -> Office:
    """Return the office with the changes made. Raises ``KeyError`` where a change does not fit, pydantic's ``ValidationError``
    where what comes out is no office."""
    trie = _Trie()
    for change in changes:
        node = trie
        for step in change.path:
            node = node.below.setdefault(step, _Trie())
        node.changes.append(change)
    whole = sections(office)
    return office_of(office, {section: _made(node, whole[section]) for section, node in trie.below.items()})


def compare(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Change]:
    """Yield what makes plain data into other plain data."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _maps(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, path)
    elif old != new:
        yield Change(path, "changed", old, new)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Lines) and isinstance(new, Lines):  # equal texts need no reading
        return old.text == new.text
    return bool(old == new and plain(old) == plain(new))  # equal values may hold their maps in another order


def _opened(value: Any) -> Any:
    return None if value is None else plain(value)


def _maps(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Change]:
    yield from _parts(old, new, path)
    natural = [*(key for key in old if key in new), *(key for key in new if key not in old)]
    if natural != list(new):
        yield Change(path, "ordered", list(old), list(new))


def _lists(old: Sequence[Any], new: Sequence[Any], path: tuple[str, ...]) -> Iterator[Change]:
    olds = dict(zip(keys_of(old), old, strict=True))
    news = dict(zip(aligned(old, new), new, strict=True))
    yield from _maps(olds, news, path)


def _parts(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Change]:
    for key in (*old, *(key for key in new if key not in old)):
        if key not in new:
            yield Change((*path, key), "removed", old[key])
        elif key not in old:
            yield Change((*path, key), "added", None, new[key])
        else:
            yield from compare(old[key], new[key], (*path, key))


class _Trie:
    """Changes by the steps of their paths."""

    def __init__(self) -> None:
        self.below: dict[str, _Trie] = {}
        self.changes: list[Change] = []


def _made(node: _Trie, data: Any) -> Any:
    """Return plain data with the changes of a node and below it."""
    for change in node.changes:
        if change.kind in ("changed", "added"):
            return change.new
    if isinstance(data, list):
        return list(_mapped(node, dict(zip(keys_of(data), data, strict=True))).values())
    return _mapped(node, data)


def _mapped(node: _Trie, data: Mapping[str, Any]) -> dict[str, Any]:
    missing = [key for key, below in node.below.items() if key not in data and not any(one.kind == "added" for one in below.changes)]
    if missing:
        raise KeyError(missing[0])
    gone = {key for key, below in node.below.items() if any(change.kind == "removed" for change in below.changes)}
    kept = {key: _made(node.below[key], one) if key in node.below else one for key, one in data.items() if key not in gone}
    added = {key: _made(below, None) for key, below in node.below.items() if key not in data}
    whole = {**kept, **added}
    order = next((change.new for change in node.changes if change.kind == "ordered"), None)
    return {key: whole[key] for key in order} if order is not None else whole
