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
    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.catalogue.problems import CatalogueError, Problem
    from shoefit.catalogue.read import load_catalogue
    from shoefit.catalogue.stream import ShoeStream, stream_catalogue
    from shoefit.check_result import CheckResult
    from shoefit.checking import check
    from shoefit.claims_table import ClaimGap, ClaimsTable, claims
    from shoefit.comparison import Comparison, compare
    from shoefit.criteria import Basis, Criterion
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
    from shoefit.explanation import Explanation, explain
    from shoefit.frames import rank_frame, score_frame
    from shoefit.ladder import Gap, Ladder, Rung, Step
    from shoefit.lookup import UnclearTitleError
    from shoefit.minimalist import MinimalistIndex, Subscale, minimalist_index
    from shoefit.names import Ambiguous, Match, NoMatch, Resolver
    from shoefit.profiles import Profile, get_profile
    from shoefit.ranking import LeftOut, RankedShoe, Ranking, rank
    from shoefit.scoring import Part, Score, score
    from shoefit.shoe import Grade, Kind, Midsole, Shoe, ToeBoxShape, Use
    from shoefit.similarity import SimilarShoe, similar
    from shoefit.stability import Confidence, ShoeConfidence, confidence
    from shoefit.stepdown import step_down

__version__ = "0.1.0"

_HOMES = {
    "Ambiguous": "names",
    "Basis": "criteria",
    "Catalogue": "catalogue.catalogue",
    "CatalogueError": "catalogue.problems",
    "CheckResult": "check_result",
    "ClaimGap": "claims_table",
    "ClaimsTable": "claims_table",
    "Comparison": "comparison",
    "Confidence": "stability",
    "Criterion": "criteria",
    "Explanation": "explanation",
    "FrameColumnsError": "errors",
    "Gap": "ladder",
    "Grade": "shoe",
    "Kind": "shoe",
    "Ladder": "ladder",
    "LeftOut": "ranking",
    "Match": "names",
    "Midsole": "shoe",
    "MinimalistIndex": "minimalist",
    "MissingExtraError": "errors",
    "NoMatch": "names",
    "OutputError": "errors",
    "Part": "scoring",
    "Problem": "catalogue.problems",
    "Profile": "profiles",
    "ProfileError": "errors",
    "RankedShoe": "ranking",
    "Ranking": "ranking",
    "Resolver": "names",
    "Rung": "ladder",
    "Score": "scoring",
    "Shoe": "shoe",
    "ShoeConfidence": "stability",
    "ShoeStream": "catalogue.stream",
    "ShoefitError": "errors",
    "SimilarShoe": "similarity",
    "SourceError": "errors",
    "Step": "ladder",
    "Subscale": "minimalist",
    "ToeBoxShape": "shoe",
    "UnclearTitleError": "lookup",
    "UnknownNameError": "errors",
    "UnreadableError": "errors",
    "Use": "shoe",
    "check": "checking",
    "claims": "claims_table",
    "compare": "comparison",
    "confidence": "stability",
    "explain": "explanation",
    "get_profile": "profiles",
    "load_catalogue": "catalogue.read",
    "minimalist_index": "minimalist",
    "rank": "ranking",
    "rank_frame": "frames",
    "score": "scoring",
    "score_frame": "frames",
    "similar": "similarity",
    "step_down": "stepdown",
    "stream_catalogue": "catalogue.stream",
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
