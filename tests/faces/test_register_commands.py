"""The commands around register and keys: whole or not, copies, one person's data, retention, monitor."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.actions.keep_register import past_retention, retention_words
from kinerja_pauh.adapters import key_store
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import REGISTER_URL, real_world

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]


@pytest.fixture
def folder(tmp_path, tmp_path_factory, capsys) -> Path:
    """An office whose forms have all come back."""
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    assert run(capsys, "kumpulkan", root)[0] == 0
    return root


@pytest.fixture
def keys(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "kunci" / "kunci.json"
    monkeypatch.setenv(key_store.OVERRIDE, str(path))
    return path


def forge(root: Path) -> None:
    with sqlite3.connect(root / "register.sqlite") as register:
        register.execute("update formulir_kembali set putusan = 'ditolak' where nomor = 1")
    register.close()


def test_a_whole_register_is_told_with_what_it_holds(capsys, folder) -> None:
    status, out, err = run(capsys, "periksa-keutuhan", folder)
    assert status == 0
    assert out == "register.sqlite: ✓ diterima\n"
    assert err == "Register utuh: 4 formulir dibagikan, 4 kiriman, 8 catatan peristiwa.\n"


def test_a_changed_entry_is_told_by_table_and_number(capsys, folder) -> None:
    forge(folder)
    status, files = run_json(capsys, "periksa-keutuhan", folder)
    assert (status, files[0]["putusan"]) == (1, "perlu_dilihat")
    (finding,) = files[0]["temuan"]
    assert finding["kode"] == "register-tidak-utuh"
    assert "formulir_kembali" in finding["pesan"]
    assert "nomor 1" in finding["pesan"]
    assert "pulihkan" in run(capsys, "periksa-keutuhan", folder)[2]


def test_a_backup_brings_a_changed_register_back_and_loses_nothing(capsys, folder, tmp_path) -> None:
    backup = tmp_path / "cadangan.sqlite"
    status, _, err = run(capsys, "cadangkan", folder, "--ke", backup)
    assert status == 0
    assert "8 catatan disalin dan diperiksa utuh" in err
    forge(folder)
    status, _, err = run(capsys, "pulihkan", folder, backup)
    assert status == 0
    (kept,) = folder.glob("register-sebelum-pulih-*.sqlite")
    assert kept.name in err
    assert run(capsys, "periksa-keutuhan", folder)[0] == 0
    assert run(capsys, "kumpulkan", folder)[0] == 0


def test_what_is_not_whole_is_not_backed_up_and_no_backup_is_written_over(capsys, folder, tmp_path) -> None:
    backup = tmp_path / "cadangan.sqlite"
    backup.write_bytes(b"penting")
    assert run(capsys, "cadangkan", folder, "--ke", backup)[0] == 2
    assert backup.read_bytes() == b"penting"
    forge(folder)
    status, _, err = run(capsys, "cadangkan", folder, "--ke", tmp_path / "lain.sqlite")
    assert status == 2
    assert "tidak utuh" in err
    assert not (tmp_path / "lain.sqlite").exists()


def test_no_backup_is_refused_and_the_register_stays(capsys, folder, tmp_path) -> None:
    before = (folder / "register.sqlite").read_bytes()
    (tmp_path / "bukan.sqlite").write_bytes(b"bukan register")
    for wrong in ("bukan.sqlite", "tidak ada.sqlite"):
        assert run(capsys, "pulihkan", folder, tmp_path / wrong)[0] == 2
    assert (folder / "register.sqlite").read_bytes() == before


def test_a_shared_register_is_its_servers_to_copy(capsys, folder, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(REGISTER_URL, f"sqlite:///{tmp_path / 'kota.sqlite'}")
    status, _, err = run(capsys, "cadangkan", folder, "--ke", tmp_path / "x.sqlite")
    assert status == 2
    assert "pg_dump" in err


def test_one_persons_data_is_shown_and_then_erased(capsys, folder) -> None:
    status, out, err = run(capsys, "data-pribadi", folder, "--nip", f"{PERSON.nip[:8]} {PERSON.nip[8:]}")
    assert (status, err) == (0, "")
    known = json.loads(out)
    assert known["nip"] == PERSON.nip
    assert {row["jenis"] for row in known["sebagai_pegawai"]} == {"formulir_dibagikan", "formulir_kembali"}
    status, _, err = run(capsys, "data-pribadi", folder, "--nip", PERSON.nip, "--hapus")
    assert status == 0
    assert "dibersihkan dari orang itu" in err
    assert PERSON.nip not in err
    after = json.loads(run(capsys, "data-pribadi", folder, "--nip", PERSON.nip)[1])
    assert (after["sebagai_penilai"], after["sebagai_pegawai"]) == ([], [])
    assert run(capsys, "periksa-keutuhan", folder)[0] == 0
    assert "tidak memuat" in run(capsys, "data-pribadi", folder, "--nip", PERSON.nip, "--hapus")[2]


@pytest.mark.parametrize("nip", ["123", "19700920199602194x", "1" * 19])
def test_what_is_no_nip_is_refused_without_repeating_it(capsys, folder, nip) -> None:
    status, _, err = run(capsys, "data-pribadi", folder, "--nip", nip)
    assert (status, err) == (2, "NIP harus 18 angka. Periksa, lalu ulangi.\n")


def at(year: int, month: int, day: int):
    moment = datetime(year, month, day, 8, tzinfo=UTC)
    return replace(real_world(show_progress), now=lambda: moment)


def test_forms_past_their_time_are_told_first_and_erased_only_when_asked(folder) -> None:
    this_year = datetime.now(UTC).year
    assert past_retention(folder, 5, at(this_year + 4, 6, 1), erase=True).forms == ()
    later = at(this_year + 7, 2, 28)
    found = past_retention(folder, 5, later, erase=False)
    assert (len(found.forms), found.erased) == (4, None)
    assert "ulangi dengan --hapus" in retention_words(found)
    erased = past_retention(folder, 5, later, erase=True)
    assert (erased.forms, erased.erased) == (found.forms, 8)
    register = later.register(folder / "register.sqlite")
    assert (register.issued(), register.returns(), register.faults()) == ([], [], [])
    assert "4 formulir" in retention_words(erased)


def test_retention_can_be_asked_on_the_29th_of_february(folder) -> None:
    assert len(past_retention(folder, 3, at(2096, 2, 29), erase=False).forms) == 4


def test_retention_from_the_command_line(capsys, folder) -> None:
    status, out, err = run(capsys, "retensi", folder, "--json")
    assert (status, json.loads(out)) == (0, {"formulir": [], "dihapus": None})
    assert err == "Tidak ada formulir yang lewat masa simpan.\n"
    assert run(capsys, "retensi", folder, "--tahun", "0")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("periksa-keutuhan",), ("cadangkan", "--ke", "x.sqlite"), ("pulihkan", "x.sqlite"), ("retensi",), ("monitor",),
        ("data-pribadi", "--nip", "1" * 18),
    ],
)  # fmt: skip
def test_a_folder_without_an_induk_is_refused_and_nothing_made_in_it(capsys, tmp_path, words) -> None:
    verb, *rest = words
    status, _, err = run(capsys, verb, tmp_path, *rest)
    assert status == 2
    assert "tidak ada Induk" in err
    assert list(tmp_path.iterdir()) == []


def test_keys_are_shown_changed_copied_and_brought_back_without_their_secret(capsys, keys, tmp_path) -> None:
    assert "Belum ada kunci" in run(capsys, "kunci", "lihat")[1]
    assert run(capsys, "kunci", "cadangkan", tmp_path / "c.json")[0] == 2
    first = run(capsys, "kunci", "ganti")[1]
    run(capsys, "kunci", "ganti")
    status, out, _ = run(capsys, "kunci", "lihat")
    older, current = out.splitlines()
    assert status == 0
    assert older.endswith("hanya untuk memeriksa.")
    assert current.endswith("dipakai menyegel.")
    assert first.split(",")[0] == older.split(",")[0]
    assert "2 kunci segel disalin" in run(capsys, "kunci", "cadangkan", tmp_path / "c.json")[1]
    secrets = {row["rahasia"] for row in json.loads(keys.read_text("utf-8"))["kunci"]}
    keys.unlink()
    assert "2 kunci segel dipulihkan" in run(capsys, "kunci", "pulihkan", tmp_path / "c.json")[1]
    assert "sudah ada di komputer ini" in run(capsys, "kunci", "pulihkan", tmp_path / "c.json")[1]
    assert run(capsys, "kunci", "lihat")[1] == out
    assert not any(secret in out for secret in secrets)


def test_the_monitor_tells_who_is_missing_and_when_all_are_back(capsys, folder) -> None:
    status, out, err = run(capsys, "monitor", folder)
    assert status == 0
    assert "Seluruhnya 4 formulir, semua diterima" in out
    assert "Induk_2026.xlsx" in err
    assert PERSON.nip not in out
    (folder / "register.sqlite").unlink()
    assert run(capsys, "bagikan", folder)[0] == 0
    status, out, _ = run(capsys, "monitor", folder, "--json")
    record = json.loads(out)
    assert (status, record["jumlah"]["belum_kembali"], record["temuan"]) == (1, 4, [])


def test_an_induk_that_is_open_is_left_alone_by_the_monitor(capsys, folder) -> None:
    before = (folder / "Induk_2026.xlsx").read_bytes()
    (folder / "~$Induk_2026.xlsx").write_bytes(b"\x05Ani")
    status, _, err = run(capsys, "monitor", folder)
    assert status == 1
    assert "belum diperbarui karena Induk sedang dibuka di Excel" in err
    assert (folder / "Induk_2026.xlsx").read_bytes() == before
    assert list((folder / "3_rekap").glob("Pengingat_*.txt"))
