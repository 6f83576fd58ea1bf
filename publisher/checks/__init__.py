"""How one file is looked at: rules and the table engine over one stream, findings out of it."""
