"""`kinerja pandangan` as it is typed: what it prints, writes and returns."""

from __future__ import annotations

import json

import pytest

from filled_office import SAMPLE
from kinerja_pauh.faces.cli import main
from kinerja_pauh.sheets.self_view_layout import REALISATION
from planning_office import PEOPLE, new_office, set_in_induk
from self_view_office import send_view, view_file

PERSON = PEOPLE[0]


@pytest.fixture
def root(tmp_path):
    return new_office(tmp_path / "Penilaian-2026")


def said(capsys, *words) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_handing_out_names_the_folder_and_the_next_step(root, capsys) -> None:
    status, _, told = said(capsys, "pandangan", "bagikan", root)
    assert status == 0
    count = len(PEOPLE)
    assert f"{count} lembar pandangan ada di 1_dibagikan/pandangan. Kirim kepada pegawainya; yang kembali" in told
    assert view_file(root, PERSON).is_file()
    status, out, _ = said(capsys, "pandangan", "bagikan", root, "--nip", PERSON, "--json")
    (file,) = json.loads(out)["berkas"]
    assert (status, file["putusan"], file["temuan"]) == (0, "diterima", [])


def test_what_came_back_is_one_object_and_one_workbook(root, capsys) -> None:
    said(capsys, "pandangan", "bagikan", root)
    send_view(root, PERSON, {(1, REALISATION): "12 hari"})
    status, out, _ = said(capsys, "kumpulkan", root, "--json")
    (file,) = json.loads(out)["berkas"]
    assert (status, file["putusan"], [one["kode"] for one in file["temuan"]], file["hasil"]) == (
        1, "perlu_dilihat", ["angka-bersatuan"], [],
    )  # fmt: skip
    status, out, told = said(capsys, "pandangan", "hasil", root, "--json")
    assert (status, json.loads(out)["berkas"][0]["putusan"]) == (0, "diterima")
    assert f"1 orang sudah menjawab, {len(PEOPLE) - 1} belum." in told
    assert (root / "3_rekap" / "Pandangan_Pegawai_Tahunan-2026.xlsx").is_file()


@pytest.mark.parametrize("words", [("hasil",), ("bagikan", "--nip", "197001011995031009")])
def test_what_cannot_be_done_is_said_in_a_sentence(root, capsys, words) -> None:
    status, out, told = said(capsys, "pandangan", words[0], root, *words[1:], "--json")
    assert (status, json.loads(out)["berkas"]) == (2, [])
    assert told.count(".") >= 1
    assert "Traceback" not in told
    assert not any(one.nip in told for one in SAMPLE.employees)


def test_findings_in_the_induk_come_back_with_status_1(root, capsys) -> None:
    set_in_induk(root, "mulai", "")
    status, out, told = said(capsys, "pandangan", "bagikan", root, "--json")
    assert (status, json.loads(out)["berkas"][0]["temuan"][0]["kode"]) == (1, "pengaturan-kosong")
    assert "Lembar pandangan belum dibagikan." in told
