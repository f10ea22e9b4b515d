"""Writing a compound file of version 3 ([MS-CFB]): folders and streams in one file, the same bytes every time."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR, MINI_SECTOR, MINI_CUTOFF = 512, 64, 4096  # [MS-CFB] 2.2
FREE, END, FAT_SECTOR, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF  # [MS-CFB] 2.1, 2.6.1
ROOT, STORAGE, STREAM = 5, 1, 2  # [MS-CFB] 2.6.1: object types
HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII")  # [MS-CFB] 2.2, without the 109 places of the FAT
ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")  # [MS-CFB] 2.6.1
IN_HEADER = 109
_PER_SECTOR = SECTOR // 4
_LONGEST_NAME = 31


@dataclass(slots=True)
class _Entry:
    """A directory entry; left, right, child are numbers of others."""

    name: str
    kind: int
    data: bytes = b""
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM
    start: int = END


def write_compound_file(tree: Mapping[str, bytes | Mapping[str, bytes]]) -> bytes:
    """The compound file that holds this tree, one level of folders deep."""
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _branch(entries, tree)
    body, mini, fat, mini_fat = bytearray(), bytearray(), list[int](), list[int]()
    for entry in entries:
        if entry.kind != STREAM or not entry.data:
            continue
        if len(entry.data) < MINI_CUTOFF:  # [MS-CFB] 2.4: short streams share sectors
            entry.start = _append(mini, mini_fat, entry.data, MINI_SECTOR)
        else:
            entry.start = _append(body, fat, entry.data, SECTOR)
    entries[0].data = bytes(mini)
    entries[0].start = _append(body, fat, bytes(mini), SECTOR)
    mini_fat_start = _append(body, fat, _sector_numbers(mini_fat), SECTOR)
    mini_fat_sectors = -(-len(mini_fat) // _PER_SECTOR)
    directory_start = _append(body, fat, _directory(entries), SECTOR)
    fat_start, fat_sectors = len(fat), 1
    while fat_sectors * _PER_SECTOR < len(fat) + fat_sectors:
        fat_sectors += 1
    if fat_sectors > IN_HEADER:
        raise ValueError("too large for a compound file without further FAT sectors")
    fat += [FAT_SECTOR] * fat_sectors
    head = HEADER.pack(
        SIGNATURE, bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, fat_sectors, directory_start, 0, MINI_CUTOFF,
        mini_fat_start, mini_fat_sectors, END, 0,
    )  # fmt: skip
    places = [fat_start + number for number in range(fat_sectors)]
    return (
        head + struct.pack("<109I", *places, *[FREE] * (IN_HEADER - fat_sectors)) + bytes(body) + _sector_numbers(fat)
    )


def _branch(entries: list[_Entry], tree: Mapping[str, bytes | Mapping[str, bytes]]) -> int:
    """Add the members of a folder; gives the root of their search tree ([MS-CFB] 2.6.4), NO_STREAM for none."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):  # shorter first, then by upper case
        if not 0 < len(name) <= _LONGEST_NAME:
            raise ValueError("a name in a compound file has 1 to 31 characters")
        numbers.append(len(entries))
        member = tree[name]
        if isinstance(member, bytes):
            entries.append(_Entry(name, STREAM, member))
        else:
            entries.append(_Entry(name, STORAGE, start=0))
            entries[numbers[-1]].child = _branch(entries, member)
    return _balanced(entries, numbers)


def _balanced(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return NO_STREAM
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left, entry.right = _balanced(entries, numbers[:middle]), _balanced(entries, numbers[middle + 1 :])
    return numbers[middle]


def _append(body: bytearray, table: list[int], data: bytes, sector: int) -> int:
    """Put data behind the others, chain its sectors ([MS-CFB] 2.3); gives the first one."""
    count = -(-len(data) // sector)
    if not count:
        return END
    first = len(table)
    table += [*range(first + 1, first + count), END]
    body += data.ljust(count * sector, b"\0")
    return first


def _sector_numbers(numbers: list[int]) -> bytes:
    """A table of sector numbers, filled up to whole sectors."""
    padded = numbers + [FREE] * (-len(numbers) % _PER_SECTOR)
    return struct.pack(f"<{len(padded)}I", *padded)


def _directory(entries: list[_Entry]) -> bytes:
    """[MS-CFB] 2.6: all entries black, without class and times; whole sectors."""
    written = []
    for entry in entries:
        name = (entry.name + "\0").encode("utf-16-le")
        links = (entry.left, entry.right, entry.child)
        written.append(
            ENTRY.pack(name, len(name), entry.kind, 1, *links, bytes(16), 0, 0, 0, entry.start, len(entry.data))
        )
    unused = ENTRY.pack(b"", 0, 0, 0, NO_STREAM, NO_STREAM, NO_STREAM, bytes(16), 0, 0, 0, 0, 0)
    return b"".join(written) + unused * (-len(entries) % (SECTOR // ENTRY.size))
