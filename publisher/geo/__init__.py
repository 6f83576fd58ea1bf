"""GeoJSON (RFC 7946) as values: what is wrong with its structure and places, and its table."""
