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


def report_name(nip: str, name: str, ending: str = "xlsx") -> str:
    """`Laporan_<NIP>_<nama>.xlsx`; the NIP keeps namesakes apart."""
    return f"Laporan_{nip}_{slug(name)}.{ending}"
