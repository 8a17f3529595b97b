"""Which templates a document is laid out by: its own and all it draws in, so that a changed one touches only its documents.

In: the name of a template, the folders. Out: name → digest. A template drawn in by a name worked out at run time cannot be known
beforehand: then every template counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import meta

from docgen.compose.templates import environment


def templates_of(names: Sequence[str], folders: Sequence[Path]) -> dict[str, Mapping[str, str]]:
    """Return, for each template, all templates it is made of with their digests."""
    env = environment(tuple(folders))
    read: dict[str, tuple[str, frozenset[str | None]]] = {}
    return {name: {one: read[one][0] for one in _drawn(env, name, read)} for name in dict.fromkeys(names)}


def _drawn(env: jinja2.Environment, name: str, read: dict[str, tuple[str, frozenset[str | None]]]) -> list[str]:
    """Return the template and those it draws in, each once."""
    found, waiting = [], [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        if one not in read:
            read[one] = _read(env, one)
        found.append(one)
        waiting += env.list_templates(extensions=["html"]) if None in read[one][1] else [other for other in read[one][1] if other]
    return sorted(found)


def _read(env: jinja2.Environment, name: str) -> tuple[str, frozenset[str | None]]:
    """Return the digest of a template and the names it draws in; one that is missing or broken is the fault compose names."""
    try:
        source, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
        return sha256(source.encode()).hexdigest()[:16], frozenset(meta.find_referenced_templates(env.parse(source)))
    except jinja2.TemplateError as fault:
        return f"!{type(fault).__name__}", frozenset()
