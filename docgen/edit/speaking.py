"""How a drafted document names things: agencies, units, deadlines and tasks by the day the draft speaks of, in the format of its issuer.

In: the office, the issuer, the day. Out: words for the blanks of ``templates/drafts``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.derive.names import agency_on, format_of
from docgen.edit.starts import COLLECTIVE, head_of
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.context import Context
from docgen.resolve.text import inline, symbol_of
from docgen.resolve.titles import short_title
from docgen.track.rows import TaskRow
from docgen.words.dates import short_day, short_period
from docgen.words.numbers import grouped, spelled
from docgen.words.symbols import full_number

Day = datetime.date
FILED = "VT"


@dataclass(frozen=True)
class Speaking:
    """Who speaks, of which day."""

    office: Office
    issuer: str
    day: Day

    @cached_property
    def _context(self) -> Context:
        return self._of(Document(id="a", kind="report", issuer=(self.issuer,), subject="", planned=self.day))

    @cached_property
    def _cited(self) -> set[str]:
        """Return every text as cited before, so that its kind and number are enough."""
        return {*self.office.references, *self.office.documents}

    def _of(self, document: Document) -> Context:
        chosen = format_of(self.office, document, self.day) or next(iter(self.office.formats))
        return Context(self.office, document, self.office.formats[chosen], "vi", {}, cited=self._cited)

    def name(self, id_: str) -> str:
        """Return what an agency, a unit, a group or a person is called."""
        if id_ in self.office.units:
            return self._context.unit(id_)
        return self._context.actor(id_) if id_ in (*self.office.agencies, *self.office.groups, *self.office.people) else id_

    def names(self, ids: Sequence[str]) -> str:
        """Return names as a list of running text."""
        return self._context.listed([self.name(id_) for id_ in ids])

    def task(self, row: TaskRow) -> str:
        """Return what is to be done as plain text: citations are those of the document that asks for it."""
        said = " ".join(inline(self._of(row.document), row.task.do).text.split())
        return f"{said} ({self._period(row.item.period)})" if row.item.period else said

    def _period(self, name: str) -> str:
        """Return an occurrence as a column names it: tháng 5/2024, 25/5/2024; a week as it is written."""
        if len(name) == len("2024-05-25"):
            return short_day(Day.fromisoformat(name))
        return name if "W" in name else short_period(name)

    def document(self, id_: str) -> str:
        """Return kind, number and day of a document as it is cited; its kind and subject where it has no number."""
        document = self.office.documents[id_]
        if document.number is None or document.date is None:
            return short_title(self.office, document)
        context = self._of(document)
        full = full_number(document.number, symbol_of(context, document), context.format.number_pad)
        date = self._context.date(document.date, "date_in_text")
        return self._context.say("cite_full", kind=self.office.kinds[document.kind].name, full=full, date=date, issuer="", subject="")

    def number(self, number: int) -> str:
        """Return a number in figures."""
        return grouped(number)

    def spelled(self, number: int) -> str:
        """Return a number in figures and words: 12 (mười hai)."""
        return f"{grouped(number)} ({spelled(number)})"

    def date(self, day: Day | None) -> str:
        """Return a day in figures, nothing where there is none."""
        return short_day(day) if day else ""

    @property
    def signer(self) -> dict[str, str]:
        """Return person, post and authority of the issuer's head on the day; blanks where the catalogue leaves a choice."""
        person, post = head_of(self.office, self.issuer, self.day)
        agency = agency_on(self.office.agencies[self.issuer], self.day)
        return {"by": person, "post": post, "as": "on-behalf" if agency.body in COLLECTIVE or agency.collective else "head"}

    @property
    def filed(self) -> str:
        """Return where the issuer files its documents, as its latest one says."""
        own = [document for document in self.office.documents.values() if document.issuer[0] == self.issuer and document.date]
        latest = sorted((document for document in own if document.date and document.date <= self.day), key=lambda one: str(one.date))
        files = [line.file for document in latest for line in document.recipients if line.file]
        return files[-1] if files else FILED
