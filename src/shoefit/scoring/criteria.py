"""A reading to a sub-score: 0 for a conventional cushioned shoe, 1 for the bare foot.

Each criterion is a straight line between two fixed ends, so that a shoe's sub-score never
depends on the other shoes of the catalogue. What lies beside the lines stands in `sub_scores`.
"""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shoefit.scoring.scales import CALIPER_TO_GEL_MOULD_ERROR_MM
from shoefit.shoe import Shoe
from shoefit.text import number

CriterionName = Literal["stack_height", "midsole_hardness", "drop", "toe_box_width"]


class Reading(NamedTuple):
    """What a criterion reads, and how people speak of it: said here and nowhere else.

    Attributes:
        column: The column of a catalogue.
        unit: Its unit.
        word: The quality asked for, as the heads of tables say it: "thin".
        label: The reading's name in a sentence.
        noun: What there is more or less of.
        title: What is read, for people who do not know the label.
        asks: What the article asks for.
        more: What a shoe with a higher reading is.
        less: What one with a lower reading is.
        measured: How far off a measured reading may be, either way, in the unit.
        claimed: How far off a claimed one may be.
        barefoot: Which way the bare foot lies: at less of it, or at more.
        by_size: Whether it counts without its sign: toes above the heel are no flatter than toes
            below it.
        words: The column whose words stand in for it where it is unknown.
        beside: Other columns of which its structural cases are told, and what it counts as where
            it is unknown.
    """

    column: str
    unit: str
    word: str
    label: str
    noun: str
    title: str
    asks: str
    more: str
    less: str
    measured: float
    claimed: float
    barefoot: Literal["less", "more"]
    by_size: bool = False
    words: str = ""
    beside: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The quality and what it is read from, as a table's head."""
        return f"{self.word.capitalize()}: {self.title}"

    def size(self, reading: float) -> float:
        """Return what counts of a reading: a drop counts without its sign."""
        return abs(reading) if self.by_size else reading


# Tolerances of measurements: stack 1 mm is our judgement: the one shoe that two laboratories cut
# or calipered (Altra Escalante 4, 23.8 and 22.0 mm) is 0.9 mm off its middle. Drop is the
# difference of two such heights. Hardness: +/- 5 points is the common tolerance of a durometer on
# foam (Machine Design, "A quick way to measuring the hardness of foams"). Toe box 1 mm is our
# judgement.
# Tolerances of claims: stack and drop: nine claims in ten that can be held against a measurement
# in data/observations.csv are off by no more (90 claims of 40 shoes, 127 of 52);
# `python scripts/build_data.py` prints both with n and spread, and a test holds them here. No
# observation pairs a claimed hardness or toe box with a measured one: hardness takes the 10 points
# between laboratories (Machine Design), the toe box the error of changing its method.
READINGS: Final[dict[CriterionName, Reading]] = {
    "stack_height": Reading(
        column="heel_stack_mm",
        unit="mm",
        word="thin",
        label="stack height",
        noun="stack",
        title="sole under the heel",
        asks="thin, such as a huarache sandal",
        more="thicker",
        less="thinner",
        measured=1.0,
        claimed=4.5,
        barefoot="less",
        beside=("drop_mm", "midsole"),
    ),
    "midsole_hardness": Reading(
        column="midsole_hardness_shore_a",
        unit="Shore A",
        word="hard",
        label="midsole hardness",
        noun="hardness",
        title="hardness of the midsole",
        asks="hard, not soft and comfy",
        more="harder",
        less="softer",
        measured=5.0,
        claimed=10.0,
        barefoot="more",
        beside=("midsole", "heel_stack_mm", "drop_mm"),
    ),
    "drop": Reading(
        column="drop_mm",
        unit="mm",
        word="flat",
        label="drop",
        noun="drop",
        title="heel above the toes",
        asks="completely flat",
        more="more drop",
        less="less drop",
        measured=1.4,
        claimed=4.0,
        barefoot="less",
        by_size=True,
        beside=("midsole", "heel_stack_mm", "kind"),
    ),
    "toe_box_width": Reading(
        column="toe_box_width_mm",
        unit="mm",
        word="wide",
        label="toe-box width",
        noun="toe-box width",
        title="room at the toes",
        asks="not narrow, for narrow shoes make narrow feet",
        more="wider at the toes",
        less="narrower at the toes",
        measured=1.0,
        claimed=CALIPER_TO_GEL_MOULD_ERROR_MM,
        barefoot="more",
        words="toe_box_shape",
        beside=("midsole", "heel_stack_mm", "drop_mm", "kind"),
    ),
}

# The tolerance of a claim by column, for tables whose rows say none.
CLAIMED: Final = {each.column: each.claimed for each in READINGS.values()}


