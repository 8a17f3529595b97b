"""What fontconfig chooses and has: asked in its library, or by its programs where only these are to be had.

In: a pattern as fontconfig writes it. Out: text, names, paths. A question to the library takes 0.2 ms, a program 7.
"""

from __future__ import annotations

import ctypes
import subprocess
from functools import lru_cache, partial
from typing import Any

NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
HANDLES = (
    *("FcNameParse", "FcFontMatch", "FcPatternFormat", "FcPatternCreate", "FcObjectSetCreate", "FcFontList"),
    *("FcConfigGetConfigFiles", "FcStrListNext"),
)
"""Functions that return a pointer to what is theirs."""
MATCH_PATTERN = 0
Handle = ctypes.c_void_p


class FontsUnknown(RuntimeError):
    """fontconfig is not to be had; the message says why."""


class FontSet(ctypes.Structure):
    """``FcFontSet`` of fontconfig.h."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(Handle)))


def match(pattern: str, form: str) -> str:
    """Return what is chosen for a pattern, written by a form of fontconfig's (``FcPatternFormat``). Raises ``FontsUnknown``."""
    library = _library()
    return _run("fc-match", "-f", form, pattern) if library is None else _matched(library, pattern, form)


def families() -> list[str]:
    """Return the families of all fonts, a font each, several names of one divided by commas. Raises ``FontsUnknown``."""
    library = _library()
    return _run("fc-list", ":", "family").splitlines() if library is None else _listed(library, b"family", b"%{=fclist}")


def files() -> list[str]:
    """Return the paths of all fonts. Raises ``FontsUnknown``."""
    library = _library()
    if library is None:
        return [line.rstrip(": ") for line in _run("fc-list", ":", "file").splitlines()]
    return _listed(library, b"file", b"%{file}")


def rules() -> list[str]:
    """Return the paths of the files of rules that fontconfig has read. Raises ``FontsUnknown``."""
    library = _library()
    if library is None:
        return [line[2:].partition(":")[0] for line in _run("fc-conflist").splitlines() if line.startswith("+")]
    found = Handle(library.FcConfigGetConfigFiles(None))
    try:
        return [ctypes.string_at(path).decode() for path in iter(partial(library.FcStrListNext, found), None)]
    finally:
        library.FcStrListDone(found)


def _matched(library: Any, pattern: str, form: str) -> str:
    asked = Handle(library.FcNameParse(pattern.encode()))
    try:
        library.FcConfigSubstitute(None, asked, MATCH_PATTERN)
        library.FcDefaultSubstitute(asked)
        chosen = Handle(library.FcFontMatch(None, asked, ctypes.byref(ctypes.c_int())))
        if not chosen:
            raise FontsUnknown(f"fontconfig has no font for {pattern}")
        try:
            return _text(library, chosen, form.encode())
        finally:
            library.FcPatternDestroy(chosen)
    finally:
        library.FcPatternDestroy(asked)


def _listed(library: Any, name: bytes, form: bytes) -> list[str]:
    every, names = Handle(library.FcPatternCreate()), Handle(library.FcObjectSetCreate())
    library.FcObjectSetAdd(names, name)
    found = ctypes.cast(library.FcFontList(None, every, names), ctypes.POINTER(FontSet))
    try:
        return [_text(library, Handle(found[0].fonts[n]), form) for n in range(found[0].count)]
    finally:
        library.FcFontSetDestroy(found)
        library.FcObjectSetDestroy(names)
        library.FcPatternDestroy(every)


def _text(library: Any, font: ctypes.c_void_p, form: bytes) -> str:
    written = Handle(library.FcPatternFormat(font, form))
    try:
        return ctypes.string_at(written.value or 0).decode() if written else ""
    finally:
        library.FcStrFree(written)


@lru_cache(maxsize=1)
def _library() -> Any | None:
    """Return the library with the types of its functions, None where it cannot be loaded."""
    for name in NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in HANDLES:
            getattr(library, function).restype = Handle
        return library if library.FcInit() else None
    return None


def _run(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8", timeout=60).stdout
    except (OSError, subprocess.SubprocessError) as reason:
        raise FontsUnknown(f"{command[0]}: {reason}") from reason
