"""Reading the streams of a compound file ([MS-CFB]) that a stranger may have made: every chain is bounded."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .compound_file import END, ENTRY, HEADER, IN_HEADER, MINI_SECTOR, NO_STREAM, ROOT, SECTOR, SIGNATURE, STREAM

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST = 32 * 1024 * 1024
_MOST_ENTRIES = 10_000
_VERSION_3, _SHIFT_9 = 3, 9


class BadCompoundFile(ValueError):
    """The bytes are no compound file of version 3, or a damaged one."""


def read_compound_file(data: bytes) -> dict[str, bytes]:
    """`folder/stream` -> its bytes.

    Raises:
        BadCompoundFile: another kind of file, damaged, or too large.
    """
    if len(data) > _LARGEST or len(data) < SECTOR or not data.startswith(SIGNATURE):
        raise BadCompoundFile("no compound file")
    try:
        return _Reader(data).streams()
    except (struct.error, IndexError, UnicodeError) as problem:
        raise BadCompoundFile("damaged") from problem


class _Reader:
    """One open file. fat, mini_fat: the sector that follows each sector."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        head = HEADER.unpack_from(data)
        version, shift = head[3], head[5]
        self._directory_start, self._cutoff, mini_fat_start = head[10], head[12], head[13]
        if version != _VERSION_3 or shift != _SHIFT_9:
            raise BadCompoundFile("another version")
        places = [place for place in struct.unpack_from("<109I", data, HEADER.size) if place < END - 2]
        self._fat: Sequence[int] = ()
        self._fat = self._numbers(b"".join(map(self._sector, places + self._further(head[15]))))
        self._mini_fat = self._numbers(self._chained(mini_fat_start))
        self._mini = b""

    def streams(self) -> dict[str, bytes]:
        directory = self._chained(self._directory_start)
        entries = [ENTRY.unpack_from(directory, at) for at in range(0, len(directory), ENTRY.size)][:_MOST_ENTRIES]
        if not entries or entries[0][2] != ROOT:
            raise BadCompoundFile("no root")
        self._mini = self._chained(entries[0][11])
        found: dict[str, bytes] = {}
        seen: set[int] = set()
        waiting = [(entries[0][6], "")]
        while waiting:
            number, folder = waiting.pop()
            if number == NO_STREAM or number in seen:
                continue
            seen.add(number)
            name, size, kind, _, left, right, child, *_, start, length = entries[number]
            path = folder + name[: max(size - 2, 0)].decode("utf-16-le")
            waiting += [(left, folder), (right, folder), (child, f"{path}/")]
            if kind == STREAM:
                found[path] = self._stream(start, length & 0xFFFFFFFF)
        return found

    def _stream(self, start: int, length: int) -> bytes:
        """[MS-CFB] 2.4: a short stream stands in the mini sectors."""
        if not length:
            return b""
        if length < self._cutoff:
            numbers = self._chain(start, self._mini_fat)
            data = b"".join(self._mini[n * MINI_SECTOR : (n + 1) * MINI_SECTOR] for n in numbers)
        else:
            data = self._chained(start)
        if len(data) < length:
            raise BadCompoundFile("a stream is cut off")
        return data[:length]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * SECTOR
        return self._data[at : at + SECTOR]

    def _numbers(self, table: bytes) -> Sequence[int]:
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _chain(self, start: int, table: Sequence[int]) -> list[int]:
        numbers: list[int] = []
        while start < END - 2:
            numbers.append(start)
            if len(numbers) > len(table):
                raise BadCompoundFile("a chain without end")
            start = table[start]
        return numbers

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._fat)))

    def _further(self, start: int) -> list[int]:
        """[MS-CFB] 2.5: where the FAT has more sectors than the header can name."""
        places: list[int] = []
        while start < END - 2:
            *numbers, start = struct.unpack(f"<{IN_HEADER + 19}I", self._sector(start))
            places += [place for place in numbers if place < END - 2]
            if len(places) * SECTOR > len(self._data):
                raise BadCompoundFile("a chain without end")
        return places
