"""Inside a worker of a cluster: blocks come in, the bytes of files go out; no disk is touched, nothing is asked of anybody.

In: a parcel with all its documents need. Out: bytes by document, or why this worker may not work for us: its versions would make
other bytes. Nothing of dask is imported here.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docgen.batch.make import written
from docgen.batch.versions import differences, versions
from docgen.model.blocks import Sheet
from docgen.model.format import Format

Made = Mapping[str, bytes] | str
"""The bytes of a document by format, or the fault that stopped it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Documents for a worker: the versions it must have, the formats of the office (pickled: workers know them again), the blocks."""

    versions: Mapping[str, object]
    formats: bytes
    sheets: tuple[tuple[Sheet, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The worker makes other bytes: what differs, as ``name here → there``."""

    differences: tuple[str, ...]


def unlike(expected: Mapping[str, object], formats: bytes) -> tuple[str, ...]:
    """Return the versions in which this worker differs from those expected."""
    return tuple(differences(expected, _own(formats)))


def make_parcel(parcel: Parcel) -> tuple[Made, ...] | Refused:
    """Return the documents of a parcel in order, or the refusal of a worker whose versions differ."""
    found = unlike(parcel.versions, parcel.formats)
    if found:
        return Refused(found)
    formats = _formats(parcel.formats)
    return tuple(_made(sheet, formats[sheet.format], endings) for sheet, endings in parcel.sheets)


def _made(sheet: Sheet, format_: Format, endings: tuple[str, ...]) -> Made:
    try:
        return written(sheet, format_, endings)
    except Exception as fault:  # one document does not stop the others; the client names it
        return f"{type(fault).__name__}: {fault}"


@lru_cache(maxsize=4)
def _formats(data: bytes) -> Mapping[str, Format]:
    """Return the formats; the same objects every time, for what the writers keep is kept for each format object."""
    formats: Mapping[str, Format] = pickle.loads(data)
    return formats


@lru_cache(maxsize=4)
def _own(formats: bytes) -> Mapping[str, object]:
    return versions(_formats(formats).values())
