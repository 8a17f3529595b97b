"""JSON Schema of the office's files: an editor completes keys and ids, explains every field and marks what is wrong.

In: the model and the office. Out: one schema for each kind of file, with the office's own ids as choices. The reader takes
every scalar as text until its field says otherwise, so a field of text also takes what an editor sees as a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from docgen.model.catalogue import CATALOGUES, Settings
from docgen.model.document import Document, PrivatePerson, Translation
from docgen.model.office import Office
from docgen.model.packet import Packet
from docgen.model.values import Value

OTHERS = ("progress", "register", "packets", "incoming")
"""Folders of journals and lists, which are no documents."""
FOLDER = PurePosixPath("directives/.schema")
"""Beside the files it describes: hidden, so that no reader takes it for a document, and kept by git, so that a fresh clone
completes before anything is installed."""
DIALECT = "http://json-schema.org/draft-07/schema#"
SERIES_POST = "^unit/"
MAPS = frozenset({"properties", "$defs"})
"""Keywords whose keys are names of ours, not words of JSON Schema."""
DROPPED = frozenset({"title", "discriminator", "default"})
Node = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, told what the short forms are: a single value for a list, a text for a map."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return the schema of the full form, and of the short one where the function takes it."""
        full = super().function_before_schema(schema)
        try:
            given: Any = schema["function"]["function"]("x")  # type: ignore[call-arg]
        except ValueError:
            return full
        if isinstance(given, tuple):
            return {"anyOf": [full["items"], full]} if "items" in full else full
        if isinstance(given, dict) and len(given) == 1:
            return {"anyOf": [{"x-short": next(iter(given)), "of": full}, full]}
        return full


def schemas(office: Office) -> dict[str, str]:
    """Return the text of every schema by the name of its file, with the ids of the office; the same office, the same text."""
    ids = known_ids(office)
    made = {
        "document.json": _file(Document, "document", ids),
        "translation.json": _file(Translation, "translation", ids),
        "office.json": _file(Settings, "office", ids),
        "packet.json": _file(Packet, "packet", ids),
    }
    made |= {f"{name}.json": _entries(kind, noun, ids) for name, (noun, kind) in CATALOGUES.items()}
    made["private.json"] = _entries(PrivatePerson, "private", ids)
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in sorted(made.items())}


def settings() -> dict[str, list[str]]:
    """Return the map of VS Code's ``yaml.schemas``: schema → the files it is for."""
    catalogues = {f"{name}.json": [f"directives/catalogue/**/{name}.yaml"] for name in CATALOGUES}
    translations = [f"directives/**/*.{language}.yaml" for language in ("en", "th", "vi")]
    folders = [f"directives/{name}/**" for name in ("catalogue", "private", *OTHERS)]
    others = ["directives/office.yaml", *folders, *translations]
    files = {
        "office.json": ["directives/office.yaml"],
        **catalogues,
        "private.json": ["directives/private/*.yaml"],
        "packet.json": ["directives/packets/*.yaml"],
        "translation.json": translations,
        "document.json": ["directives/**/*.yaml", *(f"!{glob}" for glob in others)],
    }
    return {f"./{FOLDER}/{name}": globs for name, globs in files.items()}


def modeline(path: PurePosixPath, schema: str = "document.json") -> str:
    """Return the first line of a file at ``path`` in the workspace that tells any editor where its schema lies."""
    up = "/".join([".."] * (len(path.parts) - 2)) or "."
    return f"# yaml-language-server: $schema={up}/{FOLDER.name}/{schema}"


def known_ids(office: Office) -> dict[str, list[str]]:
    """Return what each kind of reference may name, sorted."""
    written = [id_ for id_, kind in office.kinds.items() if not kind.cited]
    tasks = [f"{document.id}#{task.id}" for document in office.documents.values() for task in document.tasks]
    found: Mapping[str, Iterable[str]] = {
        "agency": office.agencies,
        "area": office.areas,
        "actor": {**office.agencies, **office.groups, **office.people, **office.posts, **office.units},
        "cited": {**office.references, **office.documents},
        "document": office.documents,
        "group": office.groups,
        "kind": office.kinds,
        "written": written,
        "person": office.people,
        "post": office.posts,
        "reference": office.references,
        "task": tasks,
        "unit": office.units,
    }
    return {name: sorted(ids) for name, ids in found.items()}


