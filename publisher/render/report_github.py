"""A report as workflow annotations: one line a group, so that the place is marked in the proposal."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Report, Severity
from publisher.render.report_groups import Group, groups
from publisher.render.report_verdict import verdict
from publisher.words import mask_name

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ORDER = tuple(_COMMANDS)


def lines(report: Report, *, is_bare: bool) -> Iterator[str]:
    """Yield the annotations, errors first (only the first ten of a kind are shown), then the verdict."""
    rows = [(path, group) for path, found in groups(report).items() for group in found]
    for path, group in sorted(rows, key=lambda row: _ORDER.index(row[1].first.severity)):
        yield _annotation(path, group)
    yield verdict(report, is_bare=is_bare).both()


def _annotation(path: str, group: Group) -> str:
    first, place = group.first, group.place
    properties = {"file": mask_name(path), "title": group.label}
    if first.place.line is not None:
        properties["line"] = str(first.place.line)
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    where = f"{place.ja}：" if place.ja else ""
    message = f"{where}{first.message.ja}\n{first.message.en}"
    if first.accepted:
        message += f"\n【{group.kind.ja}】理由 / reason: {first.accepted}"
    return f"::{_COMMANDS[first.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Escape a message as the runner's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property: a comma or colon would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
