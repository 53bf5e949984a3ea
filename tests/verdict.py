"""What must hold of every hostile file: no traceback, no hang, no lost row."""

from __future__ import annotations

import io
import json
import time
from typing import TYPE_CHECKING, Final

from shoefit.catalogue.check_result import written
from shoefit.catalogue.checking import check
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ShoefitError
from shoefit.scoring.profiles import get_profile

if TYPE_CHECKING:
    from pathlib import Path

    from shoefit.catalogue.check_result import CheckResult

# A file of at most a megabyte; the files made here are far smaller.
LONGEST_SECONDS: Final = 1.0


def judge_catalogue(data: bytes, folder: Path) -> int | None:
    """Check one file; return how many rows came in, None where it was refused as a whole.

    Raises:
        AssertionError: A row was lost, the reader and the check disagree, the output is unsafe,
            or it took too long.
    """
    fixed, rejects = folder / "fixed.csv", folder / "rejects.csv"
    before = time.process_time()
    try:
        found = check(io.BytesIO(data), fix=fixed, rejects=rejects)
    except ShoefitError:
        _refused_by_the_reader_too(data)
        return None
    finally:
        assert time.process_time() - before < LONGEST_SECONDS
    _nothing_lost(data, found)
    if found.rows:  # mending keeps the rows, and mends what it said it would
        again = check(fixed, rejects=rejects)
        assert again.rows == found.rows
        assert again.accepted >= found.accepted
    _safely_shown(found)
    return found.rows


def _refused_by_the_reader_too(data: bytes) -> None:
    try:
        load_catalogue(io.BytesIO(data), on_error="skip")
    except ShoefitError:
        return
    msg = "check refuses what the reader reads"
    raise AssertionError(msg)


def _nothing_lost(data: bytes, found: CheckResult) -> None:
    assert found.accepted + found.rejected == found.rows
    catalogue = load_catalogue(io.BytesIO(data), on_error="skip")
    assert len(catalogue) == found.accepted
    assert catalogue.rows_left_out == found.rejected


def _safely_shown(found: CheckResult) -> None:
    assert json.loads(found.to_json())["check"]["rows"] == found.rows
    for line in written(found):
        assert line.isprintable()


def judge_profile(suffix: str, data: bytes, folder: Path) -> bool:
    """Load one profile file; return whether it was accepted.

    Raises:
        AssertionError: It took too long.
    """
    path = folder / f"mine{suffix}"
    path.write_bytes(data)
    before = time.process_time()
    try:
        get_profile(path)
    except ShoefitError:
        return False
    finally:
        assert time.process_time() - before < LONGEST_SECONDS
    return True
