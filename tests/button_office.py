"""A LibreOffice as in an office that has run `kinerja pasang --libreoffice`: its buttons reach this Python."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filled_office
import spreadsheet
from calc_office import CalcOffice
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.libreoffice.button_bridge import install
from kinerja_pauh.adapters.libreoffice.engine import button_macro
from kinerja_pauh.adapters.libreoffice.profile_place import make_profile
from kinerja_pauh.adapters.live.talking import YES_ENDING
from kinerja_pauh.faces.cli import main
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for

if TYPE_CHECKING:
    import pytest
    import xlwings


class ButtonOffice(CalcOffice):
    """folder: where profile and messages stand, and the only place whose workbooks may run macros. yes: while this file
    exists every question is answered with yes, else with no.

    python: what the buttons start; None leaves the bridge out, as on a computer where nothing was installed.
    """

    def __init__(self, folder: Path, python: Path | None = Path(sys.executable)) -> None:
        self.folder = folder
        profile = folder / "profil kantor" / "user"
        if python is None:
            make_profile(profile, spreadsheet.required_office().soffice)
        else:
            install(profile, python, spreadsheet.required_office().soffice, folder)
        self._messages = folder / "pesan.jsonl"
        self.yes = folder / f"{self._messages.name}{YES_ENDING}"
        super().__init__(folder, profile, {"KINERJA_PESAN": str(self._messages)})

    def press(self, book: xlwings.Book, url: str, *words: Any) -> None:
        """What LibreOffice does when the button is clicked."""
        book.api.getScriptProvider().getScript(url).invoke(tuple(words), (), ())

    def said(self) -> list[tuple[str, bool]]:
        """The messages since the last question, each with whether it warns."""
        if not self._messages.exists():
            return []
        lines = self._messages.read_text("utf-8").splitlines()
        self._messages.unlink()
        return [(said["teks"], said["peringatan"]) for said in map(json.loads, lines)]


def buttons(book: xlwings.Book) -> dict[str, dict[str, str | None]]:
    """Sheet -> what stands on each button -> the address of its macro."""
    found: dict[str, dict[str, str | None]] = {}
    for sheet in book.sheets:
        on_sheet = {shape.text: button_macro(shape) for shape in sheet.shapes if shape.type == "form_control"}
        if on_sheet:
            found[sheet.name] = on_sheet
    return found


def office_with_buttons(place: Path, factory: pytest.TempPathFactory) -> Path:
    """The sample office below a folder, its Induk and forms as .xlsm; the forms are filled in and not yet collected."""
    folder = filled_office.office_copy(place, factory)
    sample = filled_office.SAMPLE
    settings = settings_for(sample.office, sample.period, year=filled_office.YEAR)
    cells = fill_induk(sample.employees, sample.plans, settings)
    next(folder.glob("Induk_*.xlsx")).unlink()
    (folder / "Induk_2026.xlsm").write_bytes(BundledTemplates().induk(macros=True).render(cells))
    assert main(["bagikan", str(folder), "--xlsm"]) == 0
    for stale in (folder / "2_masuk").iterdir():
        stale.unlink()
    for rater, people in filled_office.raters().items():
        form = next((folder / "1_dibagikan").glob(f"Penilaian_{rater}_*.xlsm"))
        filled_office.fill_in(Path(shutil.copy(form, folder / "2_masuk")), people)
    return folder


def largest_form(folder: Path) -> Path:
    """The filled form with the most people."""
    return next((folder / "2_masuk").glob(f"Penilaian_{filled_office.largest_rater()}_*.xlsm"))
