"""Changes as Word tracks them (ECMA-376 part 1, 17.13.5): who, when, and an id of their own.

In: marks and the XML they are about. Out: ``w:ins`` and ``w:del`` around runs, and inside the properties of rows and of the ends of
paragraphs; ``w:pPrChange`` where a paragraph gets another look. The ids are those of bookmarks too, so they are counted in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docgen.model.blocks import Mark
from docgen.write.ends import End

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

    def row(self, mark: Mark | None) -> str:
        """Return the mark as a property: of a row, or of the end of a paragraph."""
        return "" if mark is None else f"<w:{TAGS[mark.kind]}{self._by(mark)}/>"

    def properties(self, look: str, end: End, heir_look: str = "", letters: str = "", section: str = "") -> str:
        """Return what ``w:pPr`` holds: the look, how the end is marked and written, the section it ends, and the look before."""
        mark, heir = self.row(end.mark), end.heir
        now, was = (look, look) if heir is None else (heir_look, look) if heir.mark.kind == "gone" else (look, heir_look)
        last = f"<w:rPr>{mark}{letters}</w:rPr>" if mark or letters else ""
        change = f"<w:pPrChange{self._by(heir.mark)}><w:pPr>{was}</w:pPr></w:pPrChange>" if heir is not None and now != was else ""
        return f"{now}{last}{section}{change}"

    def _by(self, mark: Mark) -> str:
        return mark_xml(mark, self.number())


def mark_xml(mark: Mark, number: int) -> str:
    """Return the attributes of a change."""
    return f' w:id="{number}" w:author="{escape(mark.author)}" w:date="{mark.date:%Y-%m-%dT%H:%M:%SZ}"'
