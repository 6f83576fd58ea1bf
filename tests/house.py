"""The laws of the house that no off-the-shelf linter knows: `python -m tests.house`.

Import contracts are import-linter's (pyproject.toml). Here: sizes, where SQL, HTTP and the
environment may be spoken of, prints, registry hosts and machine paths.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES, FUNCTION_LINES, MEDIAN_LINES = 400, 60, 120
TOP = frozenset(
    [
        "catalog",
        "datasets",
        "schemas",
        "publisher",
        "tests",
        "docs",
        "Makefile",
        "pyproject.toml",
        "README.md",
        "README.ja.md",
        "opendata.toml",
        "LICENSE",
        "requirements.lock",
    ]
)
PLACES = (
    # (what, pattern, where it may stand)
    (
        "environment",
        re.compile(r"\bos\.environ\b|\bgetenv\("),
        r"(publisher/instance|catalog/settings)\.py",
    ),
    ("SQL", re.compile(r"\bimport sqlite3|\.execute(many|script)?\("), r"catalog/store/.*"),
    (
        "HTTP",
        re.compile(r"^\s*(import|from) (requests|ckanapi|httpx|urllib\.request)\b", re.MULTILINE),
        r"publisher/ckan/.*",
    ),
    (
        "the clock",
        re.compile(r"\b(?:datetime|date|dt)\.(?:now|utcnow|today)\(|\btime\.time\("),
        r"(publisher/clock|catalog/model/times|catalog/pages/routes)\.py",
    ),
    ("print", re.compile(r"(?<![\w.])print\("), r"nowhere"),
    ("click.echo", re.compile(r"\bclick\.echo\("), r"publisher/cli/.*"),
)


def problems() -> Iterator[str]:
    """Yield every broken law with its place."""
    names = _tracked()
    yield from (
        f"{name}: not a place of this house (DESIGN §2)"
        for name in sorted({name.split("/")[0] for name in names} - TOP)
        if not name.startswith(".")
    )
    sizes = []
    for name in names:
        path = ROOT / name
        if not name.endswith(".py") or name.split("/")[0] not in {"publisher", "catalog"}:
            continue
        text = path.read_text(encoding="utf-8")
        sizes.append(text.count("\n"))
        yield from _module(name, text)
    if sizes and statistics.median(sizes) > MEDIAN_LINES:
        yield f"the median module has {statistics.median(sizes)} lines, more than {MEDIAN_LINES}"
    for name in ("requirements.lock", "tests/requirements.lock"):
        if re.search(r"https?://", (ROOT / name).read_text(encoding="utf-8")):
            yield f"{name}: names a host; a lock holds names, versions and hashes only"


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).exists())


def _module(name: str, text: str) -> Iterator[str]:
    if text.count("\n") > MODULE_LINES:
        yield f"{name}: {text.count(chr(10))} lines, more than {MODULE_LINES}: split by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, over {FUNCTION_LINES}"
    for what, pattern, allowed in PLACES:
        found = pattern.search(text)
        if found and not re.fullmatch(allowed, name):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what} is spoken of outside {allowed}"


def main() -> int:
    """Print every problem; 1 where there is one."""
    found = list(problems())
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
