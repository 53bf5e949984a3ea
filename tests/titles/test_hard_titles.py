"""Titles as shops write them: what is on sale beside the shoe, other brands, siblings, slips."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from shoefit.titles.resolver import Ambiguous, Match, NoMatch, Resolver

HERE = Path(__file__).parents[1]


def _names() -> dict[str, tuple[str, str]]:
    with (HERE / "data" / "title_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["shoe_id"]: (row["brand"], row["title"]) for row in csv.DictReader(file)}


RESOLVER = Resolver.from_names(
    {
        **_names(),
        "altra-solstice": ("Altra", "Altra Solstice"),
        "gorun-4": ("Skechers", "Skechers GOrun 4"),
        "t1": ("Mount to Coast", "Mount to Coast T1"),
        "skinners-2-0": ("Skinners", "Skinners 2.0"),
        "free-4-0": ("Nike", "Nike Free 4.0"),
        "oso": ("Luna", "Luna Oso"),
        "primus-lite-3": ("Vivobarefoot", "Vivobarefoot Primus Lite III"),
        "chargers": ("Shamma Sandals", "Shamma Sandals Chargers"),
        "earthquake-2-0": ("Bedrock Sandals", "Bedrock Sandals Earthquake 2.0"),
        "earthquake-v2": ("Bedrock Sandals", "Bedrock Sandals Earthquake V2"),
    }
)


def found(title: str) -> str:
    answer = RESOLVER.resolve(title)
    return answer.shoe_id if isinstance(answer, Match) else ""


@pytest.mark.parametrize(
    "title",
    [
        # English.
        "Nike Pegasus 41 laces",
        "Lock Laces for Hoka Clifton 9",
        "Replacement shoelaces - fits Brooks Ghost 16",
        "Superfeet insoles for ASICS Gel-Kayano 31",
        "Balega socks, Saucony Ride 17 edition",
        "Hoka Clifton 9 gift card",
        "Nike Pegasus 41 Box Only",
        "Empty box Hoka Bondi 9",
        "Shoe cleaning kit for adidas Adizero EVO SL",
        "Nike Pegasus 41 crease guards",
        "Brooks Ghost 16 shoe bag",
        "Nike Pegasus 41 T-Shirt",
        # German.
        "Einlegesohlen für Nike Pegasus 41",
        "Nike Pegasus 41 Ersatzsohle",
        "Hoka Clifton 9 Schnürsenkel",
        "Laufsocken zu Brooks Ghost 16",
        "Nike Pegasus 41 nur Karton",
        "Hoka Clifton 9 Geschenkgutschein",
        # French.
        "Lacets pour Hoka Clifton 9",
        "Semelles Nike Pegasus 41",
        "Chaussettes Brooks Ghost 16",
        "Nike Pegasus 41 boîte seule",
        # Spanish.
        "Cordones para Hoka Clifton 9",
        "Plantillas Nike Pegasus 41",
        "Calcetines Saucony Ride 17",
        "Nike Pegasus 41 solo caja",
        # Italian.
        "Solette per Nike Pegasus 41",
        "Lacci Hoka Clifton 9",
        "Calze Brooks Ghost 16",
        # Portuguese.
        "Palmilha Nike Pegasus 41",
        "Cadarço para Hoka Clifton 9",
        "Meias Brooks Ghost 16",
        # Dutch.
        "Inlegzolen Nike Pegasus 41",
        "Veters voor Hoka Clifton 9",
        "Hardloopsokken Brooks Ghost 16",
        # Swedish, Danish, Finnish.
        "Strumpor Brooks Ghost 16",
        "Skosnören Hoka Clifton 9",
        "Indlægssåler til Nike Pegasus 41",
        "Pohjalliset Nike Pegasus 41",
        # Polish, Czech, Turkish.
        "Sznurowadła Hoka Clifton 9",
        "Wkładki do Nike Pegasus 41",
        "Ponožky Brooks Ghost 16",
        "Hoka Clifton 9 çorap",
        # Other scripts.
        "나이키 페가수스 41 양말",
        "アシックス ゲルカヤノ 31 インソール",
        "Стельки Nike Pegasus 41",
    ],
)
def test_what_is_on_sale_is_no_shoe(title: str) -> None:
    answer = RESOLVER.resolve(title)
    assert isinstance(answer, NoMatch)
    assert "not a shoe" in answer.reason


@pytest.mark.parametrize(
    "title",
    [
        "Nike Pegasus 41 with removable insole",
        "Nike Pegasus 41 - removable OrthoLite insole",
        "Nike Pegasus 41 sock liner",
        "Nike Pegasus 41 sock-like fit",
        "Nike Pegasus 41 lace-up shoes",
        "Nike Pegasus 41 mit herausnehmbarer Innensohle",
        "Nike Pegasus 41 avec semelle amovible",
        "Nike Pegasus 41 con plantilla extraíble",
        "Nike Pegasus 41 reinforced toe cap",
        "Nike Pegasus 41 incl. extra laces",
    ],
)
def test_what_the_shoe_has_does_not_make_it_another_thing(title: str) -> None:
    assert found(title) == "nike-pegasus-41"


@pytest.mark.parametrize(
    "title",
    [
        "Feelmax Kuuva 4",
        "Mukishoes Solstice",
        "Notace Yama T1",
        "Zorbax Pegasus 41",
        "Acme Clifton 9 mens running shoes",
        "Zorbax Superblast",
        "Zorbax - Novablast 5",
        "Zorbax 2.0",
        "Nike Zorbax Pegasus 41",
        "On Cloudmonster Zorbax",
        "Hoka Clifton 9 Zorbax 2",
        "Brooks Ghost Zorbax 16",
    ],
)
def test_an_unknown_word_where_a_brand_or_a_model_stands_forbids_a_match(title: str) -> None:
    assert not found(title)


@pytest.mark.parametrize(
    "title",
    [
        "Hoka Clifton 9 ATC",
        "Hoka Clifton 9 RFG",
        "Nike Pegasus 41 (PSV)",
        "Nike Pegasus 41 Little Kids",
        "Skinners Comfort 2.0 socks",
        "Skinners Compression 2.0",
        "Nike Free 4.0 Flyknit",
        "Luna Oso Flacco",
        "Shamma Numa Chargers",
        "Skechers GO WALK 4",
        "Skechers 4",
        "Vivobarefoot Primus Lite III ESC",
        "Nike Pegasus 41 Next Nature",
    ],
)
def test_a_sibling_that_the_catalogue_lacks_is_none(title: str) -> None:
    assert not found(title)


@pytest.mark.parametrize(
    ("title", "shoe_id"),
    [
        ("Altra Escalante 4 M's", "altra-escalante-4"),
        ("asics gel kyano 31", "asics-gel-kayano-31"),
        ("ASICS GEL-Kayanotm 31", "asics-gel-kayano-31"),
        ("ASICS GelNimbus 26", "asics-gel-nimbus-26"),
        ("Saucony EndorphinPro 4", "saucony-endorphin-pro-4"),
        ("NikePegasus41", "nike-pegasus-41"),
        ("Sauconi Ride 17", "saucony-ride-17"),
        ("Vibram FiveFingers VRun", "vibram-five-fingers-v-run"),
        ("Vivobarefoot PrimusLite 3", "primus-lite-3"),
        # Colours that no list holds.
        ("Hoka Clifton 9 Zorbax Mist", "hoka-clifton-9"),
        ("On Cloudmonster, Zorbax", "on-cloudmonster"),
        ("On Cloudmonster - Zorbax/Flint", "on-cloudmonster"),
        ("On Cloudmonster (Zorbax)", "on-cloudmonster"),
        ("On Cloudmonster Men's Size 10 Zorbax", "on-cloudmonster"),
        ("Nike Pegasus 41 BLK/WHT", "nike-pegasus-41"),
        # As the catalogue writes it, where two read alike.
        ("Men's Bedrock Sandals Earthquake 2.0 - Black", "earthquake-2-0"),
        ("Men's Bedrock Sandals Earthquake V2 - Black", "earthquake-v2"),
        ("Skinners 2.0 black", "skinners-2-0"),
    ],
)
def test_slips_glued_words_and_colours_find_their_shoe(title: str, shoe_id: str) -> None:
    assert found(title) == shoe_id


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Asics Metaspeed Sky", "no 'plus', as in ASICS Metaspeed Sky+"),
        ("Nike Pegasus Trail 5", "'trail' makes it another shoe than Nike Pegasus 40"),
        ("Mukishoes Solstice", "'mukishoes' is no word of Altra Solstice"),
    ],
)
def test_the_reason_names_what_is_wrong(title: str, reason: str) -> None:
    assert RESOLVER.resolve(title).reason == reason


def test_a_comparison_stays_open() -> None:
    assert isinstance(RESOLVER.resolve("Kinvara 14 vs Kinvara 15"), Ambiguous)
