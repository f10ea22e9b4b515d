"""What the manual says of the planning workbooks: their columns, states and templates, as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinerja_pauh.actions.plan_states import PlanState
from kinerja_pauh.adapters.templates import names
from kinerja_pauh.sheets.approval_layout import APPROVAL_TABLES
from kinerja_pauh.sheets.cascade_layout import CASCADE_TABLES
from kinerja_pauh.sheets.skp_layout import BANK_TABLES, PLAN_TABLES
from kinerja_pauh.sheets.skp_words import PEOPLES_PLANS

MANUAL = Path(__file__).parents[2] / "docs" / "panduan"
SHEETS = (MANUAL / "lembar.md").read_text("utf-8")
PAGE = (MANUAL / "rencana.md").read_text("utf-8")
TABLES = {**PLAN_TABLES, **BANK_TABLES, **APPROVAL_TABLES, **CASCADE_TABLES}


def told(sheet: str) -> list[tuple[str, str]]:
    """Column and who fills it, from the table below a sheet's heading."""
    _, _, rest = SHEETS.partition(f"\n### {sheet}\n")
    part = re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [[cell.strip() for cell in line.split("|")[1:3]] for line in part.splitlines() if line.startswith("|")]
    return [(first, second) for first, second in lines[2:]]


@pytest.mark.parametrize("sheet", sorted(TABLES.keys() - {PEOPLES_PLANS}))
def test_every_column_of_a_planning_sheet_is_listed_in_order(sheet):
    kinds = [(c.header, "diisi" if c.entry else "rumus" if c.formula else "tercetak") for c in TABLES[sheet].columns]
    assert told(sheet) == kinds


def test_the_sheet_of_the_people_s_plans_has_its_heading():
    assert f"### {PEOPLES_PLANS}" in SHEETS


def test_every_state_of_a_plan_stands_in_the_manual():
    assert re.findall(r"^\| ([✕▲✓] [^|]+?) \|", PAGE, re.MULTILINE) == [state.shown for state in PlanState]


def test_every_master_of_planning_is_named():
    assert all(f"`{name}`" in PAGE for name in (names.PLAN, names.APPROVAL, names.CASCADE, names.BANK))
