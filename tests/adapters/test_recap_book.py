"""The recap workbook: the figures it was given, where they were promised, its charts included."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.actions.recap_source import book_of
from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.recap_book import recap_workbook, wide
from kinerja_pauh.appraisal.overview import EarlierPeriod
from kinerja_pauh.sheets import recap_layout as layout
from people import ABOVE, BELOW, MEETS, behaved, factor, row
from recap_offices import part, rated, result, source
from spreadsheet import pages_as_png, text_of_pdf

if TYPE_CHECKING:
    from kinerja_pauh.actions.recap_source import RecapSource

PREDICATES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
MIXED = (
    rated(1, unit="A", rater="Ani"),
    rated(2, row(realisation="80"), unit="A", rater="Ani", work_rating=BELOW, factors=(factor("1"),)),
    rated(3, unit="B", rater="Budi", behaviours=behaved(None)),
    rated(4, unit="B", rater="Budi", work_rating=ABOVE, behaviour_rating=ABOVE),
)
ABSENT = (("199901012022011009", "Orang 9", "B", "Budi", "Formulir belum kembali"),)
MISSING = (("Cici", "Penilaian_1.xlsx", 4),)
HALF, NEXT = date(2026, 6, 30), date(2026, 7, 1)
PARTS = (
    part(rated(1, row(realisation="70"), unit="C", rater="Cici"), date(2026, 1, 1), HALF),
    part(MIXED[0], NEXT, date(2026, 12, 31), counted=True),
)


def opened(given: RecapSource) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(recap_workbook(book_of(given))))


def listed(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(min_row=5, values_only=True)
    return [dict(zip(head, values, strict=True)) for values in rows if any(v is not None for v in values[1:])]


def tally(book: openpyxl.Workbook) -> dict[str, int]:
    """The first page's table of predicates."""
    found = {}
    for values in book["Ringkasan"].iter_rows(min_row=9, max_col=2, values_only=True):
        if values[0] is None:
            return found
        found[values[0]] = values[1]
    return found


@settings(max_examples=6)
@given(st.lists(st.sampled_from([(ABOVE, ABOVE), (MEETS, MEETS), (BELOW, MEETS), (BELOW, BELOW), None]), max_size=12))
def test_the_tally_shown_is_the_tally_listed(chosen) -> None:
    people = [
        rated(n, unit="AB"[n % 2], behaviours=behaved(None))
        if pair is None
        else rated(n, unit="AB"[n % 2], work_rating=pair[0], behaviour_rating=pair[1])
        for n, pair in enumerate(chosen)
    ] or [rated()]
    book = opened(source(*people, absent=ABSENT))
    shown, heads = tally(book), Counter(one["Predikat"] for one in listed(book, "Pegawai"))
    assert shown.pop("Jumlah pegawai") == len(people) + len(ABSENT) == sum(shown.values())
    assert shown.pop("Tanpa formulir") == len(ABSENT)
    assert {name: n for name, n in shown.items() if n} == heads
    units = listed(book, "Unit")
    assert sum(unit["Pegawai"] for unit in units) == len(people)
    for predicate in PREDICATES:
        assert sum(unit[predicate] for unit in units) == shown[predicate]
    assert len(listed(book, "Belum Dinilai")) == shown["Belum lengkap"] + len(ABSENT)


def test_the_flat_sheets_hold_the_rows_as_they_are() -> None:
    given = source(*MIXED, absent=ABSENT, missing=MISSING, parts=PARTS)
    made, book = book_of(given), opened(given)
    assert book.sheetnames == ["Ringkasan", *layout.HEADERS]
    for sheet in set(layout.HEADERS) - {layout.BEHAVIOURS, layout.TREND}:
        head, *found = book[sheet].iter_rows(min_row=5, values_only=True)
        assert head == layout.HEADERS[sheet]
        for values, expected in zip(found, made.rows[sheet], strict=True):
            assert [plain(v) for v in values] == [plain(v) for v in expected], sheet
        assert book[sheet].auto_filter.ref.startswith("A5:")
        assert book[sheet].freeze_panes == ("C6" if "Nama" in head else "B6")
    nip = book["Pegawai"].cell(6, 1)
    assert (nip.data_type, nip.number_format) == ("s", "@")
    assert book["Pegawai"].cell(6, 9).number_format == "0.00"
    assert book["Faktor Luar"].cell(6, 6).number_format == "[$-421]d mmmm yyyy"


