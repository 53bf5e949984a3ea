"""A made-up catalogue with the spread, the gaps and the scales of a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

MISSING: Final = 0.2  # of each criterion

# Mean and spread of the readings, and the tolerances that they come with: a measurement, a claim,
# and a reading converted from another scale (Asker C, caliper, a sole without its insole).
READINGS: Final = {
    "heel_stack_mm": (26.0, 9.0, 3.0, 48.0, (1.0, 4.5, 1.8)),
    "drop_mm": (6.0, 4.0, -1.0, 16.0, (1.4, 2.5, 2.5)),
    "midsole_hardness_shore_a": (22.0, 7.0, 8.0, 60.0, (5.0, 10.0, 7.0)),
    "toe_box_width_mm": (73.2, 3.2, 62.0, 88.0, (1.0, 3.6, 3.74)),
}


def table(rows: int, seed: int = 0) -> pa.Table:
    """Make a catalogue: ids, words, readings and tolerances.

    One shoe in five lacks each reading, half the readings state no tolerance, one toe box in two
    is described in a word.
    """
    random = np.random.default_rng(seed)

    def words(choices: Sequence[str], shares: Sequence[float], missing: float = 0.0) -> pa.Array:
        codes = random.choice(len(choices), rows, p=shares).astype("int8")
        gaps = random.random(rows) < missing
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=gaps), choices).cast("string")

    columns = {
        "shoe_id": pa.array(np.arange(seed * rows, (seed + 1) * rows)).cast("string"),
        "kind": words(["shoe", "sandal", "toe-shoe", "boot"], [0.88, 0.05, 0.02, 0.05]),
        "midsole": words(["none", "foam", "rubber", "unknown"], [0.06, 0.5, 0.04, 0.4]),
        "toe_box_shape": words(
            ["foot-shaped", "wide", "standard", "tapered"], [0.15, 0.25, 0.4, 0.2], 0.5
        ),
    }
    for name, (mean, spread, least, most, tolerances) in READINGS.items():
        values = random.normal(mean, spread, rows).clip(least, most).round(1)
        columns[name] = pa.array(values, mask=random.random(rows) < MISSING)
        stated = random.choice(tolerances, rows)
        columns[f"{name}_tolerance"] = pa.array(stated, mask=random.random(rows) < 0.5)
    above = np.full(rows, 6.73)
    columns["heel_stack_mm_tolerance_above"] = pa.array(above, mask=random.random(rows) < 0.6)
    return pa.table(columns)
