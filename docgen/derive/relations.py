"""What the office's texts do to one another, gathered from the documents and the catalogue.

In: the office. Out: the end of every text and part (for the rules), and the whole graph (for ``docgen refs``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from docgen.derive.graph import ENDINGS, Edge, End, Ending, Ends, Graph, How, PartEnds, Text, ends_of
from docgen.model.document import Changed, Document
from docgen.model.office import Office
from docgen.words.markup import citations

Day = datetime.date
UNPRINTED = {"notes", "waive"}
CHANGING: tuple[How, ...] = ("amends", "replaces", "repeals", "corrects")
_TARGET = re.compile(r"[a-z0-9/@#-]+")


def effect_of(document: Document) -> Day | None:
    """Return the day a document takes effect: the day of signing where it says nothing."""
    signed: Day | None = document.day
    return document.effect or signed


def ends(office: Office) -> Ends:
    """Return the end of every reference and document that has one; the earliest where several texts end it."""
    return all_ends(office)[0]


def all_ends(office: Office) -> tuple[Ends, PartEnds]:
    """Return the ends of texts and of parts, those brought by planned documents included: two drafts must agree."""
    known = {id_: End(text.until, text.by or "") for id_, text in office.references.items() if text.until}
    known |= {id_: End(document.until, "") for id_, document in office.documents.items() if document.until}
    return ends_of(known, _endings(office))


def _endings(office: Office) -> Iterator[Ending]:
    for id_, document in office.documents.items():
        effect = effect_of(document)
        if effect is not None and not document.trial:
            for how in ENDINGS:
                yield from (Ending(id_, *_changed(change), effect) for change in getattr(document, how))


def graph(office: Office, titles: Mapping[str, str], signed: Mapping[str, Day]) -> Graph:
    """Return the graph of all texts. ``signed`` are days of signing that stand in the register only, those of series."""
    texts = {
        id_: Text(id_, titles.get(id_, id_), False, text.date, text.effect, text.until) for id_, text in sorted(office.references.items())
    }
    for id_, document in sorted(office.documents.items()):
        day = document.date or signed.get(id_)
        texts[id_] = Text(id_, titles.get(id_, id_), True, day, document.effect, document.until, document.trial)
    found = {edge for document in office.documents.values() for edge in edges(document)}
    found |= {Edge(text.by, id_, "ends") for id_, text in office.references.items() if text.by}
    return Graph(texts, sorted(edge for edge in found if edge.target in texts and edge.source in texts and edge.source != edge.target))


def edges(document: Document) -> Iterator[Edge]:
    """Yield what a document does with other texts. What it is based on or changes is not told again as cited."""
    named = set()
    for basis in document.bases:
        if basis.ref:
            named.add(whole(basis.ref))
            yield Edge(document.id, whole(basis.ref), "basis", _part(basis.ref))
    for how in CHANGING:
        for change in getattr(document, how):
            named.add(whole(change.document))
            target, parts = _changed(change)
            yield Edge(document.id, target, how, parts)
    cites: dict[str, set[str]] = {}
    for target in cited(document):
        if whole(target) not in named:
            cites.setdefault(whole(target), set()).update(_part(target))
    yield from (Edge(document.id, target, "cites", tuple(sorted(found))) for target, found in cites.items())


def cited(document: Document) -> list[str]:
    """Return the addresses of other texts that a document cites in its words, in order."""
    text = document.model_dump_json(exclude=UNPRINTED, warnings=False)  # a deadline keeps the text of its day
    return [target for target, is_part in citations(text) if not is_part and _TARGET.fullmatch(target)]


def whole(address: str) -> str:
    """Return the id of the text an address begins with: of a part, of one unit's document."""
    return address.partition("#")[0].partition("@")[0]


def _changed(change: Changed) -> tuple[str, tuple[str, ...]]:
    """Return the text that is changed and its parts; one unit's document of a series is a part of it: ``@UNIT``."""
    unit = change.document.partition("#")[0].partition("@")[2]
    return whole(change.document), change.parts or ((f"@{unit}",) if unit else _part(change.document))


def _part(address: str) -> tuple[str, ...]:
    part = address.partition("#")[2]
    return (part,) if part else ()
