"""How well a half-known shoe is scored: readings hidden at random from fully known ones.

    python benchmarks/hiding.py [--repeats 20] [--hidden 0.4]

The shoes are those of the bundled catalogue of which all four criteria are known. The score of the
whole shoe is the truth; printed are Spearman's correlation with it over all shoes of which anything
is left, the area under the curve for telling apart the half that is more barefoot-like, and how far
soles up to 14 mm come out too low, with standard errors over the repeats: once as unknowns count
today, once as they counted in 0.1.
"""

from __future__ import annotations

import argparse
import random
from statistics import mean, median, stdev
from typing import TYPE_CHECKING

import pandas as pd

from shoefit.catalogue.reading import load_catalogue
from shoefit.scoring.criteria import THIN_SOLE_MM
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.scoring.scores import estimate
from shoefit.shoe import Kind, Midsole, Shoe

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN_IN_01 = {
    "stack_height": 0.25,
    "midsole_hardness": 0.15,
    "drop": 0.35,
    "toe_box_width": 0.30,
}
BLANK: dict[str, dict[str, object]] = {
    "stack_height": {"heel_stack_mm": None},
    "midsole_hardness": {"midsole_hardness_shore_a": None, "midsole": Midsole.UNKNOWN},
    "drop": {"drop_mm": None},
    "toe_box_width": {"toe_box_width_mm": None, "toe_box_shape": None, "kind": Kind.SHOE},
}


def profile_01() -> Profile:
    """Return the article's profile with the constants of version 0.1."""
    criteria = tuple(
        each.model_copy(
            update={
                "unknown": UNKNOWN_IN_01[each.name],
                "unknown_thin_sole": 0.5 if each.name == "midsole_hardness" else None,
            }
        )
        for each in ARTICLE.criteria
    )
    return Profile(name="article of 0.1", criteria=criteria)


def hide(shoe: Shoe, share: float, rng: random.Random) -> Shoe:
    """Blank each criterion of a shoe with a probability."""
    update: dict[str, object] = {}
    for blank in BLANK.values():
        if rng.random() < share:
            update |= blank
    if update.get("midsole") and shoe.midsole is Midsole.FOAM:
        del update["midsole"]  # pages name a foam more often than they press a gauge into it
    return shoe.model_copy(update=update)


def figures(truth: Sequence[float], found: Sequence[float], thin: Sequence[bool]) -> list[float]:
    """Return Spearman, area under the curve, and how much too low thin soles come out."""
    ranks, other = pd.Series(truth).rank(), pd.Series(found).rank()
    good = pd.Series(truth) >= median(truth)
    count = good.sum()
    area = (other[good].sum() - count * (count + 1) / 2) / (count * (len(truth) - count))
    lost = [a - b for a, b, is_thin in zip(truth, found, thin, strict=True) if is_thin]
    return [ranks.corr(other), area, mean(lost)]


def main() -> None:
    """Hide, score and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--hidden", type=float, default=0.4)
    asked = parser.parse_args()
    full = []
    for shoe in load_catalogue():
        found = estimate(shoe, ARTICLE)
        if found is not None and found.coverage == 1:
            full.append((shoe, found.score))
    thin = sum((shoe.heel_stack_mm or 0) <= THIN_SOLE_MM for shoe, _ in full)
    print(f"{len(full)} shoes of which all is known, {thin} with soles up to 14 mm")
    print(f"{asked.hidden:.0%} of the readings hidden, {asked.repeats} times (standard error)")
    print(f"{'':16}{'Spearman':>16}{'AUC':>16}{'thin too low':>16}")
    for profile in (profile_01(), ARTICLE):
        rows = []
        for seed in range(asked.repeats):
            rng = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
            pairs = []
            for shoe, truth in full:
                found = estimate(hide(shoe, asked.hidden, rng), profile)
                if found is not None:
                    is_thin = (shoe.heel_stack_mm or 0) <= THIN_SOLE_MM
                    pairs.append((truth, found.score, is_thin))
            rows.append(figures(*zip(*pairs, strict=True)))
        cells = [
            f"{mean(column):.3f} ({stdev(column) / len(column) ** 0.5:.3f})"
            for column in zip(*rows, strict=True)
        ]
        print(f"{profile.name:16}" + "".join(f"{each:>16}" for each in cells))


if __name__ == "__main__":
    main()
