"""Titles to shoes: a resolver that is right, or says that it is not sure.

Shops, trackers and address bars write one shoe in many ways. `Resolver` reads a title word by word
and holds it against the names of a catalogue: words of the line must be there, the version must be
the same, and a word that makes another shoe ("GTX", "Trail", "Max") must be in the name too. Where
the title leaves two shoes open the answer says so instead of guessing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from shoefit.titles.agreement import agree
from shoefit.titles.answers import Ambiguous, Candidate, Match, NoMatch
from shoefit.titles.decision import Decided, decide
from shoefit.titles.naming import (
    Name,
    NamedShoe,
    build_lexicon,
    take_apart,
    weigh_siblings,
)
from shoefit.titles.reading import read_title
from shoefit.titles.spelling import key, plain, tokens
from shoefit.titles.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from shoefit.titles.reading import ReadTitle
    from shoefit.titles.vocabulary import Vocabulary

__all__ = [
    "Ambiguous",
    "Candidate",
    "Match",
    "NoMatch",
    "Resolver",
    "ShoeLike",
]


class ShoeLike(Protocol):
    """What the resolver needs to know of a shoe. Its `use` and `kind` help where it has them."""

    @property
    def shoe_id(self) -> str:
        """The id, such as "xero-shoes-hfs-ii"."""

    @property
    def brand(self) -> str:
        """The brand, such as "Xero Shoes"."""

    @property
    def model(self) -> str:
        """The model without the brand, such as "HFS II"."""


Shoe = TypeVar("Shoe", bound=ShoeLike)


class Resolver(Generic[Shoe]):
    """Finds the shoe that a title means.

    Args:
        catalogue: The shoes, each with `shoe_id`, `brand` and `model`. A shoe's `use` and `kind`
            are read where it has them: "trail" says nothing new of a trail shoe.
        vocabulary: The words to read titles by; the package's own where none are given.

    Examples:
        >>> resolver = Resolver.from_names(
        ...     {
        ...         "nike-pegasus-41": ("Nike", "Nike Pegasus 41"),
        ...         "nike-pegasus-39": ("Nike", "Nike Air Zoom Pegasus 39"),
        ...     }
        ... )
        >>> title = "Men's Nike Air Zoom Pegasus 41 Road Running Shoes - Black/White (2E)"
        >>> resolver.resolve(title).shoe_id
        'nike-pegasus-41'
        >>> resolver.resolve("Nike Pegasus 40").reason
        'version 40 asked, 39 and 41 in the catalogue'
        >>> resolver.resolve("Nike Pegasus 41 GTX").reason
        "'gtx' makes it another shoe than Nike Pegasus 41"
    """

    def __init__(self, catalogue: Iterable[Shoe], *, vocabulary: Vocabulary | None = None) -> None:
        shoes = list(catalogue)
        self._build([_named(shoe) for shoe in shoes], shoes, vocabulary)

    @classmethod
    def from_names(
        cls, names: Mapping[str, tuple[str, str]], *, vocabulary: Vocabulary | None = None
    ) -> Resolver[Any]:
        """Builds a resolver without a catalogue.

        Args:
            names: For each shoe id the brand and the full title.
            vocabulary: As of the class.

        Returns:
            A resolver whose matches carry the id and no shoe: there is none to carry.

        Examples:
            >>> Resolver.from_names({"a": ("Altra", "Altra Torin 8")}).resolve("torin 8").shoe_id
            'a'
        """
        resolver: Resolver[Any] = cls.__new__(cls)
        named = [NamedShoe(shoe_id, brand, title) for shoe_id, (brand, title) in names.items()]
        resolver._build(named, None, vocabulary)
        return resolver

    def _build(
        self,
        named: list[NamedShoe],
        shoes: Sequence[Shoe] | None,
        vocabulary: Vocabulary | None,
    ) -> None:
        self._named = named
        self._shoes = shoes
        self._lexicon = build_lexicon(named, vocabulary or load_vocabulary())
        self._names = weigh_siblings(
            [
                take_apart(shoe, place, text, self._lexicon)
                for place, shoe in enumerate(named)
                for text in shoe.texts()
            ]
        )
        self._lexicon.settle(
            word for name in self._names for word in (*name.required, *name.optional)
        )
        self._exact = _exact_keys(named, self._lexicon.brands)
        self._by_anchor, self._by_word = _index(self._names)

    def resolve(self, title: str) -> Match[Shoe] | Ambiguous | NoMatch:
        """Finds the shoe that a title means.

        Args:
            title: A shop's title, another database's name, a slug, an id: any text at all.

        Returns:
            A `Match` where one shoe alone fits, `Ambiguous` where the title leaves several open or
            names no version, `NoMatch` where it means none of the catalogue. None of them raises.

        Examples:
            >>> names = {"a": ("Xero Shoes", "HFS"), "b": ("Xero Shoes", "HFS II")}
            >>> resolver = Resolver.from_names(names)
            >>> resolver.resolve("xero hfs 2").shoe_id
            'b'
            >>> type(resolver.resolve("???")).__name__
            'NoMatch'
        """
        if len(title) > _LONGEST_TITLE and len(" ".join(title.split())) > _LONGEST_TITLE:
            return NoMatch(title, f"a text of {len(title):,} characters is no title", (), ())
        text = plain(title)
        words, glued = tokens(text)
        places = self._exact.get(tuple(words))
        if places:
            return self._exactly(title, tuple(words), places)
        read = read_title(text, words, glued, self._lexicon)
        if read.not_a_shoe:
            reason = f"'{read.not_a_shoe}': not a shoe"
            return NoMatch(title, reason, (read.not_a_shoe,), ())
        agreements = [agree(read, name, self._lexicon) for name in self._near(read)]
        decided = decide(title, read, agreements, self._named)
        if isinstance(decided, Decided):
            return self._match(
                title,
                decided.agreement.name.shoe,
                decided.reason,
                decided.tokens,
                decided.candidates,
            )
        return decided

    def resolve_all(self, titles: Iterable[str]) -> pd.DataFrame:
        """Resolves many titles.

        Args:
            titles: Titles, or a pandas Series of them, whose index is kept. A cell that is no text
                is a `NoMatch`.

        Returns:
            A pandas frame, a row for each title: `title`, `answer` ("match", "ambiguous" or
            "no match"), `shoe_id` (missing where there is no match), `score`, `reason`, and
            `candidates`, the ids of the shoes that came near.

        Examples:
            >>> resolver = Resolver.from_names({"a": ("Altra", "Altra Torin 8")})
            >>> resolver.resolve_all(["Torin 8 wide", "Torin 7"])["answer"].tolist()
            ['match', 'no match']
        """
        from shoefit.titles.batches import resolve_all  # noqa: PLC0415  # pandas, when asked for

        return resolve_all(self.resolve, titles)

    def _near(self, read: ReadTitle) -> list[Name]:
        """Returns the names whose rarest word the title holds; else those that share a word."""
        words = list(read.where) + [number.value for number in read.numbers]
        near = [name for word in dict.fromkeys(words) for name in self._by_anchor.get(word, ())]
        if near:
            return near
        shared = [name for word in read.where for name in self._by_word.get(word, ())]
        if read.brands:
            shared = [name for name in shared if name.brand in read.brands]
        return list({id(name): name for name in shared}.values())[:_HINTS]

    def _exactly(
        self, title: str, words: tuple[str, ...], places: tuple[int, ...]
    ) -> Match[Shoe] | Ambiguous:
        candidates = tuple(
            Candidate(self._named[place].shoe_id, self._named[place].title, 100.0, "")
            for place in places
        )
        if len(places) > 1:
            brands = ", ".join(sorted({self._named[place].brand for place in places}))
            return Ambiguous(title, f"the name of several shoes ({brands})", words, candidates)
        reason = "the title is the shoe's own name or id"
        return self._match(title, places[0], reason, words, candidates)

    def _match(
        self,
        title: str,
        place: int,
        reason: str,
        tokens: tuple[str, ...],
        candidates: tuple[Candidate, ...],
    ) -> Match[Shoe]:
        shoe = None if self._shoes is None else self._shoes[place]
        return Match(title, self._named[place].shoe_id, shoe, reason, tokens, candidates)


# A longer text is a page, and a page names more than one shoe.
_LONGEST_TITLE = 10_000
# So many names that share a word with a title are looked at for hints.
_HINTS = 40


def _named(shoe: ShoeLike) -> NamedShoe:
    uses = (str(getattr(shoe, field, "") or "") for field in ("use", "kind"))
    title = shoe.model
    if key(title)[: len(key(shoe.brand))] != key(shoe.brand):
        title = f"{shoe.brand} {title}"
    return NamedShoe(shoe.shoe_id, shoe.brand, title, frozenset(filter(None, uses)))


def _exact_keys(
    named: Sequence[NamedShoe], brands: Mapping[tuple[str, ...], str]
) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Returns each name, id and brand-less model as tokens, and the places of its shoes."""
    full: dict[tuple[str, ...], tuple[int, ...]] = {}
    models: dict[tuple[str, ...], tuple[int, ...]] = {}
    for place, shoe in enumerate(named):
        title = key(shoe.title)
        for exact in {title, key(shoe.shoe_id)}:
            full[exact] = (*full.get(exact, ()), place)
        sizes = [size for size in range(1, len(title)) if title[:size] in brands]
        if sizes:
            model = title[max(sizes) :]
            models[model] = (*models.get(model, ()), place)
    full.pop((), None)
    return {**models, **full}


def _index(names: Sequence[Name]) -> tuple[dict[str, list[Name]], dict[str, list[Name]]]:
    """Returns the names by the rarest of their words, and by every required word."""
    by_word: dict[str, list[Name]] = {}
    for name in names:
        for word in name.required:
            by_word.setdefault(word, []).append(name)
    by_anchor: dict[str, list[Name]] = {}
    for name in names:
        # The longer word first where two are as rare: always the same one, whatever the order.
        rarest = min(
            name.required, key=lambda word: (len(by_word[word]), -len(word), word), default=""
        )
        anchor = rarest or (name.numbers[0] if name.numbers else "")
        for word in {anchor, *(name.other_numbers[:1] if not rarest else ())}:
            by_anchor.setdefault(word, []).append(name)
    return by_anchor, by_word
