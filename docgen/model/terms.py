"""How long a post may be held by one decision: rows of ``templates/terms.yaml``, the rule of law as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.model.catalogue import Side
from docgen.model.values import Day, Int, Value


class TermRule(Value):
    """A rule on terms, for the posts it names, from a day until a day; the day of effect of the appointment counts."""

    side: Side = Field(description="Side of the agency.")
    ranks: tuple[Literal["head", "deputy", "member", "staff"], ...] = Field(description="Ranks of the posts.")
    bodies: tuple[str, ...] = Field((), description="Natures of the agency; any where absent.")
    except_: tuple[str, ...] = Field((), alias="except", description="Natures of the agency the rule leaves out.")
    years: Int | None = Field(None, description="Longest term of one appointment, in years.")
    follows: Literal["committee"] | None = Field(None, description="committee: the term is that of the Party committee.")
    from_: Day | None = Field(None, alias="from", description="First day of the rule.")
    until: Day | None = Field(None, description="Last day of the rule.")
    source: str = Field(description="Where the rule stands.")
