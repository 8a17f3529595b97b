"""Where things lie: the workspace around a folder, the files in it, the names that output may have.

In: folders and texts. Out: paths. Nothing is read or written here. This module is on the way of every command, so it
imports nothing that takes time.
"""

from __future__ import annotations

import os
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

DIRECTIVES = "directives"
YAML = (".yaml", ".yml")
# Windows opens a device under these names, whatever follows the first dot. The model refuses them as ids; they are
# written here again because the model takes 50 times as long to import.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
LONGEST = 100  # characters of one part: Windows allows 260 for the whole path, the folders of an office included
LETTERS = str.maketrans({"đ": "d", "Đ": "D"})  # the only Vietnamese letters that Unicode does not take apart


class UnsafeName(ValueError):
    """A name that would leave its folder, or has no letter or digit that every system can write."""


def workspace(start: Path) -> Path | None:
    """Return the nearest folder from ``start`` upwards that holds ``directives/``; None when there is none."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / DIRECTIVES).is_dir()), None)


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """Return all YAML files below ``folder``, sorted by path; see ``walk`` for what is left out."""
    return tuple(sorted(Path(entry.path) for entry in walk(folder) if entry.name.lower().endswith(YAML)))


def walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every file below ``folder``, each folder in the order of its names; nothing when there is no such folder.

    Hidden files and folders are left out. A link to a folder is followed when it leads out of what is walked already,
    so that a loop ends and no file comes twice.
    """
    return _walk(str(folder), [os.path.realpath(folder)])


def safe_name(text: str) -> PurePosixPath:
    """Return a filled name pattern as a relative path that every system can write; ``/`` parts folders.

    See ``safe_part``. Two texts may give one name (``Hà``, ``Ha``), and Windows and macOS take ``A`` for ``a``: who
    writes many files looks for doubles. Raises ``UnsafeName`` for an absolute path, ``..`` or an empty part.
    """
    plain = text.replace("\\", "/")
    if plain.startswith("/") or re.match(r"[A-Za-z]:", plain):
        raise UnsafeName(f"an absolute path: {text!r}")
    return PurePosixPath(*(safe_part(part) for part in plain.split("/")))


def safe_part(text: str) -> str:
    """Return one part of a name in plain letters, digits, ``.``, ``_`` and ``-``: no accents, no device of Windows.

    ``145/QĐ-UBND`` becomes ``145-QD-UBND``. A part over 100 characters is cut and told apart by a checksum. Raises
    ``UnsafeName`` for ``..`` and for a text without any such letter or digit.
    """
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    name = re.sub(r"-*\.[.-]*", ".", re.sub(r"[^A-Za-z0-9._]+", "-", bare)).strip("-.")
    if not re.search(r"[A-Za-z0-9]", name):
        raise UnsafeName(f"no name for a file: {text!r}")
    if name.split(".")[0].lower() in DEVICES:
        name = f"_{name}"
    return name if len(name) <= LONGEST else _cut(name)


def below(root: Path, name: PurePosixPath) -> Path:
    """Return ``root/name``; raises ``UnsafeName`` when it lies elsewhere, a link on the way included."""
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()) or path == root:
        raise UnsafeName(f"not below {root}: {name}")
    return path


def _cut(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = name, "", ""
    tail = f"-{zlib.crc32(name.encode()):08x}{dot}{ending}"
    return stem[: LONGEST - len(tail)] + tail


def _walk(folder: str, entered: list[str]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_file():
            yield entry
        elif entry.is_dir() and (not entry.is_symlink() or _leads_out(entry.path, entered)):
            yield from _walk(entry.path, entered)


def _leads_out(link: str, entered: list[str]) -> bool:
    """Tell whether the target of ``link`` neither holds nor lies in a folder entered so far; then it counts as entered."""
    target = Path(os.path.realpath(link))
    if any(target.is_relative_to(real) or Path(real).is_relative_to(target) for real in entered):
        return False
    entered.append(str(target))
    return True
