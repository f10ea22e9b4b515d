"""Values and formulas of a range, whole blocks in one exchange with LibreOffice."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kinerja_pauh.adapters.libreoffice.engine.places import Corners
from kinerja_pauh.adapters.libreoffice.engine.range_cells import RangeCells
from kinerja_pauh.adapters.libreoffice.engine.values import block_of, raw_values, rectangle


class RangeValues(RangeCells):
    @property
    def raw_value(self) -> list[list[Any]]:
        """Rows of number, text, bool, datetime or CellError; "" for blank."""
        part = self.used_part()
        book = self.sheet.book
        answer = part.order("read_cells", book=book.ref)
        return raw_values(answer, book.day_zero)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:  # noqa: ANN401  any value of xlwings
        if isinstance(value, str) and value.startswith("=") and len(self) > 1:
            self.order("fill_formula", book=self.sheet.book.ref, text=value)
            return
        part = self.used_part() if not isinstance(value, (list, tuple)) else self
        rows = rectangle(value, *part.shape)
        if not rows or not rows[0]:
            return
        block = block_of(rows, self.sheet.book.day_zero)
        top, left = self.corners.top, self.corners.left
        target = self.at(Corners(top, left, top + len(rows) - 1, left + len(rows[0]) - 1))
        target.order("write_cells", book=self.sheet.book.ref, block=asdict(block))

    @property
    def formula(self) -> Any:  # noqa: ANN401  a text, or rows of them
        """As in Excel's English; a typed value as text, "" for blank."""
        rows = self._formulas()
        return rows[0][0] if len(self) == 1 else tuple(tuple(row) for row in rows)

    @formula.setter
    def formula(self, value: Any) -> None:  # noqa: ANN401  any value of xlwings
        self.raw_value = value

    @property
    def formula2(self) -> Any:  # noqa: ANN401  as formula
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:  # noqa: ANN401  any value of xlwings
        self.raw_value = value

    @property
    def formula_array(self) -> str | None:
        """The array formula of the first cell; None where there is none."""
        if not self.first_cell().getArrayFormula():
            return None
        return str(self.order("read_formulas", book=self.sheet.book.ref)[0][0])

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.order("set_array_formula", book=self.sheet.book.ref, text=value)

    @property
    def has_array(self) -> bool:
        return bool(self.cells.getArrayFormula() or self.first_cell().getArrayFormula())

    def formula_places(self) -> list[list[bool]]:
        """Which cells hold a formula, without spelling them out."""
        part = self.used_part()
        rows, columns = part.shape
        places = [[False] * columns for _ in range(rows)]
        for row, column in part.order("formula_places"):
            places[row][column] = True
        return places

    def _formulas(self) -> list[list[str]]:
        part = self.used_part()
        formulas = part.order("read_formulas", book=self.sheet.book.ref)
        values = part.order("read_cells", book=self.sheet.book.ref)
        shown = raw_values(
            {**values, "kinds": [k for k in values["kinds"] if k[0] == "bool"]}, self.sheet.book.day_zero
        )
        return [
            [formula or _typed(value) for formula, value in zip(texts, line, strict=True)]
            for texts, line in zip(formulas, shown, strict=True)
        ]


def _typed(value: Any) -> str:  # noqa: ANN401  a Raw value
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004  as Excel
    return str(value)
