"""How well titles find their shoes: `python benchmarks/titles.py`.

Prints the tables of docs/titles.md: the resolver beside four plain scorers on the labelled titles,
the confusion by kind, evidence that no title is memorised, and the times.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import random
import re
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from shoefit import load_catalogue
from shoefit.titles.resolver import Match, Resolver
from shoefit.titles.vocabulary import brand_key as spelled
from shoefit.titles.vocabulary import key, load_vocabulary, name_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shoefit.titles.vocabulary import Vocabulary

DATA = Path(__file__).parents[1] / "tests" / "data"
RUNS = 15
SPLITS = 20
SEED = 0
OUTCOMES = ("right shoe", "rightly none", "missed", "wrong shoe", "shoe for none")


class Labelled(NamedTuple):
    """A title, the id of the shoe it means or "", and where such titles come from."""

    title: str
    shoe_id: str
    kind: str


class Quality(NamedTuple):
    """Precision, recall and F1 of the answers."""

    precision: float
    recall: float
    f1: float


def read_names() -> dict[str, tuple[str, str]]:
    """Returns the shoes to match against: for each id the brand and the title."""
    with (DATA / "title_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["shoe_id"]: (row["brand"], row["title"]) for row in csv.DictReader(file)}


def read_titles() -> list[Labelled]:
    """Returns the labelled titles."""
    with (DATA / "titles.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Labelled(row["title"], row["true_slug"], row["kind"]) for row in rows]


def outcome(wanted: str, found: str) -> str:
    """Returns which of the outcomes an answer is."""
    if wanted:
        return "right shoe" if found == wanted else "wrong shoe" if found else "missed"
    return "shoe for none" if found else "rightly none"


def quality(outcomes: Iterable[str]) -> Quality:
    """Returns precision, recall and F1; a wrong shoe is both a false answer and a miss."""
    count = Counter(outcomes)
    right = count["right shoe"]
    answered = right + count["wrong shoe"] + count["shoe for none"]
    wanted = right + count["wrong shoe"] + count["missed"]
    precision, recall = right / max(answered, 1), right / max(wanted, 1)
    return Quality(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def find(resolver: Resolver[Any], title: str) -> str:
    """Returns the id of the shoe that the resolver finds, or ""."""
    answer = resolver.resolve(title)
    return answer.shoe_id if isinstance(answer, Match) else ""


def plain_name(text: str) -> str:
    """Returns a text in small letters without punctuation, as the plain scorers are given it."""
    return re.sub(r"[^\w ]+", " ", text.lower())


def plain_answers(
    scorer: Callable[..., Any], titles: Sequence[Labelled], names: dict[str, tuple[str, str]]
) -> tuple[list[str], float]:
    """Answers every title with the best-scored name above the threshold that suits them best."""
    ids = list(names)
    choices = [plain_name(title) for _, title in names.values()]
    best = [process.extractOne(plain_name(t.title), choices, scorer=scorer) for t in titles]

    def answers(threshold: float) -> list[str]:
        return [ids[place] if score >= threshold else "" for _, score, place in best]

    def f1(threshold: float) -> float:
        return quality(map(outcome, (t.shoe_id for t in titles), answers(threshold))).f1

    threshold = max({score for _, score, _ in best}, key=f1)
    return answers(threshold), threshold


def run_seconds(work: Callable[[], object]) -> list[float]:
    """Returns the processor time of several runs, the shortest first."""
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return sorted(seconds)


def median_seconds(work: Callable[[], object]) -> float:
    """Returns the median time of several runs."""
    return statistics.median(run_seconds(work))


def compare(titles: list[Labelled], names: dict[str, tuple[str, str]]) -> None:
    """Prints the resolver beside the plain scorers, then the confusion by kind."""
    resolver = Resolver.from_names(names)
    scorers: dict[str, Callable[..., Any]] = {
        "token_set_ratio": fuzz.token_set_ratio,
        "token_sort_ratio": fuzz.token_sort_ratio,
        "WRatio": fuzz.WRatio,
        "Jaro-Winkler": JaroWinkler.normalized_similarity,
    }
    found = {"shoefit": [find(resolver, labelled.title) for labelled in titles]}
    seconds = {
        "shoefit": median_seconds(lambda: [resolver.resolve(labelled.title) for labelled in titles])
    }
    thresholds = {"shoefit": "none"}
    for label, scorer in scorers.items():
        found[label], threshold = plain_answers(scorer, titles, names)
        thresholds[label] = f"{threshold:.3g}"
        seconds[label] = median_seconds(functools.partial(plain_answers, scorer, titles, names))
    print("| matcher | threshold | precision | recall | F1 | speed, token_set_ratio 1 |")
    print("|---|---|---|---|---|---|")
    outcomes = {
        label: [outcome(t.shoe_id, shoe_id) for t, shoe_id in zip(titles, answers, strict=True)]
        for label, answers in found.items()
    }
    for label, reached in outcomes.items():
        got = quality(reached)
        rate = seconds["token_set_ratio"] / seconds[label]
        figures = " | ".join(f"{figure:.3f}" for figure in got)
        print(f"| {label} | {thresholds[label]} | {figures} | {rate:.1f} |")
    print(f"\n| matcher | kind | {' | '.join(OUTCOMES)} |\n|---|---|{'---|' * len(OUTCOMES)}")
    kinds = sorted({labelled.kind for labelled in titles})
    for label, reached in outcomes.items():
        for kind in kinds:
            count = Counter(o for o, t in zip(reached, titles, strict=True) if t.kind == kind)
            print(f"| {label} | {kind} | {' | '.join(str(count[o]) for o in OUTCOMES)} |")


def without_brand(known: Vocabulary, brand: str, names: dict[str, tuple[str, str]]) -> Vocabulary:
    """Takes out of the word files all that they hold on one brand but its name."""
    own = {w for b, title in names.values() if brand_key(known, b) == brand for w in key(title)}
    other = {w for b, title in names.values() if brand_key(known, b) != brand for w in key(title)}
    market = known.market.get(brand, frozenset())
    special = (own | market) - other
    return dataclasses.replace(
        known,
        brands={s: b for s, b in known.brands.items() if b != brand or " ".join(s) == brand},
        families={w: brands - {brand} for w, brands in known.families.items()},
        market={b: words for b, words in known.market.items() if b != brand},
        trail={b: lines for b, lines in known.trail.items() if b != brand},
        drops={word: left_out for word, left_out in known.drops.items() if word not in special},
        rewrites={
            left: right
            for left, right in known.rewrites.items()
            if not special & {*right, "".join(right)}
        },
    )


def brand_key(known: Vocabulary, brand: str) -> str:
    """Returns the key by which the vocabulary knows a brand."""
    return known.brands.get(key(brand), " ".join(key(brand)))


def leave_one_brand_out(titles: list[Labelled], names: dict[str, tuple[str, str]]) -> Quality:
    """Resolves each brand's titles with word files that hold nothing of the brand but its name."""
    known = load_vocabulary()
    resolver = Resolver.from_names(names)
    reached: list[str] = []
    of_brand: dict[str, list[Labelled]] = {}
    for labelled in titles:
        if labelled.shoe_id:
            brand = brand_key(known, names[labelled.shoe_id][0])
        else:
            # A title of no shoe belongs to the brand it names, else to that of its nearest shoe.
            words = key(labelled.title)
            named = [b for s, b in known.brands.items() if contains(words, s) and b != "on"]
            near = resolver.resolve(labelled.title).candidates
            brand = (
                named[0] if named else brand_key(known, names[near[0].shoe_id][0]) if near else ""
            )
        of_brand.setdefault(brand, []).append(labelled)
    for brand, labelled_titles in of_brand.items():
        blind = Resolver.from_names(names, vocabulary=without_brand(known, brand, names))
        reached += [outcome(t.shoe_id, find(blind, t.title)) for t in labelled_titles]
    return quality(reached)


