"""The code on a print: what `kinerja periksa-keutuhan --kode` answers; an older result's code does not hold."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from filled_office import SAMPLE, run
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.planned import gather_plans
from kinerja_pauh.actions.printed_code import ALPHABET, verification_code
from kinerja_pauh.actions.verification import Validity, answer_words, check_code
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout, induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]
CODE = re.compile(rf"Kode ([{ALPHABET}]{{4}}-[{ALPHABET}]{{4}})")


@pytest.fixture
def folder(tmp_path, tmp_path_factory, capsys) -> Path:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    assert run(capsys, "kumpulkan", root)[0] == 0
    return root


def printed(capsys, folder: Path, nip: str = PERSON.nip, kind: str = "laporan") -> str:
    """The one code that stands on a person's fresh document, on each of its sheets."""
    status, _, err = run(capsys, "laporan", folder, "--nip", nip, "--jenis", kind)
    assert status == 0, err
    (path,) = (folder / "4_laporan").glob(f"*_{nip}_*.xlsx")
    book = openpyxl.load_workbook(path)
    found = {
        sheet.title: {match[1] for row in sheet.iter_rows() for cell in row if (match := CODE.search(str(cell.value)))}
        for sheet in book
    }
    path.unlink()
    (codes,) = {frozenset(codes) for codes in found.values()}
    (code,) = codes
    return code


def another_return(capsys, folder: Path) -> str:
    """The rater's form comes back once more with another realisation; gives the hash of that file."""
    form = filled_office.form_of(folder, RATER, "2_masuk")
    again = form.with_name(f"lagi_{form.name}")
    again.write_bytes(form.read_bytes())
    reached = form_layout.WORK_TABLE.column("Bukti Dukung")
    write_cells(again, form_layout.WORK, {(FIRST_ROW, reached): "Berita acara yang baru"})
    run(capsys, "kumpulkan", folder)
    return open_register(folder / "register.sqlite").returns()[-1].sha256


def choose(folder: Path, sha256: str) -> None:
    register = open_register(folder / "register.sqlite")
    form_id = register.find(sha256).form_id
    register.choose(form_id, sha256, datetime.now(UTC), "uji")


def test_a_printed_code_is_told_with_what_must_stand_on_the_paper(capsys, folder) -> None:
    code = printed(capsys, folder)
    result = score(PERSON, filled_office.RULES, SAMPLE.period)
    unit = next(one.unit for one in SAMPLE.employees if one.nip == PERSON.nip)
    for written in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        status, out, err = run(capsys, "periksa-keutuhan", folder, "--kode", written)
        assert (status, err) == (0, "")
        assert out == (
            f"Kode {code} berlaku: {PERSON.name}, {unit}, {SAMPLE.period.label}; nilai akhir "
            f"{show_score(result.final)}, predikat {result.predicate}. Cocokkan dengan yang tercetak.\n"
        )


def test_each_person_has_another_code_and_the_same_again(capsys, folder) -> None:
    codes = [printed(capsys, folder, one.nip) for one in filled_office.raters()[RATER][:3]]
    assert len(set(codes)) == len(codes)
    assert printed(capsys, folder) == codes[0]


def test_the_code_of_a_reopened_result_does_not_hold_any_more(capsys, folder) -> None:
    first = printed(capsys, folder)
    sha256 = another_return(capsys, folder)
    assert printed(capsys, folder) == first  # both are kept, and nobody has chosen yet
    choose(folder, sha256)
    second = printed(capsys, folder)
    assert second != first
    status, out, _ = run(capsys, "periksa-keutuhan", folder, "--kode", first)
    assert status == 1
    assert out.startswith(f"Kode {first} sudah diganti.")
    assert PERSON.name in out
    assert run(capsys, "periksa-keutuhan", folder, "--kode", second)[0] == 0
    status, out, _ = run(capsys, "periksa-keutuhan", folder, "--kode", first, "--json")
    told = json.loads(out)
    assert (status, told["kode"], told["keadaan"], told["periode"]) == (1, first, "diganti", SAMPLE.period.label)
    assert told["hasil"]["nip"] == PERSON.nip