def plain(value: object) -> object:
    """As openpyxl reads it back: an empty text is no cell, a day a moment, a Decimal a float."""
    if value in ("", None):
        return None
    if isinstance(value, str):
        return str(value)
    return date(value.year, value.month, value.day) if hasattr(value, "month") else float(value)


def test_a_person_who_moved_is_counted_once_and_has_a_row_for_each_result() -> None:
    still, moved = opened(source(*MIXED)), opened(source(*MIXED, parts=PARTS))
    assert tally(moved) == tally(still)
    for sheet in set(layout.HEADERS) - {layout.JOBS}:
        assert listed(moved, sheet) == listed(still, sheet), sheet
    rows = listed(moved, layout.JOBS)
    assert [(one["Unit Kerja"], one["Nilai Hasil Kerja"], one["Dihitung di Rekap"]) for one in rows] == [
        ("C", 70, "Tidak"),
        ("A", 100, "Ya"),
    ]
    said = [values[0] for values in moved["Ringkasan"].iter_rows(max_col=1, values_only=True) if values[0]]
    assert any("1 pegawai berpindah atau merangkap." in text for text in said)
    assert not any("berpindah" in str(row[0]) for row in still["Ringkasan"].iter_rows(max_col=1, values_only=True))
    assert still[layout.JOBS].cell(6, 1).value == "Tidak ada."


def test_an_office_of_nobody_whole_still_makes_a_whole_workbook() -> None:
    book = opened(source(rated(1, behaviours=behaved(None))))
    assert tally(book)["Belum lengkap"] == 1
    assert [book[name].cell(6, 1).value for name in ("Faktor Luar", "Kecenderungan", "Belum Kembali")] == [
        "Tidak ada."
    ] * 3
    texts = [c.value for values in book["Ringkasan"].iter_rows() for c in values if isinstance(c.value, str)]
    assert "belum ada" in texts


def test_a_person_is_one_row_of_behaviours_and_of_periods_the_oldest_first() -> None:
    people = [rated(1), rated(2, behaviours=behaved(ABOVE))]
    before = [
        EarlierPeriod(label, *YEAR, {people[1].result.ratee.nip: result(2, row(realisation=reached))})
        for label, reached in (("2024", "80"), ("2025", "90"))
    ]
    book = opened(source(*people, earlier=tuple(before)))
    first, second = listed(book, "Perilaku")
    assert (first["Berorientasi Pelayanan"], second["Berorientasi Pelayanan"]) == (str(MEETS), str(ABOVE))
    head, one, two = book["Kecenderungan"].iter_rows(min_row=5, values_only=True)
    assert head[3:] == ("2024", "2025", "Tahunan 2026")
    assert (one[3:], two[3:5]) == ((None, None, 100), (86, 93))


def test_of_two_lines_that_say_the_same_the_first_counts() -> None:
    heads, rows = wide(("NIP", "K", "N"), [("1", "a", 1), ("1", "a", 2), ("2", "b", 3)], "K", "N")
    assert (heads, rows) == (["NIP", "a", "b"], [["1", 1, None], ["2", None, 3]])
    assert wide(("NIP", "K", "N"), [], "K", "N") == (["NIP"], [])


def test_pandas_counts_what_we_counted() -> None:
    made = book_of(source(*MIXED))
    frame = pd.DataFrame(made.rows["Pegawai"], columns=layout.PERSON_HEADERS)
    across = pd.crosstab(frame["Unit Kerja"], frame["Predikat"])
    for unit in made.figures.units:
        for predicate, heads in unit.counts.items():
            assert across.get(predicate, {}).get(unit.name, 0) == heads


def test_the_page_warns_by_heads_and_changes_nobody() -> None:
    people = [rated(n) for n in range(12)]
    book = opened(source(*people, organisation="Baik", absent=ABSENT, missing=MISSING))
    texts = [c.value for values in book["Ringkasan"].iter_rows() for c in values if isinstance(c.value, str)]
    assert any(text.startswith("▲ Predikat organisasi Baik") and "sekarang 12 orang" in text for text in texts)
    assert "▲ lebih 4 orang" in texts
    assert any("tidak pernah mengubah rating" in text for text in texts)
    assert {one["Predikat"] for one in listed(book, "Pegawai")} == {"Baik"}
    assert any("Orang 9 (Formulir belum kembali)" in text for text in texts)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "＝1+1", "\x07bel\x0b", "_x0041_", "<b>&", "{{ 7*7 }}"])
