"""A report of a period as a draft: the figures of ``docgen.track.report`` in the words of ``templates/drafts/progress-report.yaml``.

In: the office, who reports, what was found. Out: a document. Columns add up: who has nothing late stands in one line where the
agencies are many. No name and no day is made up: who signs is taken from the catalogue only where it leaves no choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.edit.skeletons import Words, filled, skeleton
from docgen.edit.speaking import Speaking
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.track.periods import Period
from docgen.track.report import Asked, Gathered, Progress
from docgen.track.state import Count
from docgen.track.totals import Total, by_unit, percent_done
from docgen.words.dates import long_period

NAME = "progress-report"
MOST_LINES = 15
"""So many agencies stand in the table one by one; of more, those with nothing late stand in one line."""
MOST_NAMES = 10
"""So many units are named in one cell; of more, their number stands there."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """Who reports under which id, and what was asked."""

    id: str
    issuer: str
    asked: Asked


def report(office: Office, wish: Wish, found: Progress, folders: Sequence[Path]) -> Document:
    """Return the draft of a report. Raises ``Refused`` for a fault in the file of its words."""
    path, data = skeleton(folders, NAME)
    made = _Report(Speaking(office, wish.issuer, found.as_of), Words(path, data), found)
    return filled(path, data, {"id": wish.id, **made.known(wish)})


@dataclass(frozen=True)
class _Report:
    """What the words may speak of."""

    say: Speaking
    words: Words
    found: Progress

    def known(self, wish: Wish) -> dict[str, Any]:
        """Return the names of the blanks and what they stand for."""
        found, office = self.found, self.say.office
        scope = wish.asked.issuer
        superior = scope if scope != wish.issuer else office.agencies[wish.issuer].parent
        return {
            "issuer": wish.issuer,
            "issuer_name": self.say.name(wish.issuer),
            "scope_name": self.say.name(scope) if scope != wish.issuer else "",
            "superior": superior or "",
            "side": office.agencies[wish.issuer].side,
            "document": self.say.document(wish.asked.document) if wish.asked.document else "",
            "period": self.period(found.period),
            "previous": self.period(found.period.previous),
            "next": self.period(found.period.next),
            "day": self.say.date(found.as_of),
            "as_of": found.as_of,
            "count": self.figures(found.count),
            "before": self.figures(found.before),
            "agencies": self.agencies(found.by_lead),
            "units_line": self.units_line(),
            "units": self.units(by_unit(office, found.rows)),
            "documents": [self.line(self.say.document(total.key), total.count) for total in found.by_document],
            "late": [self.late(one) for one in found.late],
            "coming": [self.coming(one) for one in found.coming],
            "silent": [self.say.name(id_) for id_ in found.silent if id_ not in office.units],
            "silent_units": [self.say.name(id_) for id_ in found.silent if id_ in office.units],
            "phases": self.phases(),
            "n": self.say.number,
            "spelled": self.say.spelled,
            "sign": self.say.signer,
            "filed": self.say.filed,
        }

    def period(self, period: Period) -> str:
        """Return the name of a period: quý I năm 2024."""
        if period.length == "week":
            return self.words.say("week", week=period.name[-2:].lstrip("0"), year=period.name[:4])
        return long_period(period.name)

    def figures(self, count: Count) -> Row:
        """Return a count with the sums the sentences need."""
        done = count.on_time + count.late
        return {
            **{name: getattr(count, name) for name in ("given", "on_time", "late", "in_time", "overdue", "cancelled")},
            "done": done,
            "open": count.given - done,
            "percent": percent_done(count),
        }

    def line(self, name: str, count: Count) -> Row:
        """Return a line of a table of totals."""
        return {"name": f"{name[:1].upper()}{name[1:]}", **self.figures(count)}

    def agencies(self, totals: Sequence[Total]) -> list[Row]:
        """Return the lines by lead in the catalogue's order, the units in one; who has nothing late in one where there are many."""
        order = {id_: place for place, id_ in enumerate((*self.say.office.agencies, *self.say.office.groups, *self.say.office.people))}
        named = sorted((total for total in totals if total.key), key=lambda total: order.get(total.key.partition(" ")[0], len(order)))
        lines = [(self.say.names(total.key.split(" ")), total.count) for total in named]
        units = [total.count for total in totals if not total.key]
        return [*self.shortened(lines, "others"), *(self.line(self.units_line(), count) for count in units)]

    def units_line(self) -> str:
        """Return the name of the line of all units, nothing where none leads."""
        number = len({lead for row in self.found.rows for lead in row.standing.leads if lead in self.say.office.units})
        return self.words.say("units", number=number) if number else ""

    def units(self, totals: Sequence[Total]) -> list[Row]:
        """Return the lines of the units in the order of their resolution; those with nothing late in one where there are many."""
        units = self.say.office.units
        ordered = sorted(totals, key=lambda total: (units[total.key].order or len(units), total.key))
        return self.shortened([(self.say.name(total.key), total.count) for total in ordered], "other_units")

    def shortened(self, lines: Sequence[tuple[str, Count]], word: str) -> list[Row]:
        """Return lines of which those without anything late are one, where they are more than a reader wants."""
        calm = [count for _, count in lines if not count.late and not count.overdue]
        if len(lines) <= MOST_LINES or len(calm) < 2:
            return [self.line(name, count) for name, count in lines]
        kept = [self.line(name, count) for name, count in lines if count.late or count.overdue]
        return [*kept, self.line(self.words.say(word, number=len(calm)), _sum(calm))]

    def late(self, one: Gathered) -> Row:
        """Return a line of the list of late tasks."""
        row, days = one.row, one.days_late
        standing = row.standing
        return {
            **self.coming(one),
            "first_due": self.say.date(row.followed.first_due),
            "extended": self.say.date(standing.due) if standing.due != row.followed.first_due else "",
            "days": str(days[1]) if days[0] == days[1] else self.words.say("span", least=days[0], most=days[1]),
            "state": standing.state,
            "done": self.say.date(standing.done),
            "causes": one.causes,
            "remedies": one.remedies,
        }

    def coming(self, one: Gathered) -> Row:
        """Return a line of the list of tasks that are due."""
        row = one.row
        return {
            "task": self.say.task(row),
            "leads": self.leads(one),
            "due": self.say.date(row.standing.due),
            "document": self.say.document(row.document.id.partition("@")[0]),
            "product": row.task.product or "",
            "percent": row.standing.percent,
        }

    def leads(self, one: Gathered) -> str:
        """Return who leads; of many units how many they are."""
        if len(one.leads) > MOST_NAMES:
            return self.words.say("number_of_units", number=len(one.leads))
        return "; ".join(self.say.name(id_) for id_ in one.leads)

    def phases(self) -> list[Row]:
        """Return the phases of the plans whose tasks count, where they touch the period."""
        ids = dict.fromkeys(row.document.id.partition("@")[0] for row in self.found.rows)
        period = self.found.period
        return [
            {"name": phase.name, "from": phase.from_, "until": phase.until}
            for id_ in ids
            for phase in self.say.office.documents[id_].phases
            if phase.from_ <= period.last and phase.until >= period.first
        ]


def _sum(counts: Sequence[Count]) -> Count:
    return Count(*(sum(getattr(count, name) for count in counts) for name in ("on_time", "late", "in_time", "overdue", "cancelled")))
