"""`shoefit step-down`: the ladder from today's shoe to a barefoot-like one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.shoe import Shoe


@click.command("step-down")
@click.argument("shoe")
@click.option("--to", metavar="SHOE", help="Shoe to reach; any barefoot-like one by default.")
@click.option(
    "--catalogue",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="CSV file of your own, - for standard input; the bundled catalogue by default.",
)
@click.option(
    "--since",
    type=click.IntRange(min=0),
    default=2020,
    show_default=True,
    metavar="YEAR",
    help="Only shoes with a source from that year on; 0 for all, also those without a year.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(shoe: str, to: str | None, catalogue: str | None, since: int, form: str) -> None:
    """Find the way down from SHOE to a barefoot-like shoe, in small steps.

    Each step changes sole and drop by at most one band of the Minimalist Index each. Where no
    ladder exists, the gap that no shoe fills is named. SHOE is a shoe_id or a title.

    \b
    Examples:
      shoefit step-down "Nike Pegasus 41"
      shoefit step-down "Nike Pegasus 41" --to "Xero Shoes Prio"
      shoefit step-down nike-pegasus-41 --since 0 --format json
    """  # noqa: D301 - click wants the control character that \b stands for
    from shoefit.catalogue.read import load_catalogue  # noqa: PLC0415 - so that --help stays quick
    from shoefit.stepdown import step_down  # noqa: PLC0415

    shoes = load_catalogue(sys.stdin.buffer if catalogue == "-" else catalogue)
    ladder = step_down(
        _find_shoe(shoes, shoe),
        None if to is None else _find_shoe(shoes, to),
        shoes,
        since=since or None,
    )
    click.echo(ladder.to_json() if form == "json" else f"{ladder}\n", nl=False)


def _find_shoe(catalogue: Catalogue, text: str) -> Shoe:
    """Return the shoe of that id, or of that title in any case."""
    from shoefit.errors import UnknownNameError  # noqa: PLC0415

    known = {each.title.casefold(): each for each in catalogue}
    known |= {each.shoe_id.casefold(): each for each in catalogue}
    if text.casefold() not in known:
        raise UnknownNameError("shoe", text, [each.title for each in catalogue])
    return known[text.casefold()]
