"""People in a list → entries of ``people.yaml``, or rows of ``persons:`` of a document.

In: a record. Out: what it says of the person. A post of the catalogue becomes ``held:``, other words ``position:`` and ``agency:``. Birth
dates and the like are kept apart.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from docgen.edit.lookup import Lookup
from docgen.edit.said import Data, Fields, Row, Said, Sort, empty, missing, said_id, texts
from docgen.model.catalogue import Person
from docgen.model.document import PersonRow
from docgen.model.findings import Finding
from docgen.read.lists import HIDDEN, HONORIFICS, PEOPLE, PERSONS, VEIL
from docgen.read.sheets import Record
from docgen.words.letters import slug
from docgen.words.names import Written, same_name, written

ORDER = ("name", "honorific", "held", "position", "agency", "order")
PLAIN = ("duty", "years", "term", "reason", "note", "effect", "position")
BY_NAME = {heading.key: heading for heading in (*PEOPLE, *PERSONS)}


def _read(names: Lookup, record: Record) -> Row:
    """Return what a row of a list of people says, and what is wrong in it."""
    who, faults = _who(record)
    agency = _agency(names, record)
    faults += [*([agency] if isinstance(agency, Finding) else []), *_birth(record)]
    post, more = _post(names, record, agency if isinstance(agency, str) else None)
    honorific = record.values.get("honorific") or who.honorific
    if not honorific and empty(record, "honorific"):
        faults.append(missing(record, "honorific", BY_NAME["honorific"]))
    if any(fault.severity == "error" for fault in faults) or not (who.name and honorific):
        return faults
    fields = {"name": who.name, "honorific": honorific, **post, **texts(record, ("order",))}
    said = Said(record, same_name(who.name), who.name, said_id(record), fields, texts(record, HIDDEN))
    return [*faults, *more, said]


def _who(record: Record) -> tuple[Written, list[Finding]]:
    """Return the name of a row, with the findings for one that is missing, holds more than a name, or says another honorific."""
    key = next((key for key in ("name", "given", "family") if key in record.cells), "name")
    if "name" not in record.values:
        return Written(""), [missing(record, key, BY_NAME["name"])] if empty(record, key) else []
    text = str(record.values["name"])
    who = written(text)
    faults = []
    if who.more or " " not in who.name:
        faults.append(record.finding("E523", key, value=text, nearest=who.name if who.more and " " in who.name else ""))
    other = record.values.get("honorific")
    if other and who.honorific and other != who.honorific:
        heading = record.cells["honorific"].text
        faults.append(record.finding("E524", key, value=text, word=who.honorific, column=HONORIFICS[str(other)][0], other=heading))
    return who, faults


def _agency(names: Lookup, record: Record) -> str | Finding | None:
    return names.agency(record.cells["agency"], str(record.values["agency"])) if "agency" in record.values else None


def _birth(record: Record) -> list[Finding]:
    """Return the finding for a birth date whose century would be guessed."""
    cell = record.cells.get("birth")
    guessed = cell is not None and isinstance(cell.value, str) and "birth" in record.values and not re.search(r"\d{4}", cell.value)
    return [record.finding("E447", "birth", value=VEIL)] if guessed else []


def _post(names: Lookup, record: Record, agency: str | None) -> tuple[dict[str, Data], list[Finding]]:
    """Return post or position of a row; a warning where the catalogue has a post of nearly that name."""
    text = str(record.values.get("post", ""))
    days = texts(record, ("from", "until"))
    posts = names.posts(text, agency) if text else ()
    if posts:
        return {"held": [{"post": id_, **days} for id_ in posts]}, []
    close = names.near_post(text, agency) if text else ""
    faults = [record.finding("W525", "post", value=text, nearest=close)] if close else []
    return {**({"position": text} if text else {}), **({"agency": agency} if agency else {})}, faults


def _merged(said: Said, entry: Fields) -> Fields:
    """Return an entry with a row laid over it: a post of the list is the present one, what was held before is ended, not lost."""
    new = {**entry, **said.fields}
    if "held" in said.fields:
        new["held"] = _held(entry.get("held") or [], said.fields["held"])
        new.pop("position", None)
        new.pop("agency", None)
    return new


def _held(old: Sequence[Mapping[str, Data]], new: Sequence[Mapping[str, Data]]) -> list[Mapping[str, Data]]:
    """Return the posts held: those of the list, before them the earlier ones. One without an end that began before a new one begins
    ended on the day before; one that cannot have ended so was wrong and is replaced."""
    current = {holding["post"]: holding for holding in new}
    since = max((holding["from"] for holding in new if "from" in holding), default=None)
    kept: list[Mapping[str, Data]] = []
    for holding in old:
        if holding.get("post") in current and not holding.get("until"):
            kept.append({**holding, **current.pop(str(holding["post"]))})
        elif holding.get("until"):
            if not _same(holding, current):
                kept.append(holding)
        elif since is not None and str(holding.get("from") or "") < since.isoformat():
            kept.append({**holding, "until": since - datetime.timedelta(days=1)})
    return [*kept, *current.values()]


def _same(holding: Mapping[str, Data], current: dict[str, Mapping[str, Data]]) -> bool:
    """Return whether the list says an ended post once more; a list that says only an older post says nothing new."""
    said = current.get(str(holding.get("post")))
    return said is not None and bool(said.get("until"))


def _tie(said: Said, entry: Fields) -> bool:
    """Return whether two of one name are surely one: they have the post, or the position and agency, in common."""
    mine = {holding["post"] for holding in said.fields.get("held", ())}
    theirs = {holding.get("post") for holding in entry.get("held") or ()}
    words = [said.fields.get(key) for key in ("position", "agency")]
    return bool(mine & theirs) or (any(words) and words == [entry.get(key) for key in ("position", "agency")])


def _key(entry: Fields) -> str:
    return same_name(str(entry.get("name") or ""))


def _read_row(names: Lookup, record: Record) -> Row:
    """Return what a row of a list of personnel says: the person must stand in the catalogue."""
    who, faults = _who(record)
    agency = _agency(names, record)
    held = [*faults, *([agency] if isinstance(agency, Finding) else []), *_birth(record)]
    person = _person(names, record, who, agency if isinstance(agency, str) else None) if who.name or said_id(record) else None
    fields: dict[str, Data] = {}
    for key, found in (("takes", _posts(names, record, "takes")), ("leaves", _posts(names, record, "leaves")), ("to", _to(names, record))):
        held += [one for one in found if isinstance(one, Finding)]
        ids = [one for one in found if isinstance(one, str)]
        fields |= {key: ids[0] if len(ids) == 1 else ids} if ids else {}
    if "action" not in record.values and empty(record, "action"):
        held.append(missing(record, "action", BY_NAME["action"]))
    held += [person] if isinstance(person, Finding) else []
    if any(fault.severity == "error" for fault in held) or not isinstance(person, str) or "action" not in record.values:
        return held
    fields = {"person": person, "action": record.values["action"], **fields, **texts(record, PLAIN)}
    row = str(record.values["row"]) if "row" in record.values else None
    return [*held, Said(record, person, who.name or person, row, fields, texts(record, HIDDEN))]


def _person(names: Lookup, record: Record, who: Written, agency: str | None) -> str | Finding:
    """Return the person a row means: by id, else by name; of several of one name the one at the agency."""
    said = said_id(record)
    if said is not None:
        return names.person(record.cells["id"], said)
    key = next(key for key in ("name", "given", "family") if key in record.cells)
    found = names.person(record.cells[key], who.name)
    if isinstance(found, Finding) and found.code == "E522" and agency:
        near = [id_ for id_ in names.people[same_name(who.name)] if _works_at(names, id_, agency)]
        return near[0] if len(near) == 1 else found
    return found


def _works_at(names: Lookup, id_: str, agency: str) -> bool:
    person = names.office.people[id_]
    return person.agency == agency or any(held.post.startswith(f"{agency}/") for held in person.held)


def _posts(names: Lookup, record: Record, key: str) -> Sequence[str | Finding]:
    """Return the posts of a column; what is none is an error here, for the state of posts is counted from it."""
    if key in record.values:
        text = str(record.values[key])
        posts = names.posts(text, None)
        return posts or [record.finding("E520", key, value=text, nearest=names.near_post(text, None))]
    return ()


def _to(names: Lookup, record: Record) -> Sequence[str | Finding]:
    return [names.agency(record.cells["to"], str(record.values["to"]))] if "to" in record.values else ()


def _same_event(said: Said, entry: Fields) -> bool:
    return bool(entry.get("action") == said.fields["action"])


PEOPLE_SORT = Sort("people", PEOPLE, Person, _read, _key, _tie, lambda said: slug(said.name), _merged, ORDER)
PERSONS_SORT = Sort(
    "persons",
    PERSONS,
    PersonRow,
    _read_row,
    lambda entry: str(entry.get("person") or ""),
    _same_event,
    lambda said: str(said.fields["person"]).rpartition("/")[2],
    order=("id", *PersonRow.model_fields),
    key="persons",
)
