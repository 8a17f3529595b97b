"""``docgen render``: files whole or not at all, names, languages, workers, what the manifest says."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import DECISION, Docgen

Change = Callable[[str, str, str], None]
ID = "qd-thanh-lap-to-cong-tac"
FOLDER = "output/tinh-mau/2025"
NO_PDF = "import sys; sys.modules['weasyprint'] = None"


def files(root: Path, folder: str = "output") -> dict[str, bytes]:
    return {path.relative_to(root / folder).as_posix(): path.read_bytes() for path in sorted((root / folder).rglob("*")) if path.is_file()}


@pytest.fixture
def many(workspace: Path) -> list[str]:
    """Eleven more decisions, so that workers have something to share."""
    text = (workspace / DECISION).read_text(encoding="utf-8")
    ids = [f"qd-{n}" for n in range(11)]
    for id_ in ids:
        (workspace / f"directives/tinh-mau/2025/{id_}.yaml").write_text(text.replace(f"id: {ID}", f"id: {id_}"), encoding="utf-8")
    return ids


def test_word_and_pdf_lie_in_the_folders_of_the_office(docgen: Docgen, workspace: Path) -> None:
    told = docgen("render")
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [f"made {FOLDER}/{ID}.docx", f"made {FOLDER}/{ID}.pdf", "1 document made; they lie in output"]
    assert (workspace / FOLDER / f"{ID}.docx").read_bytes().startswith(b"PK")
    assert (workspace / FOLDER / f"{ID}.pdf").read_bytes().startswith(b"%PDF")


def test_all_formats(docgen: Docgen, workspace: Path) -> None:
    assert docgen("render", "--to", "all").returncode == 0
    assert sorted(path.suffix for path in (workspace / FOLDER).iterdir()) == [".docx", ".html", ".pdf", ".txt"]


def test_what_has_not_changed_is_not_made_again(docgen: Docgen, workspace: Path, change: Change) -> None:
    docgen("render", "--to", "txt")
    assert "0 documents made, 1 unchanged" in docgen("render", "--to", "txt").stdout
    change(DECISION, "# A first decision", "# The first decision")
    assert "0 documents made, 1 unchanged" in docgen("render", "--to", "txt").stdout
    change(DECISION, "số hóa hồ sơ\n", "số hóa tài liệu\n")
    assert "1 document made" in docgen("render", "--to", "txt").stdout
    (workspace / FOLDER / f"{ID}.txt").write_text("changed by hand", encoding="utf-8")
    assert "1 document made" in docgen("render", "--to", "txt").stdout
    assert "số hóa tài liệu" in (workspace / FOLDER / f"{ID}.txt").read_text(encoding="utf-8")


def test_the_manifest_names_what_was_made_from_what(docgen: Docgen, workspace: Path) -> None:
    docgen("render", "--to", "docx")
    docgen("render", "--to", "txt")
    rows = [json.loads(line) for line in (workspace / "output/manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    versions, record = rows
    assert record["files"] == {name: sha256(data).hexdigest() for name, data in files(workspace).items() if name != "manifest.jsonl"}
    assert record["sources"] == {DECISION: sha256((workspace / DECISION).read_bytes()).hexdigest()}
    assert (record["document"], record["language"], record["format"], record["template"]) == (ID, "vi", "nd30", "document.html")
    assert record["by"] == versions["by"]
    assert {"docgen", "python-docx", "weasyprint", "pango", "harfbuzz", "fonts"} <= versions["made_with"].keys()
    assert any(name.endswith(".ttf") for name in versions["made_with"]["fonts"])


def test_nothing_is_written_while_there_are_errors(docgen: Docgen, workspace: Path, change: Change) -> None:
    change(DECISION, "kind: decision", "kind: decison")
    told = docgen("render", "--to", "txt")
    assert told.returncode == 1
    assert "E217" in told.stderr
    assert "Nothing was written" in told.stderr
    assert not (workspace / "output").exists()


@pytest.mark.usefixtures("many")
def test_documents_are_chosen_by_path_or_id(docgen: Docgen, workspace: Path) -> None:
    assert docgen("render", "--to", "txt", "qd-3", "directives/tinh-mau/2025/qd-4.yaml").returncode == 0
    assert sorted(path.stem for path in (workspace / FOLDER).iterdir()) == ["qd-3", "qd-4"]
    assert "13" not in docgen("render", "--to", "txt", "directives/tinh-mau").stdout.splitlines()[-1]
    wrong = docgen("render", "qd-44")
    assert wrong.returncode == 2
    assert "the nearest is qd-4" in wrong.stderr
    assert docgen("render", "directives/catalogue").returncode == 2
    assert docgen("render", "/").returncode == 2


def test_names_follow_the_pattern_without_accents(docgen: Docgen, workspace: Path) -> None:
    told = docgen("render", "--to", "txt", "--out", "gửi đi", "--names", "{year}/{kind} {subject}")
    assert told.returncode == 0, told.stderr
    assert list(files(workspace, "gửi đi")) == ["du-thao/decision-ve-viec-thanh-lap-To-cong-tac-so-hoa-ho-so.txt", "manifest.jsonl"]
    unknown = docgen("render", "--names", "{nummer}")
    assert unknown.returncode == 2
    assert "{number}" in unknown.stderr
    assert docgen("render", "--names", "../../{id}").returncode == 2


@pytest.mark.usefixtures("many")
def test_two_documents_never_share_a_name(docgen: Docgen, workspace: Path) -> None:
    told = docgen("render", "--to", "txt", "--names", "{kind}", "qd-1")
    assert told.returncode == 2
    assert "would both be written to decision" in told.stderr
    assert not (workspace / "output").exists()


def test_a_translation_is_a_document_of_its_own(docgen: Docgen, workspace: Path) -> None:
    english = f"translates: {ID}\nlanguage: en\ntexts: {{subject: on the founding of a Working Group on digital records}}\n"
    (workspace / DECISION.replace(".yaml", ".en.yaml")).write_text(english, encoding="utf-8")
    assert docgen("render", "--to", "txt").returncode == 0
    assert {f"{ID}.txt", f"{ID}.en.txt"} == {path.name for path in (workspace / FOLDER).iterdir()}
    assert "Working Group" in (workspace / FOLDER / f"{ID}.en.txt").read_text(encoding="utf-8")
    only = docgen("render", "--to", "txt", "--out", "vi", "--language", "vi")
    assert "1 document made" in only.stdout
    thai = docgen("render", "--to", "txt", "--lang", "th")
    assert f"skipped {ID}: not translated into th" in thai.stdout
    assert docgen("render", "--lang", "fr").returncode == 2


@pytest.mark.usefixtures("many")
def test_workers_make_the_same_bytes(docgen: Docgen, workspace: Path) -> None:
    assert docgen("render", "--to", "all", "--out", "one", "--jobs", "1").returncode == 0
    told = docgen("render", "--to", "all", "--out", "two", "--jobs", "2")
    assert told.returncode == 0, told.stderr
    assert len(files(workspace, "one")) == 12 * 4 + 1
    assert files(workspace, "one") == files(workspace, "two")


def test_a_broken_template_fails_its_documents_only(docgen: Docgen, workspace: Path) -> None:
    assert docgen("new", "official-letter", "cv-1", "--issuer", "tinh-mau/ubnd").returncode == 0
    assert docgen("render", "--to", "txt").returncode == 0
    before = files(workspace)
    assert docgen("template", "letter.html").returncode == 0
    (workspace / "templates/letter.html").write_text("<body>{{ doc.nothing }}</body>", encoding="utf-8")
    text = (workspace / DECISION).read_text(encoding="utf-8")
    (workspace / DECISION).write_text(text.replace("số hóa hồ sơ\n", "số hóa tài liệu\n"), encoding="utf-8")
    told = docgen("render", "--to", "txt")
    assert told.returncode == 1
    assert "templates/letter.html:1:1: E402 error" in told.stderr
    assert "failed cv-1: its template" in told.stderr
    assert "1 document made, 1 failed" in told.stdout
    after = files(workspace)
    letter = next(name for name in before if "cv-1" in name)
    assert after[letter] == before[letter]
    assert after[f"tinh-mau/2025/{ID}.txt"] != before[f"tinh-mau/2025/{ID}.txt"]


def test_a_letter_the_fonts_lack_is_no_empty_box(docgen: Docgen, workspace: Path, change: Change) -> None:
    change(DECISION, "subject: về việc", "subject: về việc 漢")
    told = docgen("render", "--to", "pdf")
    assert told.returncode == 1
    assert "E405 error" in told.stderr and f"failed {ID}: letters the fonts lack" in told.stderr
    assert not list((workspace / "output").rglob("*.pdf"))
    assert docgen("render", "--to", "docx").returncode == 0


def test_a_series_is_made_for_each_unit(docgen: Docgen, workspace: Path, change: Change) -> None:
    units = "tinh-mau/xa-1: {kind: commune, name: Một, order: 1}\ntinh-mau/phuong-2: {kind: ward, name: Hai, order: 2}\n"
    (workspace / "directives/catalogue/units.yaml").write_text(units, encoding="utf-8")
    change(DECISION, "bases:", "each: {unit: all, of: tinh-mau}\nbases:")
    change(DECISION, "subject: về việc thành lập", "subject: về việc {unit.full} thành lập")
    told = docgen("render", "--to", "txt")
    assert told.returncode == 0, told.stderr
    assert "2 documents made" in told.stdout
    made = files(workspace)
    names = sorted(name for name in made if name.endswith(".txt"))
    assert names == [f"tinh-mau/2025/{ID}-tinh-mau-{unit}.txt" for unit in ("phuong-2", "xa-1")]
    assert "phường Hai" in made[f"tinh-mau/2025/{ID}-tinh-mau-phuong-2.txt"].decode()
    one = docgen("render", f"{ID}@tinh-mau/xa-1", "--to", "html")
    assert "1 document made" in one.stdout


def test_without_a_pdf_engine_word_is_made(docgen: Docgen, workspace: Path) -> None:
    told = docgen("render", first=NO_PDF)
    assert told.returncode == 0
    assert "No PDF here" in told.stderr
    assert [path.suffix for path in (workspace / FOLDER).iterdir()] == [".docx"]
    asked = docgen("render", "--to", "pdf", "--out", "pdf", first=NO_PDF)
    assert asked.returncode == 3
    assert 'pip install "docgen[pdf]"' in asked.stderr
    assert not (workspace / "pdf").exists()


def test_a_full_disk_leaves_the_old_files(docgen: Docgen, workspace: Path, change: Change) -> None:
    assert docgen("render", "--to", "docx,txt").returncode == 0
    before = files(workspace)
    change(DECISION, "số hóa hồ sơ\n", "số hóa tài liệu\n")
    told = docgen("render", "--to", "docx,txt", first="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))")
    assert told.returncode == 3
    assert "no room on the disk" in told.stderr
    assert files(workspace) == before


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(docgen: Docgen, workspace: Path, jobs: str) -> None:
    process = docgen.start("render", "--to", "docx,pdf", "--jobs", jobs)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _said, wrong = process.communicate(timeout=60)
    assert process.returncode == 130, wrong
    assert "Stopped" in wrong
    assert "Traceback" not in wrong
    made = files(workspace)
    rows = [json.loads(line) for line in made.pop("manifest.jsonl").decode().splitlines()]
    told = {name: digest for row in rows for name, digest in row.get("files", {}).items()}
    assert told == {name: sha256(data).hexdigest() for name, data in made.items()}
    assert 0 < len(made) < 24
    again = docgen("render", "--to", "docx,pdf", "--jobs", "1")
    assert f"{len(made) // 2} unchanged" in again.stdout
    assert len(files(workspace)) == 25


def test_a_kill_leaves_no_half_file(docgen: Docgen, workspace: Path, many: list[str]) -> None:
    process = docgen.start("render", "--to", "docx,txt", "--jobs", "1")
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    for name, data in files(workspace).items():
        assert name.startswith(".~docgen-") or "/.~docgen-" in name or name == "manifest.jsonl" or data[:2] == b"PK" or data.endswith(b"\n")
    again = docgen("render", "--to", "docx,txt")
    assert again.returncode == 0, again.stderr
    assert len(files(workspace)) == 2 * (len(many) + 1) + 1


@pytest.mark.usefixtures("many")
def test_a_terminal_shows_a_bar_and_colours(docgen: Docgen, workspace: Path) -> None:
    shown = _on_terminal(docgen, "render", "--to", "txt", "--jobs", "1")
    assert "12/12" in shown
    assert "made output" not in shown
    assert "12 documents made; they lie in output" in shown
    assert "\x1b[" in _on_terminal(docgen, "check")


def _on_terminal(docgen: Docgen, *words: str) -> str:
    """Return what a run writes to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        docgen.command(*words), cwd=docgen.folder, env=docgen.environment(TERM="xterm"), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # Linux says so when the other side is closed
        while data := os.read(ours, 4096):
            said += data
    process.wait()
    os.close(ours)
    return said.decode()


