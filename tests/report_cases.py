"""People whose documents are hard to lay out: long names and texts, many indicators, no feedback, not complete yet."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.returns import Person, Returns
from kinerja_pauh.appraisal.model import (
    Behaviour,
    Dialogue,
    Form,
    Indicator,
    Kind,
    Material,
    MaterialSource,
    Part,
    Period,
    Post,
    Remedy,
    RuleChoice,
)
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets.read_induk import Induk
from people import factor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Ratee

SAMPLE = office(20, 2026)
RULES = rulebook_for(SAMPLE.period.end)
STAFF = {one.nip: one for one in SAMPLE.employees}
LONG_NAME = "Dr. H. Muhammad Syafruddin Datuak Rajo Nan Sati Sutan Bagindo, S.Sos., S.H., M.Si., M.A.P., Ph.D. (Fiktif)"
FOUR_LINES = (
    "Terwujudnya pelayanan administrasi kependudukan dan pelayanan publik kecamatan yang cepat, tepat, transparan, "
    "serta bebas pungutan bagi seluruh warga Kecamatan Pauh, termasuk warga lanjut usia dan penyandang disabilitas, "
    "melalui pelayanan jemput bola di sembilan kelurahan setiap bulan sepanjang tahun anggaran berjalan dan pelaporan "
    "berkala kepada pimpinan"
)
QUARTERS = (
    Period("Tahunan 2025", date(2025, 1, 1), date(2025, 12, 31)),
    Period("Triwulan I 2026", date(2026, 1, 1), date(2026, 3, 31)),
    Period("Triwulan II 2026", date(2026, 4, 1), date(2026, 6, 30)),
)
INDUK = Induk(SAMPLE.employees, {}, SAMPLE.office, SAMPLE.period, RuleChoice(), "", "", ())


def returned(ratee: Ratee, period: Period = SAMPLE.period) -> Person:
    """The person as if his or her form had come back, each entry with a cell."""
    employee = STAFF[ratee.nip]
    placed = replace(
        ratee,
        indicators=tuple(_placed(one, Indicator, f"Hasil Kerja!M{n}") for n, one in enumerate(ratee.indicators, 7)),
        behaviours=tuple(_placed(one, Behaviour, f"Perilaku!F{n}") for n, one in enumerate(ratee.behaviours, 7)),
    )
    choice = RuleChoice(RULES.id)
    form = Form("formulir", SAMPLE.office, period, choice, employee.rater, STAFF[employee.rater].name, (placed,))
    result = score(placed, RULES, period)
    return Person(result, ScoredForm(form, RULES, (), (result,)), "sidik")


def _placed(entry: Indicator | Behaviour, kind: type, cell: str) -> Indicator | Behaviour:
    return replace(entry, places={one.name: cell for one in fields(kind)})


@cache
def cases() -> Mapping[str, tuple[Person, Returns]]:
    """A word for each case -> the person, and the office that he or she works in."""
    entries = [replace(fill(SAMPLE, RULES)[one.nip], dialogues=()) for one in SAMPLE.rated]
    usual = max((one for one in entries if not one.factors), key=lambda one: len(one.indicators))
    returns = Returns(INDUK, STAFF, {}, ())
    given_out = replace(INDUK, handed_over=date(2027, 1, 18))
    earlier = {usual.nip: tuple(returned(usual, quarter) for quarter in QUARTERS)}
    return {
        "biasa": (returned(usual), returns),
        "faktor luar": (returned(next(one for one in entries if one.factors)), returns),
        "riwayat": (returned(usual), replace(returns, induk=given_out, earlier=earlier)),
        "panjang": (returned(_long(usual)), returns),
        "padat": (returned(_dense(usual)), returns),
        "belum lengkap": (returned(_unfinished(usual)), returns),
        "satu indikator": (returned(_single(usual)), returns),
        "tanpa atasan": (returned(usual), replace(returns, staff={})),
        "dialog": (returned(_talked(usual)), returns),
        "dialog padat": (_shown(returned(_talked(_dense(usual)))), returns),
        "bahan saja": (_shown(returned(usual)), returns),
        "dua penugasan": _moved(usual, returns),
    }


def _long(usual: Ratee) -> Ratee:
    """Twelve indicators, four-line RHK, three outside factors, no feedback."""
    rows = []
    for number, one in enumerate((usual.indicators * 3)[:12], start=1):
        weight = Decimal("8.33") if number < 12 else Decimal("8.37")
        words = f"{FOUR_LINES} ({number})" if number % 3 == 1 else f"{one.result} ({number})"
        name = f"{one.name} yang diselesaikan tepat waktu sesuai standar pelayanan minimal kecamatan"
        rows.append(replace(one, number=str(number), kind=Kind.MAIN, weight=weight, result=words, name=name))
    factors = (
        factor("1", cause="Gangguan jaringan SIAK terpusat Dukcapil", evidence="Surat Disdukcapil 470/112/2026"),
        factor("2", Remedy.LEAVE_OUT, cause="Banjir bandang di Kelurahan Limau Manis Selatan"),
        factor("3", Remedy.NOTE_ONLY, superior_decision=None, evidence=""),
    )
    reason = "Rating dinaikkan setelah dialog kinerja, karena dua pekerjaan besar selesai lebih awal dari rencana."
    return replace(
        usual, name=LONG_NAME, indicators=tuple(rows), factors=factors, feedback=(), reason=reason, new_idea=True,
        idea_text="Loket satu meja bagi warga lanjut usia dengan antrean yang dapat dipesan lewat RT. " * 2,
    )  # fmt: skip


def _dense(usual: Ratee) -> Ratee:
    """As much as two pages have to hold: nine indicators and two talks, every value with an example."""
    rows = (usual.indicators * 2)[:9]
    weights = [Decimal("11.11")] * 8 + [Decimal("11.12")]
    said = "12 Agustus 2026: membantu warga lansia mengurus KTP-el di rumahnya, tanpa diminta dan di luar jam kerja."
    return replace(
        usual,
        indicators=tuple(
            replace(one, number=str(n), kind=Kind.MAIN, weight=weight)
            for n, (one, weight) in enumerate(zip(rows, weights, strict=True), start=1)
        ),
        behaviours=tuple(replace(one, example=one.example or said) for one in usual.behaviours),
        reason="Disepakati dalam rapat kinerja.",
    )


def _talked(usual: Ratee) -> Ratee:
    """With two talks during the year."""
    own = "Saya lebih sering membagi tugas lewat grup WhatsApp. Staf sebenarnya siap, hanya belum tahu siapa yang "
    talks = (
        Dialogue(date(2026, 2, 18), "Pembagian tugas", f"{own}memutuskan.", "Daftar tugas ditempel setiap Senin."),
        Dialogue(date(2026, 5, 20), "Umpan balik kepada staf", "Saya sungkan menegur.", "Setiap bulan satu dialog."),
    )
    return replace(usual, dialogues=talks)


def _moved(usual: Ratee, returns: Returns) -> tuple[Person, Returns]:
    """Moved in the middle of the year, and acted for a post beside it; the second half is the report's."""
    halves = Part(date(2026, 1, 1), date(2026, 6, 30), Post.OWN), Part(date(2026, 7, 1), date(2026, 12, 31), Post.OWN)
    acting = Part(date(2026, 9, 1), date(2026, 12, 31), Post.ACTING)
    first, last = (_part(returned(usual), part) for part in halves)
    beside = _part(returned(_unfinished(replace(usual, position="Plt. Sekretaris Kecamatan"))), acting)
    nip = usual.nip
    return last, replace(returns, people={nip: last}, others={nip: (first, beside)})


