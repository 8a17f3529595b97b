"""Lines appended to a register file or a journal, so that they survive a kill and a power cut, or were never there.

In: the workspace, the name of a register file or the path of a journal, entries. Out: lines on the disk. The caller holds the lock of
the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
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
    append_to(root / path_of(sequence), "".join(map(line_of, entries)), _is_entry)


def append_to(path: Path, lines: str, is_entry: Callable[[str], bool]) -> None:
    """Append lines to a file of lines and wait until they lie on the disk. Raises ``DiskError``.

    A last line without its end is ended where ``is_entry`` says that it is whole, else taken away.
    """
    data = lines.encode()
    if not path.exists():
        atomic.replace(path, data)
        return
    try:
        with path.open("r+b") as file:
            _mend(file, is_entry)
            file.seek(0, os.SEEK_END)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise DiskError(path, fault.strerror or str(fault)) from fault


def extend(path: Path, lines: str, is_entry: Callable[[str], bool]) -> None:
    """Add lines to a file of lines, all or none whatever stops the program: the file is replaced as a whole. Raises ``DiskError``."""
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as fault:
        raise DiskError(path, fault.strerror or str(fault)) from fault
    start = old.rfind(b"\n") + 1
    if old[start:]:
        old = old + b"\n" if is_entry(old[start:].decode("utf-8", "replace")) else old[:start]
    atomic.replace(path, old + lines.encode())


def mend(root: Path, sequence: str) -> None:
    """Take half a line away from the end of a register file; a whole one gets its line end. Raises ``DiskError``."""
    path = root / path_of(sequence)
    try:
        with path.open("r+b") as file:
            _mend(file, _is_entry)
    except OSError as fault:
        raise DiskError(path, fault.strerror or str(fault)) from fault


def _is_entry(line: str) -> bool:
    return not RegisterFile("", line).findings


def _mend(file: BinaryIO, is_entry: Callable[[str], bool]) -> None:
    """End the last line, or cut it off where it is no entry."""
    if not file.seek(0, os.SEEK_END):
        return
    file.seek(-1, os.SEEK_END)
    if file.read(1) == b"\n":
        return
    file.seek(0)
    data = file.read()
    start = data.rfind(b"\n") + 1
    if is_entry(data[start:].decode("utf-8", "replace")):
        file.write(b"\n")
    else:
        file.truncate(start)
