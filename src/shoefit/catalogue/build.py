"""Regenerate `data/shoes.csv` and `data/datapackage.json` from the observations.

python -m shoefit.catalogue.build            write both, print how far claims run off
python -m shoefit.catalogue.build --check    write nothing; fail where they would change
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

from shoefit.catalogue.datapackage import data_package
from shoefit.catalogue.gaps import gaps, spread
from shoefit.catalogue.observations import load_merges, load_observations
from shoefit.catalogue.resolve import Resolved, resolve
from shoefit.criteria import COLUMNS, UNITS
from shoefit.names import same_shoe_suspects
from shoefit.shoe import Shoe

DATA = Path(__file__).parents[3] / "data"
DATA_VERSION = "1.0.0"


def built(data: Path = DATA) -> dict[str, str]:
    """Return what the generated files should hold, by file name."""
    observations = load_observations(data / "observations.csv")
    resolved = resolve(observations, load_merges(data / "merges.csv"))
    package = data_package([each.source_url for each in observations], DATA_VERSION)
    return {
        "shoes.csv": shoes_csv([each.shoe for each in resolved]),
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


def claims_report(resolved: list[Resolved]) -> str:
    """Say how far claims run off, criterion by criterion."""
    lines = []
    for criterion in COLUMNS:
        found = gaps(resolved, criterion)
        if not found:
            lines.append(f"{criterion}: no shoe has both a claim and a measurement")
            continue
        all_of = spread(found)
        lines.append(
            f"{criterion}: n = {all_of.count} shoes, "
            f"median gap {all_of.median:+g} {UNITS[criterion]}, "
            f"nine in ten within {all_of.nine_in_ten:g}, largest {all_of.largest:g}"
        )
    return "\n".join(lines)


def suspects_report(resolved: list[Resolved]) -> str:
    """List the pairs of names that may be two spellings of one shoe."""
    names = {each.shoe.shoe_id: (each.shoe.brand, each.shoe.model) for each in resolved}
    return "\n".join(
        f"{suspect.id_a}  {suspect.id_b}  ({suspect.reason})"
        for suspect in same_shoe_suspects(names)
    )


def main(arguments: list[str]) -> int:
    """Write the files, or check them; return the exit code."""
    checking = arguments == ["--check"]
    if arguments and not checking:
        print(__doc__, file=sys.stderr)  # noqa: T201 - this is the command's output
        return 2
    stale = []
    for name, text in built().items():
        path = DATA / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not checking:
            path.write_text(text, encoding="utf-8", newline="\n")
    if checking and stale:
        print(f"stale: {', '.join(stale)}; run python -m shoefit.catalogue.build")  # noqa: T201
        return 1
    resolved = resolve(
        load_observations(DATA / "observations.csv"), load_merges(DATA / "merges.csv")
    )
    print(f"{len(resolved)} shoes; {', '.join(stale) or 'nothing'} written")  # noqa: T201
    print("Measured minus claimed, one pair a shoe:")  # noqa: T201
    print(claims_report(resolved))  # noqa: T201
    print("Names that may be one shoe; merge in merges.csv those whose pages agree:")  # noqa: T201
    print(suspects_report(resolved))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
