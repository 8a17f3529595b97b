"""YAML → values: the office of a workspace, with exact positions for every finding."""

from docgen.read.where import excerpt, locate, where
from docgen.read.workspace import read

__all__ = ["excerpt", "locate", "read", "where"]
