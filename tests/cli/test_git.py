"""git itself shows and merges the files of a workspace through docgen, and goes on where docgen is missing."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.edit.starts import STARTS
from tests.cases.workspace import DOCUMENT, build, commit
from tests.cli.conftest import START
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
HEAD = """\
id: tb-mau
kind: notice
issuer: tinh-mau/ubnd
subject: việc mẫu
"""
TASK = """\
  # rà soát trước
  - id: ra-soat
    do: Rà soát trụ sở của các xã
    lead: tinh-mau/so-noi-vu
    with: [tinh-mau/so-tai-chinh]
    due: 2025-06-30
"""
OTHER = """\
  - id: bao-cao
    do: Báo cáo kết quả rà soát
    lead: tinh-mau/so-noi-vu
    due: 2025-07-05
"""
BASE = f"{HEAD}tasks:\n{TASK}{OTHER}"
LEFT = "  - id: ben-trai\n    do: Lập danh sách cán bộ\n    lead: tinh-mau/so-noi-vu\n"
RIGHT = "  - id: ben-phai\n    do: Bàn giao hồ sơ\n    lead: tinh-mau/so-tai-chinh\n"
Edit = str | Callable[[str], str] | None


def with_(*edits: tuple[str, str]) -> Callable[[str], str]:
    """Return the edit that puts other words in place of some."""

    def edit(text: str) -> str:
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        return text

    return edit


class Office:
    """A workspace in a repository, git called as a clerk calls it; ``docgen`` is on the way or not."""

    def __init__(self, root: Path, *, with_docgen: bool = True, folder: str = "") -> None:
        self.top, self.root = root / "kho", root / "kho" / folder
        self.root.mkdir(parents=True)
        self.bin = root / "bin"
        self.bin.mkdir()
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_LANG": "en", "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(root)}
        self.docgen_on_the_way(with_docgen)
        self.write("directives/office.yaml", "schema: 1\n")
        self.write(DOCUMENT, BASE)
        commit(self.top, "one")
        self.git("config", "user.name", "Nguyễn Văn A")
        self.git("config", "user.email", "a@example.org")

    def docgen_on_the_way(self, there: bool) -> None:
        script = self.bin / "docgen"
        if there:
            script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{START}' \"$@\"\n", encoding="utf-8")
            script.chmod(script.stat().st_mode | stat.S_IXUSR)
        else:
            script.unlink(missing_ok=True)
        self.env["PATH"] = f"{self.bin}{os.pathsep}/usr/bin{os.pathsep}/bin"

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def read(self, path: str = DOCUMENT) -> str:
        return (self.root / path).read_bytes().decode()

    def git(self, *words: str, good: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(["git", *words], cwd=self.root, env=self.env, capture_output=True, text=True, check=False)
        assert not good or done.returncode == 0, done.stderr
        return done

    def docgen(self, *words: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-c", START, *words]
        return subprocess.run(call, cwd=self.root, env=self.env, capture_output=True, text=True, check=False)

    def change(self, edit: Edit, path: str = DOCUMENT) -> None:
        if edit is None:
            self.git("rm", "-q", path)
        else:
            self.write(path, edit if isinstance(edit, str) else edit(self.read(path)))
        self.git("add", "-A")
        self.git("commit", "-qm", "edit")

    def merge(self, ours: Edit, theirs: Edit) -> int:
        """Return git's exit code of merging two edits of the document."""
        self.git("checkout", "-qb", "theirs")
        self.change(theirs)
        self.git("checkout", "-q", "-")
        self.change(ours)
        return self.git("merge", "-q", "--no-edit", "theirs", good=False).returncode


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    assert made.docgen("git", "enable").returncode == 0
    return made


