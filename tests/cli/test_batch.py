"""``docgen render`` on many documents: what is made again and why, what failed, what a kill leaves."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bench.province_files import lay_province
from tests.cli.conftest import Docgen
from tests.conftest import ROOT

PEOPLE = "directives/catalogue/people.yaml"
UNITS = "directives/catalogue/units.yaml"
LETTER, PLAN = "bo-3", "bo-1"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province of three communes with five documents each, made once."""
    root = tmp_path_factory.mktemp("mau")
    lay_province(root, units=3, series=4)
    told = Docgen(root)("render", "--to", "txt")
    assert told.returncode == 0, told.stderr
    assert "15 documents made" in told.stdout
    return root


@pytest.fixture
def province(rendered: Path, tmp_path: Path) -> Path:
    """A copy of it; a copied file is another file to the program, so it looks at all of them once."""
    shutil.copytree(rendered, tmp_path / "mau")
    assert "15 unchanged" in Docgen(tmp_path / "mau")("render", "--to", "txt").stdout
    return tmp_path / "mau"


@pytest.fixture
def docgen(province: Path) -> Docgen:
    return Docgen(province)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def made(said: str) -> list[str]:
    """Return the names of the files made, without folder and ending."""
    return sorted(Path(line.removeprefix("made ")).stem for line in said.splitlines() if line.startswith("made "))


def foretold(said: str) -> dict[str, str]:
    """Return why each document would be made."""
    return dict(found.groups() for line in said.splitlines() if (found := re.fullmatch(r"(\S+) \(vi\): (.+)", line)))


def test_one_person_touches_the_documents_that_show_that_person(docgen: Docgen, province: Path) -> None:
    change(province / PEOPLE, "Nguyễn Thị D 002", "Nguyễn Thị E")
    assert foretold(docgen("render", "--to", "txt", "--dry-run").stdout) == {"qd-bo-nhiem-2": "text changed (people:nguyen-thi-d-2)"}
    told = docgen("render", "--to", "txt")
    assert made(told.stdout) == ["qd-bo-nhiem-2"]
    assert "1 document made, 14 unchanged" in told.stdout
    assert "Nguyễn Thị E" in (province / "output/2025/qd-bo-nhiem-2.txt").read_text(encoding="utf-8")


def test_one_unit_touches_its_documents(docgen: Docgen, province: Path) -> None:
    change(province / UNITS, "name: Mẫu 003", "name: Mẫu Ba")
    why = foretold(docgen("render", "--to", "txt", "--dry-run").stdout)
    assert why == {f"bo-{n}@mau/xa-3": "text changed (units:mau/xa-3)" for n in range(4)}
    told = docgen("render", "--to", "txt")
    assert made(told.stdout) == [f"bo-{n}-mau-xa-3" for n in range(4)]


def test_remarks_and_moved_lines_touch_nothing(docgen: Docgen, province: Path) -> None:
    for name in (PEOPLE, UNITS, "directives/2025/bo-1.yaml"):
        path = province / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("# a remark\n\n" + "".join(lines if name.endswith("bo-1.yaml") else reversed(lines)), encoding="utf-8")
    told = docgen("render", "--to", "txt", "--dry-run")
    assert foretold(told.stdout) == {}
    assert "0 documents made, 15 unchanged" in docgen("render", "--to", "txt").stdout


