"""Whole files or none: on a full disk, after Ctrl-C, after a kill."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.files.atomic import MARK, DiskError, DiskFull, replace, sweep, write_all

NAMES = ("a.docx", "a.pdf", "a.txt")
ROUNDS = 15
SIZE = 300_000

# Writes version after version of one document; every file of version n is SIZE times the letter n.
WRITER = f"""
import itertools, sys
from pathlib import Path
from docgen.files.atomic import write_all
folder = Path(sys.argv[1])
for n in itertools.count():
    letter = b"abcdefghijklmnopqrstuvwxyz"[n % 26 : n % 26 + 1]
    write_all([(folder / name, letter * {SIZE}) for name in {NAMES!r}], durable=False)
    if n == 0:
        print("ready", flush=True)
"""

# Writes 100 KB where no file may be longer than 10 KB, and says what it was told.
LIMITED = """
import resource, signal, sys
from pathlib import Path
from docgen.files.atomic import DiskFull, write_all
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
folder = Path(sys.argv[1])
try:
    write_all([(folder / "a.txt", b"new"), (folder / "a.docx", b"x" * 100_000)])
except DiskFull as error:
    print(error.path.name)
"""


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def stopped(folder: Path, how: signal.Signals, after: float) -> None:
    """Start the writer, stop it ``after`` seconds, and see that every file is of one whole version."""
    with subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(after)
        writer.send_signal(how)
        said = writer.communicate(timeout=30)[1]
    assert writer.returncode == -how, said
    for name in NAMES:
        data = (folder / name).read_bytes()
        assert data == data[:1] * SIZE


def test_files_appear_with_their_folders(tmp_path: Path) -> None:
    write_all([(tmp_path / "2025/06/a.txt", b"1"), (tmp_path / "2025/a.txt", b"2")])
    assert (tmp_path / "2025/06/a.txt").read_bytes() == b"1"
    assert (tmp_path / "2025/a.txt").read_bytes() == b"2"


def test_rights_stay_and_new_files_get_those_of_the_umask(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "plain").write_bytes(b"1")
    write_all([(tmp_path / "old", b"2"), (tmp_path / "new", b"2")])
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"1")
    (tmp_path / "a.txt").symlink_to("secret")
    replace(tmp_path / "a.txt", b"2")
    assert (tmp_path / "secret").read_bytes() == b"1"
    assert (tmp_path / "a.txt").read_bytes() == b"2"
    assert not (tmp_path / "a.txt").is_symlink()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError, OSError])
def test_a_fault_while_the_files_are_made_changes_nothing(tmp_path: Path, fault: type[BaseException]) -> None:
    def made() -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "a.docx", b"new"
        raise fault

    replace(tmp_path / "a.docx", b"old")
    with pytest.raises(fault):
        write_all(made())
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert left(tmp_path) == ["a.docx"]


def test_a_folder_in_the_way_stops_the_whole_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(DiskError) as caught:
        write_all([(tmp_path / name, b"new") for name in NAMES])
    assert caught.value.path == tmp_path / "a.pdf"
    assert left(tmp_path) == ["a.pdf"]


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "2025").write_bytes(b"")
    with pytest.raises(DiskError, match=r"2025.a\.txt: ") as caught:
        replace(tmp_path / "2025/a.txt", b"")
    assert not isinstance(caught.value, DiskFull)


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a tiny disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_old_files(tiny: Path) -> None:
    write_all([(tiny / name, b"old") for name in NAMES])
    with pytest.raises(DiskFull) as caught:
        write_all([(tiny / name, b"new" * 40_000) for name in NAMES])
    assert caught.value.path == tiny / "a.txt"
    assert [(tiny / name).read_bytes() for name in NAMES] == [b"old"] * 3
    assert left(tiny) == list(NAMES)
    replace(tiny / "a.pdf", b"new" * 40_000)


def test_a_file_over_the_allowed_size_leaves_the_old_files(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such limit")
    (tmp_path / "a.txt").write_bytes(b"old")
    said = subprocess.run([sys.executable, "-c", LIMITED, tmp_path], capture_output=True, text=True, check=True).stdout
    assert said == "a.docx\n"
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert left(tmp_path) == ["a.txt"]


def test_ctrl_c_at_any_moment_leaves_whole_files_and_nothing_else(tmp_path: Path) -> None:
    moments = random.Random(1806)
    for _ in range(ROUNDS):
        stopped(tmp_path, signal.SIGINT, moments.uniform(0, 0.02))
        assert left(tmp_path) == list(NAMES)


def test_a_kill_at_any_moment_leaves_whole_files_and_sweep_removes_the_rest(tmp_path: Path) -> None:
    moments = random.Random(1669)
    swept = 0
    for _ in range(ROUNDS):
        stopped(tmp_path, signal.SIGKILL, moments.uniform(0, 0.02))
        assert all(name in NAMES or name.startswith(MARK) for name in left(tmp_path))
        swept += len(sweep(tmp_path))
        assert left(tmp_path) == list(NAMES)
    assert swept, "no kill came in the middle of a write: the test shows nothing"


def test_sweep_leaves_what_another_run_is_writing(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / f"deep/{MARK}0123").write_bytes(b"dead")

    def made() -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "deep/a.docx", b"new"
        assert sweep(tmp_path) == (tmp_path / f"deep/{MARK}0123",)

    write_all(made())
    assert left(tmp_path / "deep") == ["a.docx"]
    assert sweep(tmp_path) == ()


def test_two_runs_writing_and_sweeping_do_not_hurt_each_other(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            sweep(tmp_path)
        assert writer.poll() is None, writer.communicate()[1]
        writer.kill()
        writer.communicate()
