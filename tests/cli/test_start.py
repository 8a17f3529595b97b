"""From nothing to a document: init, new, schema, template, explain, where, doctor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from docgen.cli.explain import explanation
from docgen.cli.main import run
from docgen.edit.starts import written_kinds
from docgen.model.kind import Kind
from docgen.read import read
from docgen.read.workspace import OTHERS
from tests.cli.conftest import DECISION, Docgen
from tests.conftest import ROOT, TEMPLATES

Change = Callable[[str, str, str], None]


class Editor(yaml.SafeLoader):
    """Scalars as an editor sees them (YAML 1.2): numbers and truth values, no days, no ``yes``."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("~|null|^$"), ["~", "n", ""])


def faults(root: Path, path: Path) -> list[str]:
    """Return what an editor would mark in a file: by the schema its first line names."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    schema = path.parent / named[1] if named else root / "directives/.schema" / _schema(root, path)
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    return [f"{path}: {fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(yaml.load(text, Loader=Editor))]


def _schema(root: Path, path: Path) -> str:
    if "catalogue" in path.parts or path.name == "office.yaml":
        return f"{path.stem}.json"
    return "translation.json" if re.search(r"\.[a-z]{2}\.yaml$", path.name) else "document.json"


def test_init_makes_what_checks_clean_and_renders(docgen: Docgen, workspace: Path) -> None:
    told = docgen("check", "--strict")
    assert told.returncode == 0
    assert told.stdout.splitlines()[-1] == "7 files read: nothing to mend."
    assert docgen("render", "--to", "docx,txt").returncode == 0
    for name in (".gitignore", ".gitattributes", "README.md", ".vscode/settings.json", ".vscode/extensions.json"):
        assert (workspace / name).is_file(), name
    assert "directives/private/" in (workspace / ".gitignore").read_text(encoding="utf-8").split()


def test_init_never_touches_a_workspace(docgen: Docgen, workspace: Path) -> None:
    before = (workspace / DECISION).read_bytes()
    assert docgen("init", ".").returncode == 2
    assert (workspace / DECISION).read_bytes() == before


def test_init_keeps_a_readme_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("Ours.\n", encoding="utf-8")
    assert run(["--lang", "en", "init", str(tmp_path)]) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Ours.\n"
    assert "README.md was there already" in capsys.readouterr().out


def test_comments_are_in_the_readers_language(tmp_path: Path) -> None:
    assert run(["--lang", "vi", "init", str(tmp_path)]) == 0
    text = (tmp_path / DECISION).read_text(encoding="utf-8")
    assert "# Who issues it" not in text
    assert "issuer: tinh-mau/ubnd  # " in text
    assert text.startswith("# yaml-language-server: $schema=../../.schema/document.json\n")


def _kinds() -> list[str]:
    office, _ = read(ROOT, TEMPLATES)
    return list(written_kinds(office.kinds))


@pytest.fixture
def party(workspace: Path) -> None:
    """A committee of the Party beside the State's agencies."""
    with (workspace / "directives/catalogue/agencies.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "tinh-mau/tinh-uy: {name: Tỉnh uỷ Mẫu, side: party, letters: TU, body: committee, collective: Ban Thường vụ, place: Mẫu}\n"
        )
    with (workspace / "directives/catalogue/posts.yaml").open("a", encoding="utf-8") as file:
        file.write("tinh-mau/tinh-uy/bi-thu: {name: Bí thư Tỉnh uỷ, title: Bí thư, rank: head}\n")
    with (workspace / "directives/catalogue/people.yaml").open("a", encoding="utf-8") as file:
        file.write("pham-thi-d: {name: Phạm Thị D, honorific: bà, held: [{post: tinh-mau/tinh-uy/bi-thu}]}\n")


@pytest.mark.usefixtures("party")
@pytest.mark.parametrize("side", ["tinh-mau/ubnd", "tinh-mau/tinh-uy"])
def test_new_of_every_kind_lacks_only_what_is_blank(workspace: Path, capsys: pytest.CaptureFixture[str], side: str) -> None:
    for kind in _kinds():
        assert run(["--workspace", str(workspace), "--lang", "en", "new", kind, f"moi-{kind}", "--issuer", side, "--folder", "moi"]) == 0
    capsys.readouterr()
    run(["--workspace", str(workspace), "--lang", "en", "check", "--format", "json"])
    found = [finding for finding in json.loads(capsys.readouterr().out) if finding["severity"] != "note"]
    for finding in found:
        line = (workspace / finding["path"]).read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
        assert "…" in line or finding["code"] in ("E321", "W321", "W337"), (finding, line)
    assert {finding["path"] for finding in found if finding["code"] == "E321"} <= {"directives/moi/moi-conclusion.yaml"}


