"""kinerja templat periksa: what HR hears about a template that it changed, before anything is printed with it."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from filled_office import places, run, run_json
from kinerja_pauh.actions.documents import DOCUMENTS
from kinerja_pauh.actions.template_samples import sample_contexts
from kinerja_pauh.adapters.bundled import bundled_folder
from kinerja_pauh.adapters.report_templates import compile_report

REPORT = "Laporan_Hasil_Penilaian.xlsx"


def changed(tmp_path, change):
    path = tmp_path / REPORT
    book = openpyxl.load_workbook(bundled_folder("workbook_templates") / REPORT)
    change(book.worksheets[0])
    book.save(path)
    return path


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.key)
def test_every_shipped_template_passes(document, capsys):
    status, (file,) = run_json(capsys, "templat", "periksa", bundled_folder("workbook_templates") / document.template)
    assert (status, file["putusan"], file["temuan"]) == (0, "diterima", [])
    assert file["catatan"] == f"Siap dipakai untuk {document.title}"


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.key)
def test_the_samples_hold_what_templates_forget(document):
    contexts = sample_contexts(document)
    assert len(contexts) >= 2
    assert sample_contexts(document) == contexts


def test_all_mistakes_are_told_with_their_cells_and_the_file_stays_as_it_was(tmp_path, capsys):
    def change(sheet):
        sheet["K1"], sheet["K2"], sheet["K3"] = "{{ pegawai.nmaa }}", "{{ mulai | angka }}", "{{ pegawai.nama"
        sheet["K4"] = '="{{ pegawai.nama }}"'

    path = changed(tmp_path, change)
    before = path.read_bytes()
    status, (file,) = run_json(capsys, "templat", "periksa", path)
    name = openpyxl.load_workbook(path).sheetnames[0]
    assert (status, file["putusan"]) == (1, "perlu_dilihat")
    assert sorted(places(file["temuan"])) == [
        (name, "K1", "templat-nama", "salah"),
        (name, "K2", "templat-isi", "salah"),
        (name, "K3", "templat-salah", "salah"),
        (name, "K4", "templat-hilang", "peringatan"),
    ]
    assert path.read_bytes() == before
    status, out, _ = run(capsys, "templat", "periksa", path)
    assert f'✕ {name}!K1: Isian "nmaa" tidak ada di sini. Mungkin maksudnya "nama".' in out
    assert status == 1


def test_a_file_of_another_name_is_no_template(tmp_path, capsys):
    path = shutil.copy(bundled_folder("workbook_templates") / REPORT, tmp_path / "Laporan kita.xlsx")
    status, out, _ = run(capsys, "templat", "periksa", path)
    assert status == 2
    assert f"Beri salah satu nama ini: {REPORT}" in out


@pytest.mark.parametrize("content", [None, b"", b"PK\3\4"])
def test_what_is_no_workbook_is_refused(tmp_path, capsys, content):
    path = tmp_path / REPORT
    if content is not None:
        path.write_bytes(content)
    status, (file,) = run_json(capsys, "templat", "periksa", path)
    assert (status, file["putusan"]) == (2, "ditolak")
    assert file["catatan"]


def test_a_long_and_an_empty_person_fit_into_every_shipped_template():
    for document in DOCUMENTS.values():
        template = compile_report((bundled_folder("workbook_templates") / document.template).read_bytes(), document.key)
        for context in sample_contexts(document):
            assert template.render(context)[:2] == b"PK"
