"""A command with a mistake in it, to see what the clerk is told."""

import click


@click.command("boom")
def command() -> None:
    raise KeyError("lost")
