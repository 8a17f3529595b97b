"""Paragraphs a leader added, as parts of a body: an article with its clauses, a clause with its points.

In: added paragraphs that follow one another. Out: parts by their labels, and what they are in YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.edit.word.guesses import days_in
from docgen.edit.word.labels import DEPTH, Kind, bare, kind_of
from docgen.edit.word.lines import Line
from docgen.edit.word.lists import quoted, safe

KEYS: Mapping[str, str] = {"number": "clauses", "roman": "clauses", "letter": "points", "dash": "items", "plus": "items", "text": "body"}
"""The key below which parts of a kind stand in an entry."""
STYLES: Mapping[str, Kind] = {"article": "article", "clause": "number", "point": "letter", "item": "dash"}
"""What a paragraph is that Word itself numbers."""


@dataclass(slots=True)
class Part:
    """A part: what it is, its paragraphs without its label, the parts below it; ``size`` counts all its paragraphs."""

    kind: Kind
    texts: list[str]
    below: list[Part] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Return the number of paragraphs it is printed as."""
        return len(self.texts) + sum(part.size for part in self.below)

    @property
    def said(self) -> str:
        """Return its words."""
        return " ".join([*self.texts, *(part.said for part in self.below)])


def kind(line: Line) -> Kind:
    """Return what kind of part a paragraph begins: by its label, else by its style where Word numbers it."""
    found = kind_of(line.text)
    return STYLES.get(line.style.casefold(), "number") if found == "text" and line.numbered else found


def tree(lines: Sequence[Line]) -> Part:
    """Return the first part that paragraphs make: what follows deeper stands below it, what has no label belongs to the last one."""
    root = Part(kind(lines[0]), [bare(lines[0].text)])
    way = [root]
    for line in lines[1:]:
        now = kind(line)
        if now == "text":
            if root.kind == "text":
                break
            way[-1].texts.append(line.text)
            continue
        while way and DEPTH[way[-1].kind] >= DEPTH[now]:
            way.pop()
        if not way:
            break
        part = Part(now, [bare(line.text)])
        way[-1].below.append(part)
        way.append(part)
    return root


Fields = Mapping[str, object]


def fields(part: Part, head: str = "", id_: Mapping[str, str] | None = None) -> Fields:
    """Return the fields of a part: its first paragraph under ``head`` where it is a title, its id first."""
    texts = part.texts[1:] if head else part.texts
    found: dict[str, object] = dict(id_ or {})
    found |= {head: part.texts[0]} if head else {}
    found |= {"text": "\n\n".join(texts)} if texts else {}
    for key in ("clauses", "points", "items"):
        below = [fields(one) for one in part.below if KEYS[one.kind] == key]
        found |= {key: below} if below else {}
    return found


def on_lines(entry: Fields) -> str:
    """Return an entry as block YAML, without the hyphen before it and any indent."""
    return "\n".join(line for key, value in entry.items() for line in _lines(key, value))


def _lines(key: str, value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield f"{key}:"
        for one in value:
            words = one if isinstance(one, str) else one["text"] if key == "items" and one.keys() == {"text"} else "\n"
            text = on_lines(one) if "\n" in words else safe("- {}", words).removeprefix("- ")
            yield from _indented("  - ", text)
    elif "\n" in str(value):
        yield f"{key}: |"
        yield from _indented("  ", str(value))
    else:
        yield safe(f"{key}: {{}}", str(value))


def _indented(first: str, text: str) -> Iterator[str]:
    for n, line in enumerate(text.split("\n")):
        yield (first if n == 0 else " " * len(first)) + line if line else ""


def on_one_line(entry: object) -> str:
    """Return an entry as flow YAML, its texts in quotes."""
    if isinstance(entry, Mapping):
        return "{" + ", ".join(f"{key}: {value if key in ('id', 'article') else on_one_line(value)}" for key, value in entry.items()) + "}"
    if isinstance(entry, list):
        return "[" + ", ".join(map(on_one_line, entry)) + "]"
    return quoted(str(entry))


def phase(part: Part, id_: str) -> Fields | None:
    """Return the fields of a phase of a plan: its name, its first and its last day, its contents; None where it names no day."""
    days = list(days_in(part.texts[0]))
    name = part.texts[0].rpartition(":")[0]
    if len(days) not in (1, 2) or not name:
        return None
    found: dict[str, object] = {"id": id_, "name": name, "from": days[0], "until": days[-1]}
    found |= {"text": "\n\n".join(part.texts[1:])} if part.texts[1:] else {}
    return found | ({"items": [one.said for one in part.below]} if part.below else {})
