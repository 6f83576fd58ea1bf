"""The embedded catalog: CKAN's Action API, pages, downloads and search on SQLite and files."""
