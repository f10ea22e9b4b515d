"""The recap's sentences: what the figures say, for the printed page and the dashboard alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.wording import show_score

from .recap_layout import JOBS, MISSING, NOT_RATED, PATTERNS, RATERS
from .recap_rows import bound_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.appraisal.distribution import Bound, DistributionCheck
    from kinerja_pauh.appraisal.outside_figures import OutsideFigures
    from kinerja_pauh.appraisal.overview import Overview

    from .recap_layout import RecapBook

NEVER_CHANGED = "Pola dihitung per kepala dan tidak pernah mengubah rating siapa pun."
_NAMED = 6


def pattern_of(checked: DistributionCheck | None, predicate: str) -> tuple[str, str]:
    """What the pattern asks for one predicate of the whole office, in words, and whether it is kept."""
    if checked is None or not checked.possible:
        return "", ""
    bounds = [bound for bound in checked.bounds if predicate in bound.predicates]
    states = [bound_state(bound, sum(checked.counts[one] for one in bound.predicates)) for bound in bounds]
    wrong = next((state for state in states if state.startswith("▲")), "")
    return ", ".join(_bound(bound, predicate) for bound in bounds) or "bebas", wrong or "✓ sesuai"


def _bound(bound: Bound, predicate: str) -> str:
    others = " / ".join(one for one in bound.predicates if one != predicate)
    together = f" bersama {others}" if others else ""
    if bound.fewest is not None and bound.most is not None:
        few = f"{bound.fewest}–" if bound.fewest != bound.most else ""
        return f"{few}{bound.most}{together}"
    return f"≥ {bound.fewest}{together}" if bound.most is None else f"≤ {bound.most}{together}"


def pattern_sentences(figures: Overview) -> tuple[str, ...]:
    """How the head-counts stand to the pattern of the organisation's predicate."""
    checked = figures.whole.check
    if checked is None:
        simulated = f"Simulasi kelima pola ada di Rekap, lembar {PATTERNS}."
        return (f"Predikat organisasi belum diisi di Pengaturan. {simulated} {NEVER_CHANGED}",)
    if not checked.warnings:
        return (f"✓ Jumlah per predikat sesuai pola organisasi {checked.organisation}. {NEVER_CHANGED}",)
    return (f"▲ {checked.warning}", NEVER_CHANGED)


def trend_words(figures: Overview) -> Iterator[str]:
    """The present period beside the last one, over the same people."""
    last = figures.trend[-1]
    if last.same_mean is None or last.same_now is None:
        yield f"Tidak ada pegawai yang dinilai di {last.label} dan di periode ini; rata-ratanya tidak dibandingkan."
        return
    change = last.same_now - last.same_mean
    word = "naik" if change > 0 else "turun" if change < 0 else "tetap"
    amount = f" {show_score(abs(change))}" if change else ""
    yield (
        f"Dibanding {last.label}, rata-rata {last.same} orang yang sama {word}{amount}: "
        f"{show_score(last.same_mean)} menjadi {show_score(last.same_now)}."
    )


def outside_words(outside: OutsideFigures) -> str:
    """What outside factors changed."""
    if not outside.claims:
        return "Faktor luar: tidak ada yang dicatat."
    told = f"Faktor luar: {outside.claims} dicatat, {outside.agreed} disetujui penilai dan atasannya."
    if outside.capped:
        told += f" Kenaikan {outside.capped} orang dibatasi menurut Pengaturan kantor."
    if outside.raw is None or outside.adjusted is None:
        return f"{told} Tidak ada nilai hasil kerja yang berubah karenanya."
    return (
        f"{told} Nilai hasil kerja {outside.changed} orang berubah, rata-rata dari {show_score(outside.raw)} menjadi "
        f"{show_score(outside.adjusted)}."
    )


def feedback_words(book: RecapBook) -> str:
    """Who got words of feedback."""
    whole = book.figures.whole
    rest = whole.people - whole.feedback
    if not rest:
        return f"Umpan balik: semua {whole.people} pegawai mendapatkannya."
    return f"Umpan balik: {whole.feedback} dari {whole.people} pegawai; {rest} belum."


def rater_words(figures: Overview) -> str:
    """How many raters have signs to talk about."""
    seen = sum(bool(one.signs) for one in figures.raters)
    if not seen:
        return f"Pemeriksaan penilai: tidak ada yang perlu dibicarakan dari {len(figures.raters)} penilai."
    return (
        f"Pemeriksaan penilai: {seen} dari {len(figures.raters)} penilai punya catatan untuk dibicarakan, "
        f"bukan tuduhan: lembar {RATERS}."
    )


def job_words(book: RecapBook) -> Iterator[str]:
    """How many people moved or acted for another post; nothing where nobody did."""
    if people := len({row[0] for row in book.rows[JOBS]}):
        yield (
            f"{people} pegawai berpindah atau merangkap. Hasilnya berdampingan, tidak dirata-rata, dan dihitung "
            f"sekali: lembar {JOBS}."
        )


def missing_words(book: RecapBook) -> Iterator[str]:
    """Who is not counted, by name where they are few."""
    rows = book.rows[NOT_RATED]
    if not rows:
        yield "Semua pegawai aktif sudah dinilai."
        return
    names = "; ".join(f"{row[1]} ({row[4]})" for row in rows[:_NAMED])
    more = f"; dan {len(rows) - _NAMED} lagi: lembar {NOT_RATED}" if rows[_NAMED:] else ""
    yield f"▲ Belum dinilai {len(rows)} orang: {names}{more}."
    if book.forms:
        yield f"▲ {book.forms} formulir belum kembali: lembar {MISSING}."
