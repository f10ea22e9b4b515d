"""The other end of the line: a script under LibreOffice's Python that starts soffice and does what it is told.

Or that attaches to a LibreOffice of the user's, which is then left running and as it is.

One JSON object a line: {"do": "open", …} on stdin, {"ok": value} or {"error": kind, "detail": text} on stdout. Rows and
columns count from 1. Standard library and `uno` only, and nothing newer than Python 3.8, which LibreOffice for Windows
still ships; `uno` is imported where used, so that any Python can import this file. When stdin closes (our parent is
done or dead) soffice is ended and its profile removed, even in the middle of a command.

Commands that Session does not have are those of bridge_objects.py, beside this file: any UNO object, by a number. An
order may name in "drop" the numbers that are not needed any more.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import IO, Any

START_SECONDS = 90
CONNECT_SECONDS = 20
QUIT_SECONDS = 10
AGAIN = 81  # soffice's exit code that asks to be started once more, given for each fresh profile
NO_MACROS = 0
NO_LINKS = 0
WORKBOOKS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
SETTINGS = (
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Common/Misc", "UseDocumentOOoLockFile", "false"),
    ("Office.Common/Misc", "UseDocumentSystemFileLocking", "false"),
    ("Office.Common/History", "PickListSize", "0"),  # names of people stand in names of files
    ("Setup/L10N", "ooSetupSystemLocale", "{locale}"),
)
MACROS_RUN = ("Office.Common/Security/Scripting", "MacroSecurityLevel", "0")


class Refusal(Exception):
    """A command that cannot be done; kind is one of stopped, file, save, locked, refused."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


def write_profile(profile: Path, locale: str, *, macros: bool = False) -> None:
    """A user profile without file locking, in which typed numbers are read as in `locale`.

    macros: whether those of any workbook may run.
    """
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value.format(locale=locale)}</value></prop></item>"
        for path, name, value in (*SETTINGS, *([MACROS_RUN] if macros else []))
    )
    folder = profile / "user"
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


