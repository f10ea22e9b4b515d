"""An xlsx package as parts, read with every checksum verified and written the same way every time.

The standard library's zipfile cannot copy a member that is already deflated, so the zip records are written here: a
part that did not change costs one copy of its compressed bytes.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DATE = 0x21  # 1 January 1980, the first day that zip knows; the time is 0
_MAX_INFLATED = 200_000_000
_MAX_PARTS = 5_000
_COMMENT = 0xFFFF

_DAMAGED = "Berkas ini rusak atau bukan buku kerja Excel (.xlsx). Ambil lagi salinannya yang baik, lalu ulangi."
_ENCRYPTED_TEXT = "Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu ulangi."
_TOO_LARGE = "Isi berkas ini terlalu besar untuk sebuah buku kerja. Periksa asal berkas, lalu pakai salinan yang baik."


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a package: its bytes, and the same bytes as they stand in the zip.

    packed: raw deflate when `method` is 8, the plain bytes when it is 0.
    """

    name: str
    data: bytes
    packed: bytes
    crc: int
    method: int = _DEFLATED


def pack_part(name: str, data: bytes, level: int = 6) -> Part:
    """A part made from plain bytes. level: zlib's, from 1 (fast) to 9 (small)."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Part(name, data, packer.compress(data) + packer.flush(), zlib.crc32(data))


def read_package(data: bytes) -> tuple[Part, ...]:
    """The parts of a package in the order of its directory; folders are left out.

    Raises:
        UnusableFile: no zip, damaged, encrypted, split, too large, or a name stands twice.
    """
    try:
        parts = tuple(_read_members(data))
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise UnusableFile(_DAMAGED) from error
    if len({part.name for part in parts}) != len(parts):
        raise UnusableFile(_DAMAGED)
    return parts


def _read_members(data: bytes) -> Iterable[Part]:
    end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _COMMENT))
    if end < 0:
        raise UnusableFile(_DAMAGED)
    _, disk, first_disk, _, count, _, at, _ = _END.unpack_from(data, end)
    if disk or first_disk or count > _MAX_PARTS:
        raise UnusableFile(_DAMAGED)
    room = _MAX_INFLATED
    for _ in range(count):
        signature, *fields = _CENTRAL.unpack_from(data, at)
        if signature != b"PK\1\2":
            raise UnusableFile(_DAMAGED)
        name_size, extra_size, comment_size = fields[9:12]
        raw_name = data[at + _CENTRAL.size : at + _CENTRAL.size + name_size]
        at += _CENTRAL.size + name_size + extra_size + comment_size
        room -= fields[8]
        if room < 0:
            raise UnusableFile(_TOO_LARGE)
        if not raw_name.endswith(b"/"):
            yield _read_member(data, raw_name, fields)


def _read_member(data: bytes, raw_name: bytes, fields: list[int]) -> Part:
    flags, method, crc, packed_size, size, offset = (fields[index] for index in (2, 3, 6, 7, 8, 15))
    if flags & _ENCRYPTED:
        raise UnusableFile(_ENCRYPTED_TEXT)
    local = _LOCAL.unpack_from(data, offset)
    if local[0] != b"PK\3\4" or method not in (_STORED, _DEFLATED):
        raise UnusableFile(_DAMAGED)
    name_end = offset + _LOCAL.size + local[9]
    start = name_end + local[10]
    packed = data[start : start + packed_size]
    plain = _inflate(packed, size) if method == _DEFLATED else packed
    if (
        data[offset + _LOCAL.size : name_end] != raw_name
        or len(packed) != packed_size
        or len(plain) != size
        or zlib.crc32(plain) != crc
    ):
        raise UnusableFile(_DAMAGED)
    return Part(raw_name.decode("utf-8" if flags & _UTF8 else "cp437"), plain, packed, crc, method)


def _inflate(packed: bytes, size: int) -> bytes:
    """At most one byte more than promised, so that a bomb stops where it lies about its size."""
    unpacker = zlib.decompressobj(-15)
    plain = unpacker.decompress(packed, size + 1)
    if not unpacker.eof or unpacker.unused_data:
        raise UnusableFile(_DAMAGED)
    return plain


def write_package(parts: Iterable[Part]) -> bytes:
    """The zip of these parts, in this order; the same parts give the same bytes on every machine and day."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if name.isascii() else _UTF8
        sizes = (part.crc, len(part.packed), len(part.data), len(name))
        head = _LOCAL.pack(b"PK\3\4", 20, flags, part.method, 0, _DATE, *sizes, 0) + name
        entry = (b"PK\1\2", 20, 20, flags, part.method, 0, _DATE, *sizes, 0, 0, 0, 0, 0, offset)
        directory.append(_CENTRAL.pack(*entry) + name)
        body += (head, part.packed)
        offset += len(head) + len(part.packed)
    listing = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listing), offset, 0)
    return b"".join((*body, listing, end))
