"""Blocks to bytes: one writer for each kind of file; none of them touches the disk."""

from docgen.write.writers import WRITERS, Writer

__all__ = ["WRITERS", "Writer"]
