"""Print the spread of the bundled catalogue's readings, as frozen beside the draws.

    python scripts/freeze_spread.py > src/shoefit/ranking/spread.toml

It stands in for what a small catalogue lacks; see shoefit.ranking.spread. Frozen, so that a new
edition of the data moves no ranking of anybody else's shoes; print it anew with a new version of
the market table.
"""

from __future__ import annotations

import numpy as np

import shoefit
from shoefit.ranking.spread import GRIDS, spread


def main() -> None:
    """Print it."""
    catalogue = shoefit.load_catalogue()
    print("# How the readings of the bundled catalogue truly are spread: shares in ten thousand at")
    print("# knots, straight lines between. Printed by scripts/freeze_spread.py; frozen.")
    for name, grid in GRIDS.items():
        shares, count = spread(catalogue, name)
        # Every second place of the grid, its neighbours' shares halved between the two beside.
        wide = np.convolve(shares, [0.5, 1, 0.5], "same")[::2] * 1e4
        held = np.flatnonzero(wide >= 0.5)  # noqa: PLR2004 - less is nothing
        knots = slice(held[0], held[-1] + 1)
        print(f"\n[{name}]\nn = {count}")
        print(f"at = [{', '.join(f'{each:g}' for each in grid[::2][knots])}]")
        print(f"in_10_000 = [{', '.join(f'{each:.0f}' for each in wide[knots])}]")


if __name__ == "__main__":
    main()
