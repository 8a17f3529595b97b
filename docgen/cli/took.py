"""How the outcome of ``docgen take`` is told: what was led back, the diff of the YAML, what was not and why, the comments.

In: the outcome. Out: lines, coloured where the terminal has colours.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import click

from docgen.cli.fix import COLORS
from docgen.cli.speech import N_, _, ngettext, plain
from docgen.edit.word.lines import Comment
from docgen.edit.word.original import Original
from docgen.edit.word.outcome import Left, Outcome, Taken
from docgen.review.texts import Piece, pieces

AROUND = 40
"""Letters of unchanged words that are shown on each side of a change."""
CAUSES: Mapping[str, str] = {
    "added": N_("a new paragraph: where it belongs is not clear, write it into the file"),
    "both": N_("these words were changed in the file too since the Word file was made: choose between the two"),
    "citation": N_("a citation: it comes from {about}"),
    "edge": N_("in the header, the footer or a frame"),
    "elsewhere": N_("these words are printed in several places and are written once: change the first of them"),
    "format": N_("docgen writes this itself, from the format or from other fields"),
    "gone": N_("a paragraph is gone: --remove takes it out where that is clear, else do it in the file"),
    "issue": N_("number and day are given by docgen issue"),
    "joined": N_("two paragraphs became one, with the same words"),
    "kept": N_("a row or a part is gone, but {about} speaks of it"),
    "mixed": N_("partly words that docgen writes itself"),
    "moved": N_("a paragraph stands elsewhere now: move it in the file"),
    "name": N_("it comes from the catalogue: {about}"),
    "number": N_("numbers and dashes are worked out by docgen"),
    "older": N_("not tracked, and the file was made from another state: it may be older words of the document itself"),
    "private": N_("private data, not shown: {about}"),
    "row": N_("a new row: not every cell is known for certain, write it into the file"),
    "series": N_("in a series {about} is filled in for each document"),
    "split": N_("a paragraph became two, with the same words"),
}


Made = Literal["today", "past", "lost", "unknown"]
"""What a Word file was made from: the document as it is, as git knows it was, as nobody knows, or it does not tell."""


def told(original: Original, outcome: Outcome, comments: Sequence[Comment], made: Made, *, written: bool) -> Iterator[str]:
    """Yield the lines of the answer."""
    for taken in outcome.taken:
        yield from _taken(original.path, taken)
    if outcome.taken and not written:
        yield from _diff(original.path, outcome)
    if outcome.left:
        yield _("Not led back:")
        for left in outcome.left:
            yield from _left(original.path, left)
    if comments:
        yield _("Comments:")
        yield from (f"  {line}" for comment in comments for line in _comment(comment))
    yield from _summary(original, outcome, made, written=written)


def _taken(path: str, taken: Taken) -> Iterator[str]:
    yield f"{path}:{taken.line}{_by(taken.authors)}"
    same = taken.before == taken.after
    yield "  " + (_("moved, split or joined: {words}", words=_shortened(taken.after)) if same else _changed(taken.before, taken.after))


def _left(path: str, left: Left) -> Iterator[str]:
    place = f"{path}:{left.line}" if left.line else path
    yield f"  {place}{_by(left.authors)}: {plain(CAUSES[left.cause]).format(about=left.about)}"
    if left.cause in ("moved", "split", "joined"):
        yield f"    {_shortened(left.before)}"
    elif left.before or left.after:
        yield f"    {_changed(left.before, left.after)}"


def _by(authors: Sequence[str]) -> str:
    return f" ({', '.join(authors)})" if authors else ""


def _comment(comment: Comment) -> Iterator[str]:
    words = _shortened(comment.words)
    yield f"{comment.author}: {comment.text}" + (f" [{words}]" if words else "")


def _changed(before: str, after: str) -> str:
    """Return the words before and after in one line: [-gone-] and {+come+}, as git marks words."""
    found = pieces(before, after)
    last = len(found) - 1
    return "".join(_piece(piece, place > 0, place < last) for place, piece in enumerate(found))


def _piece(piece: Piece, left: bool, right: bool) -> str:
    """Return a piece as shown; of words that stayed only those beside a change."""
    if piece.kind == "gone":
        return click.style(f"[-{piece.text}-]", fg=COLORS["-"])
    if piece.kind == "come":
        return click.style(f"{{+{piece.text}+}}", fg=COLORS["+"])
    text = piece.text
    if len(text) <= (left + right) * AROUND + 2:
        return text
    head = text[:AROUND].rpartition(" ")[0] + " " if left else ""
    tail = " " + text[-AROUND:].partition(" ")[2] if right else ""
    return f"{head}…{tail}"


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * AROUND else text[: 2 * AROUND].rpartition(" ")[0] + " …"


def _diff(path: str, outcome: Outcome) -> Iterator[str]:
    before, after = outcome.before.splitlines(), outcome.after.splitlines()
    yield ""
    for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
        yield click.style(line, fg=COLORS.get(line[:1]))
    yield ""


def _summary(original: Original, outcome: Outcome, made: Made, *, written: bool) -> Iterator[str]:
    """Yield how many changes there were, and what to do next."""
    if outcome.typed:
        yield ngettext(
            "{count} paragraph differs only in quotes, dashes or spaces, as Word sets them: passed over.",
            "{count} paragraphs differ only in quotes, dashes or spaces, as Word sets them: passed over.",
            outcome.typed,
        )
    if not outcome.taken and not outcome.left:
        yield _("The file says what docgen prints: nothing to take.")
        return
    count = len(outcome.taken)
    if written:
        yield ngettext("{count} change written into {path}.", "{count} changes written into {path}.", count, path=original.path)
    elif count:
        yield ngettext("{count} change can be led back; --apply writes it.", "{count} changes can be led back; --apply writes them.", count)
    tracked = any(one.authors for one in outcome.taken) or any(one.authors for one in outcome.left)
    if made == "unknown" and tracked and any(not one.authors for one in outcome.taken):
        yield _("Some changes are not tracked in Word: if the YAML was changed after the file was made, they would turn that back.")
    if "@" in original.id_ and count:
        yield _("{path} is a series: the changes hold for every one of its documents.", path=original.path)
    languages = sorted(language for of, language in original.office.translations if of == original.id_.partition("@")[0])
    if count and languages and not original.translated and outcome.reshaped:
        yield _(
            "Parts came, went or moved: look through the translation ({languages}), which finds its texts by their place.",
            languages=", ".join(languages),
        )
    if outcome.left:
        yield ngettext("{count} change is left to you.", "{count} changes are left to you.", len(outcome.left))
