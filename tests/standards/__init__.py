"""Standard datasets: their files, and recognising their headers."""
