"""What a title says, token by token, without what shops add."""

from __future__ import annotations

import pytest

from shoefit.titles.lexicon import Lexicon, NamedShoe, build_lexicon
from shoefit.titles.reading import ReadTitle, clean, read_title
from shoefit.titles.vocabulary import Role, load_vocabulary, plain, tokens

SHOES = [
    NamedShoe("a", "Nike", "Nike Pegasus 41"),
    NamedShoe("b", "New Balance", "New Balance Fresh Foam X 1080 v14"),
    NamedShoe("c", "ALLSWIFIT", "ALLSWIFIT Active5K"),
    NamedShoe("d", "Asics", "Asics Piranha SP 4"),
    NamedShoe("e", "PUMA", "PUMA ForeverRun Nitro"),
    NamedShoe("f", "Adidas", "Adidas Fluidflow 2.0"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(SHOES, load_vocabulary())


def read(title: str, lexicon: Lexicon) -> ReadTitle:
    text = plain(title)
    return read_title(text, tokens(text), lexicon)


@pytest.mark.parametrize(
    ("title", "versions"),
    [
        ("Pegasus 41", ["41"]),
        ("Pegasus II", ["2"]),
        ("Pegasus 15th", ["15"]),
        ("Pegasus v14", ["14"]),
        ("Pegasus Vol. 3", ["3"]),
        ("Pegasus 2.0", ["2"]),
        ("pegasus-2-0", ["2"]),
        ("Pegasus 3.5", ["3.5"]),
        ("Pegasus 20.3", ["20.3"]),
        # Money, sizes, seasons, years, article numbers and widths are none.
        ("Pegasus 41 $139.95", ["41"]),
        ("Pegasus 41 C$ 179 . 99", ["41"]),
        ("Pegasus 41 -34%", ["41"]),
        ("Pegasus 41 CAD 230.00", ["41"]),
        ("Pegasus 41 199,99 \u20ac", ["41"]),
        ("Pegasus 41 size 10", ["41"]),
        ("Pegasus 41 EU 42", ["41"]),
        ("Pegasus 41 AW25", ["41"]),
        ("Pegasus 41 2025", ["41"]),
        ("Pegasus 41 fd2722-001", ["41"]),
        ("Pegasus 41 1011b603-001", ["41"]),
        ("Pegasus 41 3MF10121043", ["41"]),
        ("Pegasus 41 2E", ["41"]),
        ("Pegasus 41 6 colors", ["41"]),
        # Unless the catalogue writes them so.
        ("Piranha SP 4", ["4"]),
        ("Active5K", ["5"]),
    ],
)
def test_versions(title: str, versions: list[str], lexicon: Lexicon) -> None:
    assert [number.value for number in read(title, lexicon).numbers] == versions


def test_a_version_that_the_title_names_as_one_is_explicit(lexicon: Lexicon) -> None:
    assert read("1080 v14", lexicon).numbers[-1].explicit
    assert not read("1080 14", lexicon).numbers[-1].explicit


def test_years_are_kept_apart(lexicon: Lexicon) -> None:
    assert read("Pegasus 41 (2024)", lexicon).years == {"2024"}


def test_words_in_one_and_in_two_are_the_same(lexicon: Lexicon) -> None:
    for title in ("ForeverRun Nitro", "forever run nitro", "Forever-Run Nitro"):
        assert read(title, lexicon).words == ["foreverrun", "nitro"]


def test_a_technology_of_several_words_is_one(lexicon: Lexicon) -> None:
    for title in ("Fresh Foam X 1080", "FreshFoam 1080", "fresh-foam-x-1080"):
        assert read(title, lexicon).words == ["freshfoam", "1080"]


def test_brands_are_named_in_many_ways(lexicon: Lexicon) -> None:
    assert read("NB 1080", lexicon).brands == {"new balance"}
    assert read("Hoka One One Clifton", lexicon).brands == {"hoka"}
    assert not read("shoes on sale", lexicon).brands
    assert read("shoes on sale", lexicon).hinted == {"on"}


def test_a_misspelling_is_mended_and_told(lexicon: Lexicon) -> None:
    assert read("Nike Pegassus 41", lexicon).mended == [("pegassus", "pegasus")]
    # Known lines and short words are left as they are.
    assert not read("Nike Pegasis Structure Quest", lexicon).mended[1:]


def test_a_shade_goes_with_its_colour(lexicon: Lexicon) -> None:
    title = read("Pegasus 41 Hyper Pink", lexicon)
    assert title.roles[title.words.index("hyper")] is Role.SHADED


def test_scripts_without_spaces_are_cut_by_known_words(lexicon: Lexicon) -> None:
    assert read("나이키페가수스41남성러닝화", lexicon).words == [
        "nike",
        "pegasus",
        "41",
        "men",
        "running",
        "shoes",
    ]


# What shops add.


@pytest.fixture(scope="module")
def coded() -> Lexicon:
    return Lexicon(
        load_vocabulary(), words={"active", "k", "mt"}, numbers={"5", "1010"}, runs={"active5k"}
    )


def cleaned(title: str, coded: Lexicon) -> list[str]:
    text = plain(title)
    return clean(text, tokens(text), coded)[0]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Ghost $139.95", ["ghost", "price"]),
        ("Ghost 1.290.000\u20ab", ["ghost", "price"]),
        ("Galaxy 7 $60", ["galaxy", "7", "price"]),
        ("-34% Ghost", ["price", "ghost"]),
        ("ghost-ie8222", ["ghost", "sku"]),
        ("ghost d4deeff0", ["ghost", "sku"]),
        ("ghost 15th", ["ghost", "15", "th"]),
        ("1080v13", ["1080", "v", "13"]),
        ("vaporfly4", ["vaporfly", "4"]),
        ("Active5K mt1010", ["active", "5", "k", "mt", "1010"]),
        ("브룩스 고스트 17", ["brooks", "ghost", "17"]),
        ("кроссовки Ghost", ["shoes", "ghost"]),
        ("неведомое Ghost", ["неведомое", "ghost"]),
    ],
)
def test_cleaning(title: str, left: list[str], coded: Lexicon) -> None:
    assert cleaned(title, coded) == left


@pytest.mark.parametrize("piece", ["$", "1", "1.", "$1", "1 ", "$1,", "1$ ", ".", "%1"])
def test_no_text_makes_the_patterns_look_twice(piece: str, coded: Lexicon) -> None:
    """A pattern that tried every start again would take an hour over this; this ends at once."""
    assert isinstance(cleaned(piece * 50_000, coded), list)
