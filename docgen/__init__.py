"""docgen: official documents as data, from YAML in git to Word and PDF in the layout of the law."""

__version__ = "0.1.0"
