"""``python -m bench [NAME…]``: runs the measurements and prints them as they come."""

from __future__ import annotations

import importlib
import platform
import sys
from collections.abc import Sequence

BENCHES = ("check", "docx", "pdf", "help", "register", "questions", "province", "packets", "offices", "batches", "tables", "tasks", "diff")


def main(names: Sequence[str]) -> int:
    """Run the benches named, or all; return 2 where there is none of that name."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()} on {platform.machine()}; middle (least – most) of the rounds", flush=True)
    for name in names or BENCHES:
        module = importlib.import_module(f"bench.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        for line in module.run():
            print(line, flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
