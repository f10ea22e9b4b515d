"""A range of cells, put together from what it holds, how it looks, what can be done with it and what is near it."""

from __future__ import annotations

from kinerja_pauh.adapters.libreoffice.engine.range_edit import RangeEdit
from kinerja_pauh.adapters.libreoffice.engine.range_format import RangeFormat
from kinerja_pauh.adapters.libreoffice.engine.range_reach import RangeReach
from kinerja_pauh.adapters.libreoffice.engine.range_values import RangeValues


class Range(RangeValues, RangeFormat, RangeEdit, RangeReach):
    """One rectangle of one sheet."""

    @property
    def arg1_input(self) -> str:
        """Its address, from which xlwings tells whole rows from whole columns."""
        return self.get_address(row_absolute=False, col_absolute=False)
