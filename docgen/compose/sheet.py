"""A printed document → the sheet of blocks every writer reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from docgen.compose.templates import lay_out
from docgen.compose.xhtml import VocabularyError, blocks
from docgen.model.blocks import Sheet
from docgen.model.findings import Finding, Place
from docgen.resolve.printed import Printed
from docgen.words.letters import upper


def compose(printed: Printed, folders: Sequence[Path]) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """Return the sheet of a document, or the findings of the template that lays it out."""
    xhtml, findings = lay_out(printed, folders)
    if findings:
        return None, findings
    place = Place(f"templates/{printed.kind.template}")
    try:
        body = blocks(xhtml, printed.format, printed.language)
    except ElementTree.ParseError as fault:
        return None, (Finding("E403", place, {"problem": str(fault), "document": printed.id}),)
    except VocabularyError as fault:
        return None, (Finding("E404", place, {"word": fault.word, "address": fault.address or printed.id}),)
    return (
        Sheet(
            address=printed.address,
            format=printed.format.id,
            language=printed.language,
            title=printed.full_title,
            author=printed.issuer_name,
            subject=printed.subject.text,
            date=printed.date,
            blocks=body,
            marks=tuple(_marks(printed)),
        ),
        (),
    )


def _marks(printed: Printed) -> Iterator[tuple[str, str]]:
    """Yield place and text of what stands outside the text."""
    for name, place in printed.format.marks.items():
        capitals = printed.format.styles[name].case == "upper"
        yield from ((place, upper(line.text) if capitals else line.text) for line in printed.heads.get(name, ()))
