"""Planning workbooks typed in real LibreOffice: the live states and sums are those that the core gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from filled_office import SAMPLE, YEAR
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.templates.names import APPROVAL, PLAN
from kinerja_pauh.appraisal.model import Aspect, Direction, Indicator, Kind
from kinerja_pauh.sheets.approval_layout import DECISIONS_TABLE
from kinerja_pauh.sheets.fill_approval import Submission, Submitted, fill_approval
from kinerja_pauh.sheets.fill_skp import PlanDraft, fill_plan, row_state
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.plan_rows import plan_cells
from kinerja_pauh.sheets.read_skp import read_plan
from kinerja_pauh.sheets.skp_layout import PLAN_TABLE, SUM_ROW
from kinerja_pauh.sheets.skp_meta import PlanMeta, fill_meta
from kinerja_pauh.sheets.skp_words import APPROVAL_KIND, DECISIONS, META, PLAN_KIND
from kinerja_pauh.sheets.skp_words import PLAN as PLAN_SHEET

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice import Office as LibreOffice
    from kinerja_pauh.sheets.cells import Book

PERSON = SAMPLE.rated[3]
FULL = Indicator(
    number="1", kind=Kind.MAIN, result="Terlayaninya warga", aspect=Aspect.QUANTITY, name="Jumlah layanan",
    unit="layanan", direction=Direction.HIGHER, target=Decimal(40), target_upper=None, weight=Decimal(25),
    superior_result="Terlayaninya kecamatan", data_source="Rekap SIAK",
)  # fmt: skip
ROWS = (
    FULL,
    replace(FULL, kind=None),
    replace(FULL, result=""),
    replace(FULL, aspect=None),
    replace(FULL, name=""),
    replace(FULL, unit=""),
    replace(FULL, direction=None),
    replace(FULL, target=None),
    replace(FULL, target=Decimal(-1)),
    replace(FULL, target_upper=Decimal(10)),
    replace(FULL, target_upper=Decimal(60)),
    replace(FULL, weight=None),
    replace(FULL, superior_result=""),
    replace(FULL, data_source=""),
    replace(FULL, direction=Direction.QUALITATIVE, target=None, target_text="Rapi", unit=""),
    replace(FULL, kind=Kind.ADDITIONAL, superior_result=""),
)
STATES = {
    "✓ Lengkap", "▲ pilih Jenis", "▲ isi hasil kerja", "▲ pilih Aspek", "▲ isi Indikator", "▲ isi Satuan",
    "▲ pilih Arah", "▲ isi angka Target", "✕ Target harus > 0", "✕ Target Atas keliru", "▲ isi Bobot",
    "▲ pilih RHK Atasan", "▲ isi Sumber Data",
}  # fmt: skip


def workbook(folder: Path, rows: tuple[Indicator, ...]) -> Path:
    draft = PlanDraft(SAMPLE.office, YEAR, 1, PERSON, "Penilai", rows, (("Terlayaninya kecamatan", "IKM"),))
    meta = PlanMeta(PLAN_KIND, "id", SAMPLE.office, YEAR, 1, PERSON.nip, PERSON.name, PERSON.rater)
    path = folder / "kosong.xlsx"
    path.write_bytes(BundledTemplates().planning(PLAN, "pauh").render({**fill_plan(draft), META: fill_meta(meta)}))
    return path


def typed_in_calc(office: LibreOffice, folder: Path, rows: tuple[Indicator, ...]) -> Book:
    """Type rows into an empty workbook, save it there, read it back."""
    back = folder / "kembali.xlsx"
    with office.open(workbook(folder, ())) as book:
        book.hold()
        for place, row in enumerate(rows, start=FIRST_ROW):
            for header, value in plan_cells(row).items():
                if value not in (None, ""):
                    book.write(PLAN_SHEET, place, PLAN_TABLE.column(header), [[value]])
        book.recalculate()
        book.save_as(back)
    return read_book(back)


def shown(book: Book, place: tuple[int, int], sheet: str = PLAN_SHEET) -> object:
    cell = book.sheets[sheet].get(place)
    value = cell.value if cell else ""
    return Decimal(str(value)) if isinstance(value, float) else value


def test_every_state_of_a_row_is_live_and_the_core_says_the_same(office: LibreOffice, tmp_path: Path) -> None:
    book = typed_in_calc(office, tmp_path, ROWS)
    rows = read_plan(book).rows
    assert len(rows) == len(ROWS)
    state = PLAN_TABLE.column("Keadaan")
    seen = [shown(book, (place, state)) for place in range(FIRST_ROW, FIRST_ROW + len(ROWS))]
    assert seen == [row_state(row) for row in rows]
    assert set(seen) == STATES
    assert shown(book, (FIRST_ROW + len(ROWS), state)) in ("", None)


WEIGHTS = {
    "pas 100": ("33.33", "33.33", "33.34"),
    "kurang": ("33.33", "33.33", "33.33"),
    "lebih": ("60", "45.5"),
    "satu baris": ("90",),
    "tidak ada": (),
    "tujuh": ("14.28",) * 7,
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_sum_of_the_main_weights_and_the_offer_are_live(office: LibreOffice, tmp_path: Path, name: str) -> None:
    rows = tuple(replace(FULL, weight=Decimal(weight), name=str(n)) for n, weight in enumerate(WEIGHTS[name]))
    extra = replace(FULL, kind=Kind.ADDITIONAL, weight=Decimal(5), name="tambahan")
    book = typed_in_calc(office, tmp_path, (*rows, extra))
    expected = read_book(workbook(tmp_path, (*rows, extra)))
    for header in ("Indikator", "Bobot (%)", "Keadaan"):
        place = SUM_ROW, PLAN_TABLE.column(header)
        seen, told = shown(book, place), shown(expected, place)
        assert str(seen or "").replace(".", ",") == str(told or "").replace(".", ","), header


def test_the_state_of_a_decision_is_live(office: LibreOffice, tmp_path: Path) -> None:
    people = tuple(Submitted(one, 1, (FULL,), ("Periksa.",)) for one in SAMPLE.rated[:4])
    submission = Submission(SAMPLE.office, YEAR, "Penilai", people, ("A",), (("Fulan", (FULL,)),))
    meta = PlanMeta(APPROVAL_KIND, "id", SAMPLE.office, YEAR, 1, PERSON.rater, "Penilai")
    sent, back = tmp_path / "p.xlsx", tmp_path / "q.xlsx"
    stamper = BundledTemplates().planning(APPROVAL, "pauh")
    sent.write_bytes(stamper.render({**fill_approval(submission), META: fill_meta(meta)}))
    decision = DECISIONS_TABLE.column("Keputusan")
    with office.open(sent) as book:
        book.hold()
        book.write(DECISIONS, FIRST_ROW, decision, [["Setuju", ""], ["Kembalikan", ""], ["Kembalikan", "Naikkan."]])
        book.recalculate()
        book.save_as(back)
    saved = read_book(back)
    state = DECISIONS_TABLE.column("Keadaan")
    assert [shown(saved, (FIRST_ROW + n, state), DECISIONS) for n in range(4)] == [
        "✓ disetujui", "▲ isi Alasan", "✓ dikembalikan", "▲ belum diputuskan",
    ]  # fmt: skip
