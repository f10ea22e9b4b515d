"""The button Diagnosa: what whoever helps must know about program, workbook and computer, in one message box."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_pauh.actions.diagnose import clean, diagnose, summary
from kinerja_pauh.actions.message import Message
from kinerja_pauh.adapters.computer import RealComputer
from kinerja_pauh.adapters.libreoffice.user_calc import UserCalc
from kinerja_pauh.sheets.layout import SCHEMA

from .buttons import MACRO_CONTRACT, kind_of

if TYPE_CHECKING:
    from kinerja_pauh.ports import LiveWorkbook, World


def workbook_state(live: LiveWorkbook, world: World) -> Message:
    """Versions, the state of the open workbook, and what `kinerja diagnosa` finds wrong; that Python is reached at all
    is what the press itself shows."""
    book = live.read()
    checked = diagnose(RealComputer(), UserCalc(Path(sys.executable)), live.path.parent if live.path else Path.cwd())
    kind = kind_of(book.sheets)
    told = (
        f"Tombol tersambung. kinerja-pauh {world.version}, Python {platform.python_version()}, xlwings "
        f"{version('xlwings')}, kontrak makro {MACRO_CONTRACT}, skema {SCHEMA}.\n"
        f"Buku ini: {kind.value if kind else 'bukan Formulir Penilaian dan bukan Induk'}, "
        f"{'di komputer ini' if live.path else 'belum disimpan di komputer ini (baru, atau di OneDrive)'}, "
        f"{'hanya-baca' if live.read_only else 'dapat disimpan'}.\n"
        f"{summary(checked)}"
    )
    return Message(told, warning=kind is None or live.path is None or live.read_only or not clean(checked))