def contains(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Says whether a phrase stands in a title."""
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def split_half(titles: list[Labelled], names: dict[str, tuple[str, str]]) -> list[Quality]:
    """Resolves half the titles without the noise and variants that only this half shows.

    Every word and phrase of noise, colour, shade and variant that stands in a title of the half
    and in none of the other is taken out first, as if the lists had been written from the other.
    """
    known, dice = load_vocabulary(), random.Random(SEED)  # noqa: S311  # a repeatable split
    reached = []
    for _ in range(SPLITS):
        shuffled = dice.sample(titles, len(titles))
        seen, held_out = shuffled[: len(titles) // 2], shuffled[len(titles) // 2 :]
        seen_words = {word for labelled in seen for word in key(labelled.title)}
        only = {word for labelled in held_out for word in key(labelled.title)} - seen_words
        blind = dataclasses.replace(
            known,
            noise=known.noise - only,
            colours=known.colours - only,
            shades=known.shades - only,
            anywhere=known.anywhere - only,
            beside=known.beside - only,
            purpose={word: fits for word, fits in known.purpose.items() if word not in only},
            phrases={
                first: tuple(phrase for phrase in phrases if not only & set(phrase))
                for first, phrases in known.phrases.items()
            },
        )
        resolver = Resolver.from_names(names, vocabulary=blind)
        reached.append(quality(outcome(t.shoe_id, find(resolver, t.title)) for t in held_out))
    return reached


def show_evidence(titles: list[Labelled], names: dict[str, tuple[str, str]]) -> None:
    """Prints what is left of precision and recall when the word files have not seen the titles."""
    print("\n| word files | precision | recall | F1 |\n|---|---|---|---|")
    brandless = leave_one_brand_out(titles, names)
    print(f"| leave one brand out | {' | '.join(f'{figure:.3f}' for figure in brandless)} |")
    halves = split_half(titles, names)
    for label, pick in (("median", statistics.median), ("worst", min)):
        figures = " | ".join(f"{pick(column):.3f}" for column in zip(*halves, strict=True))
        print(f"| split half, {label} of {SPLITS} | {figures} |")


def show_left_out() -> None:
    """Prints how often a shoe or a brand that the bundled catalogue lacks is answered as another.

    Each shoe's own name is asked of a resolver without that shoe, then of one without any shoe of
    its brand, and then of one whose word files do not know the brand either.
    """
    shoes, known = list(load_catalogue()), load_vocabulary()
    alone = sum(
        bool(find(Resolver(shoes[:at] + shoes[at + 1 :]), shoe.title))
        for at, shoe in enumerate(shoes)
    )
    counts = {"the shoe": alone, "its brand": 0, "its brand, unheard of": 0}
    for brand in sorted({spelled(shoe.brand) for shoe in shoes}):
        rest = [shoe for shoe in shoes if spelled(shoe.brand) != brand]
        heard = {name: other for name, other in known.brands.items() if other != brand}
        blind = dataclasses.replace(
            known, brands=heard, weak=known.weak - {brand}, sandals=known.sandals - {brand}
        )
        for label, vocabulary in (("its brand", known), ("its brand, unheard of", blind)):
            resolver = Resolver(rest, vocabulary=vocabulary)
            own = [shoe.title for shoe in shoes if spelled(shoe.brand) == brand]
            counts[label] += sum(bool(find(resolver, title)) for title in own)
    print("\n| left out | titles | false answers | share |\n|---|---|---|---|")
    for label, count in counts.items():
        print(f"| {label} | {len(shoes):,} | {count} | {count / len(shoes):.2%} |")


def show_times(names: dict[str, tuple[str, str]]) -> None:
    """Prints how long building and very long titles take."""
    started = time.process_time()
    load_vocabulary.cache_clear()
    resolver = Resolver.from_names(names)
    first = time.process_time() - started
    print("\n| step | milliseconds |\n|---|---|")
    print(f"| build, word files read | {1000 * first:.0f} |")
    again = median_seconds(lambda: Resolver.from_names(names))
    print(f"| build, word files known (median of {RUNS}) | {1000 * again:.0f} |")
    for length in (1_000, 10_000, 100_000):
        noise = "Men's Running Shoes Black/White " * (length // 32 + 1)
        title = f"Nike Pegasus 41 {noise}"[:length]
        seconds = median_seconds(functools.partial(resolver.resolve, title))
        print(f"| a title of {length:,} characters (median of {RUNS}) | {1000 * seconds:.1f} |")


def show_speed(titles: list[Labelled]) -> None:
    """Prints how fast the bundled catalogue's resolver is built and answers, by processor time."""
    shoes = list(load_catalogue())

    def build() -> None:
        for cached in (name_tokens, key, spelled):
            cached.cache_clear()
        Resolver(shoes)

    resolver = Resolver(shoes)
    asked = [title.title for title in titles] * 3
    building = [1000 * seconds for seconds in run_seconds(build)]
    rates = [
        len(asked) / seconds for seconds in run_seconds(lambda: [*map(resolver.resolve, asked)])
    ]
    print(f"\n| over {len(shoes):,} names | median of {RUNS} | best |\n|---|---|---|")
    print(f"| building, ms | {statistics.median(building):.0f} | {min(building):.0f} |")
    print(f"| titles a second | {statistics.median(rates):,.0f} | {max(rates):,.0f} |")


def main() -> None:
    """Prints every table."""
    names, titles = read_names(), read_titles()
    # First, so that the word files are read cold.
    show_times(names)
    show_speed(titles)
    print()
    compare(titles, names)
    show_evidence(titles, names)
    show_left_out()


if __name__ == "__main__":
    main()