CLEAN: dict[str, tuple[Edit, Edit, str]] = {
    "both add another task at the same place": (with_((TASK, TASK + LEFT)), with_((TASK, TASK + RIGHT)), f"{TASK}{LEFT}{RIGHT}{OTHER}"),
    "both add another task at the end": (BASE + LEFT, BASE + RIGHT, f"{TASK}{OTHER}{LEFT}{RIGHT}"),
    "both edit another field of one task": (
        with_(("trụ sở của các xã", "trụ sở và xe của các xã")),
        with_(("due: 2025-06-30", "due: 2025-07-02")),
        f"{TASK}{OTHER}".replace("trụ sở của", "trụ sở và xe của").replace("06-30", "07-02"),
    ),
    "fields that stand one above the other": (
        with_(("lead: tinh-mau/so-noi-vu", "lead: tinh-mau/so-tai-chinh")),
        with_(("with: [tinh-mau/so-tai-chinh]", "with: [tinh-mau/so-noi-vu]")),
        f"{TASK}{OTHER}".replace("so-noi-vu", "x", 1)
        .replace("[tinh-mau/so-tai-chinh]", "[tinh-mau/so-noi-vu]")
        .replace("/x", "/so-tai-chinh"),
    ),
    "both add an agency in one line": (
        with_(("[tinh-mau/so-tai-chinh]", "[tinh-mau/so-tai-chinh, tinh-mau/van-phong]")),
        with_(("[tinh-mau/so-tai-chinh]", "[tinh-mau/cong-an, tinh-mau/so-tai-chinh]")),
        f"{TASK}{OTHER}".replace("[tinh-mau/so-tai-chinh]", "[tinh-mau/cong-an, tinh-mau/so-tai-chinh, tinh-mau/van-phong]"),
    ),
    "one moves a task and the other edits it": (
        f"{HEAD}tasks:\n{OTHER}{TASK}",
        with_(("due: 2025-06-30", "due: 2025-07-02")),
        f"{OTHER}{TASK}".replace("06-30", "07-02"),
    ),
    "a comment changed and the line below it": (
        with_(("# rà soát trước", "# rà soát trước, xong sớm")),
        with_(("- id: ra-soat\n    do: Rà soát", "- id: ra-soat\n    do: Kiểm tra")),
        f"{TASK}{OTHER}".replace("trước", "trước, xong sớm").replace("do: Rà soát", "do: Kiểm tra"),
    ),
    "both add the same task": (BASE + LEFT, BASE + LEFT, f"{TASK}{OTHER}{LEFT}"),
    "one deletes a task, the other edits its neighbour": (
        with_((TASK, "")),
        with_(("due: 2025-07-05", "due: 2025-07-06")),
        OTHER.replace("07-05", "07-06"),
    ),
}


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("turned", [False, True])
def test_what_does_not_contradict_is_merged(office: Office, name: str, turned: bool) -> None:
    ours, theirs, wanted = CLEAN[name]
    assert office.merge(theirs, ours) == 0 if turned else office.merge(ours, theirs) == 0
    if turned and LEFT in wanted and RIGHT in wanted:
        wanted = wanted.replace(LEFT + RIGHT, RIGHT + LEFT)
    assert office.read() == f"{HEAD}tasks:\n{wanted}"


