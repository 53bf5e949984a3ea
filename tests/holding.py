"""A title held against one name, as several tests need it."""

from __future__ import annotations

from shoefit.titles.agreement import Agreement, agree
from shoefit.titles.lexicon import NamedShoe, build_lexicon
from shoefit.titles.naming import take_apart
from shoefit.titles.reading import read_title
from shoefit.titles.vocabulary import load_vocabulary, plain, tokens


def hold(title: str, brand: str, name: str, *uses: str) -> Agreement:
    """Holds a title against the name of a brand's shoe that is known to be for some uses."""
    shoe = NamedShoe("id", brand, name, frozenset(uses))
    lexicon = build_lexicon([shoe], load_vocabulary())
    apart = take_apart(shoe, shoe.texts()[0], lexicon)
    text = plain(title)
    return agree(read_title(text, tokens(text), lexicon), apart, lexicon.vocabulary)
