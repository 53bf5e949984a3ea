"""What several verbs take: a catalogue, a profile, weights, filters; and how far a reading is."""

from __future__ import annotations

import json
import math
import shlex
import sys
import time
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TextIO

import click

from shoefit.errors import OutputError, UnreadableError
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Currency, Kind, Use
from shoefit.text import refuse_clashes, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.catalogue.reading import ShoeStream
    from shoefit.shoe import Shoe

_SILENT_SECONDS: Final = 1.0
_SHOWN: Final = 20  # problems: a screen holds them, with the ranking below


class Number(click.FloatRange):
    """A number within limits; NaN, which lies outside of none, is no number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the number; see click."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


def _together(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Join options that verbs take together, in the order of their help."""

    def take(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return take


def _offering(words: Callable[[], Iterable[str]]) -> Callable[..., list[str]]:
    """Complete what a shell has of a word, in any case."""

    def offer(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
        return sorted({each for each in words() if each.casefold().startswith(begun.casefold())})

    return offer


def _bundled(column: str) -> Iterable[str]:
    from shoefit.catalogue.reading import bundled  # noqa: PLC0415 - only where a shell asks

    return (getattr(shoe, column) for shoe in bundled())


# Ids, not titles: a shell breaks words at spaces.
offering_shoes: Final = _offering(lambda: _bundled("shoe_id"))


def _pairs(form: str, read: Callable[[str], Any]) -> Callable[..., dict[str, Any]]:
    """Read what is given as a name and what it is to be."""

    def pairs(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Any:
        found: dict[str, Any] = {}
        for each in given:
            try:
                name, value = each.rsplit("=", 1)
                pair = name.strip(), read(value)
            except ValueError:
                raise click.BadParameter(f"{each!r} is not {form}") from None
            if pair[0] in found:
                raise click.BadParameter(f"{pair[0]!r} is given twice")
            found |= [pair]
        return found

    return pairs


column_option: Final = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TITLE=NAME",
    callback=_pairs("TITLE=NAME, as in Modell=model", str),
    help="Read a title as one of shoefit's columns, as in Modell=model; repeatable.",
)
encoding_option: Final = click.option(
    "--encoding",
    metavar="NAME",
    help="How to read text, such as latin-1; found out by default.",
)
_catalogue_options: Final = _together(
    click.option(
        "--catalogue",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        help="CSV, Parquet or Excel file of your own, - for standard input; bundled by default.",
    ),
    column_option,
    encoding_option,
    click.option(
        "--skip-bad-rows", is_flag=True, help="Use the good rows of a file with problems."
    ),
)
*_FIRST, _LAST = (each.word for each in READINGS.values())
_CRITERIA: Final = f"{', '.join(_FIRST)} or {_LAST}"
scoring_options: Final = _together(
    click.option(
        "--profile",
        default="article",
        show_default=True,
        metavar="NAME|FILE",
        shell_complete=_offering(lambda: ("article", "balance")),
        help="article, balance, or a .toml or .json file.",
    ),
    click.option(
        "--weight",
        "weights",
        multiple=True,
        metavar="NAME=X",
        callback=_pairs("NAME=NUMBER, as in drop=2", float),
        help=f"Multiply the weight of {_CRITERIA}, as in flat=2; repeatable.",
    ),
)


def _only(column: str, words: Iterable[str]) -> Callable[[Any], Any]:
    return click.option(
        f"--{column}",
        metavar=column.upper(),
        shell_complete=_offering(lambda: words),
        help=f"Only this {column}: {', '.join(words)}.",
    )


filter_options: Final = _together(
    _only("kind", Kind),
    _only("use", Use),
    click.option(
        "--brand",
        metavar="BRAND",
        shell_complete=_offering(lambda: _bundled("brand")),
        help="Only this brand, by any of its names.",
    ),
    click.option(
        "--max-stack",
        "max_stack_mm",
        type=Number(min=0),
        metavar="MM",
        help="Only soles known to be at most so thick.",
    ),
    click.option(
        "--since", type=int, metavar="YEAR", help="Only shoes with a source from that year on."
    ),
    click.option(
        "--max-price",
        type=Number(min=0),
        metavar="X",
        help="Only full prices of at most so much, in USD unless --currency says otherwise.",
    ),
    click.option(
        "--currency",
        metavar="CUR",
        help=f"Only shoes priced in it: {', '.join(Currency)}. Nothing is converted.",
    ),
    click.option(
        "--measured-only",
        is_flag=True,
        help="Only scores that rest on measurements, and on no claim or word.",
    ),
    click.option(
        "--min-coverage",
        type=Number(0, 1),
        default=0.5,
        show_default=True,
        help="Least share of the weight that must be known.",
    ),
)


def output_option(*names: str, metavar: str = "OUT.csv", **how: Any) -> Callable[[Any], Any]:
    """Let a verb write a file."""
    path = click.Path(dir_okay=False, writable=True)
    return click.option(*names, type=path, metavar=metavar, **how)


def format_option(*forms: str) -> Callable[[Any], Any]:
    """Let a verb write in one of several formats, the first by default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True
    )


def source(catalogue: str | None) -> Any:
    """Return what a command line names: - is standard input."""
    if catalogue != "-":
        return catalogue
    if sys.stdin is None:
        raise UnreadableError("Standard input is closed.", hint="Name a file instead of -.")
    return sys.stdin.buffer


def standard_output() -> TextIO:
    """Return where a verb prints.

    Raises:
        OutputError: It is closed.
    """
    if sys.stdout is None:
        raise OutputError("Standard output is closed.", hint="Open it, or write a file: -o FILE.")
    return sys.stdout


def put(text: str) -> None:
    """Print what a verb found; on a terminal, with nothing in it that the terminal would obey."""
    out = standard_output()
    if out.isatty():  # as JSON escapes, so that JSON stays JSON
        text = "".join(e if e.isprintable() or e == "\n" else json.dumps(e)[1:-1] for e in text)
    out.write(text)
    out.flush()


class Given(NamedTuple):
    """The catalogue that a command line names, and how it is to be read."""

    catalogue: str | None
    columns: dict[str, str]
    encoding: str | None
    skip_bad_rows: bool

    def read(self) -> Catalogue:
        """Read it, and say what was not read of it."""
        from shoefit.catalogue.reading import load_catalogue  # noqa: PLC0415 - so that --help stays quick

        with self._asked() as asked:
            shoes = load_catalogue(**asked)
        _tell(shoes)
        return shoes

    @contextmanager
    def streamed(self) -> Iterator[ShoeStream]:
        """Stream it; say at the end what was not read of it."""
        from shoefit.catalogue.reading import stream_catalogue  # noqa: PLC0415 - as above

        with self._asked() as asked, stream_catalogue(**asked) as shoes:
            yield shoes
        _tell(shoes)

    @property
    def read_with(self) -> str:
        """The options that say how it is to be read, to be repeated beside its name."""
        options = [f"--column={title}={name}" for title, name in self.columns.items()]
        options += [f"--encoding={self.encoding}"] if self.encoding else []
        options += ["--skip-bad-rows"] if self.skip_bad_rows else []
        return shlex.join(options)

    def keep_safe(self, output: str, profile: str) -> None:
        """Refuse, before anything is read, an output that is read itself."""
        from shoefit.catalogue.opening import or_bundled  # noqa: PLC0415 - so that --help stays quick

        files = [profile] if "." in profile else []  # a built-in one has no ending
        refuse_clashes([output], [or_bundled(source(self.catalogue)), *files])

    @contextmanager
    def _asked(self) -> Iterator[dict[str, Any]]:
        name = click.format_filename(self.catalogue or "the catalogue", shorten=True)
        with progress_of(f"reading {name}") as progress:
            yield {
                "source": source(self.catalogue),
                "on_error": "skip" if self.skip_bad_rows else "raise",
                "encoding": self.encoding,
                "columns": self.columns or None,
                "progress": progress,
            }


def given_catalogue(command: Any) -> Any:
    """Let a verb take a catalogue and how to read it, as one `Given`."""

    @_catalogue_options
    @wraps(command)
    def gathered(**options: Any) -> Any:
        how = {name: options.pop(name) for name in Given._fields}
        return command(given=Given(**how), **options)

    return gathered


def one_shoe(words: Sequence[str], listed: Catalogue) -> Shoe:
    """Find the shoe of one title, whose words need no quotes.

    Raises:
        UnclearTitleError: They mean no one shoe.
        click.UsageError: A word is none of the shoe's: it may be of another title.
    """
    from shoefit.catalogue.catalogue import find_shoes  # noqa: PLC0415 - so that --help stays quick

    found = find_shoes(listed, [title := " ".join(words)])[0]
    if len(words) > 1:
        from shoefit.titles.naming import strange_words  # noqa: PLC0415 - it reads the brands

        if left := strange_words(title, found.brand, [found.title, found.shoe_id]):
            raise click.UsageError(f"{left[0]!r} is no word of {found.title}: quote each title.")
    return found


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


@contextmanager
def progress_of(task: str) -> Iterator[Callable[[int, float | None], None] | None]:
    """Show how far the reading of a file is, on a terminal and after a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    asked_at = time.monotonic()
    bar: Any = None

    def report(rows: int, share: float | None) -> None:
        nonlocal bar
        if time.monotonic() - asked_at < _SILENT_SECONDS:
            return
        bar = bar or _started(task)
        total = None if share is None else 1
        bar.update(bar.task_ids[0], completed=share or 0, total=total, rows=f"{rows:,}")

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _started(task: str) -> Any:
    from rich.console import Console  # noqa: PLC0415 - only where it takes long
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    told = TextColumn("{task.description}", markup=False)
    rows = TextColumn("{task.fields[rows]} rows", markup=False)
    shown_on = Console(stderr=True)
    bar = Progress(told, BarColumn(), rows, TimeRemainingColumn(), console=shown_on, transient=True)
    bar.start()
    bar.add_task(shown(task), rows="0")
    return bar
