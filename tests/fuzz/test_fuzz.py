"""Seven hundred hostile files and titles, and every one that was ever found to break something."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outside
from hostile import mutated, mutated_profile, mutated_title, named
from shoefit import Ambiguous, Match, NoMatch, Resolver, Shoe, load_catalogue
from verdict import MEMORY, judge_catalogue, judge_every_verb, judge_frames, judge_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = sorted((Path(__file__).parent / "found").glob("[0-9]*"))
SEEDS = st.integers(0, 2**63)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def resolver() -> Resolver[Shoe]:
    return Resolver(load_catalogue())


def _judge(data: bytes, folder: Path) -> None:
    frame = judge_every_verb(data, folder)
    if frame is not None:
        judge_frames([frame])


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_once_broke_something_does_not_any_more(path: Path, folder: Path) -> None:
    if path.suffix == ".csv":
        judge_catalogue(path.read_bytes(), folder)
        _judge(path.read_bytes(), folder)
    else:
        judge_profile(path.suffix, path.read_bytes(), folder)


@settings(max_examples=300)
@given(SEEDS)
def test_a_hostile_catalogue(folder: Path, seed: int) -> None:
    judge_catalogue(mutated(seed), folder)


def test_hostile_files_through_every_verb(folder: Path) -> None:
    frames = []
    for seed in range(16):
        data = named(seed) if seed % 2 else mutated(seed)
        judge_catalogue(data, folder)
        frames.append(judge_every_verb(data, folder))
    judge_frames([each for each in frames if each is not None])


def test_names_of_any_script_in_a_report_with_charts(folder: Path) -> None:
    outside.report()
    judge_every_verb(named(1), folder, charts=True)


@settings(max_examples=200)
@given(SEEDS)
def test_a_hostile_profile(folder: Path, seed: int) -> None:
    judge_profile(*mutated_profile(seed), folder)


@settings(max_examples=200)
@given(SEEDS)
def test_a_hostile_title(resolver: Resolver[Shoe], seed: int) -> None:
    title = mutated_title(seed)
    answer = resolver.resolve(title)
    assert isinstance(answer, Match | Ambiguous | NoMatch)
    assert resolver.resolve(title) == answer


def test_a_seed_makes_one_file() -> None:
    assert [mutated(seed) for seed in range(50)] == [mutated(seed) for seed in range(50)]


def test_most_files_are_read_and_some_are_refused(folder: Path) -> None:
    read = [judge_catalogue(mutated(seed), folder) for seed in range(100)]
    assert 20 < sum(rows is not None for rows in read) < 100
