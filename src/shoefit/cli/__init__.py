"""The `shoefit` command: a thin door to the library, one module a verb in `cli/`.

Exit codes: 0 done, 1 the data has problems (they are listed), 2 wrong usage, or a file that the
system does not let be read or written; 130 stopped by Ctrl-C, 143 terminated, 129 hung up on.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from shoefit import __version__, errors
from shoefit.text import ESCAPED, shown

# Each verb is loaded when it is asked for: a start should cost what it needs and no more.
_VERBS: Final = ("rank", "explain", "step-down", "check", "report")

_WRONG_USAGE: Final = (
    errors.UnknownNameError,
    errors.ProfileError,
    errors.OutputError,
    errors.UnreadableError,
)


class _Verbs(click.Group):
    """A group that loads its commands by name, and prints shoefit's errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        verb: click.Command = import_module(f"shoefit.cli.{cmd_name.replace('-', '_')}").command
        return verb

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _VERBS and not (ctx.resilient_parsing or args[0].startswith("-")):
            raise errors.UnknownNameError("command", args[0], _VERBS)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # Else pydantic goes through every installed package for plugins: a command needs none.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # one that is closed, or another's, has none
                stream.reconfigure(errors=ESCAPED)
        if not args and "args" not in kwargs and hasattr(gc, "freeze"):  # CPython's
            # A process of its own ends with the command: nearly all that it makes stays till then.
            gc.set_threshold(100_000)
            atexit.register(gc.freeze)
        with _stopped_by_signals():
            return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _told():  # help is printed here
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Say in words why a command ends; what a wrong command line holds is shown, not obeyed."""
    try:
        yield
    except click.ClickException as error:
        # Final to subclasses; it is what `show` prints.
        error.message = "\n".join(map(shown, error.message.split("\n")))  # type: ignore[misc]
        raise
    except errors.ShoefitError as error:
        said, code = str(error), 2 if isinstance(error, _WRONG_USAGE) else 1
    except KeyboardInterrupt as stopped:
        said = "Stopped; no file was written."
        code = 128 + (stopped.args[0] if stopped.args else signal.SIGINT)
    except BrokenPipeError:
        raise  # click ends quietly where a reader such as head has seen enough
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        why = "Make room" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "Check the path"
        said, code = f"{where}{error.strerror or error}. {why}.", 2
    else:
        return
    for line in said.splitlines():
        click.echo(shown(line), err=True)
    raise click.exceptions.Exit(code)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """End as with Ctrl-C, leaving nothing half written, where asked to terminate or hung up on."""

    def stop(number: int, _: object) -> NoReturn:
        raise KeyboardInterrupt(number)

    asked = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    with suppress(ValueError):  # only the main thread may
        asked = [each for each in asked if signal.getsignal(each) is signal.SIG_DFL]
        for each in asked:
            signal.signal(each, stop)
    try:
        yield
    finally:
        with suppress(ValueError):
            for each in asked:
                signal.signal(each, signal.SIG_DFL)


# No docstring: `python -OO` takes those away.
_HELP: Final = """Rank shoes by how close to barefoot they really are.

\b
Examples:
  shoefit rank
  shoefit rank --use trail --top 20
  shoefit rank --catalogue mine.csv --format json
  shoefit explain "xero shoes hfs ii"
  shoefit check mine.csv --fix mended.csv
"""


@click.group(cls=_Verbs, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="shoefit")
def main() -> None:
    """Rank shoes by how close to barefoot they really are."""
