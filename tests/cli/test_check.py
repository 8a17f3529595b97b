"""``docgen check``: the three forms, what is shown, the memory between runs, certain cures."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.cli.shown import Shown, cells, text_form
from tests.cli.conftest import DECISION, Docgen
from tests.conftest import ROOT

Change = Callable[[str, str, str], None]
STARTER = ROOT / "docgen/edit/starts/workspace"
LINE = (STARTER / DECISION).read_text(encoding="utf-8").splitlines().index("    lead: tinh-mau/so-noi-vu") + 2
"""Of the first lead in the decision ``init`` makes: counted from 1, below the line that names the schema."""
LOADED = "import atexit, sys; atexit.register(lambda: print('LOADED', *sys.modules))"


@pytest.fixture
def wrong(change: Change) -> None:
    change(DECISION, "    lead: tinh-mau/so-noi-vu", "    lead: tinh-mau/so-noi-vuu")


def test_a_clean_workspace(docgen: Docgen) -> None:
    told = docgen("check", "--format", "lines", "--strict")
    assert (told.returncode, told.stderr) == (0, "")
    assert all(": N" in line for line in told.stdout.splitlines())


@pytest.mark.usefixtures("wrong")
def test_the_text_form_shows_line_caret_and_hint(docgen: Docgen) -> None:
    told = docgen("check")
    assert told.returncode == 1
    assert (
        f"""\
{DECISION}:{LINE}:11: E218 error: no agency, person or group tinh-mau/so-noi-vuu in the catalogue
   {LINE} |     lead: tinh-mau/so-noi-vuu
      |           ^^^^^^^^^^^^^^^^^^^
   hint: the nearest is tinh-mau/so-noi-vu (Sở Nội vụ)
