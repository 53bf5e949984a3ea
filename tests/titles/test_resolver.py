"""Titles find their shoes, or the answer says why not."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shoefit.shoe import Shoe
from shoefit.titles import resolver as batches
from shoefit.titles.agreement import Against, agree
from shoefit.titles.answers import decide
from shoefit.titles.lexicon import NamedShoe
from shoefit.titles.naming import read_names
from shoefit.titles.reading import read_title
from shoefit.titles.resolver import Ambiguous, Match, NoMatch, Resolver
from shoefit.titles.vocabulary import key, load_vocabulary, name_tokens, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parents[1]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = {
    row["shoe_id"]: (row["brand"], row["title"]) for row in rows(HERE / "data" / "title_names.csv")
}
TITLES = rows(HERE / "data" / "titles.csv")
CATALOGUE = [
    SimpleNamespace(
        shoe_id=row["shoe_id"],
        brand=row["brand"],
        model=row["model"],
        use=row.get("use"),
        kind=row.get("kind"),
    )
    for row in rows(HERE.parent / "data" / "shoes.csv")
]
RESOLVER = Resolver.from_names(NAMES)
BUNDLED = Resolver(CATALOGUE)


def found(title: str, resolver: Resolver[Any] = RESOLVER) -> str:
    """Returns the id of the shoe that a title finds, or ""."""
    answer = resolver.resolve(title)
    return answer.shoe_id if isinstance(answer, Match) else ""


def test_labelled_titles_reach_the_precision_and_recall_promised() -> None:
    answers = [(row["true_slug"], found(row["title"])) for row in TITLES]
    right = sum(wanted == got != "" for wanted, got in answers)
    assert right / sum(got != "" for _, got in answers) >= 0.97
    assert right / sum(wanted != "" for wanted, _ in answers) >= 0.93


# Titles of no list: what the words know of the market, not of the labelled titles.
@pytest.mark.parametrize(
    ("title", "shoe_id"),
    [
        ("xero hfs 2", "xero-shoes-hfs-ii"),
        ("Nike Peg 41", "nike-pegasus-41"),
        ("Nike ReactX Infinity Run Flyknit 4", "nike-infinityrn-4"),
        ("Nike ZoomX Invincible Run 3", "nike-zoom-x-invincible-run-flyknit-3"),
        ("Nike Air Zoom Alphafly NEXT% 2", "nike-air-zoom-alphafly-next-2"),
        ("New Balance M880v15 Men's (4E)", "new-balance-fresh-foam-x-880-v-15"),
        ("NB SC Trainer v2", "new-balance-fuel-cell-super-comp-trainer-v-2"),
        ("Hoka One One Carbon X 3 (EU 42)", "hoka-carbon-x-3"),
        ("Brooks Ghost 16 (X-Wide)", "brooks-ghost-16"),
        ("adidas Adizero EVO SL - EU 44 2/3", "adidas-adizero-evo-sl"),
        ("Brooks Adrenaline 23 - Size 10.5", "brooks-adrenaline-gts-23"),
        ("Brooks Glycerin 21 StealthFit", "brooks-glycerin-stealthfit-21"),
        ("On Cloudrunner 2 WP", "on-cloudrunner-2-waterproof"),
        ("On Cloudmonster 1", "on-cloudmonster"),
        ("Reebok Floatzig Running Shoes", "reebok-floatzig-1"),
        ("Puma Forever Run Nitro", "puma-forever-run-nitro"),
        ("S4 Yogiri", "asics-s-4-yogiri"),
        ("Nike Pegassus 41", "nike-pegasus-41"),
        ("나이키 페가수스 41 남성 러닝화", "nike-pegasus-41"),
        ("アシックス ゲルカヤノ 31 ワイド", "asics-gel-kayano-31"),
        ("亚瑟士 NOVABLAST 5 男子跑步鞋", "asics-novablast-5"),
        ("Кроссовки мужские Hoka Clifton 9", "hoka-clifton-9"),
        ("Giày chạy bộ nam Asics Gel Nimbus 26", "asics-gel-nimbus-26"),
        ("Buty do biegania Saucony Ride 17 męskie", "saucony-ride-17"),
        ("Nike Pegasus 41 x Somebody", "nike-pegasus-41"),
        ("Brooks Ghost 16 Hyper Pink/Light Blue", "brooks-ghost-16"),
        ("Saucony Women's Triumph 22 - Sky/Storm", "saucony-triumph-22"),
        ("ASICS Superblast 2E (2024) AW25", "asics-superblast"),
    ],
)
def test_a_title_finds_its_shoe(title: str, shoe_id: str) -> None:
    assert found(title) == shoe_id


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Nike Pegasus 38", "version 38 asked, 39, 40, 41 and 42 in the catalogue"),
        ("Nike Pegasus 40 SE", "'se' makes it another shoe than Nike Pegasus 40"),
        ("Saucony Ride 17 Trail", "'trail' makes it another shoe than Saucony Ride 17"),
        ("Hoka Clifton 9 Kids", "'kids' makes it another shoe than HOKA Clifton 9"),
        ("Brooks Hyperion Elite 3", "version 3 asked, 4 and 5 in the catalogue"),
        ("insoles for Nike Pegasus 41", "'insoles': not a shoe"),
        ("", "the title holds no word"),
        ("!!! ???", "the title holds no word"),
        ("FiveFingers shoes", "names the brand vibram fivefingers, and no shoe of it"),
        ("Vans", "names the brand vans, and no shoe of it"),
        ("the quick brown fox", "no word of the title is in the name of a shoe"),
        ("x" * 100_000, "a text of 100,000 characters is no title"),
    ],
)
def test_a_refusal_says_why(title: str, reason: str) -> None:
    answer = RESOLVER.resolve(title)
    assert isinstance(answer, NoMatch)
    assert answer.reason == reason


def test_a_version_that_is_not_asked_is_left_open() -> None:
    answer = RESOLVER.resolve("adidas Adistar")
    assert isinstance(answer, Ambiguous)
    assert answer.reason == "no version asked, 3 and 4 in the catalogue"
    assert answer.tokens == ("adistar",)
    assert {candidate.shoe_id for candidate in answer.candidates} >= {
        "adidas-adistar-3",
        "adidas-adistar-4",
    }


def test_two_shoes_in_one_title_are_left_open() -> None:
    for title in ("Kinvara 14 vs Kinvara 15", "Saucony Ride 18/17", "Ghost 16 Launch 11"):
        assert isinstance(RESOLVER.resolve(title), Ambiguous), title


def test_a_version_after_a_single_letter_stands_alone() -> None:
    resolver = Resolver.from_names({"x": ("Nike", "Nike X 2.0")})
    assert found("nike x 20 mens", resolver) == "x"


def test_a_match_carries_its_shoe_its_tokens_and_what_came_near() -> None:
    answer = BUNDLED.resolve("Men's Xero HFS 2 - Black")
    assert isinstance(answer, Match)
    assert answer.shoe is not None
    assert answer.shoe.shoe_id == answer.shoe_id == "xero-shoes-hfs-ii"
    assert answer.tokens == ("hfs", "2")
    assert answer.candidates[0].shoe_id == answer.shoe_id
    assert answer.candidates[0].score > answer.candidates[1].score
    assert answer.candidates[1].reason.startswith("another version")


def test_a_line_without_its_version_is_its_first_only_where_it_stands_alone() -> None:
    names = {f"torin-{version}": ("Altra", f"Altra Torin {version}") for version in (1, 2)}
    assert isinstance(Resolver.from_names(names).resolve("Altra Torin"), Ambiguous)
    del names["torin-2"]
    assert found("Altra Torin", Resolver.from_names(names)) == "torin-1"


def test_a_lost_dot_is_read_only_where_no_such_version_can_be() -> None:
    assert found("ortuseight-solar-20-review") == "ortuseight-solar-2-0"
    assert found("adidas Ultraboost 10") == ""
    assert found("adidas Ultraboost 1.0 Shoes") == "adidas-ultra-boost"


def test_names_alone_carry_no_shoe() -> None:
    answer = RESOLVER.resolve("Torin 8")
    assert isinstance(answer, Match)
    assert answer.shoe is None


def test_the_year_of_the_name_decides_where_the_catalogue_tells_shoes_by_year() -> None:
    resolver = Resolver.from_names(
        {str(year): ("Nike", f"Nike Free RN 5.0 ({year})") for year in (2019, 2020)}
    )
    assert found("Nike Free RN 5.0 2020 running shoes", resolver) == "2020"
    assert found("Nike Free RN 5.0 2021", resolver) == ""
    assert isinstance(resolver.resolve("Nike Free RN 5.0"), Ambiguous)


def test_what_a_shoe_is_for_adds_nothing_where_the_catalogue_knows_it() -> None:
    trail = SimpleNamespace(shoe_id="t", brand="Acme", model="Walrus 2", use="trail")
    road = SimpleNamespace(shoe_id="r", brand="Acme", model="Heron 2", use="road")
    resolver = Resolver([trail, road])
    assert found("Acme Walrus 2 Trail Running Shoes", resolver) == "t"
    assert found("Acme Heron 2 Trail Running Shoes", resolver) == ""


# The laws.

NOISE = ["mens", "running", "shoes", "black", "white", "wide", "review", "road", "unisex", "sale"]
shoe_ids = st.sampled_from(sorted(NAMES))


@given(shoe_ids)
def test_a_canonical_name_and_its_id_find_their_shoe(shoe_id: str) -> None:
    assert found(NAMES[shoe_id][1]) == shoe_id
    assert found(shoe_id) == shoe_id


@given(shoe_ids, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_changes_nothing(shoe_id: str, change: Any) -> None:
    assert found(change(NAMES[shoe_id][1])) == shoe_id


@given(shoe_ids, st.sampled_from([" ", "  ", "-", "_", "/", " - ", ", ", " | ", "\t", " ~ "]))
def test_spacing_and_punctuation_change_nothing(shoe_id: str, between: str) -> None:
    assert found(NAMES[shoe_id][1].replace(" ", between)) == shoe_id
    assert found(f"({NAMES[shoe_id][1]})!") == shoe_id


@given(shoe_ids, st.permutations(NOISE), st.integers(0, len(NOISE)))
def test_noise_and_its_order_change_nothing(shoe_id: str, noise: list[str], split: int) -> None:
    title = " ".join([*noise[:split], NAMES[shoe_id][1], *noise[split:]])
    assert found(title) == shoe_id


@given(shoe_ids, st.integers(1, 60))
def test_another_version_never_gives_the_shoe(shoe_id: str, version: int) -> None:
    brand, title = NAMES[shoe_id]
    model = title.removeprefix(brand)
    number = list(re.finditer(r"\d+(\.\d)?", model))
    assume(number)
    # The same version in another writing is no other version: 2 for 2.0, and 20 in a slug.
    assume(float(number[-1].group()) not in {version, version / 10})
    changed = f"{model[: number[-1].start()]}{version}{model[number[-1].end() :]}"
    assert found(brand + changed) != shoe_id
    assert found(f"Men's {brand}{changed} Running Shoes") != shoe_id


@given(shoe_ids, st.sampled_from(["GTX", "Gore-Tex", "Waterproof", "SE", "GS", "Gravel", "Mid"]))
def test_a_variant_never_gives_the_plain_shoe(shoe_id: str, variant: str) -> None:
    title = NAMES[shoe_id][1]
    assume(not set(key("gtx waterproof")) & set(key(title)))
    assert found(f"{title} {variant}") != shoe_id
    assert found(f"{title} Men's Running Shoes {variant}") != shoe_id


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert isinstance(RESOLVER.resolve(text), Match | Ambiguous | NoMatch)


def walk(title: str) -> Match[Any] | Ambiguous | NoMatch:
    """Answers slowly: the title is held against every name, without an index."""
    text = plain(title)
    read = read_title(text, tokens(text), WALKED_LEXICON)
    agreements = [agree(read, name, WALKED_LEXICON.vocabulary) for name in WALKED_NAMES]
    fitting = [agreement for agreement in agreements if agreement.against != Against.MISSING]
    return decide(title, read, fitting)


WALKED = [NamedShoe(shoe_id, brand, title) for shoe_id, (brand, title) in NAMES.items()]
WALKED_NAMES, WALKED_LEXICON = read_names(WALKED, load_vocabulary())
WORDS = sorted({word for _, title in NAMES.values() for word in title.split()}) + NOISE


def test_the_index_answers_labelled_titles_as_the_walk_does() -> None:
    for row in TITLES[::3]:
        slow, quick = walk(row["title"]), RESOLVER.resolve(row["title"])
        if isinstance(slow, Match):
            assert found(row["title"]) == slow.shoe_id
        else:
            assert type(quick) is type(slow) or "not a shoe" in quick.reason


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_the_index_answers_any_words_as_the_walk_does(words: list[str]) -> None:
    title = " ".join(words)
    slow, quick = walk(title), RESOLVER.resolve(title)
    # A title that is a name as it stands is looked up, not read.
    assume("own name" not in quick.reason and "name of several" not in quick.reason)
    assert type(quick) is type(slow)
    if isinstance(slow, Match):
        assert isinstance(quick, Match)
        assert (quick.shoe_id, quick.reason) == (slow.shoe_id, slow.reason)


# The bundled catalogue.


def test_every_bundled_shoe_is_found_by_its_name_and_its_id() -> None:
    for shoe in CATALOGUE:
        for title in (f"{shoe.brand} {shoe.model}", shoe.shoe_id):
            assert found(title, BUNDLED) == shoe.shoe_id, title


def test_every_bundled_shoe_is_found_by_its_model_where_that_is_unique() -> None:
    models = Counter(key(shoe.model) for shoe in CATALOGUE)
    unique = [shoe for shoe in CATALOGUE if models[key(shoe.model)] == 1]
    assert len(unique) > len(CATALOGUE) / 2
    for shoe in unique:
        assert found(shoe.model, BUNDLED) == shoe.shoe_id, shoe.model


def test_every_bundled_shoe_is_found_in_a_shop_title() -> None:
    for shoe in CATALOGUE:
        title = f"Men's {shoe.brand} {shoe.model} Shoes - Black - Size 10"
        assert found(title, BUNDLED) == shoe.shoe_id, title


# Frames.


def test_a_series_keeps_its_index() -> None:
    titles = pd.Series(["Ghost 16", None, "Pegasus 99"], index=["a", "b", "c"])
    frame = RESOLVER.resolve_all(titles)
    assert frame.index.tolist() == ["a", "b", "c"]
    assert frame["answer"].tolist() == ["match", "no match", "no match"]
    assert frame["shoe_id"].tolist()[0] == "brooks-ghost-16"
    assert frame["shoe_id"].isna().tolist() == [False, True, True]


def test_no_titles_make_an_empty_frame() -> None:
    frame = RESOLVER.resolve_all([])
    assert frame.empty
    assert list(frame) == ["title", "answer", "shoe_id", "score", "reason", "candidates"]


GHOSTS = Resolver.from_names({f"ghost-{n}": ("Brooks", f"Brooks Ghost {n}") for n in range(1, 18)})


def many() -> Iterator[str]:
    return (f"Brooks Ghost {number % 30} pair {number}" for number in range(300))


def test_a_repeated_title_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolve(title: str) -> Match[Any] | Ambiguous | NoMatch:
        asked.append(title)
        return Resolver.resolve(GHOSTS, title)

    monkeypatch.setattr(GHOSTS, "resolve", resolve)
    frame = GHOSTS.resolve_all(["Ghost 16", "Ghost 17", "Ghost 16"])
    assert asked == ["Ghost 16", "Ghost 17"]
    assert frame["shoe_id"].tolist() == ["ghost-16", "ghost-17", "ghost-16"]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is_only_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(batches, "_SHOWN_FROM", 1_000_000)
    GHOSTS.resolve_all(many())
    assert not terminal.getvalue()
    monkeypatch.setattr(batches, "_SHOWN_FROM", 1)
    GHOSTS.resolve_all(many())
    assert "Resolving titles" in terminal.getvalue()


# Costs.


def test_reading_names_loads_no_dataframe() -> None:
    code = (
        "import sys, shoefit.titles.resolver as n\n"
        "n.Resolver.from_names({'a': ('Nike', 'Nike Pegasus 41')}).resolve('pegassus 41')\n"
        "print(*({'pandas', 'numpy', 'rich'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # own code
    assert not done.stdout.strip()


@pytest.mark.parametrize(
    "piece", ["1 ", "a b ", "nike pegasus 41 ", "$1", "1.", "아", "max cushion "]
)
def test_the_longest_titles_are_answered(piece: str) -> None:
    """How long they take is printed by benchmarks/titles.py."""
    for length in (10_000, 100_000):
        assert RESOLVER.resolve((piece * length)[:length]).reason


# Names of every kind.


def test_d03_a_letter_before_a_version_breaks_no_catalogue() -> None:
    zed = SimpleNamespace(shoe_id="q", brand="Acme", model="Zed X 2.0")
    resolver: Resolver[Any] = Resolver([zed, *CATALOGUE])
    assert found("acme zed x 2", resolver) == "q"
    assert found("xero hfs 2", resolver) == "xero-shoes-hfs-ii"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), min_size=1, max_size=5))
def test_d03_any_names_make_a_resolver_that_answers(names: list[tuple[str, str]]) -> None:
    resolver = Resolver.from_names({f"id{at}": each for at, each in enumerate(names)})
    for at, (brand, title) in enumerate(names):
        assert found(f"id{at}", resolver) == f"id{at}"
        assert resolver.resolve(title).reason
        assert resolver.resolve(f"{brand} {title} mens 42").reason


@pytest.mark.parametrize("piece", ["a1", "a ", "1 ", "x 2.0 ", "pegasus 41 ", "鞋", "fresh foam "])
def test_d04_a_name_costs_what_it_is_long(piece: str) -> None:
    """Ten times the name is held to forty times the time; when this was squared, a hundred."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        times = []
        for _ in range(2):
            key.cache_clear()
            name_tokens.cache_clear()
            started = time.process_time()
            Resolver.from_names({"x": (text, f"{text} Acme"), "y": ("Acme", f"Acme {text}")})
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(30_000) < 40 * max(seconds(3_000), 0.005)


