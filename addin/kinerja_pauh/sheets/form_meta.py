"""The sheet `_meta` of a form: whose it is, for which period and rules, and which rows it was sent with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.model import Office, Part, Period, Post, RuleChoice

from .layout import SCHEMA
from .meta_sheet import meta_values
from .seal import SEAL, SEAL_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Form

    from .cells import Book

KIND = "Formulir Penilaian"
DEFAULT_PASSWORD = "pauh"  # noqa: S105 - a courtesy against slips, printed in the manual
_SETTING, _PERSON = "atur:", "pegawai:"
_PASSWORD = "kata_sandi_lembar"  # noqa: S105 - the name of a key
_PART = ("bagian_mulai", "bagian_selesai", "bagian_macam")
"""Only in a form that rates a part of the period."""
_NEVER_BLANK = ("id_formulir", "periode", "penilai_nip")


class NotAForm(Refusal):
    """Bukan Formulir Penilaian, atau formulir versi lain."""


@dataclass(frozen=True, slots=True)
class FormMeta:
    """What `_meta` says. rows: NIP of each ratee -> numbers of the indicators that the form was sent with.

    password: of the sheet protection; it stands in the form because a button on the rater's computer must write into
    locked cells, and it guards against slips only.
    """

    form_id: str
    office: Office
    period: Period
    rules: RuleChoice
    rater_nip: str
    rater_name: str
    rows: Mapping[str, tuple[str, ...]]
    password: str
    part: Part | None = None


def entries(form: Form, password: str, seal_key: str = "", seal: str = "") -> list[tuple[str, str]]:
    """The keys and values of a form's `_meta`, in order; all text, so that no program changes a digit.

    password: of the form's sheet protection. seal_key, seal: see `seal`; "" while it has none.
    """
    rules = form.rules
    fixed = [
        ("jenis", KIND),
        ("skema", SCHEMA),
        ("id_formulir", form.form_id),
        ("instansi", form.office.agency),
        ("unit", form.office.unit),
        ("tempat", form.office.place),
        ("periode", form.period.label),
        ("mulai", form.period.start.isoformat()),
        ("selesai", form.period.end.isoformat()),
        ("peraturan", rules.regulation),
        ("dengan_rekan", "ya" if rules.with_peers else "tidak"),
        ("versi_berakhlak", rules.values_version),
        ("penilai_nip", form.rater_nip),
        ("penilai_nama", form.rater_name),
        (_PASSWORD, password),
        (SEAL_KEY, seal_key),
        (SEAL, seal),
    ]
    part = form.part
    if part:
        fixed += zip(_PART, (part.start.isoformat(), part.end.isoformat(), part.post), strict=True)
    settings = [(_SETTING + key, value) for key, value in rules.settings]
    people = [(_PERSON + r.nip, ";".join(i.number for i in r.indicators)) for r in form.ratees]
    return fixed + settings + people


def is_form(book: Book) -> bool:
    """Whether a workbook says that it is a form, of whatever version."""
    return meta_values(book).get("jenis") == KIND


def read_meta(book: Book) -> FormMeta:
    """What a workbook says it is.

    Raises:
        NotAForm: it is no form of ours, or one of another version of the sheet contract.
    """
    values = meta_values(book)
    if values.get("jenis") != KIND:
        raise NotAForm(
            "Berkas ini bukan Formulir Penilaian dari kinerja-pauh. Pakai berkas Penilaian_… yang dibagikan HR."
        )
    if values.get("skema") != SCHEMA:
        raise NotAForm(
            f"Formulir ini versi {values.get('skema', '?')}, sedangkan program ini membaca versi {SCHEMA}. Minta "
            "formulir baru, atau pakai versi program yang sesuai."
        )
    try:
        return _meta(values)
    except (KeyError, ValueError) as problem:
        raise NotAForm(
            "Keterangan formulir di lembar tersembunyi _meta rusak. Minta formulir baru, lalu salin isiannya."
        ) from problem


def _meta(values: Mapping[str, str]) -> FormMeta:
    if not all(values[key] for key in _NEVER_BLANK):
        raise ValueError(_NEVER_BLANK)
    period = Period(values["periode"], date.fromisoformat(values["mulai"]), date.fromisoformat(values["selesai"]))
    if period.days < 1:
        raise ValueError(period)
    return FormMeta(
        form_id=values["id_formulir"],
        office=Office(values["instansi"], values["unit"], values.get("tempat", "")),
        period=period,
        rules=RuleChoice(
            values["peraturan"],
            values["dengan_rekan"] == "ya",
            values["versi_berakhlak"],
            tuple((k.removeprefix(_SETTING), v) for k, v in values.items() if k.startswith(_SETTING)),
        ),
        rater_nip=values["penilai_nip"],
        rater_name=values["penilai_nama"],
        rows={
            k.removeprefix(_PERSON): tuple(filter(None, v.split(";")))
            for k, v in values.items()
            if k.startswith(_PERSON)
        },
        password=values.get(_PASSWORD, DEFAULT_PASSWORD),
        part=_part(values, period),
    )


def _part(values: Mapping[str, str], period: Period) -> Part | None:
    """The days that the form rates; None for the whole period.

    Raises:
        KeyError, ValueError: it says them only half, or they are not inside the period.
    """
    if not any(key in values for key in _PART):
        return None
    start, end, post = (values[key] for key in _PART)
    part = Part(date.fromisoformat(start), date.fromisoformat(end), Post(post))
    if not period.start <= part.start <= part.end <= period.end:
        raise ValueError(part)
    return part
