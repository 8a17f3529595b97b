"""What could not be led back, each with its cause, so that nothing of a leader's changes is lost.

In: the last print and where the Word file still differs. Out: the differences in the order of reading. Words that docgen writes are
looked for in the catalogues, so that the clerk is told where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from docgen.edit.word.chains import ALL, chain, ids_below, printed_by
from docgen.edit.word.cited import cited_by
from docgen.edit.word.clean import clean
from docgen.edit.word.compared import Compared, Difference, label
from docgen.edit.word.grids import in_sum
from docgen.edit.word.lines import Read
from docgen.edit.word.names import folded, names_of, shelves
from docgen.edit.word.offers import Op, ops
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Cause, Left
from docgen.edit.word.pairs import Group
from docgen.edit.word.private import private_words
from docgen.edit.word.rows import rows_of
from docgen.edit.word.shown import Print, Spot

ROWS = frozenset({"added", "older", "gone", "kept", "moved", "row"})
"""Causes that hold for all cells of a row together."""
ISSUED = frozenset({"number", "place-date"})
"""Styles of the lines that ``docgen issue`` fills in."""


def left_over(original: Original, held: Print, rest: Compared, read: Read, older: AbstractSet[Group] = frozenset()) -> Iterator[Left]:
    """Yield every difference that is left; cells of one row that came, went or moved together are one.

    ``older`` are those that may only say that the file was made from another state.
    """
    row: tuple[str, object] | None = None
    kept: list[Left] = []
    for left, of in _left(original, held, rest, read, older):
        if kept and (row is None or row != (left.cause, of)):
            yield _one(kept)
            kept = []
        row = (left.cause, of) if of and left.cause in ROWS else None
        kept.append(left)
    if kept:
        yield _one(kept)


def _one(kept: Sequence[Left]) -> Left:
    before, after = (" | ".join(text for text in texts if text) for texts in zip(*((one.before, one.after) for one in kept), strict=True))
    line = next((one.line for one in kept if one.line), 0)
    return replace(kept[0], before=before, after=after, line=line)


def _row(held: Print, one: Difference, read: Read) -> object:
    """Return what tells a row of a table: its address, or its place in the Word file; nothing outside of tables."""
    if one.note:
        return None
    if one.group.olds:
        return held.lines[one.index].holder if held.lines[one.index].style.startswith("table-") else None
    cell = read.lines[one.group.news[0]].cell
    return cell.line if cell else None


def _left(original: Original, held: Print, rest: Compared, read: Read, older: AbstractSet[Group]) -> Iterator[tuple[Left, object]]:
    """Yield every difference that is left, with the row it stands in."""
    names = _names(original, held) if rest.found else {}
    whole = _whole_rows(original, held, read, rest) | _spoken_of(original, held, rest)
    private = private_words(original.office)
    for one in rest.found:
        if any(word in one.words.text or word in one.new for word in private):
            yield Left("private", held.lines[one.index].holder if not one.note else "", "", "", one.authors), None
            continue
        known: tuple[Cause, str] | None = ("older", "") if one.group in older else whole.get(one.group)
        cause, about = known or _cause(held, one, names)
        yield Left(cause, about, one.words.text, one.new, one.authors, _line(held, one)), _row(held, one, read)
    for edge in dict.fromkeys(clean(edge) for edge in read.edges):
        if edge and edge not in held.edges:
            yield Left("edge", "", "", edge), None
    came = {*map(clean, read.edges), *(line.text for line in read.lines)}
    for edge in held.edges:
        if edge and edge not in came:
            yield Left("edge", "", edge, ""), None


def _whole_rows(original: Original, held: Print, read: Read, rest: Compared) -> dict[Group, tuple[Cause, str]]:
    """Return the causes of what is left of rows that came, and of gone ones that something speaks of."""
    found: dict[Group, tuple[Cause, str]] = {}
    for row in rows_of(held, read).found(rest.found):
        id_ = held.lines[row.found[0].index].address.rpartition("#")[2] if row.new is None else ""
        by = cited_by(original, held.text, id_) if id_ else ""
        cause: tuple[Cause, str] | None = ("row", "") if row.old is None else ("kept", by) if by else None
        found |= {one.group: cause for one in row.found} if cause else {}
    return found


def _spoken_of(original: Original, held: Print, rest: Compared) -> dict[Group, tuple[Cause, str]]:
    """Return the causes of the paragraphs that are gone and belong to a part that something speaks of."""
    gone = [one for one in rest.found if one.group.olds and not one.group.news and not one.note]
    places = {place for one in gone for place in one.group.olds}
    found: dict[Group, tuple[Cause, str]] = {}
    for one in gone:
        for steps, entry, _ in chain(held, one.index, back=False, lists=ALL):
            if printed_by(held, steps) <= places:
                by = next(filter(None, (cited_by(original, held.text, id_) for id_ in ids_below(entry))), "")
                found |= {one.group: ("kept", by)} if by else {}
    return found


def _cause(held: Print, one: Difference, names: Mapping[str, str]) -> tuple[Cause, str]:
    if not one.group.olds:
        return "added", ""
    if not one.group.news:
        return "gone", ""
    if one.group.moved:
        return "moved", ""
    if one.same:
        return ("split" if len(one.group.news) > 1 else "joined"), ""
    if not one.note and held.lines[one.index].style in ISSUED:
        return "issue", ""
    if not one.note and in_sum(held, one.index):
        return "number", ""
    found = [_reason(one, op, names) for op in ops(one.words.text, one.new)]
    return next((reason for reason in found if reason[0] != "elsewhere"), found[0])


def _reason(one: Difference, op: Op, names: Mapping[str, str]) -> tuple[Cause, str]:
    """Return why one change inside a paragraph has no place in the file."""
    origins = one.words.origins[op.start : op.end] or one.words.origins[max(op.start - 1, 0) : op.start + 1]
    cited = next((origin for origin in origins if isinstance(origin, str)), None)
    if cited is not None and cited.startswith("#"):
        return "number", ""
    if cited is not None:
        return ("series", cited) if cited.startswith("{") else ("citation", cited)
    if origins and all(isinstance(origin, Spot) for origin in origins):
        return "elsewhere", ""
    if op.start < len(label(one.words)):
        return "number", ""
    named = _named(one.words.text, op, names)
    if named:
        return "name", named
    return ("mixed" if any(isinstance(origin, Spot) for origin in origins) else "format"), ""


def _named(text: str, op: Op, names: Mapping[str, str]) -> str:
    """Return the id of the longest name of a catalogue that stands where the change is, or of the law the line cites."""
    plain = folded(text)
    best = cited = ""
    for name in names:
        start = plain.find(name)
        if start >= 0 and "/" in name and len(name) > len(cited):
            cited = name
        while start >= 0:
            if start <= op.end and op.start <= start + len(name) and len(name) > len(best):
                best = name
            start = plain.find(name, start + 1)
    return names.get(best or cited, "")


def _names(original: Original, held: Print) -> dict[str, str]:
    """Return the names the catalogues give, in small letters, with the ids that bear them: of several with one name the one that the
    file names, else one of the issuer's area."""
    office, area = original.office, original.document.issuer[0].partition("/")[0] if original.document.issuer else ""
    said = {scalar.text for scalar in held.scalars}
    found: dict[str, tuple[int, str]] = {}
    for catalogue in shelves(office):
        for id_, entry in catalogue.items():
            rank = 2 * (id_ in said) + (id_.partition("/")[0] == area)
            for name in names_of(entry):
                if rank >= found.get(name, (0, ""))[0]:
                    found[name] = rank, id_
    return {name: id_ for name, (_, id_) in found.items()}


def _line(held: Print, one: Difference) -> int:
    """Return the line of the file where the paragraph, or something of it, is written."""
    spot = next((origin for origin in one.words.origins if isinstance(origin, Spot)), None)
    return held.scalars[spot.scalar].node.start_mark.line + 1 if spot is not None else 0
