"""What the files say, and that they cannot say it wrongly without being caught."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise

import pytest

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.regulations import (
    RegulationFileError,
    appraisal_regulations,
    archive_2021,
    credit_table,
    distribution,
    ranks,
    rulebook,
    rulebook_for,
)
from kinerja_pauh.regulations.archives import read_2013, read_2021
from kinerja_pauh.regulations.beside import read_credit, read_distribution, read_follow_up, read_ranks, read_survey
from kinerja_pauh.regulations.loader import DEFAULT
from kinerja_pauh.regulations.profile import read_profile
from kinerja_pauh.regulations.tables import parse
from kinerja_pauh.regulations.texts import read_texts
from law_cases import law_cases

READERS = {
    "permenpanrb_6_2022.toml": read_profile,
    "permenpanrb_8_2021.toml": read_2021,
    "pp_46_2011.toml": read_2013,
    "se_menpanrb_3_2023.toml": read_distribution,
    "permenpanrb_1_2023.toml": read_credit,
    "golongan.toml": read_ranks,
    "tindak_lanjut.toml": read_follow_up,
    "permenpanrb_14_2017.toml": read_survey,
    "teks_dokumen.toml": read_texts,
}
ROOM = files("kinerja_pauh.regulations")


def text_of(name):
    return ROOM.joinpath(name).read_text("utf-8")


def entries(data):
    """Every table of a file that states a value."""
    for value in data.values():
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict):
                yield row


ALL_ENTRIES = [
    pytest.param(entry, id=f"{name}-{number}")
    for name in READERS
    for number, entry in enumerate(entries(tomllib.loads(text_of(name))))
]


def test_every_file_of_the_room_has_a_reader():
    assert {path.name for path in ROOM.iterdir() if path.name.endswith(".toml")} == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_the_file_can_be_read(name):
    READERS[name](parse(text_of(name), name))


@pytest.mark.parametrize("entry", ALL_ENTRIES)
def test_every_value_says_its_unit_source_and_confidence(entry):
    assert {"nilai", "satuan", "sumber", "keyakinan"} <= set(entry)
    assert entry["keyakinan"] in {"V2", "V1", "M", "D"}


@pytest.mark.parametrize("entry", ALL_ENTRIES)
def test_a_source_is_a_law_by_its_own_name_or_our_own_design(entry):
    assert not re.search(r"\bS\d+\b", entry["sumber"])
    if entry["keyakinan"] == "D":
        assert "Rancangan kinerja-pauh" in entry["sumber"]
    if entry["keyakinan"] == "M":
        assert not re.search(r"\bps\.|Pasal|ayat", entry["sumber"])


def test_the_regulations_follow_each_other_without_a_day_between():
    laws = appraisal_regulations()
    assert [law.id for law in laws] == ["PP_46_2011", "PERMENPANRB_8_2021", "PERMENPANRB_6_2022"]
    for older, newer in pairwise(laws):
        assert older.in_force_until + timedelta(days=1) == newer.in_force_from
    assert laws[-1].in_force_until is None


@pytest.mark.parametrize(("work", "behaviour", "predicate"), law_cases("matrix"))
def test_the_predicate_is_that_of_the_matrix(work, behaviour, predicate):
    assert rulebook(DEFAULT).matrix.value[Rating(work), Rating(behaviour)] == predicate


def test_the_matrix_has_nine_cells_and_knows_the_predicates_of_the_distribution():
    matrix = rulebook(DEFAULT).matrix.value
    assert len(matrix) == 9
    assert set(matrix.values()) == set(distribution().predicates)


def test_the_default_profile_has_the_numbers_of_the_design():
    book = rulebook(DEFAULT)
    assert book.rating_scores.value == {Rating.ABOVE: 120, Rating.MEETS: 100, Rating.BELOW: 60}
    assert (book.score_cap.value, book.work_cap.value, book.additional_cap.value) == (120, 120, 10)
    assert (book.work_above.value, book.work_meets.value, book.objection_days.value) == (110, 90, 14)
    assert [(b.category, b.floor, b.share, b.score) for b in book.additional_bands.value] == [
        ("SB", 101, 100, 120),
        ("B", 100, 80, 100),
        ("C", 80, 60, 80),
        ("K", 60, 40, 60),
        ("SK", 0, 20, 25),
    ]
    assert [(b.label, b.floor, b.needs_idea) for b in book.grades.value] == [
        ("Sangat Baik", 110, True),
        ("Baik", 90, False),
        ("Cukup", 70, False),
        ("Kurang", 50, False),
        ("Sangat Kurang", 0, False),
    ]


def test_a_provision_of_several_parts_has_the_lowest_confidence_and_every_source_once():
    grades = rulebook(DEFAULT).grades
    assert grades.confidence == "M"
    assert grades.source == "PP 30/2019 ps. 41; PP 30/2019, batas Kurang dan Sangat Kurang dari ingatan"


def test_both_files_that_carry_pp_30_agree():
    book, archive = rulebook(DEFAULT), archive_2021()
    assert archive.grades.value == book.grades.value
    assert (archive.work_share, archive.work_share_with_peers) == (book.work_share, book.work_share_with_peers)
    assert archive.additional_cap.value == book.additional_cap.value
    bands = [(c.first, archive.additional_shares.value[c.name], c.score) for c in archive.categories.value]
    assert bands == [(b.floor, b.share, b.score) for b in book.additional_bands.value]


def test_every_score_has_exactly_one_grade():
    bands = rulebook(DEFAULT).grades.value
    tops = [Decimal("Infinity"), *[band.floor for band in bands[:-1]]]
    for hundredths in range(12001):
        score = Decimal(hundredths) / 100
        assert sum(band.floor <= score < top for band, top in zip(bands, tops, strict=True)) == 1


@pytest.mark.parametrize("version", ["A", "B"])
def test_berakhlak_has_seven_values_of_three_guides(version):
    values = rulebook_for(appraisal_regulations()[-1].in_force_from, values_version=version).values.value
    assert [value.name for value in values] == [
        "Berorientasi Pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]
    assert all(len(set(value.guides)) == 3 for value in values)


def test_the_statute_words_four_guides_of_berakhlak_differently():
    day = appraisal_regulations()[-1].in_force_from
    a, b = (rulebook_for(day, values_version=version).values for version in "AB")
    pairs = [pair for x, y in zip(a.value, b.value, strict=True) for pair in zip(x.guides, y.guides, strict=True)]
    assert [y for x, y in pairs if x != y][0::3] == [
        "Menghargai setiap orang tanpa membedakan latar belakang",
        "Menjaga nama baik ASN, instansi, dan negara",
    ]
    assert (a.source, a.confidence, b.source, b.confidence) == (
        "SE MenPANRB 20/2021",
        "V2",
        "UU 20/2023 ps. 4 ayat (2)",
        "V1",
    )


def test_the_ranks_of_every_jenjang_exist():
    assert {code for level in credit_table().levels.value.values() for code in level.ranks} <= set(ranks().names.value)


# --- Every mistake in a file is named by file and key ---------------------------------------------------------------

BROKEN = [
    # file, what stands there, what is put in its place, words of the message
    ("golongan.toml", 'id = "GOLONGAN"', "id = GOLONGAN", "bukan TOML yang benar"),
    ("golongan.toml", 'id = "GOLONGAN"', "", "kunci id: tidak ada"),
    ("golongan.toml", 'id = "GOLONGAN"', "id = 7", "kunci id: bukan teks"),
    ("golongan.toml", 'id = "GOLONGAN"', 'id = "X"\nlain = 1', "kunci lain: tidak dikenal"),
    ("golongan.toml", "= 2014-01-01", '= "2014"', "kunci berlaku_mulai: bukan tanggal"),
    ("golongan.toml", "= 2014-01-01", "= 2014-01-01T00:00:00", "kunci berlaku_mulai: bukan tanggal"),
    ("golongan.toml", "= 2014-01-01", "= 2014-01-01\nberlaku_sampai = 2013-12-31", "lebih awal daripada berlaku_mulai"),
    ("golongan.toml", "[pns]", "[pn]", "kunci pns: tidak ada"),
    ("golongan.toml", "[pns]\nnilai = [", "[pns]\ncatatan = 1\nnilai = [", "kunci pns.catatan: tidak dikenal"),
    ("golongan.toml", 'keyakinan = "M"', 'keyakinan = "V3"', "kunci pns.keyakinan: harus salah satu dari V2, V1, M, D"),
    ("golongan.toml", '"Daftar umum golongan PNS, dari ingatan"', '""', "kunci pns.sumber: kosong"),
    ("golongan.toml", '"I/b"', '"I/a"', "kunci pns.nilai[2].golongan: sudah ada"),
    ("golongan.toml", '"I", "II"', '1, "II"', "kunci pppk.nilai: bukan daftar teks"),
    ("golongan.toml", 'pangkat = "Juru Muda" ', 'pangkat = "Juru Muda", x = 1 ', "kunci pns.nilai[1].x: tidak dikenal"),
    ("permenpanrb_14_2017.toml", "[1, 4]", "[1, 4, 5]", "kunci skala.nilai: bukan daftar dua angka"),
    ("permenpanrb_14_2017.toml", "[1, 4]", "[1]", "kunci skala.nilai: bukan daftar dua angka"),
    ("permenpanrb_14_2017.toml", "[1, 4]", '[1, "4"]', "kunci skala.nilai: bukan angka"),
    ("permenpanrb_14_2017.toml", "[1, 4]", "4", "kunci skala.nilai: bukan daftar dua angka"),
    ("permenpanrb_14_2017.toml", "[1, 4]", "[2, 4]", "kunci mutu: mutu terakhir harus mulai"),
    ("permenpanrb_14_2017.toml", "76.61", "88.31", "kunci mutu.nilai: mutu harus turun"),
    ("permenpanrb_14_2017.toml", "nilai = 25", "nilai = true", "kunci faktor.nilai: bukan angka"),
    ("permenpanrb_14_2017.toml", "nilai = 25", "nilai = nan", "kunci faktor.nilai: bukan angka"),
    ("permenpanrb_14_2017.toml", "nilai = 25", "nilai = inf", "kunci faktor.nilai: bukan angka"),
    ("permenpanrb_14_2017.toml", "nilai = 25", "", "kunci faktor.nilai: tidak ada"),
    ("permenpanrb_1_2023.toml", 'berikutnya = "Mahir"', 'berikutnya = "Mahr"', 'jenjang berikutnya dari "Terampil"'),
    ("permenpanrb_1_2023.toml", ', berikutnya = "Mahir"', "", "kunci jenjang.nilai[2].jenjang: tidak dikenal"),
    ("permenpanrb_1_2023.toml", "koefisien = 3.75", 'koefisien = "3,75"', "jenjang.nilai[1].koefisien: bukan angka"),
    ("permenpanrb_1_2023.toml", '["II/a"]', "[]", "jenjang.nilai[1].golongan: bukan daftar teks"),
    (
        "se_menpanrb_3_2023.toml",
        'mayoritas = "Baik"',
        'mayoritas = "Bagus"',
        "pola.nilai[2].organisasi: menyebut predikat",
    ),
    ("se_menpanrb_3_2023.toml", '["Butuh Perbaikan"], persen = 10', '["Kurang"], persen = 10', "diminta dua kali"),
    (
        "se_menpanrb_3_2023.toml",
        '["Sangat Baik"], persen = 70',
        '["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"], persen = 70',
        "semua predikat dibatasi",
    ),
    ("se_menpanrb_3_2023.toml", "orang = 1", "orang = 1, persen = 1", "pola.nilai[2].min[1].persen: tidak dikenal"),
    ("pp_46_2011.toml", "di_atas = 75", "di_atas = 90", "kunci kelas.nilai: batas kelas harus turun"),
    ("pp_46_2011.toml", '{ sebutan = "Buruk" }', '{ di_atas = 0, sebutan = "Buruk" }', "kelas.nilai[5].di_atas"),
    ("pp_46_2011.toml", "mulai = 4", "mulai = 7", "kunci tugas_tambahan.nilai: harus turun"),
    ("pp_46_2011.toml", 'nilai = "Kepemimpinan"', 'nilai = "Pemimpin"', "kunci aspek_pimpinan: bukan salah satu"),
    ("pp_46_2011.toml", "{ batas = 24, faktor = 1.76, dasar = 76 }", "24", "kunci efisiensi.nilai: bukan tabel"),
    ("permenpanrb_8_2021.toml", "sampai = 99", "sampai = 98", "kunci kategori.nilai: kategori harus bersambung"),
    ("permenpanrb_8_2021.toml", "mulai = 0,", "mulai = 1,", "kunci kategori.nilai: kategori harus bersambung"),
    ("permenpanrb_8_2021.toml", "sampai = 110", "sampai = 90", "kunci kategori.nilai: sampai lebih kecil"),
    (
        "permenpanrb_8_2021.toml",
        'kategori = "Cukup"',
        'kategori = "Kurang"',
        "kunci nilai_pimpinan: harus ada tepat satu",
    ),
    ("permenpanrb_8_2021.toml", '{ nama = "Cukup", persen = 60 },', "", "kunci bagian_tambahan: harus ada tepat satu"),
    ("permenpanrb_6_2022.toml", "mulai = 80", "mulai = 100", "kunci kategori_tambahan.nilai: kategori harus turun"),
    ("permenpanrb_6_2022.toml", "mulai = 0,", "mulai = 1,", "kunci kategori_tambahan.nilai: kategori harus turun"),
    (
        "permenpanrb_6_2022.toml",
        'nama = "Cukup"\nnilai = 70',
        'nama = "Cukup"\nnilai = 90',
        "kunci sebutan: batas harus",
    ),
    ("permenpanrb_6_2022.toml", "paling_besar = 69", "paling_besar = 70", "kunci sebutan: batas harus turun"),
    ("permenpanrb_6_2022.toml", 'Kurang"\nnilai = 0', 'Kurang"\nnilai = 0.5', "kunci sebutan: sebutan terakhir harus"),
    (
        "permenpanrb_6_2022.toml",
        'Kurang"\nnilai = 0',
        'Kurang"\nide_baru = true\nnilai = 0',
        "kunci sebutan: sebutan terakhir",
    ),
    (
        "permenpanrb_6_2022.toml",
        "ide_baru = true",
        'ide_baru = "ya"',
        "kunci sebutan[1].ide_baru: bukan true atau false",
    ),
    (
        "permenpanrb_6_2022.toml",
        "[[sebutan]]\nnama",
        "[[sebutan]]\nlain = 1\nnama",
        "kunci sebutan[1].lain: tidak dikenal",
    ),
    ("permenpanrb_6_2022.toml", "paling_kecil = 100\n", "", "kunci batas_nilai_indikator.paling_kecil: tidak ada"),
    ("permenpanrb_6_2022.toml", "paling_besar = 120\n", "", "kunci batas_nilai_indikator.paling_besar: tidak ada"),
    (
        "permenpanrb_6_2022.toml",
        "nilai = 14",
        "nilai = 14\npaling_kecil = 7\npaling_besar = 30",
        "hari_keberatan.paling_kecil",
    ),
    (
        "permenpanrb_6_2022.toml",
        "nilai = 60\npaling_kecil = 0",
        "nilai = 60\npaling_kecil = 61",
        "nilai_di_bawah.nilai: di luar",
    ),
    ("permenpanrb_6_2022.toml", 'label = "Predikat"\n', "", "kunci matriks.label: tidak ada"),
    (
        "permenpanrb_6_2022.toml",
        '    { hasil = "Sesuai Ekspektasi", perilaku = "Sesuai Ekspektasi", predikat = "Baik" },\n',
        "",
        'sel hasil "Sesuai Ekspektasi", perilaku "Sesuai Ekspektasi" tidak ada',
    ),
    (
        "permenpanrb_6_2022.toml",
        '{ hasil = "Sesuai Ekspektasi", perilaku = "Di Atas Ekspektasi"',
        '{ hasil = "Di Atas Ekspektasi", perilaku = "Di Atas Ekspektasi"',
        "kunci matriks.nilai[4].hasil: sel ini sudah ada",
    ),
    (
        "permenpanrb_6_2022.toml",
        'perilaku = "Di Bawah',
        'perilaku = "Dibawah',
        "kunci matriks.nilai[3].perilaku: bukan salah",
    ),
    ("permenpanrb_6_2022.toml", 'nama = "Kompeten"', 'nama = "Loyal"', "kunci nilai_berakhlak_a.nilai: nama harus"),
    (
        "permenpanrb_6_2022.toml",
        "nilai = [\n    { mulai",
        "nilai = [1,\n    { mulai",
        "kategori_tambahan.nilai: bukan daftar tabel",
    ),
]


@pytest.mark.parametrize(("name", "here", "instead", "words"), BROKEN)
def test_a_mistake_is_named_by_file_and_key(name, here, instead, words):
    text = text_of(name)
    assert here in text
    with pytest.raises(RegulationFileError) as raised:
        READERS[name](parse(text.replace(here, instead, 1), name))
    assert words in str(raised.value)
    assert name in str(raised.value)


def test_an_even_number_of_values_is_refused_because_it_has_no_median():
    name = "permenpanrb_6_2022.toml"
    without = re.sub(r'    \{ nama = "Adaptif".*?\] \},\n', "", text_of(name), count=1, flags=re.DOTALL)
    with pytest.raises(
        RegulationFileError, match=r"nilai_berakhlak_a\.nilai: nama harus berbeda-beda dan jumlahnya ganjil"
    ):
        READERS[name](parse(without, name))


@pytest.mark.parametrize("name", READERS)
def test_each_single_key_of_a_file_is_needed_or_marked_optional(name):
    lines = text_of(name).splitlines()
    optional = re.compile(r"(berlaku_sampai|ide_baru)\b")
    for number, line in enumerate(lines):
        if re.match(r"[a-z_]+ = [^\[{]", line) and not optional.match(line):
            text = "\n".join(lines[:number] + lines[number + 1 :])
            with pytest.raises(RegulationFileError):
                READERS[name](parse(text, name))
