"""`shoefit check`: what is wrong with a file of shoes, and how to mend it."""

from __future__ import annotations

from typing import Any, Final

import click

from shoefit.cli import options

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
@options.output_option("--fix", help="Write every row there, with the certain mends applied.")
@options.output_option(
    "--rejects",
    help="Write there the rows that cannot be used, as they stand, with the reasons.",
)
@options.output_option(
    "--all", "findings", help="Write every finding there, not the first thousand alone."
)
@options.encoding_option
@options.column_option
@options.format_option("table", "json")
@click.pass_context
def command(ctx: click.Context, /, file: str, form: str, **how: Any) -> None:
    """Check a file of shoes: what is wrong, in which row and column, and how to mend it."""
    # So that --help stays quick.
    from shoefit.catalogue.check_result import written  # noqa: PLC0415
    from shoefit.catalogue.checking import check  # noqa: PLC0415

    with options.progress_of(f"checking {click.format_filename(file, shorten=True)}") as progress:
        result = check(options.source(file), progress=progress, **how)
    lines = (f"{line}\n" for line in written(result, **how))
    options.put(result.to_json() if form == "json" else "".join(lines))
    ctx.exit(0 if result.ok else 1)