def test_a_code_of_another_office_is_unknown(capsys, folder) -> None:
    status, out, err = run(capsys, "periksa-keutuhan", folder, "--kode", "K7MQ-2XHD")
    assert (status, err) == (1, "")
    assert out.startswith("Kode K7MQ-2XHD tidak dikenal di register folder ini.")
    status, out, _ = run(capsys, "periksa-keutuhan", folder, "--kode", "K7MQ-2XHD", "--json")
    told = json.loads(out)
    assert (status, told["keadaan"], told["hasil"], told["periode"]) == (1, "tidak dikenal", None, None)


@pytest.mark.parametrize("text", ["", "K7MQ-2XH", "K7MQ-2XHDD", "K7MO-2XHD", "K7MQ-2XH0", "198609262015051901"])
def test_what_is_no_code_is_refused(capsys, tmp_path, text) -> None:
    status, out, err = run(capsys, "periksa-keutuhan", tmp_path, "--kode", text)
    assert (status, out) == (2, "")
    assert "Kode terdiri dari 8 huruf dan angka" in err


def test_a_register_that_is_not_whole_answers_with_a_warning(capsys, folder) -> None:
    code = printed(capsys, folder)
    with sqlite3.connect(folder / "register.sqlite") as register:
        register.execute("update formulir_kembali set diterima_pada = 'kemarin' where nomor = 1")
    register.close()
    status, out, _ = run(capsys, "periksa-keutuhan", folder, "--kode", code)
    assert status == 1
    assert "Register tidak utuh, jadi jawaban ini belum dapat dipegang." in out


def test_files_that_cannot_be_read_any_more_are_counted(capsys, folder) -> None:
    with sqlite3.connect(folder / "register.sqlite") as register:
        register.execute("update formulir_kembali set isi = x'00' where nomor = 1")
    register.close()
    status, out, _ = run(capsys, "periksa-keutuhan", folder, "--kode", "K7MQ-2XHD")
    assert status == 1
    assert "1 berkas di register tidak terbaca" in out


def test_the_code_of_a_plan_holds_until_the_plan_changes(folder, tmp_path) -> None:
    world = real_world(show_progress)
    induk = OfficeFolder(folder).induk
    before = tmp_path / "sebelum kembali"
    before.mkdir()
    shutil.copy(induk, before)
    planned = gather_plans(OfficeFolder(before), world).people
    codes = {nip: verification_code(person) for nip, person in planned.items()}
    assert len(set(codes.values())) == len(codes) == len(SAMPLE.rated)
    answer = check_code(folder, codes[PERSON.nip], world)
    assert (answer.validity, answer.person.result.ratee.nip) == (Validity.CURRENT, PERSON.nip)
    assert "rencana, belum ada hasil" in answer_words(answer)
    nips = [one.nip for one in SAMPLE.employees for _ in SAMPLE.plans.get(one.nip, ())]
    name = induk_layout.PLANS_TABLE.column("Indikator")
    write_cells(induk, induk_layout.PLANS, {(FIRST_ROW + nips.index(PERSON.nip), name): "Indikator yang diubah"})
    assert check_code(folder, codes[PERSON.nip], world).validity is Validity.REPLACED


def test_an_induk_of_rules_that_cannot_be_applied_says_nothing_against_older_prints(capsys, folder) -> None:
    code = printed(capsys, folder)
    induk = OfficeFolder(folder).induk
    rows = {cell.value: row for (row, c), cell in read_book(induk).sheets[induk_layout.SETTINGS].items() if c == 1}
    value = induk_layout.SETTINGS_TABLE.column("Nilai")
    words = {"periode": "Tahun 2019", "mulai": "1 Januari 2019", "selesai": "31 Desember 2019"}
    write_cells(induk, induk_layout.SETTINGS, {(rows[key], value): said for key, said in words.items()})
    assert check_code(folder, code, real_world(show_progress)).validity is Validity.CURRENT
    assert check_code(folder, "K7MQ-2XHD", real_world(show_progress)).validity is Validity.UNKNOWN
