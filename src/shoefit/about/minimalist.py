"""The Minimalist Index of a shoe, with bounds where a part of it is unknown.

Esculier and others 2015, Journal of Foot and Ankle Research 8:42,
https://doi.org/10.1186/s13047-015-0094-5: 42 experts agreed on five subscales of 0 to 5 points
each; their sum times 4 is the Index, 0 % (most cushioned) to 100 % (most minimalist). It knows
neither how hard a sole is nor how wide its toe box.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import bundled
from shoefit.errors import ShoefitError, takes
from shoefit.scoring.criteria import READINGS, reading_interval
from shoefit.shoe import Shoe
from shoefit.text import Told

BandedName = Literal["stack_height", "drop", "weight"]
SubscaleName = Literal["stack_height", "drop", "weight", "flexibility", "devices"]

MOST_POINTS: Final = 5
PERCENT_PER_POINT: Final = 4

# Each reading below the first bound earns 5 points, each bound reached costs one. The paper's
# table as three transcriptions print it; docs/how-sure.md names them.
BOUNDS: Final[dict[BandedName, tuple[float, ...]]] = {
    "stack_height": (8, 14, 20, 26, 32),
    "drop": (1, 4, 7, 10, 13),
    "weight": (125, 175, 225, 275, 325),
}


@dataclass(frozen=True, slots=True)
class Subscale:
    """The points of one subscale.

    Attributes:
        name: Which of the five.
        reading: What the points are for: mm, g, points of flexibility or a count of devices; None
            where it is unknown.
        low: The fewest points that the reading's tolerance allows, 0 to 5; 0 where it is unknown.
        high: The most; 5 where it is unknown.
    """

    name: SubscaleName
    reading: float | None
    low: float
    high: float

    @property
    def points(self) -> str:
        """The points in words."""
        if self.reading is None:
            return "unknown"
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class MinimalistIndex(Told):
    """The Minimalist Index of one shoe.

    Attributes:
        low: The least that it can be, 0 to 100 %.
        high: The most that it can be; equal to `low` where all five parts are known well enough.
        subscales: Points of stack height, drop, weight, flexibility and devices.
    """

    low: float
    high: float
    subscales: tuple[Subscale, ...]

    @property
    def known(self) -> bool:
        """Whether all five parts are known, and no tolerance reaches into another band."""
        return self.low == self.high

    def __str__(self) -> str:
        parts = ", ".join(f"{each.name.replace('_', ' ')} {each.points}" for each in self.subscales)
        bounds = f"{self.low:g}" if self.known else f"{self.low:g} to {self.high:g}"
        return f"Minimalist Index {bounds} % (points of 5: {parts})"


def band_points(name: BandedName, reading: float) -> int:
    """Return the points, 0 to 5, of a stack, a drop or a weight.

    Args:
        name: "stack_height" (heel centre, insole included, mm), "drop" (mm) or "weight" (g).
        reading: The reading; a drop counts by its size, toes above the heel or below.

    Example:
        >>> band_points("stack_height", 25), band_points("drop", 0), band_points("weight", 303)
        (2, 5, 1)
    """
    return MOST_POINTS - bisect_right(BOUNDS[name], abs(reading))


def band_ends(name: BandedName, points: int) -> tuple[float, float]:
    """Return the least reading that earns so many points, and the one from which it is fewer.

    Example:
        >>> band_ends("drop", 5), band_ends("stack_height", 0)
        ((0, 1), (32, inf))
    """
    ends = (0, *BOUNDS[name], inf)
    reached = MOST_POINTS - points
    return ends[reached], ends[reached + 1]


def band_of(name: BandedName, points: int) -> str:
    """Say in words which readings earn so many points.

    Example:
        >>> band_of("drop", 5), band_of("drop", 2), band_of("stack_height", 0)
        ('under 1 mm', '7 to 10 mm', '32 mm or more')
    """
    (least, most), unit = band_ends(name, points), "g" if name == "weight" else "mm"
    if least == 0:
        return f"under {most:g} {unit}"
    return f"{least:g} {unit} or more" if most == inf else f"{least:g} to {most:g} {unit}"


@takes
def minimalist_index(
    shoe: Shoe | str,
    *,
    flexibility: float | None = None,
    devices: int | None = None,
    weight_g: float | None = None,
) -> MinimalistIndex:
    """Return the Minimalist Index of a shoe, as bounds where a part of it is unknown.

    Formula: 4 * (points of stack + drop + weight + flexibility + devices), each 0 to 5. The
    catalogue holds neither flexibility nor devices; whoever has the shoe in hand can give them.
    Stack and drop may be as far off as their tolerances say; a weight is taken as read.

    Args:
        shoe: A shoe, or the id or any title of one of the bundled catalogue; its stack, drop and
            weight count.
        flexibility: Points for bending along and across, 0 to 2.5 each, in steps of a half.
        devices: How many of the six devices for motion control and stability it has.
        weight_g: Weight of one shoe, g, in place of the catalogue's.

    Returns:
        Lower and upper bound, %, and the points of each part.

    Raises:
        ShoefitError: `flexibility`, `devices` or `weight_g` is out of range.
        UnknownNameError: No one shoe has that title.

    Example:
        >>> from shoefit.shoe import Shoe
        >>> lone_peak = Shoe(shoe_id="lone-peak-8", heel_stack_mm=25, drop_mm=0, weight_g=303)
        >>> print(minimalist_index(lone_peak, flexibility=4, devices=1))
        Minimalist Index 52 to 64 % (points of 5: stack height 1 to 2, drop 3 to 5, weight 1,
        flexibility 4, devices 4)
        >>> exact = {"heel_stack_mm_tolerance": 0, "drop_mm_tolerance": 0}
        >>> lone_peak = lone_peak.model_copy(update=exact)
        >>> minimalist_index(lone_peak, flexibility=4, devices=1).low
        64.0
    """
    if not isinstance(shoe, Shoe):
        shoe = find_shoes(bundled(), [shoe])[0]
    if flexibility is not None and flexibility not in {i / 2 for i in range(11)}:
        raise ShoefitError(
            f"flexibility={flexibility} is off the scale.",
            hint="Give 0 to 5 in steps of a half: 0 to 2.5 along plus 0 to 2.5 across.",
        )
    grams = shoe.weight_g if weight_g is None else weight_g
    of_weight = band_points("weight", grams or 0.0)
    # Five devices and six both earn nothing.
    left = 0 if devices is None else max(MOST_POINTS - devices, 0)
    subscales = (
        _read("stack_height", shoe),
        _read("drop", shoe),
        _subscale("weight", grams, of_weight, of_weight),
        _subscale("flexibility", flexibility, flexibility or 0.0, flexibility or 0.0),
        _subscale("devices", devices, left, left),
    )
    return MinimalistIndex(
        low=float(PERCENT_PER_POINT * sum(each.low for each in subscales)),
        high=float(PERCENT_PER_POINT * sum(each.high for each in subscales)),
        subscales=subscales,
    )


def _read(name: Literal["stack_height", "drop"], shoe: Shoe) -> Subscale:
    """Give the points of a reading that may be as far off as its tolerance says."""
    reading: float | None = getattr(shoe, READINGS[name].column)
    least, most = (0.0, 0.0) if reading is None else reading_interval(shoe, name)
    if READINGS[name].by_size:
        least, most = max(least, -most), max(-least, most)
    low, high = band_points(name, most), band_points(name, max(least, 0.0))
    return _subscale(name, reading, low, high)


def _subscale(name: SubscaleName, reading: float | None, low: float, high: float) -> Subscale:
    return Subscale(name, reading, *((low, high) if reading is not None else (0, MOST_POINTS)))
