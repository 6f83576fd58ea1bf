"""One file: what its bytes are, whether it parses, and its table if it is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from publisher.checks import feed, file_rules, geojson, json_file, tables
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source
from publisher.errors import SurroundingsError
from publisher.findings import Finding, Severity
from publisher.rules.fence import is_of_system
from publisher.tables import encoding as encodings
from publisher.tables.declared import family_of
from publisher.words import Text

JSON_FORMS = frozenset({"geojson", *json_file.FORMS})
_FEED = "gtfs"
"""What an archive is that holds a timetable feed, whatever its name ends in."""
_NOT_LOOKED_INTO = Text(
    "この形式（{form}）の中身は確かめていません。CSVかxlsxで保存すると確かめられます。",
    "The content of this format ({form}) was not checked; CSV or xlsx would be.",
)
_FEATURES = Text(
    "この形式（{form}）の中身は確かめていません。地図の道具で1つのGeoJSONにまとめると確かめられます。",
    "The content of this format ({form}) was not checked; one FeatureCollection would be.",
)
"""Of one feature a line (RFC 8142 and the like)."""


def look(source: Source, looking: Looking, ledger: Ledger) -> Iterator[Finding]:
    """Yield the findings of one file; raises SurroundingsError where the disk fails."""
    try:
        yield from _look(source, looking, ledger)
    except OSError as error:
        if not is_of_system(error):
            raise  # our fault: the fence around this look tells it
        raise SurroundingsError(
            Text("ファイルを読めなくなりました", "The file can no longer be read"),
            where=f"{source.path} ({error.strerror})",
            next_step=Text(
                "ディスクと権限を確かめ、もう一度実行してください。",
                "Check disk and permissions and run this again.",
            ),
        ) from error


def _look(source: Source, looking: Looking, ledger: Ledger) -> Iterator[Finding]:
    if source.form in tables.TEXT_FORMS:
        encoding = encodings.decide(source.file, family_of(source.properties.get("encoding")))
        yield from file_rules.of_any(source, looking.rules, ledger, encoding.content)
        yield from file_rules.of_text(source, looking.rules, ledger, encoding)
        if encoding.is_readable and encoding.codec is not None:
            yield from tables.look_at_text(source, looking, ledger, encoding.codec)
        else:
            ledger.is_unread = True
    elif source.form in JSON_FORMS:
        yield from _json(source, looking, ledger)
    elif source.form in feed.FORMS:
        is_known = yield from feed.look(source, looking, ledger)
        told = source if ledger.is_unread else replace(source, form=_FEED)
        yield from file_rules.of_any(told, looking.rules, ledger)
        if not is_known:
            yield from _unread(source, ledger)
    elif source.form in tables.BOOK_FORMS:
        yield from file_rules.of_any(source, looking.rules, ledger)
        yield from tables.look_at_book(source, looking, ledger)
    else:
        yield from file_rules.of_any(source, looking.rules, ledger)
        yield from _unread(source, ledger)


def _unread(source: Source, ledger: Ledger) -> Iterator[Finding]:
    """Yield that the content of a bare file was not looked at; a dataset may hold anything."""
    ledger.is_unread = True
    if source.resource is None:
        yield Finding(
            rule="format-error",
            severity=Severity.INFO,
            place=source.place,
            message=(_FEATURES if source.form.startswith("geojson") else _NOT_LOOKED_INTO).fill(
                {"form": source.form}
            ),
        )


def _json(source: Source, looking: Looking, ledger: Ledger) -> Iterator[Finding]:
    encoding = encodings.decide(source.file, family_of(source.properties.get("encoding")))
    yield from file_rules.of_any(source, looking.rules, ledger, encoding.content)
    codec = encoding.codec
    if not encoding.is_readable or codec is None:
        ledger.is_unread = True
        yield from file_rules.of_text(source, looking.rules, ledger, encoding)
        return
    if source.form in json_file.FORMS:
        survey = json_file.survey(source, codec)
        fault = geojson.fault_of(survey.broken) if survey.broken else None
        ledger.is_unread = fault is not None
        yield from file_rules.of_text(source, looking.rules, ledger, encoding, fault, survey)
        if fault is None:
            siblings = partial(tables.siblings, source)
            yield from json_file.look(source, looking, ledger, codec, survey, siblings)
        return
    seen, features = geojson.read(source, looking, codec)
    fault = geojson.fault_of(seen.broken) if seen.broken else None
    yield from file_rules.of_text(source, looking.rules, ledger, encoding, fault)
    yield from geojson.look(source, looking, ledger, seen, features, codec)
