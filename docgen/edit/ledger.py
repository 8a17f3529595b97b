"""Lines appended to a register file, so that they survive a kill and a power cut, or were never there.

In: the workspace, the name of a register file, entries. Out: lines on the disk. The caller holds the lock of the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from docgen.files import atomic
from docgen.files.atomic import DiskError
from docgen.model.register import RegisterEntry
from docgen.read.register import RegisterFile, line_of, path_of


def append(root: Path, sequence: str, entries: Sequence[RegisterEntry]) -> None:
    """Append lines to a register file and wait until they lie on the disk. Raises ``DiskError``.

    Half a line at the end, left by a power cut, never gave a number: it is taken away first.
    """
    path = root / path_of(sequence)
    data = "".join(map(line_of, entries)).encode()
    if not path.exists():
        atomic.replace(path, data)
        return
    try:
        with path.open("r+b") as file:
            _mend(file, path.name)
            file.seek(0, os.SEEK_END)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise DiskError(path, fault.strerror or str(fault)) from fault


def mend(root: Path, sequence: str) -> None:
    """Take half a line away from the end of a register file; a whole one gets its line end. Raises ``DiskError``."""
    path = root / path_of(sequence)
    try:
        with path.open("r+b") as file:
            _mend(file, path.name)
    except OSError as fault:
        raise DiskError(path, fault.strerror or str(fault)) from fault


def _mend(file: BinaryIO, name: str) -> None:
    """End the last line, or cut it off where it is no entry."""
    if not file.seek(0, os.SEEK_END):
        return
    file.seek(-1, os.SEEK_END)
    if file.read(1) == b"\n":
        return
    file.seek(0)
    data = file.read()
    start = data.rfind(b"\n") + 1
    if RegisterFile(name, data[start:].decode("utf-8", "replace")).findings:
        file.truncate(start)
    else:
        file.write(b"\n")
