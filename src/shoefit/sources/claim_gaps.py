"""What is claimed against what is measured: both figures, both sources, and the ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

from shoefit.catalogue.reading import catalogue_or_bundled
from shoefit.ranking.order import Standings
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.sources.gaps import distinct_claims, gaps, spread
from shoefit.sources.observations import load_merges, load_observations
from shoefit.sources.resolving import reading_cells, resolve
from shoefit.text import number, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

    from shoefit.shoe import Shoe
    from shoefit.sources.gaps import Gap, Spread
    from shoefit.sources.resolving import Candidate, Resolved

_NAME_WIDTH = 30


@dataclass(frozen=True, slots=True)
class ClaimGap:
    """One claim beside the measurement of the same thing; both on shoefit's scale.

    Attributes:
        shoe_id: The shoe.
        title: Its brand and model.
        criterion: What is claimed and measured.
        unit: Unit of the three figures.
        claimed: The claim.
        claimed_conversion: How it was made of what the page prints; "" where it stands as printed.
        claimed_source: Address of a page that claims it.
        claimed_pages: How many pages claim it so.
        measured: The measurement.
        measured_conversion: As `claimed_conversion`.
        measured_source: Address of the page with the measurement.
        gap: Measured minus claimed.
        rank_claimed: Rank of the shoe with the claim; None where too little is known of it.
        rank_measured: Rank of the shoe with the measurement.
        places: How many places it falls once measured; below 0 where it rises.
    """

    shoe_id: str
    title: str
    criterion: CriterionName
    unit: str
    claimed: float
    claimed_conversion: str
    claimed_source: str
    claimed_pages: int
    measured: float
    measured_conversion: str
    measured_source: str
    gap: float
    rank_claimed: int | None
    rank_measured: int | None
    places: int | None


class ClaimsTable(Sequence[ClaimGap]):
    """Claims that can be held against a measurement, the widest gap of each criterion first.

    Attributes:
        profile: What the ranks were made by.
        spreads: How far claims run off, by criterion, one pair a shoe: the figures that the
            tolerance of a claim is taken from (`scoring.criteria.CLAIMED`). A criterion of which no
            shoe has both is not among them.
    """

    def __init__(
        self,
        rows: Iterable[ClaimGap],
        *,
        profile: Profile,
        spreads: Mapping[CriterionName, Spread],
    ) -> None:
        self._rows = tuple(rows)
        self.profile = profile
        self.spreads = MappingProxyType(dict(spreads))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int) -> ClaimGap: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[ClaimGap, ...]: ...
    def __getitem__(self, key: int | slice) -> ClaimGap | tuple[ClaimGap, ...]:
        return self._rows[key]

    def __repr__(self) -> str:
        shoes = len({each.shoe_id for each in self})
        return f"ClaimsTable({len(self):,} claims of {shoes:,} shoes)"

    def __str__(self) -> str:
        return "\n".join([*self._summary(), "", *self._table()]) + "\n"

    def _summary(self) -> Iterable[str]:
        for name, read in READINGS.items():
            found, unit, label = self.spreads.get(name), read.unit, read.label
            if found is None:
                yield f"{label}: no shoe has both a claim and a measurement"
            else:
                yield (
                    f"{label}: {found.count} shoes, middle gap {found.median:+g} {unit}, "
                    f"nine in ten within {found.nine_in_ten:g}"
                )

    def _table(self) -> Iterable[str]:
        yield f"{'shoe':<30} {'what':<16} claimed measured   gap places"
        for each in self:
            title = shown(each.title)
            name = title if len(title) <= _NAME_WIDTH else f"{title[: _NAME_WIDTH - 3]}..."
            places = "" if each.places is None else f"{each.places:+d}"
            yield (
                f"{name:<30} {READINGS[each.criterion].label:<16} {number(each.claimed):>7} "
                f"{number(each.measured):>8} {each.gap:>+5.1f} {places:>6}"
            )

    def to_frame(self) -> pd.DataFrame:
        """Return the claims as a pandas frame: the attributes of `ClaimGap` as columns."""
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        columns = [each.name for each in fields(ClaimGap)]
        frame = pd.DataFrame.from_records([asdict(each) for each in self], columns=columns)
        return frame.astype(_DTYPES)

    def _repr_html_(self) -> str:
        """Show the claims as a table in a notebook; pandas escapes every cell."""
        return self.to_frame().to_html(index=False)


_WHOLE = ("claimed_pages", "rank_claimed", "rank_measured", "places")
_NUMBERS = ("claimed", "measured", "gap")
_DTYPES = {
    each.name: "Int64" if each.name in _WHOLE else "float64" if each.name in _NUMBERS else "string"
    for each in fields(ClaimGap)
}


def claims(
    catalogue: Sequence[Shoe] | None = None, profile: str | Path | Profile = "article"
) -> ClaimsTable:
    """Hold every claim against the measurement of the same thing.

    The readings are those of the bundled observations; every distinct claim of a shoe stands on
    a row of its own. A shoe is ranked twice: with the claim as if nothing else were known of that
    criterion, and with the measurement.

    Args:
        catalogue: The shoes to list and to rank among; the bundled ones by default. Shoes that
            the bundled observations do not know have no claims.
        profile: Name, file or Profile; see `get_profile`.

    Raises:
        UnknownNameError: No profile has that name.
        ProfileError: The profile's file cannot be used.

    Example:
        >>> widest = claims()[0]
        >>> widest.title, widest.criterion, widest.claimed, widest.measured
        ('Pearl Izumi EM Road N1', 'stack_height', 19.0, 25.5)
    """
    shoes = catalogue_or_bundled(catalogue)
    standings = Standings(shoes, get_profile(profile))
    by_id = {each.shoe_id: each for each in shoes}
    resolved = [
        each for each in resolve(load_observations(), load_merges()) if each.shoe.shoe_id in by_id
    ]
    known = {each.shoe.shoe_id: each for each in resolved}
    rows: list[ClaimGap] = []
    spreads = {}
    for name in READINGS:
        found = gaps(resolved, name)
        if found:
            spreads[name] = spread(found)
        of_it = [
            row
            for gap in found
            for row in _rows(gap, by_id[gap.shoe_id], known[gap.shoe_id], standings)
        ]
        rows += sorted(of_it, key=lambda row: (-abs(row.gap), row.shoe_id, row.claimed))
    return ClaimsTable(rows, profile=standings.profile, spreads=spreads)


def _rows(gap: Gap, shoe: Shoe, resolved: Resolved, standings: Standings) -> Iterable[ClaimGap]:
    name, measured = gap.criterion, gap.measured
    with_measured = _with(shoe, name, measured)
    if getattr(shoe, READINGS[name].column) == getattr(with_measured, READINGS[name].column):
        with_measured = shoe  # it stands already, with the tolerance that covers its rivals
    rank_measured = standings.of(with_measured).rank
    for pages in distinct_claims(resolved, name):
        claimed = pages[0]
        rank_claimed = standings.of(_with(shoe, name, claimed)).rank
        both = rank_claimed is not None and rank_measured is not None
        yield ClaimGap(
            shoe_id=shoe.shoe_id,
            title=shoe.title,
            criterion=name,
            unit=READINGS[name].unit,
            claimed=round(claimed.value, 2),
            claimed_conversion=claimed.converted.step,
            claimed_source=claimed.observation.source_url,
            claimed_pages=len({each.observation.source_url for each in pages}),
            measured=round(measured.value, 2),
            measured_conversion=measured.converted.step,
            measured_source=measured.observation.source_url,
            gap=round(measured.value - claimed.value, 2),
            rank_claimed=rank_claimed,
            rank_measured=rank_measured,
            places=(rank_measured or 0) - (rank_claimed or 0) if both else None,
        )


def _with(shoe: Shoe, name: CriterionName, candidate: Candidate) -> Shoe:
    """Return the shoe as if this were all that is said of the criterion."""
    cells: dict[str, Any] = reading_cells(name, candidate, [candidate])
    if name == "stack_height":
        cells = {"heel_stack_mm_tolerance_above": None} | cells
    return shoe.model_copy(update=cells)
