"""What an employee says of the own work: kept without loss, shown in words, never a number that counts."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.model import MaterialSource
from kinerja_pauh.appraisal.self_view import OwnResult, SelfView, as_text, from_text, result_words, view_materials

NIP = "198609262015051901"
WORDS = st.text(max_size=30)
RESULTS = st.builds(
    OwnResult,
    WORDS,
    WORDS,
    WORDS,
    st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    WORDS,
    WORDS,
    WORDS,
)
VIEWS = st.builds(
    SelfView,
    st.lists(RESULTS, max_size=4).map(tuple),
    st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
)


@given(VIEWS)
def test_a_view_comes_out_of_the_register_as_it_went_in(view):
    assert from_text(as_text(view)) == view


@pytest.mark.parametrize(
    "text",
    [
        "", "bukan json", "[]", "7", "null", "{}", '{"hasil": []}', '{"hasil": 3, "perilaku": []}',
        '{"hasil": [{"no": "1"}], "perilaku": []}', '{"hasil": [], "perilaku": ["x"]}',
        as_text(SelfView((OwnResult("1", "a", "b", Decimal(3)),))).replace('"3"', '"tiga"'),
    ],
)  # fmt: skip
def test_a_text_that_is_no_view_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        from_text(text)


def test_a_number_is_kept_by_its_digits():
    text = as_text(SelfView((OwnResult("1", "Berkas", "berkas", Decimal("29.50")),)))
    assert json.loads(text)["hasil"][0]["realisasi"] == "29.50"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (OwnResult("1", "x", "hari", Decimal(0)), "Realisasi menurut pegawai: 0 hari."),
        (OwnResult("1", "x", "", Decimal("1250.5")), "Realisasi menurut pegawai: 1.250,5."),
        (OwnResult("1", "x", "hari", None, "12 hari"), 'Realisasi menurut pegawai tertulis "12 hari".'),
        (OwnResult("1", "x", "hari", None, "", "Buku register"), "Bukti: Buku register."),
        (OwnResult("1", "x", "hari", None, "", "", "Server mati!"), "Kendala atau keterangan: Server mati!"),
        (
            OwnResult("1", "x", "berkas", Decimal(29), "", "Surat 12", "Banjir"),
            "Realisasi menurut pegawai: 29 berkas. Bukti: Surat 12. Kendala atau keterangan: Banjir.",
        ),
    ],
)
def test_a_result_is_said_in_sentences_without_what_was_left_out(said, words):
    assert result_words(said) == words
    assert said.says_anything


def test_nothing_said_is_nothing_and_a_zero_is_something():
    assert not OwnResult("1", "Berkas", "berkas").says_anything
    assert OwnResult("1", "Berkas", "berkas", Decimal(0)).says_anything
    assert not SelfView().says_anything
    assert SelfView((), (("Loyal", "Hadir"),)).says_anything


def test_the_rater_is_shown_indicators_by_number_and_values_by_name():
    view = SelfView((OwnResult("3", "Berkas selesai", "berkas", Decimal(29)),), (("Loyal", "Hadir saat banjir"),))
    shown = list(view_materials(NIP, view))
    assert [(one.nip, one.source, one.about) for one in shown] == [
        (NIP, MaterialSource.SELF, "No 3 · Berkas selesai"),
        (NIP, MaterialSource.SELF, "Loyal"),
    ]
    assert shown[1].text == "Hadir saat banjir"


@given(VIEWS)
def test_however_much_was_written_a_line_fits_into_a_cell(view):
    long = SelfView(
        (*view.results, OwnResult("1", "x", "y", None, "a" * 40_000, "b " * 20_000, "c" * 40_000)),
        (*view.remembered, ("Loyal", "d" * 40_000)),
    )
    assert all(len(one.text) < 4_000 for one in view_materials(NIP, long))
