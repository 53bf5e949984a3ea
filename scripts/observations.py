"""The readings behind the bundled catalogue: one row for each shoe and page."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from shoefit.scoring.scales import HardnessScale, StackBasis, ToeBoxMethod
from shoefit.shoe import (
    Currency,
    Drop,
    Grade,
    Kind,
    Midsole,
    Price,
    ShoreA,
    Stack,
    ToeBoxShape,
    ToeWidth,
    Use,
    Weight,
    Year,
    described,
)
from shoefit.sources.pages import SourceKind

DATA: Final = Path(__file__).parents[1] / "data"

Insole = Annotated[float, Field(ge=0, le=20)]


class Observation(BaseModel):
    """What one page says of one shoe; one row of `data/observations.csv`.

    A laboratory that measured a shoe two ways stands on two rows. Blank means that the page did
    not say.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )

    shoe_id: Annotated[str, Field(min_length=1, description="slug of brand and model")]
    brand: str = Field(description="maker")
    model: str = Field(description="model name as the page prints it")
    kind: Kind = Field(description="build")
    use: Use = Field(description="what the page calls it good for")
    heel_stack_mm: Stack | None = described("sole under the heel", "mm")
    forefoot_stack_mm: Stack | None = described("sole under the forefoot", "mm")
    stack_basis: StackBasis | None = described(
        "whether both stacks hold the insole, or are of the midsole alone: no stack, but a drop"
    )
    insole_mm: Insole | None = described("thickness of the insole", "mm")
    drop_mm: Drop | None = described("heel minus forefoot as stated", "mm")
    midsole: Midsole = Field(description="what lies between outsole and insole")
    midsole_material: str | None = described("the midsole's material as named")
    midsole_hardness: ShoreA | None = described("durometer on the midsole, by its scale")
    hardness_scale: HardnessScale | None = described("durometer scale")
    toe_box_shape: ToeBoxShape | None = described("a reviewer's word for the room at the toes")
    toe_box_width_mm: ToeWidth | None = described("width, by its method", "mm")
    toe_box_method: ToeBoxMethod | None = described("instrument and place of the width")
    weight_g: Weight | None = described("one shoe", "g")
    weight_size: str | None = described("shoe size of the weight, as printed")
    source_kind: SourceKind = Field(description="who states it")
    source_url: Annotated[str, Field(pattern="^https?://", description="address of the page")]
    as_of: Year | None = described("year of the page or the reading", "year")
    list_price: Price | None = described("full price as printed, in its currency")
    currency: Currency | None = described("currency of the price")
    note: str | None = described("facts that have no column")

    @property
    def grade(self) -> Grade:
        """A laboratory measures; everyone else is taken to quote."""
        return Grade.MEASURED if self.source_kind is SourceKind.LAB else Grade.CLAIMED

    @property
    def drop(self) -> float | None:
        """The drop as stated, else heel minus forefoot."""
        return self.heel_minus_forefoot if self.drop_mm is None else self.drop_mm

    @property
    def heel_minus_forefoot(self) -> float | None:
        """The drop that the two stacks make, where the page gives both."""
        if self.heel_stack_mm is None or self.forefoot_stack_mm is None:
            return None
        return self.heel_stack_mm - self.forefoot_stack_mm

    @property
    def drop_step(self) -> str:
        """How the drop was made, in words, where the page does not print it; else ""."""
        if self.drop_mm is not None or self.drop is None:
            return ""
        return f"heel {self.heel_stack_mm:g} mm minus forefoot {self.forefoot_stack_mm:g} mm"


class Merge(BaseModel):
    """A shoe of the observations that is another one's second spelling, or no one shoe at all.

    One row of `data/merges.csv`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    shoe_id: Annotated[str, Field(description="the id that is no shoe of its own")]
    into: Annotated[str, Field(description="the shoe that its readings are of; blank for none")] = (
        ""
    )
    reason: Annotated[str, Field(min_length=1, description="why")]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file, strict=True)]


def load_observations(path: Path = DATA / "observations.csv") -> tuple[Observation, ...]:
    """Read the observations."""
    return tuple(map(Observation.model_validate, _rows(path)))


def load_merges(path: Path = DATA / "merges.csv") -> tuple[Merge, ...]:
    """Read the merges."""
    return tuple(map(Merge.model_validate, _rows(path)))
