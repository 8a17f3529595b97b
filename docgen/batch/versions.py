"""What the bytes of a file depend on besides its content: the versions of the program, its libraries and the fonts.

In: the formats of the office. Out: a map for the manifest; two machines with the same map make the same files. Libraries of the
system are asked directly, WeasyPrint is not loaded for it.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import __version__
from docgen.batch.disk import facts_of

if TYPE_CHECKING:  # a run that has nothing to do asks for versions, and the model takes longer to load than it lasts
    from docgen.model.format import Format

LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
}
SHAPING = ("pydyf", "fonttools", "tinycss2", "cssselect2", "pyphen")
"""Python libraries of WeasyPrint that have a say in the bytes of a PDF."""
ASK = {"pango": "pango_version_string", "harfbuzz": "hb_version_string"}


def versions(formats: Iterable[Format]) -> dict[str, object]:
    """Return name → version of everything files depend on; without WeasyPrint no fonts count, Word brings its own."""
    found: dict[str, object] = {"docgen": __version__, "python-docx": package("python-docx"), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    weasyprint = package("weasyprint")
    if weasyprint:
        found |= {"weasyprint": weasyprint, **{name: library(name) for name in LIBRARIES}, "fonts": _fonts(formats)}
        found |= {name: package(name) for name in SHAPING}
    return found


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """Return ``name before → now`` for every version that differs; of fonts, whose versions are hashes, the file."""
    flat = [_flat(before), _flat(now)]
    names = sorted({*flat[0], *flat[1]})
    return [f"{name} {flat[0].get(name) or '–'} → {flat[1].get(name) or '–'}" for name in names if flat[0].get(name) != flat[1].get(name)]


def _flat(versions: Mapping[str, object]) -> dict[str, str]:
    fonts = versions.get("fonts")
    own = {name: str(value) for name, value in versions.items() if name != "fonts"}
    return own | ({name: str(digest)[:8] for name, digest in fonts.items()} if isinstance(fonts, Mapping) else {})


def stamp() -> str:
    """Return what changes when a version, a font or a rule of fontconfig may have: quicker than asking for the fonts of each format."""
    from docgen.files import fontconfig

    try:
        paths = [*fontconfig.files(), *fontconfig.rules()]
    except fontconfig.FontsUnknown:
        paths = []
    facts = sorted(f"{path} {facts_of(path)}" for path in paths)
    return sha256(repr((versions(()), facts)).encode()).hexdigest()


def pdf_problem() -> str:
    """Return why this machine can make no PDF, in the words of the library that could not be loaded; nothing where it can."""
    from docgen.write.engine import load

    try:
        load()
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
    chosen = tuple(formats)
    if not chosen:
        return {}
    from docgen.files.fontconfig import FontsUnknown
    from docgen.write.glyphs import faces

    try:
        files = {Path(face.file) for format_ in chosen for face in faces(format_)}
    except FontsUnknown:
        return {}
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(files) if file.is_file()}
