"""Waivers: warnings a document silences with a reason, and waivers that have nothing left to silence."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from docgen.model.findings import Finding, Place
from docgen.model.office import Office


def settle(office: Office, findings: Iterable[Finding], as_of: datetime.date) -> Iterator[Finding]:
    """Yield the findings that no waiver silences, and a finding for every waiver unused or expired on the day ``as_of``.

    A waiver silences a warning of its own document's file; an error cannot be waived.
    """
    valid, used = _valid(office, as_of), set()
    for finding in findings:
        waiver = (finding.place.path, finding.code)
        if waiver in valid:
            used.add(waiver)
        else:
            yield finding
    for id_, document in office.documents.items():
        path = office.files.get(f"document:{id_}", "")
        for index, waiver_ in enumerate(document.waive):
            place = Place(path, ("waive", index, "code"))
            if waiver_.until is not None and waiver_.until < as_of:
                yield Finding("W342", Place(path, ("waive", index, "until")), {"value": waiver_.code, "date": waiver_.until.isoformat()})
            elif (path, waiver_.code) not in used:
                yield Finding("W341", place, {"value": waiver_.code})


def _valid(office: Office, as_of: datetime.date) -> set[tuple[str, str]]:
    return {
        (office.files.get(f"document:{id_}", ""), waiver.code)
        for id_, document in office.documents.items()
        for waiver in document.waive
        if waiver.until is None or waiver.until >= as_of
    }
