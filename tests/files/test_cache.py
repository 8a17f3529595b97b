"""The cache: the same value for the same key, and never an error."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files import cache
from docgen.files.cache import load, stamp, store

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@given(DATA, st.text(st.characters(codec="utf-8")))
def test_what_was_stored_comes_back_for_its_key_only(place: Path, value: object, key: str) -> None:
    store(place, "findings", key, value)
    assert load(place, "findings", key) == value
    assert load(place, "findings", key + "x") is None
    assert load(place, "other", key) is None


def test_git_never_sees_the_folder(tmp_path: Path) -> None:
    store(tmp_path, "findings", "k", 1)
    assert (tmp_path / ".docgen/.gitignore").read_text() == "*\n"


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    store(tmp_path, "findings", "k", {"a": [1, 2, 3], "b": "đ"})
    path = tmp_path / ".docgen/cache-findings.json"
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at])
        assert load(tmp_path, "findings", "k") is None
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert load(tmp_path, "findings", "k") is None
    path.write_bytes(whole)
    assert load(tmp_path, "findings", "k") == {"a": [1, 2, 3], "b": "đ"}


def test_a_forged_cache_is_no_cache(tmp_path: Path) -> None:
    store(tmp_path, "findings", "k", 1)
    deep = b"[" * 200_000
    (tmp_path / ".docgen/cache-findings.json").write_bytes(cache._head("k", deep).encode() + b"\n" + deep)
    assert load(tmp_path, "findings", "k") is None


def test_a_deleted_cache_is_made_again(tmp_path: Path) -> None:
    store(tmp_path, "findings", "k", 1)
    (tmp_path / ".docgen/cache-findings.json").unlink()
    assert load(tmp_path, "findings", "k") is None
    store(tmp_path, "findings", "k", 2)
    assert load(tmp_path, "findings", "k") == 2


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".docgen").write_text("a file where the folder should be")
    store(tmp_path, "findings", "k", 1)
    assert load(tmp_path, "findings", "k") is None
    (tmp_path / ".docgen").unlink()
    (tmp_path / ".docgen/cache-findings.json").mkdir(parents=True)
    store(tmp_path, "findings", "k", 1)
    assert load(tmp_path, "findings", "k") is None


def test_a_value_json_does_not_know_is_the_callers_fault(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        store(tmp_path, "findings", "k", {1, 2})
    with pytest.raises(ValueError, match="no name"):
        store(tmp_path, "../findings", "k", 1)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name in ("directives/a.yaml", "directives/b/c.yaml", "templates/plan.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("id: a\n")
    return tmp_path


def key(root: Path) -> str:
    return stamp(root, ["directives", "templates"])


def test_the_stamp_stays_while_nothing_changes(office: Path) -> None:
    before = key(office)
    store(office, "findings", before, 1)
    (office / "output").mkdir()
    (office / "output/a.docx").write_bytes(b"x")
    assert key(office) == before == stamp(office, ["templates", "directives", "none", "templates"])


def rewrite(root: Path) -> None:
    """The same length and the same time: only the inode and the time of change tell."""
    path, was = root / "directives/a.yaml", (root / "directives/a.yaml").stat()
    (root / "new").write_text("id: b\n")
    (root / "new").replace(path)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        rewrite,
        lambda root: (root / "directives/b/c.yaml").write_text("id: cc\n"),
        lambda root: (root / "directives/d.yaml").write_text(""),
        lambda root: (root / "directives/a.yaml").unlink(),
        lambda root: (root / "directives/a.yaml").rename(root / "directives/z.yaml"),
        lambda root: (root / "directives/a.yaml").rename(root / "templates/a.yaml"),
    ],
)
def test_the_stamp_changes_with_any_file(office: Path, change: object) -> None:
    before = key(office)
    assert callable(change)
    change(office)
    assert key(office) != before


def test_names_that_are_no_text_are_counted(office: Path) -> None:
    before = key(office)
    subprocess.run(["touch", os.fsencode(office) + b"/directives/\xff.yaml"], check=True)
    assert key(office) != before