def _part(person: Person, part: Part) -> Person:
    """The result as one of that part of the period."""
    return replace(person, scored=replace(person.scored, form=replace(person.scored.form, part=part)))


def _shown(person: Person) -> Person:
    """The person's form with what the rater was shown about him or her and about somebody else."""
    form = person.scored.form
    told = tuple(
        Material(nip, source, f"Tentang {source} {number}", f"{FOUR_LINES} ({number})")
        for nip in (person.result.ratee.nip, "1" * 18)
        for source in MaterialSource
        for number in (1, 2)
    )
    return replace(person, scored=replace(person.scored, form=replace(form, materials=told)))


def _unfinished(usual: Ratee) -> Ratee:
    first, *others = usual.indicators
    behaviours = tuple(
        replace(one, rating=None, example="") if n in {1, 4} else one for n, one in enumerate(usual.behaviours)
    )
    return replace(
        usual, indicators=(replace(first, realisation=None, rating=None), *others), behaviours=behaviours, feedback=(),
        new_idea=None, work_rating=None, behaviour_rating=None, reason="",
    )  # fmt: skip


def _single(usual: Ratee) -> Ratee:
    only = replace(usual.indicators[0], weight=Decimal(100))
    return replace(usual, indicators=(only,), feedback=usual.feedback[:1], reason="Disepakati dalam rapat kinerja.")
