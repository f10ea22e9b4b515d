"""What is wrong or missing in a form's entries, beyond what reading its cells already found.

Each check is a plain function of one person; `check_ratee` and `check_form` run them all in the order of the sheets.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from .findings import Finding, Severity, place_parts
from .indicators import HUNDRED, NO_ADJUSTMENT, adjustments, can_prorate, capaian, days_lost
from .model import Direction, Kind, Remedy
from .scoring import example_needed, reason_needed, score
from .talk_checks import dialogue_findings
from .wording import quote, shorten, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from .model import Form, Indicator, OutsideFactor, Period, Ratee
    from .rulebook import Rulebook
    from .scoring import Result

DOUBTFUL_CAPAIAN = Decimal(200)
"""Percent above which a realisation is more often a slip of the keyboard than a feat (our own choice, a warning)."""


def check_form(form: Form, rules: Rulebook, today: date | None = None) -> list[Finding]:
    """Every finding of a form, person by person. today: see `check_ratee`."""
    return [finding for ratee in form.ratees for finding in check_ratee(ratee, rules, form.rated_days, today)]


def check_ratee(ratee: Ratee, rules: Rulebook, period: Period, today: date | None = None) -> list[Finding]:
    """Every finding about one person's entries. today: None where nobody asks what lies ahead of it."""
    result = score(ratee, rules, period)
    return [
        *plan_findings(ratee.indicators, ratee.places.get("nip", "")),
        *_realisations(ratee, rules, period),
        *_behaviours(ratee, rules),
        *_factors(ratee, period),
        *_choices(ratee, result),
        *_feedback(ratee),
        *dialogue_findings(ratee, period, today),
    ]


def plan_findings(indicators: Iterable[Indicator], person: str) -> Iterator[Finding]:
    """What is wrong with a person's plan: targets, ranges, weights. person: the cell that names the person."""
    rows = tuple(indicators)
    for row in rows:
        yield from _plan_row(row)
    yield from _weights(rows, person)


def _plan_row(row: Indicator) -> Iterator[Finding]:
    needed = (
        ("number", "No"),
        ("kind", "Jenis"),
        ("direction", "Arah"),
        ("name", "Indikator"),
        ("weight", "Bobot (%)"),
    )
    for name, header in needed:
        if getattr(row, name) in (None, ""):
            yield _at(row.places, name, "rencana-kosong", f"{header} belum diisi. Lengkapi baris rencana ini.")
    if row.direction not in (None, Direction.QUALITATIVE) and row.target is None:
        yield _at(row.places, "target", "rencana-kosong", "Target belum diisi. Lengkapi baris rencana ini.")
    if row.direction is not Direction.QUALITATIVE and row.target is not None and row.target <= 0:
        message = f"Target {show(row.target)} tidak dapat dipakai membagi. Isi target lebih besar dari 0."
        yield _at(row.places, "target", "target-nol", message)
    if row.target is not None and row.target_upper is not None and row.target_upper < row.target:
        message = (
            f"Target Atas {show(row.target_upper)} lebih kecil daripada Target {show(row.target)}. "
            "Tukar keduanya atau kosongkan Target Atas."
        )
        yield _at(row.places, "target_upper", "target-terbalik", message)
    if row.weight is not None and row.weight <= 0:
        yield _at(row.places, "weight", "bobot-nol", "Bobot harus lebih besar dari 0. Betulkan angkanya.")


def _weights(rows: tuple[Indicator, ...], person: str) -> Iterator[Finding]:
    mains = [row for row in rows if row.kind is Kind.MAIN]
    if not mains:
        yield _finding(
            person, "tanpa-utama", "Orang ini belum punya satu pun indikator Utama. Tambahkan di rencananya."
        )
        return
    weights = [row.weight for row in mains if row.weight is not None]
    total = sum(weights, Decimal(0))
    if len(weights) == len(mains) and total != HUNDRED:
        rest = HUNDRED - total
        advice = f"Tambah {show(rest)}" if rest > 0 else f"Kurangi {show(-rest)}"
        message = f"Jumlah bobot Utama orang ini {show(total)}, harus tepat 100. {advice} pada salah satu baris."
        yield _at(mains[-1].places, "weight", "bobot-bukan-100", message)


