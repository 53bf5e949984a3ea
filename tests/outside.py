"""Packages and programs that a plain install lacks: tests of them are skipped, or must run."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest

# Set by --browser: then what is missing fails instead of being skipped.
required = False


def package(name: str, bring: str) -> None:
    """Skip the rest of a test module where a package is missing.

    Args:
        name: What is imported.
        bring: What installs it.
    """
    try:
        import_module(name)
    except ImportError:
        missing = f"{name} is not installed: {bring}"
        if required:
            pytest.fail(missing)
        pytest.skip(missing, allow_module_level=True)


def report() -> None:
    """Skip the rest of a test module where the extra `report` is missing."""
    for name in ("altair", "vl_convert"):
        package(name, 'pip install ".[report]"')


def chromium() -> str:
    """Return the path of Debian's Chromium; skip the test where there is none."""
    found = shutil.which("chromium")
    if found is None:
        missing = "there is no chromium: apt-get install chromium"
        if required:
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def axe() -> str:
    """Return the text of axe-core, whose file AXE_CORE names; skip the test where it is missing."""
    path = os.environ.get("AXE_CORE")
    if not path:
        missing = "AXE_CORE names no axe.min.js: npm install axe-core@4.14.1"
        if required:
            pytest.fail(missing)
        pytest.skip(missing)
    return Path(path).read_text(encoding="utf-8")