class Soffice:
    """The soffice process and its profile folder; neither, where we only attached to one of the user's."""

    def __init__(self) -> None:
        self.process: Any = None
        self.profile: Path | None = None
        self._environment: dict[str, str] = {}
        self._lock = threading.Lock()  # else a start could overtake `clear`, which another thread may call
        self._cleared = False

    @property
    def ours(self) -> bool:
        """Whether we started it, and so end it."""
        return self.process is not None

    def start(self, program: str, profile: Path, locale: str, *, macros: bool = False) -> Any:  # noqa: ANN401  UNO
        """Starts soffice; gives its component context."""
        self.profile = profile
        write_profile(profile, locale, macros=macros)
        passing = profile / "sementara"  # what soffice writes for a while goes with the profile
        passing.mkdir()
        self._environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(passing))}
        pipe = "kinerja" + uuid.uuid4().hex
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
        command += ["--nodefault", "--nolockcheck", f"--accept=pipe,name={pipe};urp;"]
        self._launch(command)
        return self._resolved(pipe, START_SECONDS, command)

    def attach(self, pipe: str) -> Any:  # noqa: ANN401  UNO objects have no static types
        """The component context of a running soffice that listens on this pipe."""
        return self._resolved(pipe, CONNECT_SECONDS, None)

    def _resolved(self, pipe: str, seconds: float, command: list[str] | None) -> Any:  # noqa: ANN401  UNO
        uno = importlib.import_module("uno")
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except Exception:  # noqa: BLE001  not listening yet: UNO has one exception for every reason
                if command:
                    self._start_again_if_asked(command)
                time.sleep(0.05)
        raise Refusal("stopped", "soffice does not listen")

    def _start_again_if_asked(self, command: list[str]) -> None:
        code = self.process.poll()
        if code == AGAIN:
            self._launch(command)
        elif code is not None:
            raise Refusal("stopped", f"soffice ended with {code}")

    def _launch(self, command: list[str]) -> None:
        quiet = subprocess.DEVNULL
        with self._lock:
            if self._cleared:
                raise Refusal("stopped", "our parent is gone")
            self.process = subprocess.Popen(  # noqa: S603  the soffice that our parent found
                command, stdin=quiet, stdout=quiet, stderr=quiet, env=self._environment
            )

    def wait(self, seconds: float) -> None:
        """Lets soffice end by itself, but not longer than this."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def clear(self) -> None:
        """Ends soffice if it still runs and removes its profile."""
        with self._lock:
            self._cleared = True
            if self.process and self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            if self.profile:
                shutil.rmtree(self.profile, ignore_errors=True)


class Session:
    """A running soffice and the workbooks opened in it, by the number that `open` gave. Methods are the commands."""

    def __init__(self, soffice: Soffice) -> None:
        self._soffice = soffice
        self._desktop: Any = None
        self.objects: Any = None
        self._books: dict[int, Any] = {}
        self._count = 0

    def start(self, program: str, profile: str, locale: str, *, macros: bool = False) -> int:
        """Gives the pid of soffice."""
        self._use(self._soffice.start(program, Path(profile), locale, macros=macros))
        return int(self._soffice.process.pid)

    def connect(self, pipe: str) -> None:
        """Attaches to a soffice that runs already and listens on a named pipe."""
        self._use(self._soffice.attach(pipe))

    def open(self, path: str) -> int:
        self._count += 1
        self._books[self._count] = self._load(Path(path))
        return self._count

    def close(self, book: int) -> None:
        self._books.pop(book).close(True)  # noqa: FBT003  UNO takes no keywords

    def sheets(self, book: int) -> list[str]:
        return list(self._books[book].Sheets.ElementNames)

    def size(self, book: int, sheet: str) -> list[int]:
        """Last used row and column."""
        cursor = self._sheet(book, sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003  UNO takes no keywords
        used = cursor.RangeAddress
        return [used.EndRow + 1, used.EndColumn + 1]

    def read(self, book: int, sheet: str, area: list[int]) -> list[list[Any]]:
        """Values of the area [row, column, rows, columns]; blank and "" are null, an error {"error": "#N/A"}."""
        cells = self._area(book, sheet, area)
        # An error comes as None; a blank as "", like the empty text of a formula.
        return [
            [
                error_of(cells.getCellByPosition(x, y)) if value is None else None if value == "" else value
                for x, value in enumerate(row)
            ]
            for y, row in enumerate(cells.getDataArray())
        ]

    def formulas(self, book: int, sheet: str, area: list[int]) -> list[list[str]]:
        """What the input line would show, functions in English, arguments parted by semicolons; "" for a blank."""
        return [list(row) for row in self._area(book, sheet, area).getFormulaArray()]

    def write(self, book: int, sheet: str, row: int, column: int, values: list[list[Any]]) -> None:
        """Numbers as numbers, texts as texts whatever they look like, null as a blank."""
        block = tuple(tuple("" if value is None else value for value in line) for line in values)
        area = self._area(book, sheet, [row, column, len(block), len(block[0])])
        refuse_locked(self._sheet(book, sheet), area)
        area.setDataArray(block)

    def type(self, book: int, sheet: str, row: int, column: int, text: str) -> None:
        """As a person types: "87,5" becomes what the locale and the cell's format make of it."""
        cell = self._area(book, sheet, [row, column, 1, 1]).getCellByPosition(0, 0)
        refuse_locked(self._sheet(book, sheet), cell)
        cell.FormulaLocal = text

    def hold(self, book: int) -> None:
        """No calculation until `recalculate`: typing into a large workbook is then quick."""
        self._books[book].enableAutomaticCalculation(False)  # noqa: FBT003  UNO takes no keywords

    def recalculate(self, book: int) -> None:
        self._books[book].enableAutomaticCalculation(True)  # noqa: FBT003  UNO takes no keywords
        self._books[book].calculateAll()

    def save(self, book: int, path: str) -> None:
        target = Path(path)
        if target.suffix.lower() not in WORKBOOKS:
            raise Refusal("save", "no workbook suffix")
        self._store(book, "storeAsURL", target, properties(FilterName=WORKBOOKS[target.suffix.lower()], Overwrite=True))

    def pdf(self, book: int, path: str, sheet: str | None, pages: str | None) -> None:
        """pages: "1-3;5" or None for all."""
        choice: dict[str, Any] = {}
        if pages:
            choice["PageRange"] = pages
        if sheet:
            choice["Selection"] = self._sheet(book, sheet)
        uno = importlib.import_module("uno")
        # A bare tuple of structs loses its type on the way: UNO wants to be told that it is a sequence of properties.
        data = uno.Any("[]com.sun.star.beans.PropertyValue", properties(**choice))
        self._store(book, "storeToURL", Path(path), properties(FilterName="calc_pdf_Export", FilterData=data))

    def print_book(self, path: str) -> str:
        """A closed workbook as PDF, in base64. It lies on the disk for a moment, in the profile that goes with us."""
        if self._soffice.profile is None:
            raise Refusal("refused", "printing needs a soffice of our own")
        printed = self._soffice.profile / "cetak.pdf"
        document = self._load(Path(path), hidden=True)
        try:
            self._store_document(document, "storeToURL", printed, properties(FilterName="calc_pdf_Export"))
        finally:
            document.close(True)  # noqa: FBT003  UNO takes no keywords
        data = printed.read_bytes()
        printed.unlink()
        return base64.b64encode(data).decode("ascii")

    def answers(self) -> bool:
        """Whether soffice runs and listens. A dying one fails each call in another way, so this is asked anew."""
        try:
            self._desktop.getCurrentComponent()
        except Exception:  # noqa: BLE001  any failure of so plain a call says no
            return False
        return True

    def quit(self) -> None:
        for book in list(self._books):
            self.close(book)
        if not self._soffice.ours:
            return
        with contextlib.suppress(Exception):  # it may hang up before it answers
            self._desktop.terminate()
        self._soffice.wait(QUIT_SECONDS)

    def _use(self, context: Any) -> None:  # noqa: ANN401  UNO objects have no static types
        self._desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        beside = importlib.import_module("bridge_objects")  # a script's own folder comes first in its path
        self.objects = beside.Objects(context, refuse_locked)

    def _load(self, path: Path, *, hidden: bool = False) -> Any:  # noqa: ANN401  UNO objects have no static types
        """hidden: without a window, which takes a third of the time but has no view to ask things of."""
        # Naming the filter keeps LibreOffice from showing a damaged workbook as a page of text.
        known = WORKBOOKS.get(path.suffix.lower())
        if not known or not path.is_file() or not path.stat().st_size:  # it takes an empty file for a new workbook
            raise Refusal("file", "missing, empty, or no workbook suffix")
        wanted = properties(FilterName=known, Hidden=hidden, MacroExecutionMode=NO_MACROS, UpdateDocMode=NO_LINKS)
        try:
            book = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, wanted)
        except Exception as error:  # noqa: BLE001  UNO has many, all meaning that the file cannot be read
            raise Refusal("file", words_of(error)) from None
        if book is None:
            raise Refusal("file", "LibreOffice gave no document")
        return book

    def _store(self, book: int, method: str, path: Path, wanted: Any) -> None:  # noqa: ANN401  a tuple of UNO structs
        self._store_document(self._books[book], method, path, wanted)

    def _store_document(self, document: Any, method: str, path: Path, wanted: Any) -> None:  # noqa: ANN401  UNO
        if not path.parent.is_dir():
            raise Refusal("save", "no such folder")  # LibreOffice would make it, misspelt or not
        try:
            getattr(document, method)(path.absolute().as_uri(), wanted)
        except Exception as error:  # noqa: BLE001  UNO has many, all meaning that the file cannot be written
            raise Refusal("save", words_of(error)) from None

    def _sheet(self, book: int, sheet: str) -> Any:  # noqa: ANN401  UNO objects have no static types
        sheets = self._books[book].Sheets
        if not sheets.hasByName(sheet):
            raise Refusal("refused", "no such sheet")
        return sheets.getByName(sheet)

    def _area(self, book: int, sheet: str, area: list[int]) -> Any:  # noqa: ANN401  UNO objects have no static types
        row, column, rows, columns = area
        return self._sheet(book, sheet).getCellRangeByPosition(
            column - 1, row - 1, column + columns - 2, row + rows - 2
        )


