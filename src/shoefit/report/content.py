"""What a report says, as plain data: everything that its page needs to rank and to explain."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shoefit.about.reasons import warning
from shoefit.catalogue.catalogue import packaged
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import BUILT_IN
from shoefit.scoring.scores import FLOOR, ORDER_PARTS, parts
from shoefit.text import FORMULA
from shoefit.titles.vocabulary import brand_names

if TYPE_CHECKING:
    from shoefit.ranking.places import Ranking
    from shoefit.scoring.profiles import Profile
    from shoefit.scoring.scores import Part
    from shoefit.shoe import Shoe


def content(ranking: Ranking) -> dict[str, Any]:
    """Gather what the page of a ranking needs, ready for JSON.

    Every shoe that passed the ranking's filters is in it, whatever `top` kept and however little
    is known of it: other weights bring others to the front.

    Args:
        ranking: The ranking that the page opens with.

    Example:
        >>> from shoefit.ranking.order import rank
        >>> from shoefit.shoe import Shoe
        >>> found = content(rank([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]))
        >>> found["shoes"][0]["parts"][0]["sub_score"]
        [0.75, 0.609375, 0.890625]
    """
    pages: dict[str, int] = {}
    brands = sorted({each.brand for each in ranking.shoes if each.brand})
    return {
        "profile": _profile(ranking.profile),
        "floor": FLOOR,
        "order_parts": ORDER_PARTS,
        "min_coverage": ranking.min_coverage,
        "source": shlex.quote(Path(ranking.source).name),  # it stands in a command
        "bundled": is_bundled(ranking),
        "repeatable": is_repeatable(ranking),
        # In the order of their ids: the last word where scores are equal.
        "shoes": [
            _shoe(shoe, ranking.profile, pages)
            for shoe in sorted(ranking.shoes, key=lambda each: each.shoe_id)
        ],
        "brands": {each: others for each in brands if (others := _other_names(each))},
        "formula": FORMULA,
        "pages": list(pages),
    }


def is_bundled(ranking: Ranking) -> bool:
    """Whether a ranking is of the catalogue that comes with shoefit."""
    return ranking.source == str(packaged("shoes.csv"))


def is_repeatable(ranking: Ranking) -> bool:
    """Whether the command line can repeat a ranking from what the ranking itself remembers."""
    return (
        ranking.profile.name in BUILT_IN
        and not ranking.left_out.filtered
        and bool(ranking.source)
        and Path(ranking.source).suffix != ""
    )


def _other_names(brand: str) -> list[str]:
    """Other names of a brand, in small letters."""
    return [each for each in brand_names(brand) if each != brand.casefold()]


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "version": profile.version,
        "mean": profile.mean,
        "criteria": [
            {
                "name": each.name,
                "word": about.word,
                "label": about.word.capitalize(),
                "reads": about.label,
                "column": about.column,
                "title": about.title,
                "unit": about.unit,
                "weight": each.weight,
            }
            for each in profile.criteria
            for about in [READINGS[each.name]]
        ],
    }


def _shoe(shoe: Shoe, profile: Profile, pages: dict[str, int]) -> dict[str, Any]:
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
        "parts": [_part(each, pages) for each in parts(shoe, profile)],
    }


def _part(part: Part, pages: dict[str, int]) -> dict[str, Any]:
    return {
        "basis": part.basis,
        "sub_score": [part.sub_score, part.sub_score_low, part.sub_score_high],
        "reading": part.reading,
        "low": part.reading_low,
        "high": part.reading_high,
        "word": part.word,
        "grade": part.grade,
        "sources": part.sources,
        # Stored once and named by number: a page often states several readings.
        "page": pages.setdefault(part.source, len(pages)) if part.source else None,
    }
