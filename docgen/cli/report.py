"""``docgen report``: the reports as commands of their own, each loaded when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from docgen.cli.speech import N_, plain

REPORTS: Mapping[str, tuple[str, str]] = {
    "progress": ("docgen.cli.progress_report", N_("Draft the report of a week, month, quarter or year, and make its files.")),
    "trial": ("docgen.cli.trial", N_("Draft the report of an evening of a rehearsal, or of its end.")),
}
"""Name → module with a ``command``, and the line that ``--help`` shows without loading it."""


class Reports(click.Group):
    """The reports by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return list(REPORTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the report, or None where there is none of that name."""
        if cmd_name not in REPORTS:
            return None
        found: click.Command = importlib.import_module(REPORTS[cmd_name][0]).command
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, translated now."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(plain(self.help or ""))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the reports with their lines, without loading any."""
        with formatter.section(plain(REPORTS_HEAD)):
            formatter.write_dl([(name, plain(line)) for name, (_module, line) in REPORTS.items()])


REPORTS_HEAD = N_("Reports")


@click.group("report", cls=Reports, help=N_("Draft a report as a document of the office, from what was told until a day."))
def command() -> None:
    """Leave the work to the report."""
