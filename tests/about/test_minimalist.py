"""The Minimalist Index against its table, its worked examples and its own bounds."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import shoes
from shoefit.about.minimalist import BandedName, Subscale, band_of, band_points, minimalist_index
from shoefit.errors import ShoefitError
from shoefit.scoring.criteria import reading_interval
from shoefit.shoe import Shoe

# Thresholds as the paper's transcriptions print them, from 5 points down to 0.
TABLE: dict[BandedName, str] = {
    "weight": "0-125 125-175 175-225 225-275 275-325 325-999",
    "stack_height": "0-8 8-14 14-20 20-26 26-32 32-80",
    "drop": "0-1 1-4 4-7 7-10 10-13 13-30",
}
FLEXIBILITIES = st.integers(0, 10).map(lambda halves: halves / 2)


def exactly(shoe: Shoe) -> Shoe:
    """Take the readings as read."""
    return shoe.model_copy(update={"heel_stack_mm_tolerance": 0.0, "drop_mm_tolerance": 0.0})


@pytest.mark.parametrize("name", TABLE)
def test_each_band_runs_from_its_lower_bound_up_to_the_next(name: BandedName) -> None:
    for points, band in zip(range(5, -1, -1), TABLE[name].split(), strict=True):
        low, high = map(float, band.split("-"))
        assert band_points(name, low) == points
        assert band_points(name, high - 0.01) == points


@pytest.mark.parametrize("name", TABLE)
def test_a_band_is_named_by_its_bounds(name: BandedName) -> None:
    bands = TABLE[name].split()
    for points, band in zip(range(4, 0, -1), bands[1:-1], strict=True):
        low, high = band.split("-")
        assert band_of(name, points).startswith(f"{low} to {high} ")
    assert band_of(name, 5).startswith(f"under {bands[0].split('-')[1]} ")
    assert band_of(name, 0).startswith(bands[-1].split("-")[0])
    assert band_of(name, 0).endswith("or more")


def test_toes_above_the_heel_count_by_their_size() -> None:
    assert band_points("drop", -5) == band_points("drop", 5)


@pytest.mark.parametrize(
    ("readings", "flexibility", "devices", "listed"),
    [
        # adidas Adios 9: 3 + 1 + 2 + 5 + 2 = 13 points; listed as 52 %.
        ({"weight_g": 177, "heel_stack_mm": 27, "drop_mm": 7}, 2, 0, 52),
        # Altra Lone Peak 8: 1 + 2 + 5 + 4 + 4 = 16 points; listed as 64 %.
        ({"weight_g": 303, "heel_stack_mm": 25, "drop_mm": 0}, 4, 1, 64),
    ],
)
def test_published_worked_examples(
    readings: dict[str, float], flexibility: float, devices: int, listed: float
) -> None:
    shoe = Shoe.model_validate({"shoe_id": "example", **readings})
    index = minimalist_index(exactly(shoe), flexibility=flexibility, devices=devices)
    assert (index.low, index.high, index.known) == (listed, listed, True)
    claimed = minimalist_index(shoe, flexibility=flexibility, devices=devices)
    assert claimed.low <= listed <= claimed.high
    assert not claimed.known


def test_the_ends_of_the_scale() -> None:
    bare = exactly(Shoe(shoe_id="bare", heel_stack_mm=3, drop_mm=0, weight_g=90))
    thick = exactly(Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=14, weight_g=350))
    assert minimalist_index(bare, flexibility=5, devices=0).low == 100
    assert minimalist_index(thick, flexibility=0, devices=5).high == 0
    assert minimalist_index(thick, flexibility=0, devices=6).high == 0


@given(shoe=shoes(), flexibility=FLEXIBILITIES, devices=st.integers(0, 6))
def test_the_bounds_hold_whatever_the_unknown_turns_out_to_be(
    shoe: Shoe, flexibility: float, devices: int
) -> None:
    bounds = minimalist_index(shoe)
    told = minimalist_index(shoe, flexibility=flexibility, devices=devices, weight_g=200)
    assert 0 <= bounds.low <= told.low <= told.high <= bounds.high <= 100
    assert told.low == 4 * sum(each.low for each in told.subscales)


def counted(name: BandedName, reading: float) -> int:
    """Points of a reading, band by band."""
    return sum(abs(reading) < float(band.split("-")[0]) for band in TABLE[name].split()[1:])


@given(shoe=shoes(), share=st.floats(-1, 1))
def test_the_bounds_hold_wherever_a_reading_truly_lies(shoe: Shoe, share: float) -> None:
    """And no wider: both ends of a tolerance are reached; an unknown part leaves 20 %."""
    stack, drop, *others = minimalist_index(shoe).subscales
    parts: list[tuple[Subscale, Literal["stack_height", "drop"]]] = [
        (stack, "stack_height"),
        (drop, "drop"),
    ]
    for part, name in parts:
        if part.reading is None:
            assert (part.low, part.high) == (0, 5)
            continue
        least, most = reading_interval(shoe, name)
        far = most if share > 0 else least
        truly = part.reading + abs(share) * (far - part.reading)
        truly = max(truly, 0.0) if name == "stack_height" else truly
        assert part.low <= counted(name, truly) <= part.high
        ends = (max(least, 0.0) if name == "stack_height" else least, most)
        within = [*ends, *([0.0] if least <= 0 <= most else [])]
        points = [counted(name, end) for end in within]
        assert (part.low, part.high) == (min(points), max(points))
    assert [each.reading is None for each in others] == [
        each.high - each.low == 5 for each in others
    ]


def test_a_weight_in_hand_replaces_that_of_the_catalogue() -> None:
    shoe = Shoe(shoe_id="a", heel_stack_mm=10, drop_mm=0, weight_g=400)
    assert minimalist_index(shoe, weight_g=100).low == minimalist_index(shoe).low + 20


@pytest.mark.parametrize(
    ("given_", "named"),
    [
        ({"flexibility": 5.5}, "flexibility=5.5"),
        ({"flexibility": 1.3}, "flexibility=1.3"),
        ({"flexibility": float("nan")}, "number as flexibility, not nan"),
        ({"devices": 7}, "devices=7"),
        ({"devices": -1}, "devices=-1"),
        ({"weight_g": 0}, "weight_g=0"),
        ({"weight_g": float("nan")}, "number as weight_g, not nan"),
    ],
)
def test_what_is_off_the_scale_is_named(given_: dict[str, float], named: str) -> None:
    with pytest.raises(ShoefitError, match=named):
        minimalist_index(Shoe(shoe_id="a"), **given_)  # type: ignore[arg-type]


def test_the_text_says_what_is_unknown() -> None:
    text = str(minimalist_index(Shoe(shoe_id="a", heel_stack_mm=5), flexibility=4.5))
    assert text == (
        "Minimalist Index 34 to 98 % (points of 5: stack height 4 to 5, drop unknown, weight"
        " unknown, flexibility 4.5, devices unknown)"
    )
