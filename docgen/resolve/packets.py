"""The sheets a packet brings itself, as documents like any other: cover, dividers, contents, programme, attendance, delegates, receipt.

In: the office and the packet of one unit. Out: documents in the layout of who hands it over. Fixed words are the formulas ``packet``
of that layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.derive.names import format_of, place_of
from docgen.derive.packets import Bundle, carried, clock, document_of, groups_of, slots
from docgen.model.catalogue import Language
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.model.packet import AttendingGroup, DividerPart, DocumentPart, FilePart, PageName, Part
from docgen.resolve.context import Context
from docgen.resolve.formula import fill
from docgen.resolve.text import symbol_of
from docgen.words.dates import day_parts
from docgen.words.letters import sentence_case
from docgen.words.symbols import full_number

Columns = Mapping[str, tuple[int, str]]
"""Column of a list → its share of the width and its alignment."""
Rows = Sequence[Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a packet as the lists name it; ``name`` stands in the name of a file without number. ``copies`` are those of the unit."""

    key: str
    title: str
    name: str
    number: str = ""
    issuer: str = ""
    day: str = ""
    copies: int = 1
    divider: bool = False


@dataclass(frozen=True)
class Sheets:
    """The sheets of one unit's packet, made when asked for. Series are worked out in ``series``, where given, once for all units."""

    office: Office
    bundle: Bundle
    series: Office | None = None

    @property
    def language(self) -> Language:
        """Return the language of the packet's own sheets."""
        return self.bundle.packet.language or self.office.settings.language

    @cached_property
    def context(self) -> Context:
        """Return who names agencies, persons and units as the issuer does on the day."""
        document = self._document("packet-cover", self.bundle.packet.title)
        format_ = self.office.formats[format_of(self.office, document, None) or "nd30"]
        return Context(self.office, document, format_, self.language, {})

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return the fixed words in the language of the packet."""
        return self.context.table("packet")

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Return the parts as the lists name them, dividers included, in order."""
        return [self._entry(part) for part in self.bundle.packet.contents]

    @property
    def unit(self) -> str:
        """Return the unit with the word for its kind; nothing for a packet without units."""
        return self.context.unit(self.bundle.unit) if self.bundle.unit else ""

    def page(self, name: PageName, title: str | None = None) -> Document:
        """Return a page made from the packet."""
        parts = {"programme": self._programme, "attendance": self._attendance, "delegates": self._delegates, "receipt": self._receipt}
        return self._document(f"packet-{name}", title or self.bundle.packet.title, **parts[name]())

    def cover(self) -> Document:
        """Return the cover: who hands over what to which unit, when and where."""
        packet, place = self.bundle.packet, place_of(self.office, self.bundle.packet.issuer, self.bundle.packet.day)
        _, month, year = day_parts(packet.day)
        hours = self._span(packet.from_, packet.until)
        when = fill(self.words["when"], time=hours, day=self.context.date(packet.day))
        lines = [self.context.first(when), fill(self.words["place"], place=packet.place) if packet.place else ""]
        foot = fill(self.words["month"], place=place, month=month, year=year, date=self.context.date(packet.day))
        opening = "\n\n".join(line for line in (*lines, foot) if line)
        return self._document("packet-cover", packet.title, author=self.context.first(self.unit) or None, opening=opening)

    def divider(self, part: DividerPart) -> Document:
        """Return the sheet that opens a part of the packet."""
        return self._document("packet-divider", part.divider, opening=part.divider)

    def contents(self, pages: Sequence[int]) -> Document:
        """Return the contents; ``pages`` is the first page of each part in the joined file, in order."""
        rows: list[dict[str, str | None]] = []
        for entry, page in zip(self.entries, pages, strict=True):
            row: dict[str, str | None] = {"full": entry.number, "title": entry.title, "page": str(page)}
            rows.append({"group": entry.title} if entry.divider else row)
        columns = {"full": (30, "left"), "title": (58, "left"), "page": (12, "center")}
        return self._document("packet-contents", sentence_case(self.unit) or self.bundle.packet.title, **self._table(columns, rows))

    def listing(self, kind: str, columns: Columns, rows: Rows) -> Document:
        """Return a list over all units of the packet."""
        return self._document(kind, self.bundle.packet.title, **self._table(columns, rows))

    def document(self, part: DocumentPart) -> Document:
        """Return the document of a part. Raises ``LookupError`` where check would have found that there is none."""
        document = document_of(self.series or self.office, part, self.bundle.unit)
        if document is None:
            raise LookupError(part.document)
        return document

    def _document(self, kind: str, subject: str, **more: Any) -> Document:
        packet = self.bundle.packet
        fields = {"id": f"{kind}-{packet.id}"[:60].rstrip("-"), "kind": kind, "issuer": packet.issuer, "subject": subject}
        return Document.model_validate({**fields, "date": packet.day, "language": self.language, **more})

    def _entry(self, part: Part) -> Entry:
        copies = (None if isinstance(part, DividerPart) else part.copies) or self.bundle.packet.copies
        if isinstance(part, DividerPart):
            return Entry(part.key, part.divider, part.divider, divider=True)
        if isinstance(part, FilePart):
            number = full_number(part.number, part.symbol) if part.number else ""
            day = part.date.isoformat() if part.date else ""
            return Entry(part.key, part.title, Path(part.file).stem, number, part.issuer or "", day, copies)
        if isinstance(part, DocumentPart):
            return self._of_document(part, copies)
        name = self.kind(f"packet-{part.page}")
        issuer = self.context.agency(self.bundle.packet.issuer)
        title = f"{name} {part.title[0].lower()}{part.title[1:]}" if part.title else name
        return Entry(part.key, title, name if self.language == "vi" else part.page, "", issuer, self.bundle.packet.day.isoformat(), copies)

    def _of_document(self, part: DocumentPart, copies: int) -> Entry:
        document = self.document(part)
        format_ = self.office.formats[format_of(self.office, document, self.bundle.packet.day) or "nd30"]
        context = Context(self.office, document, format_, part.language or document.language or self.language, {})
        number = full_number(document.number, symbol_of(context, document), format_.number_pad) if document.number else ""
        subject = context.text("subject", document.subject)
        title = part.title or f"{self.kind(document.kind)} {subject}"
        issuer = context.listed([context.agency(id_) for id_ in document.issuer])
        return Entry(part.key, title, part.key, number, issuer, document.date.isoformat() if document.date else "", copies)

    def kind(self, id_: str) -> str:
        """Return the name of a kind in the language of the packet."""
        kind = self.office.kinds[id_]
        return kind.name if self.language == "vi" else kind.translated.get(self.language, kind.name)

    def _span(self, begins: str | None, ends: str | None) -> str:
        """Return hours as the office writes them: 8 giờ - 9 giờ 30, từ 8 giờ."""
        if begins and ends:
            return fill(self.words["span"], **{"from": self.context.clock(begins), "until": self.context.clock(ends)})
        return fill(self.words["since"], **{"from": self.context.clock(begins)}) if begins else ""

    def _table(self, columns: Columns, rows: Rows) -> dict[str, Any]:
        """Return the body that is one table; its heads are the packet's fixed words."""
        shown: Columns = {"number": (8, "center"), **columns}
        heads = {key: {"title": self.words[key], "width": width, "align": align} for key, (width, align) in shown.items()}
        numbers = iter(range(1, len(rows) + 1))
        own = "number" in columns
        numbered = [row if own or "group" in row else {"number": str(next(numbers)), **row} for row in rows]
        table = {"id": "list", "columns": heads, "rows": tuple(numbered)}
        return {"tables": (table,), "body": ({"table": "list"},)}

    def _programme(self) -> dict[str, Any]:
        rows = []
        for slot in slots(self.bundle.packet):
            hours = "\u00a0-\u00a0".join(clock(minutes) for minutes in (slot.begins, slot.ends) if minutes is not None)
            rows.append({"time": hours, "what": slot.line.what, "who": slot.line.who or ""})
        return {"opening": self._occasion(), **self._table({"time": (21, "center"), "what": (44, "left"), "who": (35, "left")}, rows)}

    def _occasion(self) -> str:
        """Return day, hour and place as paragraphs."""
        packet = self.bundle.packet
        when = fill(self.words["when"], time=self._span(packet.from_, packet.until), day=self.context.date(packet.day))
        lines = [f"{self.words['unit']}: {self.unit}." if self.unit else "", f"{self.words['time']}: {when}."]
        lines += [fill(self.words["place"], place=f"{packet.place}.")] if packet.place else []
        return "\n\n".join(line for line in lines if line)

    def _attendance(self) -> dict[str, Any]:
        rows: list[dict[str, str | None]] = []
        for number, group in enumerate(groups_of(self.bundle), 1):
            rows += [{"group": self._group(number, group)}, *self._people(group)]
        columns = {"name": (27, "left"), "position": (48, "left"), "role": (25, "left")}
        return {"opening": self._occasion(), **self._table(columns, rows)}

    def _group(self, number: int, group: AttendingGroup) -> str:
        packet = self.bundle.packet
        return fill(
            self.words["group"],
            n=str(number),
            form=self.words[group.at].lower(),
            time=self._span(group.from_ or packet.from_, group.until or packet.until),
            day=self.context.date(group.day) if group.day and group.day != packet.day else "",
            place=group.place or "",
        )

    def _people(self, group: AttendingGroup) -> Iterator[dict[str, str | None]]:
        for id_, role in ((group.head, "head"), *((id_, "member") for id_ in group.members)):
            if id_ is not None:
                person = self.office.people[id_]
                yield {"name": person.name, "position": self.context.position(id_), "role": self.words[role]}

    def _delegates(self) -> dict[str, Any]:
        rows = []
        for one in self.bundle.packet.delegates:
            known = self.office.people.get(one.person or "")
            position = one.position or (self.context.position(one.person) if one.person and known else "")
            row = {"name": one.name or (known.name if known else ""), "position": position, "seat": one.seat or "", "note": one.note or ""}
            rows.append(row)
        columns = {"name": (28, "left"), "position": (40, "left"), "seat": (12, "center"), "note": (20, "left")}
        return {"opening": self._occasion(), **self._table(columns, rows)}

    def _receipt(self) -> dict[str, Any]:
        issuer = self.context.agency(self.bundle.packet.issuer)
        keys = {part.key for part in carried(self.bundle.packet)} - {"receipt"}
        entries = [entry for entry in self.entries if entry.key in keys]
        rows = [{"full": one.number, "title": one.title, "copies": str(one.copies), "note": ""} for one in entries]
        columns = {"full": (24, "left"), "title": (46, "left"), "copies": (12, "center"), "note": (18, "left")}
        lines = [fill(self.words["handed"], issuer=issuer), fill(self.words["taken"], unit=self.unit or "…"), self.words["received"]]
        closing = [self.words["giver"], self.words["taker"], self.words["sign"], self.words["closed"]]
        return {"opening": "\n\n".join(lines), "closing": "\n\n".join(closing), **self._table(columns, rows)}
