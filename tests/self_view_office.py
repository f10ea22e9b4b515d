"""A small office whose people are asked for their own view of the period, by the real command."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

from filled_office import SAMPLE
from kinerja_pauh.actions.file_names import self_view_name
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.self_view_sharing import share_self_views
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.sheets.inquiry_words import SELF_BEHAVIOUR, SELF_WORK
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.self_view_layout import SELF_TABLES
from planning_office import WORLD, new_office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from kinerja_pauh.sheets.cells import Value


@cache
def _asked(base: Path) -> Path:
    root = new_office(base / "kantor-pandangan")
    share_self_views(root, WORLD)
    return root


def asked_office(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """An office folder with a workbook for everybody in 1_dibagikan/pandangan."""
    return shutil.copytree(_asked(factory.getbasetemp()), tmp_path / "Penilaian-2026")


def view_file(root: Path, nip: str) -> Path:
    """A person's workbook as handed out."""
    return OfficeFolder(root).self_views / self_view_name(nip, SAMPLE.period.label)


def send_view(
    root: Path,
    nip: str,
    work: Mapping[tuple[int, str], Value] | None = None,
    behaviour: Mapping[int, Value] | None = None,
    name: str = "",
) -> Path:
    """Put a person's workbook into the inbox with these entries typed in.

    work: (line from 1, header) -> value; behaviour: line from 1 -> what should be remembered.
    """
    source = view_file(root, nip)
    target = root / "2_masuk" / (name or source.name)
    shutil.copy(source, target)
    table = SELF_TABLES[SELF_WORK]
    typed = {(FIRST_ROW - 1 + line, table.column(header)): value for (line, header), value in (work or {}).items()}
    write_cells(target, SELF_WORK, typed)
    (entry,) = SELF_TABLES[SELF_BEHAVIOUR].entries
    column = SELF_TABLES[SELF_BEHAVIOUR].column(entry)
    write_cells(target, SELF_BEHAVIOUR, {(FIRST_ROW - 1 + n, column): text for n, text in (behaviour or {}).items()})
    return target
