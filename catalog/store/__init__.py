"""The catalog's database: the only place that holds SQL."""
