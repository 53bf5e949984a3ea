"""The numbers of a title against those of a name."""

from __future__ import annotations

import pytest

from holding import hold
from shoefit.titles.versions import Against


@pytest.mark.parametrize(
    ("title", "brand", "name", "expected", "detail"),
    [
        ("Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 15", "Brooks", "Brooks Ghost 16", Against.VERSION, "15"),
        ("Ghost", "Brooks", "Brooks Ghost 16", Against.UNVERSIONED, ""),
        ("Ghost 16 10.5", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("10 Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost mens 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        # A name without a version.
        ("Cloudmonster", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster 1", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster 2", "On", "On Cloudmonster", Against.VERSION, "2"),
        ("Cloudmonster Black 11.5", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster mens v2", "On", "On Cloudmonster", Against.VERSION, "2"),
        ("Cloudmonster Tempestuous 9", "On", "On Cloudmonster", Against.NOTHING, ""),
        # Decimals.
        ("torin-2-5", "Altra", "Altra Torin 2.5", Against.NOTHING, ""),
        ("Torin 2", "Altra", "Altra Torin 2.5", Against.VERSION, "2"),
        ("Torin 2.5", "Altra", "Altra Torin 2", Against.VERSION, "2.5"),
        # Lines that are numbers, and models that are a letter and a number.
        ("1080 v14", "New Balance", "New Balance 1080 v14", Against.NOTHING, ""),
        ("1080", "New Balance", "New Balance 1080 v14", Against.UNVERSIONED, ""),
        ("880 v14", "New Balance", "New Balance 1080 v14", Against.MISSING, "1080"),
        ("GT-1000 13", "ASICS", "ASICS GT 1000 13", Against.NOTHING, ""),
        ("GT-2000 13", "ASICS", "ASICS GT 1000 13", Against.VERSION, "2000"),
        ("Cielo X1 3.0", "HOKA", "HOKA Cielo X1", Against.VERSION, "3"),
        ("MT110 v2", "New Balance", "New Balance MT110", Against.VERSION, "2"),
    ],
)
def test_versions(title: str, brand: str, name: str, expected: Against, detail: str) -> None:
    agreement = hold(title, brand, name)
    assert (agreement.against, agreement.detail) == (expected, detail)
