"""The official forms as filled workbooks: their columns, nothing left over, the same bytes twice, pages that hold."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import pytest

from kinerja_pauh.actions.documents import DOCUMENTS
from kinerja_pauh.actions.printed_code import verification_code
from kinerja_pauh.adapters.report_templates import compile_report
from kinerja_pauh.adapters.templates.official_books import OFFICIAL, official_books
from official_people import EXPECTED, LONG_NAME, hard_returns, sample_returns
from package_checks import faults
from spreadsheet import text_of_pdf

NIP, HARD = hard_returns()
KINDS = {one.key: one for one in DOCUMENTS.values() if one.template in OFFICIAL}
OTHER = next(nip for nip, one in sample_returns().people.items() if one.result.predicate is None)
HEADS = {
    "skp": (
        "NO",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
    ),
    "skp-kualitatif": ("NO", "RENCANA HASIL KERJA"),
    "skp-pimpinan": ("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF"),
    "lampiran": ("DUKUNGAN SUMBER DAYA",),
    "rencana-aksi": ("NO", "RENCANA HASIL KERJA", "RENCANA AKSI", "TARGET", "TW I", "TW II", "TW III", "TW IV"),
    "evaluasi": (
        "NO",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
        "REALISASI BERDASARKAN BUKTI DUKUNG",
        "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
    ),
    "dokumen-evaluasi": (5, "CATATAN/REKOMENDASI"),
    "angka-kredit": ("PERIODE", "PREDIKAT", "PROSENTASE", "KOEFISIEN PER TAHUN", "ANGKA KREDIT"),
    "salin": ("No", "Isian e-Kinerja", "Salin nilai ini", "Disalin", "Panjang", "Tanda"),
}
"""Of each kind a row that must stand in it, as in section 9 of the facts on regulations."""
WORDS = {
    "skp": ("SASARAN KINERJA PEGAWAI", "A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA", "Ekspektasi Khusus Pimpinan:"),
    "skp-kualitatif": ("Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:", "(Penugasan dari RHK pimpinan: "),
    "skp-pimpinan": ("(PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI)",),
    "lampiran": ("LAMPIRAN SASARAN KINERJA PEGAWAI", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI"),
    "rencana-aksi": ("RENCANA AKSI",),
    "evaluasi": (
        "CAPAIAN KINERJA ORGANISASI*",
        "POLA DISTRIBUSI:",
        "RATING HASIL KERJA*",
        "RATING PERILAKU KERJA*",
        "PREDIKAT KINERJA PEGAWAI*",
        "PERIODE: TAHUNAN 2026 – AKHIR",
    ),
    "dokumen-evaluasi": ("ATASAN PEJABAT PENILAI KINERJA", "EVALUASI KINERJA", "6. ", "7. "),
    "angka-kredit": ("SIMULASI – bukan penetapan", "AKUMULASI ANGKA KREDIT", "PENETAPAN"),
    "salin": ("1. Hasil kerja utama 1", "Umpan balik berkelanjutan"),
}


@pytest.fixture(scope="module")
def masters():
    return {name: compile_report(data, name) for name, data in official_books().items()}


@pytest.fixture(scope="module")
def filled(masters):
    """Kind -> the workbook of the person with the long texts."""
    return {key: masters[one.template].render(one.names(HARD.people[NIP], HARD)) for key, one in KINDS.items()}


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(data: bytes) -> list[tuple[object, ...]]:
    """Every row of every sheet, without its empty cells."""
    lines = [line for sheet in opened(data) for line in sheet.iter_rows(values_only=True)]
    return [tuple(value for value in line if value is not None) for line in lines]


def texts(data: bytes) -> list[str]:
    return [value for row in rows(data) for value in row if isinstance(value, str)]


@pytest.mark.parametrize("key", KINDS)
def test_columns_and_words_are_those_of_the_official_form(filled, key) -> None:
    assert HEADS[key] in rows(filled[key])
    whole = "\n".join(texts(filled[key]))
    assert [words for words in WORDS[key] if words not in whole] == []


@pytest.mark.parametrize("key", KINDS)
def test_nothing_of_the_template_and_no_none_is_left(filled, key) -> None:
    for text in texts(filled[key]):
        assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|Decimal", text), text


@pytest.mark.parametrize("key", KINDS)
def test_the_same_data_give_the_same_bytes_and_a_sound_package(masters, filled, key) -> None:
    one = KINDS[key]
    again = masters[one.template].render(one.names(HARD.people[NIP], HARD))
    assert again == filled[key]
    assert faults(again) == []


@pytest.mark.parametrize("key", [key for key in KINDS if key != "salin"])
def test_a_form_names_the_person_in_full_and_who_signs(filled, key) -> None:
    whole = "\n".join(texts(filled[key]))
    assert LONG_NAME in whole
    assert HARD.people[NIP].scored.form.rater_name in whole
    assert "Pejabat Penilai Kinerja" in whole


@pytest.mark.parametrize("key", KINDS)
def test_someone_without_a_result_gets_the_form_with_room_to_write(masters, key) -> None:
    plain = sample_returns()
    context = KINDS[key].names(plain.people[OTHER], plain)
    if context is None:
        assert key == "angka-kredit"
    else:
        whole = "\n".join(texts(masters[KINDS[key].template].render(context)))
        assert "None" not in whole
        assert "…" in whole or key == "salin"


def test_people_of_every_kind_of_post_can_be_printed(masters) -> None:
    plain = sample_returns()
    functional = [nip for nip in plain.people if plain.staff[nip].position_type.startswith("JF ")]
    chosen = {*functional, *list(plain.people)[:12]}
    made = 0
    for person in (plain.people[nip] for nip in chosen):
        for one in KINDS.values():
            context = one.names(person, plain)
            if context is not None:
                assert context["kode"] == verification_code(person)
                made += len(masters[one.template].render(context)) > 0
    assert made == len(chosen) * (len(KINDS) - 1) + len(functional)


def test_all_twelve_indicators_stand_in_the_forms_with_target_and_realisation(filled) -> None:
    for key in ("skp", "skp-pimpinan", "evaluasi", "salin"):
        whole = texts(filled[key])
        for one in HARD.people[NIP].result.ratee.indicators:
            assert any(one.name in text for text in whole), (key, one.number)


def test_the_evaluation_shows_the_ratings_of_the_register(filled) -> None:
    result, found = HARD.people[NIP].result, dict(row for row in rows(filled["evaluasi"]) if len(row) == 2)
    assert found["RATING HASIL KERJA*"] == result.work_rating
    assert found["RATING PERILAKU KERJA*"] == result.behaviour_rating
    assert found["PREDIKAT KINERJA PEGAWAI*"].startswith(result.predicate.upper())
    assert found["CAPAIAN KINERJA ORGANISASI*"] == "BAIK"


def test_the_curve_reads_the_five_heights_of_a_sheet_that_is_not_printed(filled) -> None:
    book = opened(filled["evaluasi"])
    (chart,) = book["Hasil Kerja"]._charts
    assert chart.series[0].val.numRef.f == "'Pola'!$B$1:$B$5"
    assert list(book["Pola"].values) == [
        ("Sangat Kurang", 2),
        ("Kurang/Misconduct", 3),
        ("Butuh Perbaikan", 6),
        ("Baik", 11),
        ("Sangat Baik", 2),
    ]
    assert book["Pola"].sheet_state == "hidden"


def test_the_conversion_shows_the_points_that_the_law_gives(filled) -> None:
    at = rows(filled["angka-kredit"]).index(("(1)", "(2)", "(3)", "(4)", "(5)"))
    period, predicate, percent, coefficient, points = rows(filled["angka-kredit"])[at + 1]
    number = [Decimal(text.removesuffix(" %").replace(",", ".")) for text in (percent, coefficient, points)]
    assert (period, predicate.split(" (")[0]) == ("Tahunan 2026 (12 bulan)", HARD.people[NIP].result.predicate)
    assert number[0] * number[1] / 100 == number[2]


def test_an_office_of_the_qualitative_approach_gets_the_other_table(masters) -> None:
    context = KINDS["evaluasi"].names(HARD.people[NIP], HARD)
    other = masters["Evaluasi_Kinerja.xlsx"].render(
        {**context, "teks": {**context["teks"], "pendekatan": "Kualitatif"}}
    )
    assert HEADS["evaluasi"] not in rows(other)
    assert ("HASIL KERJA", *HEADS["evaluasi"][-2:]) in rows(other)
    assert "PENDEKATAN HASIL KERJA KUALITATIF" in texts(other)


def test_wide_tables_lie_covers_stand_and_heads_are_repeated(filled) -> None:
    lying = {"skp", "skp-kualitatif", "skp-pimpinan", "rencana-aksi", "evaluasi", "salin"}
    for key, data in filled.items():
        first = opened(data).worksheets[0]
        assert (first.page_setup.orientation == "landscape") == (key in lying), key
        assert first.page_setup.paperSize == 9
        if key in lying:
            top, bottom = (int(row.strip("$")) for row in first.print_title_rows.split(":"))
            repeated = [c.value for row in first.iter_rows(min_row=top, max_row=bottom) for c in row if c.value]
            assert set(HEADS[key]) <= set(repeated), key


def test_the_head_is_pale_blue_and_cells_over_several_rows_are_not_merged(filled) -> None:
    book = opened(filled["skp"])
    blue = {
        c.fill.fgColor.rgb[-6:] for row in book.worksheets[0] for c in row if c.value == "INDIKATOR KINERJA INDIVIDU"
    }
    assert blue == {"B8CCE4"}
    for sheet in book:
        assert all(area.min_row == area.max_row for area in sheet.merged_cells.ranges)


def test_a_tick_and_the_length_stand_beside_every_value_of_the_copy_sheet(filled) -> None:
    sheet = opened(filled["salin"])["Lembar Salin"]
    data = [row for row in sheet.iter_rows() if row[0].value and re.fullmatch(r"\d+\.\d+", str(row[0].value))]
    for number, row in enumerate(data):
        place = row[2].row
        assert row[3].value == "☐", number
        assert row[4].value == f"=LEN(C{place})"
        assert f"LEN(C{place})>$C$4" in row[5].value
        assert row[2].number_format == "@"
    (ticks,) = sheet.data_validations.dataValidation
    assert ticks.formula1 == '"☐,☑"'
    covered = {cell.coordinate for area in ticks.sqref.ranges for line in sheet[area.coord] for cell in _flat(line)}
    assert covered >= {row[3].coordinate for row in data}


def _flat(line):
    return line if isinstance(line, tuple) else (line,)


def test_libreoffice_opens_and_prints_every_form_without_cut_pages(office, filled, tmp_path) -> None:
    pages = {}
    for key, data in filled.items():
        path = tmp_path / f"{key}.xlsx"
        path.write_bytes(data)
        (tmp_path / f"{key}.pdf").write_bytes(office.print_book(path))
        pages[key] = text_of_pdf(tmp_path / f"{key}.pdf").split("\f")[:-1]
    for key in ("skp", "evaluasi"):
        work = [page for page in pages[key] if "ASPEK" in page]
        assert len(work) >= 2, "the head is repeated on the further pages"
        assert "###" not in "".join(pages[key])
    last = pages["skp"][-1]
    assert "Kolaboratif" in last
    assert "Pejabat Penilai Kinerja" in last, "signatures stand with the last value"
    assert EXPECTED.split()[-1] in last
    assert len(pages["dokumen-evaluasi"]) == len(pages["angka-kredit"]) == len(pages["lampiran"]) == 1
    with office.open(tmp_path / "salin.xlsx") as book:
        book.recalculate()
        ((value, _, length, mark),) = book.read("Lembar Salin", 9, 3, 1, 4)
        assert length == len(value)
        assert mark is None, "a short text has no mark"
        assert book.read("Lembar Salin", 5, 3)[0][0].startswith("0 dari ")
