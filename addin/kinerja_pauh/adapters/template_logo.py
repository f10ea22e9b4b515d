"""The office's own logo in the place of a picture named Logo."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.drawing_anchors import by_corner, drawn_size
from kinerja_pauh.adapters.package_edits import PackageEditor
from kinerja_pauh.adapters.xml_scan import Element, descendants, find, root_of, with_attributes
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "logo"
_PART = "xl/media/logo_kantor"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_MAX_BYTES = 2 * 1024 * 1024
_MAX_SIDE = 4_000  # pixels; 25 cm in print at 400 dots an inch

_NO_PICTURE = "Logo harus gambar PNG atau JPEG yang utuh. Simpan ulang gambarnya dari program gambar, lalu ulangi."
_TOO_LARGE = (
    f"Logo terlalu besar: paling banyak 2 MB dan {_MAX_SIDE} piksel tiap sisi. Kecilkan gambarnya, lalu ulangi."
)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture. kind: its content type; width, height: pixels."""

    data: bytes
    ending: str
    kind: str
    width: int
    height: int


def read_logo(data: bytes) -> Logo:
    """
    Raises:
        UnusableFile: neither PNG nor JPEG by its own bytes, damaged, or too large.
    """
    if len(data) > _MAX_BYTES:
        raise UnusableFile(_TOO_LARGE)
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            logo = Logo(data, "png", "image/png", *_png_size(data))
        elif data.startswith(b"\xff\xd8\xff"):
            logo = Logo(data, "jpeg", "image/jpeg", *_jpeg_size(data))
        else:
            raise UnusableFile(_NO_PICTURE)
    except (struct.error, IndexError) as problem:
        raise UnusableFile(_NO_PICTURE) from problem
    if max(logo.width, logo.height) > _MAX_SIDE:
        raise UnusableFile(_TOO_LARGE)
    return logo


def _png_size(data: bytes) -> tuple[int, int]:
    """Every chunk is held against its checksum: a program that draws the picture gets a whole one."""
    at = 8
    kinds: list[bytes] = []
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        (crc,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(data[at + 4 : at + 8 + size]) != crc:
            raise UnusableFile(_NO_PICTURE)
        kinds.append(kind)
        at += 12 + size
    width, height = struct.unpack_from(">II", data, 16)
    if kinds[:1] != [b"IHDR"] or kinds[-1] != b"IEND" or not width or not height:
        raise UnusableFile(_NO_PICTURE)
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first frame header, which every JPEG has before its picture."""
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004 (what every marker begins with)
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 (the frame markers)
            height, width = struct.unpack_from(">HH", data, at + 5)
            if width and height and data.rstrip(b"\0").endswith(b"\xff\xd9"):
                return width, height
            break
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise UnusableFile(_NO_PICTURE)


def with_logo(data: bytes, logo: bytes) -> bytes:
    """The template (.xlsx) whose pictures named Logo show this one, as large as fits into their place.

    Raises:
        UnusableFile: the logo cannot be used; or as for reading a package.
    """
    picture = read_logo(logo)
    editor = PackageEditor(data)
    drawings = [part for part in editor.parts if part.startswith("xl/drawings/") and part.endswith(".xml")]
    changed = False
    for part in drawings:
        text = editor.text(part) or ""
        anchors = list(_named(text))
        if anchors:
            number = editor.relate(part, _IMAGE, f"/{_PART}.{picture.ending}")
            editor.put(part, _exchanged(text, anchors, picture, number))
            changed = True
    if not changed:
        return data
    editor.put(f"{_PART}.{picture.ending}", picture.data)
    editor.declare_ending(picture.ending, picture.kind)
    return editor.written()


def _named(text: str) -> Iterator[Element]:
    for anchor in root_of(text).children():
        names = [each.attributes for each in descendants(anchor) if each.name == "cNvPr"]
        if find(anchor, "pic") and any(
            NAME in {each.get(key, "").casefold() for key in ("name", "descr")} for each in names
        ):
            yield anchor


def _exchanged(text: str, anchors: list[Element], logo: Logo, number: str) -> str:
    pieces: list[str] = []
    reached = 0
    for anchor in anchors:
        pieces += (text[reached : anchor.start], _with_picture(root_of(by_corner(anchor)), logo, number))
        reached = anchor.end
    return "".join(pieces) + text[reached:]


def _with_picture(anchor: Element, logo: Logo, number: str) -> str:
    """The anchor showing the logo: its size changed so that neither side grows and nothing is pressed out of shape."""
    box = drawn_size(anchor)
    text = anchor.text
    pieces: list[str] = []
    reached = 0
    for element in descendants(anchor):
        attributes = element.attributes
        changes: dict[str, str] = {}
        if element.name == "blip":
            changes = {name: number for name in attributes if name.endswith(":embed")}
        elif element.name == "ext" and box and "cx" in attributes:
            scale = min(box[0] / logo.width, box[1] / logo.height)
            changes = {"cx": str(round(logo.width * scale)), "cy": str(round(logo.height * scale))}
        elif element.name == "srcRect":
            changes = dict.fromkeys(("l", "t", "r", "b"), "0")
        if changes:
            pieces += (text[reached : element.start], with_attributes(element, **changes))
            reached = element.inner
    return "".join(pieces) + text[reached:]
