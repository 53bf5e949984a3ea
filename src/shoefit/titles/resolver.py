"""Titles to shoes: a resolver that is right, or says that it is not sure.

Shops, trackers and address bars write one shoe in many ways. `Resolver` reads a title word by word
and holds it against the names of a catalogue: words of the line must be there, the version must be
the same, and a word that makes another shoe ("GTX", "Trail", "Max") must be in the name too. Where
the title leaves two shoes open the answer says so instead of guessing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from shoefit.errors import ShoefitError, described, takes
from shoefit.titles.agreement import agree
from shoefit.titles.answers import Ambiguous, Candidate, Match, NoMatch, decide
from shoefit.titles.lexicon import NamedShoe
from shoefit.titles.naming import Name, read_names
from shoefit.titles.reading import ReadTitle, read_title
from shoefit.titles.vocabulary import Phrase, Vocabulary, key, load_vocabulary, plain, tokens

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Ambiguous", "Candidate", "Match", "NoMatch", "Resolver", "ShoeLike"]

# A longer text is a page, and a page names more than one shoe.
_LONGEST_TITLE = 10_000
# Words in one, each with its capital: at most so many letters, so that no text costs more.
_CAMEL = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,40}[a-z][A-Z][A-Za-z]{1,40}(?![A-Za-z])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# So many words a brand has; a catalogue's own may have more.
_LONGEST_BRAND = 4
# So many names that share a word with a title are looked at for hints.
_HINTS = 40
# So many titles take about a second.
_SHOWN_FROM = 5_000
_COLUMNS = ("answer", "shoe_id", "score", "reason", "candidates")


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

    @takes
    def __init__(self, catalogue: Iterable[Shoe], *, vocabulary: Vocabulary | None = None) -> None:
        named = [_named(shoe) for shoe in catalogue]
        names, self._lexicon = read_names(named, vocabulary or load_vocabulary())
        self._ids = {shoe.shoe_id: (shoe,) for shoe in named}
        self._exact = _exact_keys(named, self._lexicon.brands)
        self._by_anchor, self._by_word = _index(names)

    @classmethod
    @takes
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
        named: list[Any] = [NamedShoe(name, *brand_title) for name, brand_title in names.items()]
        return cls(named, vocabulary=vocabulary)

    @takes
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
        cut = tokens(text)
        words = tuple(cut[0])
        if shoes := self._ids.get(title) or self._exact.get(words):
            return _exactly(title, words, shoes)
        if _CAMEL.search(title):
            text = plain(_CAMEL.sub(self._apart, title))
            cut = tokens(text)
        read = read_title(text, cut, self._lexicon)
        if read.not_a_shoe:
            reason = f"'{read.not_a_shoe}': not a shoe"
            return NoMatch(title, reason, (read.not_a_shoe,), ())
        known = self._lexicon.vocabulary
        return decide(title, read, [agree(read, name, known) for name in self._near(read)])

    def resolve_all(self, titles: Iterable[str]) -> pd.DataFrame:
        """Resolves many titles, each different one once.

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
        import pandas as pd  # noqa: PLC0415  # nothing else of the room needs it

        index = titles.index if isinstance(titles, pd.Series) else None
        cells: list[Any] = list(titles)
        # A missing cell is no text: it is asked as the empty title, and answered as one.
        asked = [cell if isinstance(cell, str) else "" for cell in cells]
        different = _with_progress(list(dict.fromkeys(asked)))
        rows = {title: _row(self.resolve(title)) for title in different}
        frame = pd.DataFrame([rows[title] for title in asked], columns=list(_COLUMNS), index=index)
        frame.insert(0, "title", pd.Series(cells, index=frame.index, dtype=object))
        return frame

    def _apart(self, camel: re.Match[str]) -> str:
        """Takes "PegasusTrail" apart where the catalogue knows its parts, and not the whole."""
        whole, lexicon = camel.group(), self._lexicon
        if whole.lower() in lexicon.words or whole.lower() in lexicon.phrases:
            return whole
        parts = _HUMP.sub(" ", whole)
        words = [lexicon.mend(part) for part in parts.lower().split()]
        known = all(word in lexicon.words or (word,) in lexicon.brands for word in words)
        return parts if known else whole

    def _near(self, read: ReadTitle) -> list[Name]:
        """Returns the names that the title holds; else those it holds the rarest or any word of."""
        words = list(read.where) + [number.value for number in read.numbers]
        near = [name for word in dict.fromkeys(words) for name in self._by_anchor.get(word, ())]
        held = read.where.keys()
        for names in ([name for name in near if held >= name.required], near):
            if names and (not read.brands or any(name.brand in read.brands for name in names)):
                return names
        shared = [name for word in read.where for name in self._by_word.get(word, ())]
        if read.brands:
            shared = [name for name in shared if name.brand in read.brands]
        return near + list({id(name): name for name in shared}.values())[:_HINTS]


