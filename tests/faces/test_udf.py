"""The worksheet functions, registered and fed by xlwings itself: what the core says, or a sentence."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from excel_functions import NOT_AVAILABLE, excel
from kinerja_pauh.appraisal.credit import credit
from kinerja_pauh.appraisal.model import Direction, Kind, Rating
from kinerja_pauh.appraisal.nip import nip_problem
from kinerja_pauh.appraisal.scoring import final_score, grade, score
from kinerja_pauh.appraisal.survey import survey
from kinerja_pauh.faces import udf
from kinerja_pauh.regulations import credit_table, rulebook_for, survey_rules
from kinerja_pauh.samples import random_ratees
from people import PERIOD, RULES

NIP = "198609262015051001"
NAMES = tuple(value.name for value in RULES.values.value)
FUNCTIONS = ("NILAI_INDIKATOR", "NILAI_AKHIR", "SEBUTAN", "PREDIKAT", "CEK_NIP", "IKM", "ANGKA_KREDIT")
LEAST = {"NILAI_INDIKATOR": 4, "NILAI_AKHIR": 2, "SEBUTAN": 1, "PREDIKAT": 2, "CEK_NIP": 1, "ANGKA_KREDIT": 2}


def call(name: str, *cells: object) -> object:
    return excel()(name, *cells)


def column(values: list) -> tuple[tuple[object], ...]:
    """A column of cells as COM sends it."""
    return tuple((float(value) if isinstance(value, Decimal | int) else value,) for value in values)


def answers(rows: object) -> list:
    return [row[0] for row in rows]


# --- as the core -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("Makin tinggi makin baik", 40.0, None, 30.0), 75.0),
        (("Makin tinggi makin baik", 40.0, None, 60.0), 120.0),
        (("Makin rendah makin baik", 10.0, None, 12.0), 80.0),
        (("Makin rendah makin baik", 10.0, None, 30.0), 0.0),
        (("Makin tinggi makin baik", 80.0, 90.0, 85.0), 100.0),
        (("Makin tinggi makin baik", 80.0, 90.0, 60.0), 75.0),
        (("Makin tinggi makin baik", 3.0, None, "2"), 66.67),
        (("Kualitatif", None, None, "Sesuai Ekspektasi"), 100.0),
        (("kualitatif", "Rapi", None, "di atas"), 120.0),
        (("makin tinggi", 40.0, None, 40.0, "Tambahan"), 100.0),
        (("makin tinggi", 40.0, None, 20.0, "tambahan"), 25.0),
        (("makin tinggi", 40.0, None, 30.0, "Utama"), 75.0),
    ],
)
def test_nilai_indikator_of_cases_computed_by_hand(cells: tuple, value: float) -> None:
    assert call("NILAI_INDIKATOR", *cells) == value


def test_nilai_indikator_of_a_whole_table_is_that_of_the_core() -> None:
    people = random_ratees(random.Random(3), 60, NAMES, PERIOD)
    rows = [one for person in people for one in score(replace(person, factors=()), RULES, PERIOD).indicators]
    planned = [one.indicator for one in rows]
    got = call(
        "NILAI_INDIKATOR",
        column([str(row.direction) for row in planned]),
        column([row.target for row in planned]),
        column([row.target_upper for row in planned]),
        column([str(row.rating) if row.direction is Direction.QUALITATIVE else row.realisation for row in planned]),
        column([str(row.kind) for row in planned]),
    )
    assert answers(got) == [float(one.raw.score) for one in rows]
    assert {row.kind for row in planned} == set(Kind)


@given(st.integers(0, 12000), st.integers(0, 12000), st.booleans())
def test_nilai_akhir_is_that_of_the_core(work: int, behaviour: int, peers: bool) -> None:  # noqa: FBT001 - drawn
    rules = rulebook_for(PERIOD.end, with_peers=peers)
    wanted = float(final_score(Decimal(work) / 100, Decimal(behaviour) / 100, rules))
    for said in (peers, "Ya" if peers else "Tidak"):
        assert call("NILAI_AKHIR", work / 100, behaviour / 100, said) == wanted


def test_nilai_akhir_without_the_third_argument_asks_no_peers() -> None:
    assert call("NILAI_AKHIR", 100.0, 90.0) == 97.0
    assert call("NILAI_AKHIR", 100.0, 90.0, "Ya") == 96.0
    assert call("NILAI_AKHIR", column([100, 100]), column([90, 90]), column(["Ya", None])) == [[96.0], [97.0]]


@pytest.mark.parametrize(
    ("final", "idea", "words"),
    [
        (110.0, "Ya", "Sangat Baik"),
        (110.0, None, "Baik"),
        (120.0, False, "Baik"),
        (109.99, "Ya", "Baik"),
        (109.995, "Ya", "Sangat Baik"),
        (90.0, None, "Baik"),
        (89.99, None, "Cukup"),
        (70.0, None, "Cukup"),
        (50.0, None, "Kurang"),
        (49.99, None, "Sangat Kurang"),
        (0.0, None, "Sangat Kurang"),
    ],
)
def test_sebutan_at_each_limit(final: float, idea: object, words: str) -> None:
    assert call("SEBUTAN", final, idea) == words
    assert grade(Decimal(str(final)).quantize(Decimal("0.01"), "ROUND_HALF_UP"), RULES, new_idea=idea == "Ya") == words


def test_predikat_of_all_nine_cells_at_once() -> None:
    pairs = list(RULES.matrix.value)
    got = call("PREDIKAT", column([str(work) for work, _ in pairs]), column([str(other) for _, other in pairs]))
    assert answers(got) == [RULES.matrix.value[pair] for pair in pairs]


def test_cek_nip_of_a_column_answers_each_cell() -> None:
    got = call("CEK_NIP", column([NIP, "19860926 201505 1 001", None, 1.98609262015051e17, "1986", NIP[:14] + "9001"]))
    assert [answer[:1] for answer in answers(got)] == ["✓", "✓", "", "✕", "✕", "✕"]
    assert answers(got)[0] == "✓ wajar"
    assert "tersimpan sebagai angka" in answers(got)[3]
    assert "harus 18 angka, yang tertulis 4" in answers(got)[4]


def test_cek_nip_knows_the_month_where_the_status_is_told() -> None:
    contract = NIP[:12] + "21" + NIP[14:]
    today = datetime.now().astimezone().date()
    assert call("CEK_NIP", contract) == "✓ wajar"
    assert call("CEK_NIP", contract, "PPPK") == "✓ wajar"
    assert call("CEK_NIP", contract, "PNS") == f"✕ {nip_problem(contract, udf.core.Civil.PNS, today)}"


def test_cek_nip_doubts_an_appointment_of_a_child() -> None:
    assert call("CEK_NIP", "198609262000051001").startswith("▲ Menurut NIP, pengangkatan terjadi sebelum usia 17")


@pytest.mark.parametrize(
    "shape",
    [
        lambda nine: nine,
        lambda nine: [(tuple(nine),)],
        lambda nine: [column(nine)],
        lambda nine: [tuple(tuple(nine[n : n + 3]) for n in (0, 3, 6))],
        lambda nine: [*nine[:4], column(nine[4:])],
    ],
)
def test_ikm_of_nine_averages_in_any_shape(shape: object) -> None:
    nine = [3.45, 3.5, 2.98, 4.0, 3.6, 3.7, 3.9, 3.333, 3.1]
    wanted = survey([Decimal(str(value)) for value in nine], survey_rules())
    assert call("IKM", *shape(nine)) == float(wanted.ikm)


def test_ikm_of_respondents_leaves_out_what_is_blank() -> None:
    sheets = ((4.0,) * 9, (None, *(2.0,) * 8))
    assert call("IKM", sheets) == 77.78  # (4 + 8 × 3) / 9 × 25
    assert call("IKM", ((None, *(2.0,) * 8),)) == ""


@pytest.mark.parametrize("predicate", list(credit_table().percents.value))
@pytest.mark.parametrize("level", list(credit_table().levels.value))
def test_angka_kredit_by_name_and_by_coefficient_is_that_of_the_core(predicate: str, level: str) -> None:
    table = credit_table()
    for months in range(1, 13):
        wanted = float(credit(level, predicate, table, months).points)
        assert call("ANGKA_KREDIT", predicate, level, float(months)) == wanted
        assert call("ANGKA_KREDIT", predicate, float(table.levels.value[level].coefficient), months) == wanted
    assert call("ANGKA_KREDIT", predicate, level) == float(credit(level, predicate, table).points)


def test_the_rules_are_those_of_the_newest_regulation() -> None:
    assert udf._rules() == rulebook_for(date(2026, 12, 31))
    assert udf._rules(with_peers=True) == rulebook_for(date(2026, 12, 31), with_peers=True)


# --- what is not there, what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("NILAI_INDIKATOR", ("Makin tinggi makin baik", 40.0, None, None)),
        ("NILAI_INDIKATOR", ("Makin tinggi makin baik", None, None, 3.0)),
        ("NILAI_INDIKATOR", (None, 40.0, None, 3.0)),
        ("NILAI_INDIKATOR", ("Kualitatif", 40.0, None, " ")),
        ("NILAI_AKHIR", (None, 90.0)),
        ("NILAI_AKHIR", (90.0, "")),
        ("SEBUTAN", (None, "Ya")),
        ("PREDIKAT", ("Di Atas Ekspektasi", None)),
        ("PREDIKAT", (None, None)),
        ("CEK_NIP", ("",)),
        ("IKM", (*[3.0] * 8, None)),
        ("ANGKA_KREDIT", (None, "Ahli Muda")),
        ("ANGKA_KREDIT", ("Baik", None)),
    ],
)
def test_what_is_not_filled_in_yet_gives_a_blank_and_never_a_zero(name: str, cells: tuple) -> None:
    assert call(name, *cells) == ""


@pytest.mark.parametrize(
    ("name", "cells", "words"),
    [
        ("NILAI_INDIKATOR", ("makin tinggi", 0.0, None, 3.0), "✕ target harus lebih dari 0"),
        ("NILAI_INDIKATOR", ("makin tinggi", -4.0, None, 3.0), "✕ target harus lebih dari 0"),
        ("NILAI_INDIKATOR", ("makin tinggi", 4.0, None, -3.0), "✕ realisasi tidak boleh kurang dari 0"),
        (
            "NILAI_INDIKATOR",
            ("makin tinggi", 4.0, 3.0, 3.0),
            "✕ target_atas tidak boleh kurang dari target; kosongkan bila targetnya satu angka",
        ),
        (
            "NILAI_INDIKATOR",
            ("makin", 4.0, None, 3.0),
            '✕ arah berisi "makin"; pilih salah satu: Makin tinggi makin baik, Makin rendah makin baik, Kualitatif',
        ),
        (
            "NILAI_INDIKATOR",
            ("Kualitatif", None, None, 3.0),
            f'✕ realisasi berisi "3"; pilih salah satu: {", ".join(Rating)}',
        ),
        (
            "NILAI_INDIKATOR",
            ("makin tinggi", 4.0, None, "12 hari"),
            '✕ realisasi berisi "12 hari", bukan angka; ketik "12" saja',
        ),
        (
            "NILAI_INDIKATOR",
            ("makin tinggi", 4.0, None, NOT_AVAILABLE),
            "✕ realisasi berisi galat #N/A; betulkan sel itu dulu",
        ),
        (
            "NILAI_INDIKATOR",
            ("makin tinggi", 4.0, None, 3.0, "Lain"),
            '✕ jenis berisi "Lain"; pilih salah satu: Utama, Tambahan',
        ),
        ("NILAI_AKHIR", (120.01, 90.0), "✕ nilai_hasil harus 0 sampai 120"),
        ("NILAI_AKHIR", (90.0, -1.0), "✕ nilai_perilaku harus 0 sampai 120"),
        ("NILAI_AKHIR", (90.0, 90.0, "mungkin"), '✕ dengan_rekan berisi "mungkin"; pilih salah satu: Ya, Tidak'),
        ("SEBUTAN", (920.0, "Ya"), "✕ nilai_akhir harus 0 sampai 120"),
        ("SEBUTAN", (100.0, 7.0), '✕ ide_baru berisi "7"; pilih salah satu: Ya, Tidak'),
        (
            "PREDIKAT",
            ("Baik", "sesuai"),
            f'✕ rating_hasil berisi "Baik"; pilih salah satu: {", ".join(Rating)}',
        ),
        ("CEK_NIP", (NOT_AVAILABLE,), "✕ nip berisi galat #N/A; betulkan sel itu dulu"),
        ("CEK_NIP", (NIP, "ASN"), '✕ status_asn berisi "ASN"; pilih salah satu: PNS, CPNS, PPPK, PPPK Paruh Waktu'),
        ("IKM", (*[3.0] * 8, 5.0), "✕ nilai unsur ke-9 harus 1 sampai 4"),
        ("IKM", (3.0,), "✕ isi 9 nilai unsur, atau satu rentang dengan 9 kolom dan satu baris per responden"),
        ("IKM", (), "✕ isi 9 nilai unsur, atau satu rentang dengan 9 kolom dan satu baris per responden"),
        ("ANGKA_KREDIT", ("Baik", "Ahli Muda", 13.0), "✕ bulan harus 1 sampai 12"),
        ("ANGKA_KREDIT", ("Baik", "Ahli Muda", 6.5), "✕ bulan harus bilangan bulat"),
        (
            "ANGKA_KREDIT",
            ("Baik", 24.0),
            "✕ koefisien harus salah satu dari 3,75 · 5 · 12,5 · 25 · 37,5 · 50, atau tulis nama jenjang",
        ),
        (
            "ANGKA_KREDIT",
            ("Baik (SEMENTARA)", "Ahli Muda"),
            f'✕ predikat berisi "Baik (SEMENTARA)"; pilih salah satu: {", ".join(credit_table().percents.value)}',
        ),
        (
            "PREDIKAT",
            (column(["sesuai"] * 3), column(["sesuai"] * 2)),
            "✕ ukuran rentang harus sama (baris×kolom); sekarang rating_hasil 3×1, rating_perilaku 2×1",
        ),
    ],
)
def test_a_wrong_entry_is_a_sentence_in_the_cell(name: str, cells: tuple, words: str) -> None:
    assert call(name, *cells) == words


def test_an_unknown_jenjang_names_those_that_exist() -> None:
    assert call("ANGKA_KREDIT", "Baik", "Ahli").startswith(
        '✕ jenjang berisi "Ahli"; pilih salah satu: Pemula, Terampil, '
    )
    assert call("ANGKA_KREDIT", "Baik", "12,5") == 12.5


def test_a_wrong_cell_leaves_its_neighbours_alone() -> None:
    got = call("SEBUTAN", column([95, 300, None, 60]))
    assert got == [["Baik"], ["✕ nilai_akhir harus 0 sampai 120"], [""], ["Kurang"]]


WHATEVER = st.one_of(
    st.none(),
    st.floats(),
    st.booleans(),
    st.text(max_size=20),
    st.sampled_from([*map(str, Direction), *map(str, Rating), "Ya", "Tambahan", NIP, "1.250", "Baik", "Ahli Muda"]),
    st.datetimes(),
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.just(NOT_AVAILABLE),
    st.integers(-(2**31), 2**31),
)
BLOCKS = st.one_of(
    WHATEVER,
    st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
        lambda size: st.lists(
            st.lists(WHATEVER, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    ),
)


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=40)
@given(st.data())
def test_no_value_that_excel_can_send_raises(name: str, data: st.DataObject) -> None:
    most = 10 if name == "IKM" else len(excel().info(name)["args"])
    cells = data.draw(st.lists(BLOCKS, min_size=LEAST.get(name, 0), max_size=most))
    answer = call(name, *cells)
    for row in answer if isinstance(answer, list) else [[answer]]:
        for cell in row:
            assert isinstance(cell, str | float)
            assert cell == cell  # noqa: PLR0124 - a number
            assert not isinstance(cell, str) or "kesalahan di dalam program" not in cell


def test_a_mistake_of_the_program_is_a_sentence_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise KeyError(NIP)

    monkeypatch.setattr(udf.core, "predicate", broken)
    words = "✕ kesalahan di dalam program (KeyError); laporkan keterangan dalam kurung itu"
    assert udf.PREDIKAT("sesuai", "sesuai") == words
    assert udf.PREDIKAT([["sesuai"], ["di atas"]], "sesuai") == [[words], [words]]


# --- what Excel shows of them ----------------------------------------------------------------------------------------


def test_exactly_the_seven_functions_are_registered_under_one_category() -> None:
    assert tuple(excel().functions) == FUNCTIONS
    assert {excel().info(name)["category"] for name in FUNCTIONS} == {udf.CATEGORY}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_wizard_shows_each_description_whole(name: str) -> None:
    info = excel().info(name)
    shown = [info["ret"]["doc"], *(one["doc"] for one in info["args"])]
    for words in shown:
        assert len(words) <= 255
        assert "\n" not in words
        assert "  " not in words
        assert words.endswith(".")
    assert not any(one["doc"].startswith("Positional argument") for one in info["args"])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_is_read_as_a_block_with_its_errors(name: str) -> None:
    for one in excel().info(name)["args"]:
        assert one["options"] == {"ndim": 2, "err_to_str": True}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_vba_that_xlwings_writes_calls_our_module(name: str) -> None:
    said = re.search(rf"^Function {name}\((.*)\)$", excel().vba, re.MULTILINE)
    info = excel().info(name)
    assert said[1] == ", ".join(
        f"ParamArray {one['name']}()" if one["vararg"] else f"{'Optional ' * ('optional' in one)}{one['name']}"
        for one in info["args"]
    )
    assert f'{name} = XLPy.CallUDF("kinerja_pauh.faces.udf", "{name}", ' in excel().vba


def test_the_functions_carry_no_type_hints() -> None:
    assert [name for name in FUNCTIONS if excel().functions[name].__annotations__] == []


def test_off_windows_they_are_plain_functions() -> None:
    assert udf.NILAI_AKHIR(100.0, 90.0) == 97.0
    assert udf.IKM(*[3.0] * 9) == 75.0


def test_importing_them_brings_nothing_but_xlwings_and_the_core() -> None:
    """Whatever else is loaded, xlwings has loaded already."""
    code = (
        "import sys, xlwings; before = set(sys.modules); import kinerja_pauh.faces.udf; "
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    heavy = {"pandas", "numpy", "openpyxl", "jinja2", "sqlalchemy", "rich", "lxml"}
    assert not heavy & set(done.stdout.split())
    assert "kinerja_pauh" in done.stdout.split()


def test_their_module_lies_where_the_add_in_looks_for_it() -> None:
    assert Path(udf.__file__).name == "udf.py"
    assert udf.__name__ == "kinerja_pauh.faces.udf"
