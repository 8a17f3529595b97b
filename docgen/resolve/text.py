"""Texts as printed: markup becomes looks, citations their legal form, cross-references the number of their part."""

from __future__ import annotations

from dataclasses import replace

from docgen.derive.names import format_of
from docgen.derive.series import named
from docgen.model.blocks import Run
from docgen.model.catalogue import Reference
from docgen.model.document import Document
from docgen.resolve.context import Context
from docgen.resolve.numbering import labels_of
from docgen.resolve.printed import Inline
from docgen.words.letters import lower_first
from docgen.words.markup import Token, paragraphs, parse
from docgen.words.symbols import full_number


def inlines(context: Context, text: str | None) -> tuple[Inline, ...]:
    """Return the paragraphs of a text."""
    return tuple(inline(context, part) for part in paragraphs(text)) if text else ()


def inline(context: Context, text: str) -> Inline:
    """Return one paragraph or line."""
    return Inline(tuple(_run(context, token) for token in parse(text)))


def _run(context: Context, token: Token) -> Run:
    look = Run(token.text, bold=token.bold, italic=token.italic)
    if token.kind == "text":
        return look
    if token.kind == "note":
        return replace(look, text="", note=tuple(_run(context, part) for part in token.inside))
    if token.kind == "cross":
        return replace(look, text=context.labels.get(token.text, token.text), href=context.address(token.text))
    return replace(look, text=citation(context, token.text))


def citation(context: Context, id_: str, *, full: bool | None = None) -> str:
    """Return how a text is cited: in full the first time, afterwards by kind and number.

    Source: NĐ 30/2020 PL.I II.6.a–b; HD 36-HD/VPTW 1.6; HD 05-HD/VPTW I.6.1.3.
    """
    id_, _, part = id_.partition("#")
    wants_full = id_ not in context.cited if full is None else full
    context.cited.add(id_)
    reference = context.office.references.get(id_)
    if reference is not None:
        return _reference(context, reference, wants_full)
    document = named(context.office, id_)
    if document is None:
        return id_
    whole = cited_document(context, document, full=wants_full)
    return f"{_part_label(context, document, part)} {whole}" if part else whole


def _part_label(context: Context, document: Document, part: str) -> str:
    """Return how a part of another document is called there: khoản 1 Điều 2."""
    format_ = context.office.formats.get(format_of(context.office, document, context.day) or "", context.format)
    return labels_of(Context(context.office, document, format_, context.language, {})).get(part, part)


def _reference(context: Context, reference: Reference, full: bool) -> str:
    if context.language in reference.translated:
        return reference.translated[context.language]
    kind = context.office.kinds.get(reference.kind)
    day = context.date(reference.date, "date_in_text") if reference.date else ""
    if kind is None or kind.law:
        name = reference.name or (kind.name if kind else reference.kind)
        return context.say(
            "cite_law" if full else "cite_law_short", name=name, date=day, year=str(reference.date.year) if reference.date else ""
        )
    name = kind.translated.get(context.language, kind.name) if context.language != "vi" else kind.name
    return context.say(
        "cite_full" if full else "cite_short",
        kind=name,
        full=full_number(reference.number, reference.symbol, context.format.number_pad) if reference.number else "",
        date=day,
        issuer=context.toned(reference.author) if reference.author else context.agency(reference.issuer) if reference.issuer else "",
        subject=context.toned(reference.subject or ""),
    )


def cited_document(context: Context, document: Document, *, full: bool) -> str:
    """Return how a document of the office itself is cited."""
    kind = context.office.kinds[document.kind]
    number = full_number(document.number, symbol_of(context, document), context.format.number_pad) if document.number else ""
    return context.say(
        "cite_full" if full else "cite_short",
        kind=kind.translated.get(context.language, kind.name) if context.language != "vi" else kind.name,
        full=number,
        date=context.date(document.date, "date_in_text") if document.date else "",
        issuer=context.listed([context.agency(issuer) for issuer in document.issuer]),
        subject=lower_first(context.text("", document.subject)),
    )


def symbol_of(context: Context, document: Document) -> str:
    """Return the symbol of a document's number: kind and issuer, joined as its side does.

    Source: NĐ 30/2020 PL.I II.3.b (QĐ-UBND, UBND-VX); HD 36-HD/VPTW 1.3.1 (QĐ/TU), joint bodies by a hyphen.
    """
    if document.symbol:
        return document.symbol
    office = context.office
    kind = office.kinds[document.kind]
    issuers = "-".join(office.agencies[id_].letters or "" for id_ in document.issuer if id_ in office.agencies)
    lead = office.agencies.get(document.issuer[0])
    if lead is not None and lead.side == "party":
        return f"{kind.letters.party or ''}/{issuers}"
    if not kind.letters.state:
        return f"{issuers}-{document.unit_symbol}" if document.unit_symbol else issuers
    return f"{kind.letters.state}-{issuers}"
