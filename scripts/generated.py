"""What the scripts beside this one generate: written, or compared with what stands there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def write_or_check(wanted: Mapping[Path, str], arguments: Sequence[str], script: str) -> int:
    """Write the files that are not as they should be; with --check, name them and write nothing.

    Args:
        wanted: What each file should hold.
        arguments: What the script was given: nothing, or --check.
        script: The script, which mends what is stale.

    Returns:
        The exit code: 1 where a check found a stale file, 2 for other arguments.
    """
    command = f"python scripts/{Path(script).name}"
    if list(arguments) not in ([], ["--check"]):
        print(f"usage: {command} [--check]", file=sys.stderr)
        return 2
    stale = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    names = ", ".join(each.name for each in stale)
    if arguments and stale:
        print(f"stale: {names}; run {command}")
        return 1
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    if stale:
        print(f"written: {names}")
    return 0
