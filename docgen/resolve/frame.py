"""The frame of a document: letterhead, bases, addressees, signatures, recipients."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.derive.names import agency_on, place_of
from docgen.model.catalogue import Agency
from docgen.model.document import Basis, Recipient, Signer
from docgen.resolve.context import Context, date_fields
from docgen.resolve.formula import fill
from docgen.resolve.printed import Inline, SignatureView, plain
from docgen.resolve.text import citation, inline, symbol_of
from docgen.words.letters import lower_first, sentence_case

Heads = dict[str, tuple[Inline, ...]]


def heads(context: Context) -> Heads:
    """Return the components of the letterhead by the name of their style."""
    document = context.document
    found: Heads = {name: (plain(context.formula(name)),) for name in ("national", "motto", "party") if context.formula(name)}
    found |= issuer_lines(context)
    if context.formula("star"):
        found["star"] = (plain(context.formula("star")),)
    if context.kind.numbered:
        found["number"] = (plain(number_line(context)),)
    if context.kind.dated:
        found["place-date"] = (plain(place_date(context)),)
    if is_letter(context):
        subject = inline(context, lower_first(context.text("subject", document.subject)))
        found["letter-subject"] = (plain(context.formula("letter_prefix")) + subject,)
    found |= _marks(context)
    return found


def is_letter(context: Context) -> bool:
    """Return whether the kind bears no name of its own, so that the subject stands under the number."""
    title = context.kind.title
    return title is not None and (title.party if context.side == "party" else title.state) == ""


def issuer_lines(context: Context) -> Heads:
    """Return the superior's and the issuer's lines; joint issuers stand together, the lead first."""
    ids = context.document.issuer
    agencies = [context.office.agencies[id_] for id_ in ids if id_ in context.office.agencies]
    if not agencies:
        return {}
    if len(agencies) > 1:
        return {"issuer": (plain(context.formula("joint_issuers").join(context.agency(id_) for id_ in ids)),)}
    if context.language != "vi":
        parent = agencies[0].parent
        return {
            "parent": (plain(_headline(context.agency(parent))),) if parent else (),
            "issuer": (plain(_headline(context.agency(ids[0]))),),
        }
    return _lines(context, agency_on(agencies[0], context.day))


def _headline(name: str) -> str:
    """Return a translated name as a headline, without its English article."""
    return name.removeprefix("the ")


def _lines(context: Context, agency: Agency) -> Heads:
    if agency.header is not None:
        return {"parent": tuple(plain(line) for line in agency.header.parent), "issuer": tuple(plain(line) for line in agency.header.name)}
    parent = (plain(context.agency(agency.parent)),) if agency.parent else ()
    return {"parent": parent, "issuer": (plain(agency.name),)}


def number_line(context: Context) -> str:
    """Return number and symbol; a draft leaves room for the number."""
    number = context.document.number
    shown = number.zfill(context.format.number_pad) if number and number.isdigit() else number
    return context.say("number", number=shown or context.formula("blank_number"), symbol=symbol_of(context, context.document))


def place_date(context: Context) -> str:
    """Return place and date; a draft leaves room for day and month."""
    document = context.document
    place = document.place or place_of(context.office, document.issuer[0], context.day)
    if document.date is not None:
        return context.say("place_date", place=place, **date_fields(document.date, context.language))
    year = date_fields(document.planned, context.language)["year"] if document.planned else context.formula("blank_year")
    return context.say("place_date_blank", place=place, year=year)


def _marks(context: Context) -> Heads:
    document = context.document
    found: Heads = {}
    if document.urgency != "none":
        found["mark"] = (plain(context.formula("urgency", document.urgency)),)
    if document.secrecy != "none":
        found["secrecy"] = (plain(context.formula("secrecy", document.secrecy)),)
    if document.circulation:
        found["circulation"] = (plain(context.text("circulation", document.circulation)),)
    if document.contact:
        found["contact"] = (plain(context.text("contact", document.contact)),)
    if document.trial:
        found["trial"] = (plain(context.formula("trial")),)
    if document.draft:
        found["draft"] = (plain(context.text("draft", document.draft)),)
    return found


def bases(context: Context) -> tuple[Inline, ...]:
    """Return the bases, one a line, the proposal last as written.

    Source: NĐ 30/2020 PL.I II.6.a; HD 36-HD/VPTW 1.6.2; HD 05-HD/VPTW I.6.2.3.
    """
    lines = [_basis(context, basis, n) for n, basis in enumerate(context.document.bases, 1)]
    between, last = context.formula("basis_between"), context.formula("basis_last")
    return tuple(line.ended(between if n < len(lines) else last) for n, line in enumerate(lines, 1))


def _basis(context: Context, basis: Basis, n: int) -> Inline:
    if basis.proposal:
        return plain(fill(_proposal(context), who=context.actors(basis.proposal, address=f"bases/{n}/proposal")))
    if basis.application:
        about = context.text(f"bases/{n}/about", basis.about)
        date = context.date(basis.date) if basis.date else ""
        return plain(context.say("application", about=about, date=date, who=context.person(basis.application)))
    written = inline(context, context.text(f"bases/{n}", basis.text)) if basis.ref is None else plain(citation(context, basis.ref))
    head, _, tail = context.formula("basis").partition("{text}")
    return plain(head) + written + plain(tail)


def _proposal(context: Context) -> str:
    """Return the formula of the proposal line; a form of the law may have its own words for an action."""
    actions = {row.action for row in context.document.persons}
    own = [formula for action, formula in context.table("proposals").items() if action in actions]
    return str(own[0]) if own else context.formula("proposal")


def addressees(context: Context) -> tuple[Inline, ...]:
    """Return those the document is addressed to."""
    return tuple(
        plain(sentence_case(context.texts.get(f"to/{n}") or context.actor(actor))) for n, actor in enumerate(context.document.to, 1)
    )


def signatures(context: Context) -> tuple[SignatureView, ...]:
    """Return the signature blocks, those on the left first."""
    views = [_signature(context, signer) for signer in context.document.sign]
    return tuple(sorted(views, key=lambda view: view.side != "left"))


def _signature(context: Context, signer: Signer) -> SignatureView:
    office = context.office
    agency_id = signer.post.rpartition("/")[0]
    agency = office.agencies.get(agency_id)
    post = office.posts.get(signer.post)
    form: str = signer.as_
    if form == "on-behalf" and post is not None and post.rank == "deputy" and "on-behalf-deputy" in context.format.signature:
        form = "on-behalf-deputy"
    fields = {
        "post": context.post(signer.post, signed=True),
        "head": head_title(context, agency_id),
        "behalf": signer.behalf or (agency.collective if agency else None) or context.agency(agency_id),
        "also": signer.also or "",
        "label": signer.label or "",
    }
    lines = tuple(
        (style, inline(context, text)) for style, formula in _sign_lines(context, form) if (text := fill(formula, **fields)).strip()
    )
    person = office.people.get(signer.by)
    return SignatureView(lines, plain(person.name if person else signer.by), signer.side)


def _sign_lines(context: Context, form: str) -> list[tuple[str, str]]:
    """Return style and formula of each line; a language may have words of its own."""
    lines = context.format.signature.get(form, ())
    own = context.formulas.get("signature")
    words = own.get(form) if isinstance(own, Mapping) else None
    if words:
        return [(lines[min(n, len(lines) - 1)].style, str(text)) for n, text in enumerate(words)]
    return [(line.style, line.text) for line in lines]


def head_title(context: Context, agency_id: str) -> str:
    """Return the title of the head of an agency, for KT., TL. and TUQ."""
    heads_ = [id_ for id_, post in context.office.posts.items() if id_.rpartition("/")[0] == agency_id and post.rank == "head"]
    return context.post(heads_[0], signed=True) if heads_ else ""


def recipients(context: Context, last_article: str) -> tuple[Inline, ...]:
    """Return the lines of the recipients; ``last_article`` is the number of the article on execution."""
    lines = [_recipient(context, recipient, (n, last_article)) for n, recipient in enumerate(context.document.recipients, 1)]
    between, last = context.formula("recipient_between"), context.formula("recipient_last")
    return tuple(line.ended(between if n < len(lines) else last) for n, line in enumerate(lines, 1))


def _recipient(context: Context, recipient: Recipient, at: tuple[int, str]) -> Inline:
    n, last_article = at
    purpose = context.text(f"recipients/{n}/for", recipient.for_)
    if recipient.file:
        copies = f"{recipient.copies:02d}" if recipient.copies else ""
        who = context.say("file", file=context.text(f"recipients/{n}/file", recipient.file), copies=copies)
    elif recipient.same:
        who = context.say("same_articles", article=last_article) if recipient.same == "articles" else context.formula("same_above")
    elif recipient.units:
        who = context.texts.get(f"recipients/{n}") or sentence_case(_units(context, recipient))
    else:
        known = context.actor(recipient.to, short=False) if recipient.to else ""
        who = context.text(f"recipients/{n}/text", recipient.text) or sentence_case(known)
    return inline(context, context.say("recipient", who=who, **{"for": purpose}))


def _units(context: Context, recipient: Recipient) -> str:
    from docgen.model.tasks import Units

    return context.each(Units(unit="all", of=recipient.of or context.document.issuer[0].partition("/")[0]))


def authority(context: Context) -> str:
    """Return the line of the authority above the ruling words: the collective, or the head who signs.

    Source: NĐ 30/2020 PL.III Mẫu 1.2 ghi chú 6; practice of Party committees.
    """
    document = context.document
    if document.authority:
        return context.text("authority", document.authority)
    issuer = document.issuer[0]
    agency = context.office.agencies.get(issuer)
    signer = document.sign[-1] if document.sign else None
    if signer is not None and signer.as_ in ("head", "deputy-for-head", "acting", "by-order", "by-delegation", "in-charge"):
        head = [id_ for id_, post in context.office.posts.items() if id_.rpartition("/")[0] == issuer and post.rank == "head"]
        if head:
            return context.post(head[0])
    if agency is None:
        return issuer
    name = context.agency(issuer)
    if context.side == "party" and agency.collective and not name.startswith(agency.collective):
        return f"{agency.collective} {name}"
    return name
