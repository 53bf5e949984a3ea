"""What every ladder says before it is climbed: how long to take, and what speaks against it."""

from __future__ import annotations

from typing import Final

from shoefit.sources.studies import load_studies

# The Running Clinic's rule as two of its followers print it; expert advice, tested by no trial.
POINTS_A_MONTH: Final = 10
RULE: Final = (
    "One month for 10 points of the Minimalist Index is expert advice (attributed to The Running"
    " Clinic), not trial evidence."
)
RULE_SOURCE: Final = (
    "https://5doigts2pieds.fr/blog/course-minimaliste-programmes-de-transition-types-125"
)

# Going down fast, half-way shoes, heavy runners, hard soles, and older people barefoot.
_STUDIES: Final = (
    "Ridge 2013",
    "Ryan 2014",
    "Fuller 2017",
    "Malisoux 2020",
    "Robbins 1992",
    "Koepsell 2004",
)
CAUTIONS: Final = tuple(
    each
    for study in _STUDIES
    for each in load_studies().findings
    if each.source == study and each.side == "against"
)
