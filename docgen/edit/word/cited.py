"""Who else speaks of a part of a document: what bears an id and is spoken of elsewhere is not taken out.

In: the office, a document, the id of a part. Out: the first place that names it: a task, a document, a journal; nothing where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.derive.relations import CHANGING, cited, whole
from docgen.edit.word.original import Original
from docgen.words.markup import citations


def cited_by(original: Original, text: str, id_: str) -> str:
    """Return who speaks of the part ``id_`` of a document, whose file says ``text``; nothing where nobody does."""
    if any(own and target == id_ for target, own in citations(text)):
        return original.path
    return _elsewhere(original, id_)


@lru_cache(maxsize=512)
def _elsewhere(original: Original, id_: str) -> str:
    """Return who speaks of a part in the other files of the office: thousands of documents are looked through once."""
    return next(_citing(original, id_), "")


def _citing(original: Original, id_: str) -> Iterator[str]:
    office, series = original.office, original.id_.partition("@")[0]
    address = re.compile(rf"{re.escape(series)}(?:@[a-z0-9/-]+)?#{re.escape(id_)}(?![a-z0-9-])")
    for name, entries in office.progress.items():
        if any(address.match(entry.task) for entry in entries):
            yield f"directives/progress/{name}.yaml"
    for (of, language), translation in office.translations.items():
        if of == series and any(key.partition("/")[0] == id_ for key in translation.texts):
            yield f"{series}.{language}"
    for other, document in office.documents.items():
        changes = [change for how in CHANGING for change in getattr(document, how)]
        parts = [task.part_of for task in document.tasks if task.part_of]
        if any(address.match(one) for one in (*parts, *(change.document for change in changes), *cited(document))):
            yield other
        if any(whole(change.document) == series and id_ in change.parts for change in changes):
            yield other
