"""Packets: what they name exists, nobody is at two places at once, times and seats do not meet, every unit is attended.

A packet is judged unit by unit, but told once: a finding names the first unit and how many more. Way from place to place is nobody's
matter here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from docgen.check.desk import Desk
from docgen.check.known import is_known, unknown
from docgen.check.paper import Node, lay_flat
from docgen.check.plan import plan
from docgen.check.series import KINDS
from docgen.derive.packet_names import known_fields, names
from docgen.derive.packets import Bundle, Stay, bundles, carried, clock, document_of, slots, stays, units
from docgen.model.document import Document
from docgen.model.findings import Finding, Place
from docgen.model.office import Office
from docgen.model.packet import DocumentPart, Packet, PagePart
from docgen.words.nearest import nearest

DATA = {"programme": "programme", "attendance": "groups", "delegates": "delegates"}
"""Page of a packet → the field it is made from."""


@dataclass(frozen=True)
class Bag:
    """A packet with the desk it lies on."""

    desk: Desk
    packet: Packet

    @property
    def office(self) -> Office:
        """Return the office."""
        return self.desk.office

    @cached_property
    def units(self) -> Sequence[str | None]:
        """Return the units it is made for."""
        return units(self.office, self.packet)

    @cached_property
    def bundles(self) -> Sequence[Bundle]:
        """Return the packet of each unit."""
        return list(bundles(self.office, self.packet))

    def finding(self, code: str, steps: tuple[str | int, ...], **words: str) -> Finding:
        """Return a finding at a place of the packet's file."""
        return Finding(code, Place(self.office.files.get(f"packet:{self.packet.id}", ""), steps), words)


