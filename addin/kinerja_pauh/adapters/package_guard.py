"""Opening an Office package that a stranger may have made: sizes, names and checksums are watched at every step."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.file_kinds import refuse_other_kinds
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""The largest file, and the largest sum of its inflated parts, that is read; a form of one rater has about 0.2 MB."""

_MAX_RATIO = 250  # real sheets shrink 5 to 50 times, a bomb about 1,000 times
_RATIO_MATTERS_FROM = 1024 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the only two that Office writes, and bounded ones
_BROKEN = (  # what zipfile raises on damaged input
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, IndexError,
    OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip

DAMAGED = "Berkas ini rusak atau tidak lengkap: minta pengirim menyimpannya lagi di Excel dan mengirim ulang."
TOO_LARGE = (
    "Berkas ini terlalu besar untuk formulir penilaian: hapus gambar dan lembar yang tidak perlu, lalu simpan lagi."
)


@dataclass(frozen=True, slots=True)
class Package:
    """An open package. members: part name in canonical form (see `part_key`) -> its entry; data: the whole file."""

    data: bytes
    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self.members

    def read(self, part: str) -> bytes:
        """The inflated bytes of a part, checksum verified.

        Raises:
            UnusableFile: the part is missing or damaged.
        """
        info = self.members.get(part_key(part))
        if info is None:
            raise UnusableFile(DAMAGED)
        try:
            with self.archive.open(info) as stream:
                # A bounded read inflates no more than was declared and counted; read() would inflate all there is.
                content = stream.read(info.file_size + 1)
        except _BROKEN as problem:
            raise UnusableFile(DAMAGED) from problem
        if len(content) != info.file_size:  # the checksum was zipfile's business
            raise UnusableFile(DAMAGED)
        return content


def part_key(part: str) -> str:
    """The canonical name of a part: names differ in case or slash only between careless programs."""
    return part.replace("\\", "/").lstrip("/").casefold()


def open_package(path: Path) -> Package:
    """The package in a file, whose bytes are in memory afterwards and whose file is closed.

    Raises:
        UnusableFile: missing, a folder, another kind of file, damaged, too large, hostile.
    """
    return package_from_bytes(_file_bytes(path))


def package_from_bytes(data: bytes) -> Package:
    """As `open_package`, from bytes in memory."""
    refuse_other_kinds(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as problem:
        raise UnusableFile(DAMAGED) from problem
    members: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        if info.is_dir():
            continue
        if members.setdefault(part_key(info.filename), info) is not info:
            raise UnusableFile(
                "Berkas ini memuat dua bagian dengan nama yang sama: buka di Excel, simpan ke berkas baru, lalu kirim "
                "yang baru."
            )
    _refuse_bombs(members)
    return Package(data, archive, members)


def check_package(data: bytes) -> None:
    """Read every part once, as the last look before a saved package replaces the old one.

    Raises:
        UnusableFile: it is not whole.
    """
    verify(package_from_bytes(data))


def verify(package: Package) -> None:
    """Inflate every part once and hold it against its checksum.

    Raises:
        UnusableFile: one is damaged.
    """
    for part in package.members:
        package.read(part)


def _file_bytes(path: Path) -> bytes:
    _refuse_lock_file(path.name)
    try:
        if path.is_dir():
            raise UnusableFile("Yang ditunjuk adalah folder, bukan berkas: pilih berkas .xlsx di dalamnya.")
        if not path.exists():
            raise UnusableFile("Berkas tidak ditemukan: periksa nama dan foldernya, lalu ulangi.")
        if not path.is_file():
            raise UnusableFile("Yang ditunjuk bukan berkas biasa: pilih berkas .xlsx.")
        if path.stat().st_size > MAX_BYTES:
            raise UnusableFile(TOO_LARGE)
        return path.read_bytes()
    except PermissionError as problem:
        raise UnusableFile(
            "Berkas tidak boleh dibaca atau sedang dikunci program lain: tutup dulu di program itu atau minta izin "
            "baca, lalu ulangi."
        ) from problem
    except (OSError, ValueError) as problem:
        raise UnusableFile("Berkas tidak dapat dibaca: periksa cakram atau jaringan, lalu ulangi.") from problem


def _refuse_lock_file(name: str) -> None:
    if name.startswith("~$"):
        raise UnusableFile(
            "Ini berkas kunci sementara Excel, bukan buku kerja: abaikan, dan pakai berkas bernama sama tanpa ~$ di "
            "depannya."
        )
    if name.startswith(".~lock."):
        raise UnusableFile(
            "Ini berkas kunci sementara LibreOffice, bukan buku kerja: abaikan, dan pakai berkas aslinya."
        )


def _refuse_bombs(members: Mapping[str, zipfile.ZipInfo]) -> None:
    """Refuse by declared sizes; they are no trust misplaced, since no part is ever inflated beyond its declaration."""
    if sum(info.file_size for info in members.values()) > MAX_BYTES:
        raise UnusableFile(TOO_LARGE)
    for info in members.values():
        if info.compress_type not in _METHODS:
            raise UnusableFile(DAMAGED)
        if info.file_size > max(_RATIO_MATTERS_FROM, _MAX_RATIO * info.compress_size):
            raise UnusableFile(
                "Isi berkas ini mengembang tidak wajar saat dibuka: jangan dipakai, dan minta pengirim membuat ulang "
                "dari formulir aslinya."
            )
