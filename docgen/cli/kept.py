"""What a command worked out from the files of the workspace, kept until one of them, or the program, changes.

In: a name, how the value is made (as JSON knows it). Out: the value, from ``.docgen`` where it still holds. Neither the model
nor the reader is imported here: a second question is answered at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from docgen import __version__
from docgen.cli.call import PACKAGE, Call, program_templates
from docgen.files import cache, tree

T = TypeVar("T")
PROGRAM = (".py", ".yaml", ".json", ".html", ".mo")


def key(call: Call, *facts: str, folders: Sequence[str] = (tree.DIRECTIVES, "templates")) -> str:
    """Return what a value depends on: every file of these folders of the workspace, the program itself, and further facts."""
    known = (cache.stamp(call.root, folders), _program(), __version__, *facts)
    return hashlib.sha256("\0".join(known).encode()).hexdigest()


def kept(call: Call, name: str, make: Callable[[], T], plain: Callable[[T], object], back: Callable[[object], T | None]) -> T:
    """Return the value stored under ``name``, or made now and stored; ``back`` says None to what is not its own."""
    now = key(call)
    found = back(cache.load(call.root, name, now))
    if found is not None:
        return found
    made = make()
    cache.store(call.root, name, now, plain(made))
    return made


def _program() -> str:
    """Return what changes when the program does: a developer edits a rule and wants it heard at once."""
    facts = []
    for folder in (PACKAGE, program_templates()):
        for entry in tree.walk(folder):
            if entry.name.endswith(PROGRAM):
                stat = entry.stat()
                facts.append(f"{entry.path}\0{stat.st_size}\0{stat.st_mtime_ns}")
    return "\0".join(facts)
