"""The recap workbook against counts made by hand, its charts included."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.adapters.recap_book import predicate_counts, recap_workbook, unit_means, weakest_indicators
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets.recap_layout import NO_PREDICATE, RecapBook

PREDICATES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang", NO_PREDICATE)


def person(nip="198001012005011001", unit="Seksi A", final="101.50", predicate="Baik", name="Fulan") -> tuple:
    score = None if final is None else Decimal(final)
    status = "Lengkap" if final else "Belum lengkap"
    same = (score, score, score, score)
    return (nip, name, "Staf", unit, "Penilai", *same, "Baik", None, None, predicate, status, "Ada")


def indicator(name="Berkas", reached="100.00", nip="198001012005011001") -> tuple:
    value = None if reached is None else Decimal(reached)
    head = (nip, "Fulan", "Seksi A", Decimal(1), "Utama", "Kuantitas", name, "berkas")
    return (*head, Decimal(100), None, Decimal(100), Decimal("33.33"), value, value, value)


def recap(people=(), indicators=(), factors=(), missing=(), warnings=()) -> RecapBook:
    rows = (tuple(people), tuple(indicators), tuple(factors), tuple(missing))
    return RecapBook("Kantor · 2026", *rows, PREDICATES, tuple(warnings), "24 Desember 2026")


def opened(book: RecapBook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(recap_workbook(book)))


def frame(book: RecapBook) -> pd.DataFrame:
    return pd.DataFrame(book.people, columns=layout.PERSON_HEADERS)


@given(st.lists(st.sampled_from(PREDICATES), max_size=30))
def test_everybody_is_counted_exactly_once(predicates) -> None:
    book = recap([person(predicate=one, final="90.00") for one in predicates])
    counts = predicate_counts(book, frame(book))
    assert [name for name, _ in counts] == list(PREDICATES)
    assert {name: n for name, n in counts if n} == Counter(predicates)


def test_means_of_units_are_exact_half_up_and_leave_out_who_has_no_score() -> None:
    people = [
        person(unit="B", final="100.00"),
        person(unit="B", final="100.01"),  # the mean is a tie: 100.005
        person(unit="A", final="33.33"),
        person(unit="A", final=None, predicate=NO_PREDICATE),
        person(unit="C", final=None, predicate=NO_PREDICATE),
    ]
    book = recap(people)
    assert unit_means(frame(book)) == [
        ("A", 2, 1, Decimal("33.33")),
        ("B", 2, 2, Decimal("100.01")),
        ("C", 1, 0, None),
    ]


def test_the_weakest_indicators_are_those_that_two_share_worst_first() -> None:
    rows = [
        indicator("Sendiri", "1.00"),
        indicator("Kuat", "110.00"),
        indicator("Kuat", "100.00"),
        indicator("Lemah", "50.00"),
        indicator("Lemah", "50.01"),
        indicator("Satu kosong", "10.00"),
        indicator("Satu kosong", None),
    ]
    found = weakest_indicators(pd.DataFrame(rows, columns=layout.INDICATOR_HEADERS))
    assert found == [("Lemah", 2, Decimal("50.01")), ("Kuat", 2, Decimal("105.00"))]


def test_the_weakest_are_ten_at_most() -> None:
    rows = [indicator(f"I{n}", f"{50 + n}.00") for n in range(30) for _ in range(2)]
    found = weakest_indicators(pd.DataFrame(rows, columns=layout.INDICATOR_HEADERS))
    assert [name for name, *_ in found] == [f"I{n}" for n in range(10)]


def test_an_office_of_nobody_still_makes_a_whole_workbook() -> None:
    book = opened(recap())
    assert book.sheetnames == ["Ringkasan", "Pegawai", "Indikator", "Faktor Luar", "Belum Kembali"]
    assert [book[name].cell(6, 1).value for name in book.sheetnames[1:]] == ["Tidak ada."] * 4
    assert book["Ringkasan"].cell(5, 6).value == "Semua formulir sudah kembali."


def test_the_flat_sheets_hold_the_rows_as_they_are() -> None:
    people = [person(final="120.00"), person("197001011990031002", final=None, predicate=NO_PREDICATE)]
    factors = [("198001012005011001", "Fulan", "Seksi A", Decimal(1), "Banjir", date(2026, 3, 1), None, None, "Ya")]
    missing = [("Penilai", "Penilaian_1.xlsx", 4)]
    book = opened(recap(people, [indicator()], factors, missing, ["Sebaran tidak wajar."]))
    for name, heads, rows in (
        ("Pegawai", layout.PERSON_HEADERS, people),
        ("Indikator", layout.INDICATOR_HEADERS, [indicator()]),
        ("Belum Kembali", layout.MISSING_HEADERS, missing),
    ):
        found = list(book[name].iter_rows(min_row=5, values_only=True))
        assert found[0] == heads
        for row, expected in zip(found[1:], rows, strict=True):
            assert row == tuple(float(v) if isinstance(v, Decimal) else v for v in expected)
        assert book[name].auto_filter.ref.startswith("A5:")
        assert book[name].freeze_panes == "C6"
    cell = book["Faktor Luar"].cell(6, 6)
    assert (cell.value.date(), cell.number_format) == (date(2026, 3, 1), "[$-421]d mmmm yyyy")
    nip = book["Pegawai"].cell(6, 1)
    assert (nip.value, nip.data_type, nip.number_format) == ("198001012005011001", "s", "@")
    assert book["Pegawai"].cell(6, 9).number_format == "0.00"
    texts = [c.value for row in book["Ringkasan"].iter_rows() for c in row if isinstance(c.value, str)]
    assert "▲ Sebaran tidak wajar." in texts
    assert "1 formulir belum kembali." in texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "＝1+1", "\x07bel\x0b", "<b>&", "{{ 7*7 }}"])
def test_text_is_never_a_formula(text) -> None:
    book = opened(recap([person(name=text, unit=text)], [indicator(text), indicator(text)]))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c.coordinate for c in cells if c.data_type == "f"]
    assert book["Pegawai"].cell(6, 2).value == text.replace("\x07", "").replace("\x0b", "")


def test_charts_are_native_and_show_the_tables_beside_them() -> None:
    people = [person(unit="A"), person(unit="B", final="80.00", predicate="Kurang")]
    data = recap_workbook(recap(people))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Ringkasan"]
    predicates, units = sheet._charts
    for chart, labels, values in (
        (predicates, PREDICATES, (0, 1, 0, 1, 0, 0)),
        (units, ("A", "B"), (101.5, 80)),
    ):
        (series,) = chart.series
        for reference, expected in ((series.cat.numRef or series.cat.strRef, labels), (series.val.numRef, values)):
            area = reference.f.split("!")[1].replace("$", "")
            cells = sheet[area]
            assert tuple(row[0].value for row in cells) == expected
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len([n for n in package.namelist() if n.startswith("xl/charts/chart")]) == 2


def test_the_recap_prints_on_a4_and_carries_no_person() -> None:
    data = recap_workbook(recap([person(name="Fulan Rahasia")]))
    assert data == recap_workbook(recap([person(name="Fulan Rahasia")]))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        properties = b"".join(package.read(n) for n in package.namelist() if n.startswith("docProps/"))
    assert b"Fulan" not in properties
    assert b"198001012005011001" not in properties
