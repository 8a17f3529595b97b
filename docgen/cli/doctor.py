"""``docgen doctor``: what this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from docgen import __version__
from docgen.cli.call import Call, command_of, program_templates
from docgen.cli.speech import N_, _, plain
from docgen.files import tree

State = Literal["good", "missing", "optional"]
MARKS = {"good": N_("good"), "missing": N_("MISSING"), "optional": N_("without")}
COLORS = {"good": "green", "missing": "red", "optional": "yellow"}
WIDTH = 20
THAI = "".join(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))))
NAMES = {"": N_("regular"), "bold": N_("bold"), "italic": N_("italic"), "bold italic": N_("bold italic")}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing looked at: there, missing though needed, or missing without harm; ``cure`` says how to get it."""

    name: str
    state: State
    detail: str
    cure: str = ""


@command_of("doctor", help=N_("Say what this machine has and what it lacks: libraries, fonts and their letters, editor, git."))
@click.pass_obj
def command(call: Call) -> int:
    """Print a line for each point; return 0, or 1 where something needed is missing."""
    points = [*_python(), *_pdf(), *_fonts(), *_programs(), *_workspace(call)]
    for point in points:
        mark = click.style(plain(MARKS[point.state]), fg=COLORS[point.state])
        click.echo(f"{point.name:{WIDTH}} {mark}  {point.detail}")
        if point.cure and point.state != "good":
            click.echo(f"{'':{WIDTH}} → {point.cure}")
    return int(any(point.state == "missing" for point in points))


def _python() -> Iterator[Point]:
    from docgen.batch.versions import package

    yield Point("docgen", "good", f"{__version__}, {program_templates()}")
    yield Point("Python", "good", f"{platform.python_version()}, {sys.executable}")
    libraries = {name: package(name) for name in ("python-docx", "jinja2", "pyyaml", "babel", "pydantic", "click")}
    lost = [name for name, version in libraries.items() if not version]
    detail = ", ".join(f"{name} {version}" for name, version in libraries.items() if version)
    yield Point(_("libraries"), "missing" if lost else "good", detail, _("pip install {names}", names=" ".join(lost)))
    import yaml

    quick: State = "good" if hasattr(yaml, "CBaseLoader") else "optional"
    yield Point(_("quick YAML"), quick, f"PyYAML {yaml.__version__}", _("PyYAML without libyaml reads ten times slower"))


def _pdf() -> Iterator[Point]:
    from docgen.batch.versions import library, package, pdf_problem

    version = package("weasyprint")
    if not version:
        yield Point("PDF", "optional", _("WeasyPrint is not installed; Word and text need none"), _('pip install "docgen[pdf]"'))
        return
    problem = pdf_problem()
    found = ", ".join(f"{name} {library(name)}" for name in ("pango", "harfbuzz") if library(name))
    debian = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    cure = _("install Pango and HarfBuzz: {debian} on Debian, {mac} on a Mac", debian=debian, mac="brew install pango")
    yield Point("PDF", "missing" if problem else "good", problem or f"WeasyPrint {version}, {found}", cure)


def _fonts() -> Iterator[Point]:
    """Yield the font file each look of each font really gets, and the letters it lacks."""
    from docgen.files.fontconfig import FontsUnknown
    from docgen.read.program import read_program
    from docgen.write.glyphs import Face, faces

    _kinds, formats, _findings = read_program((program_templates(),), program_templates().parent)
    asked: dict[tuple[str, str], Face] = {}
    try:
        for format_ in formats.values():
            for number, face in enumerate(faces(format_)):
                look = ("", "bold", "italic", "bold italic")[number % 4]
                asked.setdefault((face.asked, look), face)
    except FontsUnknown as fault:
        yield Point(_("fonts"), "optional", str(fault), _("fontconfig tells which fonts a PDF gets; Word chooses its own"))
        return
    thai = {families[0] for format_ in formats.values() if (families := format_.fonts.get("thai"))}
    for (name, look), face in asked.items():
        letters = THAI if name in thai else vietnamese()
        lost = [letter for letter in letters if not face.draws(letter)]
        yield _font(f"{name} {plain(NAMES[look])}", face.family, Path(face.file).name, lost)


def _font(asked: str, family: str, file: str, lost: list[str]) -> Point:
    said = _("{asked}: {family} ({file})", asked=asked, family=family, file=file)
    if not lost:
        return Point(_("font"), "good", said)
    letters = " ".join(lost[:12]) + (" …" if len(lost) > 12 else "")
    cure = _("install Liberation 2 and Norasi: on Debian apt install fonts-liberation2 fonts-thai-tlwg")
    return Point(_("font"), "missing", _("{said} lacks {count} letters: {letters}", said=said, count=len(lost), letters=letters), cure)


def vietnamese() -> str:
    """Return every letter of Vietnamese, with all tones, small and capital."""
    import unicodedata

    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones]
    small = "".join(vowels) + "bcdđghklmnpqrstvx"
    return small + small.upper()


def _programs() -> Iterator[Point]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield Point(
        "LibreOffice",
        "good" if office else "optional",
        office or _("not found"),
        _("only the tests of parity between Word and PDF need it"),
    )
    git = shutil.which("git")
    yield Point("git", "good" if git else "optional", git or _("not found"), _("documents are kept in git; docgen works without it"))


def _workspace(call: Call) -> Iterator[Point]:
    root = tree.workspace(call.place or Path.cwd())
    if root is None:
        yield Point(_("workspace"), "optional", _("none here"), _("docgen init DIR makes one"))
        return
    yield Point(_("workspace"), "good", str(root))
    yield _editor(call, root)
    yield from _stale(root)


def _editor(call: Call, root: Path) -> Point:
    from docgen.edit.schema import FOLDER, schemas
    from docgen.read import read

    settings = root / ".vscode" / "settings.json"
    told = settings.is_file() and str(FOLDER) in settings.read_text(encoding="utf-8")
    cure = _("docgen schema")
    if not told or not (root / FOLDER).is_dir():
        return Point(_("editor"), "optional", _("fields are not completed and explained yet"), cure)
    office, _found = read(root, call.templates)
    old = [
        name
        for name, text in schemas(office).items()
        if not (root / FOLDER / name).is_file() or (root / FOLDER / name).read_text(encoding="utf-8") != text
    ]
    if old:
        return Point(_("editor"), "optional", _("the completion does not know the newest ids ({files})", files=", ".join(old)), cure)
    return Point(_("editor"), "good", str(FOLDER))


def _stale(root: Path) -> Iterator[Point]:
    """Yield what killed runs left behind, and who holds the workspace."""
    from docgen.files.atomic import MARK
    from docgen.files.locks import holder

    left = [Path(folder, name) for folder, _folders, names in os.walk(root) for name in names if name.startswith(MARK)]
    if left:
        said = _("{count} temporary files, the first {path}", count=len(left), path=left[0].relative_to(root))
        yield Point(_("leftovers"), "optional", said, _("a killed run left them; the next docgen render removes those in output"))
    by = holder(root)
    if by is not None:
        said = _("process {number} ({command}) says it holds the workspace", number=by.pid, command=by.command)
        yield Point(_("lock"), "optional", said, _("if that program is gone: delete the folder .docgen"))
