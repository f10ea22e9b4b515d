"""One row of a work plan, as it stands in the Induk's Rencana and in a form's Hasil Kerja alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Aspect, Direction, Indicator, Kind

if TYPE_CHECKING:
    from .cells import Value
    from .table_reader import TableReader

PLACES = {
    "number": "No",
    "kind": "Jenis",
    "result": "Rencana Hasil Kerja",
    "name": "Indikator",
    "unit": "Satuan",
    "direction": "Arah",
    "aspect": "Aspek",
    "target": "Target",
    "target_upper": "Target Atas",
    "weight": "Bobot (%)",
}
"""Attribute of an indicator -> the header of its cell."""


def read_plan_row(reader: TableReader, row: int) -> Indicator:
    """What was promised, with nothing reached yet; the words of a qualitative target are no number."""
    direction = reader.choice(row, "Arah", Direction)
    qualitative = direction is Direction.QUALITATIVE
    return Indicator(
        number=reader.text(row, "No"),
        kind=reader.choice(row, "Jenis", Kind),
        result=reader.text(row, "Rencana Hasil Kerja"),
        aspect=reader.choice(row, "Aspek", Aspect),
        name=reader.text(row, "Indikator"),
        unit=reader.text(row, "Satuan"),
        direction=direction,
        target=None if qualitative else reader.number(row, "Target"),
        target_upper=None if qualitative else reader.number(row, "Target Atas"),
        target_text=reader.text(row, "Target") if qualitative else "",
        weight=reader.number(row, "Bobot (%)"),
        places={name: reader.at(row, header) for name, header in PLACES.items()},
    )


def plan_cells(row: Indicator) -> dict[str, Value]:
    """What is typed in a row, header -> value; who and which number is said beside it."""
    return {
        "Jenis": row.kind,
        "RHK Atasan": row.superior_result,
        "Rencana Hasil Kerja": row.result,
        "Aspek": row.aspect,
        "Indikator": row.name,
        "Satuan": row.unit,
        "Arah": row.direction,
        "Target": row.target_text if row.direction is Direction.QUALITATIVE else row.target,
        "Target Atas": row.target_upper,
        "Sumber Data": row.data_source,
        "Bobot (%)": row.weight,
    }
