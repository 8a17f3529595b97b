"""The states of a task as the reader sees them: one word and one colour, in the terminal as on the overview page."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.cli.speech import N_

NAMES: Mapping[str, str] = {
    "cancelled": N_("cancelled"),
    "done-late": N_("done late"),
    "done-on-time": N_("done on time"),
    "overdue": N_("overdue"),
    "due-soon": N_("due soon"),
    "no-deadline": N_("no deadline"),
    "in-progress": N_("in progress"),
    "not-started": N_("not started"),
}
"""State → the words for it; the keys are written in JSON and CSV and typed after ``--state``."""
COLORS = {"overdue": "red", "due-soon": "yellow", "done-on-time": "green", "done-late": "magenta", "in-progress": "cyan"}
