"""`shoefit rank`: the shoes of a catalogue, most barefoot-like first."""

from __future__ import annotations

from typing import Any, Final

import click

from shoefit.cli import options
from shoefit.text import replace_text

# No docstring: `python -OO` takes those away.
_HELP: Final = """Rank the shoes of a catalogue, most barefoot-like first.

The score runs from 0 (conventional cushioned shoe) to 100 (bare foot). Its band is where
the readings lie nine times in ten; an unknown criterion, shown as ?, counts as what soles
of that thickness ordinarily are.

\b
Examples:
  shoefit rank --kind sandal
  shoefit rank --weight flat=2 --weight wide=0
  shoefit rank --confidence --use trail
  shoefit rank --catalogue mine.csv --skip-bad-rows --format csv -o ranked.csv
  cat mine.csv | shoefit rank --catalogue - --all
"""


@click.command("rank", help=_HELP)
@options.given_catalogue
@options.scoring_options
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many shoes to show.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every ranked shoe.")
@options.filter_options
@click.option(
    "--confidence",
    "how_sure",
    is_flag=True,
    help="Say how sure each rank is, from 10,000 random draws.",
)
@options.format_option("table", "csv", "json", "markdown")
@options.output_option("-o", "--output", metavar="FILE", help="Write there instead of printing.")
def command(  # noqa: PLR0913, PLR0917 - one for each option
    given: options.Given,
    weights: dict[str, float],
    show_all: bool,
    how_sure: bool,
    top: int,
    form: str,
    output: str | None,
    **filters: Any,
) -> None:
    """Rank the shoes of a catalogue, most barefoot-like first."""
    # So that --help stays quick.
    from shoefit.ranking.formats import FORMATS, print_ranking  # noqa: PLC0415
    from shoefit.ranking.order import rank  # noqa: PLC0415

    if output is not None:
        given.keep_safe(output, filters["profile"])
    asked = {"weights": weights, **filters}
    cut, sure = None if show_all else top, None
    if how_sure:
        from shoefit.ranking.stability import AROUND_THE_USERS, confidence_of  # noqa: PLC0415 - it loads NumPy

        held = given.read()
        ranking = rank(held, top=cut, **asked)
        # Ranks are drawn among all the ranked shoes, also those below the cut.
        around = AROUND_THE_USERS if weights else None
        sure = confidence_of(rank(held, **asked), held, around=around)
    else:
        with given.streamed() as shoes:
            ranking = rank(shoes, top=cut, **asked)
    if output is not None:
        replace_text(output, FORMATS[form](ranking, sure))
    elif form == "table":
        print_ranking(ranking, options.standard_output(), sure)
    else:
        options.put(FORMATS[form](ranking, sure))
