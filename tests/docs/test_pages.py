"""The pages keep their word: links lead somewhere, paths exist, every command is one the program has, and it runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from docgen.cli.call import Call
from docgen.cli.main import group
from tests.cases.workspace import commit
from tests.docs.pages import HAND_WRITTEN, PAGES, ROOT, anchors, codes, commands, fences, links, write, written

README, GUIDE = ROOT / "README.md", ROOT / "docs/guide.md"
FOLDERS = ("docgen/", "templates/", "tests/", "scripts/", "docs/", "directives/")
EXAMPLES = re.compile(
    r"[…*]|[A-Z]{2}|directives/(private|register|progress|signing|office\.yaml|2025|catalogue|tinh-mau)|templates/formats/house|docgen/$"
)
NEVER_ENDS = {"watch"}
LARGEST = 200_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not re.match(r"https?://|mailto:", link) and not (target.exists() and (not anchor or anchor in anchors(target))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_in_the_text_exist(page: Path) -> None:
    named = {code for code in codes(page) if code.startswith(FOLDERS) and " " not in code and not EXAMPLES.search(code)}
    assert {path for path in named if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_a_thing_outside(page: Path) -> None:
    assert not re.search(r"\.\./\.\.|/root/|/home/|file://|\bTODO\b|PROMISES", page.read_text(encoding="utf-8"))


def test_pictures_are_small_and_used() -> None:
    pictures = {path.name for path in (ROOT / "docs/pictures").glob("*.png")}
    used = {Path(link).name for page in HAND_WRITTEN for link in links(page) if link.endswith(".png")}
    assert pictures == used
    for name in pictures:
        data = (ROOT / "docs/pictures" / name).read_bytes()
        assert data.startswith(b"\x89PNG") and len(data) < LARGEST, name


def typed() -> list[tuple[str, str]]:
    """Return place and text of every command on a page, in blocks and in running text."""
    found = [(f"{page.name}:{line}", text) for page in HAND_WRITTEN for line, text in commands(page)]
    return found + [(page.name, code) for page in HAND_WRITTEN for code in codes(page) if re.match(r"docgen( |$)", code)]


@pytest.mark.parametrize(("place", "text"), typed(), ids=[f"{place} {text}" for place, text in typed()])
def test_every_command_is_one_the_program_has(place: str, text: str) -> None:
    words = shlex.split(text)[1:]
    context = group.make_context("docgen", words or ["--help-me-not"], obj=Call(), resilient_parsing=not words)
    if not words:
        return
    name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
    assert name and isinstance(command, click.Command)
    if rest:  # bare `docgen check` in running text names the command
        command.make_context(name, rest, parent=context)


def docgen(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in English, on a terminal of 80 columns."""
    environment = {**os.environ, "DOCGEN_LANG": "en", "COLUMNS": "80", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    call = [sys.executable, "-m", "docgen.cli.main", *words]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def test_the_source_of_the_picture_is_the_sample_office() -> None:
    (fence,) = (fence for fence in fences(README) if fence.language == "yaml")
    path, _, text = fence.text.removeprefix("# ").partition("\n")
    file = (ROOT / path).read_text(encoding="utf-8")
    assert all(line in file.splitlines() for line in text.splitlines())
    assert len(text.splitlines()) > 20


def test_the_tour(tmp_path: Path) -> None:
    folder = tmp_path
    for fence in fences(README):
        if fence.language == "diff":
            change(folder, fence.text)
        for command, said in calls(fence.text) if fence.language == "console" else ():
            if command[0] == "cd":
                folder /= command[1]
                continue
            run = docgen(folder, *command[1:])
            assert run.stdout + run.stderr == said, f"README.md:{fence.line}"
    assert {path.suffix for path in (folder / "output").rglob("qd-*")} == {".docx", ".pdf"}


def calls(text: str) -> list[tuple[list[str], str]]:
    """Return the commands of a console with what each prints."""
    parts = re.split(r"^\$ (.+)\n", text, flags=re.MULTILINE)[1:]
    return [(shlex.split(command), said) for command, said in zip(parts[::2], parts[1::2], strict=True)]


def change(folder: Path, text: str) -> None:
    """Make the change a page shows: lines taken away become the lines added after them."""
    path = folder / text.partition("\n")[0].removeprefix("# ")
    body = path.read_text(encoding="utf-8")
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.MULTILINE):
        before, after = (re.sub(r"^[-+]", "", piece, flags=re.MULTILINE) for piece in (old, new))
        assert body.count(before) == 1, before
        body = body.replace(before, after)
    path.write_text(body, encoding="utf-8")


@pytest.mark.parametrize("page", [GUIDE, ROOT / "docs/templates.md"], ids=lambda page: page.stem)
def test_the_commands_of_a_page_run(tmp_path: Path, page: Path) -> None:
    files = written(GUIDE)
    root = write(tmp_path, {path: text for path, text in files.items() if "tb-giao-ban" not in path})
    commit(root)
    commit(write(root, files), "a notice more")
    run = [text for _, text in commands(page) if shlex.split(text)[1] not in NEVER_ENDS]
    assert len(run) >= 4
    for text in run:
        done = docgen(root, *shlex.split(text)[1:])
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
