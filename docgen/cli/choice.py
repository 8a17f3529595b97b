"""Which documents a command means: paths of files and folders, or ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from docgen.cli.call import below
from docgen.cli.speech import _
from docgen.derive.series import named
from docgen.model.office import Office
from docgen.words.nearest import nearest


def documents(root: Path, office: Office, words: Sequence[str]) -> frozenset[str] | None:
    """Return the ids that paths and ids mean, None for all; click's usage error for a word that means nothing."""
    if not words:
        return None
    return frozenset(id_ for word in words for id_ in _meant(root, office, word))


def _meant(root: Path, office: Office, word: str) -> list[str]:
    if word in office.documents or ("@" in word and named(office, word) is not None):
        return [word]
    if not Path(word).exists():
        close = nearest(word, list(office.documents))
        if close:
            raise click.UsageError(_("no document {name}; the nearest is {nearest}", name=word, nearest=close))
        raise click.UsageError(_("no document {name}, and no file or folder of that name", name=word))
    path = below(root, Path(word))
    found = [id_ for id_ in office.documents if _stands(office, id_, path)]
    if not found:
        raise click.UsageError(_("no document in {path}", path=word))
    return found


def _stands(office: Office, id_: str, path: str) -> bool:
    files = [
        office.files[f"document:{id_}"],
        *(office.files[f"translation:{one}.{lang}"] for one, lang in office.translations if one == id_),
    ]
    return path == "." or any(file == path or file.startswith(f"{path}/") for file in files)
