"""Persons as printed: the sentence of an appointment, the lines of a retirement, the list in an annex."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.derive.posts import effect_of
from docgen.derive.terms import rule_of
from docgen.model.body import Content
from docgen.model.document import PersonRow
from docgen.resolve.context import Context, date_fields
from docgen.resolve.formula import fill
from docgen.resolve.printed import CellView, Inline, Node, RowView, TableView, plain
from docgen.resolve.tables import head_row
from docgen.resolve.text import inline
from docgen.words.letters import sentence_case

COLUMNS = ("number", "name", "position", "duty", "effect", "note")
WIDTHS = {"number": 6.0, "name": 19.0, "position": 26.0, "duty": 26.0, "effect": 14.5, "note": 9.0}


def person_nodes(context: Context, content: Content) -> Sequence[Node]:
    """Return the rows of persons a part prints: one sentence, numbered clauses, or a table."""
    if content.persons is None or content.as_ == "tracked-only":
        return ()
    rows = [row for row in context.document.persons if content.persons == "all" or row.id in content.persons]
    if content.as_ == "table":
        return (_table(context, rows),)
    if len(rows) == 1:
        return _one(context, rows[0])
    return [
        Node("clause", context.address(row.id), f"{n}.", paragraphs=(_sentence(context, row).ended(context.formula("item_last")),))
        for n, row in enumerate(rows, 1)
    ]


def _one(context: Context, row: PersonRow) -> Sequence[Node]:
    if row.action == "retire" and context.side == "state":
        return _retirement(context, row)
    return (Node("text", context.address(row.id), paragraphs=(_sentence(context, row).ended(context.formula("item_last")),)),)


def position(context: Context, row: PersonRow) -> str:
    """Return what the person is before the event."""
    written = context.text(f"{row.id}/position", row.position)
    return written or ", ".join(context.post(post) for post in row.leaves) or context.position(row.person)


def duty(context: Context, row: PersonRow) -> str:
    """Return what the person becomes."""
    return context.text(f"{row.id}/duty", row.duty) or context.listed([context.post(post) for post in row.takes])


def _sentence(context: Context, row: PersonRow) -> Inline:
    """Return the sentence of the event, by the formula of its action."""
    person = context.office.people[row.person]
    named = context.say(
        "person", honorific=context.formula("honorific", person.honorific), name=person.name, position=position(context, row)
    )
    effect = row.effect or context.document.effect
    fields = {
        "person": named,
        "duty": duty(context, row),
        "to": context.agency(row.to) if row.to else "",
        "term": row.term or "",
        "years": _years(context, row),
        "leaves": ", ".join(context.post(post) for post in row.leaves),
        "effect": context.date(effect) if effect else "",
        "until": context.date(row.provisional.until) if row.provisional else "",
        "reason": context.text(f"{row.id}/reason", row.reason),
    }
    return inline(context, sentence_case(context.say("persons", row.action, **fields)))


def _years(context: Context, row: PersonRow) -> str:
    """Return the years of the term: those of the row, else those of the rule in force on the day of effect."""
    effect = effect_of(row, context.document)
    rules = [rule_of(context.office, post, effect) for post in row.takes if effect]
    years = row.years or next((rule.years for rule in rules if rule and rule.years), None)
    return f"{years:02d}" if years and not row.term else ""


def _retirement(context: Context, row: PersonRow) -> Sequence[Node]:
    """Return the lines of Article 1 in the fixed form; private fields without their file are blanks.

    Source: NĐ 170/2025 Mẫu 3.
    """
    person = context.office.people[row.person]
    private = context.office.private.get(row.person)
    blank = context.formula("blank")
    effect = row.effect or context.document.effect
    fields = {
        "honorific": sentence_case(context.formula("honorific", person.honorific)),
        "name": person.name,
        "insurance": (private.insurance if private else None) or blank,
        "birth": _long(context, private.birth if private else None),
        "birth_place": (private.birth_place if private else None) or blank,
        "residence": (private.residence if private else None) or blank,
        "position": position(context, row),
        "agency": context.agency(person.agency) if person.agency else blank,
        "effect": _long(context, effect),
    }
    lines = context.table("retire_lines")
    return [
        Node("text", context.address(row.id) if n == 0 else "", paragraphs=(plain(fill(str(line), **fields)),))
        for n, line in enumerate(lines)
    ]


def _long(context: Context, day: object) -> str:
    import datetime

    return (
        context.say("date_in_full", **date_fields(day, context.language))
        if isinstance(day, datetime.date)
        else context.formula("blank_date")
    )


def _table(context: Context, rows: Sequence[PersonRow]) -> Node:
    heads = context.table("persons_table")
    columns = [column for column in COLUMNS if column != "note" or any(row.note for row in rows)]
    lines = [head_row([plain(str(heads.get(column, column))) for column in columns])]
    for n, row in enumerate(rows, 1):
        effect = row.effect or context.document.effect
        person = context.office.people[row.person]
        texts = {
            "number": str(n),
            "name": context.say("listed_person", honorific=sentence_case(context.formula("honorific", person.honorific)), name=person.name)
            or person.name,
            "position": position(context, row),
            "duty": duty(context, row) or (context.agency(row.to) if row.to else ""),
            "effect": context.date(effect) if effect else "",
            "note": context.text(f"{row.id}/note", row.note),
        }
        cells = tuple(
            CellView(
                "table-center" if column in ("number", "effect") else "table-text",
                (inline(context, texts[column]),) if texts[column] else (),
            )
            for column in columns
        )
        lines.append(RowView(cells, address=context.address(row.id)))
    widths = [WIDTHS[column] for column in columns]
    return Node("table", table=TableView(tuple(100 * width / sum(widths) for width in widths), tuple(lines), context.address("persons")))
