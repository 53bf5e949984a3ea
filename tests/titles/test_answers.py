"""What the resolver answers."""

from __future__ import annotations

import dataclasses

import pytest

from shoefit.titles.answers import Ambiguous, Match, NoMatch, Refusal

MATCH: Match[None] = Match("t", "id", None, "why", ("ghost",), ())


def test_a_match_is_no_refusal_and_the_others_are() -> None:
    assert not isinstance(MATCH, Refusal)
    assert issubclass(Ambiguous, Refusal)
    assert issubclass(NoMatch, Refusal)


@pytest.mark.parametrize("answer", [MATCH, Ambiguous("t", "why", (), ()), NoMatch("t", "", (), ())])
def test_an_answer_is_frozen(answer: Match[None] | Refusal) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.reason = "another"  # type: ignore[misc]
