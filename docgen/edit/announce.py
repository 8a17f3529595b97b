"""What was announced to whom, entered in ``directives/packets/announced/NAME.yaml``: one line a unit, appended.

In: the workspace, the packet, lines. Out: the lines that were new. The caller holds the lock of the workspace.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.edit.ledger import append_to
from docgen.model.packet import Announcement
from docgen.read.packets import announcements, line_of, path_of


def announce(root: Path, packet: str, lines: Sequence[Announcement]) -> Sequence[Announcement]:
    """Append what was announced; return the lines that say something the last line of their unit does not. Raises ``DiskError``."""
    path = root / path_of(packet)
    known = announcements("", path.read_text(encoding="utf-8-sig"))[0] if path.exists() else ()
    last = {line.unit: line for line in known}
    new = [line for line in lines if line.unit not in last or last[line.unit].documents != line.documents]
    if new:
        append_to(path, "".join(map(line_of, new)), _is_line)
    return new


def _is_line(line: str) -> bool:
    return not announcements("", line)[1]
