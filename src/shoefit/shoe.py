"""What one shoe is: its names, its readings, and where each reading comes from.

The fields of `Shoe` are the columns of `data/shoes.csv`, in their order, and of any file or
frame that a user scores. Every value is canonical: millimetres, grams, Shore A, the stack with
its insole, the toe box on the gel-mould scale. Other scales are converted before they get here.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from shoefit.text import composed, controls, html, html_link, html_table, number


class Kind(StrEnum):
    """The build of a shoe."""

    SHOE = "shoe"
    SANDAL = "sandal"
    TOE_SHOE = "toe-shoe"
    BOOT = "boot"


class Use(StrEnum):
    """What a shoe is sold for; `multi` where its sources name several uses."""

    ROAD = "road"
    TRAIL = "trail"
    GYM = "gym"
    WALK = "walk"
    HIKE = "hike"
    CASUAL = "casual"
    MULTI = "multi"


class Midsole(StrEnum):
    """What lies between outsole and insole; `none` where nothing does."""

    NONE = "none"
    FOAM = "foam"
    RUBBER = "rubber"
    UNKNOWN = "unknown"


class ToeBoxShape(StrEnum):
    """A reviewer's word for the room at the toes, widest first."""

    FOOT_SHAPED = "foot-shaped"
    WIDE = "wide"
    STANDARD = "standard"
    TAPERED = "tapered"


class Currency(StrEnum):
    """Currency of a price; prices are compared within one and never converted."""

    USD = "USD"
    EUR = "EUR"
    GBP = "GBP"
    CAD = "CAD"
    AUD = "AUD"


class Grade(StrEnum):
    """How a reading was obtained: by an instrument, or quoted from a brand, shop or reviewer."""

    MEASURED = "measured"
    CLAIMED = "claimed"


# The limits catch a wrong unit or a slipped decimal point, not an unusual shoe: the widest
# span over the observations is 2 to 45.1 mm of stack, -1 to 21 mm of drop, 71 to 544 g.
Stack = Annotated[float, Field(ge=0, le=80)]
Drop = Annotated[float, Field(ge=-10, le=30)]
ShoreA = Annotated[float, Field(ge=0, le=100)]
ToeWidth = Annotated[float, Field(ge=40, le=130)]
Weight = Annotated[float, Field(ge=20, le=1500)]
Tolerance = Annotated[float, Field(ge=0, le=100)]
# Pages that state a reading: more than anybody reads, and no more than every table can hold.
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Year = Annotated[int, Field(ge=1960, le=2100)]
# Full prices of the observations: 40 to 375, in any of the currencies.
Price = Annotated[float, Field(gt=0, le=10_000)]


