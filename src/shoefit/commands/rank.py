"""`shoefit rank`: the shoes of a catalogue, most barefoot-like first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from shoefit.printable import shown
from shoefit.shoe import Kind, Use
from shoefit.writing import replace_text

if TYPE_CHECKING:
    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.ranking import Ranking


def _weights(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> dict[str, float]:
    weights = {}
    for each in given:
        name, equals, number = each.partition("=")
        try:
            weights[name.strip()] = float(number)
        except ValueError:
            equals = ""
        if not equals:
            msg = f"{each!r} is not NAME=NUMBER, as in drop=2"
            raise click.BadParameter(msg)
    return weights


@click.command("rank")
@click.option(
    "--catalogue",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="CSV file of your own, - for standard input; the bundled catalogue by default.",
)
@click.option(
    "--profile",
    default="article",
    show_default=True,
    metavar="NAME|FILE",
    help="article, balance, or a .toml or .json file.",
)
@click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="NAME=X",
    callback=_weights,
    help="Multiply a criterion's weight, as in drop=2; repeatable.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many shoes to show.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every ranked shoe.")
@click.option("--kind", metavar="KIND", help=f"Only this kind: {', '.join(Kind)}.")
@click.option("--use", metavar="USE", help=f"Only this use: {', '.join(Use)}.")
@click.option("--brand", metavar="BRAND", help="Only this brand.")
@click.option(
    "--max-stack",
    type=click.FloatRange(min=0),
    metavar="MM",
    help="Only soles known to be at most so thick.",
)
@click.option(
    "--since", type=int, metavar="YEAR", help="Only shoes with a source from that year on."
)
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Least share of the weight that must be known.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True),
    metavar="FILE",
    help="Write there instead of printing.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="How to read the catalogue's text, such as latin-1; found out by default.",
)
@click.option("--skip-bad-rows", is_flag=True, help="Rank the good rows of a file with problems.")
def command(  # noqa: PLR0913, PLR0917 - one for each option
    catalogue: str | None,
    encoding: str | None,
    skip_bad_rows: bool,
    weights: dict[str, float],
    show_all: bool,
    top: int,
    form: str,
    output: str | None,
    max_stack: float | None,
    **filters: Any,
) -> None:
    r"""Rank the shoes of a catalogue, most barefoot-like first.

    The score runs from 0 (conventional cushioned shoe) to 100 (bare foot). Its band is what the
    tolerances of the readings allow; an unknown criterion, shown as ?, counts as an ordinary
    running shoe and widens the band to all that it could be.

    \b
    Examples:
      shoefit rank --kind sandal
      shoefit rank --weight drop=2 --weight toe_box_width=0
      shoefit rank --catalogue mine.csv --skip-bad-rows --format csv -o ranked.csv
      cat mine.csv | shoefit rank --catalogue - --all
    """
    from shoefit.ranking import rank  # noqa: PLC0415 - so that --help stays quick

    shoes = _read(catalogue, encoding, skip_bad_rows=skip_bad_rows)
    ranking = rank(
        shoes,
        weights=weights,
        top=None if show_all else top,
        max_stack_mm=max_stack,
        **filters,
    )
    _write(ranking, form, output)


def _read(catalogue: str | None, encoding: str | None, *, skip_bad_rows: bool) -> Catalogue:
    from shoefit.catalogue.read import load_catalogue  # noqa: PLC0415

    source = sys.stdin.buffer if catalogue == "-" else catalogue
    shoes = load_catalogue(source, on_error="skip" if skip_bad_rows else "raise", encoding=encoding)
    for problem in shoes.problems:
        click.echo(f"left out: {problem}", err=True)
    for note in shoes.notes:
        click.echo(note, err=True)
    if shoes.extra_columns:
        click.echo(shown(f"not read: columns {', '.join(shoes.extra_columns)}"), err=True)
    return shoes


def _write(ranking: Ranking, form: str, output: str | None) -> None:
    if form == "table" and output is None:
        from shoefit.terminal import print_ranking  # noqa: PLC0415

        print_ranking(ranking)
        return
    text = _formatted(ranking, form)
    if output is None:
        click.echo(text, nl=False)
    else:
        replace_text(output, text)


def _formatted(ranking: Ranking, form: str) -> str:
    if form == "table":
        from shoefit.terminal import plain  # noqa: PLC0415

        return plain(ranking)
    from shoefit import formats  # noqa: PLC0415

    written = {"json": formats.to_json, "csv": formats.to_csv, "markdown": formats.to_markdown}
    return written[form](ranking)
