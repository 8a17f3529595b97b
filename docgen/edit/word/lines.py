"""The paragraphs of a Word file, as they read when every tracked change is accepted.

In: an opened file. Out: its lines in the order of reading (tables row by row), its footnotes in the order of their marks, its comments
with the words they stand at. Text that Word split over many runs is one text again; fields give what they show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from docgen.edit.word.cells import COUNT, Cell
from docgen.edit.word.clean import clean
from docgen.edit.word.package import NotWord, Package, W

PREFIX = "_dg"
SPECIAL = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
GONE, COME = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
SILENT = frozenset({"rPr", "pPr", "tblPr", "tblGrid", "tcPr", "instrText", "delText", "sectPr", "sdtPr", "sdtEndPr"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text for comparing, the names of docgen's bookmarks in it, its style, who tracked changes in it.

    ``numbered`` says that Word itself puts a number before it, which is no part of the text; ``cell`` is its place in a table; ``was``
    is what it says when tracked changes are rejected.
    """

    text: str
    names: tuple[str, ...] = ()
    style: str = ""
    numbered: bool = False
    authors: tuple[str, ...] = ()
    cell: Cell | None = None
    was: str = ""

    @property
    def counts(self) -> bool:
        """Return whether this is a first cell that may only say the number of its row."""
        return self.cell is not None and self.cell.column == 0 and bool(COUNT.fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who, what, and the words it stands at."""

    author: str
    text: str
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """All that is read of a Word file: ``edges`` are the lines of headers, footers and frames that say something, ``dropped`` the
    paragraphs whose deletion is tracked."""

    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    comments: tuple[Comment, ...]
    edges: tuple[str, ...]
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A paragraph being read; one whose mark was deleted goes on in the next."""

    text: list[str] = field(default_factory=list)
    was: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    authors: dict[str, None] = field(default_factory=dict)


def read_lines(package: Package) -> Read:
    """Return what the file says. Raises ``NotWord`` where it is broken."""
    root = package.part("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise NotWord("no-word")
    try:
        reader = _Reader()
        reader.blocks(body)
        notes, comments = tuple(_notes(package, reader.marks)), tuple(_comments(package, reader))
        return Read(tuple(reader.lines), notes, comments, (*_edges(package), *reader.framed), tuple(reader.dropped))
    except RecursionError as fault:
        raise NotWord("broken") from fault


class _Reader:
    """Walks through the elements of a story."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.framed: list[str] = []
        self.dropped: list[str] = []
        self.new = False
        self.marks: list[str] = []
        self.commented: dict[str, list[str]] = {}
        self.listening: set[str] = set()
        self.open = _Open()
        self.cell: Cell | None = None
        self.tables = 0

    def blocks(self, element: Element) -> None:
        """Read what stands below an element: paragraphs, tables, and what is wrapped around them."""
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "p":
                self.paragraph(child)
            elif name in ("tbl", "tr", "tc"):
                {"tbl": self.table, "tr": self.table_row, "tc": self.table_cell}[name](child)
            elif name == "bookmarkStart":
                self.name(child)
            elif name not in SILENT and name not in GONE:
                self.blocks(child)

    def table(self, element: Element) -> None:
        """Read a table row by row."""
        outer, self.cell = self.cell, Cell(self.tables, -1, -1)
        self.tables += 1
        self.blocks(element)
        self.cell = outer

    def table_row(self, element: Element) -> None:
        """Read a row; one whose deletion is tracked is gone."""
        if element.find(f"{W}trPr/{W}del") is not None:
            self.dropped += (clean(_spoken(p)) for p in element.iter(f"{W}p"))
        elif self.cell is not None:
            self.cell = Cell(self.cell.table, self.cell.row + 1, -1)
            self.blocks(element)

    def table_cell(self, element: Element) -> None:
        """Read a cell."""
        if self.cell is not None:
            self.cell = self.cell._replace(column=self.cell.column + 1)
            self.blocks(element)

    def paragraph(self, element: Element) -> None:
        """Read a paragraph; a tracked deletion of its end joins it with the next."""
        if element.find(f"{W}pPr/{W}framePr") is not None:
            self.framed.append("".join(part.text or "" for part in element.iter(f"{W}t")))
            return
        boxes: list[Element] = []
        said, was = len(self.open.text), len(self.open.was)
        self.inline(element, boxes)
        gone = element.find(f"{W}pPr/{W}rPr/{W}del")
        if gone is not None:
            self.open.authors[gone.get(f"{W}author", "")] = None
            if not "".join(self.open.text[said:]):
                self.dropped.append(clean("".join(self.open.was[was:])))
                del self.open.was[was:]
        else:
            self.close(element)
        for box in boxes:
            self.blocks(box)

    def close(self, element: Element) -> None:
        """Keep the paragraph that was read."""
        style = element.find(f"{W}pPr/{W}pStyle")
        numbered = element.find(f"{W}pPr/{W}numPr") is not None
        made, self.open = self.open, _Open()
        text = clean("".join(made.text))
        authors = tuple(author for author in made.authors if author)
        name = style.get(f"{W}val", "") if style is not None else ""
        was = clean("".join(made.was))
        self.lines.append(Line(text, tuple(made.names), name, numbered, authors, self.cell, was))

    def inline(self, element: Element, boxes: list[Element]) -> None:
        """Read the runs below an element; the text boxes met are gathered."""
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "t":
                self.say(child.text or "")
            elif name in SPECIAL:
                self.say(SPECIAL[name] if child.get(f"{W}type") != "page" else "")
            elif name in ("bookmarkStart", "footnoteReference", "commentRangeStart", "commentRangeEnd", "txbxContent"):
                self.mark(name, child, boxes)
            elif name in GONE or name in COME:
                self.open.authors[child.get(f"{W}author", "")] = None
                self.changed(name, child, boxes)
            elif name not in SILENT:
                self.inline(child[0] if child.tag == CHOICE and len(child) else child, boxes)

    def changed(self, name: str, child: Element, boxes: list[Element]) -> None:
        """Read what came or is gone under tracked changes."""
        if name in GONE:
            self.open.was += (_spoken(child),)
            return
        outer, self.new = self.new, True
        self.inline(child, boxes)
        self.new = outer

    def mark(self, name: str, child: Element, boxes: list[Element]) -> None:
        """Keep what stands between the words: a bookmark, the mark of a footnote, the ends of a comment, a text box."""
        key = child.get(f"{W}id", "")
        if name == "bookmarkStart":
            self.name(child)
        elif name == "footnoteReference":
            self.marks.append(key)
        elif name == "commentRangeStart":
            self.listening.add(key)
        elif name == "commentRangeEnd":
            self.listening.discard(key)
        else:
            boxes.append(child)

    def say(self, text: str) -> None:
        """Add text to the open paragraph and to the comments that stand over it."""
        self.open.text.append(text)
        self.open.was += () if self.new else (text,)
        for key in self.listening:
            self.commented.setdefault(key, []).append(text)

    def name(self, bookmark: Element) -> None:
        """Keep a bookmark of docgen's."""
        name = bookmark.get(f"{W}name", "")
        if name.startswith(PREFIX):
            self.open.names.append(name)


def _spoken(element: Element) -> str:
    """Return all text below an element, that of tracked deletions included."""
    return "".join(part.text or "" for part in element.iter() if part.tag in (f"{W}t", f"{W}delText"))


def _story(element: Element) -> list[Line]:
    reader = _Reader()
    reader.blocks(element)
    return reader.lines


def _notes(package: Package, marks: list[str]) -> Iterator[Line]:
    root = package.part("word/footnotes.xml")
    held = {note.get(f"{W}id", ""): note for note in root} if root is not None else {}
    for key in marks:
        if key in held:
            lines = _story(held[key])
            authors = tuple(dict.fromkeys(author for line in lines for author in line.authors))
            yield Line(clean(" ".join(line.text for line in lines)), authors=authors)


def _comments(package: Package, reader: _Reader) -> Iterator[Comment]:
    root = package.part("word/comments.xml")
    for comment in root if root is not None else ():
        text = " ".join(line.text for line in _story(comment)).strip()
        words = "".join(reader.commented.get(comment.get(f"{W}id", ""), [])).strip()
        yield Comment(comment.get(f"{W}author", ""), text, words)


def _edges(package: Package) -> Iterator[str]:
    """Yield the lines of headers and footers that say something; a page number alone says nothing."""
    for beginning in ("word/header", "word/footer"):
        for root in package.matching(beginning):
            yield from (line.text for line in _story(root) if any(letter.isalpha() for letter in line.text))
