"""What an unknown reading ordinarily is, by how thick the sole is: one frozen table of readings.

The table, its sources and numbers of shoes stand in market.json. Here they become lines.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from shoefit.shoe import Midsole, ToeBoxShape


class Ordinary(NamedTuple):
    """What a reading ordinarily is; nine shoes in ten lie between the ends.

    Attributes:
        unkind: The end that is further from the bare foot.
        usual: What an unknown reading counts as.
        kind: The other end.
    """

    unkind: float
    usual: float
    kind: float


class Line(NamedTuple):
    """Straight lines between knots, and as it is beyond the outer ones."""

    knots: tuple[float, ...]
    values: tuple[Ordinary, ...]

    def at(self, place: float) -> Ordinary:
        """Read it at a place.

        Example:
            >>> Line((0, 10), (Ordinary(4, 2, 0), Ordinary(8, 6, 0))).at(5)
            Ordinary(unkind=6.0, usual=4.0, kind=0.0)
        """
        knots, values = self
        after = bisect_right(knots, place)
        if after == 0:
            return values[0]
        if after == len(knots):
            return values[-1]
        before = after - 1
        share = (place - knots[before]) / (knots[after] - knots[before])
        pairs = zip(values[before], values[after], strict=True)
        return Ordinary(*(one + share * (other - one) for one, other in pairs))


class Market(NamedTuple):
    """The whole table.

    Attributes:
        soles: By criterion, its reading over the sole's thickness, mm.
        stacks: By what is named of the midsole, the stack over the size of the drop, mm.
        neither: The stack where the drop is unknown too.
        words: By word, the toe box in mm and how far off it may be.
    """

    soles: dict[str, Line]
    stacks: dict[Midsole, Line]
    neither: Ordinary
    words: dict[ToeBoxShape, tuple[float, float]]


@cache
def market() -> Market:
    """Load the table, once."""
    # By the loader, which reads from a zip too.
    path = str(Path(__file__).with_name("market.json"))
    data = json.loads(cast("Any", __spec__).loader.get_data(path))
    thickness = tuple(float(each["mm"]) for each in data["sole"])
    drops = tuple(float(each["drop_mm"]) for each in data["stack"])
    return Market(
        soles={
            name: Line(thickness, tuple(Ordinary(*each[name]["is"]) for each in data["sole"]))
            for name in data["sole"][0]
            if name != "mm"
        },
        stacks={
            midsole: Line(drops, tuple(_stack(each, midsole) for each in data["stack"]))
            for midsole in Midsole
        },
        neither=Ordinary(*data["neither"]["is"]),
        words={word: (each["is"], each["within"]) for word, each in data["words"].items()},
    )


def _stack(row: dict[str, Any], midsole: Midsole) -> Ordinary:
    # A midsole without a column of its own reads what is unnamed; foam alone counts for all.
    return Ordinary(*(row.get(midsole) or row.get("unnamed") or row["foam"])["is"])


@lru_cache(maxsize=4096)
def ordinary(criterion: str, thickness: float) -> Ordinary:
    """Say what a reading ordinarily is on soles of a thickness, mm.

    A drop is never more than the sole is thick.

    Example:
        >>> ordinary("drop", 5.5)
        Ordinary(unkind=0.65, usual=0.13, kind=0.0)
        >>> ordinary("drop", 0.1).usual
        0.1
    """
    found = market().soles[criterion].at(thickness)
    if criterion == "drop":
        return Ordinary(*(min(each, thickness) for each in found))
    return found


@lru_cache(maxsize=4096)
def ordinary_stack(drop: float | None, midsole: Midsole) -> Ordinary:
    """Say what an unknown stack ordinarily is, mm, by the size of the drop and by the midsole.

    Example:
        >>> ordinary_stack(0.0, Midsole.NONE).usual, ordinary_stack(None, Midsole.NONE).usual
        (7.36, 28.8)
    """
    return market().neither if drop is None else market().stacks[midsole].at(drop)
