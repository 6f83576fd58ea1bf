"""Everything a plan is made from, read and judged once: tree, check, KPI dataset."""

from __future__ import annotations

from publisher.cli.context import Workplace, checked, workplace
from publisher.publish.run import Source


def source(here: Workplace | None = None) -> Source:
    """Return the checked tree with the datasets the publisher itself computes."""
    from publisher.kpi import dataset as kpi_dataset

    here = here or workplace()
    report = checked(here)
    generated = kpi_dataset.build(
        here.tree,
        here.instance,
        vocabularies=here.vocabularies,
        report=report,
        today=here.today,
    )
    return Source(
        instance=here.instance,
        tree=here.tree,
        report=report,
        vocabularies=here.vocabularies,
        generated=(generated,) if generated else (),
        today=here.today,
    )
