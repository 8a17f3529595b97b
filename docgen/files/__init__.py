"""The disk, git and the machine: whole files or none, locks, fixed zips, edits by slices, a cache, the folders of a workspace, fonts."""
