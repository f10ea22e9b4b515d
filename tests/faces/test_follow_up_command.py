"""kinerja tindak-lanjut on an office folder."""

from __future__ import annotations

import filled_office
from filled_office import run, run_json
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.sheets.flat_book import FIRST_ROW
from kinerja_pauh.sheets.follow_up_book import DEVELOPMENT, GUIDANCE, PROMOTION, REWARD

BOOK = "Tindak_Lanjut_Tahunan-2026.xlsx"


def column(book, sheet: str, head: str) -> list[object]:
    cells = book.sheets[sheet]
    number = next(c for (row, c), cell in cells.items() if row == FIRST_ROW - 1 and cell.value == head)
    return [cell.value for (row, c), cell in sorted(cells.items()) if c == number and row >= FIRST_ROW]


def test_the_lists_of_an_office_stand_in_one_workbook(capsys, tmp_path, tmp_path_factory) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    assert run(capsys, "tindak-lanjut", root)[0] == 2
    assert run(capsys, "kumpulkan", root)[0] == 0
    status, out, err = run(capsys, "tindak-lanjut", root)
    assert (status, out) == (0, "")
    assert "bukan keputusan" in err
    book = read_book(root / "3_rekap" / BOOK)
    assert list(book.sheets) == [DEVELOPMENT, REWARD, GUIDANCE, PROMOTION]
    everybody = {ratee.nip for people in filled_office.raters().values() for ratee in people}
    assert set(column(book, DEVELOPMENT, "NIP")) == everybody
    assert set(column(book, PROMOTION, "NIP")) == everybody
    assert set(column(book, PROMOTION, "Predikat 2025")) == {"tidak ada di sini"}
    assert set(column(book, PROMOTION, "Syarat Predikat")) <= {"Belum dapat dinilai", "Belum terpenuhi"}
    first = (root / "3_rekap" / BOOK).read_bytes()
    assert run_json(capsys, "tindak-lanjut", root) == (0, [])
    assert (root / "3_rekap" / BOOK).read_bytes() == first
