"""Text made safe to show, laid out as CSV, and written whole or not at all."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import re
import stat
import textwrap
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TextIO

from shoefit.errors import OutputError

WIDTH: Final = 80  # columns of a terminal

# A spreadsheet takes a cell that starts with one of these for a formula; in some countries the wide
# and the small forms too, and it looks past spaces and characters that take no room.
_UNSEEN: Final = (
    "\\s\x00-\x1f\x7f-\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
_SIGNS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
FORMULA: Final = f"[{_UNSEEN}]*[{_SIGNS}]"  # Python and JavaScript read it alike


def shown(text: str) -> str:
    """Show control and direction characters instead of obeying them."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )


# What no text holds on purpose and XML does not allow: control characters (tab and line breaks
# apart), halves of characters, and two code points that are none.
_CONTROL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"


def controls(text: str) -> bool:
    """Say whether a text holds what no text holds on purpose."""
    return not text.isprintable() and bool(re.search(_CONTROL, text))


def composed(text: str) -> str:
    """Write letters and their accents as one (NFC), so that what looks alike is alike."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clipped(text: str, width: int) -> str:
    """Cut a text that is too long for its column."""
    return text if len(text) <= width else f"{text[: width - 3]}..."


def number(value: float, digits: int = 1) -> str:
    """Write a number with so many decimals at most and no idle zeros.

    Example:
        >>> number(14.30), number(7.0), number(-0.04)
        ('14.3', '7', '0')
    """
    return f"{round(value, digits) + 0.0:g}"


def many(count: int, thing: str) -> str:
    """Count things in words, such as 1 row and 1,200 rows."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def wrapped(said: str, indent: int = 0, hang: int | None = None) -> list[str]:
    """Break a sentence into lines of 80 columns; no address, and no number from its %, is broken.

    Args:
        said: The sentence.
        indent: How far the lines are set in.
        hang: How much further all but the first are; by default 2 where there is an indent.
    """
    hang = (2 if indent else 0) if hang is None else hang
    lines = textwrap.wrap(
        said.replace(" %", "\N{NO-BREAK SPACE}%"),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}%", " %") for line in lines]


def paragraphs(blocks: Iterable[Iterable[str]]) -> str:
    """Join lines to paragraphs, and these with a blank line between."""
    return "\n\n".join(map("\n".join, blocks))


