"""A return whose plan was changed is refused by kumpulkan, and nothing of it is counted."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import filled_office
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.faces.cli import main
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_lowered_target_is_refused_by_cell_and_leaves_no_trace(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    (root / "register.sqlite").unlink()
    assert main(["bagikan", str(root)]) == 0
    form = min((root / "2_masuk").glob("*.xlsx"))
    column = layout.WORK_TABLE.column("Target")
    write_cells(form, layout.WORK, {(FIRST_ROW, column): Decimal(1)})
    capsys.readouterr()
    assert main(["kumpulkan", str(root), "--json"]) == 2
    told = {one["berkas"]: one for one in json.loads(capsys.readouterr().out)["berkas"]}
    refused = told[form.name]
    assert refused["putusan"] == "ditolak"
    assert refused["hasil"] == []
    place = layout.WORK_TABLE.cell("Target", FIRST_ROW)
    assert [(f["lembar"], f["sel"], f["kode"]) for f in refused["temuan"]] == [
        (layout.WORK, place, "sel-terkunci-berubah")
    ]
    assert sum(one["putusan"] != "ditolak" for one in told.values()) == len(told) - 1
