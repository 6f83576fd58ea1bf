"""What is known of files that have not changed: judged once per content, descriptor and rules.

The key holds everything a judgement depends on, so a remembered one is the same as a fresh one;
a memory that is lost or broken only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from publisher import files
from publisher.checks.judging import Judge, Judged
from publisher.checks.source import Looking, Source
from publisher.findings import Finding, Place, Severity
from publisher.row_set import RowSet
from publisher.standards import Standard
from publisher.verdicts import FileVerdict, NamedStandard, Status
from publisher.words import Text

_ENDINGS = frozenset({".py", ".json"})
_FORGETFUL = frozenset({"X000"})
"""A judgement with one of these is not remembered: our fault may be mended without a trace."""

_IGNORED = ".gitignore"
"""Keeps the memory out of a repository that does not ignore `.opendata/`."""


class Memory:
    """A judge that asks another one only for what it does not know."""

    def __init__(self, folder: Path, inner: Judge) -> None:
        self.folder = folder
        self.inner = inner
        self.used: set[str] = set()

    def __call__(self, sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
        """Yield judgements in order; new ones are remembered as they come."""
        keys = [self._key(source, looking) for source in sources]
        known = [self._recall(*pair) for pair in zip(keys, sources, strict=True)]
        missing = [source for source, found in zip(sources, known, strict=True) if found is None]
        fresh = self.inner(missing, looking)
        for key, found in zip(keys, known, strict=True):
            self.used.add(key)
            if found is not None:
                yield found
                continue
            new = next(fresh)
            if not any(finding.rule in _FORGETFUL for finding in new.findings):
                self._keep(key, new)
            yield new

    def forget_others(self) -> None:
        """Drop what this run did not use; only after a run over everything."""
        for path in self.folder.glob("*/*.json"):
            if path.stem not in self.used:
                # Where it cannot be written it takes room, and nothing else.
                with contextlib.suppress(OSError):
                    path.unlink()

    def _key(self, source: Source, looking: Looking) -> str:
        parts = [
            _code(),
            ",".join(rule.id for rule in looking.rules),
            _known(looking.standards),
            looking.municipalities.digest if looking.municipalities else "",
            ",".join(sorted(looking.lowered)),
            source.path,
            str(source.resource),
            source.form,
            str(source.body),
            source.file.sha256,
            _canonical(source.properties),
            _canonical(source.descriptor),
            *(f"{other.resource}:{other.file.sha256}" for other in source.siblings),
        ]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _recall(self, key: str, source: Source) -> Judged | None:
        try:
            document = json.loads(self._path(key).read_text(encoding="utf-8"))
            return _decoded(document, source)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # not known, or a broken entry: it is judged afresh

    def _keep(self, key: str, judged: Judged) -> None:
        content = json.dumps(_encoded(judged), ensure_ascii=True).encode()
        try:
            if not (self.folder / _IGNORED).exists():
                files.write(self.folder / _IGNORED, b"*\n")
            files.write(self._path(key), content, mode=0o600)
        except OSError:
            return  # a memory that cannot be written costs time, not the result


@cache
def _known(standards: tuple[Standard, ...]) -> str:
    """Return the digest of the standard datasets, made once for all files."""
    return hashlib.sha256("\x1f".join(map(repr, standards)).encode()).hexdigest()


@cache
def _code() -> str:
    """Return the digest of all that judges: a new rule makes everything new."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parents[2]
    for package in ("publisher", "schemas"):
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _ENDINGS:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _canonical(document: Mapping[str, Any] | None) -> str:
    return json.dumps(document, ensure_ascii=True, sort_keys=True)


def _encoded(judged: Judged) -> dict[str, Any]:
    return {
        "findings": [
            finding.as_json() | {"quiet": finding.is_quiet, "rows": _rows(finding).as_text()}
            for finding in judged.findings
        ],
        "verdict": judged.verdict.as_json(),
    }


def _rows(finding: Finding) -> RowSet:
    return finding.rows if isinstance(finding.rows, RowSet) else RowSet(finding.rows)


def _decoded(document: Mapping[str, Any], source: Source) -> Judged:
    """Return a judgement; the file's names come from the file: kept ones hide persons' numbers."""
    verdict = document["verdict"]
    return Judged(
        tuple(_finding(item, source) for item in document["findings"]),
        FileVerdict(
            path=source.path,
            resource=source.resource,
            rules={rule: Status(status) for rule, status in verdict["rules"].items()},
            standard=_standard(verdict["standard"]),
            told_by=verdict["toldBy"],
        ),
    )


def _standard(item: Mapping[str, Any] | None) -> NamedStandard | None:
    if item is None:
        return None
    return NamedStandard(
        slug=item["slug"],
        edition=item["edition"],
        title=Text(item["title"]["ja"], item["title"]["en"]),
        is_sure=item["certainty"] == "sure",
        edition_is_sure=item["editionIsSure"],
    )


def _finding(item: Mapping[str, Any], source: Source) -> Finding:
    place = ("sheet", "line", "row", "column", "cell")
    return Finding(
        rule=item["rule"],
        severity=Severity(item["severity"]),
        place=Place(
            path=source.path, resource=source.resource, **{key: item[key] for key in place}
        ),
        message=Text(item["message"]["ja"], item["message"]["en"]),
        certainty=item["certainty"],
        accepted=item["accepted"] or "",
        rows=RowSet.of_text(item["rows"]) if item["rows"] else (),
        is_quiet=item["quiet"],
    )
