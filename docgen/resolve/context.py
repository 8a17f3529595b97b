"""The context of one printing: which document, for which day, in which language, and what was cited so far."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any, cast

from docgen.derive.names import agency_on, area_of
from docgen.model.catalogue import Area, Language
from docgen.model.document import Document
from docgen.model.format import Format
from docgen.model.kind import Kind
from docgen.model.office import Office
from docgen.model.tasks import EachActor, Units
from docgen.resolve.formula import fill
from docgen.words.dates import day_parts, long_day, short_day
from docgen.words.letters import sentence_case, tone_style
from docgen.words.numbers import letter


@dataclass
class Context:
    """Everything the resolvers of one document share. ``cited`` and ``labels`` fill up while it is printed."""

    office: Office
    document: Document
    format: Format
    language: Language
    texts: Mapping[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.day: datetime.date | None = self.document.date or self.document.planned
        chosen = self.format.formulas.get(self.language)
        self.formulas: Mapping[str, Any] = chosen if chosen is not None else self.format.formulas["vi"]
        self._known: dict[tuple[str, ...], str] = {}
        self.side = "party" if self.format.side == "party" else "state"
        self.kind: Kind = self.office.kinds[self.document.kind]

    def address(self, part: str) -> str:
        """Return the full address of a part of the document."""
        return f"{self.document.id}#{part}" if part else self.document.id

    def text(self, address: str, original: str | None) -> str:
        """Return a text in the language of the printing: its translation where there is one."""
        return self.texts.get(address) or original or ""

    def say(self, *names: str, **fields: str) -> str:
        """Return the formula found by the path of names, filled."""
        return fill(self.formula(*names), **fields)

    def formula(self, *names: str) -> str:
        """Return a formula by the path of its names; the Vietnamese one where the language has none."""
        if names not in self._known:
            self._known[names] = self._formula(names)
        return self._known[names]

    def _formula(self, names: tuple[str, ...]) -> str:
        for formulas in (self.formulas, self.format.formulas["vi"]):
            value: Any = formulas
            for name in names:
                value = value.get(name) if isinstance(value, Mapping) else None
            if isinstance(value, str):
                return value
        return ""

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a map of formulas, e.g. the heads of a table."""
        return cast(Mapping[str, Any], self.formulas.get(name) or self.format.formulas["vi"].get(name) or {})

    def date(self, day: datetime.date, style: str = "date_numeric") -> str:
        """Return a day as the format writes it: ``date_numeric``, ``date_in_text``, ``date_in_full``."""
        return self.say(style, **date_fields(day, self.language))

    def clock(self, clock: str) -> str:
        """Return a time of day: 8 giờ 30, 8 giờ."""
        hour, minute = clock.split(":")
        return self.say("clock_full" if minute == "00" else "clock", hour=hour.lstrip("0") or "0", minute=minute, text=clock)

    # names

    def agency(self, id_: str) -> str:
        """Return an agency's name on the document's date."""
        agency = self.office.agencies.get(id_)
        if agency is None:
            return id_
        return agency.translated.get(self.language) or self.toned(agency_on(agency, self.day).name)

    def toned(self, name: str) -> str:
        """Return a name of the catalogue with its tone marks where the format sets them: Uỷ ban or Ủy ban."""
        return tone_style(name, self.format.tone_style) if self.language == "vi" else name

    def short(self, id_: str) -> str:
        """Return an agency's short name, for tables and lists."""
        agency = self.office.agencies.get(id_)
        if agency is None or self.language != "vi":
            return self.agency(id_)
        return self.toned(agency.short or agency_on(agency, self.day).name)

    def post(self, id_: str, *, signed: bool = False) -> str:
        """Return a post's name; as signed, without the body it belongs to."""
        post = self.office.posts.get(id_)
        if post is None:
            return id_
        if self.language != "vi":
            return post.translated.get(self.language) or post.name
        return self.toned((post.title or post.name) if signed else post.name)

    def unit(self, id_: str) -> str:
        """Return a unit with the word for its kind: xã Mẫu 01, đặc khu Cát Hải."""
        unit = self.office.units.get(id_)
        if unit is None:
            return id_
        name = unit.translated.get(self.language) or unit.name
        return self.say("unit", kind=self.formula("units", unit.kind), name=name)

    def position(self, id_: str) -> str:
        """Return what a person is on the document's date: the posts held, else the position in words."""
        person = self.office.people[id_]
        posts = [self.post(holding.post) for holding in person.held if self._held(holding)]
        return ", ".join(posts) or person.position or ""

    def _held(self, holding: Any) -> bool:
        day = self.day
        return day is None or ((holding.from_ is None or holding.from_ <= day) and (holding.until is None or day <= holding.until))

    def person(self, id_: str, *, position: bool = True) -> str:
        """Return a person as running text names one: đồng chí …, ông …, with the position."""
        person = self.office.people.get(id_)
        if person is None:
            return id_
        honorific = self.formula("honorific", person.honorific)
        return self.say("person", honorific=honorific, name=person.name, position=self.position(id_) if position else "")

    def actor(self, actor: Any, *, short: bool = False) -> str:
        """Return one who leads, helps or is addressed."""
        if not isinstance(actor, str):
            return self.each(actor.each) if isinstance(actor, EachActor) else str(actor.text)
        id_ = actor
        if id_ in self.office.agencies:
            return self.short(id_) if short else self.agency(id_)
        if id_ in self.office.groups:
            group = self.office.groups[id_]
            return group.translated.get(self.language) or group.name
        return self.person(id_, position=not short)

    def actors(self, actors: Any, *, short: bool = False, address: str = "") -> str:
        """Return several as running text: a, b và c. A translation may stand at ``address/1`` and so on."""
        names = [self.texts.get(f"{address}/{n}") or self.actor(actor, short=short) for n, actor in enumerate(actors, 1)]
        return self.listed(names)

    def listed(self, names: list[str]) -> str:
        """Return words as a list of running text."""
        if len(names) < 2:
            return "".join(names)
        joint = "; " if any(", " in name for name in names) else ", "
        return joint.join(names) if joint == "; " else self.say("joint", first=joint.join(names[:-1]), last=names[-1])

    def each(self, units: Units) -> str:
        """Return the units of a choice as a plural: các xã, phường, đặc khu."""
        present = {unit.kind for id_, unit in self.office.units.items() if area_of(self.office, id_) == units.of}
        wanted = [
            kind for kind in ("commune", "ward", "special-zone", "town") if kind in present and (units.unit == "all" or kind in units.unit)
        ]
        words = [self.formula("units", kind) for kind in wanted]
        former = self.office.areas.get(units.formerly or "")
        return self.say("each_unit", kinds=", ".join(words), former=self.area(former) if former else "")

    def area(self, area: Area) -> str:
        """Return the name of a province or city with the word for its kind."""
        return area.translated.get(self.language) or area.name

    def letter(self, n: int) -> str:
        """Return the letter of a point: of the Vietnamese alphabet in Vietnamese, of the Latin one elsewhere."""
        return letter(n) if self.language == "vi" or n > len(ascii_lowercase) else ascii_lowercase[n - 1]

    def first(self, text: str) -> str:
        """Return a text with a capital first letter; one that begins with a number stays as it is."""
        return sentence_case(text) if text[:1].isalpha() else text


def date_fields(day: datetime.date, language: str) -> dict[str, str]:
    """Return the fields of a date formula."""
    parts = day_parts(day)
    fields = {"day": parts[0], "month": parts[1], "year": parts[2]}
    return fields if language == "vi" else fields | {"long": long_day(day, language), "short": short_day(day, language)}
