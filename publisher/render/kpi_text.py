"""The KPI for a terminal, in both languages. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.dates import day_words
from publisher.kpi.counting import DEFINITION, DEFINITION_WORDS
from publisher.kpi.figures import KpiReport
from publisher.render import kpi_words
from publisher.render.width import aligned
from publisher.words import Text


def headline(report: KpiReport) -> Iterator[str]:
    """Yield the headline with all its parts, and what is available, a line per language."""
    available = kpi_words.available(report)
    yield f"{report.headline.ja}{available.ja}"
    yield f"{report.headline.en} {available.en}"


def lines(report: KpiReport, notice: Text) -> Iterator[str]:
    """Yield the whole report; `notice` is what the instance says of itself, last."""
    yield _title(report).both()
    yield ""
    yield from headline(report)
    yield ""
    yield from _table(report)
    yield ""
    yield from (sign.both() for sign in kpi_words.LEGEND)
    yield from _block(Text("注意", "Notes"), [note.words for note in kpi_words.other_notes(report)])
    yield from _block(
        Text("この日に数えないもの", "Not counted on this day"),
        kpi_words.uncounted(report),
    )
    yield from _block(
        Text(f"数え方（定義 第{DEFINITION}版）", f"How it is counted (definition {DEFINITION})"),
        [DEFINITION_WORDS],
    )
    yield from _block(Text("出典", "Source"), [_source(report)])
    if notice.ja:
        yield ""
        yield notice.both()


def _title(report: KpiReport) -> Text:
    day = day_words(report.as_of)
    return Text(f"公開データセット数（KPI） {day.ja}現在", f"Open data KPI as of {day.en}")


def _source(report: KpiReport) -> Text:
    plan = report.plan
    source = plan.source or plan.title.ja
    return Text(source, plan.title.en if plan.title.en not in source else source)


def _table(report: KpiReport) -> Iterator[str]:
    rows = [
        [column.ja for column in kpi_words.COLUMNS],
        [column.en for column in kpi_words.COLUMNS],
        *(
            kpi_words.cells(body, body.organization.title.both(), kpi_words.sign(body).ja)
            for body in report.bodies
        ),
    ]
    return aligned(rows, kpi_words.NUMBERS)


def _block(title: Text, sentences: list[Text]) -> Iterator[str]:
    if not sentences:
        return
    yield ""
    yield title.both()
    for sentence in sentences:
        yield f"  {sentence.ja}"
        if sentence.en != sentence.ja:
            yield f"  {sentence.en}"
