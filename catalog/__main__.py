"""`python -m catalog`: serve an instance's embedded catalog."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from catalog.process import serve


def main() -> int:
    """Read the command line and serve; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m catalog", description=__doc__)
    parser.add_argument("--instance", type=Path, default=Path(), help="folder of opendata.toml")
    parser.add_argument(
        "--stop-with-stdin",
        action="store_true",
        help="end when stdin ends, so that this process never outlives the one that started it",
    )
    arguments = parser.parse_args()
    return serve(arguments.instance, is_stopped_with_stdin=arguments.stop_with_stdin)


if __name__ == "__main__":
    sys.exit(main())
