"""A plain value as the inside of a worksheet cell. Text from data is always text: never a formula, never markup."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.xml_scan import escape

if TYPE_CHECKING:
    from kinerja_pauh.sheets.cells import Value

MAX_TEXT = 32_767
"""What one cell of Excel holds, in UTF-16 units; a longer text makes Excel call the file damaged."""

_EPOCH_1904 = 1462
_LEAP_1900 = date(1900, 3, 1)
_DAY = 86_400_000_000
_LIMIT = 308  # Excel's largest number is below 1E308

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


_DOUBLE = Context(prec=17)  # decimal digits of a double


def stored_text(text: str) -> str:
    """Text as a spreadsheet stores it, its markup not yet escaped.

    What XML cannot carry is written _xHHHH_, and a text that happens to look like that is protected the same way, so
    Excel and LibreOffice show exactly the text given. Two things cannot be shown and go: NUL (dropped) and half a
    surrogate pair (U+FFFD).
    """
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return text if text.isprintable() else _CONTROL.sub(_code, text)


def encode_text(text: str) -> str:
    """The same with its markup escaped."""
    return escape(stored_text(text))


def _code(match: re.Match[str]) -> str:
    code = ord(match[0])
    if not code:
        return ""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"_x{code:04X}_"  # noqa: PLR2004 (the surrogates of Unicode)


def serial(day: date, *, date1904: bool = False) -> Decimal:
    """The day number of a date or, with its fraction, of a time; a time zone is left out.

    >>> serial(date(2026, 11, 24)), serial(datetime(2026, 11, 24, 12))
    (Decimal('46350'), Decimal('46350.5'))

    Raises:
        ValueError: before 1900, which the workbook cannot show.
    """
    plain = day.date() if isinstance(day, datetime) else day
    days = (plain - date(1899, 12, 30)).days - (plain < _LEAP_1900)  # the sheet believes in 29 February 1900
    if date1904:
        days -= _EPOCH_1904
    if days < (0 if date1904 else 1):
        raise ValueError("Tanggal sebelum tahun 1900 tidak dapat ditulis di buku kerja. Betulkan tanggalnya.")
    if not isinstance(day, datetime):
        return Decimal(days)
    micro = ((day.hour * 60 + day.minute) * 60 + day.second) * 1_000_000 + day.microsecond
    return days + (Decimal(micro) / _DAY).quantize(Decimal("1E-11")).normalize()


def number(value: Decimal | int) -> str:
    """Digits without exponent, no more of them than a workbook's number can tell apart.

    Raises:
        ValueError: not finite, or larger than a workbook can hold.
    """
    if isinstance(value, int):
        if abs(value) < 10**_LIMIT:
            return str(value)
    elif value.is_finite() and (value.is_zero() or value.adjusted() < _LIMIT):
        return "0" if value.is_zero() or value.adjusted() < -_LIMIT else format(_DOUBLE.plus(value), "f")
    raise ValueError("Angka ini tak terhingga atau terlalu besar untuk buku kerja. Betulkan angkanya.")


def check_length(text: str) -> None:
    """
    Raises:
        ValueError: longer than a cell may hold.
    """
    if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise ValueError(f"Teks lebih panjang dari {MAX_TEXT} huruf, batas satu sel. Pendekkan teksnya.")


def check_value(value: Value) -> None:
    """
    Raises:
        ValueError: no cell can hold it, whatever the date system of its workbook.
    """
    if isinstance(value, str):
        check_length(value)
    elif isinstance(value, date):
        serial(value)
    elif value is not None:
        number(value)


class CellXml:
    """Writes values for one sheet: its tag prefix and its date system are known."""

    __slots__ = ("_close", "_date1904", "_p")

    def __init__(self, prefix: str = "", *, date1904: bool = False) -> None:
        self._p = prefix
        self._close = f"</{prefix}c>"
        self._date1904 = date1904

    def typed(self, value: Value) -> str:
        """The rest of a cell after its style: type, content, end."""
        p = self._p
        if value is None or value == "":
            return "/>"
        if isinstance(value, str):
            check_length(value)
            text = f'<{p}is><{p}t xml:space="preserve">{encode_text(value)}</{p}t></{p}is>'
            return f' t="inlineStr">{text}{self._close}'
        if isinstance(value, bool):
            return f' t="b"><{p}v>{value:d}</{p}v>{self._close}'
        return f"><{p}v>{self._number(value)}</{p}v>{self._close}"

    def cached(self, formula: str, value: Value) -> str:
        """The same around a formula element, with the value as its last result; None for no result."""
        p = self._p
        if value is None:
            return f">{formula}{self._close}"
        if isinstance(value, str):
            check_length(value)
            return f' t="str">{formula}<{p}v>{encode_text(value)}</{p}v>{self._close}'
        kind = ' t="b"' if isinstance(value, bool) else ""
        shown = f"{value:d}" if isinstance(value, bool) else self._number(value)
        return f"{kind}>{formula}<{p}v>{shown}</{p}v>{self._close}"

    def _number(self, value: Decimal | int | date) -> str:
        return number(serial(value, date1904=self._date1904) if isinstance(value, date) else value)
