"""Shoes that may stand twice in a catalogue."""

from __future__ import annotations

import pytest

from doubles import same_shoe_suspects


@pytest.mark.parametrize(
    ("brand", "left", "right", "reason"),
    [
        ("New Balance", "Minimus Trail MT10", "Minimus Trail 10v1", "'mt'"),
        ("Xero Shoes", "Z-Trail", "Umara Z-Trail", "'umara'"),
        ("Softstar", "RunAmoc Primal", "Primal RunAmoc", "another order"),
        ("Bedrock Sandals", "Earthquake 2.0", "Earthquake V2", "another order or writing"),
        ("Luna", "Leadville", "Leadville (original)", "'original'"),
        ("Inov-8", "Bare-XF (2024)", "Bare-XF 210 V3", "by year"),
        ("Nike", "Free Run 5.0", "Free RN 5.0 (2020)", "year told only on one side"),
        ("Saucony", "Kinvara", "Kinvara 1", "another order or writing"),
        ("Merrell", "Vapor Glove 6", "Vapour Glove 6", ""),
        ("Altra", "Escalante 3", "Escalantte 3", "one letter apart"),
    ],
)
def test_two_spellings_are_suspected(brand: str, left: str, right: str, reason: str) -> None:
    suspects = same_shoe_suspects({"a": (brand, left), "b": (brand, right)})
    assert [suspect[:2] for suspect in suspects] == ([("a", "b")] if reason else [])
    assert all(reason in suspect.reason for suspect in suspects)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Trail Glove 4", "Trail Glove 5"),
        ("Trail Glove 2", "Road Glove 2"),
        ("Ghost 17", "Ghost 17 GTX"),
        ("Kinvara", "Kinvara 2"),
        ("Free RN 5.0 (2019)", "Free RN 5.0 (2020)"),
    ],
)
def test_two_shoes_are_not(left: str, right: str) -> None:
    assert same_shoe_suspects({"a": ("Acme", left), "b": ("Acme", right)}) == []


def test_an_old_and_a_new_name_of_the_brand_are_one() -> None:
    names = {"a": ("Terra Plana", "Vivobarefoot Evo"), "b": ("Vivobarefoot", "Evo")}
    assert [suspect[:2] for suspect in same_shoe_suspects(names)] == [("a", "b")]
