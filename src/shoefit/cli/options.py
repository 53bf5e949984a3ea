"""What several verbs take: a catalogue, a profile, weights."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from shoefit.cli.progress import progress_of
from shoefit.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.catalogue.reading import ShoeStream

_SHOWN: Final = 20  # problems: a screen holds them, with the ranking below


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


catalogue_option: Final = click.option(
    "--catalogue",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="CSV file of your own, - for standard input; the bundled catalogue by default.",
)
profile_option: Final = click.option(
    "--profile",
    default="article",
    show_default=True,
    metavar="NAME|FILE",
    help="article, balance, or a .toml or .json file.",
)
weight_option: Final = click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="NAME=X",
    callback=_weights,
    help="Multiply a criterion's weight, as in drop=2; repeatable.",
)
encoding_option: Final = click.option(
    "--encoding",
    metavar="NAME",
    help="How to read the catalogue's text, such as latin-1; found out by default.",
)
skip_option: Final = click.option(
    "--skip-bad-rows", is_flag=True, help="Use the good rows of a file with problems."
)


def read_catalogue(
    catalogue: str | None, encoding: str | None = None, *, skip_bad_rows: bool
) -> Catalogue:
    """Read the catalogue that a command line names, and say what was not read of it."""
    from shoefit.catalogue.reading import load_catalogue  # noqa: PLC0415 - so that --help stays quick

    with progress_of(_reading(catalogue)) as progress:
        shoes = load_catalogue(
            _source(catalogue),
            on_error="skip" if skip_bad_rows else "raise",
            encoding=encoding,
            progress=progress,
        )
    _tell(shoes)
    return shoes


@contextmanager
def streamed_catalogue(
    catalogue: str | None, encoding: str | None, *, skip_bad_rows: bool
) -> Iterator[ShoeStream]:
    """Stream the catalogue that a command line names; say at the end what was not read of it."""
    from shoefit.catalogue.reading import stream_catalogue  # noqa: PLC0415 - so --help stays quick

    with (
        progress_of(_reading(catalogue)) as progress,
        stream_catalogue(
            _source(catalogue),
            on_error="skip" if skip_bad_rows else "raise",
            encoding=encoding,
            progress=progress,
        ) as shoes,
    ):
        yield shoes
    _tell(shoes)


def _source(catalogue: str | None) -> Any:
    return sys.stdin.buffer if catalogue == "-" else catalogue


def _reading(catalogue: str | None) -> str:
    return f"reading {click.format_filename(catalogue or 'the catalogue', shorten=True)}"


def _tell(shoes: Catalogue | ShoeStream) -> None:
    for problem in shoes.problems[:_SHOWN]:
        click.echo(f"left out: {problem}", err=True)
    if len(shoes.problems) > _SHOWN:
        rows = f"{shoes.rows_left_out:,} rows left out in all"
        click.echo(f"{rows}; shoefit check FILE lists what is wrong with each", err=True)
    for note in shoes.notes:
        click.echo(note, err=True)
    if shoes.extra_columns:
        click.echo(shown(f"not read: columns {', '.join(shoes.extra_columns)}"), err=True)
