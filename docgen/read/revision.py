"""The office as it was at a commit, for whoever reports from the past: its files, read like those of the folder.

In: the workspace, a revision, today's templates. Out: the office; None where git does not know the revision, or there is no git.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from docgen.files import git, tree
from docgen.model.office import Office
from docgen.read.workspace import read


def read_at(root: Path, revision: str, templates: Sequence[Path]) -> Office | None:
    """Return the office of a revision: a commit, a branch, a tag, ``HEAD~3``."""
    if revision.startswith("-"):
        return None
    folder = f"{tree.DIRECTIVES}/"
    paths = [PurePosixPath(name) for name in git.names_at(root, revision) if name.startswith(folder) and "/." not in name]
    if not paths:
        return None
    with TemporaryDirectory(prefix="docgen-") as place:
        for path, data in git.shows(root, revision, paths).items():
            target = tree.below(Path(place), PurePosixPath(path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return read(Path(place), templates)[0]
