"""Who states a shoe's readings: the pages behind each number of the bundled catalogue.

They stand in `data/statements.csv`, which the build makes of the observations. A shoe of the
user's own has its readings and no pages.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from shoefit.catalogue.opening import packaged
from shoefit.scoring.criteria import CriterionName
from shoefit.shoe import Grade, Year, described

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shoefit.scoring.scores import Part


class SourceKind(StrEnum):
    """Who states a reading."""

    LAB = "lab"
    REVIEWER = "reviewer"
    RETAILER = "retailer"
    MANUFACTURER = "manufacturer"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one page says of one criterion of a shoe.

    Attributes:
        reading: The number, in the unit of the criterion and on shoefit's scale; None for a word.
        word: The word that stands in for a number, such as "foot-shaped".
        conversion: How the number was made of what the page prints; "" where it stands as printed.
        conversion_error: Error that the conversion adds, either way, in the unit.
        stands: Whether this is the statement that the score is made of.
        grade: Measured or claimed.
        source_kind: Who states it: lab, reviewer, retailer or manufacturer.
        source: Address of the page.
        year: Year of the page, where it says.
    """

    reading: float | None
    word: str | None
    conversion: str
    conversion_error: float
    stands: bool
    grade: Grade
    source_kind: SourceKind
    source: str
    year: int | None


class Stated(BaseModel):
    """What one page says of one criterion of a bundled shoe; one row of `data/statements.csv`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shoe_id: str = Field(description="the shoe")
    criterion: CriterionName = Field(description="what is stated of it")
    place: int | None = described("place by the rule of README.md; what comes first stands")
    reading: float | None = described("the number, in the criterion's unit and on shoefit's scale")
    word: str | None = described("the word that stands in for a number")
    tolerance: float | None = described("how far off the number may be by itself, in its unit")
    tolerance_above: float | None = described("the same upwards, where it is more")
    conversion: Annotated[str, Field(description="how it was made of what the page prints")] = ""
    conversion_error: Annotated[float, Field(description="what that adds in doubt")] = 0.0
    grade: Grade = Field(description="whether it was measured or claimed")
    source_kind: SourceKind = Field(description="who states it")
    source: str = Field(description="address of the page")
    year: Year | None = described("year of the page", "year")

    @property
    def stands(self) -> bool:
        """Whether the shoe's score is made of it."""
        return self.place == 1

    @property
    def measured(self) -> bool:
        """Whether an instrument gave it."""
        return self.grade is Grade.MEASURED


@cache
def _rows() -> dict[str, list[list[str]]]:
    """Read the rows of each shoe once: explaining shoe after shoe asks again and again."""
    rows: defaultdict[str, list[list[str]]] = defaultdict(list)
    with packaged("statements.csv").open(encoding="utf-8", newline="") as file:
        for row in islice(csv.reader(file, strict=True), 1, None):
            rows[row[0]].append(row)
    return dict(rows)


def load_stated(shoe_ids: Iterable[str] | None = None) -> list[Stated]:
    """Read what the pages of the bundled catalogue say, of each reading what stands first.

    Args:
        shoe_ids: Of these shoes only, which is quicker; a stranger has none.

    Example:
        >>> [each.reading for each in load_stated(["lems-primal-2"])][:2]
        [14.3, 11.0]
    """
    rows = _rows()
    found = (row for each in (rows if shoe_ids is None else shoe_ids) for row in rows.get(each, ()))
    named = (zip(Stated.model_fields, row, strict=True) for row in found)
    return [Stated.model_validate({name: cell for name, cell in row if cell}) for row in named]


def statements(part: Part, stated: Iterable[Stated]) -> tuple[Statement, ...]:
    """Say who states a criterion's reading, the statement that stands first.

    Args:
        part: What the criterion contributed to the shoe's score.
        stated: What the pages say of the shoe.

    Returns:
        The statements; none where the shoe's reading is not the bundled one (a user's shoe, a
        changed reading), or nothing is known.
    """
    found = [each for each in stated if each.criterion == part.criterion]
    told = part.reading, part.word, part.source, part.grade
    if not any(
        each.stands and (each.reading, each.word, each.source, each.grade) == told for each in found
    ):
        return ()
    return tuple(
        Statement(*(getattr(each, name) for name in Statement.__slots__)) for each in found
    )
