"""Open workbooks."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import xlwings
from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.macros import macro_url, run_macro
from kinerja_pauh.adapters.libreoffice.engine.names import Names, all_names
from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet, Sheets
from kinerja_pauh.adapters.libreoffice.file_urls import path_of
from kinerja_pauh.adapters.libreoffice.problems import BookNotOpened, BookNotSaved, OfficeRefused
from kinerja_pauh.adapters.libreoffice.remote import RemoteObject, properties, ref_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice.engine.app import App
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xlam": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
}
CSV_OPTIONS = "44,34,76,1"  # comma, double quote, UTF-8, from line 1
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
NO_MACROS, USERS_MACROS, ALL_MACROS = 0, 3, 4
CALL_AS_EXCEL = "Book"


class Books(base_classes.Books):
    """Those of one LibreOffice, in the order in which they were opened."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> RemoteObject:
        components: RemoteObject = self.app.desktop.Components
        return components

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    @property
    def active(self) -> Book:
        """Raises LookupError where none is open."""
        document = self.app.desktop.getCurrentComponent()
        if document is not None and document.supportsService(SPREADSHEET):
            return Book(self.app, document)
        every = self._all()
        if not every:
            raise LookupError("no workbook is open")
        return every[-1]

    def __call__(self, name_or_index: int | str) -> Book:
        every = self._all()
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(every):
                raise KeyError(name_or_index)
            return every[name_or_index - 1]
        wanted = name_or_index.lower()
        for book in every:
            if wanted in (book.name.lower(), book.fullname.lower()):
                return book
        raise KeyError(name_or_index)

    def add(self) -> Book:
        return self._loaded("private:factory/scalc")

    def open(
        self,
        fullname: str,
        update_links: object = None,  # noqa: ARG002  none is followed
        read_only: bool | None = None,  # noqa: FBT001  as xlwings calls it
        format: object = None,  # noqa: A002, ARG002  as xlwings calls it
        password: str | None = None,
        *_: object,
        **__: object,
    ) -> Book:
        path = Path(fullname).resolve()
        wanted: dict[str, Any] = {}
        if known := FILTERS.get(path.suffix.lower()):
            wanted["FilterName"] = known  # else a damaged workbook would come up as a page of text
        if path.suffix.lower() == ".csv":
            wanted["FilterOptions"] = CSV_OPTIONS
        if read_only:
            wanted["ReadOnly"] = True
        if password:
            wanted["Password"] = password
        if not path.is_file() or not path.stat().st_size:  # LibreOffice takes an empty file for a new workbook
            raise BookNotOpened("missing or empty")
        try:
            return self._loaded(path.as_uri(), **wanted)
        except OfficeRefused as problem:
            raise BookNotOpened(problem.detail) from None

    def _loaded(self, url: str, **wanted: Any) -> Book:  # noqa: ANN401  UNO property values are of any type
        macros = {None: USERS_MACROS, False: NO_MACROS, True: ALL_MACROS}[self.app.macros]
        wanted.update(Hidden=False, MacroExecutionMode=macros, UpdateDocMode=0)
        document = self.app.desktop.loadComponentFromURL(url, "_blank", 0, properties(**wanted))
        if document is None:
            raise BookNotOpened("LibreOffice gave no document")
        return Book(self.app, document)

    def _all(self) -> list[Book]:
        found = []
        documents = self.app.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if document.supportsService(SPREADSHEET):
                found.append(Book(self.app, document))
        return found


class Book(base_classes.Book):
    """One open workbook. A failing save raises BookNotSaved."""

    def __init__(self, app: App, document: Any) -> None:  # noqa: ANN401  UNO
        self._app = app
        self.document = document
        self._day_zero: datetime | None = None

    @property
    def api(self) -> RemoteObject:
        """UNO's document."""
        document: RemoteObject = self.document
        return document

    @property
    def app(self) -> App:
        return self._app

    @property
    def ref(self) -> int:
        """The document's number in the bridge."""
        return ref_of(self.document)

    @property
    def frame(self) -> Any:  # noqa: ANN401  UNO
        return self.document.getCurrentController().Frame

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return all_names(self)

    @property
    def fullname(self) -> str:
        """The path; of a workbook that was never saved a name as Excel would give it."""
        url = self.document.getURL()
        if url:
            path = path_of(url)
            return unquote(url) if path is None else str(path)
        title = str(self.document.getTitle())
        number = re.search(r"\d+$", title)
        return CALL_AS_EXCEL + number[0] if number else title

    @property
    def name(self) -> str:
        return os.path.basename(self.fullname)  # noqa: PTH119  it may be an address of the web

    @property
    def day_zero(self) -> datetime:
        """What the number 0 means as a date; Macs once counted from 1904."""
        if self._day_zero is None:
            day = self.document.NullDate
            self._day_zero = datetime(day.Year, day.Month, day.Day)  # noqa: DTZ001  cells know no zone
        return self._day_zero

    def close(self) -> None:
        self.document.close(True)  # noqa: FBT003  UNO takes no keywords

    def activate(self) -> None:
        self.frame.activate()
        self.frame.ContainerWindow.toFront()

    def selection(self) -> Range | None:
        """The selected cells; None while a drawing or several areas are selected."""
        chosen = self.document.getCurrentController().getSelection()
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return self.range_at(chosen.RangeAddress)

    def sheet_at(self, index: int) -> Sheet:
        """index: from 0."""
        return Sheet(self, self.document.Sheets.getByIndex(index))

    def range_at(self, address: Any) -> Range:  # noqa: ANN401  UNO's CellRangeAddress
        return self.sheet_at(address.Sheet).cells_at(
            address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1
        )

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Without a path in its place and kind; a new workbook goes as .xlsx into the working folder."""
        url = self.document.getURL()
        if path is None and url and not password:
            self._stored("store", None)
            return
        target = Path(path or (self.fullname if url else f"{self.name}.xlsx")).absolute()
        kind = FILTERS.get(target.suffix.lower())
        if kind is None or not target.parent.is_dir():  # LibreOffice would make the folder, misspelt or not
            raise BookNotSaved("no such folder, or no workbook suffix")
        wanted: dict[str, Any] = {"FilterName": kind, "Overwrite": True}
        if target.suffix.lower() == ".csv":
            wanted["FilterOptions"] = CSV_OPTIONS
        if password:
            wanted["Password"] = password
        self._stored("storeAsURL", target.as_uri(), properties(**wanted))

    def to_pdf(self, path: str, quality: str | None = None) -> None:  # noqa: ARG002  LibreOffice has one
        self._stored("storeToURL", Path(path).absolute().as_uri(), properties(FilterName="calc_pdf_Export"))

    def run(self, macro: str, arguments: list[Any]) -> Any:  # noqa: ANN401  what a macro returns
        try:
            url = macro_url(self.document, macro)
        except KeyError:
            raise xlwings.XlwingsError(f"no macro {macro}") from None
        return run_macro(self.document, url, arguments)

    def format_key(self, code: str) -> int:
        """The workbook's number of a number format in Excel's spelling."""
        key: int = self.app.office.order("format_key", book=self.ref, code=code)
        return key

    def format_code(self, key: int) -> str:
        """The other way."""
        code: str = self.app.office.order("format_code", book=self.ref, key=key)
        return code

    def _stored(self, method: str, *arguments: Any) -> None:  # noqa: ANN401  UNO
        try:
            getattr(self.document, method)(*(each for each in arguments if each is not None))
        except OfficeRefused as problem:
            raise BookNotSaved(problem.detail) from None
