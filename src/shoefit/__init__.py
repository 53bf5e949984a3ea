"""shoefit ranks shoes by how close to barefoot they really are.

    import shoefit

    ranking = shoefit.rank(shoefit.load_catalogue(), top=10)
    print(ranking[0].shoe.title, ranking[0].score)

Every public name is loaded when it is first asked for, so that importing shoefit costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Type checkers read where each public name is made.
if TYPE_CHECKING:
    # isort: off
    from shoefit.about.comparison import Comparison, SimilarShoe, compare, similar
    from shoefit.about.explanation import Explanation, explain, score
    from shoefit.about.ladder import Gap, Ladder, Rung, Step
    from shoefit.about.minimalist import MinimalistIndex, Subscale, minimalist_index
    from shoefit.about.stepdown import step_down
    from shoefit.catalogue.catalogue import Catalogue, UnclearTitleError
    from shoefit.catalogue.check_result import CheckResult
    from shoefit.catalogue.checking import check
    from shoefit.catalogue.opening import Limits
    from shoefit.catalogue.problems import CatalogueError, Problem
    from shoefit.catalogue.reading import ShoeStream, load_catalogue, stream_catalogue
    from shoefit.errors import FrameColumnsError, MissingExtraError, OutputError, ProfileError
    from shoefit.errors import ShoefitError, SourceError, UnknownNameError, UnreadableError
    from shoefit.ranking.order import rank
    from shoefit.ranking.places import LeftOut, RankedShoe, Ranking
    from shoefit.ranking.stability import Confidence, ShoeConfidence, confidence
    from shoefit.report.page import write_report
    from shoefit.scoring.criteria import Basis, Criterion
    from shoefit.scoring.frames import rank_frame, score_frame
    from shoefit.scoring.profiles import Profile, get_profile
    from shoefit.scoring.scores import Part, Score
    from shoefit.shoe import Grade, Kind, Midsole, Shoe, ToeBoxShape, Use
    from shoefit.sources.claim_gaps import ClaimGap, ClaimsTable, claims
    from shoefit.titles.resolver import Ambiguous, Match, NoMatch, Resolver

__all__ = [
    "Ambiguous", "Basis", "Catalogue", "CatalogueError", "CheckResult", "ClaimGap", "ClaimsTable",
    "Comparison", "Confidence", "Criterion", "Explanation", "FrameColumnsError", "Gap", "Grade",
    "Kind", "Ladder", "LeftOut", "Limits", "Match", "Midsole", "MinimalistIndex",
    "MissingExtraError", "NoMatch", "OutputError", "Part", "Problem", "Profile", "ProfileError",
    "RankedShoe", "Ranking", "Resolver", "Rung", "Score", "Shoe", "ShoeConfidence", "ShoeStream",
    "ShoefitError", "SimilarShoe", "SourceError", "Step", "Subscale", "ToeBoxShape",
    "UnclearTitleError", "UnknownNameError", "UnreadableError", "Use", "check", "claims", "compare",
    "confidence", "explain", "get_profile", "load_catalogue", "minimalist_index", "rank",
    "rank_frame", "score", "score_frame", "similar", "step_down", "stream_catalogue",
    "write_report",
]  # fmt: skip

__version__ = "0.2.0"

# The same for the interpreter, which loads a name when it is asked for.
_NAMES = {
    "about.comparison": "Comparison SimilarShoe compare similar",
    "about.explanation": "Explanation explain score",
    "about.ladder": "Gap Ladder Rung Step",
    "about.minimalist": "MinimalistIndex Subscale minimalist_index",
    "about.stepdown": "step_down",
    "catalogue.catalogue": "Catalogue UnclearTitleError",
    "catalogue.check_result": "CheckResult",
    "catalogue.checking": "check",
    "catalogue.opening": "Limits",
    "catalogue.problems": "CatalogueError Problem",
    "catalogue.reading": "ShoeStream load_catalogue stream_catalogue",
    "errors": "FrameColumnsError MissingExtraError OutputError ProfileError "
    "ShoefitError SourceError UnknownNameError UnreadableError",
    "ranking.order": "rank",
    "ranking.places": "LeftOut RankedShoe Ranking",
    "ranking.stability": "Confidence ShoeConfidence confidence",
    "report.page": "write_report",
    "scoring.criteria": "Basis Criterion",
    "scoring.frames": "rank_frame score_frame",
    "scoring.profiles": "Profile get_profile",
    "scoring.scores": "Part Score",
    "shoe": "Grade Kind Midsole Shoe ToeBoxShape Use",
    "sources.claim_gaps": "ClaimGap ClaimsTable claims",
    "titles.resolver": "Ambiguous Match NoMatch Resolver",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}

if not TYPE_CHECKING:  # they know the names above, and no others

    def __getattr__(name: str) -> Any:
        """Load a public name from its module when it is first asked for."""
        if name not in _HOMES:
            msg = f"module 'shoefit' has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"shoefit.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__
