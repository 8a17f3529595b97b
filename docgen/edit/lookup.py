"""What a list names in words → ids of the catalogue: agencies, posts, people, units, provinces.

In: the office and the province the list is about. Out: ids, or the finding that says that there is none, or several. An id is taken as it
is; a name counts without accents, case and signs, but a person's name keeps its accents: Lê Văn An is not Lê Văn Ân.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from docgen.derive.series import unit_name
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.read.excel import Cell
from docgen.read.sheets import fold
from docgen.words.letters import strip_accents
from docgen.words.names import same_name, written
from docgen.words.nearest import nearest, split_names

Actor = str | Mapping[str, str]
VAGUE = ("cac ", "nhung ", "mot so ", "co quan ", "don vi ", "cap uy ")
"""How a text begins that names nobody of the catalogue but many at once: the agencies concerned."""
SHOWN = 6
SHORT: Mapping[str, str] = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubkt": "uy ban kiem tra",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
}
"""Abbreviations every office writes, in names of bodies and posts; others are told by ``short:`` of the catalogue."""


class Lookup:
    """Finds ids by name; of equal names those of the province ``area`` count first, and those that still exist."""

    def __init__(self, office: Office, area: str) -> None:
        self.office, self.area = office, area

    def agency(self, cell: Cell, text: str) -> str | Finding:
        """Return the agency a text names."""
        return self._one(cell, text, self._agencies, self.office.agencies)

    def area_of(self, cell: Cell, text: str) -> str | Finding:
        """Return the province or city a text names, with or without the word for its kind."""
        return self._one(cell, text, self._areas, self.office.areas)

    def person(self, cell: Cell, text: str) -> str | Finding:
        """Return the person a text names."""
        if text in self.office.people:
            return text
        found = self.people.get(same_name(written(text).name), ())
        if len(found) == 1:
            return found[0]
        if found:
            return _several(cell, text, found)
        names = [person.name for person in self.office.people.values()]
        return _unknown(cell, text, [*names, *self.office.people])

    def actors(self, cell: Cell, text: str, *, free: bool = False) -> Sequence[Actor | Finding]:
        """Return whom a list in one cell names, in order; where ``free``, what names many at once is taken in words."""
        found: list[Actor | Finding] = []
        for name in split_names(text, self._known):
            one = self._one(cell, name, self._actors, self._ids)
            if free and isinstance(one, Finding) and one.code == "E520" and strip_accents(name).casefold().startswith(VAGUE):
                found.append({"text": name})
            else:
                found.append(one)
        return found

    def posts(self, text: str, agency: str | None) -> tuple[str, ...]:
        """Return the posts of a cell, at the agency where one is known; none where a part of the text is no post of the catalogue."""
        whole = self.post(text, agency)
        if whole:
            return (whole,)
        named = [self.post(part, agency) for part in split_names(text, (*self._titles, *map(_abbreviated, self._titles)))]
        return tuple(dict.fromkeys(named)) if all(named) else ()

    def post(self, text: str, agency: str | None) -> str:
        """Return the post a text names, nothing where there is none or where several might be meant."""
        if text in self.office.posts:
            return text
        found = self._titles.get(name_key(text), ())
        inside = [id_ for id_ in found if agency and id_.startswith(f"{agency}/")]
        named = [id_ for id_ in found if name_key(self.office.posts[id_].name) == name_key(text)]
        chosen = self.here(inside) if agency else self.here(named)
        return chosen[0] if len(chosen) == 1 else ""

    def near_post(self, text: str, agency: str | None) -> str:
        """Return the name of the post that was probably meant, or nothing."""
        posts = self.office.posts.items()
        names = {
            word: id_ for id_, post in posts for word in (post.name, post.title) if word and (not agency or id_.startswith(f"{agency}/"))
        }
        return names.get(nearest(text, list(names)) or "", "")

    @cached_property
    def people(self) -> Mapping[str, tuple[str, ...]]:
        """Return the people of the catalogue by the key of their name."""
        return _grouped((same_name(person.name), id_) for id_, person in self.office.people.items())

    @cached_property
    def _agencies(self) -> Mapping[str, tuple[str, ...]]:
        now = [(name_key(name), id_) for id_, one in self.office.agencies.items() for name in (one.name, one.short) if name]
        past = [(name_key(epoch.name), id_) for id_, one in self.office.agencies.items() for epoch in one.earlier if epoch.name]
        known = {name for name, _ in now}
        return _grouped([*now, *((name, id_) for name, id_ in past if name not in known)])

    @cached_property
    def _areas(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((name_key(name), id_) for id_, one in self.office.areas.items() for name in (one.name, one.place))

    @cached_property
    def _actors(self) -> Mapping[str, tuple[str, ...]]:
        groups = [(name_key(group.name), id_) for id_, group in self.office.groups.items()]
        units = [(name_key(unit_name(unit)), id_) for id_, unit in self.office.units.items()]
        people = [(name_key(person.name), id_) for id_, person in self.office.people.items()]
        agencies = [(name, id_) for name, ids in self._agencies.items() for id_ in ids]
        return _grouped([*agencies, *groups, *units, *people])

    @cached_property
    def _titles(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((name_key(word), id_) for id_, post in self.office.posts.items() for word in (post.name, post.title) if word)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset((*self.office.agencies, *self.office.groups, *self.office.units, *self.office.people))

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Return every name and id that may stand in a list of actors."""
        return (*self._actors, *map(_abbreviated, self._actors), *self._ids)

    def _one(self, cell: Cell, text: str, names: Mapping[str, tuple[str, ...]], ids: Iterable[str]) -> str | Finding:
        if text in ids:
            return text
        found = self.here(names.get(name_key(text), ()))
        if len(found) == 1:
            return found[0]
        return _several(cell, text, found) if found else _unknown(cell, text, [*self._said(names), *ids])

    def here(self, ids: Sequence[str]) -> Sequence[str]:
        """Return those of the province where it has any, and of these those that still exist."""
        near = [id_ for id_ in ids if id_.startswith(f"{self.area}/")] or ids
        return [id_ for id_ in near if not self._ended(id_)] or near

    def _ended(self, id_: str) -> bool:
        thing = self.office.agencies.get(id_) or self.office.units.get(id_) or self.office.posts.get(id_)
        return thing is not None and thing.until is not None

    def _said(self, names: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Return the names as the catalogue writes them, to be offered."""
        ids = dict.fromkeys(id_ for found in names.values() for id_ in found)
        shelves = (self.office.agencies, self.office.areas, self.office.groups, self.office.people)
        said = [shelf[id_].name for id_ in ids for shelf in shelves if id_ in shelf]
        return [
            *said,
            *(unit_name(self.office.units[id_]) for id_ in ids if id_ in self.office.units),
        ]


def name_key(text: str) -> str:
    """Return the key two spellings of the name of a body or a post share."""
    return " ".join(SHORT.get(word, word) for word in fold(text).split())


def _abbreviated(name: str) -> str:
    """Return a key with its abbreviations, so that a list of names is cut at them too."""
    for short, long in SHORT.items():
        name = name.replace(long, short)
    return name


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, id_ in pairs:
        found.setdefault(name, {})[id_] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _several(cell: Cell, text: str, ids: Sequence[str]) -> Finding:
    more = f", … ({len(ids)})" if len(ids) > SHOWN else ""
    return cell.finding("E522", value=text, known=", ".join(ids[:SHOWN]) + more)


def _unknown(cell: Cell, text: str, known: Sequence[str]) -> Finding:
    return cell.finding("E520", value=text, nearest=nearest(text, known) or "")
