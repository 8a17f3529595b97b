"""One document of the office → the document as printed, in one language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.derive.names import format_of
from docgen.model.catalogue import Language
from docgen.model.document import Document
from docgen.model.kind import Kind
from docgen.model.office import Office
from docgen.resolve import frame, meeting
from docgen.resolve.body import Body
from docgen.resolve.context import Context, date_fields
from docgen.resolve.formula import fill
from docgen.resolve.numbering import annex_label, bodies_of, label_annexes
from docgen.resolve.printed import AnnexView, AttachedView, Inline, Node, Printed, plain
from docgen.resolve.text import inline, symbol_of
from docgen.words.letters import lower_first, sentence_case
from docgen.words.symbols import full_number


def resolve(office: Office, document: Document, *, language: Language | None = None, as_of: datetime.date | None = None) -> Printed:
    """Return the document as printed. ``as_of`` chooses the format of a draft without any day of its own."""
    chosen = language or document.language or office.settings.language
    format_id = format_of(office, document, as_of)
    if format_id is None:
        raise LookupError(document.id)
    context = Context(office, document, office.formats[format_id], chosen, _texts(office, document, chosen))
    return _Resolver(context).printed()


def _texts(office: Office, document: Document, language: str) -> Mapping[str, str]:
    own = document.language or office.settings.language
    translation = office.translations.get((document.id, language)) if language != own else None
    return translation.texts if translation else {}


class _Resolver:
    """Resolves in printed order: numbers first, then every text, so that the first citation is the full one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.document = context.document
        self.kind = context.kind

    def printed(self) -> Printed:
        """Return the document as printed."""
        context, document = self.context, self.document
        bodies = self._bodies()
        bases = frame.bases(context) if self.kind.bases == "block" and document.bases else ()
        opening = meeting.opening(context)
        body = bodies[0].nodes()
        body, closing = self._ended(body, meeting.closing(context))
        last = bodies[0].numbers.articles
        return Printed(
            id=document.id,
            address=document.id,
            language=context.language,
            kind=self.kind,
            format=context.format,
            date=document.date,
            formulas=context.formulas,
            heads=frame.heads(context),
            type_line=plain(self._type_line()),
            author=inline(context, context.text("author", document.author)) if document.author else plain(""),
            subject=self._subject(document.subject, "subject"),
            authority=plain(frame.authority(context)) if self.kind.ruling and bases else plain(""),
            bases=bases,
            ruling=plain(self._ruling()) if bases else plain(""),
            to=frame.addressees(context),
            to_label=plain(self._to_label()),
            lines=meeting.lines(context),
            opening=opening,
            body=body,
            closing=closing,
            signatures=frame.signatures(context),
            recipients=frame.recipients(context, context.say("cross", "article", n=str(last))),
            drafter=plain(document.drafter or ""),
            annexes=self._annexes(bodies[1 : 1 + len(document.annexes)]),
            attached=self._attached(bodies[1 + len(document.annexes) :]),
            full_title=self._title(),
            issuer_name=context.listed([context.agency(id_) for id_ in document.issuer]),
        )

    def _bodies(self) -> list[Body]:
        """Number every body and label annexes, tables and tasks, before any text is resolved."""
        label_annexes(self.context)
        return [Body(self.context, body, outline, prefix) for body, outline, prefix in bodies_of(self.context)]

    def _kind_name(self, kind: Kind) -> str:
        return kind.name if self.context.language == "vi" else kind.translated.get(self.context.language, kind.name)

    def _type_line(self) -> str:
        title = self.kind.title
        own = (title.party if self.context.side == "party" else title.state) if title is not None else None
        if own is None or (own and self.context.language != "vi"):
            return self._kind_name(self.kind)
        return own

    def _subject(self, subject: str, address: str) -> Inline:
        text = self.context.text(address, subject)
        upper = self.context.format.subject_case == "upper-first"
        return inline(self.context, sentence_case(text) if upper else lower_first(text))

    def _ruling(self) -> str:
        ruling = self.context.table("rulings").get(self.kind.ruling or "", self.kind.ruling or "")
        return self.context.say("ruling", ruling=str(ruling), authority=frame.authority(self.context))

    def _to_label(self) -> str:
        sides = self.kind.addressee
        own = (sides.party if self.context.side == "party" else sides.state) or ""
        word = self.context.table("addressee").get(own, own)
        return f"{word}:" if word else ""

    def _title(self) -> str:
        document = self.document
        number = full_number(document.number, symbol_of(self.context, document), self.context.format.number_pad) if document.number else ""
        return " ".join(part for part in (self._kind_name(self.kind), number, self._subject(document.subject, "subject").text) if part)

    def _ended(self, body: tuple[Node, ...], closing: tuple[Inline, ...]) -> tuple[tuple[Node, ...], tuple[Inline, ...]]:
        """Return body and closing with the end mark on the last paragraph."""
        end = self.context.formula("end")
        if closing:
            return body, (*closing[:-1], closing[-1].ended(end))
        return end_nodes(body, end), closing

    def _annexes(self, bodies: Sequence[Body]) -> tuple[AnnexView, ...]:
        context, views = self.context, []
        for n, (annex, body) in enumerate(zip(self.document.annexes, bodies, strict=True), 1):
            title = inline(context, context.text(f"{annex.id}/title", annex.title))
            views.append(
                AnnexView(
                    context.address(annex.id),
                    plain(annex_label(context, n)),
                    title,
                    plain(self._belongs("annex_ref")),
                    annex.page,
                    body.nodes(),
                )
            )
        return tuple(views)

    def _attached(self, bodies: Sequence[Body]) -> tuple[AttachedView, ...]:
        context, views = self.context, []
        for attached, body in zip(self.document.attached, bodies, strict=True):
            kind = context.office.kinds.get(attached.kind)
            name = plain(self._kind_name(kind) if kind else attached.kind)
            nodes = end_nodes(body.nodes(), context.formula("end"))
            subject = self._subject(attached.subject, f"{attached.id}/subject")
            views.append(AttachedView(context.address(attached.id), name, subject, plain(self._belongs("attached_ref")), nodes))
        return tuple(views)

    def _belongs(self, formula: str) -> str:
        """Return the line that says which document an annex or an attached text belongs to; a draft leaves room."""
        context, document = self.context, self.document
        symbol = symbol_of(context, document)
        number = document.number or context.formula("blank_number")
        text = context.say("full", number=number.zfill(context.format.number_pad) if number.isdigit() else number, symbol=symbol)
        date = (
            context.say("date_in_full", **date_fields(document.date, context.language)) if document.date else context.formula("date_blank")
        )
        issuer = context.agency(document.issuer[0])
        return fill(context.formula(formula), kind=self._kind_name(self.kind), full=text, date=date, issuer=issuer)


def end_nodes(nodes: tuple[Node, ...], end: str) -> tuple[Node, ...]:
    """Return nodes whose last paragraph bears the end mark; a table at the end bears none."""
    if not nodes:
        return nodes
    last = nodes[-1]
    if last.children:
        changed: dict[str, Any] = {"children": end_nodes(last.children, end)}
    elif last.paragraphs:
        changed = {"paragraphs": (*last.paragraphs[:-1], last.paragraphs[-1].ended(end))}
    else:
        return nodes
    return (*nodes[:-1], replace(last, **changed))
