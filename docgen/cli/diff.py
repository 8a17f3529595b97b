"""``docgen diff``: what a change really changes, in the language of the office, and what else it moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from docgen.cli.call import Call, command_of, option
from docgen.cli.diff_only import Allowed, beyond
from docgen.cli.diff_sides import Compared, compared
from docgen.cli.render import Listed
from docgen.cli.speech import N_, _, language
from docgen.review.sides import Side, Sides, sides
from docgen.review.summary import Review, review
from docgen.review.voice import Voice

UNREADABLE = 3
REDLINES = ("docx", "pdf")


@command_of(
    "diff",
    help=N_(
        "Say what changed from A to B, or from A to the work tree: documents, tasks, names, numbers, and what else that moves. "
        "A and B are revisions of git (the last commit where absent) or two folders. PATH limits what is shown, not what is compared. "
        "Exit code 3 where a file of either side cannot be read."
    ),
)
@click.argument("words", metavar="[A..B|A] [PATH]...", nargs=-1)
@option("--cached", is_flag=True, help=N_("Compare with what is staged in git instead of the work tree."))
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    help=N_("What is printed: text, JSON, Markdown for a merge request, or a page for a browser."),
)
@option(
    "--only",
    type=Allowed(),
    multiple=True,
    metavar="progress[:BODY]",
    help=N_("Exit code 1 where anything but new lines of journals changed, with its name; of BODY's journal alone. Several are allowed."),
)
@option("--exit-code", is_flag=True, help=N_("Exit code 1 where anything changed, 0 where nothing did."))
@option("--to", type=Listed(REDLINES), metavar="LIST", help=N_("Make the changed documents with tracked changes: docx, pdf or both."))
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help=N_("Folder for these files; output in the workspace where absent."))
@click.pass_obj
def command(
    call: Call,
    words: tuple[str, ...],
    cached: bool,
    form: str,
    only: tuple[str, ...],
    exit_code: bool,
    to: tuple[str, ...] | None,
    out: Path | None,
) -> int:
    """Print the review; return 0, with --exit-code 1 where anything changed, 3 where a side cannot be read."""
    asked = compared(call, words, cached)
    both = sides(asked.before, asked.after, asked.templates, asked.root)
    if _unreadable(asked, both):
        return UNREADABLE
    found = review(both, asked.names, Voice(language()), asked.shown)
    if to or out:
        from docgen.cli.diff_redline import Wanted, write

        return write(asked, both, found, Wanted.of(call, to, out))
    for line in FORMS[form](found, both):
        click.echo(line)
    if only and beyond(asked, both, only):
        return 1
    return int(exit_code and not found.same)


def _unreadable(asked: Compared, both: Sides) -> bool:
    """Print what is wrong with files that cannot be read; return whether there are any."""
    found = [(name, side) for name, side in zip(asked.names, (both.before, both.after), strict=True) if side.broken]
    for name, side in found:
        click.echo(_("{name} cannot be compared:", name=name), err=True)
        for line in _findings(side):
            click.echo(line, err=True)
    return bool(found)


def _findings(side: Side) -> Iterator[str]:
    """Yield the errors of a side with their place: its files are laid where they can be looked at, as they are in no folder."""
    from tempfile import TemporaryDirectory

    from docgen.cli.findings import show
    from docgen.cli.shown import text_form

    errors = [finding for finding in side.findings if finding.severity == "error"]
    with TemporaryDirectory(prefix="docgen-") as place:
        for path in {finding.place.path for finding in errors}:
            file = Path(place) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(side.stored.raw(path) or b"")
        yield from text_form(sorted(show(Path(place), errors), key=lambda one: one.order), 0)


def _text(found: Review, both: Sides) -> Iterator[str]:
    from docgen.cli.diff_text import text_form

    return text_form(found)


def _json(found: Review, both: Sides) -> Iterator[str]:
    from docgen.review.record import record

    yield json.dumps(record(found, both.changes), ensure_ascii=False, indent=2)


def _markdown(found: Review, both: Sides) -> Iterator[str]:
    from docgen.cli.diff_markdown import markdown_form

    return markdown_form(found)


def _html(found: Review, both: Sides) -> Iterator[str]:
    from docgen.cli.diff_html import html_form

    return html_form(found)


FORMS: Mapping[str, Callable[[Review, Sides], Iterator[str]]] = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}
