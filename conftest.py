"""Examples that need the extra `report` run where it is installed; elsewhere that is said."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

_MISSING: Final = [each for each in ("altair", "vl_convert") if find_spec(each) is None]
_NEED_THE_EXTRA: Final = [
    f"src/shoefit/report/{name}.py" for name in ("charts", "page", "pictures")
]

# A module that fails to import half-way would stand in the way of every test after it.
collect_ignore = _NEED_THE_EXTRA if _MISSING else []


def pytest_report_header() -> str | None:
    """Say what is not run, and why."""
    if not _MISSING:
        return None
    return f"not run without {' and '.join(_MISSING)}: the examples of {', '.join(_NEED_THE_EXTRA)}"
