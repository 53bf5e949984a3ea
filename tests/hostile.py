"""Hostile files, made of the real catalogue by seeded chance: the same seed, the same file."""

from __future__ import annotations

import csv
import gzip
import io
import random
from importlib import util
from typing import Final

from shoefit.catalogue.opening import packaged

LINES: Final = packaged("shoes.csv").read_text(encoding="utf-8").splitlines(keepends=True)

_CELLS: Final = (
    *["", " ", "0", "-1", "8 mm", '0.31"', "8,5", "1e999", "nan", "inf", "\u0663", "1_000", "0x10"],
    *["=1+1", "@x", "\x1b[31m", "\u202e", "\0", "\ufeff", "\ud7ff", "👟", "[bold]", "<script>"],
    *['"', '""', '"""', "'", "\\", "\\n", "\r", "\n", "\r\n", "\t", ";", ",", ",,,", "x" * 5000],
    *["TRUE", "None", "shoe_id", "heel_stack_mm", "foam", "Sandal", "n/a", "9" * 400, "-" * 50],
)
_TITLES: Final = (
    *["heel_stack_in", "forefoot_stack_mm", "stack_basis", "insole_mm", "drop_cm", "weight_oz"],
    *["midsole_hardness", "hardness_scale", "toe_box_method", "Heel Stack (mm)", "", "colour", '"'],
)
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252")


def mutated(seed: int) -> bytes:
    """Make one file: a few real rows, wronged in up to eight ways."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    lines = [LINES[0], *chance.sample(LINES[1:], chance.randint(0, 6))]
    for _ in range(chance.randint(0, 8)):
        chance.choice(_WAYS)(chance, lines)
    text = "".join(lines)
    if chance.random() < 0.2:
        text = text.replace(",", chance.choice(";\t|"))
    if chance.random() < 0.2:
        text = text.replace("\n", chance.choice(["\r\n", "\r", "\n\n"]))
    data = text.encode(chance.choice(_ENCODINGS), "replace")
    if chance.random() < 0.2:
        data = _torn(chance, data)
    if chance.random() < 0.05:
        data = gzip.compress(data, mtime=0)
        data = _torn(chance, data) if chance.random() < 0.5 else data
    return data


def _cell(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    cells = lines[at].split(",")
    cells[chance.randrange(len(cells))] = chance.choice(_CELLS)
    lines[at] = ",".join(cells)


def _title(chance: random.Random, lines: list[str]) -> None:
    cells = lines[0].split(",")
    cells[chance.randrange(len(cells))] = chance.choice(_TITLES)
    lines[0] = ",".join(cells)


def _character(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(_CELLS) + lines[at][place:]


def _cut(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


def _twice(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))


def _dropped(chance: random.Random, lines: list[str]) -> None:
    if len(lines) > 1:
        lines.pop(chance.randrange(len(lines)))


_WAYS: Final = (_cell, _cell, _cell, _title, _character, _character, _cut, _twice, _dropped)


def _torn(chance: random.Random, data: bytes) -> bytes:
    """Cut a file midway, or turn one of its bytes."""
    if not data:
        return data
    at = chance.randrange(len(data))
    if chance.random() < 0.5:
        return data[:at]
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


_SCRIPTS: Final = (
    (32, 127),
    (32, 127),
    (160, 0x250),
    (0x370, 0x2000),
    (0x2000, 0x3000),
    (1, 0x110000),
)
_ODD: Final = (
    "Mach X 2.0",
    "=cmd",
    "\uff1d1",
    "\ufeff+1",
    "-1",
    "<b>",
    "\u202ex",
    "v2",
    "3.0",
    "x" * 700,
)


def named(seed: int) -> bytes:
    """Make one file of shoes with random names: CSV, gzip, or Excel or Parquet where installed."""
    chance = random.Random(seed)  # noqa: S311 - as above
    head = ["shoe_id", "brand", "model", "heel_stack_mm", "drop_mm"]
    rows: list[list[str | int]] = [
        [*(_name(chance) for _ in range(3)), chance.randint(2, 40), chance.randint(0, 12)]
        for _ in range(chance.randint(1, 6))
    ]
    kind = chance.choice(["csv", "csv", "gzip", "excel", "parquet"])
    data = io.BytesIO()
    if kind == "excel" and util.find_spec("openpyxl"):
        from openpyxl import Workbook  # noqa: PLC0415 - only where it is installed

        book = Workbook()
        for row in [list[str | int](head), *rows]:
            # No Excel file can hold these.
            book.active.append(["".join(filter(_in_xml, str(each))) for each in row])
        book.save(data)
    elif kind == "parquet" and util.find_spec("pyarrow"):
        import pyarrow as pa  # noqa: PLC0415 - as above
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above

        columns = zip(*rows, strict=True)
        pq.write_table(pa.table(dict(zip(head, map(list, columns), strict=True))), data)
    else:
        text = io.StringIO()
        csv.writer(text).writerows([head, *rows])
        plain = text.getvalue().encode()
        return gzip.compress(plain, mtime=0) if kind == "gzip" else plain
    return data.getvalue()


def _name(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(_ODD)
    low, high = chance.choice(_SCRIPTS)
    drawn = (chr(chance.randrange(low, high)) for _ in range(chance.randint(0, 12)))
    return "".join(each for each in drawn if not "\ud800" <= each <= "\udfff")


def _in_xml(character: str) -> bool:
    return character >= " " and character not in "\ufffe\uffff"


_PROFILES: Final = {
    ".toml": (
        'name = "mine"\nmean = "geometric"\n[criteria.drop]\nweight = 2\nzero_at = 13\n'
        "one_at = 0\nunknown = 0.35\n[criteria.stack_height]\nweight = 1.5\n"
    ),
    ".json": '{"name": "mine", "mean": "arithmetic", "criteria": {"drop": {"weight": 2}}}',
}


def mutated_profile(seed: int) -> tuple[str, bytes]:
    """Make one profile file: its suffix and its bytes."""
    chance = random.Random(seed)  # noqa: S311 - as above
    suffix = chance.choice([".toml", ".json"])
    text = list(_PROFILES[suffix])
    for _ in range(chance.randint(0, 6)):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.5:
            text[at:at] = chance.choice(_CELLS)
        else:
            del text[at : at + chance.randint(1, 30)]
    data = "".join(text).encode(chance.choice(_ENCODINGS), "replace")
    return suffix, _torn(chance, data) if chance.random() < 0.2 else data


def mutated_title(seed: int) -> str:
    """Make one title: words of real ones, wronged."""
    chance = random.Random(seed)  # noqa: S311 - as above
    words = [word for _ in range(chance.randint(0, 3)) for word in _words(chance)]
    chance.shuffle(words)
    text = " ".join(words)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_CELLS) + text[at + chance.randint(0, 3) :]
    return text


def _words(chance: random.Random) -> list[str]:
    return chance.choice(LINES[1:]).split(",")[1:3]
