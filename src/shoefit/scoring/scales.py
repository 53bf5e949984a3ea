"""Every conversion between measuring scales, each with its source.

A conversion returns the value on shoefit's scale together with the error that the conversion
adds. Errors are half-widths that hold about 19 readings of 20, and independent ones are joined by
`join`. Sources are given by name here and with their addresses in `docs/score.md`.
"""

from __future__ import annotations

import math

MM_PER_INCH = 25.4  # international yard and pound agreement, 1959: exact
MM_PER_CENTIMETRE = 10.0
GRAMS_PER_OUNCE = 28.349523125  # the same: exact

# The 171 observations that state their insole: median 3.3 mm, the middle 80 % 2.0 to 5.1 mm
# (data/observations.csv, held by a test). So an unstated insole is 3.5 mm, give or take 1.5.
TYPICAL_INSOLE_MM = 3.5
TYPICAL_INSOLE_ERROR_MM = 1.5

# A source that does not say whether the insole is in may have left it out: then the sole is up
# to 5 mm thicker than printed, and never thinner.
UNKNOWN_BASIS_ABOVE_MM = 5.0

# 168 running shoes whose midsole RunRepeat measured on both scales, readings 20 to 54 Asker C:
# r 0.875, residual standard deviation 2.45 Shore A one way and 3.0 Asker C the other.
ASKER_C_SEEN = (20.0, 54.0)
ASKER_C_TO_SHORE_A_ERROR = 2 * 2.45
SHORE_A_TO_ASKER_C_ERROR = 2 * 3.0

# 123 running shoes measured by RunRepeat near the big toe with both methods: r 0.83, residual
# standard deviation 1.8 mm.
CALIPER_TO_GEL_MOULD_ERROR_MM = 2 * 1.8


def join(*errors: float) -> float:
    """Join independent errors: the root of the sum of their squares.

    Example:
        >>> join(3.0, 4.0)
        5.0
    """
    return math.hypot(*errors)


def asker_c_to_shore_a(asker_c: float) -> tuple[float, float]:
    """Convert a foam reading from Asker C to Shore A.

    Formula: HA = 0.714 AC - 7.50, the regression over 168 running shoes that RunRepeat measured
    on both scales (20 to 54 Asker C). Outside that range the gap to the foam maker's published
    table (HA = 0.834 AC - 10.84, foamproducts.com.au) is added to the error.

    Args:
        asker_c: Durometer reading, Asker C, 0 to 100.

    Returns:
        Shore A, never below 0, and the error that the conversion adds, in Shore A.

    Example:
        >>> value, error = asker_c_to_shore_a(39.9)
        >>> round(value, 1), round(error, 1)
        (21.0, 4.9)
    """
    value = 0.714 * asker_c - 7.50
    error = ASKER_C_TO_SHORE_A_ERROR
    low, high = ASKER_C_SEEN
    if not low <= asker_c <= high:
        error += abs((0.834 * asker_c - 10.84) - value)
    return max(value, 0.0), error


def shore_a_to_asker_c(shore_a: float) -> tuple[float, float]:
    """Convert a foam reading from Shore A to Asker C, for readers used to that scale.

    Formula: AC = 1.073 HA + 16.54, the same 168 shoes as `asker_c_to_shore_a`.

    Args:
        shore_a: Durometer reading, Shore A, 0 to 100.

    Returns:
        Asker C, and the error that the conversion adds, in Asker C.

    Example:
        >>> value, error = shore_a_to_asker_c(20.0)
        >>> round(value, 1), error
        (38.0, 6.0)
    """
    return 1.073 * shore_a + 16.54, SHORE_A_TO_ASKER_C_ERROR


def caliper_to_gel_mould(width_mm: float) -> tuple[float, float]:
    """Convert a toe-box width from a caliper on the upper to a gel mould of the inside.

    Formula: gel = 0.757 caliper + 13.9, over 123 running shoes that RunRepeat measured with both
    methods near the big toe.

    Args:
        width_mm: Width near the big toe by the caliper, mm.

    Returns:
        Width on the gel-mould scale, mm, and the error that the conversion adds, mm.

    Example:
        >>> value, error = caliper_to_gel_mould(78.3)
        >>> round(value, 1), error
        (73.2, 3.6)
    """
    return 0.757 * width_mm + 13.9, CALIPER_TO_GEL_MOULD_ERROR_MM


def stack_with_insole(stack_mm: float, insole_mm: float | None) -> tuple[float, float]:
    """Bring a stack that was measured without its insole to one with it.

    Args:
        stack_mm: Sole without the insole, mm.
        insole_mm: The insole as the same source states it, mm; None for the typical one.

    Returns:
        Sole with the insole, mm, and the error that this adds, mm.

    Example:
        >>> stack_with_insole(5.5, 3.0)
        (8.5, 0.0)
        >>> stack_with_insole(5.5, None)
        (9.0, 1.5)
    """
    if insole_mm is None:
        return stack_mm + TYPICAL_INSOLE_MM, TYPICAL_INSOLE_ERROR_MM
    return stack_mm + insole_mm, 0.0
