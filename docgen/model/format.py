"""A format: the layout of the law as data (``templates/formats/*.yaml``).

Lengths are points; in the file they may be written with a unit (``10mm``, ``1.27cm``, ``6pt``). ``line`` is
``single``, a multiple (``1.5``) or ``exactly 18``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from docgen.model.catalogue import Language, Side
from docgen.model.values import Bool, Day, Int, Value

UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "": 1.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|)")


def parse_length(value: Any) -> float:
    """Return a length in points."""
    if isinstance(value, (int, float)):
        return float(value)
    match = _LENGTH.fullmatch(str(value))
    if not match:
        raise PydanticCustomError("E112", "{value}", {"value": str(value)})
    return float(match[1]) * UNITS[match[2]]


def parse_line(value: Any) -> tuple[str, float]:
    """Return ``("multiple", factor)`` or ``("exactly", points)``."""
    text = str(value)
    if text == "single":
        return ("multiple", 1.0)
    if text.startswith("exactly "):
        return ("exactly", parse_length(text.removeprefix("exactly ")))
    return ("multiple", parse_length(text))


Length = Annotated[float, BeforeValidator(parse_length)]
Line = Annotated[tuple[str, float], BeforeValidator(parse_line)]


class Style(Value):
    """How one component is printed."""

    name: str = Field("", description="Name in Word's list of styles.")
    size: Length = Field(14.0, description="Size of the letters.")
    bold: Bool = Field(False, description="Bold.")
    italic: Bool = Field(False, description="Italic.")
    underline: Bool = Field(False, description="Underlined.")
    case: Literal["upper", "as-is"] = Field("as-is", description="upper: capitals.")
    align: Literal["left", "center", "right", "justify"] = Field("left", description="Alignment.")
    first: Length = Field(0.0, description="Indent of the first line; negative hangs.")
    left: Length = Field(0.0, description="Indent on the left.")
    right: Length = Field(0.0, description="Indent on the right.")
    before: Length = Field(0.0, description="Space before.")
    line: Line = Field(("multiple", 1.0), description="Line spacing.")
    keep: Bool = Field(False, description="Stays on the page of the next paragraph.")
    balance: Bool = Field(False, description="Lines of a centred title are made of about one length.")
    box: Bool = Field(False, description="A single line around the text (urgency and circulation marks).")
    color: str = Field("000000", description="Colour of the letters, RRGGBB.")
    range: tuple[Length, Length] | None = Field(None, description="Sizes the law allows; the audit reads it.")
    source: str = Field("", description="Where the rule stands.")


class RuleLine(Value):
    """A ruled line below a component."""

    below: str = Field(description="Style of the line of text it follows.")
    share: float = Field(description="Its length as a share of that text's length.")
    gap: Length = Field(description="Height of the line that carries it: distance from the text above.")
    weight: Length = Field(0.5, description="Thickness.")
    source: str = Field("", description="Where the rule stands.")


class Page(Value):
    """Paper and margins."""

    width: Length = Field(description="Width of the paper, upright.")
    height: Length = Field(description="Height of the paper, upright.")
    top: Length = Field(description="Upper margin.")
    bottom: Length = Field(description="Lower margin.")
    left: Length = Field(description="Left margin.")
    right: Length = Field(description="Right margin.")
    number_edge: Length = Field(description="From the upper edge to the page number's line.")
    number_size: Length = Field(description="Size of the page number.")


class LetterheadPlan(Value):
    """Two columns at the top: which components, top down."""

    widths: tuple[float, float] = Field(description="Shares of the text width.")
    left: tuple[str, ...] = Field(description="Components of the left column.")
    right: tuple[str, ...] = Field(description="Components of the right column.")


class OutlineLevel(Value):
    """One level of headings."""

    number: str = Field(description="Number before the heading: {roman}, {n}, {letter}, {parent}.")
    style: str = Field(description="Style of the heading.")
    run_in: str = Field("text", description="Style of a numbered passage without heading.")


class SignLine(Value):
    """A line of the signature block."""

    style: str = Field(description="Style of the line.")
    text: str = Field(description="Formula: {behalf}, {post}, {head}, {also}, {name}.")


Formulas = Mapping[str, Any]


class Format(Value):
    """The layout of one family of documents."""

    id: str = Field(description="Name of the format.")
    name: str = Field(description="What the format is.")
    side: Side = Field(description="Whose documents it lays out.")
    from_: Day | None = Field(None, alias="from", description="First day of signing it applies to.")
    until: Day | None = Field(None, description="Last day of signing it applies to.")
    source: str = Field("", description="The rule itself.")
    font: str = Field(description="Font family.")
    fonts: Mapping[str, tuple[str, ...]] = Field(default_factory=dict, description="Families that stand in for it, by script or in order.")
    tone_style: Literal["old", "new"] = Field("new", description="Placement of tone marks in fixed words: hoà or hòa.")
    page: Page = Field(description="Paper and margins.")
    styles: Mapping[str, Style] = Field(description="Component → how it is printed.")
    rules: Mapping[str, RuleLine] = Field(default_factory=dict, description="Ruled lines.")
    letterhead: LetterheadPlan = Field(description="The two columns at the top.")
    marks: Mapping[str, Literal["head-first", "foot-first", "foot-last"]] = Field(
        default_factory=dict, description="Components that stand outside the text: circulation, contact → the edge of which page."
    )
    title: tuple[str, ...] = Field(description="Lines of kind and subject, top down; rule-NAME is a ruled line.")
    authority_before: Bool = Field(True, description="The authority stands above the bases, not in the ruling line.")
    signature_widths: tuple[float, float] = Field((0.5, 0.5), description="Shares of recipients and signature.")
    outlines: Mapping[str, tuple[OutlineLevel, ...]] = Field(description="Ways of numbering headings.")
    signature: Mapping[str, tuple[SignLine, ...]] = Field(description="Authority → lines of the signature block.")
    sign_gap: Length = Field(description="Room for the signature between post and name.")
    table: Mapping[str, Length] = Field(description="Padding and lines of tables: side, above, line.")
    formulas: Mapping[Language, Formulas] = Field(description="Fixed words by language.")
    subject_case: Literal["upper-first", "lower-first"] = Field(description="First letter of the subject.")
    annex_number: Literal["roman", "arabic"] = Field(description="How annexes are numbered.")
    number_pad: Int = Field(2, description="Numbers get leading zeros up to this many digits.")
    law: Mapping[str, Any] = Field(default_factory=dict, description="Ranges of the law the audit checks.")
