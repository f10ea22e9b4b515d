"""One LibreOffice, as xlwings' App."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.books import Book, Books
from kinerja_pauh.adapters.libreoffice.engine.macros import split_macro
from kinerja_pauh.adapters.libreoffice.engine.message_box import show_message
from kinerja_pauh.adapters.libreoffice.problems import OfficeProblem
from kinerja_pauh.adapters.libreoffice.remote import RemoteObject, RemoteOffice

if TYPE_CHECKING:
    from kinerja_pauh.adapters.libreoffice.engine.calc import Apps, CalcEngine
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.link import Link

EXCEL_VERSION = "16.0"  # what xlwings and its users compare with; LibreOffice's own stands in no place of theirs


class App(base_classes.App):
    """What only a window has (visible, interactive, events) is accepted and changes nothing."""

    display_alerts = True
    enable_events = True
    interactive = True
    cut_copy_mode = False
    hwnd = 0
    version = EXCEL_VERSION

    def __init__(self, apps: Apps, link: Link, folder: str, *, macros: bool | None) -> None:
        """folder: of the soffice program. macros: whether those of an opened workbook run; None: the user's setting."""
        self.apps = apps
        self.macros = macros
        self.office = RemoteOffice(link)
        self.desktop: Any = self.office.make("com.sun.star.frame.Desktop")
        self.shifts = 0  # how often cells were inserted or deleted, after which UNO's own sheets point elsewhere
        self._folder = folder
        self._status: str | bool = False
        self._indicator: Any = None
        self._frozen: list[Any] = []

    @property
    def engine(self) -> CalcEngine:
        return self.apps.engine

    @property
    def api(self) -> RemoteObject:
        """UNO's Desktop."""
        desktop: RemoteObject = self.desktop
        return desktop

    @property
    def path(self) -> str:
        """The folder of the soffice program."""
        return self._folder

    @property
    def startup_path(self) -> str:
        return self._folder

    @property
    def pid(self) -> int:
        """Of our soffice; of the bridge where the LibreOffice is the user's, whose own cannot be asked for."""
        link = self.office.link
        return link.pid or link.bridge_pid

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def visible(self) -> bool:
        """Whether a person sees it: that of the user yes, ours never."""
        return self.office.link.pid is None

    @visible.setter
    def visible(self, visible: bool) -> None:
        pass

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        with contextlib.suppress(OfficeProblem):  # a workbook without a window has no status bar
            if self._indicator is not None:
                self._indicator.end()
                self._indicator = None
            if value:
                self._indicator = self.books.active.frame.createStatusIndicator()
                self._indicator.start(str(value), 0)
        self._status = value or False

    @property
    def screen_updating(self) -> bool:
        return not self._frozen

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if value:
            while self._frozen:
                with contextlib.suppress(OfficeProblem):  # closed meanwhile
                    self._frozen.pop().unlockControllers()
        elif not self._frozen:
            for book in self.books:
                book.document.lockControllers()
                self._frozen.append(book.document)

    @property
    def calculation(self) -> str:
        return "automatic" if self.books.active.document.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.document.enableAutomaticCalculation(value != "manual")

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculateAll()  # calculate() leaves cells that a block write has made stale

    @property
    def selection(self) -> Range | None:
        return self.books.active.selection() if len(self.books) else None

    def activate(self, steal_focus: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  as xlwings calls it
        self.apps.running.remove(self)
        self.apps.running.insert(0, self)

    def alert(
        self,
        prompt: str,
        title: str | None = None,
        buttons: str = "ok",
        mode: str | None = None,
        callback: object = None,  # noqa: ARG002  xlwings Server only
    ) -> str:
        """A message box over the active workbook; without a window the answer is at once the careful one."""
        return show_message(self, prompt, title or "", buttons or "ok", mode)

    def run(self, macro: str, args: list[Any]) -> Any:  # noqa: ANN401  what a macro returns
        name, procedure = split_macro(macro)
        book: Book = self.books(name) if name else self.books.active
        return book.run(procedure, args)

    def quit(self) -> None:
        """Ends ours without saving; leaves that of the user as it is."""
        self.office.link.end()

    def kill(self) -> None:
        self.office.link.end(in_peace=False)
