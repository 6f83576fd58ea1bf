"""opendata.toml and the environment: what is read, and what is said when it cannot be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from publisher import instance
from publisher.errors import SettingsError
from tests.towns import Town

ID = "11111111-1111-4111-8111-11111111111a"


def test_a_month_counts_from_its_last_day() -> None:
    """2019-02 is 28 February, 2020-02 the 29th, 2019-12 the 31st."""
    assert [dt.date(2019, 2, 28), dt.date(2020, 2, 29), dt.date(2019, 12, 31)] == [
        instance.stated_day(text) for text in ("2019-02", "2020-02", "2019-12")
    ]
    assert dt.date(2019, 2, 3) == instance.stated_day("2019-02-03")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[instance]\n",
        '[instance]\nid = "x"\n',
        (
            f'[instance]\nid="{ID}"\ntitle="t"\n[kpi]\norganization="o"\nplan="p"\nmeasure="m"\n'
            '[[kpi.opening_balance]]\norganization="o"\ndate="2019"\ncount=1\nsource="s"\n'
        ),
        f'[instance]\nid="{ID}"\ntitle="t"\n[limits]\nwithdrawals = 3\n',
        (
            f'[instance]\nid="{ID}"\ntitle="t"\n[[limits.override]]\ndate=2026-04-01\n'
            'limit="withdrawal"\ncount=9\nreason="r"\n'
        ),
        '[instance]\nid=""\ntitle="t"\n',
        f'[instance]\nid="{ID.upper()}"\ntitle="t"\n',
        f'[instance]\nid="{ID}"\ntitle="t"\ntime_zone="Mars/Base"\n',
        f'[instance]\nid="{ID}"\ntitle="t"\ntime_zone="../x"\n',
        f'[instance]\nid="{ID}"\ntitle="t"\ntime_zone="Asia"\n',
    ],
)
def test_settings_that_cannot_be_used_say_so(tmp_path: Path, text: str) -> None:
    """A missing or wrong key is an error with a next step, never a traceback."""
    (tmp_path / "opendata.toml").write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        instance.load(tmp_path)
    assert caught.value.next_step.ja
    assert "opendata.toml" in caught.value.where


def test_the_target_is_the_environments_ckan_or_the_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CKAN_URL with CKAN_TOKEN, else the catalog on this machine; a token is never guessed."""
    town = Town(tmp_path / "town")
    here = instance.load(town.root)
    monkeypatch.delenv("CKAN_URL", raising=False)
    monkeypatch.delenv("CKAN_TOKEN", raising=False)
    assert (town.catalog, True) == (instance.target(here).url, instance.target(here).embedded)
    monkeypatch.setenv("CKAN_URL", "https://ckan.example.jp/")
    with pytest.raises(SettingsError):
        instance.target(here)
    monkeypatch.setenv("CKAN_TOKEN", "トークン")
    with pytest.raises(SettingsError):
        instance.target(here)
    monkeypatch.setenv("CKAN_TOKEN", "t")

    assert ("https://ckan.example.jp", "t") == (
        instance.target(here).url,
        instance.target(here).token,
    )
