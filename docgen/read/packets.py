"""Packets and what was announced of them: YAML → values, with the findings of both and of the finished PDFs they name.

In: ``directives/packets/NAME.yaml``; ``directives/packets/announced/NAME.yaml``, one line an announcement. Out: values and findings. A PDF
of another body is read once, to see that it is the very file that was received.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from docgen.files import tree
from docgen.model.findings import Finding, Place, Source
from docgen.model.packet import Announcement, FilePart, Packet
from docgen.read.tree import parse
from docgen.read.values import build

FOLDER = "directives/packets"
ANNOUNCED = f"{FOLDER}/announced"


@dataclass
class Packets:
    """The packets by id, what was announced by id of the packet, the file of each packet, and what is wrong."""

    packets: dict[str, Packet] = field(default_factory=dict)
    announced: dict[str, tuple[Announcement, ...]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_packets(root: Path) -> Packets:
    """Return the packets of a workspace."""
    found = packets_from({file.relative_to(root).as_posix(): file.read_bytes() for file in tree.yaml_files(root / FOLDER)})
    for id_, packet in found.packets.items():
        found.findings += _files(root, found.files[f"packet:{id_}"], packet)
    return found


def packets_from(files: Mapping[str, bytes]) -> Packets:
    """Return the packets that files hold, by their paths in the workspace; the PDFs they name are not looked at."""
    found = Packets()
    for path, raw in files.items():
        if path.startswith(f"{ANNOUNCED}/"):
            lines, faults = announcements(path, raw.decode("utf-8-sig", "replace"))
            found.announced[PurePosixPath(path).stem] = lines
            found.findings += faults
        else:
            _packet(found, path, raw)
    return found


def path_of(packet: str) -> str:
    """Return the path of the file that keeps what was announced of a packet."""
    return f"{ANNOUNCED}/{packet}.yaml"


def announcements(path: str, text: str) -> tuple[tuple[Announcement, ...], list[Finding]]:
    """Return the lines of a file of announcements, and what is wrong with single ones; a broken line hides no other."""
    lines, findings = list[Announcement](), list[Finding]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        tree_ = parse(path, line.encode())
        held = tree_.data[0] if isinstance(tree_.data, list) and len(tree_.data) == 1 else None
        value = build(Announcement, held, path)[0] if isinstance(held, dict) else None
        if value is not None:
            lines.append(value)
        else:
            findings.append(Finding("E514", Place(path), {"value": line.strip()[:80]}, Source(path, number, 1, len(line) + 1)))
    return tuple(lines), findings


def line_of(one: Announcement) -> str:
    """Return the line of an announcement, its end included."""
    unit = f"unit: {one.unit}, " if one.unit else ""
    documents = ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(digest)}" for name, digest in one.documents.items())
    return f"- {{{unit}day: {one.day.isoformat()}, documents: {{{documents}}}}}\n"


def _packet(found: Packets, path: str, raw: bytes) -> None:
    tree_ = parse(path, raw)
    found.findings += tree_.findings
    if tree_.data is None:
        return
    if not isinstance(tree_.data, dict):
        found.findings.append(Finding("E105", Place(path), {"expected": "a map of keys"}))
        return
    packet, wrong = build(Packet, tree_.data, path)
    found.findings += wrong
    if packet is None:
        return
    if packet.id != PurePosixPath(path).stem:
        found.findings.append(Finding("W124", Place(path, ("id",)), {"id": packet.id, "name": PurePosixPath(path).stem}))
    if packet.id in found.packets:
        found.findings.append(Finding("E201", Place(path, ("id",)), {"id": packet.id, "other": found.files[f"packet:{packet.id}"]}))
        return
    found.packets[packet.id] = packet
    found.files[f"packet:{packet.id}"] = path


def _files(root: Path, path: str, packet: Packet) -> list[Finding]:
    """Return a finding for every PDF that is missing, lies elsewhere, or is not the one that was received."""
    findings = list[Finding]()
    for index, part in enumerate(packet.contents):
        if not isinstance(part, FilePart):
            continue
        place = ("contents", index)
        try:
            data = file_path(root, part.file).read_bytes()
        except (OSError, tree.UnsafeName):
            findings.append(Finding("E501", Place(path, (*place, "file")), {"value": part.file}))
            continue
        if (digest := sha256(data).hexdigest()) != part.sha256:
            findings.append(Finding("E502", Place(path, (*place, "sha256")), {"value": part.file, "digest": digest}))
    return findings


def file_path(root: Path, name: str) -> Path:
    """Return where a PDF of another body lies. Raises ``UnsafeName`` where it would lie outside ``directives``."""
    return tree.below(root / tree.DIRECTIVES, PurePosixPath(name))
