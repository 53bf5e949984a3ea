"""Claims and words beside the measurement of the same thing: what their tolerances are made of."""

from __future__ import annotations

import csv
import io
import math
from statistics import mean
from typing import TYPE_CHECKING, Final, NamedTuple

from resolving import ranked, stated
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Kind, ToeBoxShape
from shoefit.sources.claim_gaps import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resolving import Resolved

# What is believed of a word before any pair is seen, as a sub-score and as strong as four pairs:
# our judgement.
PRIORS: Final = {
    ToeBoxShape.FOOT_SHAPED: 0.8,
    ToeBoxShape.WIDE: 0.7,
    ToeBoxShape.STANDARD: 0.45,
    ToeBoxShape.TAPERED: 0.3,
}
_PRIOR_PAIRS: Final = 4
_PRIOR_WITHIN: Final = 0.3
_WIDTH: Final = ARTICLE.criterion("toe_box_width")


class PairRow(NamedTuple):
    """One thing said of a shoe beside what was measured of it."""

    shoe_id: str
    column: str
    said: str
    measured: str
    said_source: str
    measured_source: str


def all_pairs(resolved: Sequence[Resolved]) -> Iterator[PairRow]:
    """Yield every claim, and every word that a page of a shoe uses, beside the measurement."""
    said_of = list(stated(resolved))
    for name, read in READINGS.items():
        for pair in pairs(said_of, name):
            for claim in sorted(pair.claims, key=lambda each: each.reading or 0.0):
                said, measured = (f"{each.reading:.2f}" for each in (claim, pair.measured))
                pages = claim.source, pair.measured.source
                yield PairRow(claim.shoe_id, read.column, said, measured, *pages)
    for each in resolved:
        widths = [one for one in each.candidates["toe_box_width"] if one.measured]
        if not widths or each.shoe.kind in {Kind.SANDAL, Kind.TOE_SHOE}:
            continue
        width = ranked(widths)[0]
        # One pair for each word, however many pages use it.
        by_word = {row.toe_box_shape: row.source_url for row in each.observations}
        for word in (shape for shape in PRIORS if shape in by_word):
            measured, at = f"{width.value:.2f}", width.observation.source_url
            yield PairRow(each.shoe.shoe_id, "toe_box_shape", word, measured, by_word[word], at)


def pairs_csv(resolved: Sequence[Resolved]) -> str:
    """Write the pairs as the text of `data/pairs.csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([PairRow._fields, *all_pairs(resolved)])
    return text.getvalue()


class WordFit(NamedTuple):
    """What toe boxes called so measure, as a sub-score.

    Attributes:
        n: Pairs.
        mean: Their mean.
        value: (n x mean + 4 x prior) / (n + 4).
        within: (n x farthest + 4 x .3) / (n + 4), the farthest from `value` of nine in ten.
    """

    n: int
    mean: float
    value: float
    within: float


def word_fits(rows: Iterable[PairRow]) -> dict[ToeBoxShape, WordFit]:
    """Fit every word to its pairs."""
    rows = [each for each in rows if each.column == "toe_box_shape"]
    fits = {}
    for word, prior in PRIORS.items():
        scores = [_WIDTH.line(float(each.measured)) for each in rows if each.said == word]
        n, middle = len(scores), mean(scores)
        value = (n * middle + _PRIOR_PAIRS * prior) / (n + _PRIOR_PAIRS)
        farthest = sorted(abs(each - value) for each in scores)[math.ceil(0.9 * n) - 1]
        within = (n * farthest + _PRIOR_PAIRS * _PRIOR_WITHIN) / (n + _PRIOR_PAIRS)
        fits[word] = WordFit(n, middle, value, within)
    return fits
