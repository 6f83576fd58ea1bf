"""The officer's desk: how a file becomes a described dataset, and how that description changes."""
