"""A leader's changes of an older state, put into the document as it is now.

In: the steps that lead the older text to what Word says, and today's text. Out: today's text with every step both sides agree with, and
the steps where both changed the same words. Lists are merged by ids, texts word by word; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yaml import MappingNode, Node, SequenceNode, YAMLError

from docgen.edit.word.desk import Step
from docgen.edit.word.offers import Op, ops
from docgen.edit.word.scalars import Edit, Scalar, Steps, scalars, written
from docgen.files.slices import apply
from docgen.read.tree import compose
from docgen.review.align import keys_of
from docgen.review.merge import merge
from docgen.review.pieces import data_of


@dataclass(frozen=True, slots=True)
class Merged:
    """Today's text with the steps that could be put into it, those with what they changed there, and those that could not."""

    text: str
    kept: tuple[Step, ...]
    against: tuple[Step, ...]


def merged(steps: Sequence[Step], today: str, good: Callable[[str], bool]) -> Merged:
    """Return today's text with the steps, each in its turn; a step that changes nothing there was taken before.

    ``good`` says whether a text can still be printed.
    """
    kept, against = [], []
    for step in steps:
        after = _merged(step, today)
        if after is None or not (after == today or good(after)):
            against.append(step)
        elif after != today:
            kept.append(Step(today, after, step.taken))
            today = after
    return Merged(today, tuple(kept), tuple(against))


def _merged(step: Step, today: str) -> str | None:
    found = merge(step.before.encode(), today.encode(), step.after.encode())
    if found is not None:
        text = found.decode()
        return text if text.endswith("\n") == today.endswith("\n") else text.removesuffix("\n")
    try:
        return _by_words(step, today)
    except (YAMLError, RecursionError):
        return None


def _by_words(step: Step, today: str) -> str | None:
    """Return today's text with the words a step changed in one scalar, which is another there too; None where it changed more."""
    before, after, now = (_placed(text) for text in (step.before, step.after, today))
    changed = [key for key in before if key not in after or before[key].text != after[key].text]
    if len(changed) != 1 or before.keys() != after.keys() or changed[0] not in now:
        return None
    old, new, held = (side[changed[0]] for side in (before, after, now))
    edits = _edits(list(ops(old.text, new.text)), list(ops(old.text, held.text)))
    return None if edits is None else apply(today, written(today, held, edits))


def _edits(theirs: Sequence[Op], ours: Sequence[Op]) -> list[Edit] | None:
    """Return their changes as edits of our text; None where both touch the same words."""
    found = []
    for op in theirs:
        if op in ours:
            continue
        if any(op.start <= other.end and other.start <= op.end for other in ours):
            return None
        shift = sum(len(other.text) - (other.end - other.start) for other in ours if other.end < op.start)
        found.append(Edit(op.start + shift, op.end + shift, op.text))
    return found


def _placed(text: str) -> Mapping[Steps, Scalar]:
    """Return the scalars of a file by the way to them, which goes by ids where there are some."""
    root = compose(text)
    return {_way(root, scalar.steps): scalar for scalar in scalars(root)}


def _way(node: Node | None, steps: Steps) -> Steps:
    way: list[str | int] = []
    for step in steps:
        if isinstance(node, SequenceNode) and isinstance(step, int):
            key = keys_of([data_of(one) for one in node.value])[step]
            way.append(step if key.startswith("~") else key)
            node = node.value[step]
        else:
            way.append(step)
            node = next((value for key, value in node.value if key.value == step), None) if isinstance(node, MappingNode) else None
    return tuple(way)
