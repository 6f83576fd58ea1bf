"""How little a night without change asks of a catalog."""

from __future__ import annotations

from pathlib import Path

from tests.contract.conftest import start, stop
from tests.proxy import proxying
from tests.towns import CODE, Town

KPI = f"""
[kpi]
organization = "{CODE}_SLUG"
plan = "試験計画"
measure = "公開データセット数（累計）"
[kpi.targets]
2026 = 10
"""


def test_a_thousand_unchanged_datasets_take_eight_reads_and_no_write(tmp_path: Path) -> None:
    """1,000 datasets and the KPI dataset: at most 8 requests, all of them reads."""
    town = Town(tmp_path / "town")
    town.extra = KPI.replace("SLUG", town.slug)
    town.settings()
    for number in range(1000):
        town.add(f"d{number:04}", issued="2026-01-01")
    process = start(town)
    token = (town.root / ".opendata" / "token").read_text(encoding="utf-8").strip()
    try:
        with proxying(town.catalog) as proxy:
            env = {"CKAN_URL": proxy.url, "CKAN_TOKEN": token}
            first = town.run("publish", env=env, timeout=600)
            assert first.returncode == 0, first.stdout[-2000:] + first.stderr[-2000:]
            assert "1001 datasets visible" in first.stdout
            proxy.requests.clear()
            second = town.run("publish", env=env, timeout=600)
            assert second.returncode == 0, second.stdout + second.stderr
    finally:
        stop(process)

    assert "nothing to change" in second.stdout
    assert [] == proxy.writes
    assert len(proxy.requests) <= 8, proxy.requests