def properties(**values: Any) -> tuple[Any, ...]:  # noqa: ANN401  UNO property values are of any type
    uno = importlib.import_module("uno")
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def error_of(cell: Any) -> dict[str, str]:  # noqa: ANN401  UNO objects have no static types
    return {"error": ERRORS.get(cell.getError(), cell.String)}


def refuse_locked(sheet: Any, area: Any) -> None:  # noqa: ANN401  UNO objects have no static types
    """LibreOffice itself would pass over a locked cell in silence, or write to it all the same.

    An area of both locked and open cells has no one answer (None) and is refused too.
    """
    if sheet.isProtected() and (area.CellProtection is None or area.CellProtection.IsLocked):
        raise Refusal("locked", "locked cell on a protected sheet")


def words_of(error: BaseException) -> str:
    return f"{type(error).__name__}: {getattr(error, 'Message', '') or error}"


def answer(session: Session, order: dict[str, Any]) -> dict[str, Any]:
    """The reply to one order; every failure becomes a reply too."""
    command = order.pop("do")
    try:
        if "drop" in order:
            session.objects.drop(order.pop("drop"))
        doer = session if hasattr(session, command) else session.objects
        return {"ok": getattr(doer, command)(**order)}
    except Exception as error:  # noqa: BLE001  whatever UNO throws, the other end must get its answer
        kind = error.kind if isinstance(error, Refusal) else "refused"
        return {"error": kind if session.answers() else "stopped", "detail": words_of(error)}


def listen(orders: queue.Queue[dict[str, Any]], soffice: Soffice) -> None:
    """Fills the queue from stdin; at its end nobody waits for an answer any more, so everything is ended here."""
    for line in sys.stdin.buffer:
        orders.put(json.loads(line))
    soffice.clear()
    os._exit(0)


def replies_to_parent() -> IO[str]:
    """The way to our parent; a stray print of some library goes to stderr from here on, not into it."""
    line = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    return line


def main() -> None:
    parent = replies_to_parent()
    soffice = Soffice()
    session = Session(soffice)
    orders: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=listen, args=(orders, soffice), daemon=True).start()
    try:
        while (order := orders.get())["do"] != "quit":
            parent.write(json.dumps(answer(session, order)) + "\n")
            parent.flush()
        session.quit()
    finally:  # also when our parent was killed in the middle of an order and nobody reads its answer
        soffice.clear()
        os._exit(0)  # the listening thread still holds stdin, which an ordinary exit would trip over


if __name__ == "__main__":
    main()
