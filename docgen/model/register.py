"""The register of issued numbers: one line a fact, appended and never changed.

Files: ``directives/register/<issuer>/<sequence>-<year or term>.yaml``, each line a flow map beginning ``- {number:``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.model.values import Bool, Day, Value

Event = Literal["issue", "reserve", "cancel", "again", "send", "receive", "recall"]


class RegisterEntry(Value):
    """One line of a register: a number was given, reserved, cancelled, made again; a document went out or came back."""

    number: str = Field(pattern=r"^[1-9]\d*[a-z]?$", description="Number in the sequence, as printed: 145, 145a.")
    event: Event = Field("issue", description="What happened; a line without it gives the number.")
    date: Day = Field(description="Day of signing of a number given; day of the event otherwise.")
    document: str | None = Field(None, description="Document that bears the number: ID or ID@UNIT.")
    fingerprint: str | None = Field(None, pattern=r"^[0-9a-f]{8}$", description="Fingerprint of the text that was numbered.")
    paper: Bool = Field(False, description="true: the number was found printed on paper and entered.")
    to: str | None = Field(None, description="Recipient of a document sent, received or recalled.")
    by: str | None = Field(None, description="Who signed for it.")
    why: str | None = Field(None, description="Reason: of a reserved or cancelled number, of a document made again or recalled.")
