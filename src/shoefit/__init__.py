"""shoefit ranks shoes by how close to barefoot they really are.

    import shoefit

    ranking = shoefit.rank(shoefit.load_catalogue(), top=10)
    print(ranking[0].shoe.title, ranking[0].score)

Every public name is loaded when it is first asked for, so that importing shoefit costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# A name imported under its own name is public to type checkers.
if TYPE_CHECKING:
    # isort: off
    from shoefit.about.comparison import Comparison as Comparison, SimilarShoe as SimilarShoe
    from shoefit.about.comparison import compare as compare, similar as similar
    from shoefit.about.explanation import Explanation as Explanation, explain as explain
    from shoefit.about.explanation import score as score
    from shoefit.about.ladder import Gap as Gap, Ladder as Ladder, Rung as Rung, Step as Step
    from shoefit.about.minimalist import MinimalistIndex as MinimalistIndex, Subscale as Subscale
    from shoefit.about.minimalist import minimalist_index as minimalist_index
    from shoefit.about.stepdown import step_down as step_down
    from shoefit.catalogue.catalogue import Catalogue as Catalogue
    from shoefit.catalogue.catalogue import UnclearTitleError as UnclearTitleError
    from shoefit.catalogue.check_result import CheckResult as CheckResult
    from shoefit.catalogue.checking import check as check
    from shoefit.catalogue.opening import Limits as Limits
    from shoefit.catalogue.problems import CatalogueError as CatalogueError, Problem as Problem
    from shoefit.catalogue.reading import ShoeStream as ShoeStream, load_catalogue as load_catalogue
    from shoefit.catalogue.reading import stream_catalogue as stream_catalogue
    from shoefit.errors import FrameColumnsError as FrameColumnsError
    from shoefit.errors import MissingExtraError as MissingExtraError, OutputError as OutputError
    from shoefit.errors import ProfileError as ProfileError, ShoefitError as ShoefitError
    from shoefit.errors import SourceError as SourceError, UnknownNameError as UnknownNameError
    from shoefit.errors import UnreadableError as UnreadableError
    from shoefit.ranking.order import rank as rank
    from shoefit.ranking.places import LeftOut as LeftOut, RankedShoe as RankedShoe
    from shoefit.ranking.places import Ranking as Ranking
    from shoefit.ranking.stability import Confidence as Confidence, ShoeConfidence as ShoeConfidence
    from shoefit.ranking.stability import confidence as confidence
    from shoefit.report.page import write_report as write_report
    from shoefit.scoring.criteria import Basis as Basis, Criterion as Criterion
    from shoefit.scoring.frames import rank_frame as rank_frame, score_frame as score_frame
    from shoefit.scoring.profiles import Profile as Profile, get_profile as get_profile
    from shoefit.scoring.scores import Part as Part, Score as Score
    from shoefit.shoe import Grade as Grade, Kind as Kind, Midsole as Midsole, Shoe as Shoe
    from shoefit.shoe import ToeBoxShape as ToeBoxShape, Use as Use
    from shoefit.sources.claim_gaps import ClaimGap as ClaimGap, ClaimsTable as ClaimsTable
    from shoefit.sources.claim_gaps import claims as claims
    from shoefit.titles.resolver import Ambiguous as Ambiguous, Match as Match, NoMatch as NoMatch
    from shoefit.titles.resolver import Resolver as Resolver

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
    __all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above has them literally

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
