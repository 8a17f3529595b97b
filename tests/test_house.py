"""The house stands: imports go down, the clock and the terminal are the command line's, heavy libraries come late."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = (
    "model",
    "words",
    "files",
    "read",
    "derive",
    "track",
    "check",
    "resolve",
    "review",
    "compose",
    "write",
    "edit",
    "batch",
    "cli",
)
MODULES = sorted((ROOT / "docgen").rglob("*.py"))
HEAVY = {"weasyprint", "docx", "dask", "distributed"}


def floor(path: Path) -> str:
    parts = path.relative_to(ROOT / "docgen").parts
    return parts[0] if len(parts) > 1 else ""


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every import, inside functions and type-checking blocks too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    own = floor(path)
    if not own:
        return
    assert own in FLOORS, f"no floor is called {own}"
    for line, name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] == "docgen" and len(parts) > 1 and parts[1] in FLOORS:
            assert FLOORS.index(parts[1]) <= FLOORS.index(own), f"line {line} imports {name} from a floor above"


def test_no_two_modules_import_each_other() -> None:
    graph = {module(path): {target for _, target in imports(ast.parse(path.read_text(encoding="utf-8")))} for path in MODULES}
    edges = {
        name: {target if target in graph else target.rpartition(".")[0] for target in targets} & set(graph)
        for name, targets in graph.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for below in edges[name]:
                visit(below, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", [path for path in MODULES if floor(path) != "cli"], ids=lambda path: str(path.relative_to(ROOT)))
def test_clock_and_terminal_belong_to_the_command_line(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print", f"print in line {node.lineno}"
            assert not called.endswith((".today", ".now", ".utcnow", "time.time", "sys.exit")), f"{called} in line {node.lineno}"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if floor(path) not in ("write", "batch")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_heavy_libraries_stay_out_of_module_level(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for line, name in imports(node) if isinstance(node, (ast.Import, ast.ImportFrom)) else ():
            assert name.split(".")[0] not in HEAVY, f"{name} in line {line}"


def test_help_loads_no_heavy_library() -> None:
    code = "import sys; from docgen.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(ast.literal_eval(run.stdout.splitlines()[-1]))
    assert not loaded & {"weasyprint", "docx", "pydantic", "yaml", "jinja2", "babel", "rich", "lxml"}


def test_no_size_of_the_law_stands_in_python() -> None:
    words = ("Times New Roman", "CỘNG HÒA", "Độc lập", "ĐẢNG CỘNG SẢN", "Nơi nhận", "QUYẾT ĐỊNH")
    for path in MODULES:
        if floor(path) == "model":  # descriptions of fields quote what is printed
            continue
        text = ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))
        assert not [word for word in words if word in text], path
    assert MODULES


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            node.body = [line for line in node.body if not _is_text(line)] or [ast.Pass()]
    return tree


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
