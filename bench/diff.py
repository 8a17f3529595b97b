"""3,000 documents, 50 of them changed: ``docgen diff HEAD~1..HEAD`` beside ``git diff`` and a generic comparison of YAML (deepdiff).

In: a repository with two commits; deadlines moved, helping agencies added, articles put in, sentences reworded, one agency renamed. Out:
seconds of whole processes, and how many lines a reviewer has to read in each.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.measure import INSTALLED, race_of_processes
from bench.report import seconds_line, times_lines
from bench.workspace import lay

DOCUMENTS, CHANGED = 3_000, 50
OURS, GIT, GENERIC, RENAMED = "docgen diff", "git diff", "deepdiff of the changed files", "docgen diff, an agency renamed too"
CODE = {
    OURS: "import os; os.chdir({root!r}); from docgen.cli.main import main; main(['diff', 'HEAD~2..HEAD~1'])",
    RENAMED: "import os; os.chdir({root!r}); from docgen.cli.main import main; main(['diff', 'HEAD~2..HEAD'])",
    GIT: "import subprocess; subprocess.run(['git', '-C', {root!r}, '--no-pager', 'diff', 'HEAD~2..HEAD~1'], check=True)",
    GENERIC: """
import subprocess, yaml
from deepdiff import DeepDiff
git = lambda *words: subprocess.run(['git', '-C', {root!r}, *words], check=True, capture_output=True, text=True).stdout
for path in git('diff', '--name-only', 'HEAD~2..HEAD~1').split():
    old, new = (yaml.load(git('show', f'{{commit}}:{{path}}'), yaml.CSafeLoader) for commit in ('HEAD~2', 'HEAD~1'))
    print(path, DeepDiff(old, new).pretty(), sep='\\n')
""",
}


def run() -> Iterator[str]:
    """Yield the lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = lay(root, DOCUMENTS)
        _commit(root)
        for number, path in enumerate(files[:: DOCUMENTS // CHANGED]):
            path.write_text(EDITS[number % len(EDITS)](path.read_text(encoding="utf-8")), encoding="utf-8")
        _commit(root)
        agencies = root / "directives/catalogue/agencies.yaml"
        agencies.write_text(agencies.read_text(encoding="utf-8").replace("name: Sở Mẫu 07", "name: Sở Mẫu 07 mới"), encoding="utf-8")
        _commit(root)
        code = {name: text.format(root=str(root)) for name, text in CODE.items()}
        lines = {name: len(_said(text).splitlines()) for name, text in code.items()}
        times = race_of_processes(code, rounds=7)
    yield f"  {DOCUMENTS:,} documents, {CHANGED} changed; a reviewer reads"
    yield from (f"  {name:<44} {count:>6,} lines" for name, count in lines.items())
    yield from times_lines(times)
    yield seconds_line(times, OURS, "< 2 s")


def _later(text: str) -> str:
    return re.sub(r"due: \S+", "due: 2025-12-01", text, count=1)


def _helper(text: str) -> str:
    return text.replace("with: [", "with: [mau/so-40, ", 1)


def _article(text: str) -> str:
    """Put an article, or a heading, before the first one."""
    first = re.search(r"^  - (article|id): ", text, re.MULTILINE)
    assert first is not None
    key = "{article: them" if first[1] == "article" else "{id: them, heading: Nội dung thêm"
    return text[: first.start()] + f"  - {key}, text: Bổ sung theo ý kiến của cơ quan thẩm định.}}\n" + text[first.start() :]


def _reworded(text: str) -> str:
    return text.replace("theo đúng quy định", "theo quy định hiện hành", 1).replace("không chờ đôn đốc", "kịp thời", 1)


EDITS: Sequence[Callable[[str], str]] = (_later, _helper, _article, _reworded, _later)


def _commit(root: Path) -> None:
    who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "next"]):
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def _said(code: str) -> str:
    environment = {**(INSTALLED or os.environ), "DOCGEN_LANG": "en"}
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment).stdout
