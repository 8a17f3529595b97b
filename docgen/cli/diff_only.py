"""``docgen diff --only progress``: a gate for who may only report, in any journal or in those of some bodies.

In: the comparison and whose journals may grow. Out: a line for each thing that is more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from docgen.cli.call import Words
from docgen.cli.diff_sides import Compared
from docgen.cli.speech import _
from docgen.files import git
from docgen.read.progress import FOLDER, path_of
from docgen.review.sides import Sides
from docgen.words.nearest import nearest

PROGRESS = "progress"
NEW = 3
"""Steps in the path of a change that adds an entry: section, journal, entry. A journal that is new has fewer."""


class Allowed(Words):
    """``progress`` for every journal, ``progress:BODY`` for that of an agency or a unit."""

    name = "allowed"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id of the body, empty for all."""
        word, colon, body = str(value).partition(":")
        if word != PROGRESS or bool(colon) != bool(body):
            self.fail(_("{value} is neither progress nor progress:BODY", value=value), param, ctx)
        return body


def beyond(asked: Compared, both: Sides, bodies: Sequence[str]) -> bool:
    """Name on the error stream all that changed besides new lines of those journals; return whether there is any.

    Click's usage error for a body that neither side knows.
    """
    known = {id_ for side in (both.before, both.after) for id_ in (*side.office.agencies, *side.office.units, *side.office.progress)}
    for body in bodies:
        if body and body not in known:
            close = nearest(body, sorted(known))
            told = _("no agency or unit {name}; the nearest is {nearest}", name=body, nearest=close) if close else ""
            raise click.UsageError(told or _("no agency or unit {name}", name=body))
    found = list(_beyond(asked, both, bodies))
    for one in dict.fromkeys(found):
        click.echo(_("not only progress: {path}", path=one), err=True)
    return bool(found)


def _beyond(asked: Compared, both: Sides, bodies: Sequence[str]) -> Iterator[str]:
    own = {path_of(body) for body in bodies if body}
    for path in _paths(asked, both):
        if not path.startswith(f"{FOLDER}/"):
            yield path
        elif "" not in bodies and path not in own:
            yield _("{path}: not the journal of {bodies}", path=path, bodies=", ".join(bodies))
    for change in both.changes:
        if change.path[0] == PROGRESS and (change.kind != "added" or len(change.path) > NEW):
            path, entry = path_of(change.path[1]), "".join(change.path[2:3])
            told = _("{path}: entry {id} was altered or removed", path=path, id=entry) if entry else ""
            yield told or _("{path}: a line was altered or removed", path=path)


def _paths(asked: Compared, both: Sides) -> Iterator[str]:
    """Yield the paths that differ, from the workspace on; what lies outside it as git names it."""
    if not asked.revisions:
        yield from both.paths
        return
    top = git.repository(asked.root)
    prefix = f"{asked.root.relative_to(top).as_posix()}/".removeprefix("./") if top else ""
    yield from (path.removeprefix(prefix) for path in git.names_changed(asked.root, *asked.revisions, cached=asked.cached))