"""
        in told.stdout
    )
    assert told.stdout.splitlines()[-1].startswith("1 error")


@pytest.mark.usefixtures("wrong")
def test_one_line_each(docgen: Docgen) -> None:
    lines = docgen("check", "--format", "lines").stdout.splitlines()
    assert f"{DECISION}:{LINE}:11: E218 error: no agency, person or group tinh-mau/so-noi-vuu in the catalogue" in lines


@pytest.mark.usefixtures("wrong")
def test_json_has_the_same_keys_in_every_language(docgen: Docgen) -> None:
    rows = json.loads(docgen("--lang", "vi", "check", "--format", "json").stdout)
    (row,) = [row for row in rows if row["severity"] == "error"]
    assert row == {
        "code": "E218",
        "severity": "error",
        "path": DECISION,
        "line": LINE,
        "column": 11,
        "end_column": 30,
        "message": row["message"],
        "hint": row["hint"],
    }
    assert "tinh-mau/so-noi-vuu" in row["message"]
    assert "no agency" not in row["message"]


@pytest.mark.usefixtures("wrong")
def test_path_limits_what_is_shown(docgen: Docgen) -> None:
    told = docgen("check", "directives/catalogue")
    assert told.returncode == 0
    assert "E218" not in told.stdout
    assert "elsewhere in the workspace" in told.stdout
    assert docgen("check", "directives/tinh-mau/2025").returncode == 1
    assert docgen("check", "no-such-file.yaml").returncode == 2
    assert docgen("check", "/").returncode == 2


def test_strict_makes_warnings_count(docgen: Docgen, workspace: Path) -> None:
    (workspace / DECISION).rename(workspace / DECISION.replace("qd-", "quyet-dinh-"))
    assert docgen("check").returncode == 0
    told = docgen("check", "--strict")
    assert told.returncode == 1
    assert "W124" in told.stdout


def test_as_of_is_the_day_that_counts(docgen: Docgen, change: Change) -> None:
    change(DECISION, "sign: {", "waive: [{code: W332, why: mẫu, until: 2025-06-30}]\nsign: {")
    before, after = (docgen("check", "--as-of", day, "--format", "lines").stdout for day in ("2025-06-30", "2025-07-01"))
    assert before != after
    assert docgen("check", "--as-of", "2025-02-30").returncode == 2


def test_the_second_run_remembers_and_loads_no_model(docgen: Docgen) -> None:
    first = docgen("check")
    again = docgen("check", first=LOADED)
    said, _, loaded = again.stdout.partition("LOADED")
    assert said == first.stdout
    assert not {"pydantic", "yaml", "jinja2", "weasyprint"} & set(loaded.split())


def test_what_is_remembered_holds_only_while_nothing_changes(docgen: Docgen, change: Change, workspace: Path) -> None:
    docgen("check")
    change(DECISION, "kind: decision", "kind: decison")
    assert docgen("check").returncode == 1
    change(DECISION, "kind: decison", "kind: decision")
    assert docgen("check").returncode == 0
    (workspace / ".docgen" / "cache-findings.json").write_text("{}")
    assert docgen("check").returncode == 0


def test_private_words_are_never_shown(docgen: Docgen, workspace: Path) -> None:
    private = workspace / "directives" / "private" / "people.yaml"
    private.parent.mkdir()
    private.write_text("nguyen-van-a: {birth: 1970-99-99, birth_place: Bí mật}\n", encoding="utf-8")
    for form in ("text", "lines", "json"):
        told = docgen("check", "--format", form)
        assert told.returncode == 1
        assert "directives/private/people.yaml" in told.stdout
        assert "1970" not in told.stdout
        assert "Bí mật" not in told.stdout
    kept = (workspace / ".docgen" / "cache-findings.json").read_text(encoding="utf-8")
    assert "1970" not in kept
    assert "Bí mật" not in kept


def test_check_writes_nothing_but_its_memory(docgen: Docgen, workspace: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("*") if path.is_file()}
    docgen("check")
    after = {path: path.stat().st_mtime_ns for path in workspace.rglob("*") if path.is_file()}
    assert {path.relative_to(workspace).parts[0] for path in after.keys() - before.keys()} == {".docgen"}
    assert before.items() <= after.items()


def test_fix_applies_what_is_certain_and_shows_it(docgen: Docgen, workspace: Path) -> None:
    path = workspace / DECISION
    text = path.read_text(encoding="utf-8").replace("về việc thành lập Tổ công tác", "về việc: thành lập Tổ công tác")
    path.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode())
    told = docgen("check", "--fix")
    assert told.returncode == 0, told.stdout
    mended = 'subject: "về việc: thành lập Tổ công tác số hóa hồ sơ"'
    assert f"+{mended}" in told.stdout
    assert "1 file put right." in told.stdout
    assert path.read_bytes().decode() == text.replace("subject: về việc: thành lập Tổ công tác số hóa hồ sơ", mended)


def test_fix_leaves_what_may_be_a_comment(docgen: Docgen, change: Change, workspace: Path) -> None:
    change(DECISION, "do: Bố trí kinh phí cho việc số hóa", "do: Bố trí kinh phí # hỏi lại Sở Tài chính")
    before = (workspace / DECISION).read_bytes()
    told = docgen("check", "--fix")
    assert told.returncode == 1
    assert "E116" in told.stdout
    assert (workspace / DECISION).read_bytes() == before


def test_fix_shows_no_private_word(docgen: Docgen, workspace: Path) -> None:
    private = workspace / "directives" / "private" / "people.yaml"
    private.parent.mkdir()
    private.write_bytes("\ufeffnguyen-van-a: {birth_place: Bí mật}\n".encode())
    told = docgen("check", "--fix")
    assert "directives/private/people.yaml: put right (private, not shown)" in told.stdout
    assert "Bí mật" not in told.stdout
    assert not private.read_bytes().startswith(b"\xef\xbb\xbf")


def test_colours_only_on_a_terminal(docgen: Docgen, change: Change) -> None:
    change(DECISION, "kind: decision", "kind: decison")
    assert "\x1b[" not in docgen("check").stdout


def test_a_long_line_is_shown_around_the_caret() -> None:
    line = "a: {" + "name: Sở Nội vụ, " * 12 + "parent: nobody, " + "note: x, " * 12 + "}"
    at = line.index("nobody") + 1
    finding = Shown("E214", "error", "f.yaml", 7, at, at + 6, "no agency", "", line)
    _, excerpt, caret = text_form([finding], 80)
    plain, mark = (part.replace("\x1b[2m", "").replace("\x1b[0m", "").replace("\x1b[31m", "") for part in (excerpt, caret))
    assert len(plain) <= 80
    assert plain[mark.index("^") : mark.rindex("^") + 1] == "nobody"


def test_cells_of_a_terminal() -> None:
    assert cells("Sở Nội vụ") == 9
    assert cells("กำหนด") == 4 + ("ำ" in "กำหนด") * 1
    assert cells("漢字") == 4


def test_that_templates_are_in_order_is_forgotten_with_the_first_change(docgen: Docgen, workspace: Path) -> None:
    assert docgen("check").returncode == 0
    said = docgen("check", "--format", "lines", first=LOADED).stdout.partition("LOADED")[2].split()
    assert "jinja2" not in said
    (workspace / "templates").mkdir(exist_ok=True)
    broken = workspace / "templates/letter.html"
    broken.write_text("<body>{% if %}</body>", encoding="utf-8")
    for _ in range(2):
        told = docgen("check")
        assert told.returncode == 1 and "templates/letter.html:1:1: E402 error" in told.stdout
    broken.write_text("<body></body>", encoding="utf-8")
    assert docgen("check").returncode == 0
    (workspace / DECISION).write_text((workspace / DECISION).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = docgen("check", first="import docgen.compose.templates as t; t.check_templates = None")
    assert again.returncode == 0, "compiled although nothing changed in them"
