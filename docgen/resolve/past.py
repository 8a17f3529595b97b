"""The office as it was when a document still said something else: looked for in git, a bounded way back.

In: the workspace, a document, what to look for. Out: the office at the newest commit that fits, with what that one document
needs: the catalogue, the document, the documents it cites. Without git, or without such a commit, there is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from docgen.derive.relations import edges
from docgen.files import git, tree
from docgen.model.document import Document
from docgen.model.office import Office
from docgen.read import read

MOST = 20
"""Commits looked at for one document."""
READ = 60
"""Times a catalogue is read in one run: where nothing fits, a finding without its change is better than a long wait."""
CATALOGUE = (f"{tree.DIRECTIVES}/catalogue/", f"{tree.DIRECTIVES}/office.yaml")


@dataclass(frozen=True)
class Past:
    """The history of a workspace; ``templates`` are today's, as the layout is no part of what a document says."""

    root: Path
    templates: Sequence[Path]
    office: Office
    _read: dict[tuple[str, frozenset[str]], Office] = field(default_factory=dict)

    def find(self, document: Document, fits: Callable[[Office, Document], bool]) -> Office | None:
        """Return the office at the newest commit at which the document fits; its documents have today's register lines."""
        found = self.found(document, fits)
        return found[1] if found else None

    def found(self, document: Document, fits: Callable[[Office, Document], bool], also: Collection[str] = ()) -> tuple[str, Office] | None:
        """Return the newest commit at which the document fits, and the office then; ``also`` names files that are needed besides,
        without their ending."""
        id_ = document.id.partition("@")[0]
        for commit, old in self._offices(id_, document, also):
            if id_ in old.documents and _fits(fits, old, id_):
                return commit, old
        return None

    def _offices(self, id_: str, document: Document, also: Collection[str]) -> Iterator[tuple[str, Office]]:
        ids = frozenset({id_, *also, *(edge.target for edge in edges(document) if edge.target in self.office.documents)})
        patterns = [*CATALOGUE, *(f":(glob){tree.DIRECTIVES}/**/{one}.yaml" for one in sorted(ids))]
        for commit in git.history(self.root, patterns, MOST):
            old = self._at(commit, ids)
            cited = edges(old.documents[id_]) if old is not None and id_ in old.documents else ()
            more = {edge.target for edge in cited if edge.target in self.office.documents}
            old = self._at(commit, ids | more) if more - ids else old
            if old is None:
                return
            yield commit, replace(old, register=self.office.register)

    def _at(self, commit: str, ids: frozenset[str]) -> Office | None:
        """Return the office of a commit with these documents; None where too much was read already."""
        key = (commit, ids)
        if key not in self._read and len(self._read) == READ:
            return None
        if key not in self._read:
            self._read[key] = _office(self.root, commit, ids, tuple(self.templates))
        return self._read[key]


def _fits(fits: Callable[[Office, Document], bool], old: Office, id_: str) -> bool:
    """Return whether the document fits; a commit may hold work half done, which cannot be resolved and fits nothing."""
    try:
        return fits(old, old.documents[id_])
    except (LookupError, ValueError, TypeError, AttributeError):
        return False


def _office(root: Path, commit: str, ids: frozenset[str], templates: tuple[Path, ...]) -> Office:
    """Return the office of a commit with these documents only."""
    with TemporaryDirectory(prefix="docgen-") as folder:
        paths = [PurePosixPath(name) for name in _names(root, commit)]
        wanted = [path for path in paths if str(path).startswith(CATALOGUE) or path.stem in ids]
        for path, data in git.shows(root, commit, wanted).items():
            target = tree.below(Path(folder), PurePosixPath(path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return read(Path(folder), templates)[0]


@cache
def _names(root: Path, commit: str) -> tuple[str, ...]:
    return tuple(name for name in git.names_at(root, commit) if name.startswith(f"{tree.DIRECTIVES}/") and name.endswith(tree.YAML))
