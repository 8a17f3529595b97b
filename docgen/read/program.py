"""Kinds, formats and terms of posts: the rules of law the program carries as data, and a workspace may replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.model.findings import Finding, Place
from docgen.model.format import Format
from docgen.model.kind import Kind
from docgen.model.terms import TermRule
from docgen.read.tree import parse
from docgen.read.values import build

Kinds = dict[str, Kind]
Formats = dict[str, Format]


def read_program(templates: Sequence[Path], root: Path) -> tuple[Kinds, Formats, tuple[Finding, ...]]:
    """Return kinds and formats by id. Rows of an earlier folder win; a format may extend another by ``extends``."""
    findings: list[Finding] = []
    rows: dict[str, tuple[str, Any]] = {}
    raw: dict[str, tuple[str, dict[str, Any]]] = {}
    for folder in reversed(templates):
        rows |= {id_: (path, row) for path, data in _maps([folder / "kinds.yaml"], root, findings) for id_, row in data.items()}
        raw |= {data.get("id", path): (path, data) for path, data in _maps(sorted((folder / "formats").glob("*.yaml")), root, findings)}
    kinds: Kinds = {}
    for id_, (path, row) in rows.items():
        kind, found = build(Kind, row, path, (id_,))
        findings += found
        if kind is not None:
            kinds[id_] = kind
    formats: Formats = {}
    for id_, (path, _) in raw.items():
        format_, found = build(Format, _extended(id_, raw), path)
        findings += found
        if format_ is not None:
            formats[id_] = format_
    return kinds, formats, tuple(findings)


def read_terms(templates: Sequence[Path], root: Path) -> tuple[dict[str, TermRule], tuple[Finding, ...]]:
    """Return the rules on terms of posts by id, from ``terms.yaml``; rows of an earlier folder win."""
    findings: list[Finding] = []
    terms: dict[str, TermRule] = {}
    for folder in reversed(templates):
        for path, data in _maps([folder / "terms.yaml"], root, findings):
            for id_, row in data.items():
                rule, found = build(TermRule, row, path, (id_,))
                findings += found
                if rule is not None:
                    terms[id_] = rule
    return terms, tuple(findings)


def _maps(paths: Sequence[Path], root: Path, findings: list[Finding]) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in paths:
        if not path.is_file():
            continue
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        tree = parse(name, path.read_bytes())
        findings += tree.findings
        if isinstance(tree.data, dict):
            found.append((name, tree.data))
        elif tree.data is not None:
            findings.append(Finding("E105", Place(name), {"expected": "a map of keys"}))
    return found


def _extended(id_: str, raw: Mapping[str, tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the data of a format laid over that of the format it extends."""
    data = raw[id_][1]
    base = str(data.get("extends", ""))
    own = {key: value for key, value in data.items() if key != "extends"}
    if base not in raw or base == id_:
        return own
    inherited = {key: value for key, value in _extended(base, raw).items() if key not in ("from", "until")}
    return _over(inherited, own)


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return base | {
        key: _over(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value for key, value in own.items()
    }
