"""A history of the sample office: commits as an office makes them, the same on every run, some of them work half done.

In: a number of commits. Out: a repository, written through ``git fast-import``, and the hashes of its commits, the oldest first.
"""

from __future__ import annotations

import datetime
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

Files = dict[str, bytes]
UNFINISHED = "directives/hai-phong/2025/nhap.yaml"
Data = Any
SEED = 1806
WHO = "Nguyễn Văn A <a@example.org>"
WORDS = ("khẩn trương", "theo đúng tiến độ", "trước ngày 25/6/2025", "và báo cáo kết quả", "tại các xã, phường")
FOLDERS = ("directives/hai-phong/", "directives/lang-son/", "directives/thanh-hoa/", "directives/tp-ho-chi-minh/", "directives/nghe-an/")


def history(root: Path, count: int) -> list[str]:
    """Make the repository in ``root``; return its commits."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "directives").rglob("*.yaml"))}
    stream = bytearray(_commit(1, files, set(files)))
    chance = random.Random(SEED)
    for number in range(2, count + 1):
        before = dict(files)
        for _ in range(chance.randint(1, 3)):
            chance.choice(MUTATIONS)(files, chance)
        stream += _commit(number, files, {path for path in {*before, *files} if before.get(path) != files.get(path)})
    for words in (["init", "--quiet", "--initial-branch=main"], ["fast-import", "--quiet"]):
        subprocess.run(["git", "-C", root, *words], check=True, capture_output=True, input=bytes(stream))
    said = subprocess.run(["git", "-C", root, "rev-list", "--reverse", "main"], check=True, capture_output=True, text=True)
    return said.stdout.split()


def _commit(number: int, files: Files, changed: set[str]) -> bytes:
    said = f"lần {number}".encode()
    head = f"commit refs/heads/main\nmark :{number}\ncommitter {WHO} {1750000000 + 3600 * number} +0700\ndata {len(said)}\n".encode()
    link = f"\nfrom :{number - 1}\n".encode() if number > 1 else b"\n"
    return head + said + link + b"".join(_entry(path, files.get(path)) for path in sorted(changed)) + b"\n"


def _entry(path: str, data: bytes | None) -> bytes:
    if data is None:
        return f"D {path}\n".encode()
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


class Plain(yaml.SafeDumper):
    """Writes what occurs twice twice: the office knows no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return that nothing is shared."""
        return True


# what happens in an office


def _papers(files: Files) -> list[str]:
    return [path for path in sorted(files) if path.startswith(FOLDERS) and "." not in Path(path).stem and path != UNFINISHED]


def _edited(files: Files, path: str, edit: Callable[[Data], None]) -> None:
    """Edit a file as data; its comments go, as when a program writes it."""
    data = yaml.load(files[path], Loader=yaml.BaseLoader)
    if isinstance(data, dict):
        edit(data)
        files[path] = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _lists(data: Data) -> Iterator[list[Data]]:
    """Yield every list of maps below data."""
    for held in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
            yield held
        yield from _lists(held)


def _texts(data: Data) -> Iterator[tuple[dict[str, Data], str]]:
    """Yield every map with the key of a text in it."""
    for held in (data, *data.values()) if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(held, dict):
            yield from ((held, key) for key in ("text", "do", "title", "product", "subject") if isinstance(held.get(key), str))
        if held is not data:
            yield from _texts(held)


def word(files: Files, chance: random.Random) -> None:
    """A word comes or goes in a text."""

    def edit(data: Data) -> None:
        found = list(_texts(data))
        if found:
            held, key = chance.choice(found)
            words = held[key].split(" ")
            at = chance.randrange(len(words))
            held[key] = " ".join([*words[:at], chance.choice(WORDS), *words[at + chance.randint(0, 1) :]])

    _edited(files, chance.choice(_papers(files)), edit)


def item(files: Files, chance: random.Random) -> None:
    """An item of a list goes, moves, or is written once more under another id."""

    def edit(data: Data) -> None:
        found = list(_lists(data))
        if not found:
            return
        chosen = chance.choice(found)
        at = chance.randrange(len(chosen))
        what = chance.choice(("drop", "move", "copy"))
        one = chosen.pop(at) if what != "copy" else {**chosen[at]}
        for key in ("id", "article"):
            if what == "copy" and key in one:
                one[key] = f"{one[key][:40]}-{chance.randrange(1000)}"
        if what != "drop" or not chosen:
            chosen.insert(chance.randrange(len(chosen) + 1), one)

    _edited(files, chance.choice(_papers(files)), edit)


def due(files: Files, chance: random.Random) -> None:
    """A task gets another deadline, or one more agency that helps."""

    def edit(data: Data) -> None:
        tasks = data.get("tasks") or []
        if tasks:
            task = chance.choice(tasks)
            if chance.random() < 0.5:
                task["due"] = (datetime.date(2025, 6, 1) + datetime.timedelta(chance.randrange(90))).isoformat()
            else:
                helpers = task.get("with") or []
                task["with"] = [*(helpers if isinstance(helpers, list) else [helpers]), "hai-phong/so-noi-vu"]

    _edited(files, chance.choice(_papers(files)), edit)


def name(files: Files, chance: random.Random) -> None:
    """An entry of the catalogue is renamed, or one comes."""
    path = chance.choice([path for path in sorted(files) if path.endswith(("agencies.yaml", "people.yaml", "references.yaml"))])

    def edit(data: Data) -> None:
        id_ = chance.choice(sorted(data))
        entry = data[id_]
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            entry["name"] += " mới"
            if chance.random() < 0.3:
                data[f"{id_}-{chance.randrange(1000)}"] = dict(entry)

    _edited(files, path, edit)


def paper(files: Files, chance: random.Random) -> None:
    """A document comes, goes, or its file moves."""
    path = chance.choice(_papers(files))
    what = chance.choice(("copy", "remove", "rename"))
    if what == "copy":
        id_ = f"{Path(path).stem[:40]}-{chance.randrange(10_000)}"
        files[str(Path(path).with_stem(id_))] = files[path].replace(Path(path).stem.encode(), id_.encode(), 1)
    elif what == "rename":
        files[f"{Path(path).parent}/kho/{Path(path).name}"] = files.pop(path)
    elif len(_papers(files)) > 20:
        del files[path]


def journal(files: Files, chance: random.Random) -> None:
    """An agency reports."""
    path = "directives/progress/hai-phong/so-noi-vu.yaml"
    line = f"- {{id: {chance.randrange(16**8):08x}, task: tb-ket-luan-bcd-1806#don-doc, day: 2025-06-20, told: 2025-06-20, percent: 50}}\n"
    files[path] = files.get(path, b"") + line.encode()


def register(files: Files, chance: random.Random) -> None:
    """A number is given."""
    path = "directives/register/hai-phong/ubnd/decision-2025.yaml"
    held = files.get(path, b"")
    given = chance.choice(_papers(files))
    files[path] = held + f"- {{number: {held.count(b'number') + 1}, date: 2025-06-30, document: {Path(given).stem}}}\n".encode()


def broken(files: Files, chance: random.Random) -> None:
    """Somebody saves in the middle of a word; once in a while, and the next commit mends it."""
    if UNFINISHED in files:
        del files[UNFINISHED]
    elif chance.random() < 0.3:
        files[UNFINISHED] = b"id: nhap\nkind: [decision\n"


MUTATIONS: tuple[Callable[[Files, random.Random], None], ...] = (word, word, item, item, due, due, name, paper, journal, register, broken)
