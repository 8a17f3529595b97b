"""Names of places inside a Word file: every block can be found by its address.

In: addresses. Out: names of bookmarks, and the XML part that lists name → address, sorted.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from html import escape

NAMESPACE = "urn:docgen:places"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def place_name(address: str) -> str:
    """Return the name of the bookmark of ``address``: Word allows 40 characters, letters, digits and ``_``; one that begins
    with ``_`` is hidden from its list."""
    return "_dg" + sha256(address.encode()).hexdigest()[:16]


def places_xml(names: Mapping[str, str], document: str, content: str = "") -> bytes:
    """Return the custom XML part of ``document``: one line for each name, with its address, sorted by name; ``content`` is the key
    of what the file says."""
    lines = (f'<place name="{name}" address="{escape(address)}"/>\n' for name, address in sorted(names.items()))
    of = f' content="{content}"' if content else ""
    return f'{HEAD}<places xmlns="{NAMESPACE}" document="{escape(document)}"{of}>\n{"".join(lines)}</places>\n'.encode()
