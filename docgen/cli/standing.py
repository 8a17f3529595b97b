"""Whether a run has anything to do at all, asked before anything is read: nothing was changed and every file stands.

In: the call and the order. Out: what the last run told at its end, or None. The answer rests on the files of the workspace, the
program, the fonts and the versions, the day, the order, and on length, times and inode of every file that was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from docgen.batch import versions
from docgen.batch.disk import facts_of
from docgen.cli import kept
from docgen.cli.call import Call
from docgen.files import cache

NAME = "standing"
MANIFEST = "manifest.jsonl"


@dataclass(frozen=True)
class Standing:
    """What there was at the end of a run: documents made or left as they were, those without a translation, remarks of check."""

    documents: int
    skipped: Sequence[tuple[str, str]]
    remarks: int


def key(call: Call, *order: object) -> str:
    """Return what a run rests on; taken before anything is read, so that a change meanwhile is noticed by the next run."""
    return kept.key(call, versions.stamp(), repr(order))


def recall(call: Call, out: Path, now: str) -> Standing | None:
    """Return what the last run told, where it rests on the same and every file lies there untouched."""
    known = cache.load(call.root, name_for(NAME, out), now)
    try:
        files: Mapping[str, Sequence[int]] = known["files"]  # type: ignore[index]
        if any(facts_of(f"{out}/{name}") != tuple(facts) for name, facts in files.items()):
            return None
        skipped = [(str(id_), str(language)) for id_, language in known["skipped"]]  # type: ignore[index]
        return Standing(int(known["documents"]), skipped, int(known["remarks"]))  # type: ignore[index]
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def keep(call: Call, out: Path, now: str, files: Iterable[str], standing: Standing) -> None:
    """Remember the end of a run in which nothing failed; ``files`` are all it rests on, the manifest too."""
    facts = {name: facts_of(f"{out}/{name}") for name in files}
    if None not in facts.values():
        value = {"files": facts, "documents": standing.documents, "skipped": list(standing.skipped), "remarks": standing.remarks}
        cache.store(call.root, name_for(NAME, out), now, value)


def name_for(name: str, out: Path) -> str:
    """Return the name of a memory that belongs to an output folder."""
    return f"{name}-{sha256(str(out).encode()).hexdigest()[:12]}"
