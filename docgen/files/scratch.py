"""The folder ``.docgen/`` of a workspace: what can be computed again lies there, and git never sees it.

In: the root of a workspace. Out: the folder, made if need be.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

NAME = ".docgen"


def scratch(root: Path) -> Path:
    """Return ``root/.docgen``, made with a ``.gitignore`` that hides all of it; raises ``OSError`` where it cannot be."""
    folder = root / NAME
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="ascii", newline="\n") as file:
        file.write("*\n")
    return folder
