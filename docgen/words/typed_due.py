"""Deadlines as clerks type them into a cell: ``20/6/2025``, ``trước ngày 01/7/2025``, ``tháng 6/2025``, ``quý IV năm 2025``.

In: a text. Out: the deadline as a document writes it (``due:``), or None where the text is none. Nothing is guessed: a day without a
year is no deadline.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from docgen.words.letters import strip_accents
from docgen.words.typed import typed_day

Due = datetime.date | Mapping[str, str | int | datetime.date]
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
PERIODS = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}
_DAY_WORD = re.compile(r"\bngay\s+(?=\d)")
_YEAR = r"(?P<y>\d{4})"
_LEAD = r"(?:(?:trong|xong trong|hoan thanh trong|het|den het|cuoi)\s+)?"
_UNTIL = re.compile(r"(?:(?:xong|hoan thanh|cham nhat|den het|den|muon nhat|by|until)(?:\s+|$))*(?:vao\s+)?(?P<day>.*)")
_BEFORE = re.compile(r"(?:xong\s+|hoan thanh\s+)?(?:truoc|before)\s+(?P<day>.*)")
_SPAN = re.compile(r"(?:tu|from)\s+(?P<a>.+?)\s+(?:den het|den|until|to|-|–)\s+(?P<b>.+)|(?P<c>[\d/.]+)\s*[-–]\s*(?P<d>[\d/.]+)")
_HOUR = re.compile(r"(?:truoc\s+)?(?P<h>\d{1,2})\s*(?:h|g|gio|:)\s*(?P<m>\d{2})?(?:\s*(?:phut|'))?,?\s+(?P<day>.*)")
_MONTH = re.compile(rf"{_LEAD}(?:thang\s+)?(?P<m>\d{{1,2}})\s*(?:/|-|\.|\s+nam\s+)\s*{_YEAR}")
_QUARTER = re.compile(rf"{_LEAD}(?:quy|quarter|q)\s*(?P<q>i{{1,3}}|iv|[1-4])\s*(?:/|-|,|\s)\s*(?:nam\s+)?{_YEAR}")
_WHOLE_YEAR = re.compile(rf"{_LEAD}(?:(?:nam|year)\s+)?{_YEAR}")
_EVERY = re.compile(r"(?:(?P<d>\d{1,2})\s+)?(?:hang|moi)\s+(?P<p>tuan|thang|quy|nam)")
_DAYS = re.compile(
    r"(?:trong\s+(?:vong\s+)?)?(?P<n>\d{1,3})\s+ngay(?P<w>\s+lam viec)?\s+(?:ke\s+)?tu\s+(?:ngay\s+)?(?P<e>ky|ban hanh|co hieu luc).*"
)
_REGULAR = frozenset({"thuong xuyen", "hang ngay", "lien tuc", "thuong xuyen lien tuc", "regular", "regularly"})
_WHEN = re.compile(r"(?:sau khi|khi|ngay sau khi|ngay khi|after|when)\s.+")


def typed_due(text: str) -> Due | None:
    """Return the deadline a text names: a day, or the map of one of the forms of ``due:``; None for another text."""
    plain = _DAY_WORD.sub("", " ".join(strip_accents(text).casefold().split()).rstrip(".;"))
    found = next((due for form in FORMS if (due := form(plain)) is not None), None)
    if found is not None:
        return found
    said = " ".join(text.split()).rstrip(".;")
    if re.sub(r"\W+", " ", plain) in _REGULAR:
        return {"regular": said[:1].lower() + said[1:]}
    return {"when": said[:1].lower() + said[1:]} if _WHEN.fullmatch(plain) else None


def _day(plain: str) -> Due | None:
    match = _UNTIL.fullmatch(plain)
    return typed_day(match["day"]) if match else None


def _before(plain: str) -> Due | None:
    match = _BEFORE.fullmatch(plain)
    day = typed_day(match["day"]) if match else None
    return {"before": day} if day else None


def _span(plain: str) -> Due | None:
    match = _SPAN.fullmatch(plain)
    if match is None:
        return None
    last = typed_day(match["b"] or match["d"])
    first = _first(match["a"] or match["c"], last)
    return {"from": first, "until": last} if first and last and first <= last else None


def _first(text: str, last: datetime.date | None) -> datetime.date | None:
    """Return the first day of a span, which may leave month and year to the last one: ``từ 20/6 đến 05/7/2025``."""
    day = typed_day(text)
    if day or last is None:
        return day
    bare = text.strip("/. ")
    missing = {0: f"/{last.month}/{last.year}", 1: f"/{last.year}"}.get(len(re.findall(r"[/.]", bare)))
    return typed_day(re.sub(r"[.]", "/", bare) + missing) if missing else None


def _hour(plain: str) -> Due | None:
    match = _HOUR.fullmatch(plain)
    day = typed_day(match["day"]) if match else None
    if match is None or day is None or int(match["h"]) > 23 or int(match["m"] or 0) > 59:
        return None
    return {"day": day, "at": f"{int(match['h']):02}:{match['m'] or '00'}"}


def _month(plain: str) -> Due | None:
    match = _MONTH.fullmatch(plain)
    return {"month": f"{match['y']}-{int(match['m']):02}"} if match and 1 <= int(match["m"]) <= 12 else None


def _quarter(plain: str) -> Due | None:
    match = _QUARTER.fullmatch(plain)
    return {"quarter": f"{match['y']}-Q{ROMAN.get(match['q']) or match['q']}"} if match else None


def _year(plain: str) -> Due | None:
    match = _WHOLE_YEAR.fullmatch(plain)
    return {"year": match["y"]} if match else None


def _every(plain: str) -> Due | None:
    match = _EVERY.fullmatch(plain)
    if match is None or (match["d"] and (match["p"] != "thang" or not 1 <= int(match["d"]) <= 31)):
        return None
    return {"every": PERIODS[match["p"]], **({"day": int(match["d"])} if match["d"] else {})}


def _days(plain: str) -> Due | None:
    match = _DAYS.fullmatch(plain)
    if match is None:
        return None
    return {"working_days" if match["w"] else "days": int(match["n"]), "after": "effect" if "hieu luc" in match["e"] else "issue"}


FORMS: tuple[Callable[[str], Due | None], ...] = (_day, _before, _hour, _month, _quarter, _year, _every, _days, _span)
