"""The state of tasks: what was told by when, and what must always hold."""
