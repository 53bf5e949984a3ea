"""A ranking: its places, best first, and the columns in which it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import InitVar, asdict, dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from shoefit.catalogue.catalogue import FIRST_ROWS, Listed
from shoefit.ranking.filters import FilterName
from shoefit.scoring.criteria import READINGS, Basis
from shoefit.scoring.profiles import Profile
from shoefit.scoring.scores import Part, parts
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Grade, Shoe
from shoefit.text import SCHEMA_VERSION, html, html_table

if TYPE_CHECKING:
    import pandas as pd

# A score that rests on so many assumed criteria is marked wherever people read it (our judgement).
ASSUMED_MARKED: Final = 2
ASSUMED_MARK: Final = "~"


class Column(NamedTuple):
    """One column in which a ranking is told, for programs and for people.

    Attributes:
        name: Its name in JSON, CSV and frames.
        dtype: Of a frame's column; "" where JSON alone has it.
        head: What stands over it in a table for people; "" where theirs has no such column.
        shown: How people read it: a format of the place, and of what stands between two ends.
        align: Which way its cells are set; text is escaped where it must be.
        at: Where a place holds it; under its name by default.
    """

    name: str
    dtype: Literal["Int64", "string", "float64", ""] = ""
    head: str = ""
    shown: str = ""
    align: Literal["left", "center", "right"] = "right"
    at: str = ""

    def of(self, place: object) -> Any:
        """Return what a place holds there."""
        return attrgetter(self.at or self.name)(place)

    def text(self, place: object, to: str = " to ") -> str:
        """Write what people read of a place; nothing where the catalogue says nothing."""
        return "" if self.of(place) is None else self.shown.format(place, to=to)


# Every column of a ranking, in order; the criteria of its profile follow. Records, frames, CSV,
# JSON and all that people read are made of these.
COLUMNS: Final = (
    Column("rank", "Int64", "#", "{0.rank}"),
    Column("shoe_id", "string", at="shoe.shoe_id"),
    Column("brand", "string", at="shoe.brand"),
    Column("model", "string", "shoe", "{0.shoe.title}", "left", at="shoe.model"),
    Column("first_seen", "Int64", at="shoe.first_seen"),
    Column("seen", "Int64", "seen", "{0.shoe.seen}", at="shoe.seen"),
    Column("kind", at="shoe.kind"),
    Column("use", at="shoe.use"),
    Column("score", "float64", "score", "{0.assumed}{0.score:.1f}"),
    Column("score_low", "float64", "band", "{0.score_low:.0f}{to}{0.score_high:.0f}", "center"),
    Column("score_high", "float64"),
    Column("coverage", "float64", "known", "{0.coverage:.0%}"),
)
FRAMED: Final = tuple(each for each in COLUMNS if each.dtype)
READ: Final = tuple(each for each in COLUMNS if each.head)

ASSUMED: Final = "assumed"  # the last column of a frame: whose sub-scores stand for unknowns

# How sure a rank is, where that is asked for: columns of a `ShoeConfidence`.
HOW_SURE: Final = (
    Column("median_rank", "Int64", "median rank", "{0.median_rank}"),
    Column("rank_low", "Int64", "90 % within", "{0.rank_low}{to}{0.rank_high}"),
    Column("rank_high", "Int64"),
    Column("first", "float64", "first", "{0.first:.0%}"),
    Column("top_10", "float64", "top 10", "{0.top_10:.0%}"),
    Column("central_weights"),
    Column("top_10_weights"),
)
SURE_FRAMED: Final = tuple(each for each in HOW_SURE if each.dtype)


def told(place: object, columns: Iterable[Column]) -> dict[str, Any]:
    """Return what a place holds in some columns, by their names."""
    return {each.name: each.of(place) for each in columns}


def profile_to_dict(profile: Profile) -> dict[str, Any]:
    """Turn a profile into plain data: the weights as shares of the whole."""
    names = [each.name for each in profile.criteria]
    return {
        "name": profile.name,
        "version": profile.version,
        "mean": profile.mean,
        "weights": dict(zip(names, profile.shares, strict=True)),
    }


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

    @property
    def assumed(self) -> str:
        """A mark before the score where it rests on two assumed criteria or more, else nothing."""
        weighed = [each for each in self.profile.criteria if each.weight]
        assumed = sum(sub_score(each, self.shoe).basis is Basis.UNKNOWN for each in weighed)
        return ASSUMED_MARK if assumed >= ASSUMED_MARKED else ""

    def cells(self, to: str = " to ", unknown: str | None = "?") -> list[str]:
        """Say the place in the columns that people read.

        Args:
            to: What stands between the two ends of a band.
            unknown: What stands for an unknown sub-score; None for no sub-scores.
        """
        said = [each.text(self, to) for each in READ]
        if unknown is not None:
            said += [
                f"{each.sub_score:.2f}{mark(each)}" if each.known else unknown
                for each in self.parts
            ]
        return said


def mark(part: Part) -> str:
    """Tell a measured reading from what is claimed, said in a word, or seen from the build."""
    return "*" if part.basis is Basis.READING and part.grade is Grade.MEASURED else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many shoes a ranking left out, by reason.

    Attributes:
        filtered: Shoes that a filter of the caller excluded.
        by_filter: How many each filter refused; a shoe counts for every filter that refuses it.
        too_little_known: Shoes below the minimum coverage, or with nothing known.
        bad_rows: Rows that the reader skipped because of problems.
    """

    filtered: int = 0
    by_filter: dict[FilterName, int] = field(default_factory=dict)
    too_little_known: int = 0
    bad_rows: int = 0


