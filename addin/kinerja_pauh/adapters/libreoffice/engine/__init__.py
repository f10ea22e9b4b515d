"""xlwings over LibreOffice Calc: after `activate`, `start` or `connect` ordinary xlwings code runs against it.

`api` of a book, sheet or range is UNO's own object: `sheet.api.isProtected()`, `.unprotect(password)`. A text is
written as text unless it begins with "=". pandas and numpy are used only where the caller has imported them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlwings

from kinerja_pauh.adapters.libreoffice.engine.calc import NAME, CalcEngine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice.engine.drawings import Shape
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range

__all__ = ["activate", "button_macro", "connect", "formula_cells", "start"]


def activate() -> CalcEngine:
    """Makes Calc what `xlwings.Book`, `xlwings.apps` and the like mean; starts nothing yet."""
    known = xlwings.engines.engines_by_name.get(NAME)
    if known is None:
        known = xlwings.Engine(impl=CalcEngine())
        xlwings.engines.add(known)
    known.activate()
    engine: CalcEngine = known.impl
    return engine


def start(*, macros: bool = False, prepare: Callable[[Path], None] | None = None) -> xlwings.App:
    """A LibreOffice of our own without a window and without a workbook; ends with `quit`, `kill` or our process.

    macros: whether those of the workbooks that are opened run. prepare: told the empty profile folder before the start.

    Raises:
        OfficeMissing, OfficeStopped, OfficeTooSlow: it does not run.
    """
    return xlwings.App(impl=activate().apps.start(macros=macros, prepare=prepare))


def connect(pipe: str) -> xlwings.App:
    """The LibreOffice in front of the user, which listens on this pipe; it is never ended by us.

    Raises:
        OfficeMissing, OfficeStopped, OfficeTooSlow: nothing answers there.
    """
    return xlwings.App(impl=activate().apps.connect(pipe))


def formula_cells(cells: xlwings.Range) -> list[list[bool]]:
    """Which cells of a range hold a formula: one exchange, without spelling them out."""
    impl: Range = cells.impl
    return impl.formula_places()


def button_macro(shape: xlwings.Shape) -> str | None:
    """The address of the macro that a form button calls; None for what calls none."""
    impl: Shape = shape.impl
    return impl.macro
