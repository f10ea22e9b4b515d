"""What was found about the forms in use, as lines for people, as a record for programs, and as the sheet Monitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import clock_words, moment_words, show_day
from kinerja_pauh.appraisal.reminders import show_days
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.monitor_sheet import TOTAL, MonitorRow, MonitorSum, monitor_change

from .monitoring import State, moment
from .outcome import Verdict
from .reminding import message_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from kinerja_pauh.ports import Returned
    from kinerja_pauh.sheets.cells import SheetChange, Value

    from .monitoring import FormLine, FormSum, Monitoring

_SIGNS = {Verdict.ACCEPTED: "✓", Verdict.LOOK: "▲", Verdict.REFUSED: "✕"}


def monitor_lines(found: Monitoring) -> Iterator[str]:
    """A table for a terminal, unit by unit, without any NIP."""
    yield f"Monitor formulir, {found.period.label}. {deadline_words(found)}"
    names = max((len(line.rater_name) for line in found.lines), default=0)
    for unit in found.units:
        yield f"{unit.unit} ({counted(unit)})" if unit.forms > 1 else unit.unit
        for line in (line for line in found.lines if line.unit == unit.unit):
            yield f"  {line.state.shown:<15}  {line.rater_name:<{names}}  {line.people:>4} pegawai{_extra(line)}"
    if found.lines:
        yield f"Seluruhnya {counted(found.total)}"


def _extra(line: FormLine) -> str:
    part = f", masa {line.part}" if line.part else ""
    if len(line.returns) < 2 or line.counting is None:  # noqa: PLR2004 - one return needs no number
        return part
    return f"{part}, {len(line.returns)} kiriman, berlaku nomor {line.counting}"


def counted(one: FormSum) -> str:
    """`5 formulir: 2 belum kembali, 3 diterima`; where all are alike `5 formulir, semua diterima`."""
    states = {state.lower(): number for state, number in one.counts.items() if number}
    if len(states) > 1:
        return f"{one.forms} formulir: " + ", ".join(f"{number} {state}" for state, number in states.items())
    every = "semua " if one.forms > 1 else ""
    return ", ".join((f"{one.forms} formulir", *(f"{every}{state}" for state in states)))


def deadline_words(found: Monitoring) -> str:
    """A sentence about the deadline."""
    if found.deadline is None:
        return "Batas kembali belum diisi di lembar Pengaturan."
    first = f", diperpanjang dari {show_day(found.first)}" if found.first else ""
    return f"Batas kembali {show_day(found.deadline)}{first} ({show_days(found.days)})."


def monitor_record(found: Monitoring) -> dict[str, object]:
    """The same as plain values for JSON."""
    return {
        "periode": found.period.label,
        "batas_kembali": found.deadline.isoformat() if found.deadline else None,
        "sisa_hari": found.days,
        "formulir": [_form_record(line, found) for line in found.lines],
        "unit": [{"unit": one.unit, **_sum_record(one)} for one in found.units],
        "jumlah": _sum_record(found.total),
    }


def _form_record(line: FormLine, found: Monitoring) -> dict[str, object]:
    return {
        "id_formulir": line.form_id,
        "unit": line.unit,
        "nip_penilai": line.rater_nip,
        "nama_penilai": line.rater_name,
        "berkas": line.file_name,
        "masa": line.part or None,
        "batas_kembali": line.deadline.isoformat() if line.deadline else None,
        "diperpanjang": line.extended,
        "pegawai": line.people,
        "dibagikan": line.handed_out.isoformat() if line.handed_out else None,
        "keadaan": _key(line.state),
        "kiriman": [
            {"nomor": number, "berkas": one.file_name, "putusan": str(one.verdict), "diterima_pada": one.at or None}
            for number, one in enumerate(line.returns, start=1)
        ],
        "kiriman_berlaku": line.counting,
        "pesan": message_for(line, found) or None,
    }


def _sum_record(one: FormSum) -> dict[str, object]:
    states = {_key(state): number for state, number in one.counts.items()}
    return {"dibagikan": one.forms, "kembali": one.returned, "pegawai": one.people, **states}


def _key(state: State) -> str:
    return state.lower().replace(" ", "_")


def sheet_change(found: Monitoring, typed: Mapping[str, Value], now: datetime) -> SheetChange:
    """The sheet Monitor. typed: form id -> what HR typed there, to be kept for forms still in use."""
    rows = [_row(line, found) for line in found.lines]
    sums = [MonitorSum(one.unit, counted(one), one.people) for one in found.units]
    if sums:
        sums.append(MonitorSum(TOTAL, counted(found.total), found.total.people))
    summary = f"{counted(found.total)}. {deadline_words(found)} Diperbarui {show_day(now.date())} {clock_words(now)}."
    return monitor_change(subtitle(found.office, found.period), summary, rows, sums, typed)


def _row(line: FormLine, found: Monitoring) -> MonitorRow:
    return MonitorRow(
        form_id=line.form_id,
        unit=line.unit,
        rater_nip=line.rater_nip,
        rater_name=line.rater_name,
        file_name=line.file_name,
        people=line.people,
        handed_out=line.handed_out.date() if line.handed_out else None,
        state=line.state.shown,
        days="" if line.state is State.ACCEPTED else _days(line),
        received=len(line.returns),
        counting=line.counting,
        returns=tuple(_returned(number, one, line) for number, one in enumerate(line.returns, start=1)),
        message=message_for(line, found),
        part=line.part,
    )


def _days(line: FormLine) -> str:
    return show_days(line.days) + (", diperpanjang" if line.extended else "")


def _returned(number: int, one: Returned, line: FormLine) -> str:
    """`2: ✓ diterima 24/11/2026 14.05, Penilaian betul.xlsx`; the name only where it is not the one handed out."""
    at = moment(one.at)
    when = f" {moment_words(at)}" if at else ""
    name = f", {one.file_name}" if one.file_name != line.file_name else ""
    verdict = Verdict(one.verdict)
    return f"{number}: {_SIGNS[verdict]} {verdict.replace('_', ' ')}{when}{name}"
