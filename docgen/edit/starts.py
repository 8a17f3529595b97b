"""What an office starts from: a whole small workspace, or one document of a kind.

In: the office, a kind, an issuer. Out: files as text, nothing written. The program never invents a name or a day: what it
cannot know is a blank (``…``), and who signs is taken from the catalogue only where it leaves no choice.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
import yaml

from docgen.edit.comments import translated
from docgen.edit.schema import modeline, settings
from docgen.files.tree import DIRECTIVES
from docgen.model.catalogue import Agency
from docgen.model.kind import Kind
from docgen.model.office import Office
from docgen.words.letters import slug

STARTS = Path(__file__).parent / "starts"
BLANK = "…"
COLLECTIVE = frozenset({"committee", "council", "people-committee"})
"""Bodies that decide together: their head signs on behalf of the body (NĐ 30/2020 Điều 13.1)."""
HIDDEN = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
EDITOR: Mapping[str, object] = {
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    "files.eol": "\n",
    "yaml.format.enable": False,
}
"""Settings of VS Code for a new workspace; a formatter would undo one field a line."""
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a new document does to another text: how, to which, and the words for subject and first part."""

    how: str
    id: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A document to be started: its kind, its id, its issuer (None: a blank), the folder below ``directives/``, what it changes."""

    kind: str
    id: str
    issuer: str | None
    folder: str
    relation: Relation | None = None


def workspace(say: Say) -> dict[str, str]:
    """Return every file of a new workspace by its path, comments in the reader's language."""
    source = STARTS / "workspace"
    made: dict[str, str] = {}
    for path in sorted(source.rglob("*")):
        if path.is_file():
            name = path.relative_to(source).as_posix()
            text = path.read_text(encoding="utf-8")
            made[HIDDEN.get(name, name)] = _with_modeline(name, translated(text, say)) if name.endswith(".yaml") else text
    made["README.md"] = _readme(say)
    made[".vscode/settings.json"] = editor_settings("")
    made[".vscode/extensions.json"] = json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n"
    return made


def _with_modeline(name: str, text: str) -> str:
    path = PurePosixPath(name)
    schema = f"{path.stem}.json" if "catalogue" in path.parts or path.stem == "office" else "document.json"
    return f"{modeline(path, schema)}\n{text}"


def _readme(say: Say) -> str:
    parts = yaml.safe_load((STARTS / "readme.yaml").read_text(encoding="utf-8"))
    return "\n\n".join(say(part["text"]) if "text" in part else f"```\n{part['code'].rstrip()}\n```" for part in parts) + "\n"


def editor_settings(before: str) -> str:
    """Return VS Code's settings with our schemas in them, all else as it was. Raises ``ValueError`` for settings with comments."""
    data: dict[str, Any] = json.loads(before) if before.strip() else dict(EDITOR)
    others = {name: globs for name, globs in data.get("yaml.schemas", {}).items() if "/.schema/" not in name}
    data["yaml.schemas"] = {**others, **settings()}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def document(office: Office, wish: Wish, day: datetime.date, say: Say) -> tuple[str, str]:
    """Return path and text of a new document."""
    kind = office.kinds[wish.kind]
    agency = office.agencies.get(wish.issuer) if wish.issuer else None
    path = PurePosixPath(DIRECTIVES, wish.folder, f"{wish.id}.yaml")
    signer, post = head_of(office, wish.issuer, day) if wish.issuer else (BLANK, BLANK)
    text = _template().render(
        modeline=modeline(path),
        id=wish.id,
        kind=wish.kind,
        issuer=wish.issuer or BLANK,
        author=agency is not None and agency.side == "party" and kind.bases == "none",
        parts=parts_of(kind, agency),
        articles=_outline(kind, agency) == "articles",
        references=list(office.references)[:3],
        signer=signer,
        post=post,
        authority="on-behalf" if agency is not None and (agency.body in COLLECTIVE or agency.collective) else "head",
        same=kind.same if kind.same != "none" else "",
        relation=wish.relation,
    )
    return str(path), translated(text, say)


def parts_of(kind: Kind, agency: Agency | None) -> frozenset[str]:
    """Return the parts a document of the kind must have from this agency; the bases where the kind prints them."""
    must = kind.must_party if agency is not None and agency.side == "party" and kind.must_party is not None else kind.must
    return frozenset(must) | ({"bases"} if kind.bases == "block" else frozenset())


def _outline(kind: Kind, agency: Agency | None) -> str:
    return (kind.outline_party if agency is not None and agency.side == "party" else None) or kind.outline


def head_of(office: Office, agency: str, day: datetime.date) -> tuple[str, str]:
    """Return the person and the post of an agency's head on a day; blanks where the catalogue does not say just one."""
    posts = [id_ for id_, post in office.posts.items() if id_.rpartition("/")[0] == agency and post.rank == "head"]
    holders = [
        (id_, held.post)
        for id_, person in office.people.items()
        for held in person.held
        if held.post in posts and (held.from_ is None or held.from_ <= day) and (held.until is None or day <= held.until)
    ]
    return holders[0] if len(holders) == 1 else (BLANK, posts[0] if len(posts) == 1 else BLANK)


def free_id(office: Office, kind: Kind) -> str:
    """Return an id nothing bears yet: the letters of the kind and a number."""
    stem = slug(kind.letters.state or kind.letters.party or kind.name)
    return next(id_ for n in range(1, len(office.documents) + 2) if (id_ := f"{stem}-moi-{n}") not in office.documents)


def only_issuer(office: Office) -> str | None:
    """Return the agency that issues every document of the office, None where there are several or none."""
    issuers = {document.issuer[0] for document in office.documents.values() if document.issuer}
    return next(iter(issuers)) if len(issuers) == 1 else None


def written_kinds(kinds: Mapping[str, Kind]) -> Iterable[str]:
    """Return the kinds of which documents are written here."""
    return [id_ for id_, kind in kinds.items() if not kind.cited]


def _template() -> jinja2.Template:
    env = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
    return env.from_string((STARTS / "document.yaml").read_text(encoding="utf-8"))
