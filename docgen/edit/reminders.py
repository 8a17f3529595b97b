"""A letter that reminds one agency, as a draft: its tasks in the words of ``templates/drafts/reminder.yaml``.

In: the office, who writes, the tasks. Out: a document. The tasks stand in tables: a letter gives no new ones to follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.edit.skeletons import filled, skeleton
from docgen.edit.speaking import Speaking
from docgen.model.document import Document
from docgen.track.reminders import Reminder
from docgen.track.rows import TaskRow

NAME = "reminder"


@dataclass(frozen=True, slots=True)
class Letters:
    """Who writes of which day, whose documents gave the tasks, how many days ahead were looked at."""

    say: Speaking
    scope: str
    within: int

    def id_of(self, reminder: Reminder) -> str:
        """Return the id of a letter: the same for the same agency and day."""
        return f"cv-don-doc-{self.say.day.isoformat()}-{reminder.lead.replace('/', '-')}"

    def letter(self, reminder: Reminder, id_: str, folders: Sequence[Path]) -> Document:
        """Return the draft of a letter. Raises ``Refused`` for a fault in the file of its words."""
        path, data = skeleton(folders, NAME)
        return filled(path, data, {"id": id_, **self._known(reminder)})

    def _known(self, reminder: Reminder) -> dict[str, Any]:
        say = self.say
        unit = reminder.lead in say.office.units
        return {
            "issuer": say.issuer,
            "issuer_name": say.name(say.issuer),
            "scope_name": say.name(self.scope) if self.scope != say.issuer else "",
            "superior": self.scope if self.scope != say.issuer else "",
            "side": say.office.agencies[say.issuer].side,
            "to": "" if unit else reminder.lead,
            "unit": say.name(reminder.lead) if unit else "",
            "name": say.name(reminder.lead),
            "day": say.date(say.day),
            "as_of": say.day,
            "within": self.within,
            "late": [self._row(row) for row in reminder.late],
            "coming": [self._row(row) for row in reminder.coming],
            "n": say.number,
            "spelled": say.spelled,
            "sign": say.signer,
            "filed": say.filed,
        }

    def _row(self, row: TaskRow) -> Mapping[str, Any]:
        standing = row.standing
        return {
            "task": self.say.task(row),
            "document": self.say.document(row.document.id.partition("@")[0]),
            "due": self.say.date(standing.due),
            "first_due": self.say.date(row.followed.first_due),
            "days": (self.say.day - standing.due).days if standing.due else 0,
            "left": (standing.due - self.say.day).days if standing.due else 0,
            "cause": standing.cause or "",
            "percent": standing.percent,
        }