def test_a_template_touches_the_documents_laid_out_by_it(docgen: Docgen, province: Path) -> None:
    assert docgen("template", "letter.html").returncode == 0
    assert "0 documents made, 15 unchanged" in docgen("render", "--to", "txt").stdout
    path = province / "templates/letter.html"
    path.write_text("{# a remark #}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "0 documents made, 15 unchanged" in docgen("render", "--to", "txt").stdout
    change(path, '<p class="spacer"></p>', '<p class="spacer"></p><p class="spacer"></p>')
    why = foretold(docgen("render", "--to", "txt", "--dry-run").stdout)
    assert why == {f"{LETTER}@mau/xa-{n}": "template changed (letter.html)" for n in (1, 2, 3)}
    assert made(docgen("render", "--to", "txt").stdout) == [f"{LETTER}-mau-xa-{n}" for n in (1, 2, 3)]


def test_a_layout_touches_the_documents_that_follow_it(docgen: Docgen, province: Path) -> None:
    folder = province / "templates/formats"
    folder.mkdir(parents=True)
    text = (ROOT / "templates/formats/nd30.yaml").read_text(encoding="utf-8")
    found = re.search(r"^sign_gap: (\d+)", text, re.MULTILINE)
    assert found
    (folder / "nd30.yaml").write_text(text.replace(found[0], f"sign_gap: {int(found[1]) + 1}"), encoding="utf-8")
    why = foretold(docgen("render", "--to", "txt", "--dry-run").stdout)
    assert set(why.values()) == {"layout changed (nd30)"}
    assert len(why) == 15


def test_a_dry_run_says_why_and_writes_nothing(docgen: Docgen, province: Path) -> None:
    folder = province / "output/2025"
    (folder / "bo-0-mau-xa-1.txt").unlink()
    (folder / "bo-0-mau-xa-2.txt").write_text("by hand", encoding="utf-8")
    (province / "directives/2025/bo-9.yaml").write_text(
        (province / "directives/2025/qd-bo-nhiem-1.yaml")
        .read_text(encoding="utf-8")
        .replace("qd-bo-nhiem-1", "bo-9")
        .replace("years: 5", "years: 4"),
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in (province / "output").rglob("*") if path.is_file()}
    told = docgen("render", "--to", "txt", "--dry-run")
    why = foretold(told.stdout)
    assert why.pop("bo-0@mau/xa-1").startswith("file is missing")
    assert why.pop("bo-0@mau/xa-2").startswith("file was altered")
    assert why == {"bo-9": "new"}
    assert "3 documents would be made, 13 unchanged; nothing was written" in told.stdout
    assert {path: path.read_bytes() for path in (province / "output").rglob("*") if path.is_file()} == before
    other = foretold(docgen("render", "bo-0@mau/xa-3", "--to", "docx", "--dry-run").stdout)
    assert list(other) == ["bo-0@mau/xa-3"]
    assert other["bo-0@mau/xa-3"].startswith("not made in this format yet")


def test_other_versions_make_everything_again(docgen: Docgen, province: Path) -> None:
    first = "import docgen; docgen.__version__ = '0.0.1'"
    why = foretold(docgen("render", "--to", "txt", "--dry-run", first=first).stdout)
    assert len(why) == 15
    assert all(re.fullmatch(r"versions changed \(docgen \S+ → 0\.0\.1\)", reason) for reason in why.values())


def test_force_makes_what_stands(docgen: Docgen, province: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (province / "output").rglob("*.txt")}
    told = docgen("render", PLAN, "--to", "txt", "--force")
    assert "3 documents made" in told.stdout
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.stem.rpartition("-mau-")[0] for path in before if after[path] != before[path]} == {PLAN}


def test_a_lost_memory_changes_nothing(docgen: Docgen, province: Path) -> None:
    shutil.rmtree(province / ".docgen")
    assert "0 documents made, 15 unchanged" in docgen("render", "--to", "txt").stdout
    for path in (province / ".docgen").glob("cache-*.json"):
        path.write_text("[]", encoding="utf-8")
    assert "0 documents made, 15 unchanged" in docgen("render", "--to", "txt").stdout


def test_nothing_to_do_is_known_without_reading(docgen: Docgen, province: Path) -> None:
    read_nothing = "import sys; sys.modules['docgen.read'] = None"
    assert docgen("render", "--to", "txt", first=read_nothing).stdout == "0 documents made, 15 unchanged; they lie in output\n"
    (province / "output/2025/bo-0-mau-xa-2.txt").write_text("by hand", encoding="utf-8")
    assert made(docgen("render", "--to", "txt").stdout) == ["bo-0-mau-xa-2"]


