"""What must hold of every hostile file: no traceback, no hang, no lost row."""

from __future__ import annotations

import csv
import io
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from shoefit import Ambiguous, Match, NoMatch, Resolver, explain, rank, score_frame, step_down
from shoefit.catalogue.check_result import written
from shoefit.catalogue.checking import check
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import FrameColumnsError, ShoefitError
from shoefit.ranking.formats import FORMATS
from shoefit.report.content import content
from shoefit.scoring.profiles import get_profile
from shoefit.text import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.catalogue.check_result import CheckResult

# A file of at most a megabyte; the files made here are far smaller.
LONGEST_SECONDS: Final = 1.0

_SHARED: Final = Path("/dev/shm")  # noqa: S108 - a folder of random name in it
MEMORY: Final = _SHARED if _SHARED.is_dir() else None  # where no disk has to be waited for


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


def judge_every_verb(data: bytes, folder: Path, *, charts: bool = False) -> pd.DataFrame | None:
    """Put one file through everything that takes a catalogue, but `judge_frames`.

    Args:
        data: The file.
        folder: Where to write.
        charts: Draw them too, which takes a second and the extra `report`.

    Returns:
        Its shoes as a frame, for `judge_frames`; None where the file was refused as a whole.

    Raises:
        AssertionError: What came out is unsafe, or has lost a shoe.
    """
    path = folder / "mine"
    path.write_bytes(data)
    try:
        shoes = load_catalogue(path, on_error="skip")
    except ShoefitError:
        return None
    found, ranking = check(path), rank(shoes)
    assert len(shoes) == found.accepted
    for form, write in FORMATS.items():
        text = write(ranking, None)
        if form == "json":
            assert len(json.loads(text)["shoes"]) == len(ranking)
        elif form == "csv":
            _, *cells = csv.reader(io.StringIO(text, newline=""))
            assert len(cells) == len(ranking)
            assert not any(runs(cell) for row in cells for cell in row[1:4])
        else:
            assert all(line.isprintable() for line in text.split("\n"))
    for each in (found, ranking, shoes):
        if hasattr(each, "_repr_html_"):
            assert "<script" not in each._repr_html_().lower()
    assert len(content(ranking)["shoes"]) == len(ranking.shoes)
    if len(shoes):
        _about(shoes)
    if charts:
        from shoefit import write_report  # noqa: PLC0415 - it needs the extra

        write_report(ranking, folder / "report.html")
    frame = shoes.to_frame()
    assert len(frame) == len(shoes)
    return frame


def _about(shoes: Catalogue) -> None:
    shoe = shoes[0]
    told = explain(shoe.shoe_id, shoes)
    assert json.loads(told.to_json())
    assert all(line.isprintable() for line in str(told).split("\n"))
    with suppress(ShoefitError):  # a shoe without a stack has no way down
        assert json.loads(step_down(shoe, catalogue=shoes).to_json())
    assert isinstance(Resolver(shoes).resolve(shoe.title), Match | Ambiguous | NoMatch)


def judge_frames(frames: Sequence[pd.DataFrame]) -> None:
    """Score the shoes of several files in one pass: what a pass costs, it costs a file as well.

    Raises:
        AssertionError: A row was lost.
    """
    while frames:
        whole = pd.concat(frames, ignore_index=True).copy()  # joined it lies in many pieces
        try:
            assert len(score_frame(whole)) == len(whole)
        except FrameColumnsError as refused:  # a file's own column may stand in the way
            left = [each for each in frames if refused.problems.keys().isdisjoint(each.columns)]
            assert len(left) < len(frames)
            frames = left
        else:
            return


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
