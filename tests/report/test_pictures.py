"""Charts as files: each kind, in light and dark, with names shown and not obeyed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import outside

outside.report()

import shoefit
from shoefit.errors import ShoefitError
from shoefit.report import pictures
from shoefit.report.charts import ranking_bands

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</text><script>alert(1)</script>\" onload='x' & \u202eright"
RANKING = shoefit.rank([shoefit.Shoe(shoe_id="x", brand=HOSTILE, heel_stack_mm=8, drop_mm=0)])


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg "), ("a.png", b"\x89PNG")])
def test_an_ending_is_its_kind_of_file(tmp_path: Path, name: str, start: bytes) -> None:
    path = tmp_path / name
    pictures.save(ranking_bands(RANKING), path)
    assert path.read_bytes().lstrip().startswith(start)


def test_an_html_picture_brings_its_library_along(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    pictures.save(ranking_bands(RANKING), path)
    text = path.read_text(encoding="utf-8")
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert not re.findall(r"<(?:script|link)[^>]+(?:src|href)=", text)
    assert len(text) > 100_000


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShoefitError, match=r"not written as \.gif\. Let the path end in"):
        pictures.save(ranking_bands(RANKING), tmp_path / "a.gif")


def test_light_and_dark_differ_in_paper_and_ink_only() -> None:
    light, dark = (pictures.styled(ranking_bands(RANKING), theme) for theme in ("light", "dark"))
    assert light.pop("config")["background"] == "#ffffff"
    assert dark.pop("config")["background"] == "#13181b"
    assert light == dark


def test_a_picture_in_a_page_takes_the_colours_of_the_page() -> None:
    drawn = pictures.svg_for_a_page(ranking_bands(RANKING))
    assert 'fill="var(--paper)"' in drawn
    assert "#ffffff" not in drawn


def test_a_hostile_name_is_text() -> None:
    root = ET.fromstring(pictures.svg_for_a_page(ranking_bands(RANKING)))  # noqa: S314 - drawn here
    tags = {each.tag.rsplit("}", 1)[1] for each in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "line", "text", "defs", "clipPath"}
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert any("<script>alert(1)</script>" in (each.text or "") for each in root.iter())
