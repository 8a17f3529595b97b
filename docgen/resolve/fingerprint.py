"""The fingerprint of a document: what it says, in the office's language, whatever its layout.

A moved line of YAML, a comment, a new size of letters change nothing; a word, a number, a name in the catalogue does. Private
fields count as blanks: not every machine has them, and no fingerprint may tell of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.document import resolve
from docgen.resolve.printed import Inline, Node, Printed

DIGITS = 8
NUMBERED = frozenset({"number", "place-date"})
"""Lines of the letterhead that a draft leaves blank."""


def fingerprint(office: Office, document: Document) -> str:
    """Return the first eight hex digits of the SHA-256 of a document's text."""
    return _digest(said(office, document))


def unnumbered(office: Office, document: Document) -> str:
    """Return the fingerprint of a document's text without number and day: what a citation holds, so that issuing changes none."""
    return _digest(said(office, document, numbered=False))


def said(office: Office, document: Document, *, numbered: bool = True) -> list[str]:
    """Return every line a document says, private fields left blank; without number and day where it is not ``numbered``.

    Spaces that do not break are layout: they count as spaces.
    """
    if not numbered:
        document = document.model_copy(update={"number": None, "date": None, "planned": document.day})
    printed = resolve(replace(office, private={}), document)
    if not numbered:
        printed = replace(printed, heads={name: lines for name, lines in printed.heads.items() if name not in NUMBERED})
    return ["\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in normative(printed)]


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS]


def normative(printed: Printed) -> Iterator[str]:
    """Yield every line the document says, in printed order; recipients and marks of the drafter are no part of it."""
    yield from (line.text for name in sorted(printed.heads) for line in printed.heads[name])
    yield from (line.text for line in (printed.type_line, printed.author, printed.subject, printed.authority))
    yield from _lines(printed.bases)
    yield printed.ruling.text
    yield from _lines((*printed.to, *printed.lines, *printed.opening))
    yield from _nodes(printed.body)
    yield from _lines(printed.closing)
    for signature in printed.signatures:
        yield from (line.text for _, line in signature.lines)
        yield signature.name.text
    for annex in printed.annexes:
        yield from (annex.label.text, annex.title.text)
        yield from _nodes(annex.body)
    for attached in printed.attached:
        yield from (attached.kind.text, attached.subject.text)
        yield from _nodes(attached.body)


def _lines(lines: Iterable[Inline]) -> Iterator[str]:
    for line in lines:
        yield line.text
        yield from ("".join(part.text for part in run.note) for run in line.runs if run.note)


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for top in nodes:
        for node in top.walk():
            yield f"{node.number} {node.title.text}"
            yield from _lines(node.paragraphs)
            if node.table is not None:
                for row in node.table.rows:
                    yield "\t".join(" ".join(_lines(cell.paragraphs)) for cell in row.cells)
            if node.chart is not None:
                yield "\t".join((*_lines((node.chart.caption,)), node.chart.unit, *node.chart.series, *(node.chart.day or ())))
                yield from ("\t".join((row.label, *(text for _, text in row.values))) for row in node.chart.rows)