def test_what_failed_is_made_again_alone(docgen: Docgen, province: Path) -> None:
    assert docgen("template", "letter.html").returncode == 0
    path = province / "templates/letter.html"
    whole = path.read_text(encoding="utf-8")
    path.write_text("<body>{{ doc.nothing }}</body>", encoding="utf-8")
    change(province / PEOPLE, "Nguyễn Thị D 002", "Nguyễn Thị E")
    told = docgen("render", "--to", "txt")
    assert told.returncode == 1
    assert "1 document made, 11 unchanged, 3 failed" in told.stdout
    assert "docgen render --failed" in told.stderr
    path.write_text(whole, encoding="utf-8")
    change(province / PEOPLE, "Nguyễn Thị D 003", "Nguyễn Thị G")
    again = docgen("render", "--to", "txt", "--failed")
    assert again.returncode == 0, again.stderr
    assert "0 documents made, 3 unchanged" in again.stdout
    assert "No document failed" in docgen("render", "--to", "txt", "--failed").stdout
    assert made(docgen("render", "--to", "txt").stdout) == ["qd-bo-nhiem-3"]


@pytest.mark.parametrize(("lines", "jobs"), [(1, "2"), (4, "1"), (7, "2")])
def test_a_kill_at_any_moment_leaves_whole_files_and_a_run_that_goes_on(tmp_path: Path, lines: int, jobs: str) -> None:
    root = tmp_path / "mau"
    lay_province(root, units=2, series=2)
    docgen = Docgen(root)
    process = docgen.start("render", "--to", "docx,pdf", "--jobs", jobs)
    assert process.stdout is not None
    for _n in range(lines):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = {path: path.stat().st_mtime_ns for path in (root / "output").rglob("*.???*") if _whole(path)}
    assert len(kept) >= lines
    again = docgen("render", "--to", "docx,pdf", "--jobs", "2")
    assert again.returncode == 0, again.stderr
    standing = re.search(r"(\d+) unchanged", again.stdout)
    assert standing and int(standing[1]) >= lines // 2
    rows = [json.loads(line) for line in (root / "output/manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {name: digest for row in rows for name, digest in row.get("files", {}).items()}
    lying = {
        path.relative_to(root / "output").as_posix(): path for path in (root / "output").rglob("*.*") if path.suffix in (".docx", ".pdf")
    }
    assert told == {name: sha256(path.read_bytes()).hexdigest() for name, path in lying.items()}
    assert len(told) == 12
    assert not list((root / "output").rglob(".~docgen-*"))


def _whole(path: Path) -> bool:
    """Return whether a Word file or PDF has its end; anything else does not count."""
    if path.name.startswith(".~docgen-") or path.suffix not in (".docx", ".pdf"):
        return False
    data = path.read_bytes()
    whole = data[-22:-18] == b"PK\5\6" if path.suffix == ".docx" else data.rstrip().endswith(b"%%EOF")
    assert whole, path
    return True


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a real scheduler with one worker."""
    code = "from distributed.cli.dask_{} import main; main()"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    start = [sys.executable, "-W", "ignore", "-c"]
    where = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(ROOT)}, "stderr": subprocess.PIPE, "text": True}
    first = subprocess.Popen([*start, code.format("scheduler"), *words], **where)  # type: ignore[call-overload]
    address = next(found[1] for line in first.stderr if (found := re.search(r"Scheduler at:\s+(tcp://\S+)", line)))
    where["stderr"] = subprocess.DEVNULL
    second = subprocess.Popen(  # type: ignore[call-overload]
        [*start, code.format("worker"), address, "--nthreads", "1", "--no-nanny", "--no-dashboard"], **where
    )
    yield address
    for process in (second, first):
        process.kill()
        process.communicate()


def test_a_cluster_makes_what_this_machine_makes(docgen: Docgen, province: Path, scheduler: str) -> None:
    assert docgen("render", "--to", "docx,txt", "--out", "here").returncode == 0
    told = docgen("render", "--to", "docx,txt", "--out", "there", "--cluster", scheduler)
    assert told.returncode == 0, told.stderr
    assert {path.name: path.read_bytes() for path in (province / "here/2025").iterdir()} == {
        path.name: path.read_bytes() for path in (province / "there/2025").iterdir()
    }


def test_no_cluster_is_told_in_one_line(docgen: Docgen) -> None:
    begin = time.monotonic()
    told = docgen("render", "--to", "docx", "--cluster", "tcp://127.0.0.1:9")
    assert told.returncode == 3
    assert "tcp://127.0.0.1:9" in told.stderr
    assert "Traceback" not in told.stderr
    assert time.monotonic() - begin < 60
