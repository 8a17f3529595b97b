"""The last line of a run over the units of a packet: what was made, where it lies.

In: how many were made, unchanged, failed. Out: the line. Nothing slow is imported here: a run that has nothing to do prints it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from docgen.cli.call import near
from docgen.cli.speech import _, ngettext


def tell_end(folder: Path, states: Mapping[str, int]) -> None:
    """Print how many packets were made, and the folder."""
    parts = [ngettext("{count} packet made", "{count} packets made", states.get("made", 0))]
    if states.get("unchanged"):
        parts.append(ngettext("{count} unchanged", "{count} unchanged", states["unchanged"]))
    if states.get("failed"):
        parts.append(click.style(ngettext("{count} failed", "{count} failed", states["failed"]), fg="red", bold=True))
    click.echo(_("{parts}; they lie in {out}", parts=", ".join(parts), out=near(folder)))
