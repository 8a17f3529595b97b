"""Changes to the office's own files: by slices of text, so that comments and order survive."""
