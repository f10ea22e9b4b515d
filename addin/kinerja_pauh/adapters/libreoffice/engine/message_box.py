"""A message box of LibreOffice itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.libreoffice.problems import OfficeRefused
from kinerja_pauh.adapters.libreoffice.remote import Enum, call_patiently

if TYPE_CHECKING:
    from kinerja_pauh.adapters.libreoffice.engine.app import App

BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
BOXES = {None: "MESSAGEBOX", "info": "INFOBOX", "critical": "ERRORBOX", "warning": "WARNINGBOX"}
ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
CAREFUL = {"ok": "ok", "ok_cancel": "cancel", "yes_no": "no", "yes_no_cancel": "cancel"}


def show_message(app: App, text: str, title: str, buttons: str, mode: str | None) -> str:
    """The button that was pressed: "ok", "cancel", "yes" or "no"; closing the box is the careful one.

    Without a window of its own LibreOffice shows nothing and answers at once.
    """
    if buttons not in BUTTONS:
        raise ValueError(f"buttons: {', '.join(BUTTONS)}")
    toolkit = app.office.make("com.sun.star.awt.Toolkit")
    kind = Enum("com.sun.star.awt.MessageBoxType", BOXES.get(mode, "MESSAGEBOX"))
    box = toolkit.createMessageBox(_window(app), kind, BUTTONS[buttons], title, text)
    pressed = ANSWERS.get(call_patiently(box, "execute"), "cancel")
    box.dispose()
    return pressed if pressed != "cancel" else CAREFUL[buttons]


def _window(app: App) -> object:
    try:
        return app.books.active.frame.ContainerWindow
    except (OfficeRefused, LookupError):
        return None
