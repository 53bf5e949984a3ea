"""A reading on any accepted scale to one on shoefit's own, with what the change adds in doubt."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from shoefit.scoring import scales
from shoefit.shoe import Kind


class StackBasis(StrEnum):
    """Whether a stack was taken with its insole."""

    WITH_INSOLE = "with_insole"
    WITHOUT_INSOLE = "without_insole"
    UNKNOWN = "unknown"


class HardnessScale(StrEnum):
    """Durometer scale of a hardness."""

    SHORE_A = "shore_a"
    ASKER_C = "asker_c"


class ToeBoxMethod(StrEnum):
    """Instrument and place of a width; the two ball widths are kept but cannot be scored."""

    GEL_MOULD_TOE = "gel_mould_toe"
    CALIPER_TOE = "caliper_toe"
    GEL_MOULD_BALL = "gel_mould_ball"
    CALIPER_BALL = "caliper_ball"


BALL_METHODS: Final = frozenset({ToeBoxMethod.GEL_MOULD_BALL, ToeBoxMethod.CALIPER_BALL})


class Converted(NamedTuple):
    """A reading on shoefit's scale.

    Attributes:
        value: The reading.
        error: Error that the conversion adds, either way.
        above: How much higher the true value may be because the source left something unsaid.
        step: The conversion in words; "" where none was needed.
    """

    value: float
    error: float = 0.0
    above: float = 0.0
    step: str = ""

    def tolerance(self, base: float) -> float:
        """Tolerance either way of a reading whose own is `base`."""
        return scales.join(base, self.error)

    def tolerance_above(self, base: float) -> float | None:
        """Tolerance upwards where it is more than `tolerance`, else None."""
        return scales.join(base, self.error, self.above) if self.above else None


def convert_stack(
    stack_mm: float, basis: StackBasis, insole_mm: float | None, kind: Kind
) -> Converted:
    """Bring a heel stack to one with its insole.

    A sandal is one slab with nothing to leave out, so its basis does not matter.

    Example:
        >>> convert_stack(5.5, StackBasis.WITHOUT_INSOLE, 3.0, Kind.SHOE)[:2]
        (8.5, 0.0)
    """
    if kind is Kind.SANDAL or basis is StackBasis.WITH_INSOLE:
        return Converted(stack_mm)
    if basis is StackBasis.UNKNOWN:
        step = f"insole not mentioned: up to {scales.UNKNOWN_BASIS_ABOVE_MM:g} mm more"
        return Converted(stack_mm, above=scales.UNKNOWN_BASIS_ABOVE_MM, step=step)
    value, error = scales.stack_with_insole(stack_mm, insole_mm)
    whose = "typical" if insole_mm is None else "its own"
    step = f"{stack_mm:g} mm without insole, plus {whose} insole of {value - stack_mm:g} mm"
    return Converted(value, error, step=step)


def convert_hardness(hardness: float, scale: HardnessScale) -> Converted:
    """Bring a durometer reading to Shore A.

    Example:
        >>> convert_hardness(39.9, HardnessScale.ASKER_C).step
        '39.9 Asker C'
    """
    if scale is HardnessScale.SHORE_A:
        return Converted(hardness)
    value, error = scales.asker_c_to_shore_a(hardness)
    return Converted(value, error, step=f"{hardness:g} Asker C")


def convert_toe_box(width_mm: float, method: ToeBoxMethod) -> Converted | None:
    """Bring a width near the big toe to the gel-mould scale; None for a width at the ball.

    Example:
        >>> convert_toe_box(95.0, ToeBoxMethod.CALIPER_BALL) is None
        True
    """
    if method in BALL_METHODS:
        return None
    if method is ToeBoxMethod.GEL_MOULD_TOE:
        return Converted(width_mm)
    value, error = scales.caliper_to_gel_mould(width_mm)
    return Converted(value, error, step=f"{width_mm:g} mm by caliper")
