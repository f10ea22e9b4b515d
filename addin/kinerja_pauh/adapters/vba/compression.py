"""The compression of VBA sources and of the `dir` stream ([MS-OVBA] 2.4.1), both ways."""

from __future__ import annotations

import struct

_SIGNATURE = 0x01  # [MS-OVBA] 2.4.1.1.1: first byte of a container
_CHUNK = 4096  # [MS-OVBA] 2.4.1.1.3: plain bytes of a chunk, fewer in the last one only
_PACKED, _PLAIN = 0xB000, 0x3000  # [MS-OVBA] 2.4.1.1.5: signature 0b011 above the size, and the flag above it
_SIZE_BITS = 0x0FFF
_TOKENS = 8  # [MS-OVBA] 2.4.1.1.7: a flag byte announces so many tokens
_SHORTEST = 3  # a copy says its length and offset in two bytes
_FEWEST_OFFSET_BITS = 4
_TRIES = 32  # earlier places looked at for a copy; more makes no module of ours smaller


class BadCompression(ValueError):
    """The bytes are no compressed container."""


def compress(data: bytes) -> bytes:
    """A container whose content is `data` ([MS-OVBA] 2.4.1.3.6)."""
    out = bytearray([_SIGNATURE])
    for at in range(0, len(data), _CHUNK):
        chunk = data[at : at + _CHUNK]
        packed = _pack(chunk)
        if len(packed) <= _CHUNK:
            out += struct.pack("<H", _PACKED | (len(packed) - 1)) + packed
        else:  # [MS-OVBA] 2.4.1.3.10: a plain chunk always has 4096 bytes, the last one too
            out += struct.pack("<H", _PLAIN | (_CHUNK - 1)) + chunk.ljust(_CHUNK, b"\0")
    return bytes(out)


def decompress(container: bytes, limit: int) -> bytes:
    """The content of a container ([MS-OVBA] 2.4.1.3.1). limit: bytes of content beyond which it is refused.

    Raises:
        BadCompression: no container, damaged, or longer than the limit.
    """
    if not container or container[0] != _SIGNATURE:
        raise BadCompression("no container")
    out = bytearray()
    at = 1
    while at < len(container):
        if at + 2 > len(container):
            raise BadCompression("half a header")
        (header,) = struct.unpack_from("<H", container, at)
        chunk = container[at + 2 : at + 3 + (header & _SIZE_BITS)]
        at += 3 + (header & _SIZE_BITS)
        if header & 0x7000 != _PLAIN:
            raise BadCompression("no chunk")
        out += _unpack(chunk) if header & 0x8000 else chunk
        if len(out) > limit:
            raise BadCompression("too long")
    return bytes(out)


def _offset_bits(position: int) -> int:
    """[MS-OVBA] 2.4.1.3.19.1: how many bits of a copy say its offset; the others say its length."""
    return max(_FEWEST_OFFSET_BITS, (position - 1).bit_length())


def _pack(chunk: bytes) -> bytes:
    out = bytearray()
    places: dict[bytes, list[int]] = {}
    at = 0
    while at < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(_TOKENS):
            if at >= len(chunk):
                break
            bits = _offset_bits(at)
            length, offset = _match(chunk, at, places.get(chunk[at : at + _SHORTEST], []), (0xFFFF >> bits) + _SHORTEST)
            if length >= _SHORTEST:
                flags |= 1 << bit
                tokens += struct.pack("<H", (offset - 1) << (16 - bits) | (length - _SHORTEST))
            else:
                length = 1
                tokens.append(chunk[at])
            for passed in range(at, at + length):
                places.setdefault(chunk[passed : passed + _SHORTEST], []).append(passed)
            at += length
        out.append(flags)
        out += tokens
    return bytes(out)


def _match(chunk: bytes, at: int, places: list[int], longest: int) -> tuple[int, int]:
    """[MS-OVBA] 2.4.1.3.19.4: length and offset of the longest earlier copy of what begins here."""
    best, offset = 0, 0
    longest = min(longest, len(chunk) - at)
    for place in reversed(places[-_TRIES:]):
        length = 0
        while length < longest and chunk[place + length] == chunk[at + length]:
            length += 1
        if length > best:
            best, offset = length, at - place
    return best, offset


def _unpack(chunk: bytes) -> bytes:
    """[MS-OVBA] 2.4.1.3.2: a chunk's tokens in their groups of eight."""
    out = bytearray()
    at = 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(_TOKENS):
            if at >= len(chunk):
                break
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            if at + 2 > len(chunk):
                raise BadCompression("half a copy")
            (token,) = struct.unpack_from("<H", chunk, at)
            at += 2
            bits = _offset_bits(len(out))
            start = len(out) - (token >> (16 - bits)) - 1
            if start < 0:
                raise BadCompression("a copy of nothing")
            for place in range(start, start + (token & (0xFFFF >> bits)) + _SHORTEST):
                out.append(out[place])
            if len(out) > _CHUNK:
                raise BadCompression("a chunk too long")
    return bytes(out)
