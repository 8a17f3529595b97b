"""Changes as Word tracks them (ECMA-376 part 1, 17.13.5): who, when, and an id of their own.

In: marks and the XML they are about. Out: ``w:ins`` and ``w:del`` around runs, and inside the properties of rows and of the ends of
paragraphs. The ids are those of bookmarks too, so they are counted in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docgen.model.blocks import Mark

TAGS = {"come": "ins", "gone": "del"}


@dataclass(slots=True)
class Tracked:
    """Counts the annotations of one file."""

    count: int = 0

    def number(self) -> int:
        """Return an id no other annotation of the file has."""
        self.count += 1
        return self.count - 1

    def run(self, xml: str, mark: Mark | None) -> str:
        """Return runs inside their mark; text that went is ``w:delText``."""
        if mark is None or not xml:
            return xml
        tag = TAGS[mark.kind]
        if tag == "del":
            xml = xml.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"<w:{tag}{self._by(mark)}>{xml}</w:{tag}>"

    def end(self, mark: Mark | None) -> str:
        """Return the mark as a property: of a row, or of the end of a paragraph."""
        return "" if mark is None else f"<w:{TAGS[mark.kind]}{self._by(mark)}/>"

    def paragraph(self, mark: Mark | None) -> str:
        """Return the ``w:rPr`` of a paragraph's end."""
        return "" if mark is None else f"<w:rPr>{self.end(mark)}</w:rPr>"

    def _by(self, mark: Mark) -> str:
        return mark_xml(mark, self.number())


def mark_xml(mark: Mark, number: int) -> str:
    """Return the attributes of a change."""
    return f' w:id="{number}" w:author="{escape(mark.author)}" w:date="{mark.date:%Y-%m-%dT%H:%M:%SZ}"'
