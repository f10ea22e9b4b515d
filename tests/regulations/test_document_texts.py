"""Titles and texts of the official forms: a strict file, and only what is not certain may be changed by the office."""

from __future__ import annotations

import pytest

from kinerja_pauh.regulations import RegulationFileError, SettingRefused, document_texts, office_texts
from kinerja_pauh.regulations.tables import parse
from kinerja_pauh.regulations.texts import PREFIX, read_texts
from kinerja_pauh.sheets.induk_layout import DOCUMENT_KEYS
from kinerja_pauh.sheets.read_settings import ORGANISATION_PREDICATES

ONE = """
[[teks]]
kunci = "dokumen_judul"
label = "Judul"
nilai = "JUDUL"
satuan = ""
sumber = "Contoh"
keyakinan = "M"

[pola]
nilai = [{ organisasi = "Baik", kurva = [1, 2] }]
satuan = "orang"
sumber = "Contoh"
keyakinan = "V1"
"""


def test_every_text_says_where_it_is_from_and_has_our_prefix() -> None:
    texts = document_texts().texts
    assert len(texts) >= 12
    assert all(key == one.key and key.startswith(PREFIX) and one.label for key, one in texts.items())
    assert PREFIX == DOCUMENT_KEYS


def test_each_predicate_of_an_organisation_has_its_curve_of_five_heights() -> None:
    curves = document_texts().curves.value
    assert set(curves) == set(ORGANISATION_PREDICATES)
    assert {len(heights) for heights in curves.values()} == {5}


def test_without_settings_everything_is_as_in_the_file() -> None:
    assert {key: text.value for key, text in office_texts({}).items()} == {
        key: one.stated.value for key, one in document_texts().texts.items()
    }


def test_the_office_changes_what_is_uncertain_and_its_source_says_so() -> None:
    changed = office_texts({"dokumen_konsekuensi": "Penghargaan\nPembinaan", "dokumen_batas_huruf": "500"})
    assert changed["dokumen_konsekuensi"].value == "Penghargaan\nPembinaan"
    assert changed["dokumen_konsekuensi"].source == "Pengaturan kantor"
    assert changed["dokumen_batas_huruf"].value == "500"


def test_a_setting_that_repeats_the_file_is_no_change() -> None:
    same = office_texts({"dokumen_judul_skp": "SASARAN KINERJA PEGAWAI", "dokumen_pendekatan": ""})
    assert same == office_texts({})


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("dokumen_judl", "x", "tidak dikenal"),
        ("dokumen_judul_skp", "SKP", "bukan wewenang kantor"),
        ("dokumen_pendekatan", "Campuran", "Kuantitatif, Kualitatif"),
        ("dokumen_batas_huruf", "49", "50 sampai 32000"),
        ("dokumen_batas_huruf", "32001", "50 sampai 32000"),
        ("dokumen_batas_huruf", "seribu", "50 sampai 32000"),
        ("dokumen_batas_huruf", "\u0661\u0662\u0663", "50 sampai 32000"),
    ],
)
def test_what_the_office_may_not_say_is_refused_by_key(key: str, value: str, said: str) -> None:
    with pytest.raises(SettingRefused, match=said) as refused:
        office_texts({key: value})
    assert key in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"dokumen_judul"', '"judul"'),
        ("[pola]", ONE.partition("[pola]")[0] + "[pola]"),
        ("[1, 2]", "[1, 2.5]"),
        ("[1, 2]", "[]"),
        ('label = "Judul"', 'label = "Judul"\nlain = 1'),
        ("[pola]", "[lain]\n\n[pola]"),
    ],
)
def test_a_file_with_a_slip_is_refused(old: str, new: str) -> None:
    assert read_texts(parse(ONE, "contoh.toml")).texts
    with pytest.raises(RegulationFileError):
        read_texts(parse(ONE.replace(old, new, 1), "contoh.toml"))
