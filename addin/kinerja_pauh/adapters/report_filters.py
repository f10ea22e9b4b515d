"""How report templates show values: the filters of our own, and what a value looks like in a text or a cell."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TYPE_CHECKING

from jinja2 import Undefined

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.nip import print_nip

if TYPE_CHECKING:
    from kinerja_pauh.sheets.cells import Value

_SWAPPED = str.maketrans(",.", ".,")
_MAX_DIGITS = 310
_MAX_DECIMALS = 10


class LanguageProblem(Exception):
    """Something in a cell of a template that cannot be read or done. Its text is an Indonesian sentence."""


def plain_text(value: object) -> str:
    """A value inside a longer text: numbers with a decimal comma (2026, 87,5), dates in words, nothing for None."""
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name
    if isinstance(value, Enum):
        value = value.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, int | Decimal | float):
        return angka(value).replace(".", "")
    if isinstance(value, str):
        return value
    raise LanguageProblem(
        "Isi sel ini daftar atau kumpulan isian, bukan teks, angka, atau tanggal. Pilih satu isiannya."
    )


def cell_value(value: object) -> Value:
    """What an expression that fills a whole cell gives to the sheet."""
    if value is None or type(value) is str:
        return value  # most cells of a report
    if isinstance(value, Undefined):
        str(value)  # raises, with the name
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and not value.is_finite():
        raise LanguageProblem("Hasil hitungan sel ini bukan angka biasa (tak terhingga). Periksa pembaginya.")
    if value is None or isinstance(value, str | bool | int | Decimal | date):
        return value
    return plain_text(value)


def tanggal(value: date | None) -> str:
    """A date as the office writes it.

    >>> tanggal(date(2026, 11, 24))
    '24 November 2026'
    """
    if value is None:
        return ""
    if not isinstance(value, date):
        raise LanguageProblem('Saringan "tanggal" hanya untuk tanggal. Periksa nama isiannya.')
    return show_day(value)


def angka(value: Decimal | float | None, desimal: int | None = None) -> str:
    """A number with Indonesian separators; desimal: digits after the comma, rounded half up, None for all it has.

    >>> angka(Decimal("1234.5"), 2), angka(7), angka(Decimal("-0.125"), 2)
    ('1.234,50', '7', '-0,13')
    """
    if value is None:
        return ""
    if not isinstance(value, int | Decimal | float) or isinstance(value, bool):
        raise LanguageProblem('Saringan "angka" hanya untuk angka. Periksa nama isiannya.')
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _MAX_DIGITS:
        raise LanguageProblem("Angka di sel ini tak terhingga atau terlalu besar. Periksa hitungannya.")
    if desimal is not None:
        if not isinstance(desimal, int) or not 0 <= desimal <= _MAX_DECIMALS:
            raise LanguageProblem(f'Saringan "angka" menerima 0 sampai {_MAX_DECIMALS} desimal.')
        number = number.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)
    return f"{number:,f}".translate(_SWAPPED)


def nip(value: str | None) -> str:
    """A NIP in the four groups in which it is printed; anything else as it is.

    >>> nip("198609262015051001")
    '19860926 201505 1 001'
    """
    return "" if value is None else print_nip(str(value))


def atau(value: object, default: object = "") -> object:
    """The default where there is nothing (None or an empty text)."""
    return default if value is None or value == "" else value
