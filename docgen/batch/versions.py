"""What the bytes of a file depend on besides its content: the versions of the program, its libraries and the fonts.

In: the formats of the office. Out: a map for the manifest; two machines with the same map make the same files. Libraries of the
system are asked directly, WeasyPrint is not loaded for it.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from docgen import __version__
from docgen.model.format import Format

LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
}
ASK = {"pango": "pango_version_string", "harfbuzz": "hb_version_string"}


def versions(formats: Iterable[Format]) -> dict[str, object]:
    """Return name → version of everything files depend on; without WeasyPrint no fonts count, Word brings its own."""
    found: dict[str, object] = {"docgen": __version__, "python-docx": package("python-docx")}
    weasyprint = package("weasyprint")
    if weasyprint:
        found |= {"weasyprint": weasyprint, **{name: library(name) for name in LIBRARIES}, "fonts": _fonts(formats)}
    return found


def pdf_problem() -> str:
    """Return why this machine can make no PDF, in the words of the library that could not be loaded; nothing where it can."""
    try:
        import weasyprint  # type: ignore[import-untyped]  # noqa: F401 loading it loads Pango
    except (ImportError, OSError) as fault:
        return str(fault)
    return ""


def package(name: str) -> str:
    """Return the version of a Python library, or nothing where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def library(name: str) -> str:
    """Return the version of pango or harfbuzz, or nothing where it cannot be loaded."""
    for file in LIBRARIES[name]:
        try:
            ask = getattr(ctypes.CDLL(file), ASK[name])
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return bytes(ask()).decode()
    return ""


def _fonts(formats: Iterable[Format]) -> dict[str, str]:
    from docgen.write.glyphs import FontsUnknown, faces

    try:
        files = {Path(face.file) for format_ in formats for face in faces(format_)}
    except FontsUnknown:
        return {}
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(files) if file.is_file()}
