"""The query language of package_search as values; the SQL made of them lives in the store."""
