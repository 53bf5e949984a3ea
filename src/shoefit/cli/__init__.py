"""The `shoefit` command: a thin door to the library, one module a verb in `commands/`.

Exit codes: 0 done, 1 the data has problems (they are listed), 2 wrong usage, or a file that the
system does not let be read or written; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any, Final

import click

from shoefit import __version__
from shoefit.errors import (
    OutputError,
    ProfileError,
    ShoefitError,
    UnknownNameError,
    UnreadableError,
)
from shoefit.text import shown

# Each verb is loaded when it is asked for: a start should cost what it needs and no more.
_VERBS: Final = ("rank", "explain", "step-down", "check", "report")

_WRONG_USAGE: Final = (UnknownNameError, ProfileError, OutputError, UnreadableError)


class _Verbs(click.Group):
    """A group that loads its commands by name, and prints shoefit's errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        module = import_module(f"shoefit.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ShoefitError as error:
            for line in str(error).splitlines():
                click.echo(shown(line), err=True)
            ctx.exit(2 if isinstance(error, _WRONG_USAGE) else 1)
        except KeyboardInterrupt:
            click.echo("Stopped; no file was written.", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            raise  # click ends quietly where a reader such as head has seen enough
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            why = "Make room" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "Check the path"
            click.echo(shown(f"{where}{error.strerror or error}. {why}."), err=True)
            ctx.exit(2)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="shoefit")
def main() -> None:
    """Rank shoes by how close to barefoot they really are.

    \b
    Examples:
      shoefit rank
      shoefit rank --use trail --top 20
      shoefit rank --catalogue mine.csv --format json
      shoefit explain "xero shoes hfs ii"
      shoefit check mine.csv --fix mended.csv
    """  # noqa: D301 - click wants the control character itself
