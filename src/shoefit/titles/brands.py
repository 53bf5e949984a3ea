"""Brands under any of their names: one key for all of them, and a wrong one told.

For filters and search boxes. Only the brands' own word file is read, and no resolver is built.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from shoefit.errors import UnknownNameError
from shoefit.titles.vocabulary import key, load_brands

if TYPE_CHECKING:
    from collections.abc import Iterable

# Endings of company names that titles leave out.
_COMPANY = frozenset({"athletics", "athletic", "shoes", "footwear", "sandals", "running", "sports"})


@functools.lru_cache(maxsize=4096)
def brand_key(name: str) -> str:
    """Returns what a brand is known as, whichever of its names is given.

    Args:
        name: A brand in any writing: another name of it, an abbreviation, a later or earlier name,
            with or without "Shoes" or "Footwear".

    Returns:
        The same key for every name of one brand; a brand that no word file lists is its own. Empty
        where the name holds no word.

    Examples:
        >>> brand_key("vivo") == brand_key("VIVOBAREFOOT") == brand_key("Terra Plana")
        True
        >>> brand_key("Hoka One One"), brand_key("Acme Footwear"), brand_key("acme")
        ('hoka', 'acme', 'acme')
    """
    words = key(name)
    known = load_brands()
    if words not in known and len(words) > 1 and words[-1] in _COMPANY:
        words = words[:-1]
    return known.get(words, " ".join(words))


def brand_names(name: str) -> tuple[str, ...]:
    """Returns every name under which `brand_key` knows a brand, in small letters.

    Args:
        name: Any of its names.

    Examples:
        >>> brand_names("Luna")
        ('luna', 'luna sandals')
    """
    wanted = brand_key(name)
    return tuple(" ".join(words) for words, known in load_brands().items() if known == wanted) or (
        (wanted,) if wanted else ()
    )


def unknown_brand(name: str, brands: Iterable[str]) -> UnknownNameError:
    """Makes the error for a brand that none of these is: it names the nearest, by any name.

    Args:
        name: The brand as it was asked for.
        brands: The brands that there are, as their catalogue writes them.

    Examples:
        >>> print(unknown_brand("xeero", ["Altra", "Xero Shoes"]))
        There is no brand 'xeero'. Did you mean 'Xero Shoes'?
    """
    brands = tuple(brands)
    others = {other: brand for brand in brands for other in brand_names(brand)}
    return UnknownNameError("brand", name, brands, others=others)
