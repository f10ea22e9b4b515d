"""What the manual says of the self-view: its columns, master and sheets for HR, as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinerja_pauh.actions.file_names import self_view_name
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.adapters.templates import names
from kinerja_pauh.sheets.inquiry_words import SELF_BEHAVIOUR, SELF_WORK
from kinerja_pauh.sheets.self_view_layout import SELF_TABLES
from kinerja_pauh.sheets.self_view_results import self_view_book

MANUAL = Path(__file__).parents[2] / "docs" / "panduan"
SHEETS = (MANUAL / "lembar.md").read_text("utf-8")
PAGE = (MANUAL / "pandangan.md").read_text("utf-8")
HEADINGS = {SELF_WORK: SELF_WORK, SELF_BEHAVIOUR: f"{SELF_BEHAVIOUR} menurut pegawai"}


@pytest.mark.parametrize("sheet", HEADINGS)
def test_every_column_of_the_self_view_is_listed_in_order(sheet):
    _, _, rest = SHEETS.partition(f"\n### {HEADINGS[sheet]}\n")
    part = re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [[cell.strip() for cell in line.split("|")[1:3]] for line in part.splitlines() if line.startswith("|")]
    kinds = [[column.header, "diisi" if column.entry else "tercetak"] for column in SELF_TABLES[sheet].columns]
    assert lines[2:] == kinds


def test_file_names_folder_and_master_are_those_of_the_program():
    assert f"`{self_view_name('<NIP>', 'PERIODE').replace('PERIODE', '<periode>')}`" in PAGE
    assert f"`1_dibagikan/{OfficeFolder(Path()).self_views.name}`" in PAGE
    assert f"`{names.SELF_VIEW}`" in PAGE


def test_the_sheet_of_the_silent_is_named():
    silent = self_view_book([], [], "").sheets[-1].name
    assert f"**{silent}**" in PAGE
