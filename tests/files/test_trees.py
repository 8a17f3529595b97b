"""States of a workspace: the same files have the same ids wherever they are taken from."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgen.files import git, trees
from tests.cases.workspace import commit


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    lay(tmp_path, "directives/mau/đề-án.yaml", "id: a\n")
    lay(tmp_path, "directives/.schema/x.json", "{}")
    lay(tmp_path, "directives/private/people.yaml", "a: {}\n")
    lay(tmp_path, "elsewhere.yaml", "b: c\n")
    return tmp_path


def lay(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(text.encode())


def tree(found: trees.Tree | None) -> trees.Tree:
    assert found is not None
    return found


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_all_states_agree(root: Path, form: str) -> None:
    subprocess.run(["git", "-C", root, "init", "--quiet", f"--object-format={form}"], check=True, capture_output=True)
    commit(root)
    at = tree(trees.at_revision(root, "HEAD"))
    assert list(at.files) == ["directives/mau/đề-án.yaml"] and at.commit == git.commit(root, "HEAD")
    assert at.files == tree(trees.staged(root)).files == trees.on_disk(root, at).files
    (id_,) = at.files.values()
    assert at.read([id_]) == trees.on_disk(root, at).read([id_]) == {id_: b"id: a\n"}


def test_line_ends_of_windows_are_no_difference(root: Path) -> None:
    commit(root)
    at = tree(trees.at_revision(root, "HEAD"))
    lay(root, "directives/mau/đề-án.yaml", "id: a\r\n")
    assert trees.on_disk(root, at).files == at.files


def test_the_index_of_a_conflict_holds_our_side(root: Path) -> None:
    commit(root)
    who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "-b", "other"], check=True)
    lay(root, "directives/mau/đề-án.yaml", "id: theirs\n")
    commit(root, "theirs")
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "-"], check=True)
    lay(root, "directives/mau/đề-án.yaml", "id: ours\n")
    commit(root, "ours")
    assert subprocess.run(["git", "-C", root, *who, "merge", "other"], capture_output=True, check=False).returncode == 1
    staged = tree(trees.staged(root))
    assert list(staged.read(staged.files.values()).values()) == [b"id: ours\n"]


def test_no_such_state(root: Path) -> None:
    assert trees.staged(root) is None and trees.at_revision(root, "HEAD") is None
    commit(root)
    assert trees.at_revision(root, "--all") is None and trees.at_revision(root, "khong-co") is None


def test_a_link_is_no_file(root: Path) -> None:
    (root / "directives/link.yaml").symlink_to(root / "elsewhere.yaml")
    commit(root)
    assert "directives/link.yaml" not in tree(trees.at_revision(root, "HEAD")).files


def test_names_that_changed(root: Path) -> None:
    commit(root)
    lay(root, "mới.txt", "x")
    lay(root, "elsewhere.yaml", "b: d\n")
    assert git.names_changed(root, "HEAD") == ("elsewhere.yaml", "mới.txt")
    assert git.names_changed(root, "HEAD", cached=True) == ()
    commit(root, "more")
    assert git.names_changed(root, "HEAD~1", "HEAD") == ("elsewhere.yaml", "mới.txt")
    assert git.merge_base(root, "HEAD~1", "HEAD") == git.commit(root, "HEAD~1")
