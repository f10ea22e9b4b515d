"""The columns by which a row of the Induk is about one of its staff."""

from __future__ import annotations

from .layout import MISSING, WRONG, Column, Rule

_STAFF = "Pegawai"  # the sheet's name once more: its layout imports those that import this
NAME_FORMULA = f'IF([NIP]="","",IFERROR(INDEX([{_STAFF}:Nama],MATCH([NIP],[{_STAFF}:NIP],0)),"tidak ada di Pegawai"))'
"""What shows the name beside a NIP."""


def nip_column(prompt: str = "Pilih dari daftar pegawai.") -> Column:
    """Where somebody of the staff is picked."""
    return Column("NIP", 20, entry=True, choices=f"=[{_STAFF}:NIP]", prompt=prompt)


def needed(header: str) -> Rule:
    """That a column may not stay empty in a row about somebody."""
    return Rule(MISSING, f'AND([NIP]<>"",[{header}]="")')


def eighteen_digits(header: str) -> Rule:
    """That what stands in a column is a NIP as text, or nothing."""
    return Rule(WRONG, f'AND([{header}]<>"",OR(ISNUMBER([{header}]),LEN([{header}])<>18))')
