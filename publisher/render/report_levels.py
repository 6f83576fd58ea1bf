"""The level of machine-readability that files reach, and what stands in the way. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from publisher.findings import Report
from publisher.verdicts import FileVerdict, Status
from publisher.words import Text, things

LEVELS = 3
NOTHING = Text("", "")


def of_file(report: Report, path: str) -> Text:
    """Return the level of one file for its headline; empty where no rule looked at it."""
    found = next((verdict for verdict in report.files if verdict.path == path), None)
    if found is None:
        return NOTHING
    if found.level is None:
        return Text("（機械判読性：決まりません）", " (machine-readability: not settled)")
    short = _short(found.level)
    return Text(f"（機械判読性：{short.ja}）", f" (machine-readability: {short.en})")


def of_report(report: Report) -> Text:
    """Return the level of all files together; empty where no file was looked at."""
    if not report.files:
        return NOTHING
    if len(report.files) == 1:
        return _of_one(report.files[0], {finding.rule for finding in report.findings})
    counts = Counter(item.level for item in report.files)
    found = [(level, counts[level]) for level in (*range(LEVELS + 1), None) if counts[level]]
    shown = "、".join(f"{_short(level).ja}が{count:,}件" for level, count in found)
    english = ", ".join(f"{_short(level).en}: {count:,}" for level, count in found)
    return Text(f"機械判読性：{shown}。", f"Machine-readability: {english}.")


def _of_one(verdict: FileVerdict, told: AbstractSet[str]) -> Text:
    """Return the level of one file, and which rules keep it from the next.

    `told` are the rules with a finding: what is violated beside them is the same fact.
    """
    level = verdict.level
    if level is None:
        return Text(
            "機械判読性：表として見るところがないので、レベルは決まりません。",
            "Machine-readability: nothing in it was looked at as a table.",
        )
    if level == LEVELS:
        return Text("機械判読性：レベル3（いちばん上）。", "Machine-readability: level 3 of 3.")
    reached = Text(
        f"機械判読性：レベル{level}（全{LEVELS}段階）。"
        if level
        else "機械判読性：レベル1にまだ届いていません（全3段階）。",
        f"Machine-readability: level {level} of {LEVELS}.",
    )
    way = _way(verdict, level + 1, told)
    return Text(f"{reached.ja}{way.ja}", f"{reached.en} {way.en}")


def _way(verdict: FileVerdict, following: int, told: AbstractSet[str]) -> Text:
    """Return what stands between the file and the following level."""
    by_status: dict[Status, list[str]] = {}
    for rule, status in verdict.rules.items():
        if rule.startswith(f"L{following}-"):
            by_status.setdefault(status, []).append(rule)
    violated = by_status.get(Status.VIOLATED, [])
    violated = [rule for rule in violated if rule in told] or violated
    asked = by_status.get(Status.NEEDS_PERSON, [])
    unread = by_status.get(Status.NOT_CHECKED, [])
    if unread and not violated:
        return Text(
            "最後まで読めなかったので、まだ決められません。",
            "The file was not read to its end, so this is not settled.",
        )
    said = [f"直すか確かめることが{things(len(violated))}（{'、'.join(violated)}）"] * bool(
        violated
    )
    said += [f"人が答える質問が{things(len(asked))}（{'、'.join(asked)}）"] * bool(asked)
    english = [f"to mend or look at: {', '.join(violated)}"] * bool(violated)
    english += [f"for a person to answer: {', '.join(asked)}"] * bool(asked)
    return Text(
        f"レベル{following}までに、{'、'.join(said)}あります。",
        f"Before level {following}: {'; '.join(english)}.",
    )


def _short(level: int | None) -> Text:
    if level is None:
        return Text("決まらないもの", "not settled")
    return Text(f"レベル{level}" if level else "レベル1未満", f"level {level}")
