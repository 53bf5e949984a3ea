"""Who states a shoe's readings: the pages behind each number of the bundled catalogue.

A reading of the bundled catalogue is found again among its observations, with all that other
pages say of it. A shoe of the user's own has its readings and no pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.scoring.criteria import READINGS, Basis, CriterionName
from shoefit.shoe import Grade
from shoefit.sources.observations import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shoefit.scoring.scores import Part
    from shoefit.shoe import Shoe
    from shoefit.sources.observations import Observation
    from shoefit.sources.resolving import Candidate, Resolved


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


def statements(part: Part, shoe: Shoe, resolved: Resolved | None) -> tuple[Statement, ...]:
    """Say who states a criterion's reading, the statement that stands first.

    Args:
        part: What the criterion contributed to the shoe's score.
        shoe: The shoe.
        resolved: The bundled shoe of the same id with its observations, or None.

    Returns:
        The statements of the bundled observations; none where the shoe's reading is not the
        bundled one (a user's shoe, a changed reading), or nothing is known.
    """
    column = READINGS[part.criterion].column
    if resolved is None or not part.known or part.source is None:
        return ()
    bundled = resolved.shoe
    same = ("", "_source", "_grade")
    if any(getattr(bundled, column + end) != getattr(shoe, column + end) for end in same):
        return ()
    if part.basis is Basis.READING:
        standing = resolved.chosen.get(part.criterion)
        found = [
            _of_reading(part.criterion, each, stands=each is standing)
            for each in resolved.candidates[part.criterion]
        ]
    else:
        found = _of_words(part, resolved.observations)
    # sorted is stable: within the two groups the order of the observations stays.
    return tuple(sorted(found, key=lambda each: not each.stands))


def _of_reading(name: CriterionName, candidate: Candidate, *, stands: bool) -> Statement:
    row, (value, error, _, step) = candidate.observation, candidate.converted
    if name == "drop":
        step = row.drop_step
    return Statement(round(value, 2), None, step, error, stands, row.grade, *_page(row))


def _of_words(part: Part, rows: Iterable[Observation]) -> list[Statement]:
    said = [(row, str(row.toe_box_shape)) for row in rows if row.toe_box_shape]
    stands = (row for row, word in said if (row.source_url, word) == (part.source, part.word))
    standing = next(stands, None)
    return [
        Statement(None, word, "", 0.0, row is standing, Grade.CLAIMED, *_page(row))
        for row, word in said
    ]


def _page(row: Observation) -> tuple[SourceKind, str, int | None]:
    return row.source_kind, row.source_url, row.as_of