def test_watch_makes_again_what_is_saved(docgen: Docgen, workspace: Path, change: Change) -> None:
    _watched(docgen, workspace, change, "")


def test_watch_works_without_watchfiles(docgen: Docgen, workspace: Path, change: Change) -> None:
    _watched(docgen, workspace, change, "import sys; sys.modules['watchfiles'] = None")


def _watched(docgen: Docgen, workspace: Path, change: Change, first: str) -> None:
    process = docgen.start("watch", "--to", "txt", first=first)
    file = workspace / FOLDER / f"{ID}.txt"
    _until(lambda: file.exists())
    time.sleep(1.0)
    change(DECISION, "số hóa hồ sơ\n", "số hóa tài liệu\n")
    _until(lambda: "số hóa tài liệu" in file.read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    said, wrong = process.communicate(timeout=20)
    assert process.returncode == 0, wrong
    assert "1 document made" in said


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


SWALLOWED = """
import os, signal
import docgen.cli.findings as findings
real = findings.judged
def judged(*words):
    try: os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt: pass
    return real(*words)
findings.judged = judged
"""


def test_a_ctrl_c_that_a_library_swallowed_stops_the_run_all_the_same(docgen: Docgen, workspace: Path) -> None:
    told = docgen("render", "--to", "txt", first=SWALLOWED)
    assert (told.returncode, told.stderr.splitlines()[-1]) == (130, "stopped")
    assert not list(workspace.rglob(f"{ID}.txt"))
    assert docgen("render", "--to", "txt").returncode == 0
