"""Claims against measurements: how far they run off, with both pages and the ranks."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from shoefit.catalogue.catalogue import Listed
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import takes
from shoefit.ranking.order import Standings
from shoefit.ranking.places import profile_to_dict
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.shoe import Shoe
from shoefit.sources.pages import Stated, load_stated
from shoefit.text import SCHEMA_VERSION, clipped, html_link, html_table, number, shown, text_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd


_NINE_IN_TEN: Final = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """What is claimed of one reading of a shoe beside what was measured, on shoefit's scale.

    Attributes:
        claims: The claims, the best first.
        measured: The best measurement.
    """

    claims: tuple[Stated, ...]
    measured: Stated

    @property
    def gaps(self) -> list[float]:
        """Measured minus each claim, in the unit of the criterion."""
        return [(self.measured.reading or 0.0) - (each.reading or 0.0) for each in self.claims]


def pairs(stated: Iterable[Stated], criterion: CriterionName) -> list[Pair]:
    """Pair the claims of each shoe with its best measurement.

    Args:
        stated: What pages say of shoes.
        criterion: Which reading to compare.
    """
    by_shoe: defaultdict[str, list[Stated]] = defaultdict(list)
    for each in stated:
        if each.criterion == criterion and each.reading is not None:
            by_shoe[each.shoe_id].append(each)
    found = []
    for readings in by_shoe.values():
        readings.sort(key=lambda each: each.place or 0)
        claims = tuple(each for each in readings if not each.measured)
        if claims and readings[0].measured:  # measured stands before claimed
            found.append(Pair(claims, readings[0]))
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """How far claims of one criterion run off.

    Attributes:
        shoes: Shoes compared.
        count: Claims compared, one for each page that makes it.
        median: Middle gap, its sign kept: above 0 where shoes measure more than is claimed.
        nine_in_ten: Size of gap that nine claims in ten do not pass; the tolerance of a claim.
        largest: Size of the largest gap.
    """

    shoes: int
    count: int
    median: float
    nine_in_ten: float
    largest: float


def spreads(stated: Sequence[Stated]) -> dict[CriterionName, Spread]:
    """Say how far claims run off, for each criterion that both claims and measurements are of.

    Args:
        stated: What pages say of shoes.

    Example:
        >>> spreads(load_stated())["drop"].largest
        8.1
    """
    return {name: _spread(found) for name in READINGS if (found := pairs(stated, name))}


def _spread(found: Sequence[Pair]) -> Spread:
    gaps = [gap for each in found for gap in each.gaps]
    sizes = sorted(map(abs, gaps))
    nine_in_ten = sizes[math.ceil(_NINE_IN_TEN * len(sizes)) - 1]
    within = (round(each, 2) for each in (median(gaps), nine_in_ten, sizes[-1]))
    return Spread(len(found), len(gaps), *within)


def spread_lines(of: Mapping[CriterionName, Spread]) -> Iterable[str]:
    """Say how far claims run off, a line a criterion."""
    for name, read in READINGS.items():
        said = "no shoe has both a claim and a measurement"
        if found := of.get(name):
            said = f"{found.count} claims of {found.shoes} shoes, "
            said += f"middle gap {found.median:+g} {read.unit}, "
            said += f"nine in ten within {found.nine_in_ten:g}"
        yield f"{read.label}: {said}"


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


_HEAD: Final = ("shoe", "what", "claimed", "measured", "gap", "places")
_NAME_WIDTH: Final = 30
_DTYPES: Final = {"float": "float64", "int": "Int64", "int | None": "Int64"}


class ClaimsTable(Listed[ClaimGap]):
    """Claims that can be held against a measurement, the widest gap of each criterion first.

    By the id of a shoe it gives the first of its claims.

    Attributes:
        profile: What the ranks were made by.
        spreads: How far claims run off, by criterion, over every page: the figures that the
            tolerance of a claim is taken from (`READINGS`). A criterion of which no shoe has both
            is not among them.
    """

    def __init__(
        self, rows: Iterable[ClaimGap], *, profile: Profile, spreads: dict[CriterionName, Spread]
    ) -> None:
        super().__init__(rows, "shoe_id", "shoe")
        self.profile = profile
        self._spreads = dict(spreads)

    @property
    def spreads(self) -> Mapping[CriterionName, Spread]:
        """How far claims run off, by criterion."""
        return MappingProxyType(self._spreads)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClaimsTable) and vars(self) == vars(other)

    __hash__ = Listed.__hash__

    def __repr__(self) -> str:
        shoes = len({each.shoe_id for each in self})
        return f"ClaimsTable({len(self):,} claims of {shoes:,} shoes)"

    def __str__(self) -> str:
        rows = [(clipped(shown(each.title), _NAME_WIDTH), *_cells(each)) for each in self]
        return "\n".join([*spread_lines(self.spreads), "", *text_table([_HEAD, *rows], {0, 1}), ""])

    def to_frame(self) -> pd.DataFrame:
        """Return the claims as a pandas frame: the attributes of `ClaimGap` as columns."""
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        columns = {each.name: _DTYPES.get(str(each.type), "string") for each in fields(ClaimGap)}
        frame = pd.DataFrame.from_records([asdict(each) for each in self], columns=[*columns])
        return frame.astype(columns)

    def to_dict(self) -> dict[str, Any]:
        """Give the claims as plain data that keeps to docs/claims.schema.json."""
        return {
            "schema_version": SCHEMA_VERSION,
            "profile": profile_to_dict(self.profile),
            "spreads": {name: asdict(each) for name, each in self._spreads.items()},
            "claims": list(map(asdict, self)),
        }

    def _repr_html_(self) -> str:
        """Show the claims as a table in a notebook, both figures linked to their pages."""
        rows = []
        for each in self:
            what, claimed, measured, *rest = _cells(each)
            claimed = html_link(each.claimed_source, claimed)
            measured = html_link(each.measured_source, measured)
            rows.append([each.title, what, claimed, measured, *rest])
        return html_table(_HEAD, rows, left={0, 1})


def _cells(row: ClaimGap) -> tuple[str, ...]:
    """Write what follows the shoe's name in both tables."""
    return (
        READINGS[row.criterion].label,
        number(row.claimed),
        number(row.measured),
        f"{row.gap:+.1f}",
        "" if row.places is None else f"{row.places:+d}",
    )


