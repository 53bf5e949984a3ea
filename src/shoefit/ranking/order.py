"""Shoes in order: who comes first, who ties, and who was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, overload

from shoefit.errors import ShoefitError
from shoefit.ranking.entrants import Entrants, Filters
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import Estimate, Part, order_key, parts
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

# A shoe of which less than this share of the weight is known is not ranked unless asked for.
MIN_COVERAGE: Final = 0.5


@dataclass(frozen=True, slots=True)
class RankedShoe:
    """One place of a ranking.

    Attributes:
        rank: 1 for the most barefoot-like; shoes with equal score and lower band share a rank.
        shoe: The shoe.
        score: 0 (conventional cushioned shoe) to 100 (bare foot).
        score_low: Lower end of the band.
        score_high: Upper end of the band.
        coverage: Share of the weight that is known, 0 to 1.
        profile: What it was scored by.
    """

    rank: int
    shoe: Shoe
    score: float
    score_low: float
    score_high: float
    coverage: float
    profile: Profile = field(repr=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each criterion contributed."""
        return parts(self.shoe, self.profile)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many shoes a ranking left out, by reason.

    Attributes:
        filtered: Shoes that a filter of the caller excluded.
        too_little_known: Shoes below the minimum coverage, or with nothing known.
        bad_rows: Rows that the reader skipped because of problems.
    """

    filtered: int = 0
    too_little_known: int = 0
    bad_rows: int = 0


class Ranking(Sequence[RankedShoe]):
    """An immutable sequence of ranked shoes, best first.

    Attributes:
        profile: The profile, the caller's weights worked in.
        min_coverage: The least coverage that was ranked.
        ranked: How many shoes were ranked, before `top` cut the list.
        left_out: How many were not, by reason.
        source: Name of the catalogue.
        shoes: Every shoe that passed the filters, ranked or not: what other weights would rank.
            Of a stream, which is not held, the shoes of the places alone.
    """

    def __init__(  # noqa: PLR0913 - a record of how it came about
        self,
        places: Iterable[RankedShoe],
        *,
        profile: Profile,
        min_coverage: float,
        ranked: int,
        left_out: LeftOut,
        source: str = "",
        shoes: Iterable[Shoe] = (),
    ) -> None:
        self._places = tuple(places)
        self.profile = profile
        self.min_coverage = min_coverage
        self.ranked = ranked
        self.left_out = left_out
        self.source = source
        self.shoes = tuple(shoes) or tuple(place.shoe for place in self._places)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, key: int) -> RankedShoe: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[RankedShoe, ...]: ...
    def __getitem__(self, key: int | slice) -> RankedShoe | tuple[RankedShoe, ...]:
        return self._places[key]

    def __repr__(self) -> str:
        return f"Ranking({len(self):,} of {self.ranked:,} shoes by {self.profile.name})"

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one flat record a place: the columns of `to_frame`."""
        for place in self._places:
            yield {
                "rank": place.rank,
                "shoe_id": place.shoe.shoe_id,
                "brand": place.shoe.brand,
                "model": place.shoe.model,
                "year": place.shoe.year,
                "score": place.score,
                "score_low": place.score_low,
                "score_high": place.score_high,
                "coverage": place.coverage,
                **{part.criterion: part.sub_score for part in place.parts},
            }

    @property
    def columns(self) -> list[str]:
        """Names of the columns of `to_frame`, in order."""
        fixed = ["rank", "shoe_id", "brand", "model", "year"]
        scores = ["score", "score_low", "score_high", "coverage"]
        return [*fixed, *scores, *(each.name for each in self.profile.criteria)]

    def to_frame(self) -> pd.DataFrame:
        """Return the ranking as a pandas frame.

        Columns: rank, shoe_id, brand, model, year, score, score_low, score_high, coverage, and
        one sub-score for each criterion (an unknown one holds what unknown counts as).
        """
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        frame = pd.DataFrame.from_records(list(self.records()), columns=self.columns)
        text = dict.fromkeys(["shoe_id", "brand", "model"], "string")
        whole = dict.fromkeys(["rank", "year"], "Int64")
        rest = {name: "float64" for name in self.columns if name not in text | whole}
        return frame.astype(text | whole | rest)

    def to_html(self, path: str | Path, made: date | None = None) -> None:
        """Write the ranking as one HTML file to explore; needs the extra `report`.

        Weights can be changed in it, so it holds every shoe of `shoes`, whatever `top` kept.

        Args:
            path: Where to; a file there is replaced.
            made: The date that it states; by default that of SOURCE_DATE_EPOCH, else today's.

        Raises:
            MissingExtraError: altair or vl-convert-python is not installed.
        """
        # Loaded by name: a report stands on rankings, and only this door leads up to it.
        import_module("shoefit.report.page").write_report(self, path, made)

    def _repr_html_(self) -> str:
        """Show the ranking as a table in a notebook: a great one where great_tables is there."""
        if find_spec("great_tables"):
            html: str = import_module("shoefit.report.tables").ranking_table(self).as_raw_html()
            return html
        head = "".join(
            f"<th>{escape(name.replace('_', ' '))}</th>"
            for name in ("", "shoe", "year", "score", "band", "known", *self.columns[9:])
        )
        body = "".join(f"<tr>{''.join(_html_cells(place))}</tr>" for place in self._places)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html_cells(place: RankedShoe) -> Iterator[str]:
    yield f"<td>{place.rank}</td><td>{escape(place.shoe.title)}</td>"
    yield f"<td>{place.shoe.year or ''}</td><td><b>{place.score:.1f}</b></td>"
    yield f"<td>{place.score_low:.0f} to {place.score_high:.0f}</td><td>{place.coverage:.0%}</td>"
    for part in place.parts:
        yield f"<td>{f'{part.sub_score:.2f}' if part.known else 'unknown'}</td>"