def packets(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with packets."""
    for packet in desk.office.packets.values():
        bag = Bag(desk, packet)
        found = [*_unknown(bag), *_conditions(bag)]
        yield from found
        if not found:
            for rule in (_documents, _pages, _receives, _programme, _seats, _groups, _people, _attended, _names):
                yield from rule(bag)


def _unknown(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for every id no catalogue has."""
    for node in lay_flat(bag.packet):
        for field in plan(node.value.__class__).ids:
            held = getattr(node.value, field.name)
            for index, id_ in enumerate((held,) if isinstance(held, str) else held or ()):
                if isinstance(id_, str) and "{" not in id_ and not _is_known(bag, field.to, id_):
                    steps = node.steps(field.key) if isinstance(held, str) else node.steps(field.key, index)
                    yield unknown(bag.desk, field.to, id_, bag.finding("", steps).place)
    if isinstance(bag.packet.each, tuple):
        for index, id_ in enumerate(bag.packet.each):
            if id_ not in bag.office.units:
                yield unknown(bag.desk, "unit", id_, bag.finding("", ("each", index)).place)


def _is_known(bag: Bag, to: str, id_: str) -> bool:
    return is_known(bag.desk, "cited" if to == "document" and "@" in id_ else to, id_)


def _conditions(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for every ``only`` that names no condition."""
    known = (*KINDS, *bag.packet.conditions)
    for node in lay_flat(bag.packet):
        only = getattr(node.value, "only", None)
        if only is not None and only not in known:
            words = {"value": only, "nearest": nearest(only, known) or "", "known": ", ".join(known)}
            yield bag.finding("E500", node.steps("only"), **words)


def _documents(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a series without a document for some unit, for a text not translated, and notes for what is not signed yet."""
    for node in _parts(bag, DocumentPart):
        held = [bundle for bundle in bag.bundles if node.value.key in {part.key for part in bundle.packet.contents}]
        found = {bundle.unit: document_of(bag.office, node.value, bundle.unit) for bundle in held}
        if lacking := [unit or bag.packet.id for unit, document in found.items() if document is None]:
            yield bag.finding("E503", node.steps("document"), value=node.value.document, unit=lacking[0], count=str(len(lacking)))
        documents = [document for document in found.values() if document is not None]
        yield from _language(bag, node, documents)
        yield from _states(bag, node, documents)


def _language(bag: Bag, node: Node, documents: Sequence[Document]) -> Iterator[Finding]:
    wanted = node.value.language
    for document in documents[:1]:
        own = document.language or bag.office.settings.language
        if wanted and wanted != own and (document.id, wanted) not in bag.office.translations:
            yield bag.finding("E503", node.steps("language"), value=f"{document.id}.{wanted}", unit=node.value.key, count="1")


def _states(bag: Bag, node: Node, documents: Sequence[Document]) -> Iterator[Finding]:
    """Yield what stands in the way of handing a document over: a mark that says draft or trial, no number, no day."""
    marked = [document.id for document in documents if document.draft or document.trial]
    if marked:
        yield bag.finding("W505", node.steps("document"), value=marked[0], count=str(len(marked)))
    kinds = bag.office.kinds
    open_ = [one.id for one in documents if kinds[one.kind].dated and (one.date is None or (kinds[one.kind].numbered and not one.number))]
    if open_ and not marked:
        yield bag.finding("N506", node.steps("document"), value=open_[0], count=str(len(open_)))


def _pages(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a page the packet has nothing for, and for a part that lies in it twice."""
    for node in _parts(bag, PagePart):
        field = DATA.get(node.value.page)
        if field and not getattr(bag.packet, field):
            yield bag.finding("E507", node.steps("page"), value=node.value.page, field=field)
    for index, part in enumerate(bag.packet.contents):
        if any(other.key == part.key and part.only == other.only for other in bag.packet.contents[:index]):
            yield bag.finding("E508", ("contents", index), value=part.key)


def _receives(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for what a recipient receives and the packet does not hold."""
    known = [part.key for part in carried(bag.packet)]
    for at, recipient in enumerate(bag.packet.recipients):
        for index, key in enumerate(recipient.receives):
            if key not in known:
                words = {"value": key, "nearest": nearest(key, known) or "", "known": ", ".join(known)}
                yield bag.finding("E509", ("recipients", at, "receives", index), **words)


def _programme(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a line that begins before the one before it ends, and for a first line without an hour."""
    lines = slots(bag.packet)
    if lines and lines[0].begins is None:
        yield bag.finding("E510", ("programme", 0), value=lines[0].line.what)
    for index, (before, after) in enumerate(pairwise(lines), 1):
        begins, ends = after.begins, before.ends
        if before.begins is not None and begins is not None and ends is not None and begins < max(ends, before.begins):
            words = {"value": after.line.what, "begins": clock(begins), "other": before.line.what, "ends": clock(max(ends, before.begins))}
            yield bag.finding("E511", ("programme", index, "at"), **words)
        elif begins is None:
            yield bag.finding("E510", ("programme", index), value=after.line.what)


def _seats(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for every seat that two delegates of one unit have."""
    told = set[str]()
    for bundle in bag.bundles:
        counts = Counter(one.seat for one in bundle.packet.delegates if one.seat)
        for seat in (seat for seat, count in counts.items() if count > 1 and seat not in told):
            told.add(seat)
            last = max((place for place, one in enumerate(bag.packet.delegates) if one.seat == seat), default=0)
            yield bag.finding("E512", ("delegates", last, "seat"), value=seat)


def _groups(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a group without a head, and for one that attends a unit the packet is not made for."""
    for index, group in enumerate(bag.packet.groups):
        if group.head is None:
            yield bag.finding("E513", ("groups", index, "id"), value=group.id)
        for at, unit in enumerate(group.units):
            if unit not in bag.units:
                yield bag.finding("E515", ("groups", index, "units", at), value=unit, group=group.id)


def _people(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a person who is at two places in person, or for a group that is, at the same time."""
    told = set[tuple[str, str, str]]()
    for one, other in combinations((stay for stay in stays(bag.packet) if stay.group.at == "in-person"), 2):
        if not _meet(one, other):
            continue
        both = [id_ for id_ in _members(other) if id_ in _members(one)]
        for id_ in both:
            key = (id_, one.group.id, other.group.id)
            if key not in told:
                told.add(key)
                person = bag.office.people[id_].name
                index = [group.id for group in bag.packet.groups].index(other.group.id)
                words = {"value": person, "first": one.unit or one.group.id, "second": other.unit or other.group.id, "time": _hours(other)}
                yield bag.finding("E516", ("groups", index, "id"), **words)


def _members(stay: Stay) -> tuple[str, ...]:
    head = (stay.group.head,) if stay.group.head else ()
    return (*head, *stay.group.members)


def _meet(one: Stay, other: Stay) -> bool:
    """Return whether two stays are at the same time and at different places; a group goes from unit to unit between its hours."""
    here = one.group is other.group or (one.unit == other.unit and one.group.place == other.group.place)
    return not here and _at_once(one, other)


def _at_once(one: Stay, other: Stay) -> bool:
    return one.day == other.day and one.begins < other.ends and other.begins < one.ends


def _hours(stay: Stay) -> str:
    return f"{stay.day} {clock(stay.begins)}-{clock(stay.ends) if stay.ends < 24 * 60 else '24:00'}"


def _attended(bag: Bag) -> Iterator[Finding]:
    """Yield a warning for units nobody attends, and for a unit that two groups attend at once."""
    if not bag.packet.groups or bag.packet.each is None:
        return
    attended = {stay.unit for stay in stays(bag.packet)}
    lacking = [unit for unit in bag.units if unit not in attended]
    if lacking:
        yield bag.finding("W517", ("groups",), value=str(lacking[0]), count=str(len(lacking)))
    ids = [group.id for group in bag.packet.groups]
    for one, other in combinations(stays(bag.packet), 2):
        if one.group is not other.group and one.unit == other.unit and _at_once(one, other):
            words = {"value": str(one.unit), "first": one.group.id, "second": other.group.id}
            yield bag.finding("W518", ("groups", ids.index(other.group.id), "id"), **words)


def _names(bag: Bag) -> Iterator[Finding]:
    """Yield a finding for a pattern of names with an unknown field, without letters, or with one name for two units."""
    for fault in names(bag.office, bag.packet)[1][:1]:
        yield bag.finding("E519", ("names",), value=fault.value, first=fault.first, second=fault.second, known=known_fields(bag.packet))


def _parts(bag: Bag, kind: type) -> Iterator[Node]:
    for node in lay_flat(bag.packet):
        if type(node.value) is kind:
            yield node
