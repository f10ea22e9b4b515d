"""A small office that asks colleagues: questionnaires handed out, answered in real files, collected."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

from filled_office import RULES, SAMPLE, YEAR
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.peer_sharing import share_peers
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.peer_layout import QUESTIONS_TABLE, SUGGESTION_TABLE
from kinerja_pauh.sheets.peer_words import QUESTIONS, SUGGESTION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from kinerja_pauh.ports import Register

WORLD = real_world(show_progress)
PERSON, OTHER = SAMPLE.rated[2].nip, SAMPLE.rated[3].nip
NAMES = tuple(value.name for value in RULES.values.value)
LABEL = SAMPLE.period.label
COPIES = 3


@cache
def _shared(base: Path) -> Path:
    root = base / "kantor-rekan"
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=YEAR) | {"dengan_rekan": "Ya"}
    write_induk(root, SAMPLE.employees, SAMPLE.plans, settings, WORLD)
    share_peers(root, WORLD, COPIES)
    return root


def peers_office(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """An office folder with three questionnaires about everybody in 1_dibagikan/rekan."""
    return shutil.copytree(_shared(factory.getbasetemp()), tmp_path / "Penilaian-2026")


def register_of(root: Path) -> Register:
    """The office's memory."""
    return WORLD.register(OfficeFolder(root).register)


def questionnaires(root: Path, nip: str = PERSON) -> list[Path]:
    """The copies about a person, by name, that is in an order of chance."""
    return sorted(OfficeFolder(root).peers.glob(f"Rekan_{nip}_*.xlsx"))


def answer(
    source: Path,
    ratings: Sequence[str] = (Rating.MEETS,) * 7,
    examples: Sequence[str] = (),
    suggestion: str = "",
    name: str = "",
) -> Path:
    """Put a questionnaire into the inbox with these entries, from the first value on. name: of the file there."""
    target = source.parents[2] / "2_masuk" / (name or source.name)
    shutil.copy(source, target)
    columns = ((QUESTIONS_TABLE.column("Jawaban"), ratings), (QUESTIONS_TABLE.column("Contoh"), examples))
    typed = {(FIRST_ROW + n, column): text for column, texts in columns for n, text in enumerate(texts)}
    write_cells(target, QUESTIONS, typed)
    if suggestion:
        write_cells(target, SUGGESTION, {(FIRST_ROW, SUGGESTION_TABLE.column("Saran")): suggestion})
    return target
