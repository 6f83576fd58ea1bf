"""The one place of the publisher that speaks HTTP to a catalog."""
