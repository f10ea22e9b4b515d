"""The sheet `_meta` of an inquiry: what kind it is, about whom, and for which period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.model import Office, Period

from .form_meta import DEFAULT_PASSWORD
from .inquiry_words import PEER_KIND, SELF_KIND
from .layout import SCHEMA
from .meta_sheet import meta_fill, meta_values
from .seal import SEAL, SEAL_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .cells import Book, SheetFill

_KINDS = (SELF_KIND, PEER_KIND)
_PEOPLE = (("nip", "nama"), ("penilai_nip", "penilai_nama"))
_NEVER_BLANK = ("id_formulir", "periode", "nip")


class NotAnInquiry(Refusal):
    """Bukan lembar pandangan atau kuesioner, atau dari versi lain."""


@dataclass(frozen=True, slots=True)
class InquiryMeta:
    """nip, name: about whom. rater, rater_name: who rates that person, "" where the workbook does not say it."""

    kind: str
    inquiry_id: str
    office: Office
    period: Period
    nip: str
    name: str
    rater: str = ""
    rater_name: str = ""
    password: str = DEFAULT_PASSWORD


def fill_inquiry_meta(meta: InquiryMeta, seal_key: str = "", seal: str = "") -> SheetFill:
    """The sheet. seal: "" while the workbook has none; seal_key: the id of the key that makes it."""
    entries = (
        ("jenis", meta.kind),
        ("skema", SCHEMA),
        ("id_formulir", meta.inquiry_id),
        ("instansi", meta.office.agency),
        ("unit", meta.office.unit),
        ("tempat", meta.office.place),
        ("periode", meta.period.label),
        ("mulai", meta.period.start.isoformat()),
        ("selesai", meta.period.end.isoformat()),
        ("nip", meta.nip),
        ("nama", meta.name),
        ("penilai_nip", meta.rater),
        ("penilai_nama", meta.rater_name),
        ("kata_sandi_lembar", meta.password),
        (SEAL_KEY, seal_key),
        (SEAL, seal),
    )
    return meta_fill(entries)


def inquiry_kind(book: Book) -> str:
    """Which kind of inquiry a workbook says it is; "" for anything else."""
    kind = meta_values(book).get("jenis", "")
    return kind if kind in _KINDS else ""


def read_inquiry_meta(book: Book) -> InquiryMeta:
    """What an inquiry says of itself.

    Raises:
        NotAnInquiry: it is none, of another version of the sheet contract, or harmed.
    """
    values = meta_values(book)
    if values.get("jenis") not in _KINDS:
        raise NotAnInquiry("Berkas ini bukan lembar pandangan atau kuesioner rekan. Pakai berkas yang dibagikan HR.")
    if values.get("skema") != SCHEMA:
        raise NotAnInquiry(
            f"Lembar ini versi {values.get('skema', '?')}, sedangkan program ini membaca versi {SCHEMA}. Minta berkas "
            "baru, lalu salin isiannya."
        )
    try:
        return _meta(values)
    except (KeyError, ValueError) as problem:
        raise NotAnInquiry(
            "Keterangan berkas di lembar tersembunyi _meta rusak. Minta berkas baru, lalu salin isiannya."
        ) from problem


def people_of(book: Book) -> Iterator[tuple[str, str]]:
    """NIP and name of everybody whom `_meta` names."""
    values = meta_values(book)
    for nip, name in _PEOPLE:
        if values.get(nip) and values.get(name):
            yield values[nip], values[name]


def _meta(values: dict[str, str]) -> InquiryMeta:
    if not all(values[key] for key in _NEVER_BLANK):
        raise ValueError(_NEVER_BLANK)
    return InquiryMeta(
        kind=values["jenis"],
        inquiry_id=values["id_formulir"],
        office=Office(values["instansi"], values["unit"], values.get("tempat", "")),
        period=Period(values["periode"], date.fromisoformat(values["mulai"]), date.fromisoformat(values["selesai"])),
        nip=values["nip"],
        name=values["nama"],
        rater=values.get("penilai_nip", ""),
        rater_name=values.get("penilai_nama", ""),
        password=values.get("kata_sandi_lembar", DEFAULT_PASSWORD),
    )
