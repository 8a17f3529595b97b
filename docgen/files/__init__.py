"""The disk and git: whole files or none, locks, fixed zips, edits by slices, a cache, the folders of a workspace; fonts; the interpreter."""
