"""What the packets of an office were made from: ``manifest.json`` in the folder of a packet.

In: records of units. Out: the same from the last run. The file is replaced whole after every unit, so that a killed run loses at most
the unit it was making. It holds no time of day: the same input gives the same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from docgen.files import atomic

NAME = "manifest.json"
Unit = str | None


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A part of a unit's packet: what it is, from what it was made, on how many pages, in how many copies for the unit.

    ``content`` is the hash of what the writers were given, of a finished PDF its own; ``pages`` is 0 where no PDF was asked for.
    """

    key: str
    title: str
    number: str
    issuer: str
    day: str
    content: str
    pages: int
    copies: int
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What a unit's packet was made from, in which formats.

    ``files`` are path → SHA-256 below the folder of the packet; ``pdf`` says which PDF the joined one is.
    """

    unit: Unit
    title: str
    name: str
    key: str
    by: str
    formats: tuple[str, ...]
    pdf: str
    files: Mapping[str, str]
    parts: tuple[PartRecord, ...]


def read(out: Path) -> dict[Unit, UnitRecord]:
    """Return the records of a folder by unit; nothing where there are none, or none of ours."""
    try:
        return {row["unit"]: _record(row) for row in _read(out)["units"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def made_with(out: Path) -> Mapping[str, object]:
    """Return the versions the last run made files with; nothing where nobody knows."""
    try:
        return dict(_read(out)["made_with"])
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def write(out: Path, packet: str, made_with: Mapping[str, object], records: Sequence[UnitRecord]) -> None:
    """Replace the manifest of a folder. Raises ``DiskError``."""
    data = {"packet": packet, "made_with": made_with, "units": [asdict(record) for record in records]}
    atomic.replace(out / NAME, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), durable=False)


def _read(out: Path) -> Any:
    return json.loads((out / NAME).read_text(encoding="utf-8"))


def stand(out: Path, files: Mapping[str, str]) -> bool:
    """Return whether every file lies there as it was made."""
    return all(_digest(out / name) == digest for name, digest in files.items())


def clear(out: Path, files: Mapping[str, str]) -> None:
    """Take away files that no longer belong to a packet; what somebody changed by hand stays. Raises ``DiskError``."""
    for name, digest in files.items():
        path = out / name
        try:
            if _digest(path) == digest:
                path.unlink()
                _drop_empty(path.parent, out)
        except OSError as fault:
            raise atomic.DiskError(path, fault.strerror or str(fault)) from fault


def _drop_empty(folder: Path, out: Path) -> None:
    if folder != out and not any(folder.iterdir()):
        folder.rmdir()


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _record(data: Mapping[str, Any]) -> UnitRecord:
    parts = tuple(PartRecord(**part) for part in data["parts"])
    return UnitRecord(**{**data, "formats": tuple(data["formats"]), "parts": parts})
