"""Numbers of documents as printed: ``145/QĐ-UBND`` in documents of the State, ``06-CT/TU`` in those of the Party."""

from __future__ import annotations


def full_number(number: str | None, symbol: str | None, pad: int = 2) -> str:
    """Return number and symbol joined as their symbol asks; a symbol with ``/`` is the Party's and takes a hyphen.

    A whole number is padded to ``pad`` digits; what is missing leaves the other alone.
    """
    shown = number.zfill(pad) if number and number.isdigit() else number or ""
    if not shown or not symbol:
        return shown or symbol or ""
    return f"{shown}-{symbol}" if "/" in symbol else f"{shown}/{symbol}"
