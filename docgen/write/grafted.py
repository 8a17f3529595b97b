"""The tags of a finished PDF, put into the tree of the file its pages were put into (ISO 32000-1, 14.7).

In: the joined file and the finished one, after its pages came over. Out: the joined file, in whose tree the structure of the other
stands where its pages do: numbers of the parent tree do not meet, ids are told apart, roles and classes are joined. A structure that
cannot be joined, or is broken, is left out as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

KEYS = ("/StructParents", "/StructParent")
MAPS = ("/RoleMap", "/ClassMap")
LARGEST = 1_000_000
"""Elements of the largest structure that is looked through."""


class Unjoinable(ValueError):
    """A structure that is broken, or names something as the joined file names another thing."""


@dataclass(frozen=True, slots=True)
class Graft:
    """What is put in: the title it gets, the page the joined file had at its place, its own pages, of which the first one goes."""

    title: str
    sheet: Any
    pages: Sequence[Any]


def graft(file: Any, other: Any, put: Graft) -> bool:
    """Put the structure of ``other`` in; return whether it is there. Pages that stay keep ``/StructParents`` only then."""
    ours, theirs = file.Root.get("/StructTreeRoot"), other.Root.get("/StructTreeRoot")
    if ours is None or theirs is None or not other.Root.get("/MarkInfo", {}).get("/Marked"):
        return False
    tree = file.copy_foreign(theirs if theirs.is_indirect else other.make_indirect(theirs))
    try:
        _agree(ours, tree)
        numbers, elements = list(_numbers(tree.get("/ParentTree"))), list(_elements(_kids(tree)))
        held = [(holder, key, int(holder[key])) for holder in _holders(put.pages) for key in KEYS if key in holder]
    except (Unjoinable, AttributeError, TypeError, ValueError, KeyError):
        return False
    offset = _next(ours)
    for holder, key, number in held:
        holder[key] = number + offset
    for element in elements:
        _settled(element, put, f"{offset}-")
    for number, entry in numbers:
        ours.ParentTree.Nums.extend([number + offset, entry])
    _join(ours, tree)
    _hang(file, ours, tree, put, other.Root.get("/Lang"))
    if "/IDTree" in tree or "/IDTree" in ours:
        ours.IDTree = file.make_indirect(_ids(ours))
    return True


def _agree(ours: Any, theirs: Any) -> None:
    """Raise ``Unjoinable`` where both trees give one name to different roles or classes."""
    for key in MAPS:
        known = ours.get(key, {})
        if any(name in known and known[name] != value for name, value in theirs.get(key, {}).items()):
            raise Unjoinable(key)


def _kids(node: Any) -> list[Any]:
    """Return what stands below an element: one thing or a list of them."""
    import pikepdf

    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _elements(kids: Sequence[Any]) -> Iterator[Any]:
    """Yield every element, mark and object reference, each once. Raises ``Unjoinable`` for a structure without end."""
    import pikepdf

    waiting, seen, count = list(kids), set[tuple[int, int]](), 0
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        count += 1
        if (node.is_indirect and node.objgen in seen) or count > LARGEST:
            raise Unjoinable("/K")
        seen.add(node.objgen)
        yield node
        waiting += _kids(node)


def _numbers(node: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a number tree."""
    if node is None or depth > 50:
        raise Unjoinable("/ParentTree")
    held = list(node.get("/Nums", []))
    yield from ((int(number), entry) for number, entry in zip(held[::2], held[1::2], strict=True))
    for kid in node.get("/Kids", []):
        yield from _numbers(kid, depth + 1)


def _next(tree: Any) -> int:
    """Return the first number no page of the joined file has; our own tree is one list."""
    return max((int(number) for number in list(tree.ParentTree.Nums)[::2]), default=-1) + 1


def _holders(pages: Sequence[Any]) -> Iterator[Any]:
    """Yield what has a number of the parent tree, each once: pages, their notes, forms drawn on them."""
    import pikepdf

    seen = set[tuple[int, int]]()
    waiting: list[Any] = [*pages, *(note for page in pages for note in page.get("/Annots", []))]
    while waiting:
        holder = waiting.pop()
        if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) or (holder.is_indirect and holder.objgen in seen):
            continue
        seen.add(holder.objgen)
        yield holder
        resources: Any = holder.get("/Resources") or {}
        waiting += (resources.get("/XObject") or {}).values()


def _settled(element: Any, put: Graft, prefix: str) -> None:
    """Lead an element to the page that stays, and tell its id apart from those of other bodies."""
    import pikepdf

    page = element.get("/Pg")
    if isinstance(page, pikepdf.Dictionary) and page.is_indirect and page.objgen == put.pages[0].objgen:
        element.Pg = put.sheet
    if "/ID" in element:
        element.ID = pikepdf.String(prefix + str(element.ID))
    attributes = element.get("/A")
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary) and isinstance(one.get("/Headers"), pikepdf.Array):
            one.Headers = pikepdf.Array([pikepdf.String(prefix + str(name)) for name in one.Headers])


def _join(ours: Any, theirs: Any) -> None:
    """Join roles, classes and name spaces."""
    import pikepdf

    for key in MAPS:
        if key in theirs:
            ours[key] = pikepdf.Dictionary({**dict(ours.get(key, {}).items()), **dict(theirs[key].items())})
    if "/Namespaces" in theirs:
        ours.Namespaces = pikepdf.Array([*ours.get("/Namespaces", []), *theirs.Namespaces])


def _ids(tree: Any) -> Any:
    """Return the tree of all ids."""
    import pikepdf

    named = {str(one.ID): one for one in _elements(_kids(tree)) if "/ID" in one}
    pairs = [part for name in sorted(named, key=str.encode) for part in (pikepdf.String(name), named[name])]
    return pikepdf.Dictionary(Names=pikepdf.Array(pairs))


def _hang(file: Any, ours: Any, theirs: Any, put: Graft, language: Any) -> None:
    """Hang the elements below the document of the joined file, in the place of the blank sheet."""
    import pikepdf

    (document,) = _kids(ours)
    kids = [kid for kid in _kids(theirs) if isinstance(kid, pikepdf.Dictionary)]
    part = file.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Part, P=document, T=put.title, K=pikepdf.Array(kids))
    )
    if language is not None:
        part.Lang = pikepdf.String(str(language))
    for kid in kids:
        kid.P = part
    held = list(document.K)
    blank = [place for place, kid in enumerate(held) if "/Pg" in kid and kid.Pg.objgen == put.sheet.objgen]
    at = blank[0] if blank else len(held)
    document.K = pikepdf.Array([*held[:at], part, *(kid for place, kid in enumerate(held[at:], at) if place not in blank)])
