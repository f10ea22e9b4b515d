"""One person's history in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.indicator_words import target_text
from kinerja_pauh.appraisal.wording import show, show_score

from .history import noted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kinerja_pauh.appraisal.plan_changes import PlanChange
    from kinerja_pauh.appraisal.scoring import Result

    from .person_history import Chapter


def history_lines(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Chapter by chapter, oldest first."""
    yield chapters[-1].ratee.name
    for one in chapters:
        yield ""
        yield from _chapter(one)


def _chapter(one: Chapter) -> Iterator[str]:
    form, rules = one.handed_out.form, one.handed_out.rules
    days = form.rated_days
    part = ", sebagian dari periode itu" if form.part and days != form.period else ""
    yield f"{days.label}, {show_day(days.start)} – {show_day(days.end)}{part}"
    yield f"  Dibagikan   {_day(one.issued.at)} kepada {form.rater_name}{_ended(one)}"
    yield f"  Jabatan     {one.ratee.position}"
    yield f"  Peraturan   {rules.name}"
    yield "  Rencana"
    for row in one.ratee.indicators:
        weight = "" if row.weight is None else f", bobot {show(row.weight)}"
        yield f"    {row.number}. {row.name}: target {target_text(row)}{weight}"
    if one.changes:
        yield "  Berubah"
        yield from (f"    {_change(change)}" for change in one.changes)
    if one.returned is None:
        yield "  Kembali     belum"
        return
    yield f"  Kembali     {_day(one.returned.at)}, putusan {one.returned.verdict.replace('_', ' ')}"
    yield f"  Hasil       {_result(one.result)}"


def _ended(one: Chapter) -> str:
    told = f"; diganti formulir baru {show_day(one.replaced)}" if one.replaced else ""
    return told + (f"; ditarik {show_day(one.withdrawn)}, tidak dihitung lagi" if one.withdrawn else "")


def _change(change: PlanChange) -> str:
    told = f"{change.number}. {change.what}: "
    if change.old and change.new:
        return f"{told}{change.old} → {change.new}"
    return told + (change.new or change.old)


def _result(result: Result | None) -> str:
    if result is None:
        return "orang ini tidak ada di formulir yang kembali"
    if result.final is None:
        return "belum lengkap"
    mark = " (SEMENTARA)" if result.provisional else ""
    return f"nilai akhir {show_score(result.final)}, predikat {result.predicate}{mark}"


def _day(at: str) -> str:
    return show_day(noted(at).date())


def chapter_record(one: Chapter) -> dict[str, object]:
    """A chapter as plain data, without its result."""
    form, returned = one.handed_out.form, one.returned
    return {
        "periode": form.period.label,
        "mulai": form.rated_days.start.isoformat(),
        "selesai": form.rated_days.end.isoformat(),
        "id_formulir": one.issued.form_id,
        "dibagikan_pada": one.issued.at,
        "diganti_pada": one.replaced.isoformat() if one.replaced else None,
        "ditarik_pada": one.withdrawn.isoformat() if one.withdrawn else None,
        "nip_penilai": form.rater_nip,
        "penilai": form.rater_name,
        "jabatan": one.ratee.position,
        "peraturan": one.handed_out.rules.id,
        "rencana": [
            {
                "no": row.number,
                "indikator": row.name,
                "target": target_text(row),
                "bobot": None if row.weight is None else float(row.weight),
            }
            for row in one.ratee.indicators
        ],
        "perubahan": [
            {"no": change.number, "bagian": str(change.what), "semula": change.old, "menjadi": change.new}
            for change in one.changes
        ],
        "kembali_pada": returned.at if returned else None,
        "sha256": returned.sha256 if returned else None,
        "putusan": returned.verdict if returned else None,
    }
