"""The finished PDF of another body, put into a joined file in the place of a blank sheet.

In: the joined file, where the sheet lies, the finished file. Out: its pages with their tags, their links within the document and to the
network; what else leads out of them (forms, threads, scripts) stays behind.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from docgen.write.grafted import Graft, graft

STATES = ("PDF/A-3a", "PDF/A-3b", "PDF")
"""What a file with pages of other bodies may be, the most first."""
OUTWARD = ("/Annots", "/B", "/AA", "/Metadata")
"""Keys of a page that lead out of it; its links are put back."""
TAGS = ("/StructParents", "/Tabs")
"""Keys of a page that lead into a tree of tags."""
OWN = frozenset({"/Parent", "/Type"})
"""Keys of a page that belong to the file it is in."""
LEVEL_A = re.compile(rb'pdfaid:conformance(?:>|="|=\')A')
Target = tuple[int, Sequence[Any]]
"""The page a link leads to, from 0, and where on it."""


class BadPdf(ValueError):
    """A finished PDF that cannot be read, or only with a password."""


def opened(data: bytes) -> Any:
    """Return an opened PDF. Raises ``BadPdf``."""
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise BadPdf("it can be opened only with a password") from None
    except pikepdf.PdfError as fault:
        raise BadPdf(str(fault)) from None


def put_in(file: Any, at: int, data: bytes, title: str) -> str:
    """Put the pages of a finished PDF in the place of a sheet, which stays the target of links and outline.

    Returns what the joined file can be with them, one of ``STATES``: tags are only as good as those of every part. Raises ``BadPdf``.
    """
    with opened(data) as other:
        for index, page in enumerate(other.pages):
            file.pages.insert(at + 1 + index, page)
        sheet, pages = file.pages[at].obj, [file.pages[at + 1 + index].obj for index in range(len(other.pages))]
        tagged = graft(file, other, Graft(title, sheet, pages))
        final = [sheet, *pages[1:]]
        for number, (page, links) in enumerate(zip(pages, _links(other), strict=True)):
            kept = [_led(note, final, number, links[place]) for place, note in enumerate(page.get("/Annots", [])) if place in links]
            _bare(file, page, kept, tagged=tagged)
        _without(sheet, {*sheet.keys()} - OWN)
        for key in {*pages[0].keys()} - OWN:
            sheet[key] = pages[0][key]
        del file.pages[at + 1]
        return _state(other, tagged=tagged)


def _links(other: Any) -> Iterator[Mapping[int, Target | None]]:
    """Yield for each page which of its notes are links that hold: where they lead, None for one into the network."""
    numbers = {page.obj.objgen: number for number, page in enumerate(other.pages)}
    named = dict(_named(other))
    for page in other.pages:
        found: dict[int, Target | None] = {}
        for place, note in enumerate(page.get("/Annots", [])):
            held, action = _entries(note), _entries(_entries(note).get("/A"))
            target = _target(held.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None), numbers, named)
            if target is not None or action.get("/S") == "/URI":
                found[place] = target
        yield found


def _entries(held: Any) -> Mapping[str, Any]:
    """Return what a dictionary holds; nothing for what a careless program put in its place."""
    import pikepdf

    return dict(held.items()) if isinstance(held, pikepdf.Dictionary) else {}


def _named(other: Any) -> Iterator[tuple[str, Any]]:
    """Yield the named places of a file, those of PDF 1.1 too."""
    import pikepdf

    tree = other.Root.get("/Names", {}).get("/Dests")
    with suppress(pikepdf.PdfError, RuntimeError, TypeError, ValueError):  # a broken tree leads nowhere
        yield from ((str(name), place) for name, place in (pikepdf.NameTree(tree).items() if tree is not None else ()))
    yield from other.Root.get("/Dests", {}).items()


def _target(place: Any, numbers: Mapping[tuple[int, int], int], named: Mapping[str, Any]) -> Target | None:
    import pikepdf

    if isinstance(place, pikepdf.String | pikepdf.Name):
        place = named.get(str(place))
    if isinstance(place, pikepdf.Dictionary):
        place = place.get("/D")
    if not isinstance(place, pikepdf.Array) or not len(place) or not isinstance(place[0], pikepdf.Dictionary):
        return None
    number = numbers.get(place[0].objgen)
    return None if number is None else (number, [part if isinstance(part, pikepdf.Name) else _plain(part) for part in list(place)[1:]])


def _plain(part: Any) -> Any:
    """Return a number or nothing of a place: objects of one file must not stand in another."""
    return None if part is None else float(part)


def _led(note: Any, pages: Sequence[Any], number: int, target: Target | None) -> Any:
    """Return a link of a page that leads where it led in its own file."""
    import pikepdf

    note.P = pages[number]
    _without(note, ("/AA",) if target is None else ("/AA", "/A"))
    if target is not None:
        note.Dest = pikepdf.Array([pages[target[0]], *target[1]])
    return note


def _bare(file: Any, page: Any, links: Sequence[Any], *, tagged: bool) -> None:
    """Take from a page what leads out of it, its links excepted."""
    _without(page, OUTWARD if tagged else (*OUTWARD, *TAGS))
    if links:
        page.Annots = file.make_indirect(links)
    for note in () if tagged else links:
        _without(note, ("/StructParent",))


def _without(held: Any, keys: Iterable[str]) -> None:
    for key in keys:
        if key in held:
            del held[key]


def _state(other: Any, *, tagged: bool) -> str:
    metadata = other.Root.get("/Metadata")
    said = metadata.read_bytes() if metadata is not None else b""
    if b"pdfaid:part" not in said:
        return "PDF"
    return "PDF/A-3a" if tagged and LEVEL_A.search(said) else "PDF/A-3b"
