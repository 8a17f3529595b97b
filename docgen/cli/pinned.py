"""``docgen refs --pin``: the fingerprints of what a document cites, written into its file.

In: the office, the document. Out: the file changed by slices, and a line that says how many citations hold a fingerprint now.
"""

from __future__ import annotations

import click

from docgen.cli.call import Call, today
from docgen.cli.choice import documents
from docgen.cli.findings import look
from docgen.cli.render import refuse
from docgen.cli.speech import _, ngettext
from docgen.derive.relations import edges
from docgen.edit.pins import pin_slices
from docgen.files import slices
from docgen.files.locks import hold
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.resolve.fingerprint import unnumbered


def pin(call: Call, word: str) -> int:
    """Write the fingerprints into the documents that a path or an id means; return 0, or 1 where check has errors."""
    with hold(call.root, "pin"):
        seen = look(call, today())
        if seen.stopped:
            return refuse(seen)
        for id_ in sorted(documents(call.root, seen.office, (word,)) or ()):
            _write(call, seen.office, seen.office.documents[id_])
    return 0


def _write(call: Call, office: Office, document: Document) -> None:
    path = call.root / office.files[f"document:{document.id}"]
    loaded = slices.load(path)
    targets = {edge.target for edge in edges(document) if edge.target in office.documents and edge.target != document.id}
    pieces = pin_slices(loaded.text, {target: unnumbered(office, office.documents[target]) for target in sorted(targets)})
    if pieces:
        slices.edit(path, loaded.sha256, pieces)
    said = ngettext("{count} fingerprint written", "{count} fingerprints written", len(pieces))
    click.echo(_("{path}: {said}", path=office.files[f"document:{document.id}"], said=said))
