"""Which ids have come by, and in which row: exact, in memory that does not grow with the file."""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections import defaultdict
from hashlib import blake2b
from typing import Final, Self

# So many ids are kept in a dictionary: most files have no more.
_FEW: Final = 2**16
_FILTER_BITS: Final = 2**27
_PARTS: Final = 4096
_RECORD: Final = 24  # a digest of 16 bytes and a row number of 8
_SEGMENT: Final = 170 * _RECORD  # about a page of the disk


class SeenIds:
    """The ids of a file that may be larger than memory.

    The digests of the first ids are kept in a dictionary. Beyond, a Bloom filter of 16 MiB tells
    at once that an id is new, which nearly all are, and digests go to a temporary file, in 4,096
    parts; where the filter is not sure, one part is searched.

    Example:
        >>> with SeenIds() as seen:
        ...     seen.first_row("a", 2), seen.first_row("b", 3), seen.first_row("a", 4)
        (None, None, 2)
    """

    def __init__(self) -> None:
        self._few: dict[bytes, int] = {}
        self._filter = mmap.mmap(-1, _FILTER_BITS // 8)  # memory, taken page by page
        self._tails: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._segments: defaultdict[int, list[int]] = defaultdict(list)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._filter.close()

    def first_row(self, shoe_id: str, row: int) -> int | None:
        """Return the row that an id stood in before; None, and note this one, if it is new."""
        digest = blake2b(shoe_id.encode(errors="replace"), digest_size=16).digest()
        first = self._few.get(digest)
        if first is not None:
            return first
        if len(self._few) < _FEW:
            self._few[digest] = row
            return None
        return self._among_many(digest, row)

    def _among_many(self, digest: bytes, row: int) -> int | None:
        one, two, part = struct.unpack_from("<III", digest)
        part %= _PARTS
        bits = self._filter
        one_at, one_bit = one >> 8, 1 << (one >> 5 & 7)
        two_at, two_bit = two >> 8, 1 << (two >> 5 & 7)
        if bits[one_at] & one_bit and bits[two_at] & two_bit:
            first = self._find(digest, part)
            if first is not None:
                return first
        bits[one_at] |= one_bit
        bits[two_at] |= two_bit
        tail = self._tails[part]
        tail += digest + row.to_bytes(8, "little")
        if len(tail) >= _SEGMENT:
            self._flush(part, tail)
        return None

    def _flush(self, part: int, tail: bytearray) -> None:
        self._segments[part].append(self._end)
        self._end += self._file.write(tail)
        tail.clear()

    def _find(self, digest: bytes, part: int) -> int | None:
        row = _row_in(self._tails[part], digest)
        if row is None and self._segments[part]:
            self._file.flush()
            handle = self._file.fileno()
            stored = b"".join(os.pread(handle, _SEGMENT, at) for at in self._segments[part])
            row = _row_in(stored, digest)
        return row


def _row_in(records: bytes | bytearray, digest: bytes) -> int | None:
    at = records.find(digest)
    while at >= 0 and at % _RECORD:
        at = records.find(digest, at + 1)
    return int.from_bytes(records[at + 16 : at + _RECORD], "little") if at >= 0 else None
