"""How fast the table engine is, beside frictionless on the same files: `make bench`."""
