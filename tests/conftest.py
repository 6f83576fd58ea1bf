"""What all tests share: the loud word about the contract suite that did not run."""

from __future__ import annotations

import os

import hypothesis
import pytest

# No test is timed: what a busy machine takes is no fault.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, in capitals, when no real CKAN was tested."""
    if not (os.environ.get("CKAN_URL") and os.environ.get("CKAN_TOKEN")):
        terminalreporter.write_line(
            "NOTE: the contract suite ran on the embedded catalog only. For a real CKAN: "
            "make ckan, then set CKAN_URL and CKAN_TOKEN and run make test again.",
            yellow=True,
        )
