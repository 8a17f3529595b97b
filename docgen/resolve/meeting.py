"""What a document says of its meeting: the opening of a notice of conclusion, the lines of minutes and invitations."""

from __future__ import annotations

from docgen.model.body import Meeting
from docgen.resolve.context import Context, date_fields
from docgen.resolve.printed import Inline
from docgen.resolve.text import inline, inlines
from docgen.words.letters import sentence_case


def opening(context: Context) -> tuple[Inline, ...]:
    """Return the opening paragraphs: those written, else the kind's sentence filled from the meeting."""
    document = context.document
    if document.opening:
        return inlines(context, context.text("opening", document.opening))
    if context.kind.opening and document.meeting is not None:
        return (inline(context, context.say(context.kind.opening, **_fields(context, document.meeting))),)
    return ()


def closing(context: Context) -> tuple[Inline, ...]:
    """Return the closing sentence: the one written, else the kind's."""
    document = context.document
    if document.closing:
        return inlines(context, context.text("closing", document.closing))
    if context.kind.closing:
        meeting = document.meeting
        fields = {"issuer": context.agency(document.issuer[0])}
        if meeting is not None:
            fields |= {"at": context.clock(meeting.until) if meeting.until else "", "date": context.date(meeting.date)}
        sentence = context.say(context.kind.closing, **fields)
        return (inline(context, sentence).ended(context.formula("item_last")),) if sentence else ()
    return ()


def _fields(context: Context, meeting: Meeting) -> dict[str, str]:
    chairs = context.actors(meeting.chair)
    return {
        "date": context.date(meeting.date),
        "place": context.text("meeting/place", meeting.place),
        "name": context.text("meeting/name", meeting.name),
        "chair": chairs,
        "chair_again": " ".join(chairs.partition(",")[0].split()),
        "present": context.actors(meeting.present, address="meeting/present"),
        "heard": context.actors(meeting.heard, address="meeting/heard"),
    }


def meeting_time(context: Context, meeting: Meeting) -> str:
    """Return hour and day of a meeting."""
    at = context.clock(meeting.at) if meeting.at else ""
    return context.say("meeting_time", at=at, **date_fields(meeting.date, context.language))


def lines(context: Context) -> tuple[Inline, ...]:
    """Return the labelled lines of a meeting, those that are known, in the order of the form.

    Source: NĐ 30/2020 PL.III Mẫu 1.7 (invitation), 1.9 (minutes).
    """
    meeting = context.document.meeting
    if meeting is None:
        return ()
    minutes = not context.kind.dated
    facts = {
        "attend": "" if minutes else context.text("meeting/name", meeting.name),
        "begin" if minutes else "time": meeting_time(context, meeting),
        "place": context.text("meeting/place", meeting.place),
        "present": context.actors(meeting.present, address="meeting/present") if minutes else "",
        "chair": sentence_case(context.actors(meeting.chair)),
        "secretary": sentence_case(context.actors(meeting.secretary)),
        "online": context.text("meeting/online", meeting.online),
    }
    known = [context.say("meeting", key, text=text) for key, text in facts.items() if text]
    known += [
        f"{context.text(f'meeting/lines/{n}/label', line.label)}: {context.text(f'meeting/lines/{n}/text', line.text)}"
        for n, line in enumerate(meeting.lines, 1)
    ]
    return tuple(inline(context, line).ended(context.formula("item_last")) for line in known)