def _realisations(ratee: Ratee, rules: Rulebook, period: Period) -> Iterator[Finding]:
    changed = adjustments(ratee.factors, period)
    for row in ratee.indicators:
        reached = row.rating if row.direction is Direction.QUALITATIVE else row.realisation
        if reached is None:
            # Whatever was unreadable in the cell has its own finding; an empty cell is said here.
            yield _not_reached(row, rules, left_out=changed.get(row.number, NO_ADJUSTMENT).left_out)
            continue
        if row.realisation is not None and row.realisation < 0:
            message = "Realisasi tidak boleh kurang dari 0. Betulkan angkanya."
            yield _at(row.places, "realisation", "realisasi-negatif", message)
        yield from _doubtful(row, capaian(row, rules, period))
        if not row.evidence:
            message = f'Bukti Dukung "{shorten(row.name)}" belum disebut. Tulis nama dokumennya.'
            yield _at(row.places, "evidence", "bukti-kosong", message, Severity.WARNING)


def _not_reached(row: Indicator, rules: Rulebook, *, left_out: bool) -> Finding:
    """An empty realisation; of an indicator that was left out only the raw score needs it, and through it a cap."""
    name = f'Realisasi "{shorten(row.name)}"'
    if left_out and rules.caps_factors:
        message = (
            f"{name} belum diisi. Indikatornya dikeluarkan, tetapi kantor membatasi kenaikan karena faktor luar pada "
            f"{show(rules.outside_cap.value)} di atas nilai tanpa faktor luar. Isi dengan yang tercapai agar nilai itu "
            "dapat dihitung."
        )
        return _at(row.places, "realisation", "batas-perlu-realisasi", message, Severity.MISSING)
    if left_out:
        message = f"{name} kosong. Indikatornya dikeluarkan, jadi hanya nilai tanpa faktor luar yang belum tampil."
        return _at(row.places, "realisation", "realisasi-dikeluarkan", message, Severity.WARNING)
    message = f"{name} belum diisi. Isi dengan yang tercapai."
    return _at(row.places, "realisation", "realisasi-kosong", message, Severity.MISSING)


def _doubtful(row: Indicator, percent: Decimal | None) -> Iterator[Finding]:
    """A realisation so far above its target that a slip is likely, with the reading that would fit."""
    if percent is None or row.realisation is None or row.target is None or row.direction is not Direction.HIGHER:
        return
    if percent <= DOUBTFUL_CAPAIAN:
        return
    aim = row.target_upper or row.target
    fitting = next((row.realisation / step for step in (10, 100) if _near(row.realisation / step, aim)), None)
    guess = f" Mungkin maksudnya {show(fitting)}?" if fitting is not None else ""
    goal = f"{show(aim)} {shorten(row.unit, 30)}".rstrip()
    message = (
        f'Realisasi "{shorten(row.name)}" tertulis {show(row.realisation)}, padahal targetnya '
        f"{goal} (capaian {show(percent)} %).{guess} Betulkan bila salah ketik; bila benar, jelaskan "
        "di Catatan."
    )
    if not row.note:
        yield _at(row.places, "realisation", "realisasi-janggal", message, Severity.WARNING)


def _near(number: Decimal, target: Decimal) -> bool:
    return target / 2 <= number <= target * Decimal("1.5")


