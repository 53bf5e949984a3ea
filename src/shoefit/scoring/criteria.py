"""A reading to a sub-score: 0 for a conventional cushioned shoe, 1 for the bare foot.

Each criterion is a straight line between two fixed ends, so that a shoe's sub-score never
depends on the other shoes of the catalogue. Beside the line stand the structural cases: a shoe
that has no midsole, a sandal that has no toe box, a toe box known by a word only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shoefit.scoring.scales import CALIPER_TO_GEL_MOULD_ERROR_MM
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape
from shoefit.text import number

if TYPE_CHECKING:
    from collections.abc import Callable

CriterionName = Literal["stack_height", "midsole_hardness", "drop", "toe_box_width"]


@dataclass(frozen=True, slots=True)
class Reading:
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
        beside: Other columns of which its structural cases are told.
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
        beside=("midsole", "heel_stack_mm"),
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
        beside=("kind",),
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
# one may still be soft rubber throughout.
THIN_SOLE_MM = 14.0

# Foot-shaped .8 is what shoes called foot-shaped measure on the 68 to 84 mm scale. The other
# three words, and the .2 either way, are our judgement.
TOE_BOX_WORDS: Final[dict[ToeBoxShape, float]] = {
    ToeBoxShape.FOOT_SHAPED: 0.8,
    ToeBoxShape.WIDE: 0.6,
    ToeBoxShape.STANDARD: 0.3,
    ToeBoxShape.TAPERED: 0.15,
}
TOE_BOX_WORD_ERROR = 0.2


class Basis(StrEnum):
    """What a sub-score rests on."""

    READING = "reading"
    WORD = "word"
    STRUCTURE = "structure"
    UNKNOWN = "unknown"


# Looked up once: an enumeration's member costs more to fetch than a line to compute.
_READING, _WORD, _STRUCTURE, _UNKNOWN = Basis
_NO_MIDSOLE, _SANDAL, _TOE_SHOE = Midsole.NONE, Kind.SANDAL, Kind.TOE_SHOE


class SubScore(NamedTuple):
    """A sub-score with its band.

    Attributes:
        value: The estimate, 0 to 1.
        low: The lowest that the tolerance of the reading allows.
        high: The highest that the tolerance of the reading allows.
        basis: What the estimate rests on.
    """

    value: float
    low: float
    high: float
    basis: Basis


# More than enough to make one criterion decide alone; products and sums stay far from overflow.
MOST_WEIGHT: Final = 1e6

Share = Annotated[float, Field(ge=0, le=1)]


class Criterion(BaseModel):
    """One criterion of a profile: its two ends, what unknown counts as, and its weight.

    Attributes:
        name: Which of the four criteria.
        zero_at: Reading that scores 0, in the unit of the criterion.
        one_at: Reading that scores 1.
        unknown: Sub-score of an unknown reading: today's ordinary running shoe.
        unknown_thin_sole: The same where the whole sole is at most 14 mm (hardness only).
        weight: Relative weight, 0 to a million.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: CriterionName
    zero_at: float
    one_at: float
    unknown: Share
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

    def sub_score(self, shoe: Shoe) -> SubScore:
        """Score one shoe on this criterion.

        Args:
            shoe: The shoe; its other columns matter where the structure decides.

        Returns:
            Estimate, band and what they rest on; an unknown reading has the band 0 to 1.

        Example:
            >>> from shoefit.scoring.profiles import ARTICLE
            >>> from shoefit.shoe import Shoe
            >>> ARTICLE.criterion("drop").sub_score(Shoe(shoe_id="mine", drop_mm=6.5)).value
            0.5
        """
        return _RULES.get(self.name, _plain)(self, shoe)


# One call fetches value and tolerances; this runs for every reading of a catalogue. Where no column
# says that a reading may be further off upwards, it is as far off as downwards.
_READ: Final = {
    name: attrgetter(
        each.column,
        below := f"{each.column}_tolerance",
        above if (above := f"{below}_above") in Shoe.model_fields else below,
    )
    for name, each in READINGS.items()
}
_BY_SIZE: Final = frozenset(name for name, each in READINGS.items() if each.by_size)


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
    return _interval(name, *_READ[name](shoe))


def _interval(
    name: CriterionName, value: float, below: float | None, above: float | None
) -> tuple[float, float]:
    if below is None:
        below = READINGS[name].claimed
    if above is None or above < below:
        above = below
    return value - below, value + above


def _on_line(criterion: Criterion, shoe: Shoe) -> SubScore | None:
    """Score a reading that may lie anywhere in its interval; None where it is unknown."""
    name = criterion.name
    value, below, above = _READ[name](shoe)
    if value is None:
        return None
    least, most = _interval(name, value, below, above)
    if name in _BY_SIZE:
        value, least, most = abs(value), max(least, -most, 0.0), max(-least, most)
    low, high = criterion.line(least), criterion.line(most)
    if low > high:
        low, high = high, low
    return SubScore(criterion.line(value), low, high, _READING)


def _plain(criterion: Criterion, shoe: Shoe) -> SubScore:
    return _on_line(criterion, shoe) or _not_known(criterion.unknown)


def _not_known(estimate: float) -> SubScore:
    return SubScore(estimate, 0.0, 1.0, _UNKNOWN)


def _midsole_hardness(criterion: Criterion, shoe: Shoe) -> SubScore:
    stack = shoe.heel_stack_mm
    thin = stack is not None and stack <= THIN_SOLE_MM
    if thin and shoe.midsole is _NO_MIDSOLE:
        surely_thin = reading_interval(shoe, "stack_height")[1] <= THIN_SOLE_MM
        return SubScore(1.0, 1.0 if surely_thin else 0.0, 1.0, _STRUCTURE)
    found = _on_line(criterion, shoe)
    if found is None and thin and criterion.unknown_thin_sole is not None:
        return _not_known(criterion.unknown_thin_sole)
    return found or _not_known(criterion.unknown)


def _toe_box_width(criterion: Criterion, shoe: Shoe) -> SubScore:
    # Structure comes first: were a stated width or word able to lower it, hiding that reading
    # would raise the score. A gel mould of five toe pockets has no width near the big toe.
    if shoe.kind is _SANDAL:
        return SubScore(1.0, 1.0, 1.0, _STRUCTURE)
    if shoe.kind is _TOE_SHOE:
        return _worded(ToeBoxShape.FOOT_SHAPED, _STRUCTURE)
    found = _on_line(criterion, shoe)
    if found is None and shoe.toe_box_shape is not None:
        return _worded(shoe.toe_box_shape, _WORD)
    return found or _not_known(criterion.unknown)


def _worded(shape: ToeBoxShape, basis: Basis) -> SubScore:
    value = TOE_BOX_WORDS[shape]
    low, high = max(value - TOE_BOX_WORD_ERROR, 0.0), min(value + TOE_BOX_WORD_ERROR, 1.0)
    return SubScore(value, low, high, basis)


# What is no reading on a line alone.
_RULES: Final[dict[CriterionName, Callable[[Criterion, Shoe], SubScore]]] = {
    "midsole_hardness": _midsole_hardness,
    "toe_box_width": _toe_box_width,
}
