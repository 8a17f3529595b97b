"""Why no number is given and no line entered: the rules' words for the clerk.

In: what ``edit`` refused. Out: click's usage error with the reason and the cure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from docgen.cli.speech import N_, plain

REASONS: Mapping[str, str] = {
    "accepted": N_("{task} was accepted already, by the report {entry}; docgen return opens it again"),
    "before-report": N_("{day} lies before the report {entry} of {other_day}"),
    "before-task": N_("{day} lies before {other_day}, from when {task} runs"),
    "before-issue": N_("{document} was signed on {other_day}; nothing happened to it on {day}"),
    "cancelled": N_("the number {number} was cancelled and is nobody's for good; the next one is free"),
    "draft-changed": N_("{path} was changed after docgen wrote it: --force writes it again and loses the changes"),
    "disorder": N_("number {number} of {day}: {other} is of {other_day}, and the day may not go back while the number goes up"),
    "done-already": N_(
        "{task} was reported done on {day} (entry {entry}): --withdraw takes that back, docgen return returns it; "
        "a --note alone may still be added"
    ),
    "form": N_("{number} is no number: digits, and a small letter where the paper has one (145, 145a)"),
    "gap": N_("{first} to {last} would be left out: say --why, and they are reserved with the reason"),
    "issued": N_("{document} has the number {number} already"),
    "issuer": N_("no agency {about} in the catalogue"),
    "issuer-gone": N_("{document}: {agency} does not exist on {day}"),
    "kind": N_("documents of the kind {about} have no numbers"),
    "no-acceptance": N_("this office does not ask for acceptance: what is reported done is done (confirm_done of office.yaml)"),
    "no-drill": N_("{task} is no drill: only a drill has a --result"),
    "no-entry": N_("no entry {entry} of {task} that could be taken back; there are: {known}"),
    "no-task": N_("no task {task} is followed on that day; the nearest is {nearest}"),
    "no-report": N_("the entry {entry} is no report that {task} is done; there are: {known}"),
    "nothing-done": N_("nothing stands that reports {task} done"),
    "not-issued": N_("{document} has no number yet: docgen issue {document} gives it one"),
    "not-sent": N_("{document} was not sent ({to})"),
    "one-number": N_("--number goes with one document"),
    "own-work": N_("{agency} leads {task} and cannot judge its own work; --agency names another body"),
    "secret": N_("{document} is secret, and office.yaml does not say offline: true"),
    "sent": N_("{document}, number {number}, was sent already: a new document amends, replaces or corrects it"),
    "series": N_("{document} is a series: --series numbers all its documents, {document}@UNIT one of them"),
    "taken": N_("the number {number} was given already: {other}"),
    "template-fault": N_("{path}: {problem}"),
    "term": N_("no term of the committee on that day: write terms: [{{name: 2025-2030, from: 2025-10-14}}] to {about} or its superior"),
    "told-before": N_("{day} is after {told}: what has not happened yet is not reported"),
    "trial": N_("{about} is a trial and never enters the register"),
    "unknown": N_("no document {document}"),
    "which-period": N_("{task} comes back: name the period; there are: {known}"),
    "which-sequence": N_("which sequence? Name a document of it, or --sequence: {known}"),
    "which-unit": N_("each unit has {task}: say --unit which one"),
    "why": N_("say --why: the register keeps the reason"),
}


@contextmanager
def told() -> Iterator[None]:
    """Turn what was refused into click's usage error."""
    from docgen.derive.register import NoSequence
    from docgen.edit.issue import Refused
    from docgen.files.slices import Changed

    try:
        yield
    except Refused as fault:
        raise click.UsageError(plain(REASONS[fault.reason]).format_map(fault.words)) from None
    except NoSequence as fault:
        raise click.UsageError(plain(REASONS[fault.reason]).format(about=fault.about)) from None
    except Changed as fault:
        raise click.UsageError(plain(SAVED).format(path=fault.path)) from None


SAVED = N_("{path} was saved by somebody else just now; call docgen issue again, it goes on from here")
