"""The worksheet functions as xlwings on Windows has them: registered by its own decorators, fed by its own converters.

The Windows half of xlwings wants pywin32 only to talk to Excel. Here stand-ins satisfy its imports, nothing of them is
ever called, and xlwings' own code registers our functions, writes their VBA and converts what Excel would send.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib.util
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import MagicMock, patch

import xlwings

from kinerja_pauh.faces import udf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

PYWIN32 = (
    *("pythoncom", "pywintypes", "win32api", "win32con", "win32com", "win32com.client"),
    *("win32gui", "win32process", "win32timezone"),
)
ENGINE = "excel"
NOT_AVAILABLE = -2146826246
"""#N/A as COM sends it."""


@dataclass(frozen=True)
class Excel:
    """functions: name -> the registered function. vba: the module that xlwings would import into the add-in."""

    functions: Mapping[str, object]
    engine: object
    vba: str

    def info(self, name: str) -> dict:
        """What xlwings registered for a function."""
        return self.functions[name].__xlfunc__

    def __call__(self, name: str, *cells: object) -> object:
        """What a cell with the function shows: a value, or rows of values. cells: values as COM sends them."""
        info = self.info(name)
        arguments = info["args"]
        with self._running():
            read = [
                xlwings.conversion.read(None, cell, arguments[min(n, len(arguments) - 1)]["options"], ENGINE)
                for n, cell in enumerate(cells)
            ]
            answer = self.functions[name](*read)
            rows = xlwings.conversion.write(answer, None, info["ret"]["options"], ENGINE)
        return rows if len(rows) * len(rows[0]) > 1 else rows[0][0]

    @contextmanager
    def _running(self) -> Iterator[None]:
        engine = xlwings.Engine(impl=self.engine)
        before = xlwings.engines.active if len(xlwings.engines) else None
        xlwings.engines.add(engine)
        try:
            yield
        finally:
            xlwings.engines.engines.remove(engine)
            xlwings.engines.active = before


@cache
def excel() -> Excel:
    """Our functions, registered once a run."""
    pywin32 = {name: MagicMock(name=name) for name in PYWIN32}
    pywin32["pythoncom"].__file__ = "pythoncom.dll"
    pywin32["pywintypes"].TimeType = type("TimeType", (datetime,), {})
    pywin32["win32com.client"].CoClassBaseClass = object
    dlls = {name: MagicMock() for name in ("windll", "oledll", "PyDLL")}
    parts = ("_xlwindows", "_win32patch", "udfs")
    with patch.dict(sys.modules, pywin32), patch.multiple(ctypes, create=True, **dlls):
        try:
            import xlwings._xlwindows  # noqa: PLC0415 - only inside
            import xlwings.udfs  # noqa: PLC0415 - only inside

            atexit.unregister(xlwings._xlwindows.cleanup)  # it looks for Excels left behind
            return _registered(xlwings.udfs, xlwings._xlwindows.engine)
        finally:
            for part in parts:
                sys.modules.pop(f"xlwings.{part}", None)
                xlwings.__dict__.pop(part, None)


def _registered(udfs: ModuleType, engine: object) -> Excel:
    with patch.multiple(xlwings, func=udfs.xlfunc, arg=udfs.xlarg, ret=udfs.xlret):
        spec = importlib.util.spec_from_file_location("udf_on_windows", udf.__file__)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    functions = {name: value for name, value in vars(module).items() if hasattr(value, "__xlfunc__")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xlwings_udfs.bas"
        with path.open("w", encoding="utf-8") as file:
            udfs.generate_vba_wrapper("kinerja_pauh.faces.udf", module, file, SimpleNamespace(Name="Penilaian.xlam"))
        return Excel(functions, engine, path.read_text("utf-8"))
