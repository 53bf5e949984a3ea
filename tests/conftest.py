"""Settings of every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

import outside

if TYPE_CHECKING:
    import pytest

# A busy machine is not a wrong answer: how long things take is measured in benchmarks/.
settings.register_profile("shoefit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shoefit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run insist on the tests that a plain install cannot run."""
    parser.addoption(
        "--browser",
        action="store_true",
        help="fail, instead of skipping, where Chromium, playwright or the extra report is missing",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hand the choice on to where it is asked for."""
    outside.required = config.getoption("--browser")
