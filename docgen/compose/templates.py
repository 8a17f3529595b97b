"""The templates: Jinja in a sandbox, where every undefined name is a fault and every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.model.findings import Finding, Place, Source
from docgen.resolve.printed import Printed


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which judges an attribute by its name and the class of its object: once each, not at every use."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may see the attribute."""
        key = (type(obj), attr)
        if key not in self._judged:
            self._judged[key] = super().is_safe_attribute(obj, attr, value)
        return self._judged[key]


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Return the environment of template folders; a file in an earlier folder wins."""
    return Sandbox(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def lay_out(printed: Printed, folders: Sequence[Path]) -> tuple[str, tuple[Finding, ...]]:
    """Return the XHTML of a document, or what its template does wrong, with the template's name and line."""
    return fill(printed.kind.template, folders, printed.id, doc=printed, format=printed.format, f=printed.formulas)


def fill(name: str, folders: Sequence[Path], document: str, **fields: object) -> tuple[str, tuple[Finding, ...]]:
    """Return a filled template, or what it does wrong, with its name and line; ``document`` is what it was filled for."""
    try:
        return environment(tuple(folders)).get_template(name).render(**fields), ()
    except jinja2.TemplateNotFound as fault:
        return "", (Finding("E401", Place(str(fault.name)), {"template": str(fault.name), "document": document}),)
    except jinja2.TemplateSyntaxError as fault:
        return "", (_fault(fault.name or name, fault.lineno, str(fault.message), document),)
    except Exception as fault:  # whatever a template's author wrote is theirs to mend, and named
        file, line = _template_line(fault, name, folders)
        return "", (_fault(file, line, f"{type(fault).__name__}: {fault}", document),)


def written(name: str, folders: Sequence[Path]) -> str:
    """Return a file of the templates as it was written: a style sheet, a script. The first folder that has it wins."""
    return next((folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name).read_text(encoding="utf-8")


def _fault(name: str, line: int, problem: str, document: str) -> Finding:
    path = f"templates/{name}"
    return Finding("E402", Place(path), {"problem": problem, "document": document}, Source(path, line, 1, 2))


def _template_line(fault: BaseException, name: str, folders: Sequence[Path]) -> tuple[str, int]:
    """Return the innermost line of a template in a fault's traceback, which Jinja rewrites to the source."""
    found = (name, 1)
    roots = [str(folder) for folder in folders]
    trace = fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        root = next((root for root in roots if file.startswith(root)), None)
        if root is not None:
            found = (file[len(root) + 1 :], trace.tb_lineno)
        trace = trace.tb_next
    return found


def check_templates(folders: Sequence[Path]) -> tuple[Finding, ...]:
    """Return the faults of syntax in every template, without rendering any."""
    env = environment(tuple(folders))
    findings = []
    for name in env.list_templates(extensions=["html"]):
        try:
            env.get_template(name)
        except jinja2.TemplateSyntaxError as fault:
            findings.append(_fault(fault.name or name, fault.lineno, str(fault.message), ""))
    return tuple(findings)
