"""What a report says, as plain data: everything that its page needs to rank and to explain."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shoefit.about.reasons import ends, warning
from shoefit.about.tipping import way
from shoefit.catalogue.opening import packaged
from shoefit.ranking.order import supposed
from shoefit.scoring.criteria import READINGS, Basis, Criterion
from shoefit.scoring.profiles import BUILT_IN, Profile
from shoefit.scoring.scores import FLOOR, ORDER_PARTS, Part, parts
from shoefit.scoring.sub_scores import sub_score
from shoefit.text import FORMULA
from shoefit.titles.vocabulary import brand_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shoefit.ranking.places import Ranking
    from shoefit.shoe import Shoe


def content(ranking: Ranking, read_with: str = "") -> dict[str, Any]:
    """Gather what the page of a ranking needs, ready for JSON.

    Every shoe that passed the ranking's filters is in it, whatever `top` kept and however little
    is known of it: other weights bring others to the front.

    Args:
        ranking: The ranking that the page opens with.
        read_with: The options with which a command line reads its catalogue.

    Example:
        >>> from shoefit.ranking.order import rank
        >>> from shoefit.shoe import Shoe
        >>> found = content(rank([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]))
        >>> found["shoes"][0]["parts"][0]["sub_score"]
        [0.75, 0.609375, 0.890625]
    """
    shared = _Shared(ranking.profile)
    brands = sorted({each.brand for each in ranking.shoes if each.brand})
    # In small letters.
    names = {brand: [e for e in brand_names(brand) if e != brand.casefold()] for brand in brands}
    return {
        "profile": _profile(ranking.profile),
        "floor": FLOOR,
        "order_parts": ORDER_PARTS,
        "min_coverage": ranking.min_coverage,
        # Both stand in a command.
        "source": f"{shlex.quote(Path(ranking.source).name)} {read_with}".strip(),
        "bundled": is_bundled(ranking),
        "repeatable": is_repeatable(ranking),
        # In the order of their ids: the last word where scores are equal.
        "shoes": [
            _shoe(shoe, shared) for shoe in sorted(ranking.shoes, key=lambda each: each.shoe_id)
        ],
        "brands": {brand: others for brand, others in names.items() if others},
        "formula": FORMULA,
        "pages": list(shared.pages),
        "assumed": list(shared.assumed),
        "curves": list(shared.curves),
    }


def is_bundled(ranking: Ranking) -> bool:
    """Whether a ranking is of the catalogue that comes with shoefit."""
    return ranking.source == str(packaged("shoes.csv"))


def is_repeatable(ranking: Ranking) -> bool:
    """Whether the command line can repeat a ranking from what the ranking itself remembers."""
    built_in = ranking.profile.name in BUILT_IN and not ranking.profile.file
    return built_in and not ranking.left_out.filtered and Path(ranking.source).suffix != ""


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "mean": profile.mean,
        "criteria": [
            {
                "name": each.name,
                "word": about.word,
                "label": about.word.capitalize(),
                "reads": about.label,
                "column": about.column,
                "title": about.title,
                "noun": about.noun,
                "unit": about.unit,
                "zero_at": each.zero_at,
                "one_at": each.one_at,
                "by_size": about.by_size,
                "weight": each.weight,
            }
            for each in profile.criteria
            for about in [READINGS[each.name]]
        ],
    }


class _Shared:
    """What many shoes have in common, stored once and named by number.

    Attributes:
        profile: What they are scored by.
        pages: Addresses: a page often states several readings.
        assumed: What an unknown reading counts as, and why.
        curves: How the rest of a shoe moves with one of its readings: what is unknown of it, or
            built so. Read off the score itself, as straight lines between knots.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.pages: dict[str, int] = {}
        self.assumed: dict[str, int] = {}
        self.curves: dict[tuple[tuple[float, float], ...], int] = {}
        self._moves: dict[Any, dict[int, int]] = {}

    def moves(self, shoe: Shoe, found: Sequence[Part], index: int) -> dict[int, int]:
        """Number the curves by the criteria that move with the one of this index."""
        drop = shoe.drop_mm if shoe.heel_stack_mm is None else None  # it tells the sole
        alike = (index, shoe.kind, shoe.midsole, drop, *(each.basis for each in found))
        if alike not in self._moves:
            fixed = found[index].basis is Basis.STRUCTURE  # whatever anybody measures
            self._moves[alike] = {} if fixed else dict(self._moving(shoe, found, index))
        return self._moves[alike]

    def _moving(self, shoe: Shoe, found: Sequence[Part], index: int) -> Iterator[tuple[int, int]]:
        asked = self.profile.criteria[index]
        # As far again beyond the worse end: no reading of the market lies further out.
        least, end = sorted((asked.zero_at, asked.one_at))
        most = 2 * end - least
        for other, (criterion, part) in enumerate(zip(self.profile.criteria, found, strict=True)):
            if other == index or part.basis not in {Basis.UNKNOWN, Basis.STRUCTURE}:
                continue

            @cache
            def at(place: float, criterion: Criterion = criterion) -> float:
                return round(sub_score(criterion, supposed(shoe, {asked.name: place})).value, 9)

            curve = ((least, at(least)), *_knots(at, least, most))
            if {value for _, value in curve} != {round(part.sub_score, 9)}:
                yield other, self.curves.setdefault(curve, len(self.curves))


def _knots(
    at: Callable[[float], float], first: float, last: float
) -> Iterator[tuple[float, float]]:
    """Halve what is bent until the lines between the places are straight, or too short to see."""
    middle = (first + last) / 2
    bent = abs(at(first) + at(last) - 2 * at(middle)) > 1e-8  # noqa: PLR2004 - all but the last bits
    if last - first > _COARSE or (bent and last - first > _FINE):
        yield from _knots(at, first, middle)
        yield from _knots(at, middle, last)
    else:
        yield last, at(last)


_COARSE: Final = 4.5  # no narrower than what lies between most knots of the market
_FINE: Final = 1 / 64


def _shoe(shoe: Shoe, shared: _Shared) -> dict[str, Any]:
    found = parts(shoe, shared.profile)
    return {
        "id": shoe.shoe_id,
        "title": shoe.title,
        "brand": shoe.brand,
        "model": shoe.model,
        "seen": shoe.seen,
        "kind": shoe.kind,
        "use": shoe.use,
        "sole_mm": shoe.heel_stack_mm,
        "weight_g": shoe.weight_g,
        "price": shoe.list_price,
        "currency": shoe.currency,
        "warning": [said] if (said := warning(shoe)) else [],
        "parts": [_part(shoe, found, index, shared) for index in range(len(found))],
    }


def _part(shoe: Shoe, found: Sequence[Part], index: int, shared: _Shared) -> dict[str, Any]:
    part, criterion, pages = found[index], shared.profile.criteria[index], shared.pages
    told: dict[str, Any] = {
        "basis": part.basis,
        "sub_score": [part.sub_score, part.sub_score_low, part.sub_score_high],
        "reading": part.reading,
        "low": part.reading_low,
        "high": part.reading_high,
        "word": part.word,
        "grade": part.grade,
        "sources": part.sources,
        "page": pages.setdefault(part.source, len(pages)) if part.source else None,
    }
    if moves := shared.moves(shoe, found, index):
        told["moves"] = moves
    if part.assumed:
        told["assumed"] = shared.assumed.setdefault(part.assumed, len(shared.assumed))
        told["ends"] = ends(criterion, shoe)
    start = criterion.zero_at if part.reading is None else criterion.size(part.reading)
    path = way(criterion, shoe)
    if path not in {None, (start, criterion.one_at)}:
        told["way"] = path
    return told
