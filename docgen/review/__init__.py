"""What a change really changes: two offices compared by permanent ids, as data that can be applied, and said in words."""

from docgen.review.changes import Change, apply, diff

__all__ = ["Change", "apply", "diff"]
