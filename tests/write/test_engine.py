"""The engine: loaded without a search, and what is said where it cannot be."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

LOAD = "from docgen.write.engine import load; print('loaded', load().__name__)"


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for")
def test_it_loads_without_asking_a_program() -> None:
    refuse = "import subprocess\ndef refuse(*a, **k): raise AssertionError('a program was started')\nsubprocess.Popen = refuse\n"
    search = "import ctypes.util; before = ctypes.util.find_library\n"
    told = _python(f"{refuse}{search}{LOAD}; assert ctypes.util.find_library is before")
    assert (told.stdout, told.returncode) == ("loaded weasyprint\n", 0), told.stderr


def test_where_the_quick_way_fails_libraries_are_searched_for() -> None:
    once = """
import ctypes.util, importlib
import docgen.write.engine
real, search, tried = importlib.import_module, ctypes.util.find_library, []
def first_fails(name):
    if name != "weasyprint": return real(name)
    tried.append(ctypes.util.find_library is search)
    if not tried[-1]:
        print("WeasyPrint could not import some external libraries")
        raise OSError("cannot load library")
    return real(name)
importlib.import_module = first_fails
"""
    told = _python(f"{once}{LOAD}; print(tried)")
    assert told.stdout.splitlines()[0] == "loaded weasyprint", told.stderr
    assert told.stdout.splitlines()[1] == ("[False, True]" if sys.platform == "linux" else "[True]")


def test_what_is_missing_is_said_by_us_alone() -> None:
    fail = """
import importlib
from docgen.write.engine import PdfUnavailable, engine
def fails(name):
    print("WeasyPrint could not import some external libraries")
    raise OSError("cannot load library 'libpango-1.0-0'")
importlib.import_module = fails
try: engine()
except PdfUnavailable as reason: print(reason)
"""
    told = _python(fail)
    assert (told.stdout, told.returncode) == ("cannot load library 'libpango-1.0-0'\n", 0)
