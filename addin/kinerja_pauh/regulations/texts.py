"""What is printed on the official forms: titles, the office's own texts, and the little curves of distribution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from .errors import SettingRefused
from .tables import ENTRY, Table, provision, read_file, stated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kinerja_pauh.appraisal.rulebook import Provision

PREFIX = "dokumen_"
"""Begins every key of the sheet Pengaturan that is about documents."""
_BOUNDS = ("paling_kecil", "paling_besar")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One text. choices: the words it may be, () for any; bounds: between which whole numbers it lies, None for words.

    An empty text leaves ruled lines to write on.
    """

    key: str
    label: str
    stated: Provision[str]
    choices: tuple[str, ...] = ()
    bounds: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """The file as read. texts: key -> text; curves: the organisation's predicate -> heights from Sangat Kurang on."""

    texts: Mapping[str, DocumentText]
    curves: Provision[Mapping[str, tuple[Decimal, ...]]]


@cache
def document_texts() -> DocumentTexts:
    """Everything that the official forms print beside people's own data."""
    return read_texts(read_file("teks_dokumen.toml"))


def read_texts(table: Table) -> DocumentTexts:
    """The whole file.

    Raises:
        RegulationFileError: a key is missing, unknown, twice, of the wrong kind, or without the prefix.
    """
    table.only("teks", "pola")
    texts: dict[str, DocumentText] = {}
    for row in table.tables("teks"):
        one = _text(row)
        if one.key in texts or not one.key.startswith(PREFIX):
            raise row.error("kunci", f"sudah ada, atau tidak diawali {PREFIX}")
        texts[one.key] = one
    return DocumentTexts(texts, stated(table, "pola", _curves))


def _text(row: Table) -> DocumentText:
    row.only(*ENTRY, "kunci", "label", optional=("pilihan", *_BOUNDS))
    choices = row.texts("pilihan") if "pilihan" in row.data else ()
    bounded = any(key in row.data for key in _BOUNDS)
    bounds = (row.number(_BOUNDS[0]), row.number(_BOUNDS[1])) if bounded else None
    return DocumentText(row.text("kunci"), row.text("label"), provision(row, Table.text), choices, bounds)


def _curves(entry: Table, key: str) -> Mapping[str, tuple[Decimal, ...]]:
    found = {}
    for row in entry.tables(key):
        row.only("organisasi", "kurva")
        found[row.text("organisasi")] = row.numbers("kurva")
    return found


def office_texts(settings: Mapping[str, str]) -> dict[str, Provision[str]]:
    """Every text as this office prints it. settings: the rows of Pengaturan whose key begins with `PREFIX`.

    Raises:
        SettingRefused: a key is unknown or not the office's to change, or its value is none of those allowed.
    """
    known = document_texts().texts
    for key in settings:
        if key not in known:
            raise SettingRefused(f'Pengaturan "{key}" tidak dikenal. Kunci tentang dokumen: {", ".join(known)}.')
    return {key: _chosen(one, settings.get(key, "")) for key, one in known.items()}


def _chosen(one: DocumentText, entered: str) -> Provision[str]:
    if not entered or entered == one.stated.value:
        return one.stated
    if not one.stated.is_setting:
        raise SettingRefused(
            f'Pengaturan "{one.key}" bukan wewenang kantor: tertulis "{one.stated.value}" menurut '
            f"{one.stated.source}. Hapus baris itu dari lembar Pengaturan."
        )
    if one.choices and entered not in one.choices:
        raise SettingRefused(f'Pengaturan "{one.key}" harus salah satu dari: {", ".join(one.choices)}.')
    if one.bounds and not (entered.isascii() and entered.isdigit() and one.bounds[0] <= int(entered) <= one.bounds[1]):
        lowest, highest = one.bounds
        raise SettingRefused(f'Pengaturan "{one.key}" harus angka bulat {lowest} sampai {highest}.')
    return replace(one.stated, value=entered, source="Pengaturan kantor")
