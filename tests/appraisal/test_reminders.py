"""What a rater is told whose form is awaited: courteous, complete, and nothing that is nobody else's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.model import Office
from kinerja_pauh.appraisal.reminders import Reminder, days_left, letter, show_days, unit_letter, whatsapp

OFFICE = Office("Pemerintah Kota Padang", "Kecamatan Pauh", "Padang")
AWAITED = Reminder(
    "Drs. H. Fulan Contoh, M.Si.", OFFICE, "Tahunan 2026", 8, "15 Januari 2027", 3, handed_out="4 Januari 2027"
)
TO_MEND = replace(AWAITED, to_mend=True)
TODAY = "12 Januari 2027"
KINDS = pytest.mark.parametrize("one", [AWAITED, TO_MEND], ids=["not back", "to be mended"])


@pytest.mark.parametrize(
    ("deadline", "days", "words"),
    [
        (date(2027, 1, 15), 3, "3 hari lagi"),
        (date(2027, 1, 13), 1, "1 hari lagi"),
        (date(2027, 1, 12), 0, "hari ini"),
        (date(2027, 1, 10), -2, "lewat 2 hari"),
        (date(2026, 12, 31), -12, "lewat 12 hari"),
        (None, None, ""),
    ],
)
def test_days_are_whole_and_said_in_words(deadline, days, words):
    assert days_left(deadline, date(2027, 1, 12)) == days
    assert show_days(days) == words


def test_the_message_for_whatsapp_says_who_what_and_until_when():
    text = whatsapp(AWAITED)
    assert text.startswith("Yth. Bapak/Ibu Drs. H. Fulan Contoh, M.Si., dengan hormat")
    for words in ("periode Tahunan 2026", "8 pegawai", "15 Januari 2027 (3 hari lagi)", "Kepegawaian Kecamatan Pauh"):
        assert words in text
    assert "abaikan" in text
    assert len(text) <= 600


@KINDS
def test_a_form_about_a_part_of_the_period_is_told_from_the_raters_other_form(one):
    part = replace(one, part="1 Januari – 30 Juni 2026")
    named = "periode Tahunan 2026, masa 1 Januari – 30 Juni 2026, "
    assert f"{named}untuk 8 pegawai" in whatsapp(part)
    assert any(f"{named}yang memuat 8 pegawai" in paragraph for paragraph in letter(part, TODAY))
    listed = [line for line in unit_letter("Seksi A", [one, part], TODAY) if line[:2] in {"1.", "2."}]
    assert ["masa 1 Januari – 30 Juni 2026, " in line for line in listed] == [False, True]
    assert not any("masa" in text for text in (whatsapp(one), *letter(one, TODAY)))


@KINDS
def test_the_wording_follows_the_deadline(one):
    texts = {days: whatsapp(replace(one, days=days)) for days in (3, 0, -2)}
    assert "paling lambat 15 Januari 2027 (3 hari lagi)" in texts[3]
    assert "Batas waktunya hari ini, 15 Januari 2027" in texts[0]
    assert "sudah lewat 2 hari" in texts[-2]
    assert "kami siap membantu" in texts[-2]
    assert "lewat" not in texts[3] + texts[0]
    assert len(set(texts.values())) == 3


@KINDS
def test_without_a_deadline_none_is_named(one):
    text = whatsapp(replace(one, deadline="", days=None))
    assert "pada kesempatan pertama" in text
    assert "atas waktu" not in text
    assert "hari" not in text.replace("kembali", "")


def test_whose_form_came_back_with_gaps_is_thanked_and_told_that_the_cells_follow():
    text = whatsapp(TO_MEND)
    assert "terima kasih atas Formulir Penilaian Kinerja" in text
    assert "sel-selnya akan kami sampaikan" in text
    assert "dikirim ulang" in text
    assert "belum kami terima" not in text
    assert "abaikan" not in text


def test_the_letter_to_a_rater_has_every_part_of_a_letter():
    parts = letter(AWAITED, TODAY)
    assert parts[0] == "Padang, 12 Januari 2027"
    assert parts[1].startswith("Nomor: …")
    assert parts[2] == "Perihal: Pengembalian Formulir Penilaian Kinerja periode Tahunan 2026"
    assert parts[3] == "Yth. Bapak/Ibu Drs. H. Fulan Contoh, M.Si."
    assert parts[-2:] == ["Hormat kami,", "Kepegawaian Kecamatan Pauh"]
    body = " ".join(parts)
    for words in ("memuat 8 pegawai", "bagikan pada 4 Januari 2027", "paling lambat 15 Januari 2027"):
        assert words in body
    assert "Perbaikan" in letter(TO_MEND, TODAY)[2]
    assert "cukup membetulkan sel itu saja" in " ".join(letter(TO_MEND, TODAY))


def test_a_letter_without_place_or_day_of_handing_out_has_no_gap():
    parts = letter(replace(AWAITED, office=Office("", "Kecamatan Pauh"), handed_out=""), TODAY)
    assert parts[0] == TODAY
    assert "bagikan pada" not in " ".join(parts)


@pytest.mark.parametrize("count", [2, 15, 16, 200])
def test_the_letter_to_a_unit_names_the_raters_and_stays_on_a_page(count):
    awaited = [replace(AWAITED, rater_name=f"Penilai Nomor {n}", to_mend=n == 2) for n in range(1, count + 1)]
    parts = unit_letter("Kelurahan Pisang", awaited, TODAY)
    assert "Yth. Pimpinan Kelurahan Pisang" in parts
    assert f"{count} Formulir Penilaian Kinerja" in " ".join(parts)
    assert "1. Penilai Nomor 1 (belum kembali)" in parts
    assert "2. Penilai Nomor 2 (perlu dibetulkan)" in parts
    assert ("dan 185 penilai lain." in parts) == (count == 200)
    assert any(part.endswith("penilai lain.") for part in parts) == (count > 15)
    assert len(parts) <= 30


def test_a_letter_of_any_kind_fits_one_page():
    for one in (AWAITED, TO_MEND, replace(AWAITED, days=-400)):
        assert sum(1 + len(part) // 85 for part in letter(one, TODAY)) <= 25


WORDS = st.text(max_size=200)


@given(WORDS, WORDS, WORDS, st.sampled_from([None, -1, 0, 1]), st.booleans())
def test_whatever_stands_in_the_cells_the_message_is_one_line_that_can_be_copied(name, unit, period, days, mend):
    one = Reminder(name, Office("", unit), period, 3, "15 Januari 2027" if days is not None else "", days, to_mend=mend)
    text = whatsapp(one)
    assert text == " ".join(text.split())
    assert '"' not in text
    assert text.startswith("Yth. Bapak/Ibu ")
    assert text.endswith(".")


def test_a_nip_that_strayed_into_a_name_is_not_passed_on():
    one = replace(AWAITED, rater_name="Fulan 198609262015051901")
    assert "198609262015051901" not in whatsapp(one) + " ".join(letter(one, TODAY) + unit_letter("U", [one], TODAY))


def test_a_rater_without_a_name_is_still_addressed():
    assert whatsapp(replace(AWAITED, rater_name=" ")).startswith("Yth. Bapak/Ibu Pejabat Penilai, ")
