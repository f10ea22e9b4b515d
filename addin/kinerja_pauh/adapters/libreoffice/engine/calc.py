"""The engine as xlwings knows it, and its apps: each one LibreOffice that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.app import App
from kinerja_pauh.adapters.libreoffice.engine.values import cleaned, plain_value
from kinerja_pauh.adapters.libreoffice.installation import find_office
from kinerja_pauh.adapters.libreoffice.link import Link
from kinerja_pauh.adapters.libreoffice.problems import OfficeMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "calc"


class CalcEngine:
    """One for the whole process."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: Any) -> Any:  # noqa: ANN401  any value of xlwings
        return plain_value(x)

    @staticmethod
    def clean_value_data(
        data: Any,  # noqa: ANN401  any value of xlwings
        datetime_builder: Callable[..., Any],
        empty_as: Any,  # noqa: ANN401  any value of xlwings
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,  # noqa: FBT001  as xlwings calls it
    ) -> list[list[Any]]:
        return cleaned(data, datetime_builder, empty_as, number_builder, errors_as_text=bool(err_to_str))


class Apps(base_classes.Apps):
    """The running ones, the active one first."""

    def __init__(self, engine: CalcEngine) -> None:
        self.engine = engine
        self.running: list[App] = []

    def keys(self) -> list[int]:
        return [app.pid for app in self]

    def add(
        self,
        spec: object = None,  # noqa: ARG002  which LibreOffice to use is found, not told
        add_book: bool | None = None,  # noqa: FBT001  as xlwings calls it
        xl: object = None,  # noqa: ARG002  Excel's own object
        visible: bool | None = None,  # noqa: ARG002, FBT001  ours has no window
    ) -> App:
        app = self.start()
        if add_book:
            app.books.add()
        return app

    def start(self, *, macros: bool = False, prepare: Callable[[Path], None] | None = None) -> App:
        """A LibreOffice of our own, without a window."""
        return self._running(lambda installation: Link(installation, macros=macros, prepare=prepare), macros=macros)

    def connect(self, pipe: str) -> App:
        """The LibreOffice that listens on this pipe; it is only used, never ended."""
        return self._running(lambda installation: Link(installation, pipe=pipe), macros=None)

    @staticmethod
    def cleanup() -> None:
        """Nothing stays behind: a LibreOffice of ours ends with its link, also when our process dies."""

    def __iter__(self) -> Iterator[App]:
        self.running = [app for app in self.running if app.office.link.alive]
        return iter(list(self.running))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __getitem__(self, pid: int) -> App:
        for app in self:
            if app.pid == pid:
                return app
        raise KeyError(pid)

    def _running(self, make: Callable[..., Link], *, macros: bool | None) -> App:
        installation = find_office()
        if installation is None:
            raise OfficeMissing
        app = App(self, make(installation), str(installation.soffice.parent), macros=macros)
        self.running.insert(0, app)
        return app
