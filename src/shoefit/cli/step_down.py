"""`shoefit step-down`: the ladder from today's shoe to a barefoot-like one."""

from __future__ import annotations

from typing import Final

import click

from shoefit.cli import options

# No docstring: `python -OO` takes those away.
_HELP: Final = """Find the way down from SHOE to a barefoot-like shoe, in small steps.

Each step changes sole and drop by at most one band of the Minimalist Index each; the sole never
gets thicker, nor thinner by more than 12 mm at once. Where no ladder exists, the gap that no shoe
fills is named. SHOE is the title or the id of a shoe of the catalogue.

\b
Examples:
  shoefit step-down "Nike Pegasus 41"
  shoefit step-down "Nike Pegasus 41" --to "Xero Shoes Prio"
  shoefit step-down nike-pegasus-41 --since 0 --format json
"""


@click.command("step-down", help=_HELP)
@click.argument(
    "words", nargs=-1, required=True, metavar="SHOE", shell_complete=options.offering_shoes
)
@click.option("--to", metavar="SHOE", help="Shoe to reach; any barefoot-like one by default.")
@options.given_catalogue
@click.option(
    "--since",
    type=click.IntRange(min=0),
    default=2020,
    show_default=True,
    metavar="YEAR",
    help="Only shoes with a source from that year on; 0 for all, also those without a year.",
)
@options.format_option("text", "json")
def command(
    words: tuple[str, ...], to: str | None, given: options.Given, since: int, form: str
) -> None:
    """Find the way down from SHOE to a barefoot-like shoe, in small steps."""
    from shoefit.about.stepdown import step_down  # noqa: PLC0415 - so that --help stays quick

    listed = given.read()
    ladder = step_down(options.one_shoe(words, listed), to, listed, since=since or None)
    options.put(ladder.to_json() if form == "json" else f"{ladder}\n")
