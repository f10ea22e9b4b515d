"""What the official forms may name: from the plan alone, from a returned form, and nothing that nobody said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.actions.copy_sheet import copy_context
from kinerja_pauh.actions.credit_document import credit_context, level_of, months_of
from kinerja_pauh.actions.documents import DOCUMENTS, documents
from kinerja_pauh.actions.official_context import RULED, identity, is_final, work_groups
from kinerja_pauh.actions.official_evaluation import document_context, evaluation_context
from kinerja_pauh.actions.official_plan import attachment_context, plan_context, steps_context
from kinerja_pauh.appraisal.model import Civil, Kind, Period
from kinerja_pauh.regulations import SettingRefused, credit_table
from official_people import EXAMPLE, EXPECTED, LONG_NAME, hard_returns, sample_returns
from people import rated_row, row, talk

NIP, HARD = hard_returns()
PERSON = HARD.people[NIP]


def saying(**texts: str):
    """The office with rows of its own in Pengaturan."""
    return replace(HARD, induk=replace(HARD.induk, texts={f"dokumen_{key}": value for key, value in texts.items()}))


def test_work_stands_by_kind_and_rhk_numbered_in_each() -> None:
    main, added = plan_context(PERSON, HARD)["kelompok"]
    assert [main["judul"], added["judul"]] == ["A. UTAMA", "B. TAMBAHAN"]
    assert [(r["no"], len(r["aspek"])) for r in main["rhk"]] == [(1, 3), (2, 3), (3, 3), (4, 1)]
    assert [(r["no"], len(r["aspek"])) for r in added["rhk"]] == [(1, 2)]
    first = main["rhk"][0]
    assert first["pertama"] == first["aspek"][0]
    assert first["lain"] == first["aspek"][1:]
    assert "tahap pimpinan" in first["rhk_atasan"]


def test_a_kind_that_could_not_be_read_counts_as_main_and_no_work_gives_empty_groups() -> None:
    assert [len(group["rhk"]) for group in work_groups([replace(row(), kind=None)])] == [1, 0]
    assert [group["rhk"] for group in work_groups([])] == [[], []]


def test_what_was_not_reached_yet_is_empty_and_never_zero() -> None:
    rows = [row("1", realisation=None), rated_row("2", None), row("3", target="0"), row("4", kind=Kind.ADDITIONAL)]
    main, _ = work_groups(rows)
    assert [aspect["realisasi"] for aspect in main["rhk"][0]["aspek"]] == ["", "", "0 dokumen"]


def test_the_plan_is_that_of_the_induk_and_for_strangers_that_of_the_form() -> None:
    plan = HARD.induk.plans[NIP][:2]
    other = replace(HARD, induk=replace(HARD.induk, plans={NIP: plan}))
    assert sum(len(r["aspek"]) for g in plan_context(PERSON, other)["kelompok"] for r in g["rhk"]) == 2
    gone = replace(HARD, induk=replace(HARD.induk, plans={}))
    assert sum(len(r["aspek"]) for g in plan_context(PERSON, gone)["kelompok"] for r in g["rhk"]) == 12


def test_the_evaluation_takes_the_superiors_rhk_from_a_plan_that_still_says_the_same() -> None:
    changed = tuple(replace(one, name="Lain") if one.number == "1" else one for one in HARD.induk.plans[NIP])
    other = replace(HARD, induk=replace(HARD.induk, plans={NIP: changed}))
    bare = replace(PERSON.result.ratee, indicators=tuple(replace(i, superior_result="") for i in changed))
    bare = replace(
        bare, indicators=(replace(bare.indicators[0], name="Semula", result="Sendiri"), *bare.indicators[1:])
    )
    person = replace(PERSON, result=replace(PERSON.result, ratee=bare))
    results = evaluation_context(person, other)["kelompok"][0]["rhk"]
    assert [bool(r["rhk_atasan"]) for r in results] == [False, True, True, True, True]


def test_behaviours_carry_guides_expectation_rating_and_the_raters_example() -> None:
    seven = evaluation_context(PERSON, HARD)["perilaku"]
    assert [one["no"] for one in seven] == list(range(1, 8))
    assert {(one["ekspektasi"], one["umpan_balik"]) for one in seven} == {(EXPECTED, EXAMPLE)}
    assert all(len(one["panduan"]) == 3 and one["rating"] for one in seven)


def test_a_value_that_the_form_does_not_hold_stays_empty() -> None:
    bare = replace(PERSON, result=replace(PERSON.result, ratee=replace(PERSON.result.ratee, behaviours=())))
    assert {(one["ekspektasi"], one["rating"]) for one in plan_context(bare, HARD)["perilaku"]} == {("", "")}


def test_the_head_names_three_people_and_a_superior_without_nip_is_empty() -> None:
    context = document_context(PERSON, HARD)
    assert context["pegawai"]["nama"] == LONG_NAME
    assert context["penilai"]["nip"] == PERSON.scored.form.rater_nip
    orphan = replace(HARD, staff={NIP: replace(HARD.staff[NIP], superior="")})
    assert set(document_context(PERSON, orphan)["atasan"].values()) == {"", "NIP"}
    assert document_context(PERSON, orphan)["penilai"]["nama"] == PERSON.scored.form.rater_name


def test_who_is_not_in_the_induk_stands_as_the_form_says() -> None:
    context = document_context(PERSON, replace(HARD, staff={}))
    assert context["pegawai"] == identity(None, NIP, LONG_NAME, PERSON.result.ratee.position)


@pytest.mark.parametrize(("civil", "word"), [(Civil.PPPK, "NI PPPK"), (Civil.PNS, "NIP"), (None, "NIP")])
def test_a_contract_employee_has_an_ni_pppk(civil: Civil | None, word: str) -> None:
    assert identity(replace(HARD.staff[NIP], civil=civil))["sebutan_nip"] == word


def test_a_period_that_ends_with_the_year_is_the_final_one() -> None:
    assert is_final(Period("Tahunan", date(2026, 1, 1), date(2026, 12, 31)))
    assert not is_final(Period("Triwulan I", date(2026, 1, 1), date(2026, 3, 31)))


def test_the_three_blocks_of_the_attachment_are_the_offices_lines_or_room_to_write() -> None:
    said = attachment_context(PERSON, saying(konsekuensi="Penghargaan\n\n Pembinaan "))["lampiran"]
    assert [one["judul"] for one in said] == ["DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI"]
    assert [(b["no"], b["uraian"]) for b in said[0]["butir"]] == [(1, ""), (2, ""), (3, ""), (4, "")]
    assert [(b["no"], b["uraian"]) for b in said[2]["butir"]] == [(1, "Penghargaan"), (2, "Pembinaan")]


def test_a_setting_that_the_office_may_not_make_is_refused() -> None:
    with pytest.raises(SettingRefused, match="dokumen_judul_skp"):
        steps_context(PERSON, saying(judul_skp="SKP KAMI"))


def test_the_steps_have_four_quarters_and_ruled_text_is_a_line() -> None:
    assert steps_context(PERSON, HARD)["triwulan"] == ["I", "II", "III", "IV"]
    assert set(RULED) == {"…"}


def test_the_curve_goes_with_the_organisations_predicate_and_is_empty_without() -> None:
    known = evaluation_context(PERSON, HARD)["organisasi"]
    assert known["capaian"] == "Baik"
    assert [one["tinggi"] for one in known["kurva"]] == [2, 3, 6, 11, 2]
    unknown = replace(HARD, induk=replace(HARD.induk, organisation_predicate=""))
    assert {one["tinggi"] for one in evaluation_context(PERSON, unknown)["organisasi"]["kurva"]} == {None}


def test_notes_are_what_was_said_and_empty_parts_are_left_out() -> None:
    entry = PERSON.result.ratee.feedback
    silent = tuple(replace(one, good="", improve="", plan="") for one in entry)
    silence = replace(PERSON.result.ratee, feedback=silent, dialogues=())
    quiet = replace(PERSON, result=replace(PERSON.result, ratee=silence))
    assert document_context(quiet, HARD)["catatan"] == []
    some = replace(entry[0], good="Teliti", improve="", plan="Latihan")
    told = replace(PERSON, result=replace(PERSON.result, ratee=replace(silence, feedback=(some,))))
    assert document_context(told, HARD)["catatan"] == ["Sudah baik: Teliti\nRencana: Latihan"]


def test_the_days_of_talks_stand_below_the_feedback() -> None:
    ratee = replace(PERSON.result.ratee, feedback=(), dialogues=(talk(), talk(day=None)))
    told = replace(PERSON, result=replace(PERSON.result, ratee=ratee))
    assert document_context(told, HARD)["catatan"] == ["Dialog kinerja: 20 Mei 2026"]
    undated = replace(PERSON, result=replace(PERSON.result, ratee=replace(ratee, dialogues=(talk(day=None),))))
    assert document_context(undated, HARD)["catatan"] == []


def test_ratings_and_predicate_are_those_of_the_register_for_everybody() -> None:
    plain = sample_returns()
    for person in plain.people.values():
        told, result = evaluation_context(person, plain)["hasil"], person.result
        assert (told["nilai_hasil"], told["nilai_akhir"]) == (result.work, result.final)
        assert told["predikat"] == (result.predicate or "")
        assert told["rating_hasil"] == (result.work_rating or "")
        assert told["sementara"] == result.provisional


# --- angka kredit ----------------------------------------------------------------------------------------------------


def test_only_functional_posts_get_the_conversion() -> None:
    plain = sample_returns()
    given = {nip for nip, one in plain.people.items() if credit_context(one, plain) is not None}
    assert given == {nip for nip in plain.people if plain.staff[nip].position_type.startswith("JF ")} != set()
    assert credit_context(PERSON, replace(HARD, staff={})) is None


def test_the_points_are_those_of_the_law() -> None:
    good = replace(PERSON, result=replace(PERSON.result, predicate="Sangat Baik"))
    context = credit_context(good, HARD)
    assert context["jenjang"]["nama"] == "Ahli Pertama"
    assert context["konversi"] == {
        "bulan": 12, "persen": Decimal(150), "koefisien": Decimal("12.5"), "angka_kredit": Decimal("18.75"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("position", "level"),
    [
        ("Pranata Komputer Ahli Pertama", "Ahli Pertama"),
        ("Ahli  Muda – Perencana", "Ahli Muda"),
        ("arsiparis TERAMPIL", "Terampil"),
        ("Bendahara", ""),
    ],
)
def test_the_jenjang_is_read_from_the_posts_name(position: str, level: str) -> None:
    assert level_of(position, credit_table()) == level


def test_without_predicate_or_jenjang_there_are_no_points() -> None:
    unknown = replace(HARD, staff={NIP: replace(HARD.staff[NIP], position="Bendahara")})
    context = credit_context(PERSON, unknown)
    assert (context["jenjang"]["nama"], context["jenjang"]["koefisien"]) == ("", None)
    assert context["konversi"]["angka_kredit"] is None
    waiting = replace(PERSON, result=replace(PERSON.result, predicate=None))
    assert credit_context(waiting, HARD)["konversi"]["persen"] is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 12),
        (date(2026, 4, 1), date(2026, 6, 30), 3),
        (date(2025, 11, 1), date(2026, 1, 31), 3),
        (date(2025, 1, 1), date(2026, 1, 31), None),
    ],
)
def test_months_are_counted_for_at_most_a_year(start: date, end: date, months: int | None) -> None:
    assert months_of(Period("Uji", start, end)) == months


# --- lembar salin ----------------------------------------------------------------------------------------------------


def test_the_copy_sheet_follows_the_screens_and_holds_one_value_a_row() -> None:
    context = copy_context(PERSON, HARD)
    titles = [screen["judul"] for screen in context["layar"]]
    assert titles[0] == "1. Hasil kerja utama 1"
    assert titles[-3:] == ["5. Hasil kerja tambahan 1", "6. Perilaku kerja", "7. Evaluasi"]
    first = context["layar"][0]["isian"]
    assert [one["isian"] for one in first[:5]] == [
        "RHK pimpinan yang diintervensi",
        "Rencana hasil kerja",
        "Aspek",
        "Indikator kinerja individu",
        "Target",
    ]
    assert [one["no"] for one in first] == [f"1.{number}" for number in range(1, len(first) + 1)]
    labels = [one["isian"] for one in first]
    assert labels.index("Rencana aksi") < labels.index("Sumber data") < labels.index("Bukti dukung")
    assert all(isinstance(one["nilai"], str) for screen in context["layar"] for one in screen["isian"])


def test_the_copy_sheet_ends_with_what_the_register_says() -> None:
    told = [one["nilai"] for one in copy_context(PERSON, HARD)["layar"][-1]["isian"]]
    result = PERSON.result
    assert told == [result.work_rating, result.behaviour_rating, result.predicate or ""]


def test_the_limit_of_a_text_is_a_setting() -> None:
    assert copy_context(PERSON, HARD)["batas_huruf"] == 1000
    assert copy_context(PERSON, saying(batas_huruf="400"))["batas_huruf"] == 400


# --- jenis -----------------------------------------------------------------------------------------------------------


def test_all_means_every_kind_but_those_that_must_be_named() -> None:
    keys = [one.key for one in documents("semua")]
    assert {"laporan", "skp", "evaluasi", "salin"} <= set(keys)
    assert {"skp-kualitatif", "skp-pimpinan"} == set(DOCUMENTS) - set(keys)


def test_stems_are_told_apart() -> None:
    stems = [f"{one.stem}_" for one in DOCUMENTS.values()]
    assert not any(a != b and b.startswith(a) for a in stems for b in stems)
