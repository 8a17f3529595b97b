"""Loaded by the server that workers of PDFs are forked from: the engine, begun once for all of them.

Where there is no engine each document says so.
"""

from __future__ import annotations

from contextlib import suppress

from docgen.write.engine import PdfUnavailable, engine

with suppress(PdfUnavailable):
    engine()
