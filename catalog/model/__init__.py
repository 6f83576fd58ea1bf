"""What a dataset, resource and organization may be and how they look; no input or output here."""
