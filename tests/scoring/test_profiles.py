"""Built-in profiles, a user's files, and weights."""

from __future__ import annotations

import json
import math
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import ValidationError

from shoefit.errors import ProfileError, UnknownNameError
from shoefit.scoring import market
from shoefit.scoring.profiles import ARTICLE, BALANCE, BUILT_IN, Profile, get_profile

MINE = """
name = "mine"
version = "3"
mean = "arithmetic"
[criteria.stack_height]
weight = 2
zero_at = 24
[criteria.drop]
"""


def test_other_constants_are_another_version() -> None:
    two = [("stack_height", 32, 0, 1), ("midsole_hardness", 15, 50, 1)]
    held = {
        "article 2": ("geometric", *two, ("drop", 13, 0, 1), ("toe_box_width", 68, 84, 1)),
        "balance 2": ("geometric", *two),
    }
    found = {
        f"{each.name} {each.version}": (
            each.mean,
            *((one.name, one.zero_at, one.one_at, one.weight) for one in each.criteria),
        )
        for each in BUILT_IN.values()
    }
    assert found == held, "a profile with another constant has another version"


def test_another_market_table_is_another_version() -> None:
    table = json.loads(Path(market.__file__).with_name("market.json").read_text("utf-8"))
    version, _ = table.pop("version"), table.pop("about")
    digest = sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()
    assert (version, digest[:16]) == ("1", "a30aa91b45f08f96"), "give it, and profiles, a new one"


def test_a_toml_file_takes_the_rest_from_the_article(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    mine = get_profile(path)
    assert (mine.name, mine.version, mine.mean) == ("mine", "3", "arithmetic")
    assert mine.criterion("stack_height").zero_at == 24
    assert mine.criterion("stack_height").unknown == ARTICLE.criterion("stack_height").unknown
    assert mine.shares == pytest.approx((2 / 3, 1 / 3))


def test_a_json_file_does_as_well(tmp_path: Path) -> None:
    path = tmp_path / "flat.json"
    path.write_text(json.dumps({"criteria": {"drop": {"weight": 1}}}))
    assert get_profile(str(path)).name == "flat"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", "criteria = [", "not valid TOML"),
        ("a.json", "{", "not valid JSON"),
        ("a.json", "[1]", "holds no table"),
        ("a.toml", "name = 'x'", "no table of criteria"),
        ("a.toml", "[criteria]\ndrop = 3", "drop is not a table"),
        ("a.toml", "[criteria.drop]\nweight = -1", "weight"),
        ("a.toml", "[criteria.drop]\nwieght = 1", "wieght"),
        ("a.toml", "[criteria.drop]\nweight = 0", "must not all be 0"),
        ("a.toml", "mean = 'median'\n[criteria.drop]", "mean"),
        ("a.toml", "[criteria.drop]\nzero_at = nan", "zero_at"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, name: str, text: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(ProfileError, match=told) as caught:
        get_profile(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml: No such file"):
        get_profile(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="not valid TOML"):
        get_profile(path)


def test_an_unknown_criterion_gets_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("[criteria.stak_height]")
    with pytest.raises(UnknownNameError, match="Did you mean 'stack_height'"):
        get_profile(path)


def test_an_unknown_profile_gets_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'article'") as caught:
        get_profile("artcle")
    assert caught.value.nearest == ("article",)


def test_a_profile_is_handed_back() -> None:
    assert get_profile(BALANCE) is BALANCE


class TestWeights:
    """A user's weights multiply the profile's."""

    def test_they_multiply(self) -> None:
        assert ARTICLE.with_weights({"drop": 3}).shares == pytest.approx(
            (1 / 6, 1 / 6, 1 / 2, 1 / 6)
        )

    def test_the_profile_stays_as_it_was(self) -> None:
        ARTICLE.with_weights({"drop": 3})
        assert ARTICLE.shares == (0.25,) * 4

    @pytest.mark.parametrize("factor", [-1, math.nan, math.inf, "2", None])
    def test_a_factor_must_be_a_number_of_at_least_0(self, factor: float) -> None:
        with pytest.raises(ProfileError, match="drop="):
            ARTICLE.with_weights({"drop": factor})

    def test_all_zero_is_an_error(self) -> None:
        with pytest.raises(ProfileError, match="no criterion that counts"):
            ARTICLE.with_weights({each.name: 0 for each in ARTICLE.criteria})

    def test_too_large_is_an_error(self) -> None:
        with pytest.raises(ProfileError, match="drop=1e"):
            ARTICLE.with_weights({"drop": 1e308})

    def test_a_name_that_the_profile_lacks_gets_the_nearest(self) -> None:
        with pytest.raises(UnknownNameError, match="stack_height"):
            BALANCE.with_weights({"stack": 1})


def test_a_criterion_stands_once() -> None:
    with pytest.raises(ValidationError, match="stands twice"):
        Profile(name="x", criteria=(ARTICLE.criteria[0], ARTICLE.criteria[0]))
