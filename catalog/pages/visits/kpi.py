"""The visit to the KPI page."""

from __future__ import annotations

from catalog.pages.dataset_page import titles
from catalog.pages.kpi_page import KpiPage, kpi_page
from catalog.pages.untrusted import text
from catalog.pages.visits.visit import Visit


def kpi(visit: Visit) -> KpiPage | None:
    """Read the generated dataset; None where this catalog has published none yet."""
    published = visit.library.kpi()
    if published is None:
        return None
    dataset, figures = published
    described = visit.library.descriptor(dataset)
    files = visit.library.files(dataset, described, visit.language)
    return kpi_page(
        figures,
        files=tuple(file for file in files if file.url),
        description=titles(dataset, described, visit.language)[1].value,
        dataset_name=text(dataset.get("name")),
        today=visit.today,
        language=visit.language,
    )
