"""Measurements as lines of text: the times, then the ratio beside its goal."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Spread, Times, ratios


def times_lines(times: Times) -> Iterator[str]:
    """Yield a line for each side."""
    for name, seconds in times.items():
        spread = Spread.of(seconds)
        yield f"  {name:<44} {_time(spread.middle)}  ({_time(spread.least)} – {_time(spread.most)})"


def ratio_line(times: Times, above: str, below: str, goal: str) -> str:
    """Return the line that says how many times longer ``above`` took than ``below``."""
    spread = ratios(times, above, below)
    return f"  {above} / {below} = {spread.middle:.2f}  ({spread.least:.2f} – {spread.most:.2f}), goal {goal}"


def seconds_line(times: Times, name: str, goal: str) -> str:
    """Return the line that sets the time of one side beside its goal in seconds."""
    spread = Spread.of(times[name])
    return f"  {name}: {spread.middle:.3f} s  ({spread.least:.3f} – {spread.most:.3f}), goal {goal}"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:8.2f} ms" if seconds < 1 else f"{seconds:8.3f} s "
