"""The built wheel is a whole program: its templates, catalogues, codes and starts come with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def run(*words: str, cwd: Path, lib: Path | None = None) -> str:
    environment = {**os.environ, "DOCGEN_LANG": "en", **({"PYTHONPATH": str(lib)} if lib else {})}
    done = subprocess.run([sys.executable, *words], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_works_on_its_own(tmp_path: Path) -> None:
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    lib = tmp_path / "lib"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(lib), str(wheel), cwd=tmp_path)
    docgen = ("-m", "docgen.cli.main")
    assert str(lib) in run("-c", "import docgen; print(docgen.__file__)", cwd=tmp_path, lib=lib)
    run(*docgen, "init", "office", cwd=tmp_path, lib=lib)
    office = tmp_path / "office"
    assert "nothing to mend" in run(*docgen, "check", cwd=office, lib=lib)
    assert "1 document made" in run(*docgen, "render", "--to", "docx,txt", cwd=office, lib=lib)
    assert {path.suffix for path in (office / "output").rglob("qd-*")} == {".docx", ".txt"}
    assert "không có" in run(*docgen, "--lang", "vi", "explain", "E214", cwd=office, lib=lib)
