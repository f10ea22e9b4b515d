"""The sheet `_meta` of a planning workbook: what it is, whose, for which year, and in which revision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.model import Office

from .form_meta import DEFAULT_PASSWORD
from .layout import SCHEMA
from .meta_sheet import meta_fill, meta_values
from .seal import SEAL, SEAL_KEY
from .skp_words import APPROVAL_KIND, PLAN_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .cells import Book, SheetFill

_PERSON = "pegawai:"
_KINDS = (PLAN_KIND, APPROVAL_KIND)


class NotAPlan(Refusal):
    """Bukan buku kerja rencana, atau dari versi lain."""


@dataclass(frozen=True, slots=True)
class PlanMeta:
    """nip, name: of the employee, or of the rater who is to agree. rater: NIP of the employee's rater, "" elsewhere.

    people: of a workbook for agreement, NIP of each employee -> SHA-256 of the plan that it shows.
    """

    kind: str
    form_id: str
    office: Office
    year: int
    revision: int
    nip: str
    name: str
    rater: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    password: str = DEFAULT_PASSWORD


def fill_meta(meta: PlanMeta, seal_key: str = "", seal: str = "") -> SheetFill:
    """The sheet. seal: "" while the workbook has none; seal_key: the id of the key that makes it."""
    entries = [
        ("jenis", meta.kind),
        ("skema", SCHEMA),
        ("id_formulir", meta.form_id),
        ("instansi", meta.office.agency),
        ("unit", meta.office.unit),
        ("tempat", meta.office.place),
        ("tahun", str(meta.year)),
        ("revisi", str(meta.revision)),
        ("nip", meta.nip),
        ("nama", meta.name),
        ("penilai_nip", meta.rater),
        ("kata_sandi_lembar", meta.password),
        (SEAL_KEY, seal_key),
        (SEAL, seal),
        *((_PERSON + nip, sha256) for nip, sha256 in meta.people.items()),
    ]
    return meta_fill(entries)


def planning_kind(book: Book) -> str:
    """Which of our planning workbooks it says it is; "" for anything else."""
    kind = meta_values(book).get("jenis", "")
    return kind if kind in _KINDS else ""


def read_plan_meta(book: Book) -> PlanMeta:
    """What a planning workbook says of itself.

    Raises:
        NotAPlan: it is none, of another version of the sheet contract, or harmed.
    """
    values = meta_values(book)
    if values.get("jenis") not in _KINDS:
        raise NotAPlan("Berkas ini bukan buku kerja rencana. Pakai berkas SKP_… atau Persetujuan_SKP_… dari HR.")
    if values.get("skema") != SCHEMA:
        raise NotAPlan(
            f"Buku kerja rencana ini versi {values.get('skema', '?')}, sedangkan program ini membaca versi {SCHEMA}. "
            "Minta berkas baru, lalu salin isiannya."
        )
    try:
        return PlanMeta(
            kind=values["jenis"],
            form_id=values["id_formulir"],
            office=Office(values["instansi"], values["unit"], values.get("tempat", "")),
            year=int(values["tahun"]),
            revision=int(values["revisi"]),
            nip=values["nip"],
            name=values["nama"],
            rater=values["penilai_nip"],
            people={k.removeprefix(_PERSON): v for k, v in values.items() if k.startswith(_PERSON)},
            password=values.get("kata_sandi_lembar", DEFAULT_PASSWORD),
        )
    except (KeyError, ValueError) as problem:
        raise NotAPlan(
            "Keterangan berkas di lembar tersembunyi _meta rusak. Minta berkas baru, lalu salin isiannya."
        ) from problem
