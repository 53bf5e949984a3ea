"""Regenerate what `data/` holds besides the observations and what is said of them.

python scripts/build_data.py            write them, print how far claims run off
python scripts/build_data.py --check    write nothing; fail where they would change
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from check_readings import doubles
from data_package import data_package
from generated import write_or_check
from observations import load_merges, load_observations
from pairs import all_pairs, pairs_csv, word_fits
from resolving import resolve, stated
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Shoe
from shoefit.sources.claim_gaps import spread_lines, spreads
from shoefit.sources.pages import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[1] / "data"
DATA_VERSION = "2.0.0"


def built(data: Path = DATA) -> dict[str, str]:
    """Return what the generated files should hold, by file name."""
    observations = load_observations(data / "observations.csv")
    resolved = resolve(observations, load_merges(data / "merges.csv"))
    package = data_package([each.source_url for each in observations], DATA_VERSION)
    return {
        "shoes.csv": shoes_csv([each.shoe for each in resolved]),
        "statements.csv": statements_csv(stated(resolved)),
        "pairs.csv": pairs_csv(resolved),
        "datapackage.json": json.dumps(package, indent=2, ensure_ascii=False) + "\n",
    }


def shoes_csv(shoes: list[Shoe]) -> str:
    """Write shoes as the text of `data/shoes.csv`.

    Example:
        >>> shoes_csv([Shoe(brand="Luna", model="Venado", drop_mm=0)]).splitlines()[1][:26]
        'luna-venado,Luna,Venado,,s'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Shoe.model_fields)
    for shoe in shoes:
        cells = shoe.model_dump(mode="json").values()
        writer.writerow(f"{each:g}" if isinstance(each, float) else each for each in cells)
    return text.getvalue()


def statements_csv(said: Iterable[Stated]) -> str:
    """Write what pages say of shoes as the text of `data/statements.csv`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(Stated.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(each.model_dump(mode="json", exclude_defaults=True) for each in said)
    return text.getvalue()


def main(arguments: list[str]) -> int:
    """Write the files, or check them; return the exit code."""
    code = write_or_check(
        {DATA / each: text for each, text in built().items()}, arguments, __file__
    )
    if code:
        return code
    resolved = resolve(
        load_observations(DATA / "observations.csv"), load_merges(DATA / "merges.csv")
    )
    print(f"{len(resolved)} shoes")
    print("Measured minus claimed, of every page that claims:")
    found = spreads(list(stated(resolved)))
    print(*spread_lines(found), sep="\n")
    largest = (f"{READINGS[name].label} {each.largest:g}" for name, each in found.items())
    print(f"largest: {', '.join(largest)}")
    print("Words for a toe box, as sub-scores (n, mean, shrunk, nine in ten within):")
    for word, fit in word_fits(all_pairs(resolved)).items():
        print(f"{word}: {fit.n}, {fit.mean:.2f}, {fit.value:.2f}, {fit.within:.2f}")
    print("Names that may be one shoe, and are neither merged nor told apart:")
    print(*(doubles(resolved) or ["none"]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