def _named(shoe: Any) -> NamedShoe:
    if isinstance(shoe, NamedShoe):
        return shoe
    if not hasattr(shoe, "shoe_id"):
        raise ShoefitError(
            f"A resolver takes shoes, not {described(shoe)}.",
            hint="shoefit.load_catalogue reads a file or a frame of them.",
        )
    uses = (str(getattr(shoe, field, "") or "") for field in ("use", "kind"))
    title, brand = shoe.model, key(shoe.brand)
    # Few models name their brand: most are not taken apart to find out.
    if brand and (brand[0] not in plain(title) or key(title)[: len(brand)] != brand):
        title = f"{shoe.brand} {title}"
    return NamedShoe(shoe.shoe_id, shoe.brand, title, frozenset(filter(None, uses)), shoe)


def _exact_keys(
    named: Iterable[NamedShoe], brands: Mapping[Phrase, str]
) -> dict[Phrase, tuple[NamedShoe, ...]]:
    """Returns each name, id and brand-less model as tokens, and its shoes."""
    full: dict[Phrase, tuple[NamedShoe, ...]] = {}
    models: dict[Phrase, tuple[NamedShoe, ...]] = {}
    for shoe in named:
        title = key(shoe.title)
        slug = title if shoe.shoe_id == "-".join(title) else key(shoe.shoe_id)
        for exact in {title, slug}:
            full[exact] = (*full.get(exact, ()), shoe)
        own = len(key(shoe.brand))
        sizes = {own, *range(1, _LONGEST_BRAND + 1)}
        size = max((size for size in sizes if title[:size] in brands), default=0)
        if 0 < size < len(title):
            model = title[size:]
            models[model] = (*models.get(model, ()), shoe)
    full.pop((), None)
    return {**models, **full}


def _exactly(title: str, words: Phrase, shoes: tuple[NamedShoe, ...]) -> Match[Any] | Ambiguous:
    """Answers a title that is, as it stands, the name or id of these shoes."""
    candidates = tuple(Candidate(shoe.shoe_id, shoe.title, 100.0, "") for shoe in shoes)
    if len(shoes) > 1:
        brands = ", ".join(sorted({shoe.brand for shoe in shoes}))
        return Ambiguous(title, f"the name of several shoes ({brands})", words, candidates)
    reason = "the title is the shoe's own name or id"
    return Match(title, shoes[0].shoe_id, shoes[0].carried, reason, words, candidates)


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


def _row(answer: Match[Any] | Ambiguous | NoMatch) -> tuple[Any, ...]:
    """Gives the cells of one answer, in the order of the columns."""
    candidates = tuple(candidate.shoe_id for candidate in answer.candidates)
    if isinstance(answer, Match):
        return "match", answer.shoe_id, answer.candidates[0].score, answer.reason, candidates
    kind = "ambiguous" if isinstance(answer, Ambiguous) else "no match"
    return kind, None, None, answer.reason, candidates


def _with_progress(titles: list[str]) -> Iterable[str]:
    """Shows on a terminal how far it is where it takes over a second."""
    if len(titles) < _SHOWN_FROM or not sys.stderr.isatty():
        return titles
    from rich.console import Console  # noqa: PLC0415  # only where a terminal waits
    from rich.progress import track  # noqa: PLC0415

    return track(titles, "Resolving titles", console=Console(stderr=True), transient=True)
