"""The light markup of texts: ``**bold**``, ``*italic*``, ``[[reference]]``, ``[[#part]]``, ``^[footnote]``.

A citation may hold the fingerprint of what it cited, ``[[reference@9f3c2a7d]]``: it is no part of the target here.
``parse`` never fails: a mark without its partner is text, and ``unbalanced`` names it.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from docgen.words.pins import apart

MARKS = re.compile(r"\[\[(#?)([^\[\]\s]+)\]\]|\*\*|\*|\^\[")
_CITED = re.compile(r"\[\[(?<!\^\[\[)(#?)([^\[\]\s]+)\]\]")  # as MARKS has it: the bracket of a footnote opens no citation
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SPACES = re.compile(r"[ \t]*\n[ \t]*")


class Token(NamedTuple):
    """A piece of text, a citation of ``text``, a cross-reference to ``text``, or a footnote with its own tokens."""

    kind: Literal["text", "cite", "cross", "note"]
    text: str
    bold: bool = False
    italic: bool = False
    inside: tuple[Token, ...] = ()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line parts them, a line break is a space."""
    return [_SPACES.sub(" ", part.strip()) for part in _PARAGRAPHS.split(text.strip()) if part.strip()]


def parse(text: str) -> tuple[Token, ...]:
    """Return the tokens of one paragraph."""
    if "[" not in text and "*" not in text:
        return (Token("text", text),)
    tokens, _ = _scan(text, 0, inside=False)
    return tuple(tokens)


def citations(text: str) -> list[tuple[str, bool]]:
    """Return every target in order, with whether it is a part of the document itself."""
    return [(apart(match[2])[0], match[1] == "#") for match in _CITED.finditer(text)] if "[[" in text else []


def unbalanced(text: str) -> str | None:
    """Return the first mark that lacks its partner, or None."""
    for mark, count in (("**", text.count("**")), ("*", text.replace("**", "").count("*"))):
        if count % 2:
            return mark
    if text.count("[[") != text.count("]]"):
        return "[["
    return "^[" if text.count("^[") > text.count("]") - 2 * text.count("]]") else None


def _scan(text: str, start: int, *, inside: bool) -> tuple[list[Token], int]:
    """Return the tokens from ``start`` and where they end: the text's end, or the ``]`` of a footnote."""
    tokens: list[Token] = []
    bold = italic = False
    at = start
    stop = re.compile(MARKS.pattern + (r"|\]" if inside else ""))
    while match := stop.search(text, at):
        if match.start() > at:
            tokens.append(Token("text", text[at : match.start()], bold, italic))
        at = match.end()
        mark = match[0]
        if mark == "]":
            return tokens, at
        if mark == "**" and (bold or "**" in text[at:]):
            bold = not bold
        elif mark == "*" and (italic or "*" in text[at:].replace("**", "")):
            italic = not italic
        elif mark == "^[":
            note, at = _scan(text, at, inside=True)
            tokens.append(Token("note", "", bold, italic, tuple(note)))
        elif match[2]:
            tokens.append(Token("cross" if match[1] else "cite", apart(match[2])[0], bold, italic))
        else:
            tokens.append(Token("text", mark, bold, italic))
    if at < len(text):
        tokens.append(Token("text", text[at:], bold, italic))
    return tokens, len(text)
