"""Write docs/commands.md from what every command says of itself; with --check, find drift.

python scripts/commands_page.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generated import write_or_check
from shoefit.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96

HEAD = """# Every option

Written from the commands themselves by `python scripts/commands_page.py`; a test finds drift. How
to use them is told in [the command line](command-line.md).
"""


def page() -> str:
    """Return the page as it should stand."""
    top = click.Context(main, info_name="shoefit", terminal_width=WIDTH, **main.context_settings)
    sections = [HEAD, _section("shoefit", main.get_help(top))]
    for verb in main.list_commands(top):
        command = main.get_command(top, verb)
        if command is None:
            raise LookupError(verb)
        with click.Context(command, info_name=verb, parent=top) as context:
            sections.append(_section(f"shoefit {verb}", command.get_help(context)))
    return "\n".join(sections)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    sys.exit(write_or_check({PAGE: page()}, sys.argv[1:], __file__))
