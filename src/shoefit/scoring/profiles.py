"""Which criteria count, how much, between which ends, and how they are joined."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shoefit.errors import ProfileError, UnknownNameError, is_number, takes
from shoefit.scoring.criteria import MOST_WEIGHT, READINGS, Criterion
from shoefit.shoe import Shoe

# The words that tables say, each for its criterion.
_BY_WORD: Final = {each.word: name for name, each in READINGS.items()}

Mean = Literal["geometric", "arithmetic"]


class Profile(BaseModel):
    """A named, versioned, frozen set of criteria.

    Attributes:
        name: Name that the output carries.
        version: Version of the profile; it changes with any constant in it.
        mean: How sub-scores are joined. The geometric mean (default) does not let three good
            criteria buy off a bad one; the arithmetic mean does.
        criteria: The criteria, each at most once, at least one with a weight above 0.

    Raises:
        pydantic.ValidationError: A criterion stands twice, or every weight is 0.

    Example:
        >>> get_profile("article").criterion("drop").zero_at
        13.0
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1)]
    version: Annotated[str, Field(min_length=1)] = "1"
    mean: Mean = "geometric"
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _criteria_fit_together(self) -> Profile:
        names = [each.name for each in self.criteria]
        if len(names) != len(set(names)):
            msg = "a criterion stands twice"
            raise ValueError(msg)
        if not any(each.weight for each in self.criteria):
            msg = "the weights must not all be 0"
            raise ValueError(msg)
        return self

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Share of each criterion in the whole, in their order; they add up to 1."""
        total = math.fsum(each.weight for each in self.criteria)
        return tuple(each.weight / total for each in self.criteria)

    @cached_property
    def file(self) -> str:
        """Where it was read from; "" where it was in no file. Profiles are equal without it."""
        return ""

    @property
    def weighed(self) -> str:
        """Say which share each criterion has, by its word.

        Example:
            >>> get_profile("balance").weighed
            'thin 50%, hard 50%'
        """
        shares = zip(self.criteria, self.shares, strict=True)
        return ", ".join(f"{READINGS[each.name].word} {share:.0%}" for each, share in shares)

    def criterion(self, name: str) -> Criterion:
        """Return the criterion of that name.

        Raises:
            UnknownNameError: The profile has no such criterion; carries the nearest.
        """
        for each in self.criteria:
            if each.name == name:
                return each
        names = [each.name for each in self.criteria]
        words = {word: known for word, known in _BY_WORD.items() if known in names}
        raise UnknownNameError("criterion", name, names, others=words)

    def with_weights(self, weights: Mapping[str, float]) -> Profile:
        """Return the profile with its weights multiplied by a user's.

        Args:
            weights: Factor by criterion name or by its word, such as flat; criteria not named keep
                their weight.

        Raises:
            UnknownNameError: A name is not a criterion of this profile.
            ProfileError: A weight is negative, above a million or not a number, or all come to 0.

        Example:
            >>> get_profile("article").with_weights({"drop": 2}).shares
            (0.2, 0.2, 0.4, 0.2)
        """
        factors: dict[str, float] = {}
        for given, factor in dict[str, Any](weights).items():
            name = _BY_WORD.get(given, given)
            self.criterion(name)
            if name in factors:
                raise ProfileError(
                    f"The weight of {name} is given twice.", hint=f"{given!r} names it too."
                )
            if not (is_number(factor) and 0 <= factor <= MOST_WEIGHT):
                raise ProfileError(
                    f"Weight {name}={factor!r} cannot be used.",
                    hint="Give a number from 0 to a million; 1 leaves the weight as it is.",
                )
            factors[name] = float(factor)
        criteria = tuple(
            each.model_copy(update={"weight": each.weight * factors.get(each.name, 1.0)})
            for each in self.criteria
        )
        if not any(each.weight for each in criteria):
            raise ProfileError(
                "The weights leave no criterion that counts.",
                hint=f"Give one of {', '.join(e.name for e in criteria)} a weight above 0.",
            )
        made = Profile(name=self.name, version=self.version, mean=self.mean, criteria=criteria)
        vars(made)["file"] = self.file
        return made


def readings(profile: Profile) -> tuple[str, ...]:
    """Name the columns of which a table needs at least one to be scored by a profile."""
    read = [READINGS[each.name] for each in profile.criteria]
    return (*(each.column for each in read), *(each.words for each in read if each.words))


def used(profile: Profile) -> tuple[str, ...]:
    """Name every column that a profile reads, in the order of `Shoe`."""
    beside = (name for each in profile.criteria for name in READINGS[each.name].beside)
    found = {*readings(profile), *beside}
    found |= {f"{name}_tolerance{way}" for name in found for way in ("", "_above")}
    return tuple(name for name in Shoe.model_fields if name in found)


# Ends: stack and drop from the zero bands of the Minimalist Index (Esculier 2015) to bare, flat
# ground; hardness from the softest to the hardest midsole that Robbins tested (1994); toe box
# over the frozen range of shoes on the market (gel mould, US M9).
# What is unknown counts as market.json says; version 1 counted it as an ordinary running shoe's.
ARTICLE: Final = Profile(
    name="article",
    version="2",
    criteria=(
        Criterion(name="stack_height", zero_at=32, one_at=0),
        Criterion(name="midsole_hardness", zero_at=15, one_at=50),
        Criterion(name="drop", zero_at=13, one_at=0),
        Criterion(name="toe_box_width", zero_at=68, one_at=84),
    ),
)

# The Robbins experiments varied these two and nothing else.
BALANCE: Final = Profile(
    name="balance",
    version="2",
    criteria=(ARTICLE.criterion("stack_height"), ARTICLE.criterion("midsole_hardness")),
)

BUILT_IN: Final[dict[str, Profile]] = {each.name: each for each in (ARTICLE, BALANCE)}


@takes
def get_profile(profile: str | Path | Profile) -> Profile:
    """Return a profile by name, or load it from a TOML or JSON file.

    Args:
        profile: "article", "balance", the path of a `.toml` or `.json` file, or a Profile, which
            is handed back.

    Raises:
        UnknownNameError: No built-in profile has that name; carries the nearest.
        ProfileError: The file cannot be read or does not hold a profile; names the field.

    Example:
        >>> [each.name for each in get_profile("balance").criteria]
        ['stack_height', 'midsole_hardness']
    """
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, str) and profile in BUILT_IN:
        return BUILT_IN[profile]
    path = Path(profile)
    if path.suffix.lower() not in {".toml", ".json"}:
        raise UnknownNameError("profile", str(profile), BUILT_IN)
    return _load(path)


_LONGEST: Final = 1_000_000  # characters: a device has no end; a whole profile has a few hundred


def _load(path: Path) -> Profile:
    """Read a user's profile; a field left out of a criterion is the article's."""
    import tomllib  # noqa: PLC0415 - slow to import, and the built-in profiles need none

    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST + 1)
        if len(text) > _LONGEST:
            raise ProfileError(
                f"Profile {path} is over {_LONGEST:,} characters long.", hint="Is it a profile?"
            )
        data = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        raise ProfileError(
            f"Profile {path}: {error.strerror}.", hint="Check the path; names need no ending."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ProfileError(
            f"Profile {path} is not valid {path.suffix[1:].upper()}: {error}.",
            hint="Mend the file there.",
        ) from error
    if not isinstance(data, dict):
        raise ProfileError(f"Profile {path} holds no table of fields.", hint=_SHAPE)
    try:
        profile = Profile.model_validate(_completed(data, path))
    except ValidationError as error:
        found = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'profile'}: {each['msg']}"
            for each in error.errors()
        )
        raise ProfileError(f"Profile {path} cannot be used: {found}.", hint=_SHAPE) from error
    vars(profile)["file"] = str(path.absolute())
    return profile


_SHAPE = 'See "Your own profile" in docs/score.md for a whole one.'


def _completed(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """Turn the file's table of criteria into Profile's fields."""
    criteria = data.get("criteria", {})
    if not isinstance(criteria, dict) or not criteria:
        raise ProfileError(f"Profile {path} has no table of criteria.", hint=_SHAPE)
    completed = []
    for name, fields in criteria.items():
        if name not in READINGS:
            raise UnknownNameError(f"criterion in {path}", name, READINGS)
        if not isinstance(fields, dict):
            raise ProfileError(f"Profile {path}: {name} is not a table of fields.", hint=_SHAPE)
        article = ARTICLE.criterion(name)
        completed.append(article.model_dump() | fields | {"name": name})
    return {"name": path.stem} | data | {"criteria": completed}
