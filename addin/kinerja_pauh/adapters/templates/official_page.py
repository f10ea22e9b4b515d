"""A page of an official form being written from top to bottom: cells over several columns, bands, heads, signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border
from openpyxl.utils import get_column_letter

from kinerja_pauh.sheets.heights import height_of, lines

from . import look
from .table_sheet import set_up_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = "B8CCE4"
"""The light blue of the heads of these forms."""
SIZE = 10
NO_BORDER = Border()
FIRST = Border(left=look.BOX.left, right=look.BOX.right, top=look.BOX.top)
FURTHER = Border(left=look.BOX.left, right=look.BOX.right)
"""Cells that look like one over several rows. Really merged ones would be cut where a page ends between their rows."""
PERSON = "{{ pegawai.nama }} · {{ pegawai.sebutan_nip }} {{ pegawai.nip | nip }} · {{ periode }}"
"""Whose sheet it is, on those that do not begin with the head block."""
Span = tuple[int, int]
_SIGNATURE_HEIGHT = 110.0
_PLACE = "{{ tempat | atau('…………………') }}, ……………………… 20……"
_LABELS = ("Nama", "{{ {who}.sebutan_nip }}", "Pangkat/Gol. Ruang", "Jabatan", "Unit Kerja")
_FIELDS = ("nama", "nip | nip", "pangkat", "jabatan", "unit")


@dataclass(slots=True)
class Page:
    """One sheet. row: the one that is written next; spans count columns from 1, both ends included."""

    sheet: Worksheet
    widths: tuple[float, ...]
    row: int = 1
    _titles: list[str] = field(default_factory=list)

    def text(  # noqa: PLR0913 - the looks of a cell
        self,
        span: Span,
        value: object = None,
        *,
        bold: bool = False,
        centre: bool = False,
        colour: str = "",
        border: Border = look.BOX,
    ) -> Cell:
        """A text over some columns of this row."""
        first, last = span
        for column in range(first, last + 1):
            cell = self.sheet.cell(self.row, column)
            cell.border = border
            if colour:
                cell.fill = look.fill(colour)
        cell = self.sheet.cell(self.row, first, value)
        cell.font = look.font(bold=bold, size=SIZE)
        cell.alignment = Alignment(
            horizontal="center" if centre else "left", vertical="center" if colour else "top", wrap_text=True
        )
        if last > first:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
        return cell

    def next(self, height: float | None = None) -> None:
        """This row is done. height: in points, for rows whose text is not filled in."""
        if height:
            self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def line(self, value: str, *, bold: bool = False, centre: bool = False, height: float | None = None) -> None:
        """A row of one text across the page, without a border."""
        self.text((1, len(self.widths)), value, bold=bold, centre=centre, border=NO_BORDER)
        self.next(height)

    def steer(self, words: str, column: int = 1) -> None:
        """A row that steers the template engine and is not printed. column: outside of cells joined downwards."""
        self.sheet.cell(self.row, column, words).font = look.font(colour="A6A6A6", size=9)
        self.row += 1

    def band(self, value: str, *, span: Span | None = None) -> None:
        """A shaded row that begins a part."""
        self.text(span or (1, len(self.widths)), value, bold=True, colour=HEAD)
        self.next(18)

    def heads(self, titles: Sequence[tuple[Span, str]], *, numbered: bool = True) -> None:
        """A table's head, with the column numbers (1)…(n) below; repeated on every further page."""
        first = self.row
        tallest = max(lines(words, self._width(span)) for span, words in titles)
        for span, words in titles:
            self.text(span, words, bold=True, centre=True, colour=HEAD)
        self.next(height_of(max(tallest, 2)))
        if numbered:
            for number, (span, _) in enumerate(titles, start=1):
                self.text(span, f"({number})", centre=True, colour=HEAD)
            self.next()
        self._titles.append(f"{first}:{self.row - 1}")

    def close(self) -> None:
        """The line below a table whose last cells are open at the bottom."""
        self.text((1, len(self.widths)), border=Border(top=look.BOX.top))
        self.next(4)

    def people(self, left: tuple[int, Span, Span], right: tuple[int, Span, Span]) -> None:
        """The head block: who is rated, who rates. Of each side the column of the number, of labels, of values."""
        sides = ((*left, "pegawai", "PEGAWAI YANG DINILAI"), (*right, "penilai", "PEJABAT PENILAI KINERJA"))
        for number, label, value, _, title in sides:
            self.text((number, number), "NO", bold=True, centre=True, colour=HEAD)
            self.text((label[0], value[1]), title, bold=True, colour=HEAD)
        self.next(18)
        for place, (head, what) in enumerate(zip(_LABELS, _FIELDS, strict=True), start=1):
            for number, label, value, who, _ in sides:
                self.text((number, number), place, centre=True)
                self.text(label, head.replace("{who}", who))
                self.text(value, f"{{{{ {who}.{what} | atau('–') }}}}")
            self.next()

    def signatures(self, left: Span | None, right: Span, *, handed_over: bool = False, note: str = "") -> None:
        """Who signs, in one row so that no page parts a name from its office. left: None where the rater alone signs.

        handed_over: both write place and day, the rater first, as 6 and 7 of the evaluation document. note: at the left
        where nobody signs.
        """
        self.next(8)
        if left:
            place = f"7. {_PLACE}" if handed_over else ""
            self.text(left, _signature(place, "Pegawai yang Dinilai", "pegawai"), centre=True, border=NO_BORDER)
        else:
            self.text((1, right[0] - 1), note, border=NO_BORDER)
        place = f"6. {_PLACE}" if handed_over else _PLACE
        self.text(right, _signature(place, "Pejabat Penilai Kinerja", "penilai"), centre=True, border=NO_BORDER)
        self.next(_SIGNATURE_HEIGHT)
        self.line("Kode {{ kode }}, dijawab oleh kinerja periksa-keutuhan --kode")

    def done(self, name: str, *, landscape: bool, repeat: bool = True) -> None:
        """Widths, A4, what is printed, head rows on every page. name: at the foot."""
        for number, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.sheet_view.showGridLines = False
        set_up_page(self.sheet, landscape=landscape)
        self.sheet.print_area = f"A1:{get_column_letter(len(self.widths))}{self.row - 1}"
        if repeat and self._titles:
            rows = [int(row) for pair in self._titles for row in pair.split(":")]
            self.sheet.print_title_rows = f"{min(rows)}:{max(rows)}"
        self.sheet.oddFooter.left.text = name

    def _width(self, span: Span) -> float:
        return sum(self.widths[span[0] - 1 : span[1]])


def page(book: Workbook, title: str, widths: Iterable[float]) -> Page:
    """A new sheet of a form."""
    return Page(book.create_sheet(title), tuple(widths))


def _signature(place: str, office: str, who: str) -> str:
    return (
        f"{place}\n{office}\n\n\n\n\n{{{{ {who}.nama | atau('…………………………') }}}}\n"
        f"{{{{ {who}.sebutan_nip }}}} {{{{ {who}.nip | nip }}}}"
    )