def _behaviours(ratee: Ratee, rules: Rulebook) -> Iterator[Finding]:
    names = [value.name for value in rules.values.value]
    counts = Counter(behaviour.value for behaviour in ratee.behaviours)
    person = ratee.places.get("nip", "")
    for name in names:
        if counts[name] != 1:
            how = "tidak ada" if not counts[name] else f"ada {counts[name]} kali"
            message = f'Nilai "{name}" orang ini {how} di lembar Perilaku. Kembalikan tujuh barisnya seperti semula.'
            yield _finding(person, "perilaku-baris", message)
    for behaviour in ratee.behaviours:
        if behaviour.value not in names:
            message = f'"{quote(behaviour.value)}" bukan nilai BerAKHLAK. Kembalikan namanya.'
            yield _at(behaviour.places, "value", "perilaku-baris", message)
        elif behaviour.rating is None:
            message = f"Rating {behaviour.value} belum dipilih. Pilih salah satu dari daftar."
            yield _at(behaviour.places, "rating", "perilaku-kosong", message, Severity.MISSING)
        elif example_needed(behaviour) and not behaviour.example:
            message = (
                f"Rating {behaviour.rating} untuk {behaviour.value} perlu contoh nyata. Tulis kapan, apa yang "
                "dilakukan, apa akibatnya."
            )
            yield _at(behaviour.places, "example", "contoh-kosong", message, Severity.MISSING)


def _factors(ratee: Ratee, period: Period) -> Iterator[Finding]:
    known = {row.number: row for row in ratee.indicators}
    for factor in ratee.factors:
        yield from _factor_gaps(factor)
        yield from _factor_dates(factor, period)
        indicator = known.get(factor.indicator)
        if factor.indicator and indicator is None:
            message = (
                f"Indikator nomor {quote(factor.indicator, 20)} tidak ada pada orang ini. Lihat kolom No di lembar "
                "Hasil Kerja."
            )
            yield _at(factor.places, "indicator", "faktor-indikator", message)
        if factor.remedy is Remedy.PRORATE and indicator is not None and not can_prorate(indicator):
            message = (
                "Prorata target hanya untuk indikator Kuantitas yang makin tinggi makin baik. Pilih Keluarkan "
                "indikator atau Catatan saja."
            )
            yield _at(factor.places, "remedy", "faktor-cara", message)
    yield from _factor_overlaps(ratee.factors)
    yield from _factor_totals(ratee, period)


def _factor_gaps(factor: OutsideFactor) -> Iterator[Finding]:
    gaps = (
        ("indicator", not factor.indicator, "No Indikator"),
        ("cause", not factor.cause, "Sebab"),
        ("start", factor.start is None, "Mulai"),
        ("end", factor.end is None, "Selesai"),
        ("remedy", factor.remedy is None, "Cara"),
        ("evidence", not factor.evidence, "Bukti"),
    )
    for name, is_missing, header in gaps:
        if is_missing:
            message = f"{header} faktor luar ini belum diisi. Lengkapi barisnya, atau kosongkan seluruhnya."
            yield _at(factor.places, name, "faktor-kosong", message, Severity.MISSING)
    if factor.rater_decision is None or factor.superior_decision is None:
        name = "rater_decision" if factor.rater_decision is None else "superior_decision"
        message = "Faktor luar ini belum diputuskan oleh penilai dan atasan penilai, jadi belum dihitung."
        yield _at(factor.places, name, "faktor-belum-diputus", message, Severity.WARNING)


def _factor_dates(factor: OutsideFactor, period: Period) -> Iterator[Finding]:
    if factor.start is None or factor.end is None:
        return
    if factor.end < factor.start:
        message = "Hari Selesai lebih awal daripada Mulai. Betulkan salah satunya."
        yield _at(factor.places, "end", "faktor-tanggal", message)
    elif factor.start < period.start or factor.end > period.end:
        name = "start" if factor.start < period.start else "end"
        message = f"Hari ini di luar periode {period.label}. Hanya hari di dalam periode yang dapat dihitung."
        yield _at(factor.places, name, "faktor-tanggal", message)


