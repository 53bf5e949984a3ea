"""The page "How sure is this?": each block of text is what the command above it prints."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from shoefit.cli import main
from shoefit.scoring.criteria import READINGS

PAGE = Path(__file__).parents[1] / "docs" / "how-sure.md"


def printed_and_shown() -> list[tuple[str, str]]:
    """Run every command of the page in order; pair what it prints with what the page shows."""
    space: dict[str, object] = {}
    pairs, printed = [], ""
    for language, body in re.findall(
        r"^```(\w+)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        if language == "sh":
            printed = CliRunner().invoke(main, shlex.split(body)[1:]).stdout
        elif language == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(body, PAGE.name, "exec"), space)  # noqa: S102 - our own page
            printed = out.getvalue()
        else:
            pairs.append((printed, body))
    return pairs


def test_each_block_is_what_its_command_prints() -> None:
    pairs = printed_and_shown()
    assert len(pairs) == 6
    for printed, shown in pairs:
        assert shown == printed


def test_the_tolerances_are_those_in_use() -> None:
    rows = re.findall(
        r"^\| [a-z ]+ \| ([\d.]+) (?:mm|Shore A) \| ([\d.]+) ",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [float(measured) for measured, _ in rows] == [
        each.measured for each in READINGS.values()
    ]
    assert [float(claimed) for _, claimed in rows] == [each.claimed for each in READINGS.values()]
