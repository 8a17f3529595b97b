"""The last lines of a run of rendering: what was left out, what was made, where it lies.

Nothing slow is imported here: a run that has nothing to do prints them too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from docgen.cli.call import near
from docgen.cli.speech import _, ngettext


def tell_end(out: Path, states: Mapping[Any, int], skipped: Sequence[tuple[str, str]]) -> None:
    """Print what was left out and what was made."""
    for document, language in skipped[:20]:
        click.echo(_("skipped {document}: not translated into {language}", document=document, language=language))
    if len(skipped) > 20:
        click.echo(_("… and {count} more skipped", count=len(skipped) - 20))
    click.echo(_summary(out, states, len(skipped)))


def _summary(out: Path, states: Mapping[Any, int], skipped: int) -> str:
    parts = [ngettext("{count} document made", "{count} documents made", states.get("made", 0))]
    if states.get("unchanged"):
        parts.append(ngettext("{count} unchanged", "{count} unchanged", states["unchanged"]))
    if skipped:
        parts.append(ngettext("{count} skipped", "{count} skipped", skipped))
    if states.get("failed"):
        parts.append(click.style(ngettext("{count} failed", "{count} failed", states["failed"]), fg="red", bold=True))
    return _("{parts}; they lie in {out}", parts=", ".join(parts), out=near(out))