def rank(  # noqa: PLR0913 - one keyword for each question that users ask
    catalogue: Iterable[Shoe],
    *,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
    top: int | None = None,
    min_coverage: float = MIN_COVERAGE,
    kind: str | None = None,
    use: str | None = None,
    brand: str | None = None,
    max_stack_mm: float | None = None,
    since: int | None = None,
) -> Ranking:
    """Rank shoes by how close to barefoot they are.

    Order: score rounded to 6 decimals, then lower band rounded likewise, then id. Adding or
    removing shoes never reorders the others.

    Args:
        catalogue: The shoes; a stream or another iterator is ranked as it comes and, with `top`,
            in memory that does not grow.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion.
        top: Keep so many shoes; all by default. Ties at the cut are cut by id.
        min_coverage: Leave out shoes of which a smaller share of the weight is known.
        kind: Keep this kind: shoe, sandal, toe-shoe or boot.
        use: Keep this use: road, trail, gym, walk, hike, casual or multi.
        brand: Keep this brand, in any case.
        max_stack_mm: Keep shoes with a known heel stack of at most so much.
        since: Keep shoes with a source from that year on.

    Raises:
        UnknownNameError: No profile, criterion, kind, use or brand has that name.
        ProfileError: The profile or the weights cannot be used.
        ShoefitError: `top` or `min_coverage` is out of range.

    Example:
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0)
        >>> thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=10)
        >>> [place.shoe.shoe_id for place in rank([thick, thin])]
        ['thin', 'thick']
    """
    if top is not None and top < 1:
        raise ShoefitError(f"top={top} keeps no shoe.", hint="Give 1 or more, or leave it out.")
    if not 0 <= min_coverage <= 1:
        raise ShoefitError(
            f"min_coverage={min_coverage} is not a share.", hint="Give a number from 0 to 1."
        )
    chosen = get_profile(profile).with_weights(weights or {})
    filters = Filters(kind, use, brand, max_stack_mm, since)
    entrants = Entrants(catalogue, filters, chosen, min_coverage)
    ordered = _ordered(entrants, top)
    filters.check_brand()
    return Ranking(
        _placed(ordered, chosen),
        profile=chosen,
        min_coverage=min_coverage,
        ranked=entrants.ranked,
        left_out=LeftOut(
            filtered=entrants.seen - entrants.passed,
            too_little_known=entrants.passed - entrants.ranked,
            bad_rows=getattr(catalogue, "rows_left_out", 0),
        ),
        source=getattr(catalogue, "source", ""),
        shoes=entrants.kept,
    )


def _ordered(
    entrants: Iterable[tuple[Shoe, Estimate]], top: int | None
) -> list[tuple[int, int, str, int, Shoe, Estimate]]:
    """Put shoes in order; those of one id stay in the order in which they came."""
    keyed = (
        (-order_key(found.score), -order_key(found.low), shoe.shoe_id, place, shoe, found)
        for place, (shoe, found) in enumerate(entrants)
    )
    return sorted(keyed) if top is None else nsmallest(top, keyed)


def _placed(
    ordered: Iterable[tuple[int, int, str, int, Shoe, Estimate]], profile: Profile
) -> Iterator[RankedShoe]:
    """Number shoes in order; equal score and lower band share a rank."""
    rank, tie = 0, (0, 0)
    for position, (score, low, _, _, shoe, found) in enumerate(ordered, start=1):
        if (score, low) != tie or rank == 0:
            rank, tie = position, (score, low)
        yield RankedShoe(rank, shoe, found.score, found.low, found.high, found.coverage, profile)