@takes
def claims(
    catalogue: Iterable[Shoe] | Any | None = None, profile: str | Path | Profile = "article"
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
    shoes = held_shoes_of(catalogue)
    standings = Standings(shoes, get_profile(profile))
    by_id = {each.shoe_id: each for each in shoes}
    stated = load_stated(by_id)
    rows: list[ClaimGap] = []
    for name in READINGS:
        of_it = [row for pair in pairs(stated, name) for row in _rows(pair, by_id, standings)]
        rows += sorted(of_it, key=lambda row: (-abs(row.gap), row.shoe_id, row.claimed))
    return ClaimsTable(rows, profile=standings.profile, spreads=spreads(stated))


def _rows(pair: Pair, by_id: Mapping[str, Shoe], standings: Standings) -> Iterable[ClaimGap]:
    measured, shoe = pair.measured, by_id[pair.measured.shoe_id]
    read = READINGS[measured.criterion]
    # Where it stands already it has the tolerance that covers its rivals.
    stands = getattr(shoe, read.column) == measured.reading
    rank_measured = standings.of(shoe if stands else _with(shoe, measured)).rank
    for figure in dict.fromkeys(each.reading for each in pair.claims):
        alike = [each for each in pair.claims if each.reading == figure]
        claimed = alike[0]
        rank_claimed = standings.of(_with(shoe, claimed)).rank
        yield ClaimGap(
            shoe_id=shoe.shoe_id,
            title=shoe.title,
            criterion=measured.criterion,
            unit=read.unit,
            claimed=claimed.reading or 0.0,
            claimed_conversion=claimed.conversion,
            claimed_source=claimed.source,
            claimed_pages=len({each.source for each in alike}),
            measured=measured.reading or 0.0,
            measured_conversion=measured.conversion,
            measured_source=measured.source,
            gap=round((measured.reading or 0.0) - (figure or 0.0), 2),
            rank_claimed=rank_claimed,
            rank_measured=rank_measured,
            places=rank_measured - rank_claimed if rank_claimed and rank_measured else None,
        )


def _with(shoe: Shoe, stated: Stated) -> Shoe:
    """Return the shoe as if this were all that is said of the criterion."""
    column = READINGS[stated.criterion].column
    cells = {
        column: stated.reading,
        f"{column}_tolerance": stated.tolerance,
        f"{column}_tolerance_above": stated.tolerance_above,
        f"{column}_grade": stated.grade,
    }
    known = {each: cell for each, cell in cells.items() if each in Shoe.model_fields}
    return shoe.model_copy(update=known)
