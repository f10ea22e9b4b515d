"""The 18 digits of a NIP (PNS, CPNS) or NI PPPK: birth date, appointment, sex, serial. There is no check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .model import Civil

LENGTH = 18
EARLIEST_BIRTH_YEAR = 1940
YOUNGEST = 17  # years
DECEMBER = 12


class Sex(StrEnum):
    """Jenis kelamin, the 15th digit."""

    MALE = "Pria"
    FEMALE = "Wanita"


@dataclass(frozen=True, slots=True)
class Nip:
    """What the digits say. appointed: year and month; month is None where digits 13-14 are no month (PPPK)."""

    birth: date
    appointed: tuple[int, int | None]
    sex: Sex
    serial: str


def clean_nip(text: str) -> str:
    """The digits as people mean them: without spaces and without Excel's leading apostrophe."""
    return re.sub(r"\s", "", text).removeprefix("'")


def print_nip(text: str) -> str:
    """The usual grouping; what is no 18 digits comes back as it is.

    >>> print_nip("198609262015051001")
    '19860926 201505 1 001'
    """
    digits = clean_nip(text)
    if not _is_digits(digits) or len(digits) != LENGTH:
        return text
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def nip_label(civil: Civil | None) -> str:
    """What the number is called on a form: "NIP" or "NI PPPK"."""
    return "NI PPPK" if civil in {Civil.PPPK, Civil.PPPK_PART_TIME} else "NIP"


def parse_nip(text: str, civil: Civil | None) -> Nip:
    """A number that has no problem, taken apart.

    For a PPPK, or while the status is unknown, digits 13-14 may be a count of contracts: they are no month then.
    """
    digits = clean_nip(text)
    return Nip(
        birth=_birth(digits),
        appointed=(int(digits[8:12]), int(digits[12:14]) if _has_month(civil) else None),
        sex=Sex.MALE if digits[14] == "1" else Sex.FEMALE,
        serial=digits[15:],
    )


def nip_problem(text: str, civil: Civil | None, today: date) -> str | None:
    """Why the number cannot be right, as an Indonesian sentence that does not repeat it; None if it can."""
    label, digits = nip_label(civil), clean_nip(text)
    if not _is_digits(digits):
        return f"{label} hanya boleh berisi angka 0–9; salin ulang dari SK pengangkatan."
    if len(digits) != LENGTH:
        return f"{label} harus {LENGTH} angka, yang tertulis {len(digits)} angka; lengkapi atau betulkan."
    reason = _birth_problem(digits, today) or _appointment_problem(digits, civil, today)
    if reason is None and digits[14] not in "12":
        reason = "angka ke-15 (jenis kelamin) harus 1 untuk pria atau 2 untuk wanita"
    if reason is None and digits[15:] == "000":
        reason = "tiga angka terakhir (nomor urut) tidak boleh 000"
    return reason and f"{label} tidak mungkin benar: {reason}."


def nip_doubt(text: str, civil: Civil | None) -> str | None:
    """What is unlikely about a number that has no problem: an appointment below the age of 17."""
    nip = parse_nip(text, civil)
    year, month = nip.appointed
    # Without a month the last one is assumed, so that nobody is doubted for the missing digits.
    if (year - nip.birth.year, month or DECEMBER) < (YOUNGEST, nip.birth.month):
        return f"Menurut {nip_label(civil)}, pengangkatan terjadi sebelum usia {YOUNGEST} tahun; periksa kembali."
    return None


def _is_digits(text: str) -> bool:
    # str.isdigit would take digits of other scripts, too.
    return re.fullmatch(r"[0-9]+", text) is not None


def _has_month(civil: Civil | None) -> bool:
    return civil in {Civil.PNS, Civil.CPNS}


def _birth(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _birth_problem(digits: str, today: date) -> str | None:
    try:
        birth = _birth(digits)
    except ValueError:
        return "delapan angka pertama (tahun, bulan, tanggal lahir) bukan tanggal"
    if birth.year < EARLIEST_BIRTH_YEAR:
        return f"tahun lahir {birth.year} lebih awal daripada {EARLIEST_BIRTH_YEAR}"
    # Compared as parts: 29 February has no date 17 years on.
    if (birth.year + YOUNGEST, birth.month, birth.day) > (today.year, today.month, today.day):
        return f"menurut tanggal lahirnya belum berusia {YOUNGEST} tahun"
    return None


def _appointment_problem(digits: str, civil: Civil | None, today: date) -> str | None:
    year, month = int(digits[8:12]), int(digits[12:14])
    if _has_month(civil) and not 1 <= month <= DECEMBER:
        return "angka ke-13 dan ke-14 (bulan pengangkatan) harus 01–12"
    if (year, month if _has_month(civil) else 0) > (today.year, today.month):
        return "tanggal pengangkatannya (angka ke-9 sampai ke-14) masih di masa depan"
    return None
