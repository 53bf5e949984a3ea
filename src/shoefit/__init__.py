"""shoefit ranks shoes by how close to barefoot they really are.

    import shoefit

    ranking = shoefit.rank(shoefit.load_catalogue(), top=10)
    print(ranking[0].shoe.title, ranking[0].score)

Every public name is loaded when it is first asked for, so that importing shoefit costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shoefit.about.comparison import Comparison, compare
    from shoefit.about.explanation import Explanation, explain
    from shoefit.about.ladder import Gap, Ladder, Rung, Step
    from shoefit.about.minimalist import MinimalistIndex, Subscale, minimalist_index
    from shoefit.about.similarity import SimilarShoe, similar
    from shoefit.about.stepdown import step_down
    from shoefit.catalogue.catalogue import Catalogue, UnclearTitleError
    from shoefit.catalogue.check_result import CheckResult
    from shoefit.catalogue.checking import check
    from shoefit.catalogue.problems import CatalogueError, Problem
    from shoefit.catalogue.reading import ShoeStream, load_catalogue, stream_catalogue
    from shoefit.errors import (
        FrameColumnsError,
        MissingExtraError,
        OutputError,
        ProfileError,
        ShoefitError,
        SourceError,
        UnknownNameError,
        UnreadableError,
    )
    from shoefit.ranking.order import rank
    from shoefit.ranking.places import LeftOut, RankedShoe, Ranking
    from shoefit.ranking.stability import Confidence, ShoeConfidence, confidence
    from shoefit.report.page import write_report
    from shoefit.scoring.criteria import Basis, Criterion
    from shoefit.scoring.frames import rank_frame, score_frame
    from shoefit.scoring.profiles import Profile, get_profile
    from shoefit.scoring.scores import Part, Score, score
    from shoefit.shoe import Grade, Kind, Midsole, Shoe, ToeBoxShape, Use
    from shoefit.sources.claim_gaps import ClaimGap, ClaimsTable, claims
    from shoefit.titles.resolver import Ambiguous, Match, NoMatch, Resolver

__version__ = "0.1.0"

_HOMES = {
    "Ambiguous": "titles.resolver",
    "Basis": "scoring.criteria",
    "Catalogue": "catalogue.catalogue",
    "CatalogueError": "catalogue.problems",
    "CheckResult": "catalogue.check_result",
    "ClaimGap": "sources.claim_gaps",
    "ClaimsTable": "sources.claim_gaps",
    "Comparison": "about.comparison",
    "Confidence": "ranking.stability",
    "Criterion": "scoring.criteria",
    "Explanation": "about.explanation",
    "FrameColumnsError": "errors",
    "Gap": "about.ladder",
    "Grade": "shoe",
    "Kind": "shoe",
    "Ladder": "about.ladder",
    "LeftOut": "ranking.places",
    "Match": "titles.resolver",
    "Midsole": "shoe",
    "MinimalistIndex": "about.minimalist",
    "MissingExtraError": "errors",
    "NoMatch": "titles.resolver",
    "OutputError": "errors",
    "Part": "scoring.scores",
    "Problem": "catalogue.problems",
    "Profile": "scoring.profiles",
    "ProfileError": "errors",
    "RankedShoe": "ranking.places",
    "Ranking": "ranking.places",
    "Resolver": "titles.resolver",
    "Rung": "about.ladder",
    "Score": "scoring.scores",
    "Shoe": "shoe",
    "ShoeConfidence": "ranking.stability",
    "ShoeStream": "catalogue.reading",
    "ShoefitError": "errors",
    "SimilarShoe": "about.similarity",
    "SourceError": "errors",
    "Step": "about.ladder",
    "Subscale": "about.minimalist",
    "ToeBoxShape": "shoe",
    "UnclearTitleError": "catalogue.catalogue",
    "UnknownNameError": "errors",
    "UnreadableError": "errors",
    "Use": "shoe",
    "check": "catalogue.checking",
    "claims": "sources.claim_gaps",
    "compare": "about.comparison",
    "confidence": "ranking.stability",
    "explain": "about.explanation",
    "get_profile": "scoring.profiles",
    "load_catalogue": "catalogue.reading",
    "minimalist_index": "about.minimalist",
    "rank": "ranking.order",
    "rank_frame": "scoring.frames",
    "score": "scoring.scores",
    "score_frame": "scoring.frames",
    "similar": "about.similarity",
    "step_down": "about.stepdown",
    "stream_catalogue": "catalogue.reading",
    "write_report": "report.page",
}

__all__ = [
    "Ambiguous",
    "Basis",
    "Catalogue",
    "CatalogueError",
    "CheckResult",
    "ClaimGap",
    "ClaimsTable",
    "Comparison",
    "Confidence",
    "Criterion",
    "Explanation",
    "FrameColumnsError",
    "Gap",
    "Grade",
    "Kind",
    "Ladder",
    "LeftOut",
    "Match",
    "Midsole",
    "MinimalistIndex",
    "MissingExtraError",
    "NoMatch",
    "OutputError",
    "Part",
    "Problem",
    "Profile",
    "ProfileError",
    "RankedShoe",
    "Ranking",
    "Resolver",
    "Rung",
    "Score",
    "Shoe",
    "ShoeConfidence",
    "ShoeStream",
    "ShoefitError",
    "SimilarShoe",
    "SourceError",
    "Step",
    "Subscale",
    "ToeBoxShape",
    "UnclearTitleError",
    "UnknownNameError",
    "UnreadableError",
    "Use",
    "check",
    "claims",
    "compare",
    "confidence",
    "explain",
    "get_profile",
    "load_catalogue",
    "minimalist_index",
    "rank",
    "rank_frame",
    "score",
    "score_frame",
    "similar",
    "step_down",
    "stream_catalogue",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    if name not in _HOMES:
        msg = f"module 'shoefit' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"shoefit.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
