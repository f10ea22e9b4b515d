"""Names of files made from people's data: safe on Windows, unique, not too long."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from kinerja_pauh.appraisal.model import Part, Post

_LONGEST = 60
_PART = re.compile(r"(?P<start>\d{8})-(?P<end>\d{8})(?:-(?P<post>[A-Za-z]+))?(?:-(?P<number>\d+))?")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def slug(text: str) -> str:
    """A text as part of a file name: plain letters and digits joined by "-"; "tanpa-nama" if nothing is left.

    >>> slug("Tahunan 2026"), slug("../../CON<>|"), slug("Éva Ñandú, S.E.")
    ('Tahunan-2026', 'CON', 'Eva-Nandu-S-E')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _UNSAFE.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "tanpa-nama"


def form_name(rater_nip: str, period: str, ending: str = "xlsx", part: str = "") -> str:
    """`Penilaian_<NIP penilai>_<periode>.xlsx`; part: as `part_name`, behind the period."""
    return f"Penilaian_{rater_nip}_{slug(period)}{part}.{ending}"


def part_name(part: Part | None, number: int = 1) -> str:
    """What a file's name says of the days it rates: `_20260101-20260630`, with `-Plt` for an acting post; "" for all.

    number: counts the forms that would otherwise be named alike.
    """
    if part is None:
        return ""
    post = "" if part.post is Post.OWN else f"-{slug(part.post)}"
    return f"_{part.start:%Y%m%d}-{part.end:%Y%m%d}{post}" + ("" if number == 1 else f"-{number}")


def part_of_slot(text: str) -> tuple[Part, int] | None:
    """What `part_name` said, as it stands in `Issued.slot`: the part and its number; None for the whole period.

    >>> part_of_slot("20260101-20260630-Plt-2")
    (Part(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 6, 30), post=<Post.ACTING: 'Plt.'>), 2)
    """
    found = _PART.fullmatch(text)
    if found is None:
        return None
    try:
        start, end = (datetime.strptime(day, "%Y%m%d").date() for day in (found["start"], found["end"]))  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    post = next((post for post in Post if slug(post) == found["post"]), Post.OWN)
    return Part(start, end, post), int(found["number"] or 1)


def plan_name(nip: str, year: int, revision: int) -> str:
    """`SKP_<NIP>_<tahun>.xlsx`; later revisions say so, so that none takes the place of another."""
    return f"SKP_{nip}_{year}.xlsx" if revision == 1 else f"SKP_{nip}_{year}_revisi-{revision}.xlsx"


def approval_name(rater_nip: str, year: int, number: int) -> str:
    """`Persetujuan_SKP_<NIP penilai>_<tahun>.xlsx`; numbered where it is not the first."""
    more = "" if number == 1 else f"_{number}"
    return f"Persetujuan_SKP_{rater_nip}_{year}{more}.xlsx"


def self_view_name(nip: str, period: str) -> str:
    """`Pandangan_<NIP>_<periode>.xlsx`."""
    return f"Pandangan_{nip}_{slug(period)}.xlsx"


def peer_name(nip: str, period: str, code: str) -> str:
    """`Rekan_<NIP dinilai>_<periode>_<kode>.xlsx`; nothing in it says who answers."""
    return f"Rekan_{nip}_{slug(period)}_{code}.xlsx"


def document_name(stem: str, nip: str, name: str, ending: str = "xlsx", part: str = "") -> str:
    """`<stem>_<NIP>_<nama>.xlsx`, as `Laporan_…`; the NIP keeps namesakes apart. part: as `part_name`."""
    return f"{stem}_{nip}_{slug(name)}{part}.{ending}"


def period_document_name(stem: str, nip: str, name: str, period: str) -> str:
    """`<stem>_<NIP>_<nama>_<periode>.xlsx`: of one person one a period, side by side in one folder."""
    return f"{stem}_{nip}_{slug(name)}_{slug(period)}.xlsx"
