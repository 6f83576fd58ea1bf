"""Everything a plan is made from, read and judged once: tree, check, KPI dataset."""

from __future__ import annotations

from publisher.cli.context import Workplace, checked, workplace
from publisher.publish.run import Source
from publisher.words import Text

INCOMPLETE = Text(
    "読めないフォルダがあるため、数を出し直しません（前の数を残します）",
    "some folders cannot be read, so the figures are not renewed (the last ones stay)",
)


def source(here: Workplace | None = None) -> Source:
    """Return the checked tree with the datasets the publisher itself computes."""
    from publisher.kpi import dataset as kpi_dataset
    from publisher.kpi.measures import incomplete

    here = here or workplace()
    report = checked(here)
    generated = kpi_dataset.build(
        here.tree,
        here.instance,
        vocabularies=here.vocabularies,
        report=report,
        today=here.today,
    )
    # A figure that fell because a folder cannot be read would be an accident, published.
    blind = incomplete(here.tree, here.tree.organizations)
    withheld = {generated.name: INCOMPLETE} if generated and blind else {}
    return Source(
        instance=here.instance,
        tree=here.tree,
        report=report,
        vocabularies=here.vocabularies,
        generated=(generated,) if generated else (),
        today=here.today,
        withheld=withheld,
    )
