"""What studies say for and against the four criteria, each statement with its source.

The statements are what `explain` prints and what docs/evidence.md lists; a test holds the two
together. They report what was found, of whom; they are no medical advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

from pydantic import ConfigDict

from shoefit.scoring.criteria import CriterionName

Side = Literal["for", "against"]
Topic = CriterionName | Literal["barefoot_like"]

# What the ranking's own article asks for, criterion by criterion, in our words.
ARTICLE_TITLE: Final = '"Strength and Balance Exercises for Running", Bretta Riches, Run Forefoot'
NOT_ADVICE: Final = (
    "These are findings about groups of people, not medical advice and no promise of health."
)


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

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    topic: Topic
    side: Side
    text: str
    source: str
    address: str
    brief: str = ""


TOPICS: Final[tuple[Topic, ...]] = (*get_args(CriterionName), "barefoot_like")

FINDINGS: Final = (
    Finding(
        "stack_height",
        "for",
        "17 younger men walking a beam failed 12.34 times per 100 m in the softest, thickest of "
        "six shoes and 3.89 times in the hardest, thinnest: 3.17 times as often.",
        "Robbins 1994",
        "https://doi.org/10.1136/bjsm.28.2.117",
        brief="On a beam 17 men fell 3.17 times as often in soft thick as hard thin shoes.",
    ),
    Finding(
        "stack_height",
        "against",
        "22 older people swayed less standing on insoles than on bare feet, and on the hard insole "
        "also with eyes closed: this supports hard, not thin.",
        "Losa Iglesias 2012",
        "https://doi.org/10.1016/j.gerinurse.2012.01.007",
    ),
    Finding(
        "midsole_hardness",
        "for",
        "25 men of 60 and over fell off a beam less in harder and in thinner shoes, and hardness "
        "counted for more (F 17.9 on 2 degrees of freedom against 7.36 on 1).",
        "Robbins 1992",
        "https://doi.org/10.1111/j.1532-5415.1992.tb01795.x",
        brief="25 men of 60 and over were steadier in harder and in thinner shoes.",
    ),
    Finding(
        "midsole_hardness",
        "for",
        "The same 25 men in general found the shoes in which they failed more the more "
        "comfortable.",
        "Robbins 1992",
        "https://doi.org/10.1111/j.1532-5415.1992.tb01795.x",
    ),
    Finding(
        "midsole_hardness",
        "for",
        "In 11 young and 15 older walkers a soft sole widened the sideways margin between the "
        "body's centre and the edge of support (p < .001); the authors read that as a threat to "
        "balance.",
        "Menant 2008",
        "https://doi.org/10.1016/j.apmr.2008.02.031",
    ),
    Finding(
        "midsole_hardness",
        "against",
        "In a randomised trial of 848 runners the harder of two shoes (94.9 against 61.3 N/mm) had "
        "1.52 times the hazard of injury (1.07 to 2.16); for the lighter runners 1.80 times (1.09 "
        "to 2.98).",
        "Malisoux 2020",
        "https://doi.org/10.1177/0363546519892578",
        brief="Trial, 848 runners: the harder shoe had 1.52 times the hazard of injury.",
    ),
    Finding(
        "midsole_hardness",
        "against",
        "A randomised trial of 247 runners saw no effect of midsole hardness on injuries (hazard "
        "ratio 0.92, 0.57 to 1.48); the two shoes were 15 % apart in stiffness.",
        "Theisen 2014",
        "https://researchportal.lih.lu/en/publications/influence-of-midsole-hardness-of-standard-cushioned-shoes-on-runn",
    ),
    Finding(
        "midsole_hardness",
        "against",
        "In the same 11 young and 15 older walkers a sole harder than a standard shoe's did not "
        "improve stability; the authors advise standard hardness for older people.",
        "Menant 2008",
        "https://doi.org/10.1016/j.apmr.2008.02.031",
    ),
    Finding(
        "drop",
        "for",
        "A raised heel cut the backward margin of stability of 11 young and 15 older walkers "
        "(p = .001).",
        "Menant 2008",
        "https://doi.org/10.1016/j.apmr.2008.02.031",
        brief="A raised heel cut the backward stability of 11 young and 15 older walkers.",
    ),
    Finding(
        "toe_box_width",
        "for",
        "Of 2,627 women of 50 to 89, those who remembered wearing very narrow toe boxes in their "
        "twenties had 2.70 times the odds of a bunion (1.46 to 5.00) of those who wore very wide "
        "ones.",
        "Menz 2016",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5106851",
        brief="2,627 women: very narrow toe boxes in youth, 2.70 times the odds of bunions.",
    ),
    Finding(
        "toe_box_width",
        "for",
        "63 to 72 % of people wear shoes that do not match their feet in width or length, by a "
        "review of 18 papers.",
        "Buldt and Menz 2018",
        "https://doi.org/10.1186/s13047-018-0284-z",
    ),
    Finding(
        "toe_box_width",
        "for",
        "70 Indians who live barefoot had wider feet and a more even pressure under them than 137 "
        "shod Indians and 48 Westerners.",
        "D'Aout 2009",
        "https://doi.org/10.1080/19424280903386411",
    ),
    Finding(
        "toe_box_width",
        "against",
        "The odds of a bunion rest on what women remembered of shoes worn decades ago.",
        "Menz 2016",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5106851",
    ),
    Finding(
        "toe_box_width",
        "against",
        "The big toe stood differently in 168 unshod and 196 shod runners (p = 0.001), but the "
        "groups differed in ethnicity too.",
        "Shu 2015",
        "https://doi.org/10.1371/journal.pone.0131385",
    ),
    Finding(
        "barefoot_like",
        "for",
        "In a randomised trial of 57 runners, 8 weeks of walking in minimalist shoes built the "
        "size and strength of foot muscles as much as foot exercises did; the others' stayed.",
        "Ridge 2019",
        "https://doi.org/10.1249/MSS.0000000000001751",
        brief="Trial, 57 runners: 8 weeks of walking in minimalist shoes built foot muscle.",
    ),
    Finding(
        "barefoot_like",
        "for",
        "30 people with a history of falls were steadier in minimal than in conventional shoes.",
        "Cudejko 2020",
        "https://doi.org/10.1038/s41598-020-78862-6",
    ),
    Finding(
        "barefoot_like",
        "for",
        "31 young and 33 older people walked more stably in minimalist shoes than barefoot "
        "(p = .013): a thin sole can do better than none.",
        "Petersen 2020",
        "https://doi.org/10.1186/s12877-020-1486-3",
    ),
    Finding(
        "barefoot_like",
        "for",
        "36 younger men, mean age 30, judged the slope under their feet better barefoot (0.95, "
        "where 1 is perfect) than shod (0.71).",
        "Robbins 1995",
        "https://scilit.com/publications/e89fd5a11b3599c943b21cd20ae35267",
    ),
    Finding(
        "barefoot_like",
        "for",
        "14 older adults whose walking was disturbed timed their swing phase more evenly barefoot "
        "(interaction p = 0.0055).",
        "BMC Geriatrics 2022",
        "https://doi.org/10.1186/s12877-022-03628-w",
    ),
    Finding(
        "barefoot_like",
        "for",
        "Toe-flexor strength rose by 57.4 % over 6 months in minimal shoes (p < 0.001), but "
        "without a randomised control group.",
        "Curtis 2021",
        "https://doi.org/10.1038/s41598-021-98070-0",
    ),
    Finding(
        "barefoot_like",
        "for",
        "In a randomised trial of 28 people, 4 weeks of 3,000, then 5,000 steps a day in minimal "
        "shoes improved balance on one leg (p = .01); strength did not change.",
        "Gabriel 2024",
        "https://doi.org/10.1371/journal.pone.0304640",
    ),
    Finding(
        "barefoot_like",
        "for",
        "A review by authors who favour minimal shoes makes the case for them.",
        "Davis 2021",
        "https://doi.org/10.1249/jes.0000000000000263",
    ),
    Finding(
        "barefoot_like",
        "against",
        "25 men of 60 and over did worst of all barefoot: 19 % more failures on the beam than in "
        "the poorest shoe, 171 % more than in the best. The authors advise unsteady older people "
        "against going barefoot.",
        "Robbins 1992",
        "https://doi.org/10.1111/j.1532-5415.1992.tb01795.x",
        brief="25 men of 60+ did worst barefoot, 19 % worse than in the poorest shoe.",
    ),
    Finding(
        "barefoot_like",
        "against",
        "Of 1,371 people of 65 and over, 327 who fell were matched with others: athletic and "
        "canvas shoes had the lowest risk, bare feet or socks 11.2 times the odds (2.4 to 51.8).",
        "Koepsell 2004",
        "https://doi.org/10.1111/j.1532-5415.2004.52412.x",
        brief="Over 65: 11.2 times the odds of a fall barefoot or in socks as in trainers.",
    ),
    Finding(
        "barefoot_like",
        "against",
        "Barefoot, 17 younger men did better on the beam than in only one of the six shoes.",
        "Robbins 1994",
        "http://www.stevenrobbinsmd.com/publications/-athletic-footwear-affect-balance-in-men",
    ),
    Finding(
        "barefoot_like",
        "against",
        "15 men over 65 judged the slope under their feet no better barefoot (0.80) than shod "
        "(0.81).",
        "Robbins 1995",
        "https://scilit.com/publications/e89fd5a11b3599c943b21cd20ae35267",
    ),
    Finding(
        "barefoot_like",
        "against",
        "24 footballers were steadier in each of three shoes than barefoot (p = 0.001).",
        "Notarnicola 2015",
        "https://doi.org/10.11138/mltj/2015.5.3.208",
    ),
    Finding(
        "barefoot_like",
        "against",
        "20 older women balanced no better in minimalist than in supportive shoes, and 90 % felt "
        "safer in the supportive ones.",
        "Menz 2023",
        "https://doi.org/10.1186/s13047-023-00634-y",
    ),
    Finding(
        "barefoot_like",
        "against",
        "In a randomised trial of 12 weeks, 99 runners: 4 injuries in a conventional shoe, 12 in "
        "a partly and 7 in a fully minimalist one, the last with more shin and calf pain.",
        "Ryan 2014",
        "https://doi.org/10.1136/bjsports-2012-092061",
        brief="Trial, 99 runners: injuries 4 conventional, 12 part minimal, 7 full minimal.",
    ),
    Finding(
        "barefoot_like",
        "against",
        "10 of 19 runners who changed to toe shoes over 10 weeks gained marrow oedema in at least "
        "one bone (p = 0.009 against 17 controls).",
        "Ridge 2013",
        "https://scholarsarchive.byu.edu/facpub/2014/",
        brief="10 of 19 runners changing to toe shoes gained marrow oedema in 10 weeks.",
    ),
    Finding(
        "barefoot_like",
        "against",
        "In a randomised trial of 61 men over 26 weeks, 16 of 31 in minimalist and 11 of 30 in "
        "conventional shoes were injured (hazard ratio 1.64, 0.63 to 4.27: could be chance); the "
        "minimalist shoe's risk rose with body mass above 71.4 kg.",
        "Fuller 2017",
        "https://doi.org/10.1177/0363546516682497",
    ),
    Finding(
        "barefoot_like",
        "against",
        "Over 20 studies of changing to minimalist shoes: 17.9 injuries per 100 runners against "
        "13.4 (p = 0.219: could be chance).",
        "Warne and Gruber 2017",
        "https://doi.org/10.1186/s40798-017-0096-x",
    ),
    Finding(
        "barefoot_like",
        "against",
        "A model of the shin of 15 men puts the probability of a stress fracture at 0.22 in "
        "minimal and 0.15 in maximal shoes (p = 0.047).",
        "Sinclair and Taylor 2023",
        "https://doi.org/10.3390/computation11120248",
    ),
)

CONTRADICTION: Final = (
    "The balance studies reward hardness and the largest injury trial penalises it."
)

# What no study above can decide, said beside them.
LIMITS: Final = (
    "None of Robbins's experiments is running.",
    "Robbins varied hardness and thickness only; no injury trial here varied the drop alone.",
    "Trials of minimalist shoes compare whole shoes: they cannot say which criterion did it.",
    CONTRADICTION,
)


def findings_on(topics: tuple[Topic, ...]) -> tuple[Finding, ...]:
    """Return the findings on some topics, in the order of `FINDINGS`.

    Example:
        >>> [each.source for each in findings_on(("drop",))]
        ['Menant 2008']
    """
    return tuple(each for each in FINDINGS if each.topic in topics)