@pytest.mark.parametrize(
    ("brand", "model"),
    [
        ("鞋", "一"),
        ("Xero", "日本"),
        ("Xero", "中国"),
        ("प्रकाश", "हल्का जूता 2"),
        ("Ботинок", "Лёгкий 3"),
        ("نعل", "خفيف"),
        ("나무신발", "바람 4"),
        ("Ørsted", "Fjäll"),
        ("Λεπτό", "Πέδιλο"),
    ],
)
def test_d10_names_in_every_script_have_an_id_and_are_found(brand: str, model: str) -> None:
    shoes = [Shoe(brand=brand, model=model), Shoe(brand="Xero", model="Prio")]
    wanted = shoes[0].shoe_id
    assert wanted
    assert wanted != shoes[1].shoe_id
    resolver: Resolver[Any] = Resolver([*shoes, *CATALOGUE])
    titles = [wanted, f"{brand} {model}", f"{model} {brand}", f"Men's {brand} {model} - black (42)"]
    for title in [*titles, f"{brand} {model}".upper(), unicodedata.normalize("NFD", titles[1])]:
        assert found(title, resolver) == wanted, title


def test_d15_ids_that_differ_by_case_alone_are_two_shoes() -> None:
    resolver = Resolver.from_names({"A": ("Altra", "Altra Torin 8"), "a": ("Nike", "Nike Vomero")})
    assert found("A", resolver) == "A"
    assert found("a", resolver) == "a"
