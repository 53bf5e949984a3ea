"""Writing a file so that no half-written one ever stands in place of a good one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Write a text aside, then rename it to where it belongs.

    Args:
        path: Where it belongs; a file there is replaced.
        text: What to write, as UTF-8 with its line ends as they are.

    Raises:
        OSError: The folder does not exist or cannot be written to.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
