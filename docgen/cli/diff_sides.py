"""Which two states ``docgen diff`` compares, from the words after it.

In: the words and ``--cached``. Out: the trees with what to call them, and the paths that limit what is shown. Click's usage error for a
word that is neither a revision nor a path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from docgen.cli.call import Call, program_templates
from docgen.cli.speech import N_, _, plain
from docgen.files import git, trees
from docgen.files.tree import DIRECTIVES
from docgen.files.trees import Tree

WORK_TREE, INDEX = N_("work tree"), N_("index")


@dataclass(frozen=True)
class Compared:
    """Two states: names and trees, the folders of templates, the paths shown, and the revisions as git's own diff takes them."""

    root: Path
    templates: tuple[Path, ...]
    names: tuple[str, str]
    before: Tree
    after: Tree
    shown: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()
    cached: bool = False


def compared(call: Call, words: Sequence[str], cached: bool) -> Compared:
    """Return what is to be compared."""
    folders = [word for word in words[:2] if _is_workspace(word)]
    if len(folders) == 2 and not cached:
        return _folders(folders, words[2:])
    root = call.root
    if not git.repository(root):
        raise click.UsageError(_("no git here: docgen diff OLD NEW compares two folders that hold {folder}", folder=DIRECTIVES))
    first, rest = (words[0], words[1:]) if words and _is_revision(root, words[0]) else ("HEAD", words)
    shown = tuple(_path(root, word) for word in rest)
    old, new = _ends(root, first)
    before = _at(root, old)
    if new is not None and cached:
        raise click.UsageError(_("--cached compares one revision with the index: docgen diff --cached [A]"))
    if new is not None:
        return Compared(root, call.templates, (old, new), before, _at(root, new), shown, (old, new))
    after = trees.staged(root) if cached else trees.on_disk(root, before)
    assert after is not None  # there is a repository
    name = plain(INDEX if cached else WORK_TREE)
    return Compared(root, call.templates, (old, name), before, after, shown, (old,), cached)


def _is_workspace(word: str) -> bool:
    return (Path(word) / DIRECTIVES).is_dir()


def _folders(folders: Sequence[str], rest: Sequence[str]) -> Compared:
    old, new = (Path(folder).resolve() for folder in folders)
    own = new / "templates"
    templates = (own, program_templates()) if own.is_dir() and own != program_templates() else (program_templates(),)
    shown = tuple(_path(new, word) for word in rest)
    return Compared(new, templates, (folders[0], folders[1]), trees.on_disk(old), trees.on_disk(new), shown)


def _is_revision(root: Path, word: str) -> bool:
    """Return whether a word names a revision or a range; a file of that name loses, as a folder named main would be rare."""
    if ".." in word and not Path(word).exists():
        return True
    return git.commit(root, word) is not None


def _ends(root: Path, word: str) -> tuple[str, str | None]:
    """Return both ends of ``A..B`` or ``A...B`` (since B left A), or ``A`` alone."""
    if "..." in word:
        one, _dots, other = (part or "HEAD" for part in word.partition("..."))
        base = git.merge_base(root, one, other)
        if base is None:
            raise click.UsageError(_("git knows no commit from which {one} and {other} parted", one=one, other=other))
        return base[:12], other
    if ".." in word:
        one, _dots, other = (part or "HEAD" for part in word.partition(".."))
        return one, other
    return word, None


def _at(root: Path, revision: str) -> Tree:
    tree = trees.at_revision(root, revision)
    if tree is None:
        raise click.UsageError(_("git knows no revision {name}", name=revision))
    return tree


def _path(root: Path, word: str) -> str:
    """Return a path inside the workspace; one that is gone now may still be asked for."""
    full = Path(word).resolve()
    if not full.is_relative_to(root):
        raise click.UsageError(_("{path} is neither a revision nor a path in the workspace {root}", path=word, root=root))
    shown = full.relative_to(root).as_posix()
    if not full.exists() and not shown.startswith((DIRECTIVES, "templates")):
        raise click.UsageError(_("{path} is neither a revision nor a path in the workspace {root}", path=word, root=root))
    return shown
