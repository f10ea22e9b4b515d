"""Strict reading of a regulation's TOML: what is missing, unknown or of the wrong kind is named by file and key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from kinerja_pauh.appraisal.in_force import Regulation
from kinerja_pauh.appraisal.rulebook import Provision

from .errors import RegulationFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")

CONFIDENCES = ("V2", "V1", "M", "D")  # from what we know best to what is our own
HEAD = ("id", "nama", "berlaku_mulai")
ENTRY = ("nilai", "satuan", "sumber", "keyakinan")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. path: its dotted key, "" for the file itself."""

    file: str
    path: str
    data: Mapping[str, object]

    def error(self, key: str, reason: str) -> RegulationFileError:
        """The error to raise about a key of this table."""
        return RegulationFileError(f"Berkas peraturan {self.file}, kunci {self._dotted(key)}: {reason}.")

    def only(self, *required: str, optional: Iterable[str] = ()) -> Table:
        """This table, once it is known to have the required keys and none but these and the optional ones.

        Raises:
            RegulationFileError: a key is missing or unknown.
        """
        for key in required:
            if key not in self.data:
                raise self.error(key, "tidak ada")
        for key in self.data:
            if key not in required and key not in optional:
                raise self.error(key, "tidak dikenal")
        return self

    def text(self, key: str) -> str:
        """A text."""
        return self._of(key, str, "bukan teks")

    def flag(self, key: str) -> bool:
        """A truth value; False where the key is absent."""
        return key in self.data and self._of(key, bool, "bukan true atau false")

    def day(self, key: str) -> date:
        """A date."""
        return self._of(key, date, "bukan tanggal")

    def number(self, key: str) -> Decimal:
        """A finite number."""
        value = self.data.get(key)
        number = Decimal(value) if type(value) is int else value
        if isinstance(number, Decimal) and number.is_finite():
            return number
        raise self.error(key, "bukan angka" if key in self.data else "tidak ada")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        return tuple(self._list(key, str, "bukan daftar teks"))

    def table(self, key: str) -> Table:
        """The table under a key."""
        return Table(self.file, self._dotted(key), self._of(key, dict, "bukan tabel"))

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables, at least one."""
        rows = self._list(key, dict, "bukan daftar tabel")
        return tuple(Table(self.file, f"{self._dotted(key)}[{n}]", row) for n, row in enumerate(rows, start=1))

    def pair(self, key: str) -> tuple[Decimal, Decimal]:
        """A list of exactly two numbers."""
        numbers = self._of(key, list, "bukan daftar dua angka")
        if len(numbers) != 2:  # noqa: PLR2004 - a pair has two
            raise self.error(key, "bukan daftar dua angka")
        first, second = (Table(self.file, self.path, {key: number}).number(key) for number in numbers)
        return first, second

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """A list of numbers, at least one."""
        found = self._list(key, int, "bukan daftar angka bulat")
        return tuple(map(Decimal, found))

    def mapping(self, key: str, name: str, value: str, read: Callable[[Table, str], T]) -> dict[str, T]:
        """A list of tables with two keys each as a mapping; a name stands once."""
        found: dict[str, T] = {}
        for row in self.tables(key):
            row.only(name, value)
            if row.text(name) in found:
                raise row.error(name, "sudah ada")
            found[row.text(name)] = read(row, value)
        return found

    def _dotted(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _of(self, key: str, kind: type[T], complaint: str) -> T:
        value = self.data.get(key)
        # The very type: a bool is an int and a datetime is a date, but neither is meant.
        if type(value) is kind:
            return value
        raise self.error(key, complaint if key in self.data else "tidak ada")

    def _list(self, key: str, kind: type[T], complaint: str) -> list[T]:
        items = [item for item in self._of(key, list, complaint) if type(item) is kind]
        if not items or len(items) < len(self._of(key, list, complaint)):
            raise self.error(key, complaint)
        return items


def read_file(name: str) -> Table:
    """A regulation file of this room."""
    return parse(files(__package__).joinpath(name).read_text("utf-8"), name)


def parse(text: str, name: str) -> Table:
    """The text of a regulation file.

    Raises:
        RegulationFileError: it is no TOML.
    """
    try:
        return Table(name, "", tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise RegulationFileError(f"Berkas peraturan {name} bukan TOML yang benar: {error}.") from error


def head(table: Table) -> Regulation:
    """Which regulation a file holds and when it is in force."""
    until = table.day("berlaku_sampai") if "berlaku_sampai" in table.data else None
    found = Regulation(table.text("id"), table.text("nama"), table.day("berlaku_mulai"), until)
    if until is not None and until < found.in_force_from:
        raise table.error("berlaku_sampai", "lebih awal daripada berlaku_mulai")
    return found


def whole_file(table: Table, *keys: str) -> Regulation:
    """The head of a file that has exactly these keys below it."""
    return head(table.only(*HEAD, *keys, optional=("berlaku_sampai",)))


def provision(entry: Table, read: Callable[[Table, str], T]) -> Provision[T]:
    """The four things every value says: what it is, in which unit, who says so, how well we know."""
    confidence, source = entry.text("keyakinan"), entry.text("sumber")
    if confidence not in CONFIDENCES:
        raise entry.error("keyakinan", f"harus salah satu dari {', '.join(CONFIDENCES)}")
    if not source:
        raise entry.error("sumber", "kosong")
    return Provision(read(entry, "nilai"), entry.text("satuan"), source, confidence)


def stated(table: Table, key: str, read: Callable[[Table, str], T]) -> Provision[T]:
    """The provision under a key that has nothing but its four parts."""
    return provision(table.table(key).only(*ENTRY), read)


def combined(value: T, parts: Sequence[Provision[Decimal]]) -> Provision[T]:
    """One provision of several: each source named once, the confidence of the part that we know least."""
    confidence = max((p.confidence for p in parts), key=CONFIDENCES.index)
    return Provision(value, parts[0].unit, "; ".join(dict.fromkeys(p.source for p in parts)), confidence)