def test_new_takes_names_from_the_catalogue_only_where_there_is_no_choice(docgen: Docgen, workspace: Path) -> None:
    told = docgen("new", "decision")
    assert told.returncode == 0, told.stderr
    (path,) = [workspace / line.removeprefix("made ") for line in told.stdout.splitlines() if line.startswith("made ")]
    assert path.stem == "qd-moi-1"
    text = path.read_text(encoding="utf-8")
    assert "issuer: tinh-mau/ubnd" in text
    assert "sign: {by: nguyen-van-a, post: tinh-mau/ubnd/chu-tich, as: on-behalf}" in text
    assert docgen("new", "decision").stdout.splitlines()[0].endswith("qd-moi-2.yaml")
    other = docgen("new", "official-letter", "cv-1", "--issuer", "tinh-mau/so-tai-chinh")
    assert "blanks to fill in" in other.stdout
    assert "sign: {by: …, post: …, as: head}" in next(workspace.rglob("cv-1.yaml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["decison"], "the nearest is decision"),
        (["decree"], "no kind decree is written here"),
        (["decision", "Qd_1"], "is no id"),
        (["decision", "qd-thanh-lap-to-cong-tac"], "stands in directives/tinh-mau/2025"),
        (["decision", "--issuer", "tinh-mau/ubn"], "the nearest is tinh-mau/ubnd"),
        (["decision", "--folder", "../out"], "--folder"),
    ],
)
def test_new_refuses_what_cannot_be(docgen: Docgen, words: list[str], said: str) -> None:
    told = docgen("new", *words)
    assert told.returncode == 2
    assert said in told.stderr


def test_new_brings_its_id_into_the_completion(docgen: Docgen, workspace: Path) -> None:
    docgen("new", "decision", "qd-7")
    assert '"qd-7"' in (workspace / "directives/.schema/document.json").read_text(encoding="utf-8")
    assert docgen("schema").stdout.startswith("The schemas in directives/.schema are up to date.")


def test_every_file_of_the_sample_office_and_of_a_new_one_fits_its_schema(workspace: Path) -> None:
    for root in (ROOT, workspace):
        files = [path for path in sorted((root / "directives").rglob("*.yaml")) if not {".schema", *OTHERS} & {*path.parts}]
        assert len(files) >= 6
        assert [fault for path in files for fault in faults(root, path)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("issuer: tinh-mau/ubnd", "issuer: tinh-mau/ubndd"),
        ("kind: decision", "kind: law"),
        ("subject:", "subjekt:"),
        ("as: clauses", "as: klauses"),
        ("sign: {by: nguyen-van-a,", "planned: 1.7.25\nsign: {by: [],"),
        ("    lead: tinh-mau/so-noi-vu", "    lead: [tinh-mau/so-noi]"),
    ],
)
def test_an_editor_marks_what_is_wrong(workspace: Path, change: Change, old: str, new: str) -> None:
    change(DECISION, old, new)
    assert faults(workspace, workspace / DECISION)


def test_every_field_is_explained(workspace: Path) -> None:
    schema: dict[str, Any] = json.loads((workspace / "directives/.schema/document.json").read_text(encoding="utf-8"))
    parts = {"Document": schema, **schema["$defs"]}
    silent = [
        f"{name}.{key}" for name, part in parts.items() for key, field in part.get("properties", {}).items() if not field.get("description")
    ]
    assert silent == []


def test_settings_of_the_editor_are_added_to_those_there(docgen: Docgen, workspace: Path) -> None:
    path = workspace / ".vscode/settings.json"
    path.write_text('{"files.autoSave": "off", "yaml.schemas": {"mine.json": ["x.yaml"]}}', encoding="utf-8")
    docgen("schema")
    settings = json.loads(path.read_text(encoding="utf-8"))
    assert settings["files.autoSave"] == "off"
    assert settings["yaml.schemas"]["mine.json"] == ["x.yaml"]
    assert "./directives/.schema/document.json" in settings["yaml.schemas"]
    path.write_text("{\n  // ours\n}\n", encoding="utf-8")
    told = docgen("schema")
    assert path.read_text(encoding="utf-8") == "{\n  // ours\n}\n"
    assert "please add" in told.stdout


