"""Writes ``docs/reference/`` from the code: fields, kinds, codes, commands, formats; and the sample office's schemas.

    python scripts/docs.py            write what differs
    python scripts/docs.py --check    write nothing; exit 1 and name what differs

The same code gives the same pages, so a test compares them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from docgen.cli.codes import codes
from docgen.cli.explain import SEVERITY, blank, example
from docgen.cli.main import COMMANDS, group
from docgen.cli.speech import choose
from docgen.edit.schema import FOLDER, schemas
from docgen.edit.starts import editor_settings
from docgen.model.catalogue import CATALOGUES
from docgen.model.format import Format
from docgen.model.office import Office
from docgen.read import read
from docgen.read.program import read_program
from docgen.review.record import (
    ChangeRecord,
    EditRecord,
    GroupRecord,
    LineRecord,
    PieceRecord,
    ReachRecord,
    Record,
    SeriesRecord,
    TouchedRecord,
)

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
MADE = "<!-- Made by scripts/docs.py from the code: change it there, then run make docs. -->\n"
FILES: Mapping[str, tuple[str, str]] = {
    "office.json": ("The office", "`directives/office.yaml`"),
    **{f"{name}.json": (f"Catalogue: {name}", f"`directives/catalogue/**/{name}.yaml`, a map from ids to entries") for name in CATALOGUES},
    "document.json": ("Document", "every other YAML file below `directives/`"),
    "translation.json": ("Translation", "`ID.LANGUAGE.yaml` beside a document"),
    "private.json": ("Private fields of a person", "`directives/private/*.yaml`, kept out of git, a map from ids of people to entries"),
}
Node = Mapping[str, Any]


def pages() -> dict[Path, str]:
    """Return every generated file with its text."""
    choose("en")
    reference = ROOT / "docs" / "reference"
    made = {"fields": fields(), "kinds": kinds(), "codes": codes_page(), "commands": commands(), "formats": formats()}
    found = {reference / f"{name}.md": MADE + "\n".join(lines).rstrip() + "\n" for name, lines in made.items()}
    office, _ = read(ROOT, (TEMPLATES,))
    found |= {ROOT / FOLDER / name: text for name, text in schemas(office).items()}
    found[reference / "diff.md"] = MADE + "\n".join(diff_page()).rstrip() + "\n"
    found[reference / "diff.schema.json"] = json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"
    settings = ROOT / ".vscode" / "settings.json"
    found[settings] = editor_settings(settings.read_text(encoding="utf-8") if settings.is_file() else "")
    return found


# --- fields ---------------------------------------------------------------------------------------------------------


def fields() -> Iterator[str]:
    """Yield the page of all fields, file by file, then the parts that files share."""
    yield "# Fields"
    yield ""
    yield "Every key of every file. A field without default is required. Text may stand with or without quotes;"
    yield "it needs them where it begins with `{`, `[[` or `*`, or holds `: ` or ` #`."
    kinds_, formats_, _ = read_program((TEMPLATES,), ROOT)
    made = {name: json.loads(text) for name, text in schemas(Office(kinds=kinds_, formats=formats_)).items()}
    shared: dict[str, Node] = {}
    for name, (title, where) in FILES.items():
        schema = made[name]
        shared |= {key: node for key, node in schema["$defs"].items() if "properties" in node and key != "Entry"}
        yield from _table(title, schema["$defs"].get("Entry", schema), f"File: {where}.")
    yield ""
    yield "# Parts"
    for name in sorted(shared):
        yield from _table(name, shared[name], "")


def _table(title: str, node: Node, where: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield " ".join(part for part in (" ".join(node.get("description", "").split()), where) if part)
    yield ""
    yield "| key | what may stand there | what it means |"
    yield "|---|---|---|"
    for key, field in node["properties"].items():
        needed = " **required**" if key in node.get("required", ()) else ""
        yield f"| `{key}` | {_what(field)}{needed} | {_cell(field.get('description', ''))} |"


def _what(node: Any) -> str:
    """Return in words what a field takes."""
    if "$ref" in node:
        return _target(node["$ref"].rpartition("/")[2])
    if "anyOf" in node:
        forms = [_what(form) for form in node["anyOf"] if form.get("type") != "null"]
        return " or ".join(dict.fromkeys(form for form in forms if form))
    if "enum" in node:
        return ", ".join(f"`{value}`" for value in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    return _scalar(node)


def _target(name: str) -> str:
    known = {
        "ids-actor": "id of an agency, person, post, group or unit",
        "ids-cited": "id of a reference or document",
        "ids-task": "address of a task",
    }
    if name.startswith("ids-"):
        return known.get(
            name, "kind" if name in ("ids-kind", "ids-written") else f"id of a {name.removeprefix('ids-')}".replace("a a", "an a")
        )
    return f"[{name}](#{name.lower()})"


def _scalar(node: Node) -> str:
    kind = node.get("type")
    if kind == "array":
        items = node.get("items", {})
        return f"list of {_what(items)}" if isinstance(items, dict) else f"list of {len(items)}"
    if kind == "object":
        inner = node.get("additionalProperties")
        return f"map to {_what(inner)}" if isinstance(inner, dict) and inner else "map"
    if node.get("format") == "date":
        return "day"
    names = {"integer": "whole number", "boolean": "`true` or `false`", "null": ""}
    if isinstance(kind, list):
        return "list or whole number" if "array" in kind else "day or whole number" if "integer" in kind else "text"
    return names.get(str(kind), "text")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


# --- kinds and formats ----------------------------------------------------------------------------------------------


def kinds() -> Iterator[str]:
    """Yield the page of kinds."""
    found, _, _ = read_program((TEMPLATES,), ROOT)
    yield "# Kinds of document"
    yield ""
    yield "Rows of `templates/kinds.yaml`. A row in a workspace's own `templates/kinds.yaml` adds a kind or replaces one."
    yield ""
    yield "| kind | name | letters: State, Party | must have | template | source |"
    yield "|---|---|---|---|---|---|"
    for id_, kind in found.items():
        if not kind.cited:
            letters = ", ".join(text or "–" for text in (kind.letters.state, kind.letters.party))
            must = ", ".join(kind.must) + (f"; Party: {', '.join(kind.must_party)}" if kind.must_party is not None else "")
            yield f"| `{id_}` | {kind.name} | {letters} | {must or '–'} | `{kind.template}` | {_cell(kind.source)} |"
    yield ""
    yield "Only cited, never written here: " + ", ".join(f"`{id_}` ({kind.name})" for id_, kind in found.items() if kind.cited) + "."


def formats() -> Iterator[str]:
    """Yield the page of formats."""
    _, found, _ = read_program((TEMPLATES,), ROOT)
    yield "# Formats"
    yield ""
    yield "The layout of the law, as `templates/formats/*.yaml` hold it. Lengths are millimetres for paper, points for letters and lines."
    for id_, format_ in sorted(found.items()):
        yield from _format(id_, format_)


def _format(id_: str, format_: Format) -> Iterator[str]:
    page = format_.page
    yield ""
    yield f"## {id_}"
    yield ""
    span = " ".join(
        part for part in (f"from {format_.from_}" if format_.from_ else "", f"until {format_.until}" if format_.until else "") if part
    )
    yield f"{format_.name}. Side: {format_.side}. Signed: {span or 'any day'}. {_cell(format_.source)}".rstrip()
    yield ""
    margins = ", ".join(f"{name} {_mm(getattr(page, name))}" for name in ("top", "bottom", "left", "right"))
    others = ", ".join(format_.fonts.get("latin", ())) or "none"
    yield f"Paper {_mm(page.width)} × {_mm(page.height)} mm; margins {margins} mm; font {format_.font}, else {others}."
    yield ""
    yield "| component | Word style | size | look | alignment | before | source |"
    yield "|---|---|---|---|---|---|---|"
    for name, style in format_.styles.items():
        looks = (
            ", ".join(look for look, has in (("bold", style.bold), ("italic", style.italic), ("capitals", style.case == "upper")) if has)
            or "regular"
        )
        yield f"| `{name}` | {style.name} | {style.size:g} | {looks} | {style.align} | {style.before:g} | {_cell(style.source)} |"


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.4g}"


# --- codes and commands ---------------------------------------------------------------------------------------------


def codes_page() -> Iterator[str]:
    """Yield the page of findings."""
    yield "# Codes of findings"
    yield ""
    yield "`E` stops the rendering, `W` is a warning, which `waive:` silences with a reason, `N` is a note."
    yield "`docgen explain CODE` says the same."
    for code in sorted(codes(), key=lambda code: (code[1:], code)):
        entry = codes()[code]
        yield ""
        yield f"## {code}"
        yield ""
        yield f"**{SEVERITY[code[0]]}: {_cell(blank(code))}**"
        yield ""
        yield " ".join(str(entry["why"]).split())
        for title, key in (("Wrong:", "wrong"), ("Right:", "right")):
            yield ""
            yield title
            yield "```yaml"
            yield from example(entry[key])
            yield "```"


def commands() -> Iterator[str]:
    """Yield the page of commands with every option."""
    yield "# Commands"
    yield ""
    yield "`docgen COMMAND --help` says the same in the reader's language. Exit codes: 0 good, 1 findings, 2 misuse,"
    yield "3 a mistake of the program or the machine, 130 after Ctrl-C."
    context = click.Context(group, info_name="docgen")
    yield from _options(group, context)
    for name in COMMANDS:
        yield from _command(group, name, context)


def _command(above: click.Group, name: str, context: click.Context) -> Iterator[str]:
    """Yield the section of a command, and of those below it."""
    command = above.get_command(context, name)
    if command is None:
        raise LookupError(name)
    own = click.Context(command, info_name=name, parent=context)
    yield ""
    yield f"## {own.command_path}"
    yield ""
    yield command.help or ""
    yield ""
    yield "    " + " ".join((own.command_path, *command.collect_usage_pieces(own)))
    yield from _options(command, own)
    if isinstance(command, click.Group):
        for below in command.list_commands(own):
            yield from _command(command, below, own)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    yield ""
    yield "| option | what it does |"
    yield "|---|---|"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            yield f"| `{record[0].replace('|', ', ')}` | {_cell(record[1])} |"


# --- diff as data ---------------------------------------------------------------------------------------------------

RECORD = (Record, GroupRecord, LineRecord, EditRecord, PieceRecord, ReachRecord, TouchedRecord, SeriesRecord, ChangeRecord)


def record_schema() -> dict[str, Any]:
    """Return the schema of what docgen diff prints as JSON."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema()}