def _file(kind: type[Value], name: str, ids: Mapping[str, list[str]]) -> Node:
    schema = kind.model_json_schema(by_alias=True, schema_generator=_Generator)
    return _finished(schema, name, ids)


def _entries(kind: type[Value], name: str, ids: Mapping[str, list[str]]) -> Node:
    """Return the schema of a catalogue: a map from ids to entries."""
    entry = kind.model_json_schema(by_alias=True, schema_generator=_Generator)
    defs = entry.pop("$defs", {})
    schema = {
        "type": "object",
        "description": entry.get("description", ""),
        "propertyNames": {"pattern": "^[a-z0-9]+([-/][a-z0-9]+)*$"},
        "additionalProperties": {"$ref": "#/$defs/Entry"},
        "$defs": {**defs, "Entry": entry},
    }
    return _finished(schema, name, ids)


def _finished(schema: Node, name: str, ids: Mapping[str, list[str]]) -> Node:
    """Return the schema with short forms spelt out, ids as choices and scalars as the reader takes them."""
    defs = schema.get("$defs", {})
    used: set[str] = set()
    done = _walk(schema, defs, used, name)
    if name == "document":
        done["properties"]["kind"] = {**done["properties"]["kind"], "$ref": "#/$defs/ids-written"}
        used.add("written")
    choices = {f"ids-{to}": _choice(to, ids[to]) for to in sorted(used)}
    defs = {**done.pop("$defs", {}), **choices}
    return {"$schema": DIALECT, **done, "$defs": defs}


def _choice(to: str, ids: list[str]) -> Node:
    """Return the ids as choices; a post of each unit of a series and a citation of one unit's document are patterns."""
    forms: list[Node] = [{"enum": ids}] if ids else [{"type": "string"}]
    if to == "post":
        forms.append({"pattern": SERIES_POST})
    if to in ("cited", "document", "task"):
        forms.append({"pattern": "[@:]"})
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _walk(node: Any, defs: Node, used: set[str], name: str) -> Any:
    if isinstance(node, list):
        return [_walk(item, defs, used, name) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-short" in node:
        return _walk(_short(node, defs), defs, used, name)
    if "x-ref" in node:
        used.add(node["x-ref"])
        return {"$ref": f"#/$defs/ids-{node['x-ref']}", **{key: node[key] for key in ("description",) if key in node}}
    plain = {
        key: {field: _walk(one, defs, used, name) for field, one in value.items()} if key in MAPS else _walk(value, defs, used, name)
        for key, value in node.items()
        if key not in DROPPED
    }
    return _as_read(plain)


def _short(node: Node, defs: Node) -> Node:
    """Return the schema of the field that a text alone stands for."""
    full = node["of"]
    forms = full.get("oneOf", (full,))
    targets = [defs[form["$ref"].rpartition("/")[2]] if "$ref" in form else form for form in forms]
    field: Node = next(target["properties"][node["x-short"]] for target in targets if node["x-short"] in target["properties"])
    return {key: value for key, value in field.items() if key != "default"}


def _as_read(node: Node) -> Node:
    """Return a node as the reader takes it: text may look like a number to an editor, one form of several is enough."""
    if node.get("type") == "string" and not node.keys() & {"enum", "const", "pattern", "format"}:
        node = {**node, "type": ["string", "number", "boolean"]}
    elif node.get("type") == "string" and node.keys() & {"pattern"}:
        node = {**node, "type": ["string", "number"]}
    if "prefixItems" in node:  # a list of fixed length, as draft 7 writes it
        node = {**{key: value for key, value in node.items() if key != "prefixItems"}, "items": node["prefixItems"]}
    if "oneOf" in node:
        node = {**{key: value for key, value in node.items() if key != "oneOf"}, "anyOf": node["oneOf"]}
    return node
