"""What a button tells the user: the message box at its end, the status bar meanwhile."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .busy import patiently

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

    from kinerja_pauh.ports import Progress

TITLE = "Penilaian Kinerja"
MESSAGES_FILE = "KINERJA_PESAN"
"""Environment variable: a file to which messages are appended, one JSON object {"teks", "peringatan"} a line, instead
of being shown. For automated runs, where nobody would close the message box."""
YES_ENDING = ".ya"
"""A file beside that one, its name with this ending: there every question is answered with yes, else with no."""


def say(app: xlwings.App, text: str, *, warning: bool = False) -> None:
    """Show a message box and wait until it is closed. warning: something is left for the user to do."""
    if file := os.environ.get(MESSAGES_FILE):
        _note(file, text, warning=warning)
    else:
        patiently(lambda: app.alert(text, title=TITLE, buttons="ok", mode="critical" if warning else "info"))


def ask(app: xlwings.App, question: str) -> bool:
    """Whether the user says yes to what is asked in a message box; closing it is a no."""
    if file := os.environ.get(MESSAGES_FILE):
        _note(file, question, warning=True)
        return Path(file + YES_ENDING).exists()
    answer = patiently(lambda: app.alert(question, title=TITLE, buttons="yes_no", mode="critical"))
    return answer == "yes"


def _note(file: str, text: str, *, warning: bool) -> None:
    with Path(file).open("a", encoding="utf-8") as messages:
        messages.write(json.dumps({"teks": text, "peringatan": warning}, ensure_ascii=False) + "\n")


def status_progress(app: xlwings.App) -> Progress:
    """Progress in the status bar: "Membuat formulir: 12 dari 60". To be used inside view.kept_status_bar."""

    def begin(what: str, total: int) -> Callable[[int], None]:
        def tell(done: int) -> None:
            with contextlib.suppress(Exception):  # the work goes on, whatever the bar says
                app.status_bar = f"{what}: {done} dari {total}"

        tell(0)
        return tell

    return begin
