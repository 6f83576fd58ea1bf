"""`python -m publisher` is `opendata`."""

from publisher.cli import main

main(prog_name="opendata")
