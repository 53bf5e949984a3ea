"""Where the packaged data lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shoefit.catalogue import locate
from shoefit.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["shoes.csv", "observations.csv", "merges.csv"])
def test_the_data_is_found(name: str) -> None:
    assert locate.packaged(name).is_file()


def test_the_installed_file_goes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "shoefit"
    for folder in (package / "data", tmp_path / "data"):
        folder.mkdir(parents=True)
    (tmp_path / "data" / "shoes.csv").touch()
    monkeypatch.setattr(locate, "_PACKAGE", package)
    assert locate.packaged("shoes.csv") == tmp_path / "data" / "shoes.csv"
    (package / "data" / "shoes.csv").touch()
    assert locate.packaged("shoes.csv") == package / "data" / "shoes.csv"


def test_a_missing_file_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "_PACKAGE", tmp_path / "src" / "shoefit")
    with pytest.raises(SourceError, match=r"neither .*shoefit/data/shoes.csv nor .*data/shoes.csv"):
        locate.packaged("shoes.csv")