def text_table(
    rows: Iterable[Sequence[str]], left: Container[int] = (1,), between: str = " "
) -> list[str]:
    """Lay out rows of cells as lines of text, each column as wide as its widest cell.

    Args:
        rows: The rows, the head among them; each with as many cells.
        left: The columns that are set left; the others are set right.
        between: What stands between two columns.

    Example:
        >>> text_table([["#", "shoe"], ["10", "Luna"]])
        [' # shoe', '10 Luna']
    """
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        between.join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def html_table(
    head: Sequence[str], rows: Iterable[Sequence[str | Html]], *, left: Container[int] = (1,)
) -> Html:
    """Lay out rows of cells as an HTML table; cells are escaped unless they are `Html`.

    Args:
        head: The heads of the columns.
        rows: The rows, each with as many cells.
        left: The columns that are set left; the others are set right.

    Example:
        >>> html_table(["#", "shoe"], [["1", "<Luna>"]]).count("&lt;Luna&gt;")
        1
    """

    def line(cells: Sequence[str | Html], tag: str) -> str:
        return "".join(
            f'<{tag} style="text-align:{"left" if place in left else "right"}">{html(cell)}</{tag}>'
            for place, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{line(row, 'td')}</tr>" for row in rows)
    # No colours and no borders of our own: a notebook is dark for some, and sets its own.
    return Html(
        '<table style="font-variant-numeric:tabular-nums">'
        f"<thead><tr>{line(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"
    )


class Html(str):
    """Text that is HTML already, and is not escaped again."""

    __slots__ = ()


def html(text: str) -> Html:
    """Escape a text for HTML, its control and direction characters shown."""
    from html import escape  # noqa: PLC0415 - a table of text needs no HTML

    return text if isinstance(text, Html) else Html(escape(shown(text)))


def html_link(address: str, said: str) -> Html:
    """Link an address of the web; show any other text as it is."""
    if not address.startswith(("https://", "http://")):
        return html(address)
    return Html(f'<a href="{html(address)}">{html(said)}</a>')


def html_list(items: Iterable[str | Html]) -> Html:
    """List items in HTML; they are escaped unless they are `Html`."""
    return Html(f"<ul>{''.join(f'<li>{html(each)}</li>' for each in items)}</ul>")


def json_text(document: dict[str, Any]) -> str:
    r"""Write plain data as JSON: indented, one line feed at the end, never NaN.

    Example:
        >>> json_text({"rank": 1})
        '{\n  "rank": 1\n}\n'
    """
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


SCHEMA_VERSION: Final = 2  # of every document that `Told` writes by itself


class Told:
    """A result that is told as plain data and as JSON; both keep to a schema under docs/."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data: its attributes, by their names."""
        from pydantic_core import to_jsonable_python  # noqa: PLC0415 - a short help needs none

        return {"schema_version": SCHEMA_VERSION, **to_jsonable_python(self)}

    def to_json(self) -> str:
        """Write the data of `to_dict` as JSON."""
        return json_text(self.to_dict())


def no_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Example:
        >>> no_formula("=1+1"), no_formula("Luna"), no_formula("-1")
        ("'=1+1", 'Luna', "'-1")
    """
    return f"'{text}" if re.match(FORMULA, text) else text


def runs(text: str) -> bool:
    """Say whether a spreadsheet would compute a cell, and come to anything but the cell.

    Example:
        >>> runs("=1+1"), runs("-1,5"), runs("Luna")
        (True, False, False)
    """
    if not text or text[0].isalnum():
        return False
    # A number, computed, is what it was.
    return bool(re.match(FORMULA, text)) and not re.fullmatch(r"\s*[-+]?[\d.,\s]*", text)


def refuse_clashes(outputs: Iterable[Any], read: Iterable[Any] = ()) -> None:
    """Refuse to write over what is read, or two files into one; a link is followed.

    Args:
        outputs: The paths to be written.
        read: What is read: paths and open files; anything else is no file.

    Raises:
        OutputError: Two of them are the same file, or a path names none.
    """
    reads, taken = list(read), list[Any]()
    for path in outputs:
        if "\0" in os.fspath(path):
            raise OutputError(f"{path}: no file has such a name.", hint="Take the zero out of it.")
        for others, what in ((reads, "what is read"), (taken, "another")):
            if any(_same(path, each) for each in others):
                raise OutputError(
                    f"{path} is {what}: it would be lost.",
                    hint="Give each output a name of its own.",
                )
        taken.append(path)


def _same(path: str | Path, other: Any) -> bool:
    with suppress(OSError, ValueError):  # not there yet, no real file, or no possible path
        if hasattr(other, "fileno"):
            return os.path.samestat(Path(path).stat(), os.fstat(other.fileno()))
        if isinstance(other, str | os.PathLike):
            return os.path.realpath(path) == os.path.realpath(other) or Path(path).samefile(other)
    return False


# Encoding errors handler: what an encoding lacks is written as JSON would, \\u0416.
ESCAPED: Final = "shoefit.escaped"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(ESCAPED, _escaped)


@contextmanager
def replacing(path: Path | str, read: Iterable[Any] = ()) -> Iterator[TextIO]:
    """Open a file to be written whole or not at all; every file of shoefit is written here.

    The text goes to a hidden file beside it, which takes its place, its permissions and, where
    the system allows it, its owner, when the block ends well; when it does not, the hidden file is
    taken away and the old file stands. A link is followed. What is no regular file (a pipe,
    /dev/null) is written to as it is.

    Args:
        path: The file.
        read: What is read meanwhile, and must not be lost: paths and open files.

    Raises:
        OutputError: The file is one of those that are read.
        OSError: It cannot be written; carries the path.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "ranked.csv"
        >>> with replacing(path) as file:
        ...     _ = file.write("whole")
        >>> path.read_text()
        'whole'
    """
    refuse_clashes([path], read)
    old = Path(path).stat() if Path(path).exists() else None
    if old is not None and not stat.S_ISREG(old.st_mode):  # a pipe behind a link has no other path
        with Path(path).open("w", encoding="utf-8", errors=ESCAPED, newline="") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}")

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if old is None else 0o600)

    try:
        with open(aside, "x", encoding="utf-8", errors=ESCAPED, newline="", opener=opener) as file:
            if old is not None:
                _as_before(aside, old)
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
        _to_disk(target.parent)
    except OSError as error:
        # A full disk is told by the write, which knows no name; others know the hidden one's.
        if error.filename in {None, str(aside), aside}:
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        aside.unlink(missing_ok=True)


def _as_before(aside: Path, old: os.stat_result) -> None:
    """Give a new file the owner and the permissions of the old one, where the system lets us."""
    for owner, group in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
        with suppress(AttributeError, OSError):  # Windows has no chown; others allow it to few
            os.chown(aside, owner, group)
            break
    with suppress(OSError):  # some file systems know no permissions
        aside.chmod(stat.S_IMODE(old.st_mode))


def _to_disk(folder: Path) -> None:
    """Let a renaming reach the disk, where a folder can be opened: not on Windows."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace_text(path: Path | str, text: str, read: Iterable[Any] = ()) -> None:
    """Write a text file whole, or leave what stands there; see `replacing`."""
    with replacing(path, read) as file:
        file.write(text)


def csv_line(cells: Iterable[object], separator: str = ",") -> str:
    r"""Write one row of CSV, ended by a line feed.

    A carriage return inside a cell is quoted as a line feed is: many readers end a row at either.

    Example:
        >>> csv_line(["a\rb", 8.5])
        '"a\rb",8.5\n'
    """
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return f"{text.getvalue()[:-2]}\n"
