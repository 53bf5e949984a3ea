"""What studies say for and against the four criteria, each statement with its source.

The statements stand in `studies.toml`, which is read when the first of them is asked for.
`explain`, the report and docs/evidence.md show them. They report what was found, of whom; they are
no medical advice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from shoefit.scoring.criteria import CriterionName

Side = Literal["for", "against"]
SIDES: Final[dict[Side, str]] = {"for": "For", "against": "Against, or with care"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of one study.

    Attributes:
        topic: The criterion that it bears on, or "barefoot_like" for shoes as a whole.
        side: Whether it speaks for or against what the article asks.
        text: The statement, with who was studied and the figures.
        source: Authors and year.
        address: Where the study can be read.
        brief: The statement in a line, for the few that `explain` prints; "" for the others,
            which stand in its JSON and in docs/evidence.md.
    """

    topic: CriterionName | Literal["barefoot_like"]
    side: Side
    text: str
    source: str
    address: str
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Studies:
    """All that is said of studies.

    Attributes:
        article: The article whose criteria the ranking has.
        not_advice: That these are findings about groups of people.
        contradiction: Where the findings pull in opposite directions.
        soft_and_thick: The article's warning of soft thick shoes, with the other side.
        limits: What no study here can decide, the contradiction among it.
        findings: The findings, topic by topic, those for before those against.
    """

    article: str
    not_advice: str
    contradiction: str
    soft_and_thick: str
    limits: tuple[str, ...]
    findings: tuple[Finding, ...]

    def on(self, criteria: Iterable[CriterionName]) -> tuple[Finding, ...]:
        """Return the findings on some criteria, then those on shoes as a whole.

        Example:
            >>> [each.source for each in load_studies().on(["drop"])][:2]
            ['Menant 2008', 'Malisoux 2016']
        """
        topics = {*criteria, "barefoot_like"}
        return tuple(each for each in self.findings if each.topic in topics)


@cache
def load_studies() -> Studies:
    """Read `studies.toml`, once.

    Example:
        >>> load_studies().findings[0].source
        'Robbins 1994'
    """
    # By the loader, which reads from a zip too.
    text = cast("Any", __spec__).loader.get_data(str(Path(__file__).with_name("studies.toml")))
    read = tomllib.loads(text.decode())
    read["limits"] = (*read["limits"], read["contradiction"])
    read["findings"] = tuple(Finding(**each) for each in read["findings"])
    return Studies(**read)
