"""Two edits of one file made one: lists by permanent ids, on slices of the text, so that comments and layout stay.

In: the file as it was and as both sides have it. Out: the merged text, or None where the sides contradict each other or where what came
out is not exactly what both sides changed: then git's own merge stands. Nothing is ever guessed.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence

import yaml

from docgen.files.slices import line_end
from docgen.review.align import aligned, keys_of
from docgen.review.pieces import Piece, pieces
from docgen.review.proof import proven


class _Conflict(Exception):
    """Both sides changed the same thing, each in its way."""


def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Return the bytes of the merged file with the line ends of our side (of theirs where only they changed them); None for no merge."""
    try:
        texts = (_text(base), _text(ours), _text(theirs))
        first, mine, other = map(pieces, texts)
        if first is None or mine is None or other is None:
            return None
        text = _merged(first, mine, other)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, _Conflict):
        return None
    return _as(text, theirs if _style(ours) == _style(base) else ours) if proven(*texts, text) else None


def _text(data: bytes) -> str:
    """Return the text without BOM, with plain line ends, its last line ended."""
    text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _style(data: bytes) -> tuple[bool, str]:
    return data.startswith(codecs.BOM_UTF8), line_end(data.decode("utf-8"))


def _as(text: str, like: bytes) -> bytes:
    mark, end = _style(like)
    return (codecs.BOM_UTF8 if mark else b"") + text.replace("\n", end).encode("utf-8")


def _merged(base: Piece, ours: Piece, theirs: Piece) -> str:
    """Return the text of a piece of all three files. Raises ``_Conflict``."""
    if base.text in (ours.text, theirs.text) or ours.text == theirs.text:
        return _chosen(base.text, ours.text, theirs.text)
    lead = _chosen(base.lead, ours.lead, theirs.lead)
    if base.form == ours.form == theirs.form != "whole" and bool(base.gap) == bool(ours.gap) == bool(theirs.gap):
        head, tail = _chosen(base.head, ours.head, theirs.head), _chosen(base.tail, ours.tail, theirs.tail)
        return lead + head + base.gap.join(_parts(base, ours, theirs)) + tail
    return lead + _chosen(_body(base), _body(ours), _body(theirs))


def _chosen(base: str, ours: str, theirs: str) -> str:
    """Return what the one side made of it, or what both did."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    raise _Conflict


def _body(piece: Piece) -> str:
    return piece.text[len(piece.lead) :]


Keyed = Mapping[str, Piece]


def _parts(base: Piece, ours: Piece, theirs: Piece) -> list[str]:
    """Return the texts of the parts of a map or list."""
    sides = (base, ours, theirs)
    old, mine, other = ({part.key: part for part in one.parts} for one in sides) if base.form == "map" else _keyed(*sides)
    return [_part(key, old, mine, other) for key in _order(old, mine, other)]


def _keyed(base: Piece, ours: Piece, theirs: Piece) -> tuple[Keyed, Keyed, Keyed]:
    """Return the items of three lists by key; new ones of one side that the other side has too bear one key."""
    datas = [[part.data for part in piece.parts] for piece in (base, ours, theirs)]
    old = dict(zip(keys_of(datas[0]), base.parts, strict=True))
    mine = dict(zip(aligned(datas[0], datas[1]), ours.parts, strict=True))
    other: dict[str, Piece] = {}
    for key, part in zip(aligned(datas[0], datas[2]), theirs.parts, strict=True):
        twin = next((k for k, p in mine.items() if k.startswith("+") and p.data == part.data and k not in other), f"theirs{key}")
        other[twin if key.startswith("+") else key] = part
    return old, mine, other


def _order(base: Keyed, ours: Keyed, theirs: Keyed) -> list[str]:
    """Return the keys of the merged list: in the order of the side that moved something, what the other side added after its neighbour."""
    moved = [_moved(base, side) for side in (ours, theirs)]
    common = [key for key in ours if key in theirs and key in base]
    if all(moved) and common != [key for key in theirs if key in ours and key in base]:
        raise _Conflict
    leader, other = (theirs, ours) if moved[1] and not moved[0] else (ours, theirs)
    found = [key for key in leader if key not in base or key in other]
    before: str | None = None
    for key in other:
        if key not in base and key not in leader:
            place = _after(found, before)
            while leader is ours and place < len(found) and found[place] not in base and found[place] not in other:
                place += 1
            found.insert(place, key)
        before = key if key in found else before
    _no_edit_lost(base, ours, theirs)
    return found


def _after(found: Sequence[str], before: str | None) -> int:
    return found.index(before) + 1 if before is not None else 0


def _moved(base: Keyed, side: Keyed) -> bool:
    return [key for key in side if key in base] != [key for key in base if key in side]


def _no_edit_lost(base: Keyed, ours: Keyed, theirs: Keyed) -> None:
    """Raise ``_Conflict`` where one side took away what the other edited."""
    for gone_from, kept in ((ours, theirs), (theirs, ours)):
        if any(key not in gone_from and key in kept and _body(kept[key]) != _body(piece) for key, piece in base.items()):
            raise _Conflict


def _part(key: str, base: Keyed, ours: Keyed, theirs: Keyed) -> str:
    """Return the text of one part of the merged list."""
    mine, other = ours.get(key), theirs.get(key)
    if mine is not None and other is not None:
        if key in base:
            return _merged(base[key], mine, other)
        if mine.text != other.text:
            raise _Conflict
    found = mine or other
    if found is None:
        raise _Conflict
    return found.text
