"""`shoefit check`: what is wrong with a file of shoes, and how to mend it."""

from __future__ import annotations

from typing import Any, Final

import click

from shoefit.cli.options import (
    OUTPUT,
    column_option,
    encoding_option,
    format_option,
    progress_of,
    put,
    source,
)

# No docstring: `python -OO` takes those away.
_HELP: Final = """Check a file of shoes: what is wrong, in which row and column, and how to mend it.

FILE is CSV (UTF-8, UTF-16 or Latin-1; separated by comma, semicolon or tab; packed with gzip
or not), Parquet or Excel; - stands for standard input. It is never changed. Errors keep a row
from being ranked; warnings do not. The exit code is 1 where there are errors.

\b
Examples:
  shoefit check mine.csv
  shoefit check mine.csv --fix mended.csv --rejects rejected.csv
  shoefit check export.csv.gz --all findings.csv
  shoefit check mine.csv --format json
"""


@click.command("check", help=_HELP)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--fix",
    type=OUTPUT,
    metavar="OUT.csv",
    help="Write every row there, with the certain mends applied.",
)
@click.option(
    "--rejects",
    type=OUTPUT,
    metavar="OUT.csv",
    help="Write there the rows that cannot be used, as they stand, with the reasons.",
)
@click.option(
    "--all",
    "findings",
    type=OUTPUT,
    metavar="OUT.csv",
    help="Write every finding there, not the first thousand alone.",
)
@encoding_option
@column_option
@format_option("table", "json")
@click.pass_context
def command(ctx: click.Context, /, file: str, form: str, **options: Any) -> None:
    """Check a file of shoes: what is wrong, in which row and column, and how to mend it."""
    from shoefit.catalogue.checking import check  # noqa: PLC0415 - so that --help stays quick

    with progress_of(f"checking {click.format_filename(file, shorten=True)}") as progress:
        result = check(source(file), progress=progress, **options)
    if form == "json":
        put(result.to_json())
    else:
        from shoefit.catalogue.check_result import written  # noqa: PLC0415 - --help stays quick

        put("".join(f"{line}\n" for line in written(result, **options)))
    ctx.exit(0 if result.ok else 1)
