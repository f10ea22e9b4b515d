"""Names of files made from people's data: safe on Windows, unique, not too long."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def slug(text: str) -> str:
    """A text as part of a file name: plain letters and digits joined by "-"; "tanpa-nama" if nothing is left.

    >>> slug("Tahunan 2026"), slug("../../CON<>|"), slug("Éva Ñandú, S.E.")
    ('Tahunan-2026', 'CON', 'Eva-Nandu-S-E')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _UNSAFE.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "tanpa-nama"


def form_name(rater_nip: str, period: str, ending: str = "xlsx") -> str:
    """`Penilaian_<NIP penilai>_<periode>.xlsx`."""
    return f"Penilaian_{rater_nip}_{slug(period)}.{ending}"


def plan_name(nip: str, year: int, revision: int) -> str:
    """`SKP_<NIP>_<tahun>.xlsx`; later revisions say so, so that none takes the place of another."""
    return f"SKP_{nip}_{year}.xlsx" if revision == 1 else f"SKP_{nip}_{year}_revisi-{revision}.xlsx"


def approval_name(rater_nip: str, year: int, number: int) -> str:
    """`Persetujuan_SKP_<NIP penilai>_<tahun>.xlsx`; numbered where it is not the first."""
    more = "" if number == 1 else f"_{number}"
    return f"Persetujuan_SKP_{rater_nip}_{year}{more}.xlsx"


def document_name(stem: str, nip: str, name: str, ending: str = "xlsx") -> str:
    """`<stem>_<NIP>_<nama>.xlsx`, as `Laporan_…`; the NIP keeps namesakes apart."""
    return f"{stem}_{nip}_{slug(name)}.{ending}"
