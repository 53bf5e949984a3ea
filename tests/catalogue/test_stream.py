"""A stream gives what reading the whole gives, one shoe at a time."""

from __future__ import annotations

import gc
import io
import weakref
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import mutated
from shoefit.catalogue.locate import packaged
from shoefit.catalogue.problems import CatalogueError
from shoefit.catalogue.read import load_catalogue
from shoefit.catalogue.stream import stream_catalogue
from shoefit.errors import ShoefitError, UnknownNameError
from shoefit.ranking.formats import to_json
from shoefit.ranking.order import rank

if TYPE_CHECKING:
    from pathlib import Path

BAD = "shoe_id,drop_mm,colour\na,4 mm,red\nb,0,blue\nb,1,green\nc,2\n"


def test_the_bundled_catalogue_ranks_as_when_it_is_held() -> None:
    with stream_catalogue() as shoes:
        ranking = rank(shoes, top=20)
    held = rank(load_catalogue(), top=20)
    assert to_json(ranking) == to_json(held)
    assert ranking.left_out == held.left_out
    assert ranking.source == held.source
    assert len(held.shoes) > len(ranking.shoes) == 20


@given(st.integers(0, 2**63))
def test_any_file_gives_the_same_shoes_and_problems(drawn: int) -> None:
    data = mutated(drawn)
    try:
        held = load_catalogue(io.BytesIO(data), on_error="skip")
    except ShoefitError as error:
        with pytest.raises(type(error)), stream_catalogue(io.BytesIO(data)) as shoes:
            list(shoes)
        return
    with stream_catalogue(io.BytesIO(data), on_error="skip") as shoes:
        assert list(shoes) == list(held)
        assert shoes.problems == held.problems
        assert shoes.rows_left_out == held.rows_left_out
        assert shoes.notes == held.notes
        assert shoes.extra_columns == held.extra_columns


def test_problems_are_raised_after_the_last_row() -> None:
    with stream_catalogue(io.StringIO(BAD)) as shoes:
        assert next(shoes).shoe_id == "b"
        with pytest.raises(CatalogueError) as caught:
            next(shoes)
    with pytest.raises(CatalogueError) as whole:
        load_catalogue(io.StringIO(BAD))
    assert str(caught.value) == str(whole.value)


def test_bad_rows_can_be_left_out() -> None:
    with stream_catalogue(io.StringIO(BAD), on_error="skip") as shoes:
        ranking = rank(shoes, min_coverage=0)
    assert [place.shoe.shoe_id for place in ranking] == ["b"]
    assert ranking.left_out.bad_rows == 3


def test_no_shoe_is_held() -> None:
    with stream_catalogue() as shoes:
        first = weakref.ref(next(shoes))
        next(shoes)
        gc.collect()
        assert first() is None


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("shoe_id,drop_mm\n" + "".join(f"s{i},0\n" for i in range(3000)))
    seen: list[tuple[int, float | None]] = []
    with stream_catalogue(path, progress=lambda *told: seen.append(told)) as shoes:
        assert sum(1 for _ in shoes) == 3000
    assert [rows for rows, _ in seen] == [1024, 2048]
    assert all(share is not None and 0 < share <= 1 for _, share in seen)


def test_an_unknown_encoding_is_refused_when_it_is_opened() -> None:
    with (
        pytest.raises(UnknownNameError, match="latn"),
        stream_catalogue(packaged("shoes.csv"), encoding="latn-1"),
    ):
        pass


def test_a_stream_is_read_once() -> None:
    with stream_catalogue() as shoes:
        rank(shoes, top=1)
        with pytest.raises(ShoefitError, match=r"read once.* Open it again"):
            rank(shoes, top=1)


def test_a_stream_ends_with_its_file() -> None:
    with stream_catalogue() as shoes:
        next(shoes)
    with pytest.raises(ShoefitError, match="closed"):
        rank(shoes, top=1)
