"""Time files of a megabyte that were made to take long: python benchmarks/megabytes.py.

Seconds of the processor: `check`, `check` with all its files written, and reading and ranking.
"""

from __future__ import annotations

import io
import random
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shoefit

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = 1_000_000
HEADER: Final = "shoe_id,brand,model,heel_stack_mm,drop_mm,midsole,kind\n"


def _many(line: Callable[[int], str]) -> str:
    """Repeat a line, made from its number, until the file is full."""
    return HEADER + "".join(line(number) for number in range(SIZE // len(line(SIZE // 40))))


def files() -> dict[str, str]:
    """Make the files."""
    chance = random.Random(0)  # noqa: S311 - the same file every time
    return {
        "good rows, each another": _many(
            lambda n: f"a{n},b,c,{n % 800 / 10},{chance.random() * 9:.4f},foam,shoe\n"
        ),
        "four wrong cells a row, the same": _many(lambda _: "a,b,c,x,y,z,w\n"),
        "four wrong cells a row, each another": _many(lambda n: f"a{n},b,c,x{n},y{n},z{n},w{n}\n"),
        "units in cells, each another": _many(
            lambda n: f"a{n},b,c,{n / 1000} in,{n / 999} cm,Foam{n},shoe{n}\n"
        ),
        "a quote opened in every line": _many(lambda _: '"a,b,c,1,2,foam,shoe\n'),
        "quotes alone": _many(lambda _: '"""\n'),
        "separators alone": _many(lambda _: "," * 200 + "\n"),
        "empty lines": _many(lambda _: "\r"),
        "a line without an end": HEADER + "x" * (SIZE - 100),
        "a header of 100,000 columns": ",".join(["shoe_id,drop_mm", *map(str, range(100_000))])
        + "\na,0\n",
        "a header of one name 400,000 times": f"shoe_id,drop_mm,{'c,' * 400_000}\na,0\n",
    }


def main() -> None:
    """Print the table of docs/reliability.md."""
    print("| A megabyte of | rows | check | check, all files | rank |\n|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, text in files().items():
            data = text.encode()
            seconds = [
                timed(checked, data),
                timed(written, data, folder),
                timed(ranked, data),
            ]
            rows = text.count("\n") - 1
            print(f"| {what} | {rows:,} | {' | '.join(f'{each:.1f} s' for each in seconds)} |")


def checked(data: bytes) -> None:
    """Check, and write nothing."""
    shoefit.check(io.BytesIO(data))


def written(data: bytes, folder: Path) -> None:
    """Check, and write every file that can be written."""
    shoefit.check(
        io.BytesIO(data),
        fix=folder / "fix.csv",
        rejects=folder / "rejects.csv",
        findings=folder / "findings.csv",
    )


def ranked(data: bytes) -> None:
    """Read and rank as `shoefit rank --skip-bad-rows` does."""
    with shoefit.stream_catalogue(io.BytesIO(data), on_error="skip") as shoes:
        shoefit.rank(shoes, top=10)


def timed(job: Callable[..., None], *given: object) -> float:
    """Seconds of the processor; a refusal in words is an answer too."""
    start = time.process_time()
    with suppress(shoefit.ShoefitError):
        job(*given)
    return time.process_time() - start


if __name__ == "__main__":
    main()