@dataclass(eq=False, repr=False, kw_only=True)
class Ranking(Listed[RankedShoe]):
    """An immutable sequence of ranked shoes, best first; one of them by place or by shoe id.

    Attributes:
        profile: The profile, the caller's weights worked in.
        min_coverage: The least coverage that was ranked.
        ranked: How many shoes were ranked, before `top` cut the list.
        left_out: How many were not, by reason.
        source: Name of the catalogue.
        file: Where that lies, if it is a file.
        shoes: Every shoe that passed the filters, ranked or not: what other weights would rank.
            Of a stream, which is not held, the shoes of the places alone.
    """

    places: InitVar[Iterable[RankedShoe]] = field(kw_only=False)
    profile: Profile
    min_coverage: float
    ranked: int
    left_out: LeftOut
    source: str = ""
    file: str = ""
    shoes: tuple[Shoe, ...] = ()

    def __post_init__(self, places: Iterable[RankedShoe]) -> None:
        super().__init__(places, "shoe.shoe_id", "ranked shoe")
        self.shoes = self.shoes or tuple(place.shoe for place in self)

    __hash__ = Listed.__hash__

    def __eq__(self, other: object) -> bool:
        """Compare what was ranked how, wherever it was read from."""
        return isinstance(other, Ranking) and self._content() == other._content()

    def _content(self) -> tuple[object, ...]:
        return self[:], self.profile, self.min_coverage, self.ranked, self.left_out

    def __repr__(self) -> str:
        return f"Ranking({len(self):,} of {self.ranked:,} shoes by {self.profile.name})"

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one flat record a place: the columns of `to_frame`."""
        for place in self:
            parts = place.parts
            yield {
                **told(place, FRAMED),
                **{part.criterion: part.sub_score for part in parts},
                ASSUMED: ", ".join(part.criterion for part in parts if not part.known),
            }

    @property
    def columns(self) -> list[str]:
        """Names of the columns of `to_frame`, in order."""
        names = [each.name for each in self.profile.criteria]
        return [*(each.name for each in FRAMED), *names, ASSUMED]

    def to_frame(self) -> pd.DataFrame:
        """Return the ranking as a pandas frame.

        Columns: rank, shoe_id, brand, model, first_seen, seen, score, score_low, score_high,
        coverage, and one sub-score for each criterion (an unknown one holds what unknown counts
        as), then `assumed`, the names of the unknown criteria with commas between.
        """
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        frame = pd.DataFrame.from_records(list(self.records()), columns=self.columns)
        return frame.astype(
            dict.fromkeys(self.columns, "float64")
            | {each.name: each.dtype for each in FRAMED}
            | {ASSUMED: "string"}
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the ranking as plain data that keeps to docs/ranking.schema.json.

        How sure it is stands there where `shoefit rank --confidence --format json` writes it.

        Example:
            >>> from shoefit.ranking.order import rank
            >>> found = rank([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]).to_dict()
            >>> found["shoes"][0]["parts"][0]["sub_score"]
            0.75
        """
        return {
            "schema_version": SCHEMA_VERSION,
            "profile": profile_to_dict(self.profile),
            "source": self.source,
            "min_coverage": self.min_coverage,
            "ranked": self.ranked,
            "left_out": asdict(self.left_out),
            "draws": None,
            "shoes": [
                # `asdict`, which copies every value, takes four times as long.
                told(place, COLUMNS)
                | {"parts": [{n: getattr(part, n) for n in Part.__slots__} for part in place.parts]}
                | {"confidence": None}
                for place in self
            ],
        }

    def _repr_html_(self) -> str:
        """Show the first places as a table in a notebook."""
        words = [READINGS[each.name].word for each in self.profile.criteria]
        table = html_table(
            [*(each.head for each in READ), *words],
            [place.cells(unknown="unknown") for place in self[:FIRST_ROWS]],
        )
        shown = f"{min(len(self), FIRST_ROWS):,} of {self.ranked:,} ranked shoes; profile "
        return f"{table}<p>{html(f'{shown}{self.profile.name} {self.profile.version}')}</p>"
