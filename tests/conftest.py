"""Settings of every test."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import outside
from engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from in_a_browser import Opened

REPORT = Path(__file__).parents[1] / "src" / "shoefit" / "report"

# A busy machine is not a wrong answer: how long things take is measured in benchmarks/. Every run
# draws the same, so that what passed passes again; benchmarks/fuzzing.py looks further.
settings.register_profile(
    "shoefit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shoefit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run insist on the tests that a plain install cannot run."""
    parser.addoption(
        "--browser",
        action="store_true",
        help="Run all that drives Chromium, not the first look alone, and fail where Chromium, "
        "playwright or the extra report is missing.",
    )
    parser.addoption(
        "--engines",
        default="quick",
        help="Engines that the tests of frames run over: quick (those that run in this process "
        "and are installed), all (each must be installed), or names with commas between: "
        + ", ".join(ENGINES),
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hand the choice on to where it is asked for; pass over doctests that lack their extra."""
    outside.required = config.getoption("--browser")
    # Their tests say what is missing. Any other module that cannot be imported is an error.
    of_extra = {"altair": "charts.py", "vl_convert": "pictures.py"}
    lacking = [str(REPORT / name) for package, name in of_extra.items() if not find_spec(package)]
    config.option.ignore = [*(config.option.ignore or []), *lacking]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        asked = metafunc.config.getoption("engines")
        quick = [name for name, each in ENGINES.items() if each.quick]
        names = {"quick": quick, "all": list(ENGINES)}.get(asked) or asked.split(",")
        metafunc.parametrize(
            "engine", [ENGINES[name] for name in names], ids=names, scope="session"
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("browser"):
        for item in items:
            if item.get_closest_marker("browser") and not item.get_closest_marker("smoke"):
                item.add_marker(pytest.mark.skip(reason="all of the browser runs with --browser"))
    if config.getoption("engines") != "all":
        for item in items:
            if item.get_closest_marker("cluster"):
                item.add_marker(pytest.mark.skip(reason="clusters run with --engines all"))


@pytest.fixture(autouse=True)
def _engine_is_installed(request: pytest.FixtureRequest) -> None:
    """Skip an engine that is not installed, unless it was asked for."""
    if "engine" in request.fixturenames and request.config.getoption("engines") == "quick":
        missing = [
            name for name in request.getfixturevalue("engine").packages if not find_spec(name)
        ]
        if missing:
            pytest.skip(f"{' and '.join(missing)} not installed")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium without a window."""
    path = outside.chromium()
    # Not where tests are collected: a plain install lacks it, and what needs it is skipped.
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    from in_a_browser import QUIET  # noqa: PLC0415

    # A busy machine may take longer than the five seconds that it would wait.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the bundled catalogue, as a file."""
    from in_a_browser import bundled_report  # noqa: PLC0415 - only where a report is asked for

    return bundled_report(tmp_path_factory.mktemp("report") / "ranking.html")


@pytest.fixture
def report(chromium: Browser, bundled: Path) -> Iterator[Opened]:
    """That report, open on a desk."""
    from in_a_browser import Opened  # noqa: PLC0415 - only where a report is asked for

    opened = Opened(chromium, bundled, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()