def _name(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text  # nearly all: loading a catalogue asks three times a shoe
    if controls(text):
        raise PydanticCustomError("control_character", "it holds a control character")
    return composed(text)


Name = Annotated[str, AfterValidator(_name)]
Id = Annotated[Name, Field(min_length=1)]


def described(text: str, unit: str | None = None) -> Any:
    """Describe an optional column, for readers of the schema and for the data package."""
    return Field(default=None, description=text, json_schema_extra={"unit": unit} if unit else None)


_EITHER_WAY: Final = "how far off, either way"


def slug(*parts: str) -> str:
    """Make an id of names: small letters and digits of any script, hyphens between them.

    Latin letters lose their accents; nothing is transliterated. The id is in composed form (NFC).

    Example:
        >>> slug("Xero Shoes", "HFS II"), slug("Café", "Über 2"), slug("鞋", "一")
        ('xero-shoes-hfs-ii', 'cafe-uber-2', '鞋-一')
    """
    text = " ".join(parts)
    if not text.isascii():
        text = _composed(text)
    return re.sub(r"[^a-z0-9\x80-\U0010ffff]+", "-", text.lower()).strip("-")


def _composed(text: str) -> str:
    """Take the accents off Latin letters; keep letters, digits and marks of every other script."""
    kept: list[str] = []
    for each in unicodedata.normalize("NFKD", text).casefold():
        if unicodedata.category(each)[0] == "M":
            # A mark belongs to the letter before it: the vowels of Hindi are marks.
            if kept and not kept[-1].isascii():
                kept.append(each)
        else:
            kept.append(each if each.isalnum() else " ")
    return unicodedata.normalize("NFC", "".join(kept))


class Shoe(BaseModel):
    """One shoe of a catalogue; one row of `data/shoes.csv`.

    Only a name is required (`shoe_id`, or `brand` and `model`, from which the id is made).
    `seen` may be given as `year`, its name in version 0.1.
    A reading that is None is unknown. Where a tolerance is None, the documented tolerance of a
    claim applies (`shoefit.scoring.criteria.CLAIMED`).

    Raises:
        pydantic.ValidationError: A value has the wrong type or lies outside its limits, a name
            holds a control character, a shoe without a midsole states a midsole hardness, the drop
            is more than the stack, or `year`
            and `seen` are both given.

    Example:
        >>> shoe = Shoe(brand="Luna", model="Venado", kind="sandal", heel_stack_mm=7)
        >>> shoe.shoe_id, shoe.heel_stack_mm, shoe.drop_mm
        ('luna-venado', 7.0, None)
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False
    )

    shoe_id: Id = Field(default="", description="slug of brand and model; the key")
    brand: Name = Field(default="", description="maker")
    model: Name = Field(default="", description="model name as its sources print it")
    first_seen: Year | None = described("year of the earliest page that names the shoe", "year")
    seen: Year | None = described("year of the latest page that names the shoe", "year")
    kind: Kind = Field(default=Kind.SHOE, description="build")
    use: Use | None = described("what it is sold for; multi where sources name several uses")
    heel_stack_mm: Stack | None = described("sole under the heel, insole included", "mm")
    heel_stack_mm_tolerance: Tolerance | None = described(_EITHER_WAY, "mm")
    heel_stack_mm_tolerance_above: Tolerance | None = described(
        "how far off upwards, where that is more: the source may have left the insole out", "mm"
    )
    heel_stack_mm_grade: Grade | None = described("how the stack was obtained")
    heel_stack_mm_sources: Count | None = described("pages that state a heel stack")
    heel_stack_mm_source: str | None = described("page that the heel stack is taken from")
    drop_mm: Drop | None = described("heel minus forefoot; can be slightly below 0", "mm")
    drop_mm_tolerance: Tolerance | None = described(_EITHER_WAY, "mm")
    drop_mm_grade: Grade | None = described("how the drop was obtained")
    drop_mm_sources: Count | None = described("pages that state a drop, or both stacks")
    drop_mm_source: str | None = described("page that the drop is taken from")
    midsole: Midsole = Field(default=Midsole.UNKNOWN, description="between outsole and insole")
    midsole_hardness_shore_a: ShoreA | None = described("durometer on the cut midsole", "Shore A")
    midsole_hardness_shore_a_tolerance: Tolerance | None = described(_EITHER_WAY, "Shore A")
    midsole_hardness_shore_a_grade: Grade | None = described("how it, or its absence, was obtained")
    midsole_hardness_shore_a_sources: Count | None = described("pages that state it, or no midsole")
    midsole_hardness_shore_a_source: str | None = described("page that it is taken from")
    toe_box_width_mm: ToeWidth | None = described("width near the big toe, gel mould, US M9", "mm")
    toe_box_width_mm_tolerance: Tolerance | None = described(_EITHER_WAY, "mm")
    toe_box_width_mm_grade: Grade | None = described("how the width, or the shape, was obtained")
    toe_box_width_mm_sources: Count | None = described("pages that state such a width, or a shape")
    toe_box_width_mm_source: str | None = described("page that the width, or the shape, is from")
    toe_box_shape: ToeBoxShape | None = described("a reviewer's word for the room at the toes")
    weight_g: Weight | None = described("one shoe, a man's US 9 where there is a choice", "g")
    list_price: Price | None = described("full price as printed, in its currency")
    currency: Currency | None = described("currency of the price")
    price_year: Year | None = described("year of the page that prints it", "year")

    @model_validator(mode="before")
    @classmethod
    def _named_and_seen(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        if "year" in data:
            if "seen" in data:
                told = "year is the former name of seen: give one of the two"
                raise PydanticCustomError("year_and_seen", told)
            data = {"seen" if key == "year" else key: each for key, each in data.items()}
        if not data.get("shoe_id"):
            made = slug(str(data.get("brand") or ""), str(data.get("model") or ""))
            return {**data, "shoe_id": made}
        return data

    @model_validator(mode="after")
    def _holds_together(self) -> Shoe:
        stack, drop = self.heel_stack_mm, self.drop_mm
        if self.midsole is Midsole.NONE and self.midsole_hardness_shore_a is not None:
            told = "a shoe without a midsole has no midsole hardness"
            raise PydanticCustomError("hardness_without_midsole", told)
        if stack is not None and drop is not None and too_steep(stack, drop):
            told = "the drop is more than the whole sole under the heel"
            raise PydanticCustomError("drop_above_stack", told)
        return self

    def _repr_html_(self) -> str:
        """Show in a notebook what is known, each reading linked to its page."""
        rows = []
        for name, head in SHOWN.items():
            page = html_link(getattr(self, f"{name}_source", None) or "", "page")
            said = cell(self, name) or "unknown"
            rows.append([head, said, getattr(self, f"{name}_grade", None) or "", page])
        table = html_table(["", "", "grade", "from"], rows, left=range(4))
        return f"<p><b>{html(self.title)}</b> {html(self.shoe_id)}</p>{table}"

    @property
    def title(self) -> str:
        """Brand and model, or the id where the catalogue names neither."""
        return f"{self.brand} {self.model}".strip() or self.shoe_id


# What people read of a shoe where it stands alone or in a list, and its head.
SHOWN: Final = {
    "kind": "kind",
    "use": "use",
    "heel_stack_mm": "stack, mm",
    "drop_mm": "drop, mm",
    "midsole": "midsole",
    "midsole_hardness_shore_a": "hardness, Shore A",
    "toe_box_width_mm": "toe box, mm",
    "toe_box_shape": "toe box",
    "weight_g": "weight, g",
}


def cell(shoe: Shoe, column: str) -> str:
    """Write a cell for people: nothing where it is unknown.

    Example:
        >>> cell(Shoe(shoe_id="mine", drop_mm=4), "drop_mm"), cell(Shoe(shoe_id="mine"), "midsole")
        ('4', '')
    """
    value = getattr(shoe, column)
    if value is None or value is Midsole.UNKNOWN:
        return ""
    return str(value) if isinstance(value, str) else number(value)


def too_steep(stack: Any, drop: Any) -> Any:
    """Say whether a drop is more than its whole sole; of numbers, or of arrays one by one."""
    return abs(drop) > stack


@cache
def columns(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """Describe the columns of a model: type, limits, allowed words, unit and meaning.

    Args:
        model: `Shoe`, or another flat model with one field for each column.

    Returns:
        JSON Schema keywords by column, with None and references folded away.

    Example:
        >>> columns(Shoe)["drop_mm"]["maximum"]
        30
    """
    schema = model.model_json_schema()
    return {
        name: {"unit": None, **_flat(about, schema.get("$defs", {}))}
        for name, about in schema["properties"].items()
    }


def _flat(about: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    about = dict(about)
    for option in about.pop("anyOf", []):
        if option.get("type") != "null":
            about |= option
    if reference := about.pop("$ref", None):
        about = {**definitions[reference.rsplit("/", 1)[1]], **about}
    return about
