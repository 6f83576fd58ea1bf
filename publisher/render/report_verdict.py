"""The one sentence of a report: may it be published?"""

from __future__ import annotations

from publisher.findings import Report, Severity
from publisher.words import Text


def verdict(report: Report, *, is_bare: bool) -> Text:
    """Return the verdict, its sign first; `is_bare` for files without a descriptor."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    infos = report.count(Severity.INFO)
    if errors and report.datasets > 1:
        return Text(
            f"🟥 {report.datasets}件のうち{len(report.red)}件は、まだ公開できません。"
            f"直すところが{errors}か所あります。",
            f"🟥 {len(report.red)} of {report.datasets} cannot be published yet: "
            f"{_places(errors)} to mend.",
        )
    if errors:
        return Text(
            f"🟥 まだ公開できません。直すところが{errors}か所あります。",
            f"🟥 Not ready to publish: {_places(errors)} to mend.",
        )
    if not report.datasets:
        return Text("データセットはまだありません。", "There are no datasets yet.")
    if warnings:
        return Text(
            f"🟨 公開できます。その前に{warnings}つ確認してください。",
            f"🟨 Ready to publish; please look at {_places(warnings)} first.",
        )
    if is_bare and infos:
        return Text(
            "🟨 中身を確かめられないファイルがあります。",
            "🟨 The content of some files could not be checked.",
        )
    if is_bare:
        return Text(
            "✅ 直すところはありません。`opendata add` で加えられます。",
            "✅ Nothing to mend. `opendata add` can take it.",
        )
    return Text(
        f"✅ 公開できます（{report.datasets}件）。", f"✅ Ready to publish ({report.datasets})."
    )


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
