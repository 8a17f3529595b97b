"""Zip files that are the same bytes on every run: fixed order, fixed date, nothing of the machine in them.

In: the parts of a container, each deflated once by ``packed``. Out: the bytes of a .docx, an .xlsx or a packet. The
parts that all documents share are packed once for a whole batch, so that one more .docx costs the deflating of its
own text and nothing else. Layout: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

STORED, DEFLATED = 0, 8
VERSION = 20  # APPNOTE 4.4.3.2: deflated parts and folders need no more
UNIX = 3 << 8  # APPNOTE 4.4.2.2: the access rights below are those of Unix, whatever the machine
UTF8 = 0x800  # APPNOTE 4.4.4, bit 11
RIGHTS = 0o100644 << 16
MOST_PARTS, MOST_BYTES = 0xFFFF, 0xFFFFFFFF  # more needs Zip64, which Word does not read everywhere

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")


class ZipTooLarge(ValueError):
    """More than 65,534 parts or 4 GB: a plain zip cannot hold it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One part, ready to be joined: its name, checksum and length before deflating, the ``method`` and the bytes."""

    name: str
    crc: int
    size: int
    deflated: bytes
    method: int = DEFLATED


def packed(name: str, data: bytes, level: int = 6) -> Packed:
    """Return ``data`` as the part ``name``, deflated at ``level``; stored as it is at level 0 or where that is shorter."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflater.compress(data) + deflater.flush() if level else data
    if len(deflated) < len(data):
        return Packed(name, zlib.crc32(data), len(data), deflated)
    return Packed(name, zlib.crc32(data), len(data), data, STORED)


def join(parts: Sequence[Packed], date: tuple[int, int, int] = (1980, 1, 1)) -> bytes:
    """Return the zip of ``parts`` in the order given, all dated ``date`` (a day before 1980 becomes 1980-01-01).

    Raises ``ZipTooLarge`` over 65,534 parts or 4 GB, ``ValueError`` when two parts have the same name.
    """
    _refuse_doubles(parts)
    day = _dos_day(date)
    pieces: list[bytes] = []
    index: list[bytes] = []
    at = 0
    for part in parts:
        name = part.name.encode()
        facts = (VERSION, 0 if name.isascii() else UTF8, part.method, 0, day, part.crc, len(part.deflated), part.size, len(name), 0)
        _refuse_giants(at, part.size)
        pieces += (LOCAL.pack(b"PK\3\4", *facts), name, part.deflated)
        index += (CENTRAL.pack(b"PK\1\2", UNIX | VERSION, *facts, 0, 0, 0, RIGHTS, at), name)
        at += LOCAL.size + len(name) + len(part.deflated)
    length = sum(map(len, index))
    _refuse_giants(at, length)
    return b"".join((*pieces, *index, END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), length, at, 0)))


def _dos_day(date: tuple[int, int, int]) -> int:
    """APPNOTE 4.4.6: seven bits for the year since 1980, four for the month, five for the day."""
    year, month, day = max(date, (1980, 1, 1))
    if year > 2107:
        raise ValueError(f"a zip knows no year {year}")
    return (year - 1980) << 9 | month << 5 | day


def _refuse_doubles(parts: Sequence[Packed]) -> None:
    if len(parts) >= MOST_PARTS:
        raise ZipTooLarge(f"{len(parts)} parts")
    if len({part.name for part in parts}) < len(parts):
        raise ValueError("two parts of a zip have the same name")


def _refuse_giants(*numbers: int) -> None:
    if max(numbers) >= MOST_BYTES:
        raise ZipTooLarge(f"{max(numbers)} bytes")
