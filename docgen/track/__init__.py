"""Tasks followed to the end: which rows there are on a day, and the state of each; worked out anew each time, never stored."""

from docgen.track.rows import TaskRow, rows
from docgen.track.state import STATES, Count, Followed, Standing, State, count, state

__all__ = ["STATES", "Count", "Followed", "Standing", "State", "TaskRow", "count", "rows", "state"]
