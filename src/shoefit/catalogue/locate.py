"""Where the packaged data lies."""

from __future__ import annotations

from pathlib import Path

from shoefit.errors import SourceError

_PACKAGE = Path(__file__).parents[1]


def packaged(name: str) -> Path:
    """Return the path of a packaged data file.

    Args:
        name: "shoes.csv" or "observations.csv".

    Raises:
        SourceError: Neither the installed package nor a checkout holds the file.

    Example:
        >>> packaged("shoes.csv").name
        'shoes.csv'
    """
    installed = _PACKAGE / "data" / name
    checkout = _PACKAGE.parents[1] / "data" / name
    for path in (installed, checkout):
        if path.is_file():
            return path
    raise SourceError(
        f"The packaged {name} is missing: neither {installed} nor {checkout} exists.",
        hint="Install shoefit again.",
    )
