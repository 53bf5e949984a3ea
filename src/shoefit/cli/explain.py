"""`shoefit explain`: why a shoe scores as it does; two or more are compared."""

from __future__ import annotations

from typing import Any, Final

import click

from shoefit.cli import options

# No docstring: `python -OO` takes those away.
_HELP: Final = """Say why a shoe scores as it does, and where each number comes from.

SHOE is any title of a shoe of the catalogue, or its id; the words of one title need no quotes. Two
or more shoes are compared: side by side, with the weights and the readings that would turn their
order.

\b
Examples:
  shoefit explain "lems primal 2"
  shoefit explain "lems primal 2" "xero hfs 2" --weight flat=2
  shoefit explain acme-thin --catalogue mine.csv --format json
"""


@click.command("explain", help=_HELP)
@click.argument(
    "shoes", nargs=-1, required=True, metavar="SHOE...", shell_complete=options.offering_shoes
)
@options.given_catalogue
@options.scoring_options
@options.format_option("text", "json")
def command(shoes: tuple[str, ...], given: options.Given, form: str, **scoring: Any) -> None:
    """Say why a shoe scores as it does, and where each number comes from."""
    # So that --help stays quick.
    from shoefit.about.comparison import Comparison, compare  # noqa: PLC0415
    from shoefit.about.explanation import Explanation, explain  # noqa: PLC0415
    from shoefit.catalogue.catalogue import UnclearTitleError  # noqa: PLC0415

    asked: dict[str, Any] = {"catalogue": given.read(), **scoring}
    found: Explanation | Comparison
    try:
        found = compare(*shoes, **asked) if len(shoes) > 1 else explain(shoes[0], **asked)
    except UnclearTitleError:
        if len(shoes) == 1 or any(" " in each for each in shoes):
            raise
        found = explain(options.one_shoe(shoes, asked["catalogue"]), **asked)
    options.put(found.to_json() if form == "json" else str(found))
