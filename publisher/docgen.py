"""Generated pages: `python -m publisher.docgen` writes them, `--check` compares.

A page is a path and what makes its lines; a new page is one more entry of PAGES.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publisher import files


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page."""

    path: str
    """Below the repository's folder."""
    lines: Callable[[], Iterable[str]]

    def content(self) -> bytes:
        """Return the page as it must be on disk."""
        return ("\n".join(self.lines()) + "\n").encode()


def _rules(language: str) -> Iterable[str]:
    from publisher.render import rules_page

    return rules_page.lines("ja" if language == "ja" else "en")


def _commands() -> Iterable[str]:
    from publisher.cli import main, reference

    return reference.lines(main, "opendata")


PAGES: tuple[Page, ...] = (
    Page("datasets/RULES.md", partial(_rules, "ja")),
    Page("docs/rules.md", partial(_rules, "en")),
    Page("docs/cli.md", _commands),
)


def different(root: Path, pages: Iterable[Page] = PAGES) -> list[str]:
    """Return the paths of the pages under `root` that are not what they must be."""
    return [
        page.path
        for page in pages
        if not (root / page.path).is_file() or (root / page.path).read_bytes() != page.content()
    ]


def write(root: Path, pages: Iterable[Page] = PAGES) -> None:
    """Write the pages under `root`; raises OSError."""
    for page in pages:
        files.write(root / page.path, page.content())


def main(words: list[str], root: Path, pages: Iterable[Page] = PAGES) -> int:
    """Write the pages, or with `--check` compare them; return the exit code."""
    if words not in ([], ["--check"]):
        sys.stderr.write("usage: python -m publisher.docgen [--check]\n")
        return 2
    if not words:
        write(root, pages)
        return 0
    stale = different(root, pages)
    for path in stale:
        sys.stderr.write(f"{path} is not what the code says\n")
    if stale:
        sys.stderr.write("Next: make docs\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
