"""VBA projects as files: writing one from text sources, and reading the text back out of one. Nothing is ever run."""
