"""One click with a real mouse pointer on a real screen: window, button, message box, result."""

from __future__ import annotations

import os
import subprocess
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from button_office import ButtonOffice, largest_form, office_with_buttons
from kinerja_pauh.actions.read_files import score_form
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.libreoffice.engine import button_macro
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120.0
SCREEN = (1366, 768)


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen of the size of an old office PC; gives its DISPLAY."""
    told, tell = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[tell], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tell)
    with os.fdopen(told) as answer:
        display = f":{answer.readline().strip()}"
    yield display
    server.terminate()
    server.wait(20)


class OfficeOnScreen(ButtonOffice):
    """With a window, and message boxes that a person closes."""

    words = ("--norestore", "--nologo", "--nodefault")

    def __init__(self, folder: Path, display: str) -> None:
        super().__init__(folder)
        self.quiet = {"DISPLAY": display}
        del self._environment["KINERJA_PESAN"]
        self._environment |= {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
        settings = self._profile / "user" / "registrymodifications.xcu"
        tip = (
            '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">'
            "<value>false</value></prop></item></oor:items>"
        )
        settings.write_text(settings.read_text("utf-8").replace("</oor:items>", tip), "utf-8")

    def xdotool(self, *words: object) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=os.environ | self.quiet, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()


def eventually(ask):
    """The first answer that is true, within a patience that a slow computer needs too."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer := ask():
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen")


def at_rest(place) -> tuple[int, int] | None:
    """The middle of a button on the screen, once the window has stopped arranging itself."""
    before = place.getLocationOnScreen()
    time.sleep(2)
    corner, size = place.getLocationOnScreen(), place.getSize()
    if (before.X, before.Y) != (corner.X, corner.Y) or not size.Width:
        return None
    return corner.X + size.Width // 2, corner.Y + size.Height // 2


def test_a_mouse_click_on_hitung_nilai_shows_a_message_and_fills_the_sheet(screen, tmp_path, tmp_path_factory) -> None:
    path = largest_form(office_with_buttons(tmp_path / "kantor", tmp_path_factory))
    expected = [float(result.final) for result in score_form(read_book(path)).results]
    with OfficeOnScreen(tmp_path, screen) as office:
        book = office.open(path)
        controller = book.api.CurrentController
        controller.Frame.ContainerWindow.setPosSize(0, 0, *SCREEN, 15)
        sheet = book.sheets[layout.SUMMARY]
        sheet.activate()
        button = next(s for s in sheet.shapes if s.type == "form_control" and s.text == "Hitung Nilai")
        assert "HitungNilai" in button_macro(button)
        place = controller.getControl(button.api.getControl()).getAccessibleContext()
        x, y = eventually(partial(at_rest, place))
        office.xdotool("mousemove", x, y)
        time.sleep(1)  # the pointer arrives before the press, as a hand does it
        office.xdotool("click", 1)
        box = eventually(lambda: office.xdotool("search", "--name", "^Penilaian Kinerja$"))
        if picture := os.environ.get("KINERJA_GAMBAR"):  # for the manual: the screen as it is now
            subprocess.run(["import", "-window", "root", picture], env=os.environ | office.quiet, check=True)
        for window in box.split():
            office.xdotool("windowfocus", window, "key", "--window", window, "Return")
        eventually(lambda: not office.xdotool("search", "--name", "^Penilaian Kinerja$"))
        column = layout.RESULTS_TABLE.column("Nilai Akhir")
        written = book.sheets[layout.RESULTS].range((FIRST_ROW, column), (FIRST_ROW + len(expected) - 1, column)).value
        assert written == expected
        assert book.sheets.active.name == layout.SUMMARY
