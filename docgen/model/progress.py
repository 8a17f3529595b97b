"""Journals: what the agencies tell of their tasks, one line an entry, appended and never changed.

Files: ``directives/progress/<agency or unit>.yaml``. An entry has the day on which something happened and the day on
which it was told: a report as of a day uses what was told by then.
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from docgen.model.values import ActorId, Clock, Day, DocumentId, Id, Int, Value

Kind = Literal["report", "extend", "transfer", "cancel", "withdraw", "accept", "return"]
Result = Literal["passed", "failed", "not-done"]
Difficulty = Literal["staff", "office", "equipment", "line", "software", "seal", "authority", "procedure"]
RESULTS: tuple[Result, ...] = get_args(Result)
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)


class Problem(Value):
    """A difficulty an agency reports with its progress; it is followed as a row of its own until it is solved."""

    id: Id = Field(description="Id of the difficulty, unique in the journal.")
    what: str = Field(description="What hinders.")
    class_: Difficulty | None = Field(
        None, alias="class", description="Class: staff, office, equipment, line, software, seal, authority or procedure."
    )
    ask: str | None = Field(None, description="What is asked for.")
    to: ActorId | None = Field(None, description="Who is asked; the lead of the row.")
    due: Day | None = Field(None, description="Day by which it is to be solved.")


class ProgressEntry(Value):
    """One line of a journal."""

    id: str = Field(pattern=r"^[0-9a-f]{8}$", description="Id of the entry: eight hex digits.")
    task: str = Field(description="Address of the task: DOC#ID, DOC#ID@UNIT, with :2025-06 for one occurrence of a regular one.")
    kind: Kind = Field("report", description="What the entry does; a report where absent.")
    day: Day = Field(description="Day on which it happened.")
    at: Clock | None = Field(None, description="Hour at which it happened.")
    told: Day = Field(description="Day on which it was told.")
    told_at: Clock | None = Field(None, description="Hour at which it was told.")
    by: str | None = Field(None, description="Who told it.")
    done: Literal["all"] | None = Field(None, description="all: the task is done.")
    percent: Int | None = Field(None, ge=0, le=100, description="How much is done.")
    result: Result | None = Field(None, description="How a drill went: passed, failed or not-done.")
    from_: Clock | None = Field(None, alias="from", description="Hour at which a drill began.")
    to: Clock | None = Field(None, description="Hour at which a drill ended.")
    person: str | None = Field(None, description="Who was responsible for a drill.")
    figures: dict[str, Int] = Field(default_factory=dict, description="Counted figures of a drill: key → number.")
    note: str | None = Field(None, description="What was done.")
    cause: str | None = Field(None, description="Why the task is late.")
    remedy: str | None = Field(None, description="What is done about it.")
    evidence: str | None = Field(None, description="Document id, or file with its sha256 after a space.")
    problems: tuple[Problem, ...] = Field((), description="Difficulties reported.")
    until: Day | None = Field(None, description="New deadline, with extend.")
    lead: ActorId | None = Field(None, description="New lead, with transfer.")
    document: DocumentId | None = Field(None, description="Document that granted, transferred or repealed it.")
    entry: str | None = Field(None, description="Entry taken back, with withdraw; report accepted or returned, with accept and return.")
    why: str | None = Field(None, description="Reason, with withdraw, cancel and return.")
    source: str | None = Field(None, description="Form it came with: kind of form, sha256 and name of the file.")
