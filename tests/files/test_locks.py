"""The lock: one program at a time, and the second knows who the first is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docgen.files.atomic import DiskError
from docgen.files.locks import Locked, hold, holder

HOLDER = """
import sys
from pathlib import Path
from docgen.files.locks import hold
with hold(Path(sys.argv[1]), "docgen issue qd-145"):
    print("held", flush=True)
    sys.stdin.readline()
"""

# Adds 1 to a number in a file, many times: without a lock two of them lose some.
COUNTER = """
import sys
from pathlib import Path
from docgen.files.locks import hold
root = Path(sys.argv[1])
for _ in range(50):
    with hold(root, "count", timeout=60):
        number = int((root / "number").read_text())
        (root / "number").write_text(str(number + 1))
"""


@contextmanager
def other(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the workspace until its input is closed."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        if process.poll() is None:
            process.communicate(b"\n")


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    with other(tmp_path) as process:
        with (
            pytest.raises(Locked, match=rf"process {process.pid} \(docgen issue qd-145\); waited 0.1 s") as caught,
            hold(tmp_path, "b", timeout=0.1),
        ):
            raise AssertionError("two hold the workspace")
        assert caught.value.holder == holder(tmp_path)
        assert caught.value.root == tmp_path
    with hold(tmp_path, "b", timeout=0):
        assert holder(tmp_path) is not None
    assert holder(tmp_path) is None


def test_a_holder_that_has_not_said_who_it_is(tmp_path: Path) -> None:
    with other(tmp_path):
        (tmp_path / ".docgen/lock-holder.json").write_text('{"pid": ')
        with pytest.raises(Locked, match="in use by another program"), hold(tmp_path, "b", timeout=0):
            raise AssertionError("two hold the workspace")


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    with other(tmp_path) as process:
        process.kill()
        process.wait()
        with hold(tmp_path, "b", timeout=5):
            said = holder(tmp_path)
            assert said is not None
            assert said.command == "b"


def test_the_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), hold(tmp_path, "a"):
        raise KeyboardInterrupt
    with hold(tmp_path, "b", timeout=0):
        pass


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    both = [subprocess.Popen([sys.executable, "-c", COUNTER, tmp_path]) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert (tmp_path / "number").read_text() == "100"


def test_a_workspace_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / ".docgen").write_text("a file where the folder should be")
    with pytest.raises(DiskError) as caught, hold(tmp_path, "a"):
        raise AssertionError("held without a lock")
    assert caught.value.path == tmp_path / ".docgen/lock"