CONFLICTS: dict[str, tuple[Edit, Edit]] = {
    "one edits a task that the other deletes": (with_(("due: 2025-06-30", "due: 2025-07-02")), with_((TASK, ""))),
    "both edit one field": (with_(("2025-06-30", "2025-07-01")), with_(("2025-06-30", "2025-07-02"))),
    "both add one id with another text": (BASE + LEFT, BASE + LEFT.replace("danh sách", "hồ sơ")),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_contradicts_is_a_conflict_with_gits_marks(office: Office, name: str) -> None:
    assert office.merge(*CONFLICTS[name]) == 1
    text = office.read()
    assert "<<<<<<< ours\n" in text and "\n>>>>>>> theirs\n" in text
    assert office.git("diff", "--name-only", "--diff-filter=U").stdout.split() == [DOCUMENT]
    assert "E128" in office.docgen("check", "--format", "lines").stdout


def test_one_id_added_at_two_places_is_gits_merge_and_a_finding(office: Office) -> None:
    build(office.root, {"files": {}})
    office.write(DOCUMENT, BASE)
    office.change(BASE + "\n")
    first = LEFT.replace("ben-trai", "chung")
    office.merge(with_((TASK, TASK + first)), BASE + RIGHT.replace("ben-phai", "chung"))
    assert office.read().count("id: chung") == 2 or "<<<<<<<" in office.read()
    assert re.search(r"tb-mau\.yaml:\d+:\d+: E2\d\d error", office.docgen("check", "--format", "lines").stdout)


def test_a_file_renamed_on_one_side_and_edited_on_the_other(office: Office) -> None:
    office.git("checkout", "-qb", "theirs")
    office.change(with_(("due: 2025-06-30", "due: 2025-07-02")))
    office.git("checkout", "-q", "-")
    office.git("mv", DOCUMENT, "directives/tb-moi.yaml")
    office.change(with_(("id: tb-mau", "id: tb-moi"), ("việc mẫu", "việc mới")), "directives/tb-moi.yaml")
    assert office.git("merge", "-q", "--no-edit", "theirs", good=False).returncode == 0
    assert office.read("directives/tb-moi.yaml") == BASE.replace("tb-mau", "tb-moi").replace("việc mẫu", "việc mới").replace(
        "06-30", "07-02"
    )


def test_a_file_deleted_on_one_side_and_edited_on_the_other_is_gits_matter(office: Office) -> None:
    assert office.merge(None, with_(("due: 2025-06-30", "due: 2025-07-02"))) == 1
    assert "due: 2025-07-02" in office.read()


def test_one_file_written_on_both_sides_is_a_conflict(office: Office) -> None:
    office.git("checkout", "-qb", "theirs")
    office.change(BASE.replace("tb-mau", "tb-chung"), "directives/tb-chung.yaml")
    office.git("checkout", "-q", "-")
    office.change(BASE.replace("tb-mau", "tb-chung").replace("việc mẫu", "việc khác"), "directives/tb-chung.yaml")
    assert office.git("merge", "-q", "--no-edit", "theirs", good=False).returncode == 1
    assert "<<<<<<< ours\n" in office.read("directives/tb-chung.yaml")


def test_a_rebase_and_a_cherry_pick_merge_by_ids_too(office: Office) -> None:
    office.git("checkout", "-qb", "theirs")
    office.change(with_((TASK, TASK + RIGHT)))
    office.git("checkout", "-q", "-")
    office.change(with_((TASK, TASK + LEFT)))
    office.git("cherry-pick", "theirs")
    assert office.read() == f"{HEAD}tasks:\n{TASK}{LEFT}{RIGHT}{OTHER}"
    office.git("reset", "-q", "--hard", "HEAD~1")
    office.git("rebase", "-q", "theirs")
    assert office.read() == f"{HEAD}tasks:\n{TASK}{RIGHT}{LEFT}{OTHER}"


def test_line_ends_of_windows_stay(office: Office) -> None:
    office.git("config", "core.autocrlf", "false")
    office.change(BASE.replace("\n", "\r\n"))
    assert office.merge(with_(("2025-06-30", "2025-07-01")), with_(("2025-07-05", "2025-07-06"))) == 0
    assert office.read() == BASE.replace("2025-06-30", "2025-07-01").replace("2025-07-05", "2025-07-06").replace("\n", "\r\n")


def test_line_ends_changed_on_one_side_hide_no_edit_of_the_other(office: Office) -> None:
    office.git("config", "core.autocrlf", "false")
    assert office.merge(with_(("2025-06-30", "2025-07-01")), BASE.replace("07-05", "07-06").replace("\n", "\r\n")) == 0
    assert office.read() == BASE.replace("2025-06-30", "2025-07-01").replace("2025-07-05", "2025-07-06").replace("\n", "\r\n")


def test_without_docgen_git_does_what_it_always_does(office: Office) -> None:
    office.docgen_on_the_way(False)
    far = f"{HEAD}tasks:\n{TASK}{''.join(f'  # dòng {n}' + chr(10) for n in range(8))}{OTHER}"
    office.change(far)
    assert office.merge(far.replace("2025-06-30", "2025-07-01"), far.replace("2025-07-05", "2025-07-06")) == 0
    assert office.read() == far.replace("2025-06-30", "2025-07-01").replace("2025-07-05", "2025-07-06")
    assert "+    due: 2025-07-06" in office.git("diff", "HEAD~1", "--", DOCUMENT).stdout


def test_without_docgen_a_conflict_is_still_a_conflict(office: Office) -> None:
    office.docgen_on_the_way(False)
    assert office.merge(*CONFLICTS["both edit one field"]) == 1
    assert "<<<<<<< ours\n" in office.read()


def test_a_program_that_crashes_loses_no_side(office: Office) -> None:
    (office.bin / "docgen").write_text("#!/bin/sh\necho half\nkill -9 $$\n", encoding="utf-8")
    assert office.merge(BASE + LEFT, with_(("2025-06-30", "2025-07-01"))) == 0
    assert office.read() == BASE.replace("2025-06-30", "2025-07-01") + LEFT


def test_bytes_that_are_no_text_are_a_conflict_and_the_merge_goes_on(office: Office) -> None:
    office.git("checkout", "-qb", "theirs")
    (office.root / DOCUMENT).write_bytes(b"\xff\xfe\0\0")
    office.write("directives/other.yaml", "a: 1\n")
    office.git("add", "-A")
    office.git("commit", "-qm", "bytes")
    office.git("checkout", "-q", "-")
    office.change(with_(("2025-06-30", "2025-07-01")))
    assert office.git("merge", "-q", "theirs", good=False).returncode == 1
    assert office.read("directives/other.yaml") == "a: 1\n" and "2025-07-01" in office.read()


def test_diff_log_and_show_print_facts(office: Office) -> None:
    office.change(
        with_(("with: [tinh-mau/so-tai-chinh]", "with:\n      - tinh-mau/so-tai-chinh"), ("due: 2025-06-30", 'due: "2025-07-02"'))
    )
    for words in (["diff", "HEAD~1"], ["log", "-1", "-p"], ["show"]):
        lines = [line for line in office.git(*words).stdout.splitlines() if re.match(r"[+-](?![+-])", line)]
        assert lines == ["-tb-mau#ra-soat/due: 2025-06-30", "+tb-mau#ra-soat/due: 2025-07-02"], words


def test_a_broken_file_is_shown_as_it_is(office: Office) -> None:
    office.change(BASE + "tasks: [\n")
    assert "+tasks: [" in office.git("show").stdout


def test_journals_of_both_sides_are_kept_line_by_line(office: Office) -> None:
    journal = "directives/progress/tinh-mau/so-noi-vu.yaml"
    line = "- {{id: {}, task: tb-mau#ra-soat, day: 2025-06-20, told: 2025-06-20, percent: {}}}\n"
    office.write(journal, line.format("00000001", 10))
    office.change(BASE)
    office.git("checkout", "-qb", "theirs")
    office.change(lambda text: text + line.format("00000002", 20), journal)
    office.git("checkout", "-q", "-")
    office.change(lambda text: text + line.format("00000003", 30), journal)
    office.git("merge", "-q", "--no-edit", "theirs")
    assert sorted(re.findall(r"id: (\d+)", office.read(journal))) == ["00000001", "00000002", "00000003"]


def test_enable_says_what_it_did_and_does_it_once(tmp_path: Path) -> None:
    office = Office(tmp_path, folder="các xã")
    attributes = office.top / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.bin binary", encoding="utf-8")
    first = office.docgen("git", "enable")
    assert first.returncode == 0
    assert "set merge.docgen.driver = docgen git merge" in first.stdout and "added to" in first.stdout
    held = attributes.read_text(encoding="utf-8"), (office.top / ".git/config").read_bytes()
    assert held[0].startswith("*.bin binary\n")
    assert office.docgen("git", "enable").stdout == "git uses docgen here already; nothing was changed\n"
    assert (attributes.read_text(encoding="utf-8"), (office.top / ".git/config").read_bytes()) == held
    assert office.git("check-attr", "merge", "diff", "--", DOCUMENT).stdout.count("docgen") == 2
    assert office.git("status", "--porcelain").stdout == ""
    last = office.docgen("git", "disable")
    assert "took out merge.docgen.driver" in last.stdout and last.returncode == 0
    assert attributes.read_text(encoding="utf-8") == "*.bin binary\n"
    assert "docgen" not in (office.top / ".git/config").read_text(encoding="utf-8").replace(str(tmp_path), "")
    assert office.docgen("git", "disable").stdout == "git does not use docgen here; nothing was changed\n"


def test_two_workspaces_of_one_repository_are_told_apart(tmp_path: Path) -> None:
    office = Office(tmp_path, folder="mot")
    (office.top / "hai/directives").mkdir(parents=True)
    office.docgen("git", "enable")
    office.docgen("--workspace", str(office.top / "hai"), "git", "enable")
    left = office.docgen("git", "disable").stdout
    assert "took out" not in left and "/mot/directives" in left
    assert office.git("config", "merge.docgen.driver").stdout.startswith("docgen git merge")


def test_without_a_repository_it_is_said(tmp_path: Path) -> None:
    office = Office(tmp_path)
    shutil.rmtree(office.top / ".git")
    done = office.docgen("git", "enable")
    assert done.returncode == 3 and "lies in no repository" in done.stderr


def test_merge_leaves_the_file_alone_where_it_makes_none(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for name, text in (("o", BASE), ("a", BASE.replace("06-30", "07-01")), ("b", BASE.replace("06-30", "07-02"))):
        office.write(name, text)
    assert office.docgen("git", "merge", "o", "a", "b").returncode == 1
    assert office.read("a") == BASE.replace("06-30", "07-01")
    assert office.docgen("git", "merge", "o", "a").returncode == 2


def test_the_attributes_of_a_new_workspace_say_the_same_of_lines() -> None:
    from docgen.files.drivers import LINES

    laid = (STARTS / "workspace/gitattributes").read_text(encoding="utf-8").splitlines()
    assert {f"directives/{pattern} {said}" for pattern, said in LINES if said == "merge=union"} <= set(laid)
