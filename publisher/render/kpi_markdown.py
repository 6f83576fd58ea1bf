"""The KPI as Markdown, for a report, a comment or a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.dates import day_words
from publisher.kpi.counting import DEFINITION, DEFINITION_WORDS
from publisher.kpi.figures import KpiReport
from publisher.render import kpi_words
from publisher.words import Text


def lines(report: KpiReport, notice: Text) -> Iterator[str]:
    """Yield the whole report; `notice` is what the instance says of itself, last."""
    day = day_words(report.as_of)
    yield f"# 公開データセット数（KPI） / Open data KPI: {day.ja} / {day.en}"
    yield ""
    available = kpi_words.available(report)
    yield f"**{_plain(report.headline.ja)}** {available.ja}"
    yield ""
    yield f"**{_plain(report.headline.en)}** {available.en}"
    yield ""
    yield from _table(report)
    yield ""
    yield from (f"- {_plain(sign.both())}" for sign in kpi_words.LEGEND)
    yield from _section(
        Text("注意", "Notes"), [note.words for note in kpi_words.other_notes(report)]
    )
    yield from _section(
        Text("この日に数えないもの", "Not counted on this day"),
        kpi_words.uncounted(report),
    )
    yield from _section(
        Text(f"数え方（定義 第{DEFINITION}版）", f"How it is counted (definition {DEFINITION})"),
        [DEFINITION_WORDS],
    )
    source = report.plan.source or report.plan.title.ja
    yield from _section(Text("出典", "Source"), [Text(source, report.plan.title.en)])
    if notice.ja:
        yield ""
        yield f"> {_plain(notice.both())}"


def _table(report: KpiReport) -> Iterator[str]:
    yield _row([column.both() for column in kpi_words.COLUMNS])
    yield _row(
        [
            "---:" if position in kpi_words.NUMBERS else "---"
            for position in range(len(kpi_words.COLUMNS))
        ],
        is_plain=False,
    )
    for body in report.bodies:
        title, state = body.organization.title.both(), kpi_words.sign(body).both()
        yield _row(kpi_words.cells(body, title, state))


def _row(cells: Sequence[str], *, is_plain: bool = True) -> str:
    return f"| {' | '.join(_plain(cell) if is_plain else cell for cell in cells)} |"


def _section(title: Text, sentences: list[Text]) -> Iterator[str]:
    if not sentences:
        return
    yield ""
    yield f"## {title.both()}"
    yield ""
    yield from (f"- {_plain(sentence.both())}" for sentence in sentences)


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is: titles come from many hands."""
    escaped = "".join(
        f"\\{character}" if character in r"\`*_[]<>|#" else character for character in text
    )
    return " ".join(escaped.split())
