"""Who leads, who helps, who is moved: one lead a task, nobody twice, bodies that exist on the day."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.paper import Day, Node, Paper
from docgen.model.findings import Finding
from docgen.model.tasks import Actor, Task, TextActor


def leads(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every task with several leads not declared joint, or with one body in two roles."""
    for node in paper.every(Task):
        task: Task = node.value
        if len(task.lead) > 1 and not task.joint:
            yield paper.finding("E327", node.steps("lead"), value=len(task.lead))
        seen: list[Actor] = []
        for index, actor in enumerate((*task.lead, *task.with_)):
            if actor in seen:
                yield _twice(paper, node, actor, index)
            seen.append(actor)
        if not task.lead:
            yield paper.finding("E329", node.steps("lead"), value=task.id)


def persons(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for a person with the same event twice."""
    seen: set[tuple[str, str, tuple[str, ...], bool]] = set()
    for index, row in enumerate(paper.document.persons):
        event = (row.person, row.action, row.takes, row.provisional is not None)
        if event in seen or (row.provisional and any(other[0] == row.person and other[3] for other in seen)):
            yield paper.finding("W328", ("persons", index, "person"), value=row.person, action=row.action)
        seen.add(event)


def existing(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for an issuer or a signer's post that does not exist on the day, and for bodies already ended.

    A body founded later may be given tasks and posts: decisions of June speak of the bodies of July.
    """
    day = paper.day
    if day is None:
        return
    document, office, bodies = paper.document, paper.desk.office, paper.view.bodies
    for index, id_ in enumerate(document.issuer):
        yield from _absent(paper, ("issuer", index), bodies.get(id_), day)
    for index, signer in enumerate(document.sign):
        yield from _absent(paper, ("sign", index, "post"), office.posts.get(signer.post), day)
    for node in paper.every(Task):
        for key, actors in (("lead", node.value.lead), ("with", node.value.with_)):
            for place, actor in enumerate(actors):
                if isinstance(actor, str):
                    yield from _over(paper, node.steps(key, place), bodies.get(actor), day)
    for index, recipient in enumerate(document.recipients):
        if recipient.to is not None:
            yield from _over(paper, ("recipients", index, "to"), bodies.get(recipient.to), day)


def _twice(paper: Paper, node: Node, actor: Actor, index: int) -> Finding:
    """Return the finding for an actor named before: as a lead that also cooperates, or twice in one list."""
    task: Task = node.value
    shown = actor if isinstance(actor, str) else actor.text if isinstance(actor, TextActor) else actor.each.of
    if index < len(task.lead):
        return paper.finding("W326", node.steps("lead", index), value=shown)
    code = "E326" if actor in task.lead else "W326"
    return paper.finding(code, node.steps("with", index - len(task.lead)), value=shown)


def _absent(paper: Paper, steps: tuple[str | int, ...], thing: object, day: Day) -> Iterator[Finding]:
    """Yield the finding for a body or a post that has not begun on the day, or is over."""
    begins = getattr(thing, "from_", None)
    if begins is not None and day < begins:
        yield paper.finding("W329", steps, value=getattr(thing, "name", ""), span=f"from {begins}", day=day)
    yield from _over(paper, steps, thing, day)


def _over(paper: Paper, steps: tuple[str | int, ...], thing: object, day: Day) -> Iterator[Finding]:
    until = getattr(thing, "until", None)
    if until is not None and until < day:
        yield paper.finding("W329", steps, value=getattr(thing, "name", ""), span=f"until {until}", day=day)
