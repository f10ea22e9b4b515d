"""One plain, complete person to bend for a test; every place is `Lembar!attribute`, so that a cell names its entry."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kinerja_pauh.appraisal.model import (
    Aspect,
    Behaviour,
    Decision,
    Dialogue,
    Direction,
    Feedback,
    Form,
    Indicator,
    Kind,
    Office,
    OutsideFactor,
    Period,
    Ratee,
    Rating,
    Remedy,
    RuleChoice,
)
from kinerja_pauh.regulations import rulebook_for, with_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.rulebook import Rulebook

PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
RULES = rulebook_for(PERIOD.end)
VALUES = tuple(value.name for value in RULES.values.value)
NIP, OTHER_NIP, RATER_NIP = "198609262015051901", "199001012014022902", "197501012000011903"
ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW


def capped(points: str) -> Rulebook:
    """The rules of an office that lets outside factors raise a nilai hasil kerja by at most so many points."""
    return with_settings(RULES, {"batas_faktor_luar": points})


def number(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def places(kind: type, sheet: str) -> Mapping[str, str]:
    return {one.name: f"{sheet}!{one.name}" for one in fields(kind)}


def row(no: str = "1", *, weight: str | None = "100", target: str | None = "100", **more: Any) -> Indicator:
    """A main quantity, the higher the better, reached exactly."""
    reached = more.pop("realisation", target)
    one = Indicator(
        number=no,
        kind=Kind.MAIN,
        result="Terlaksananya pelayanan KTP-el",
        aspect=Aspect.QUANTITY,
        name=f"Jumlah layanan {no}",
        unit="dokumen",
        direction=Direction.HIGHER,
        target=number(target),
        target_upper=number(more.pop("target_upper", None)),
        weight=number(weight),
        realisation=number(reached),
        evidence="Rekap SIAK Desember 2026",
        places=places(Indicator, "Hasil Kerja"),
    )
    return replace(one, **more)


def rated_row(no: str, rating: Rating | None, weight: str | None = "100", **more: Any) -> Indicator:
    """A main indicator that is rated in words."""
    words = {"direction": Direction.QUALITATIVE, "aspect": Aspect.QUALITY, "realisation": None, "rating": rating}
    return replace(row(no, weight=weight, target=None), **words, **more)


def behaved(*ratings: Rating | None) -> tuple[Behaviour, ...]:
    """The seven values: the ratings given, then Sesuai; each Di Atas and Di Bawah with its example."""
    every = (*ratings, *[MEETS] * (len(VALUES) - len(ratings)))
    return tuple(
        Behaviour(
            value,
            rating,
            "" if rating in {MEETS, None} else "12 Agustus 2026: membantu warga lansia.",
            places=places(Behaviour, "Perilaku"),
        )
        for value, rating in zip(VALUES, every, strict=True)
    )


def factor(no: str = "1", remedy: Remedy | None = Remedy.PRORATE, **more: Any) -> OutsideFactor:
    """Ten agreed days in March."""
    one = OutsideFactor(
        indicator=no,
        cause="Banjir atau bencana",
        start=date(2026, 3, 1),
        end=date(2026, 3, 10),
        remedy=remedy,
        evidence="Surat Camat 12/2026",
        rater_decision=Decision.AGREED,
        superior_decision=Decision.AGREED,
        places=places(OutsideFactor, "Faktor Luar"),
    )
    return replace(one, **more)


def talk(**more: Any) -> Dialogue:
    """The minutes of one talk, complete and within the period."""
    one = Dialogue(
        day=date(2026, 5, 20),
        topic="Antrean loket",
        own_words="Saya sanggup bergantian asal jadwalnya pasti.",
        agreed="Jadwal istirahat bergantian mulai Juni.",
        places=places(Dialogue, "Dialog"),
    )
    return replace(one, **more)


def person(*rows: Indicator, **more: Any) -> Ratee:
    """Someone complete and without any finding, unless `more` or the rows say otherwise."""
    one = Ratee(
        nip=NIP,
        name="Fulan (Fiktif)",
        position="Pelaksana",
        indicators=rows or (row(),),
        behaviours=behaved(),
        feedback=(Feedback(date(2026, 12, 15), "Teliti", "Lebih cepat", "Latihan SIAK", date(2027, 3, 31)),),
        new_idea=False,
        work_rating=MEETS,
        behaviour_rating=MEETS,
        reason="Disepakati dalam rapat",
        places=places(Ratee, "Ringkasan"),
    )
    return replace(one, **more)


def form_of(*people: Ratee, **more: Any) -> Form:
    """A form of the default rules for 2026."""
    office = Office("Pemerintah Kota Padang", "Kecamatan Pauh", "Padang")
    form = Form("formulir-uji", office, PERIOD, RuleChoice(RULES.id), RATER_NIP, "Penilai (Fiktif)", people)
    return replace(form, **more)
