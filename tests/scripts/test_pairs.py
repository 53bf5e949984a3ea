"""The frozen tolerances of words and claims are still what our own pairs give."""

from __future__ import annotations

import pytest

from pairs import PRIORS, PairRow, all_pairs, word_fits
from resolving import resolve_bundled, stated
from shoefit.scoring.market import market
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import ToeBoxShape
from shoefit.sources.claim_gaps import spreads

RESOLVED = resolve_bundled()
PAIRS = list(all_pairs(RESOLVED))
# What the frozen values of a word may be off before they have to be frozen anew.
DRIFT = 0.1


@pytest.mark.parametrize("word", ToeBoxShape)
def test_the_frozen_words_have_not_drifted(word: ToeBoxShape) -> None:
    fit = word_fits(PAIRS)[word]
    value, within = market().words[word]
    width = ARTICLE.criterion("toe_box_width")
    assert fit.value == pytest.approx(width.line(value), abs=DRIFT)
    assert fit.within == pytest.approx(within / (width.one_at - width.zero_at), abs=DRIFT)


def test_a_word_is_shrunk_towards_what_is_believed_of_it() -> None:
    page = "https://example.org/"
    rows = [
        PairRow(str(each), "toe_box_shape", word, str(68 + 16 * score), page, page)
        for word in PRIORS
        for each, score in enumerate([0.5, 0.9])
    ]
    fit = word_fits(rows)[ToeBoxShape.WIDE]
    assert fit.n == 2
    assert fit.mean == pytest.approx(0.7)
    assert fit.value == pytest.approx((2 * 0.7 + 4 * 0.7) / 6)
    assert fit.within == pytest.approx((2 * 0.2 + 4 * 0.3) / 6)


def test_every_claim_is_among_the_pairs() -> None:
    for name, column in (("stack_height", "heel_stack_mm"), ("drop", "drop_mm")):
        of_it = [each for each in PAIRS if each.column == column]
        assert len(of_it) == spreads(list(stated(RESOLVED)))[name].count  # type: ignore[index]