def _factor_overlaps(factors: tuple[OutsideFactor, ...]) -> Iterator[Finding]:
    counted = [f for f in factors if f.counts and f.remedy is Remedy.PRORATE and f.start and f.end]
    for place, factor in enumerate(counted):
        for other in counted[:place]:
            if other.indicator == factor.indicator and _overlap(factor, other):
                message = (
                    "Hari faktor luar ini sudah dihitung di baris lain untuk indikator yang sama. Pisahkan harinya."
                )
                yield _at(factor.places, "start", "faktor-tumpang-tindih", message)
                break


def _overlap(one: OutsideFactor, other: OutsideFactor) -> bool:
    ends = (one.start, one.end, other.start, other.end)
    return None not in ends and one.start <= other.end and other.start <= one.end  # type: ignore[operator]


def _factor_totals(ratee: Ratee, period: Period) -> Iterator[Finding]:
    """Factors that leave nothing to appraise: a whole period lost, or every main indicator left out."""
    counted = [f for f in ratee.factors if f.counts]
    lost: Counter[str] = Counter()
    for factor in counted:
        if factor.remedy is Remedy.PRORATE:
            lost[factor.indicator] += days_lost(factor, period)
            if lost[factor.indicator] >= period.days:
                message = "Seluruh hari periode hilang untuk indikator ini. Pilih Keluarkan indikator."
                yield _at(factor.places, "remedy", "faktor-seluruh-periode", message)
    out = {f.indicator for f in counted if f.remedy is Remedy.LEAVE_OUT}
    mains = {row.number for row in ratee.indicators if row.kind is Kind.MAIN}
    if mains and mains <= out:
        place = next(f for f in counted if f.remedy is Remedy.LEAVE_OUT and f.indicator in mains).places
        message = (
            "Semua indikator Utama orang ini dikeluarkan, jadi tidak ada yang dinilai. Sisakan paling sedikit satu."
        )
        yield _at(place, "remedy", "faktor-semua-indikator", message)


def _choices(ratee: Ratee, result: Result) -> Iterator[Finding]:
    if ratee.new_idea is None:
        yield _at(ratee.places, "new_idea", "ide-kosong", "Ide Baru belum dipilih: Ya atau Tidak.", Severity.MISSING)
    if ratee.new_idea and not ratee.idea_text:
        message = "Ide Baru = Ya, tetapi uraiannya kosong. Tulis ide dan manfaatnya, atau pilih Tidak."
        yield _at(ratee.places, "idea_text", "uraian-ide-kosong", message, Severity.MISSING)
    if reason_needed(result) and not ratee.reason:
        message = "Rating yang dipilih berbeda dari usulan. Tulis alasannya, atau ikuti usulan."
        yield _at(ratee.places, "reason", "alasan-kosong", message, Severity.MISSING)
    for name, chosen, proposed in (
        ("work_rating", ratee.work_rating, result.work_rating_proposed),
        ("behaviour_rating", ratee.behaviour_rating, result.behaviour_rating_proposed),
    ):
        if chosen is None and proposed is not None:
            message = f"Rating belum dipilih, jadi Predikat masih SEMENTARA. Usulannya {proposed}."
            yield _at(ratee.places, name, "rating-belum-dipilih", message, Severity.WARNING)


def _feedback(ratee: Ratee) -> Iterator[Finding]:
    if not any(entry.good or entry.improve for entry in ratee.feedback):
        message = "Umpan balik untuk orang ini belum ditulis di lembar Umpan Balik."
        yield _finding(ratee.places.get("nip", ""), "umpan-balik-kosong", message, Severity.WARNING)


def _at(places: Mapping[str, str], name: str, code: str, message: str, severity: Severity = Severity.WRONG) -> Finding:
    return _finding(places.get(name, ""), code, message, severity)


def _finding(place: str, code: str, message: str, severity: Severity = Severity.WRONG) -> Finding:
    sheet, cell = place_parts(place)
    return Finding(sheet, cell, code, severity, message)
