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
    from shoefit.criteria import Basis, Criterion
    from shoefit.errors import (
        FrameColumnsError,
        ProfileError,
        ShoefitError,
        SourceError,
        UnknownNameError,
    )
    from shoefit.frames import rank_frame, score_frame
    from shoefit.profiles import Profile, get_profile
    from shoefit.ranking import LeftOut, RankedShoe, Ranking, rank
    from shoefit.scoring import Part, Score, score
    from shoefit.shoe import Grade, Kind, Midsole, Shoe, ToeBoxShape, Use

__version__ = "0.1.0"

_HOMES = {
    "Basis": "criteria",
    "Catalogue": "catalogue.catalogue",
    "CatalogueError": "catalogue.problems",
    "Criterion": "criteria",
    "FrameColumnsError": "errors",
    "Grade": "shoe",
    "Kind": "shoe",
    "LeftOut": "ranking",
    "Midsole": "shoe",
    "Part": "scoring",
    "Problem": "catalogue.problems",
    "Profile": "profiles",
    "ProfileError": "errors",
    "RankedShoe": "ranking",
    "Ranking": "ranking",
    "Score": "scoring",
    "Shoe": "shoe",
    "ShoefitError": "errors",
    "SourceError": "errors",
    "ToeBoxShape": "shoe",
    "UnknownNameError": "errors",
    "Use": "shoe",
    "get_profile": "profiles",
    "load_catalogue": "catalogue.read",
    "rank": "ranking",
    "rank_frame": "frames",
    "score": "scoring",
    "score_frame": "frames",
}

__all__ = [
    "Basis",
    "Catalogue",
    "CatalogueError",
    "Criterion",
    "FrameColumnsError",
    "Grade",
    "Kind",
    "LeftOut",
    "Midsole",
    "Part",
    "Problem",
    "Profile",
    "ProfileError",
    "RankedShoe",
    "Ranking",
    "Score",
    "Shoe",
    "ShoefitError",
    "SourceError",
    "ToeBoxShape",
    "UnknownNameError",
    "Use",
    "get_profile",
    "load_catalogue",
    "rank",
    "rank_frame",
    "score",
    "score_frame",
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
