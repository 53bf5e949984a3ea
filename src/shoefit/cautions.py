"""What trials found that speaks against going down fast, or at all, with figures and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True)
class Caution:
    """One finding that a runner should know before going down.

    Attributes:
        study: First author and year.
        about: Whom or what it concerns.
        finding: What was found, with its figures.
        source: Address of the paper.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    study: str
    about: str
    finding: str
    source: str


CAUTIONS: Final = (
    Caution(
        "Ridge 2013",
        "going down fast",
        "after 10 weeks, 10 of 19 runners in FiveFingers had new bone-marrow oedema in a foot"
        " bone, p = 0.009 against 17 runners in their own shoes",
        "https://scholarsarchive.byu.edu/facpub/2014/",
    ),
    Caution(
        "Ryan 2014",
        "half-way shoes",
        "23 injuries among 99 runners in 12 weeks: 4 in a conventional shoe, 12 in a partly"
        " minimalist one, 7 in a fully minimalist one, where shins and calves hurt more",
        "https://doi.org/10.1136/bjsports-2012-092061",
    ),
    Caution(
        "Fuller 2017",
        "long weeks and heavy runners",
        "in 26 weeks 16 of 31 men were injured in minimalist shoes and 11 of 30 in conventional"
        " ones (hazard ratio 1.64, 0.63 to 4.27, p = 0.31); more pain above 35 km a week, and"
        " the risk rose with body mass above 71.4 kg",
        "https://doi.org/10.1177/0363546516682497",
    ),
    Caution(
        "Malisoux 2020",
        "hard soles",
        "848 runners: the harder of two shoes (94.9 against 61.3 N/mm) had 1.52 times the injury"
        " risk (1.07 to 2.16)",
        "https://doi.org/10.1177/0363546519892578",
    ),
    Caution(
        "Robbins 1992",
        "older people barefoot",
        "25 men of 60 and over fell from a beam 19 % more often barefoot than in the poorest shoe"
        " and 171 % more often than in the best; the authors advise unsteady people against"
        " going barefoot",
        "https://doi.org/10.1111/j.1532-5415.1992.tb01795.x",
    ),
    Caution(
        "Koepsell 2004",
        "older people barefoot",
        "327 pairs among 1,371 people of 65 and over: the odds of a fall were 11.2 times higher"
        " (2.4 to 51.8) barefoot or in socks than in athletic shoes",
        "https://doi.org/10.1111/j.1532-5415.2004.52412.x",
    ),
)

# The Running Clinic's rule as two of its followers print it; expert advice, tested by no trial.
POINTS_A_MONTH: Final = 10
RULE: Final = (
    "One month for 10 points of the Minimalist Index is expert advice (attributed to The Running"
    " Clinic), not trial evidence."
)
RULE_SOURCE: Final = (
    "https://5doigts2pieds.fr/blog/course-minimaliste-programmes-de-transition-types-125"
)
