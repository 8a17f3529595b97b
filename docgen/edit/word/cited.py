"""Who else speaks of a part of a document: what bears an id and is spoken of elsewhere is not taken out.

In: the office, a document, the id of a part. Out: the first place that names it: a task, a document, a journal; nothing where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.derive.relations import CHANGING, cited, whole
from docgen.edit.word.original import Original
from docgen.words.markup import citations


def cited_by(original: Original, text: str, id_: str) -> str:
    """Return who speaks of the part ``id_`` of a document, whose file says ``text``; nothing where nobody does."""
    return next(_citing(original, text, id_), "")


def _citing(original: Original, text: str, id_: str) -> Iterator[str]:
    office, series = original.office, original.id_.partition("@")[0]
    address = re.compile(rf"{re.escape(series)}(?:@[a-z0-9/-]+)?#{re.escape(id_)}(?![a-z0-9-])")
    if any(own and target == id_ for target, own in citations(text)):
        yield original.path
    for name, entries in office.progress.items():
        if any(address.match(entry.task) for entry in entries):
            yield f"directives/progress/{name}.yaml"
    for other, document in office.documents.items():
        changes = [change for how in CHANGING for change in getattr(document, how)]
        parts = [task.part_of for task in document.tasks if task.part_of]
        if any(address.match(one) for one in (*cited(document), *parts, *(change.document for change in changes))):
            yield other
        if any(whole(change.document) == series and id_ in change.parts for change in changes):
            yield other
    for (of, language), translation in office.translations.items():
        if of == series and any(key.partition("/")[0] == id_ for key in translation.texts):
            yield f"{series}.{language}"
