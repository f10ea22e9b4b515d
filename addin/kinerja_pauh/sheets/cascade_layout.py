"""The cascade of an office's plans: a tree from the leader's results downward, and the list of gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fill_form import fill_table
from .layout import Column, Look, Table
from .skp_words import GAPS, TREE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.cascade import Branch
    from kinerja_pauh.appraisal.model import Employee

    from .cells import SheetFill, Value

TREE_TABLE = Table(
    TREE,
    "Cascade Rencana Kinerja",
    "Setiap hasil berdiri di bawah hasil pimpinan yang didukungnya. Tanda ▲ di kolom Keadaan: celah yang perlu "
    "dibicarakan.",
    (
        Column("Tingkat", 8, Look.COUNT),
        Column("Rencana Hasil Kerja", 78, Look.WRAP),
        Column("Nama", 28, Look.WRAP),
        Column("Jabatan", 34, Look.WRAP),
        Column("Indikator", 52, Look.WRAP),
        Column("Keadaan", 26, Look.STATE),
    ),
    frozen="Tingkat",
    zoom=80,
)
GAPS_TABLE = Table(
    GAPS,
    "Celah Rencana Kinerja",
    "Yang belum menyambung: hasil pimpinan tanpa pendukung, hasil yang tidak mendukung apa pun, orang tanpa rencana.",
    (
        Column("Celah", 34, Look.WRAP),
        Column("Nama", 30, Look.WRAP),
        Column("Jabatan", 36, Look.WRAP),
        Column("Rencana Hasil Kerja", 84, Look.WRAP),
    ),
    frozen="Celah",
    zoom=85,
)
CASCADE_TABLES = {table.sheet: table for table in (TREE_TABLE, GAPS_TABLE)}
ALONE, LOOSE, NO_PLAN = "RHK belum didukung siapa pun", "Tidak mendukung RHK penilai", "Belum punya rencana"
_STEP = "      "
_MARKS = {ALONE: "▲ belum didukung", LOOSE: "▲ tidak mendukung"}


def fill_cascade(
    branches: Sequence[Branch], staff: Mapping[str, Employee], without: Sequence[Employee], heading: str
) -> dict[str, SheetFill]:
    """Both sheets. without: people who have no plan at all."""
    gaps = [(words, branch) for branch in branches for words in gaps_of(branch)]
    rows: list[dict[str, Value]] = [_gap(words, staff[one.nip], one.result) for words, one in gaps]
    rows += [_gap(NO_PLAN, one, "") for one in without]
    return {
        TREE: fill_table(TREE_TABLE, [_branch(one, staff[one.nip]) for one in branches], heading),
        GAPS: fill_table(GAPS_TABLE, rows or [{"Celah": "Tidak ada celah."}], heading),
    }


def gaps_of(branch: Branch) -> list[str]:
    """What does not hang together at this result."""
    return [words for words, found in ((ALONE, branch.alone), (LOOSE, branch.loose)) if found]


def _branch(branch: Branch, person: Employee) -> dict[str, Value]:
    indent = _STEP * (branch.level - 1)
    return {
        "Tingkat": branch.level,
        "Rencana Hasil Kerja": f"{indent}{'↳ ' if indent else ''}{branch.result}",
        "Nama": person.name,
        "Jabatan": person.position,
        "Indikator": "\n".join(f"• {name}" for name in branch.measures),
        "Keadaan": "; ".join(_MARKS[words] for words in gaps_of(branch)) or "✓",
    }


def _gap(words: str, person: Employee, result: str) -> dict[str, Value]:
    return {"Celah": words, "Nama": person.name, "Jabatan": person.position, "Rencana Hasil Kerja": result}
