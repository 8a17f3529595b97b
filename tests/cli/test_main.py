"""The one door: help, language, exit codes, failures."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgen import __version__
from docgen.cli import main
from docgen.cli.speech import wanted
from tests.cli.conftest import Docgen
from tests.conftest import ROOT

LATE = {"weasyprint", "docx", "pydantic", "babel", "yaml", "jinja2", "rich", "filelock"}


@pytest.fixture
def anywhere(tmp_path: Path) -> Docgen:
    return Docgen(tmp_path)


def test_help_names_every_command_and_loads_no_library(anywhere: Docgen) -> None:
    told = anywhere("--help", first="import atexit, sys; atexit.register(lambda: print('LOADED', *sys.modules))")
    assert told.returncode == 0
    loaded = told.stdout.partition("LOADED")[2].split()
    assert "click" in loaded
    assert not LATE & set(loaded)
    assert all(f"\n  {name} " in told.stdout for name in main.COMMANDS)


def test_version(anywhere: Docgen) -> None:
    assert anywhere("--version").stdout == f"docgen {__version__}\n"


def test_a_wrong_command_is_misuse_and_the_nearest_is_named(anywhere: Docgen) -> None:
    told = anywhere("chekc")
    assert told.returncode == 2
    assert "no command chekc; the nearest is check" in told.stderr


def test_outside_a_workspace(anywhere: Docgen) -> None:
    told = anywhere("check")
    assert told.returncode == 2
    assert "docgen init makes one" in told.stderr


def test_the_workspace_is_found_upwards_and_may_be_named(docgen: Docgen, workspace: Path) -> None:
    assert Docgen(workspace / "directives" / "catalogue")("check").returncode == 0
    assert Docgen(workspace.parent)("--workspace", "office", "check").returncode == 0
    told = Docgen(workspace.parent)("--workspace", "office/directives/catalogue", "check")
    assert told.returncode == 2


def test_the_language_is_asked_for_in_three_ways(anywhere: Docgen) -> None:
    vietnamese = anywhere("--lang", "vi", "--help").stdout
    assert "Cách dùng" in vietnamese
    assert not [word for word in ("Show", "Usage", "Commands", "Options:") if word in vietnamese]
    assert "Cách dùng" in anywhere("--help", DOCGEN_LANG="vi").stdout
    assert "Cách dùng" in anywhere("--help", DOCGEN_LANG="", LANG="vi_VN.UTF-8").stdout
    assert "Usage" in anywhere("--help", DOCGEN_LANG="", LANG="fr_FR.UTF-8").stdout
    assert "Lỗi" in anywhere("--lang", "vi", "check").stderr


def test_language_of_the_environment() -> None:
    assert wanted({"DOCGEN_LANG": "th", "LANG": "vi_VN"}) == "th"
    assert wanted({"LC_ALL": "vi_VN.UTF-8", "LANG": "th_TH"}) == "vi"
    assert wanted({"LANG": "C"}) == "en"


def test_our_own_mistake_is_one_line_and_exit_code_3(anywhere: Docgen) -> None:
    told = anywhere("boom", first="from docgen.cli import main as m; m.COMMANDS = {'boom': ('tests.cli.boom', 'fails')}")
    assert told.returncode == 3
    assert "a mistake of the program, not yours: KeyError: 'lost'" in told.stderr
    assert "docgen boom" in told.stderr
    assert "Traceback" not in told.stderr
    more = anywhere("--debug", "boom", first="from docgen.cli import main as m; m.COMMANDS = {'boom': ('tests.cli.boom', 'fails')}")
    assert "Traceback" in more.stderr


def test_a_full_disk_is_the_machines_fault(docgen: Docgen, workspace: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"
    told = docgen("new", "decision", "qd-1", "--issuer", "tinh-mau/ubnd", first=limit.replace("2000", "200"))
    assert told.returncode == 3
    assert "no room on the disk" in told.stderr
    assert list(workspace.glob("directives/**/qd-1*")) == []


def test_a_reader_who_stops_reading_is_told_nothing(docgen: Docgen) -> None:
    process = subprocess.Popen(
        docgen.command("explain"), env=docgen.environment(), cwd=docgen.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0
    process.stderr.close()


def test_every_option_and_command_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    import click

    context = click.Context(main.group)
    for name in main.COMMANDS:
        command = main.group.get_command(context, name)
        assert command is not None
        section = page.partition(f"## docgen {name}\n")[2].partition("\n## ")[0]
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in section, f"docgen {name} {option}"
    assert all(option in page for parameter in main.group.params for option in parameter.opts)
