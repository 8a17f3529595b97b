"""Words that click says, for the catalogues: click looks them up in the language the program speaks.

Out: nothing; the texts stand here so that Babel gathers them. They are click's own, letter by letter, from 8.1 to 8.5.
"""

from __future__ import annotations

from docgen.cli.speech import N_


def ungettext(one: str, many: str) -> tuple[str, str]:
    """Return both forms as they are: the name is one Babel knows, and marks them for the catalogues."""
    return one, many


WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
)
FORMS = (
    ungettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ungettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ungettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ungettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
