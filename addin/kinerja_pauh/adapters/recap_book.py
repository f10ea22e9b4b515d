"""The recap workbook: a page for the Camat, then sheets to filter and to feed a pivot table.

The figures arrive counted; pandas only turns long rows into wide ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets.flat_book import FlatSheet

from .recap_page import camat_page
from .table_cells import flat_sheet
from .templates.finish import finished
from .templates.table_sheet import empty_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.recap_layout import RecapBook


def recap_workbook(recap: RecapBook) -> bytes:
    """The workbook; the same figures give the same bytes."""
    book = empty_book()
    camat_page(book.create_sheet(layout.OVERVIEW), recap)
    for sheet, headers in layout.HEADERS.items():
        heads: Sequence[str] = headers
        rows: Sequence[Sequence[Value]] = recap.rows[sheet]
        if sheet == layout.BEHAVIOURS:
            heads, rows = wide(heads, rows, "Nilai BerAKHLAK", "Rating")
        elif sheet == layout.TREND:
            periods = [*(point.label for point in recap.figures.trend), recap.period]
            heads, rows = wide(heads, rows, "Periode", "Nilai Akhir", periods if rows else ())
        flat_sheet(book, FlatSheet(sheet, layout.PURPOSES[sheet], tuple(heads), rows), recap.heading)
    return finished(book, "Rekap Penilaian Kinerja")


def wide(
    heads: Sequence[str], rows: Sequence[Sequence[Value]], spread: str, value: str, order: Sequence[str] = ()
) -> tuple[list[str], list[list[Value]]]:
    """Long rows with one line a person: the columns before `spread`, then one for each word that stands under it.

    order: of these columns; without it as they first appear, which is also the order of the persons. Of two lines of a
    person that say the same word the first counts.
    """
    frame = pd.DataFrame(list(rows), columns=list(heads), dtype=object)
    fixed = list(heads)[: list(heads).index(spread)]
    first = frame.drop_duplicates(["NIP", spread])
    across = first.pivot(index="NIP", columns=spread, values=value)  # noqa: PD010 - nothing to aggregate
    across = across.reindex(index=frame["NIP"].unique(), columns=list(order) or frame[spread].unique())
    people = frame.drop_duplicates("NIP")[fixed].set_index("NIP", drop=False)
    joined = pd.concat([people, across], axis=1)
    empty = joined.astype(object).where(joined.notna(), None)
    return [*fixed, *map(str, across.columns)], empty.to_numpy().tolist()