def quantity(value: float, name: CriterionName) -> str:
    """Write a reading with its unit.

    Example:
        >>> quantity(21.02, "midsole_hardness")
        '21 Shore A'
    """
    return f"{number(value)} {READINGS[name].unit}"


# Up to here a sole is thin: the upper bound of the Minimalist Index's second-thinnest band
# (Esculier 2015). A thin sole without a midsole is as hard as a shoe gets for the foot; a thick
# one may be soft rubber throughout, and at twice that it says no more than any other (our
# judgement).
THIN_SOLE_MM: Final = 14.0
THICK_SOLE_MM: Final = 28.0


class Basis(StrEnum):
    """What a sub-score rests on."""

    READING = "reading"
    WORD = "word"
    STRUCTURE = "structure"
    UNKNOWN = "unknown"


class SubScore(NamedTuple):
    """A sub-score with its band.

    Attributes:
        value: The estimate, 0 to 1.
        low: The same at the unkind end of where the reading lies nine times in ten.
        high: The same at the kind end.
        basis: What the estimate rests on.
    """

    value: float
    low: float
    high: float
    basis: Basis


# More than enough to make one criterion decide alone; products and sums stay far from overflow.
MOST_WEIGHT: Final = 1e6

Share = Annotated[float, Field(ge=0, le=1)]
# Farther out than any reading; their difference stays far from overflow.
End = Annotated[float, Field(ge=-1e6, le=1e6)]


class Criterion(BaseModel):
    """One criterion of a profile: its two ends, what unknown counts as, and its weight.

    Attributes:
        name: Which of the four criteria.
        zero_at: Reading that scores 0, in the unit of the criterion; a million at most.
        one_at: Reading that scores 1.
        unknown: Sub-score of an unknown reading, with a band from 0 to 1; None for what soles of
            that thickness ordinarily are.
        unknown_thin_sole: The same where the whole sole is at most 14 mm (hardness only). It
            brings a step at 14 mm.
        weight: Relative weight, 0 to a million.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: CriterionName
    zero_at: End
    one_at: End
    unknown: Share | None = None
    unknown_thin_sole: Share | None = None
    weight: Annotated[float, Field(ge=0, le=MOST_WEIGHT)] = 1.0

    @model_validator(mode="after")
    def _two_ends(self) -> Criterion:
        if self.zero_at == self.one_at:
            msg = "zero_at and one_at are the same: a scale needs two ends"
            raise ValueError(msg)
        if self.unknown_thin_sole is not None and self.name != "midsole_hardness":
            msg = "unknown_thin_sole belongs to midsole_hardness alone"
            raise ValueError(msg)
        return self

    @property
    def column(self) -> str:
        """The column of a catalogue that this criterion reads."""
        return READINGS[self.name].column

    @property
    def unit(self) -> str:
        """The unit of the reading."""
        return READINGS[self.name].unit

    def size(self, reading: float) -> float:
        """Return what counts of a reading: a drop counts without its sign."""
        return READINGS[self.name].size(reading)

    def line(self, reading: float) -> float:
        """Place a reading on the straight line between the ends, cut off at 0 and 1.

        Example:
            >>> from shoefit.scoring.profiles import ARTICLE
            >>> ARTICLE.criterion("stack_height").line(8.0)
            0.75
        """
        share = (reading - self.zero_at) / (self.one_at - self.zero_at)
        if share < 0:
            return 0.0
        return share if share < 1 else 1.0


# One call fetches value and tolerances; this runs for every reading of a catalogue. Where no column
# says that a reading may be further off upwards, it is as far off as downwards.
READ: Final = {
    name: attrgetter(
        each.column,
        below := f"{each.column}_tolerance",
        above if (above := f"{below}_above") in Shoe.model_fields else below,
    )
    for name, each in READINGS.items()
}


def reading_interval(shoe: Shoe, name: CriterionName) -> tuple[float, float]:
    """Return the least and the most that a known reading may truly be, in its unit.

    Where the shoe states no tolerance, that of a claim applies.

    Args:
        shoe: A shoe whose reading for this criterion is a number.
        name: The criterion.

    Example:
        >>> from shoefit.shoe import Shoe
        >>> shoe = Shoe(shoe_id="mine", heel_stack_mm=8, heel_stack_mm_tolerance=1)
        >>> reading_interval(shoe, "stack_height")
        (7.0, 9.0)
    """
    return interval(name, *READ[name](shoe))


def interval(
    name: CriterionName, value: float, below: float | None, above: float | None
) -> tuple[float, float]:
    """Return the same of a value and its two tolerances, as the shoe states them."""
    if below is None:
        below = READINGS[name].claimed
    if above is None or above < below:
        above = below
    return value - below, value + above
