"""Findings that need every text resolved: issued documents that were changed, citations of what says something else by now.

In: an office without errors. Out: findings. A fingerprint costs a millisecond, so those of issued documents are kept: each holds
as long as its document, the documents it cites, its line of the register, the catalogue and the program stay as they are.
"""

from __future__ import annotations

from hashlib import sha256

from docgen.cli.call import Call
from docgen.cli.kept import key
from docgen.derive.relations import edges
from docgen.files import cache, tree
from docgen.model.document import Document
from docgen.model.findings import Finding
from docgen.model.office import Office
from docgen.resolve.announced import announced
from docgen.resolve.fingerprint import fingerprint
from docgen.resolve.issued import changed
from docgen.resolve.past import Past
from docgen.resolve.suspect import suspect

NAME = "fingerprints"
FOLDERS = (f"{tree.DIRECTIVES}/catalogue", "templates")


def later_findings(call: Call, office: Office) -> tuple[Finding, ...]:
    """Return the findings of issued documents, of suspect citations and of what was announced."""
    past = Past(call.root, call.templates, office)
    kept = Fingerprints(call, office)
    found = (*changed(office, kept.of, past), *suspect(office, past), *announced(office, kept.of, past))
    kept.store()
    return found


class Fingerprints:
    """The fingerprints of documents, those worked out before among them."""

    def __init__(self, call: Call, office: Office) -> None:
        self._root, self._office = call.root, office
        self._key = key(call, repr(office.settings), folders=FOLDERS)
        self._kept = _plain(cache.load(call.root, NAME, self._key))
        self._used: dict[str, tuple[str, str]] = {}
        self._digests: dict[str, str] = {}

    def of(self, document: Document) -> str:
        """Return the fingerprint of a document, or of one unit's document of a series."""
        state = self._state(document)
        known = self._kept.get(document.id)
        value = known[1] if known and known[0] == state else fingerprint(self._office, document)
        self._used[document.id] = (state, value)
        return value

    def store(self) -> None:
        """Keep what was asked for in this run."""
        if self._used != self._kept:
            cache.store(self._root, NAME, self._key, self._used)

    def _state(self, document: Document) -> str:
        """Return what the fingerprint depends on besides the catalogue: the document and those it cites."""
        id_ = document.id.partition("@")[0]
        own = self._office.documents[id_]
        cited = sorted({edge.target for edge in edges(own) if edge.target in self._office.documents})
        return sha256(repr([document.id, document.number, document.date, *map(self._digest, (id_, *cited))]).encode()).hexdigest()

    def _digest(self, id_: str) -> str:
        if id_ not in self._digests:
            text = self._office.documents[id_].model_dump_json(warnings=False) + repr(self._office.source_rows.get(id_, ""))
            self._digests[id_] = sha256(text.encode()).hexdigest()
        return self._digests[id_]


def _plain(kept: object) -> dict[str, tuple[str, str]]:
    """Return what a cache held, nothing for one that is not ours."""
    if not isinstance(kept, dict):
        return {}
    return {id_: (row[0], row[1]) for id_, row in kept.items() if isinstance(row, list) and len(row) == 2}