def diff_page() -> Iterator[str]:
    """Yield the page of its keys."""
    yield from ("# Changes as data", "", "What `docgen diff --format json` prints, and `diff.schema.json` describes to other programs.")
    yield from ("The keys are the same in every language; titles, names and `said` are in the reader's.", "")
    for part in RECORD:
        yield from (f"## {part.__name__.removesuffix('Record') or 'The whole'}", "", (part.__doc__ or "").replace("``", "`"), "")
        yield from ("| key | type | meaning |", "|---|---|---|")
        for key, node in part.model_json_schema()["properties"].items():
            yield f"| `{key}` | {_kind(node)} | {_cell(node['description'])} |"
        yield ""
    yield from ("## An example", "", "A deadline that moves, as one of `changes` and as one of `groups`:", "", "```json", EXAMPLE, "```")


EXAMPLE = """{"path": ["documents", "kh-mau", "tasks", "viec-1", "due", "day"], "kind": "changed", "old": "2025-06-30", "new": "2025-07-05"}
{"kind": "changed", "address": "kh-mau#viec-1", "name": "Task viec-1", "said": "",
 "edits": [{"field": "due", "name": "due", "old": "30/6/2025", "new": "05/7/2025", "pieces": []}]}"""


def _kind(node: Node) -> str:
    """Return the type of a key of a record in words."""
    if "enum" in node:
        return " or ".join(f"`{one}`" for one in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    if "$ref" in node:
        return str(node["$ref"]).rpartition("/")[2].removesuffix("Record")
    return (
        f"list of {_kind(node['items'])}"
        if node.get("type") == "array"
        else {"string": "text", "integer": "number"}.get(node.get("type", ""), "any value")
    )


def main() -> int:
    """Write or compare; return the exit code."""
    found = pages()
    differing = [path for path, text in found.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in differing:
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found[path], encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
    return int("--check" in sys.argv[1:] and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
