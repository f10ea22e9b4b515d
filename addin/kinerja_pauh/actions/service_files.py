"""The files of service data that were named: each read once, apart from this process where it is a workbook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import ReaderMissing
from kinerja_pauh.sheets.read_service_data import read_service_data

from .outcome import blocked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.column_meanings import Chosen
    from kinerja_pauh.sheets.service_table import DataRead

FOLDER = "data_layanan"
"""Where an office folder may keep its logs and surveys."""
_PASSED_OVER = ("~$", ".")
_TEXT = {".csv", ".txt", ".tsv"}
_TWO_NAMED = "Dua berkas bernama {name} disebut. Ganti nama salah satunya, agar asal setiap baris jelas, lalu ulangi."


class TwoOfOneName(Refusal):
    """Dua berkas bernama sama."""


class NoDataFiles(Refusal):
    """Tidak ada berkas data layanan."""


def all_files(root: Path) -> list[Path]:
    """Every file in the office's folder of service data: dropped there month by month, they are all counted together.

    Raises:
        NoDataFiles: there are none.
    """
    folder = root / FOLDER
    found = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    found = [path for path in found if not path.name.startswith(_PASSED_OVER)]
    if not found:
        raise NoDataFiles(f"Taruh buku loket dan survei di folder {FOLDER}, atau sebut berkasnya, lalu ulangi.")
    return found


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was named. read: None where it is refused, or says the same as an earlier one; note: why."""

    name: str
    read: DataRead | None = None
    note: str = ""
    refused: bool = False

    @property
    def hinders(self) -> bool:
        """Whether its lines cannot be counted yet, so that no sum may be made."""
        return self.refused or (self.read is not None and blocked(self.read.findings))


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read. chosen: HR's mapping; officer, scale: as for `read_service_data`."""

    chosen: Chosen
    officer: Callable[[str], str]
    scale: tuple[Decimal, Decimal]


def read_files(paths: Sequence[Path], how: Reading, world: World) -> list[DataFile]:
    """Each file, sorted by name: the order in which they were named does not matter.

    Raises:
        TwoOfOneName: two files of one name with different contents.
        ReaderMissing: workbooks cannot be read on this computer.
    """
    done = world.progress("Membaca data layanan", len(paths))
    files: list[DataFile] = []
    seen: dict[str, str] = {}
    for number, path in enumerate(sorted(paths, key=lambda one: (one.name, str(one))), start=1):
        files += _one(path, seen, how, world)
        done(number)
    return files


def _one(path: Path, seen: dict[str, str], how: Reading, world: World) -> Iterator[DataFile]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield DataFile(path.name, note="Berkas tidak ada. Periksa nama dan foldernya.", refused=True)
        return
    except OSError:
        note = "Berkas tidak dapat dibuka. Tutup dulu di Excel, lalu ulangi."
        yield DataFile(path.name, note=note, refused=True)
        return
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in seen:
        yield DataFile(path.name, note=f"Isinya sama dengan {seen[sha256]}; dihitung sekali.")
        return
    if path.name in seen.values():
        raise TwoOfOneName(_TWO_NAMED.format(name=path.name))
    seen[sha256] = path.name
    try:
        read = read_service_data(_book(path, data, world), how.chosen, how.officer, how.scale)
    except ReaderMissing:
        raise
    except Refusal as refusal:
        yield DataFile(path.name, note=str(refusal), refused=True)
        return
    empty = not read.tables
    note = "Tidak ada lembar yang tampak seperti buku loket atau survei." if empty else ""
    yield DataFile(path.name, read, note, refused=empty)


def _book(path: Path, data: bytes, world: World) -> Book:
    if path.suffix.lower() in _TEXT:
        return world.open_csv(path.name, data)
    return world.open_untrusted(path.name, data)
