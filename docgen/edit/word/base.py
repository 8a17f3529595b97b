"""What a Word file was made from, where the document has changed since: looked for in git, a bounded way back.

In: the document as it is, the key of what the file said when it was made. Out: the document as it was then, with the text of its file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from docgen.edit.word.original import Original
from docgen.files import git
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read.tree import decode
from docgen.resolve.past import Past
from docgen.write.saying import saying_key


@dataclass(frozen=True)
class Base:
    """The document as it was, the text of its file, and the commit at which it was so; none where the file was taken before."""

    original: Original
    text: str
    commit: str = ""


def known(original: Original, key: str, text: str) -> Base | None:
    """Return the state with a text that was kept, where its print still has the key."""
    sheet, _ = original.sheet(text)
    return Base(original, text) if sheet is not None and saying_key(sheet) == key else None


def base_of(original: Original, key: str, id_: str, past: Past) -> Base | None:
    """Return the state whose print has the key, under the id ``id_`` it had then; None where git knows none."""

    def then(office: Office) -> Original:
        return replace(original, office=replace(office, private=original.office.private), id_=id_)  # private files are never in git

    def fits(office: Office, _: Document) -> bool:
        return then(office).said() == key

    series = id_.partition("@")[0]
    document = original.office.documents[original.id_.partition("@")[0]].model_copy(update={"id": series})
    found = past.found(document, fits, (f"{series}.{original.language}",) if original.translated else ())
    if found is None:
        return None
    commit, office = found
    old = then(office)
    raw = git.show(past.root, commit, PurePosixPath(old.path))
    text = decode(old.path, raw)[0] if raw is not None else None
    return Base(old, text, commit) if text is not None else None
