"""The whole of a comparison as a reviewer reads it: groups, what else is moved, and a line that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.review.reach import Reach, Reaching
from docgen.review.sides import Sides
from docgen.review.told import Group
from docgen.review.voice import Voice
from docgen.review.words import Words

UNPLACED = ("documents", "translations", "source_rows", "packets", "announced", "progress", "register")


@dataclass(frozen=True)
class Review:
    """What changed between two states: their names, the groups shown, what is moved, and files of the layout that differ."""

    names: tuple[str, str]
    groups: tuple[Group, ...]
    reach: Reach
    layout: tuple[str, ...]
    hidden: int = 0

    @property
    def same(self) -> bool:
        """Return whether nothing changed at all, shown or not."""
        return not (self.groups or self.layout or self.hidden)


def review(sides: Sides, names: tuple[str, str], voice: Voice, shown: Sequence[str] = (), *, reach: bool = True) -> Review:
    """Return the review; ``shown`` limits the groups to files below these paths."""
    groups = tuple(Words(sides, voice).groups())
    layout = tuple(path for path in sides.paths if not path.startswith("directives/"))
    kept = tuple(group for group in groups if within(group.path, shown))
    found = Reaching(sides).reach() if reach else Reach()
    return Review(names, kept, found, tuple(path for path in layout if within(path, shown)), len(groups) - len(kept))


def within(path: str, shown: Sequence[str]) -> bool:
    """Return whether a file lies below one of the paths; every file where there are none."""
    return not shown or any(one in (path, ".") or path.startswith(f"{one}/") for one in shown)


def summary(voice: Voice, found: Review) -> str:
    """Return one line: how many documents were changed, added, removed; entries of the catalogue, of journals, of registers."""
    papers = Counter(group.kind for group in found.groups if group.section == "documents")
    entries = sum(len(group.lines) for group in found.groups if group.section not in UNPLACED)
    told = sum(len(group.lines) for group in found.groups if group.section == "progress")
    packets = sum(len(group.lines) for group in found.groups if group.section == "packets")
    announced = sum(len(group.lines) for group in found.groups if group.section == "announced")
    numbers = sum(len(group.lines) for group in found.groups if group.section == "register")
    beside = sum(group.section in ("translations", "source_rows") for group in found.groups)
    parts = [
        voice.ngettext("{count} document changed", "{count} documents changed", papers["changed"]) if papers["changed"] else "",
        voice.ngettext("{count} document added", "{count} documents added", papers["added"]) if papers["added"] else "",
        voice.ngettext("{count} document removed", "{count} documents removed", papers["removed"]) if papers["removed"] else "",
        voice.ngettext("{count} file beside a document", "{count} files beside documents", beside) if beside else "",
        voice.ngettext("{count} entry of the catalogue", "{count} entries of the catalogue", entries) if entries else "",
        voice.ngettext("{count} packet", "{count} packets", packets) if packets else "",
        voice.ngettext("{count} announcement", "{count} announcements", announced) if announced else "",
        voice.ngettext("{count} line of journals", "{count} lines of journals", told) if told else "",
        voice.ngettext("{count} line of registers", "{count} lines of registers", numbers) if numbers else "",
        voice.ngettext("{count} file of the layout", "{count} files of the layout", len(found.layout)) if found.layout else "",
    ]
    return ", ".join(part for part in parts if part)


def reach_lines(voice: Voice, reach: Reach) -> list[str]:
    """Return what else is moved, a line each; the documents themselves stand in ``reach.touched``."""
    lines = []
    if reach.touched:
        lines.append(
            voice.ngettext(
                "{count} document prints another text although its file did not change",
                "{count} documents print another text although their files did not change",
                len(reach.touched),
            )
        )
    if reach.issued:
        lines.append(voice._("issued already: {documents}", documents=", ".join(reach.issued)))
    if reach.tasks:
        lines.append(
            voice.ngettext("{count} task changed", "{count} tasks changed", reach.tasks)
            + (", " + voice.ngettext("{count} deadline", "{count} deadlines", reach.deadlines) if reach.deadlines else "")
        )
    lines += [
        voice.ngettext("series {id}: {count} document", "series {id}: {count} documents", count, id=id_) for id_, count in reach.series
    ]
    lines += [
        voice.ngettext("packet {id}: {count} unit must be told again", "packet {id}: {count} units must be told again", count, id=id_)
        for id_, count in reach.announced
    ]
    if reach.reports:
        lines.append(voice._("reports: {documents}", documents=", ".join(reach.reports)))
    return lines
