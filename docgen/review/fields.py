"""What the fields of the files are called in a sentence; a field without a word here is called as in the file."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.review.voice import N_, Voice

FIELDS: Mapping[str, str] = {
    "action": N_("what happens"),
    "agency": N_("agency"),
    "author": N_("author line"),
    "by": N_("signed by"),
    "cause": N_("cause"),
    "date": N_("date"),
    "day": N_("day"),
    "do": N_("what is to be done"),
    "done": N_("done"),
    "due": N_("due"),
    "effect": N_("in effect from"),
    "from": N_("from"),
    "heading": N_("heading"),
    "issuer": N_("issuer"),
    "kind": N_("kind"),
    "lead": N_("lead"),
    "leaves": N_("posts left"),
    "letters": N_("letters"),
    "name": N_("name"),
    "note": N_("note"),
    "number": N_("number"),
    "opening": N_("opening"),
    "closing": N_("closing"),
    "parent": N_("superior"),
    "percent": N_("percent"),
    "person": N_("person"),
    "place": N_("place"),
    "planned": N_("planned for"),
    "position": N_("position"),
    "post": N_("post"),
    "product": N_("product"),
    "short": N_("short name"),
    "subject": N_("subject"),
    "symbol": N_("symbol"),
    "takes": N_("posts taken"),
    "text": N_("text"),
    "title": N_("title"),
    "until": N_("until"),
    "with": N_("cooperating"),
}
NOUNS: Mapping[str, str] = {
    "agencies": N_("Agency"),
    "announced": N_("Announced"),
    "packets": N_("Packet"),
    "areas": N_("Area"),
    "groups": N_("Group"),
    "people": N_("Person"),
    "posts": N_("Post"),
    "references": N_("Reference"),
    "units": N_("Unit"),
    "tasks": N_("Task"),
    "phases": N_("Phase"),
    "drills": N_("Drill"),
    "persons": N_("Person row"),
    "tables": N_("Table"),
    "rows": N_("Row"),
    "annexes": N_("Annex"),
    "attached": N_("Attached text"),
    "bases": N_("Basis"),
    "recipients": N_("Recipient"),
    "sign": N_("Signature"),
    "progress": N_("Journal"),
    "register": N_("Register"),
    "settings": N_("Settings"),
}
"""What one entry of a list or a catalogue is called at the beginning of a line."""


def field_name(voice: Voice, path: tuple[str, ...]) -> str:
    """Return the words for a field of a part."""
    return ", ".join(voice.plain(FIELDS[step]) if step in FIELDS else step.lstrip("~+") for step in path)


def noun(voice: Voice, name: str) -> str:
    """Return what one entry of a list is called."""
    return voice.plain(NOUNS[name]) if name in NOUNS else name