def test_schemas_go_where_they_are_wanted(docgen: Docgen, workspace: Path) -> None:
    assert docgen("schema", "--out", "elsewhere").returncode == 0
    assert (workspace / "elsewhere/document.json").is_file()


def test_a_template_of_the_workspace_wins(docgen: Docgen, workspace: Path, change: Change) -> None:
    assert docgen("template", "document.html").stdout == "made templates/document.html\n"
    assert docgen("template", "document.html").returncode == 1
    assert docgen("template", "nd30").stdout == "made templates/formats/nd30.yaml\n"
    change("templates/formats/nd30.yaml", "motto: Độc lập - Tự do - Hạnh phúc", "motto: Thử nghiệm")
    assert docgen("render", "--to", "txt").returncode == 0
    assert "Thử nghiệm" in next((workspace / "output").rglob("*.txt")).read_text(encoding="utf-8")


def test_the_row_of_one_kind_is_brought_in(docgen: Docgen, workspace: Path, change: Change) -> None:
    assert docgen("template", "decision").stdout == "made templates/kinds.yaml\n"
    assert docgen("template", "plan").stdout == "added plan to templates/kinds.yaml\n"
    assert docgen("template", "plan").returncode == 1
    rows = yaml.safe_load((workspace / "templates/kinds.yaml").read_text(encoding="utf-8"))
    assert [Kind.model_validate(row).name for row in rows.values()] == ["Quyết định", "Kế hoạch"]
    change("templates/kinds.yaml", "name: Quyết định", "name: Quyết nghị thử")
    assert docgen("check").returncode == 0
    listed = docgen("template").stdout.splitlines()
    assert {"document.html", "nd30", "kinds.yaml", "decision"} <= set(listed)
    assert "the nearest is decision" in docgen("template", "decisoin").stderr


def test_explain(docgen: Docgen) -> None:
    told = docgen("explain", "e214")
    assert told.returncode == 0
    assert told.stdout.startswith("E214 error: ")
    assert "Wrong:\n    # ↓ E214\n" in told.stdout
    assert "Right:\n" in told.stdout
    wrong = docgen("explain", "E2140")
    assert wrong.returncode == 2
    assert "the nearest is E214" in wrong.stderr


def test_every_code_can_be_explained(docgen: Docgen) -> None:
    codes = [line.split()[0] for line in docgen("explain").stdout.splitlines()]
    assert len(codes) > 90
    assert all(len(list(explanation(code))) > 6 for code in codes)


def test_where(docgen: Docgen) -> None:
    assert docgen("where", "qd-thanh-lap-to-cong-tac#ke-hoach").stdout == f"{DECISION}:27\n"
    assert docgen("where", "tinh-mau/so-noi-vu").stdout == "directives/catalogue/agencies.yaml:5\n"
    assert docgen("where", "Sở Nội vụ").stdout == "directives/catalogue/agencies.yaml:5\n"
    assert docgen("where", "30/2020/NĐ-CP").stdout == "directives/catalogue/references.yaml:4\n"
    nothing = docgen("where", "tinh-mau/so-noi-vuu")
    assert nothing.returncode == 1
    assert "the nearest is tinh-mau/so-noi-vu" in nothing.stderr


def test_doctor_names_the_fonts_really_chosen(docgen: Docgen) -> None:
    told = docgen("doctor")
    assert told.returncode == 0, told.stdout
    assert re.search(r"^PDF +good  WeasyPrint \d.*pango \d.*harfbuzz \d", told.stdout, re.MULTILINE)
    assert re.search(r"^font +good  Times New Roman bold: Liberation Serif \(LiberationSerif-Bold.ttf\)$", told.stdout, re.MULTILINE)
    assert re.search(r"^editor +good", told.stdout, re.MULTILINE)


def test_doctor_finds_what_is_missing(docgen: Docgen, workspace: Path) -> None:
    left = workspace / "output"
    left.mkdir()
    (left / ".~docgen-0123").write_text("half", encoding="utf-8")
    (workspace / ".vscode/settings.json").unlink()
    told = docgen("doctor", first="import sys; sys.modules['weasyprint'] = None")
    assert "1 temporary files, the first output/.~docgen-0123" in told.stdout
    assert re.search(r"^PDF +MISSING", told.stdout, re.MULTILINE)
    assert re.search(r"^editor +without", told.stdout, re.MULTILINE)
    assert told.returncode == 1


def test_doctor_outside_a_workspace(tmp_path: Path) -> None:
    told = Docgen(tmp_path)("doctor")
    assert told.returncode == 0
    assert "docgen init DIR makes one" in told.stdout
