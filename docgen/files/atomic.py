"""Files appear whole or not at all, whatever stops the program: Ctrl-C, a kill, a full disk, a power cut.

In: paths and bytes. Out: files on the disk. All files of one document are first written beside their targets under
temporary names and only then renamed, so that a disk too full for the last of them leaves every old one in place. A
killed run leaves temporary files at worst; ``sweep`` removes them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = ".~docgen-"  # hidden, so that no listing of the workspace takes it for a document
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
IN_USE = frozenset({5, 32, 33})  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION of Windows
PAUSES = (0.02, 0.05, 0.1, 0.2)  # seconds; virus scanners and the search index of Windows hold a fresh file that long


class DiskError(Exception):
    """The disk refused ``path``; ``reason`` is the system's own word for it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class DiskFull(DiskError):
    """No room for ``path``: the disk, the user's quota or the allowed size of a file is used up."""


class FileBusy(DiskError):
    """Windows does not let ``path`` be replaced: nearly always Word or another program has it open."""


@dataclass(slots=True)
class _Temp:
    """A file on its way: ``path`` beside ``target``; an open ``fd`` holds the lock that tells ``sweep`` it is in use."""

    target: Path
    path: Path = field(init=False)
    fd: int = -1

    def __post_init__(self) -> None:
        self.path = self.target.with_name(f"{MARK}{os.urandom(8).hex()}")


def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put ``data`` at ``path``, whole or not at all; see ``write_all``."""
    write_all([(path, data)], durable=durable)


def write_all(items: Iterable[tuple[Path, bytes]], *, durable: bool = True) -> None:
    """Write all files of one document: nothing is replaced before the last of them lies on the disk.

    Folders are made as needed; a file that is replaced keeps its access rights, a link at its place is replaced and
    not followed. ``durable`` waits until a power cut cannot undo the write; leave it out only for what can be computed
    again. Raises ``DiskFull``, ``FileBusy`` or ``DiskError``; whatever is raised, no temporary file stays.
    """
    temps: list[_Temp] = []
    try:
        for target, data in items:
            temps.append(_Temp(target))  # noted before it exists: Ctrl-C may come between any two steps
            with _told(target):
                _fill(temps[-1], data, durable)
        for act in (_probe, _swap):  # all are probed first, so that a file in use stops the whole document
            for temp in temps:
                with _told(temp.target):
                    act(temp)
        if durable:
            for folder in {temp.target.parent for temp in temps}:
                _sync_folder(folder)
    finally:
        for temp in temps:
            _drop(temp)


def sweep(folder: Path) -> tuple[Path, ...]:
    """Remove the temporary files that killed runs left below ``folder``; return them. Files in use are left alone."""
    found = (Path(where, name) for where, _, names in os.walk(folder) for name in names if name.startswith(MARK))
    return tuple(sorted(path for path in found if _remove_if_dead(path)))


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _named(error, path) from error


def _named(error: OSError, path: Path) -> DiskError:
    reason = error.strerror or str(error)
    if error.errno in NO_ROOM:
        return DiskFull(path, reason)
    if getattr(error, "winerror", None) in IN_USE and path.exists():
        return FileBusy(path, reason)
    return DiskError(path, reason)


def _fill(temp: _Temp, data: bytes, durable: bool) -> None:
    temp.path.parent.mkdir(parents=True, exist_ok=True)
    _create(temp)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(temp.fd, rest) :]
    with contextlib.suppress(FileNotFoundError):
        temp.path.chmod(temp.target.lstat().st_mode & 0o777)
    if durable:
        os.fsync(temp.fd)


def _create(temp: _Temp) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    while temp.fd < 0:
        temp.fd = os.open(temp.path, flags, 0o666)
        _claim(temp.fd)
        if not os.fstat(temp.fd).st_nlink:  # another run's sweep came between creation and claim
            _close(temp)


def _drop(temp: _Temp) -> None:
    with contextlib.suppress(OSError):
        _close(temp)
    with contextlib.suppress(OSError):
        temp.path.unlink(missing_ok=True)


def _close(temp: _Temp) -> None:
    fd, temp.fd = temp.fd, -1
    if fd >= 0:
        os.close(fd)


if sys.platform == "win32":

    def _claim(fd: int) -> None:
        """An open file cannot be deleted there: that is claim enough."""

    def _probe(temp: _Temp) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.close(os.open(temp.target, os.O_RDWR))

    def _swap(temp: _Temp) -> None:
        _close(temp)  # an open file cannot be renamed either
        for pause in PAUSES:
            with contextlib.suppress(PermissionError):
                temp.path.replace(temp.target)
                return
            time.sleep(pause)
        temp.path.replace(temp.target)

    def _remove_if_dead(path: Path) -> bool:
        with contextlib.suppress(OSError):
            path.unlink()
            return True
        return False

    def _sync_folder(folder: Path) -> None:
        """Windows writes the names of files through by itself."""

else:
    import fcntl

    def _claim(fd: int) -> None:
        with contextlib.suppress(OSError):  # a network disk without locks: sweep cannot lock either and leaves it alone
            fcntl.flock(fd, fcntl.LOCK_EX)

    def _probe(temp: _Temp) -> None:
        """Folders that let us make a file let us replace one, except where a folder has its name."""
        if temp.target.is_dir() and not temp.target.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))

    def _swap(temp: _Temp) -> None:
        temp.path.replace(temp.target)

    def _remove_if_dead(path: Path) -> bool:
        """Remove ``path`` when nobody claims it; the lock of a dead process is gone, whatever its number is used for now."""
        try:
            fd = os.open(path, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        except OSError:
            return False
        finally:
            os.close(fd)
        return True

    def _sync_folder(folder: Path) -> None:
        """Make new names survive a power cut; where a disk cannot do that, the files are whole all the same."""
        with contextlib.suppress(OSError):
            fd = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