def test_text_is_never_a_formula(text) -> None:
    people = [rated(n, row(name=text), name=text, unit=text, rater=text) for n in (1, 2)]
    made = source(*people, absent=(("1", text, text, text, text),), missing=((text, text, 1),))
    cells = [c for sheet in opened(made) for values in sheet.iter_rows() for c in values if c.value is not None]
    assert not [c.coordinate for c in cells if c.data_type == "f"]
    assert book_from_bytes("", recap_workbook(book_of(made))).sheets["Pegawai"][6, 2].value == text


def test_charts_are_native_and_show_the_tables_beside_them() -> None:
    before = EarlierPeriod("2025", *YEAR, {MIXED[0].result.ratee.nip: result(1, row(realisation="90"))})
    data = recap_workbook(book_of(source(*MIXED, earlier=(before,))))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Ringkasan"]
    expected = (
        ((*PREDICATES, "Belum lengkap", "Tanpa formulir"), (1, 1, 1, 0, 0, 1, 0)),
        (("A", "B"), (93.79, 100)),  # 80 of 100 × 355 ÷ 365 days: 82,25, so 87,58
        (("2025", "Tahunan 2026"), (93, 95.86)),
    )
    for chart, (labels, values) in zip(sheet._charts, expected, strict=True):
        (series,) = chart.series
        for reference, wanted in ((series.cat.numRef or series.cat.strRef, labels), (series.val.numRef, values)):
            cells = sheet[reference.f.split("!")[1].replace("$", "")]
            assert tuple(one[0].value for one in cells) == wanted
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len([n for n in package.namelist() if n.startswith("xl/charts/chart")]) == 3


def test_a_trend_over_nobody_in_common_compares_nothing_on_the_page() -> None:
    before = EarlierPeriod("2025", *YEAR, {"199901012022011009": result(1)})
    book = opened(source(*MIXED, earlier=(before,)))
    (line,) = [values for values in book["Ringkasan"].iter_rows(max_col=5, values_only=True) if values[0] == "2025"]
    assert line == ("2025", 1, 0, None, 100)


def test_more_units_than_a_page_holds_are_told_of() -> None:
    book = opened(source(*[rated(n, unit=f"Unit {n}") for n in range(18)]))
    texts = [c.value for values in book["Ringkasan"].iter_rows() for c in values if isinstance(c.value, str)]
    assert "… dan 2 unit lagi: lembar Unit." in texts
    assert len(listed(book, "Unit")) == 18


def test_the_recap_prints_on_a4_and_carries_no_person() -> None:
    given = source(rated(1, name="Fulan Rahasia"))
    data = recap_workbook(book_of(given))
    assert data == recap_workbook(book_of(given))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        properties = b"".join(package.read(n) for n in package.namelist() if n.startswith("docProps/"))
    assert b"Fulan" not in properties
    assert b"1986" not in properties


def test_the_camat_gets_one_printed_page_with_every_word_on_it(office, tmp_path) -> None:
    people = [
        rated(n, row(name=f"Jumlah layanan panjang sekali {n % 3}"), unit=f"Kelurahan {n}", rater=f"Lurah {n}")
        for n in range(16)
    ]
    before = EarlierPeriod("Tahunan 2025", *YEAR, {people[0].result.ratee.nip: people[0].result})
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(recap_workbook(book_of(source(*people, organisation="Baik", earlier=(before,), absent=ABSENT))))
    with office.open(path) as book:
        book.to_pdf(tmp_path / "rekap.pdf")
    first, *_ = text_of_pdf(tmp_path / "rekap.pdf").split("\f")
    for words in (
        "Pegawai dinilai",
        "16 dari 17",
        "Kelurahan 15",
        "Kecenderungan",
        "▲ Belum dinilai 1 orang",
        "1 dari",
    ):
        assert words in first
    assert "###" not in first
    assert len(pages_as_png(tmp_path / "rekap.pdf", tmp_path / "gambar", dpi=30)) >= len(layout.HEADERS)
