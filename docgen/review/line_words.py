"""Entries of journals and registers in a sentence: who reported what, which number was given to which document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.review.names import Names, cut, short
from docgen.review.voice import N_, Voice

Entry = Mapping[str, Any]
JOURNAL: Mapping[str, str] = {
    "report": N_("{who} reported on {day} on {task}: {what}"),
    "extend": N_("{who}, {day}: {task} has time until {until}"),
    "transfer": N_("{who}, {day}: {task} was handed to {lead}"),
    "cancel": N_("{who}, {day}: {task} was cancelled"),
    "withdraw": N_("{who}, {day}: the entry {entry} on {task} was taken back"),
    "accept": N_("{who}, {day}: the report {entry} on {task} was accepted"),
    "return": N_("{who}, {day}: the report {entry} on {task} was returned"),
}
REGISTER: Mapping[str, str] = {
    "issue": N_("number {number} given to {document} ({day})"),
    "reserve": N_("number {number} reserved ({day})"),
    "cancel": N_("number {number} cancelled ({day})"),
    "again": N_("number {number}: {document} made again ({day})"),
    "send": N_("number {number}: {document} sent to {to} ({day})"),
    "receive": N_("number {number}: {document} received by {to} ({day})"),
    "recall": N_("number {number}: {document} taken back from {to} ({day})"),
}

ANNOUNCED = N_("announced to {unit} on {day}: {parts}")


def entry_words(voice: Voice, names: Names, journal: str, entry: Entry) -> str:
    """Return what an entry of a journal says."""
    fields = {
        "who": names.of(journal),
        "day": short(str(entry.get("day", ""))),
        "task": str(entry.get("task", "")),
        "what": _what(voice, names, entry),
        "until": short(str(entry.get("until", ""))),
        "lead": names.of(str(entry.get("lead", ""))),
        "entry": str(entry.get("entry", "")),
    }
    return _with(voice.plain(JOURNAL[entry.get("kind", "report")]).format_map(fields), entry.get("why"))


def _what(voice: Voice, names: Names, entry: Entry) -> str:
    """Return what is reported: done, how much, how a drill went, in what words, with which difficulties."""
    said = [voice._("done")] if entry.get("done") else []
    said += [f"{entry['percent']}%"] if entry.get("percent") is not None else []
    said += [str(entry["result"])] if entry.get("result") else []
    said += [names.text(entry["figures"])] if entry.get("figures") else []
    said += [cut(str(entry[key])) for key in ("note", "cause", "remedy") if entry.get(key)]
    said += [cut(str(problem.get("what", ""))) for problem in entry.get("problems", ())]
    return "; ".join(said)


def register_words(voice: Voice, names: Names, name: str, entry: Entry) -> str:
    """Return what a line of a register says."""
    document = str(entry.get("document") or "")
    fields = {
        "number": str(entry.get("number", "")),
        "document": names.of(document) if document else voice._("no document"),
        "day": short(str(entry.get("date", ""))),
        "to": names.of(str(entry.get("to") or "")),
    }
    return _with(voice.plain(REGISTER[entry.get("event", "issue")]).format_map(fields), entry.get("why"))


def announced_words(voice: Voice, names: Names, name: str, entry: Entry) -> str:
    """Return what a line of announcements says: to whom, when, how many parts."""
    unit, count = str(entry.get("unit") or ""), len(entry.get("documents") or {})
    parts = voice.ngettext("{count} part", "{count} parts", count)
    fields = {"unit": names.of(unit) if unit else names.of(name), "day": short(str(entry.get("day", ""))), "parts": parts}
    return voice.plain(ANNOUNCED).format_map(fields)


def _with(said: str, why: Any) -> str:
    return f"{said}: {cut(str(why))}" if why else said
