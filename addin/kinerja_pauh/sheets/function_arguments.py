"""What a worksheet function gets from its cells: blocks in, numbers and words out, each mistake a sentence."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.appraisal.wording import quote, show

from .form_words import NO, YES
from .numbers import Ambiguous, NoNumber, from_float, from_text, is_believable
from .words import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Word = TypeVar("Word", bound=str)
CellValue = object
"""What stands in a cell of an open workbook: float, str, bool, a date, an error as "#N/A"; None for a blank."""
Answer = str | float
Block = list[list[CellValue]]
_ERROR = re.compile(r"#[A-Z/0!?_]+")


class WrongArgument(Refusal):
    """A value with which a function cannot compute; its text is the sentence that the cell shows after its sign."""


def each_cell(
    one: Callable[..., Answer], problem: Callable[[Exception], str], arguments: Mapping[str, CellValue]
) -> Answer | list[list[Answer]]:
    """One answer per cell of the blocks; a single one where every argument is a single cell.

    arguments: name as the user sees it -> block or single value. All blocks have one size, a single value goes with
    every cell. A mistake in one cell is the text of that cell only.

    Raises:
        WrongArgument: two blocks differ in size.
    """
    blocks = {name: as_block(value) for name, value in arguments.items()}
    height, width = _common_size(blocks)

    def at(row: int, column: int) -> Answer:
        cells = [block[0][0] if _size(block) == (1, 1) else block[row][column] for block in blocks.values()]
        try:
            return one(*cells)
        except Exception as mistake:  # noqa: BLE001 - a function that raises would leave Excel's own words in the cell
            return problem(mistake)

    answers = [[at(row, column) for column in range(width)] for row in range(height)]
    return answers[0][0] if (height, width) == (1, 1) else answers


def as_block(value: CellValue) -> Block:
    """A block as rows of cells; a left-out argument or a single value is a block of one cell."""
    return value if isinstance(value, list) else [[value]]


def _size(block: Block) -> tuple[int, int]:
    return len(block), len(block[0])


def _common_size(blocks: Mapping[str, Block]) -> tuple[int, int]:
    sizes = {name: _size(block) for name, block in blocks.items() if _size(block) != (1, 1)}
    if len(set(sizes.values())) > 1:
        said = ", ".join(f"{name} {rows}×{columns}" for name, (rows, columns) in sizes.items())
        raise WrongArgument(f"ukuran rentang harus sama (baris×kolom); sekarang {said}")
    return next(iter(sizes.values()), (1, 1))


def is_blank(value: CellValue) -> bool:
    """Whether nothing stands there; a formula's "" and spaces are nothing, as on the sheets."""
    return value is None or (isinstance(value, str) and not value.strip())


def number(name: str, value: CellValue) -> Decimal:
    """The number of a cell that is not blank, a typed text included where it can only mean one.

    Raises:
        WrongArgument: no number, two possible ones or one that nobody can mean.
    """
    meant = _meant(name, value)
    if isinstance(meant, Ambiguous):
        raise WrongArgument(
            f"{name} dapat berarti {show(meant.thousands)} atau {show(meant.decimal)}; ketik tanpa titik ribuan"
        )
    if isinstance(meant, NoNumber):
        cure = f'ketik "{quote(meant.begins, 20)}" saja' if meant.begins else "ketik angkanya"
        raise WrongArgument(f'{name} berisi "{quote(str(value))}", bukan angka; {cure}')
    if not (meant.is_finite() and is_believable(meant)):
        raise WrongArgument(f"{name} terlalu besar atau terlalu kecil; ketik ulang angkanya")
    return meant


def _meant(name: str, value: CellValue) -> Decimal | Ambiguous | NoNumber:
    if isinstance(value, bool):
        raise WrongArgument(f"{name} berisi BENAR/SALAH; ketik angkanya")
    if isinstance(value, date):
        raise WrongArgument(f"{name} berubah menjadi tanggal; ubah format sel menjadi Umum, lalu ketik ulang angkanya")
    if isinstance(value, (int, float, Decimal)):
        return from_float(float(value))  # a currency cell arrives as Decimal
    return from_text(text(name, value))


def number_between(name: str, value: CellValue, least: Decimal, most: Decimal) -> Decimal:
    """The number of a cell that is not blank, bounds included.

    Raises:
        WrongArgument: no number, or out of bounds.
    """
    found = number(name, value)
    if not least <= found <= most:
        raise WrongArgument(f"{name} harus {show(least)} sampai {show(most)}")
    return found


def points(name: str, value: CellValue, most: Decimal) -> Decimal:
    """A score from 0 to `most` as it is shown, with two decimals: what is shown is what counts.

    Raises:
        WrongArgument: no number, or out of bounds.
    """
    return half_up(number_between(name, value, Decimal(0), most))


def text(name: str, value: CellValue) -> str:
    """The words of a cell that is not blank.

    Raises:
        WrongArgument: the cell shows an error.
    """
    words = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value).strip()
    if _ERROR.fullmatch(words):
        raise WrongArgument(f"{name} berisi galat {words}; betulkan sel itu dulu")
    return words


def word(name: str, value: CellValue, words: Iterable[Word]) -> Word:
    """The word of a closed list that a cell means.

    Raises:
        WrongArgument: it is none of them.
    """
    allowed = tuple(words)
    typed = text(name, value)
    found = choose(typed, allowed)
    if found is None:
        raise WrongArgument(f'{name} berisi "{quote(typed)}"; pilih salah satu: {", ".join(allowed)}')
    return found


def yes(name: str, value: CellValue) -> bool:
    """Whether a cell says Ya or TRUE (BENAR); a blank or left-out one says no.

    Raises:
        WrongArgument: neither yes nor no.
    """
    if isinstance(value, bool):
        return value
    return not is_blank(value) and word(name, value, (YES, NO)) == YES


def answer_sheets(arguments: Sequence[CellValue], width: int) -> list[list[CellValue]]:
    """Rows of `width` answers: several cells or blocks that hold exactly `width` cells in all, in whatever direction,
    are one row; else a single block has a row a respondent.

    Raises:
        WrongArgument: neither fits.
    """
    blocks = [as_block(argument) for argument in arguments]
    flat = [cell for block in blocks for row in block for cell in row]
    if len(flat) == width:
        return [flat]
    if len(blocks) == 1 and len(blocks[0][0]) == width:
        return blocks[0]
    raise WrongArgument(f"isi {width} nilai unsur, atau satu rentang dengan {width} kolom dan satu baris per responden")
