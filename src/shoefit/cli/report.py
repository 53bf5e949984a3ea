"""`shoefit report`: the ranking as one HTML file to explore."""

from __future__ import annotations

from typing import Any, Final

import click

from shoefit.cli import options
from shoefit.text import replace_text, shown

# No docstring: `python -OO` takes those away.
_HELP: Final = """Write the ranking as one HTML file that opens offline.

It has sliders for the weights, a search, filters, the sources of every number, pictures, and
what studies say on both sides. It needs the extra: pip install ".[report]".

\b
Examples:
  shoefit report -o ranking.html
  shoefit report -o trail.html --use trail --weight drop=2
  shoefit report -o mine.html --catalogue mine.csv
"""


@click.command("report", help=_HELP)
@options.output_option("-o", "--output", metavar="FILE", required=True, help="HTML file to write.")
@options.given_catalogue
@options.scoring_options
@options.filter_options
def command(output: str, given: options.Given, **ranked: Any) -> None:
    """Write the ranking as one HTML file that opens offline."""
    # So that --help stays quick.
    from shoefit.ranking.order import rank  # noqa: PLC0415
    from shoefit.report.page import page  # noqa: PLC0415

    given.keep_safe(output, ranked["profile"])
    ranking = rank(given.read(), **ranked)
    replace_text(output, page(ranking, read_with=given.read_with))
    done = f"wrote {output}: {len(ranking.shoes):,} shoes, {ranking.ranked:,} ranked"
    click.echo(shown(done), err=True)
