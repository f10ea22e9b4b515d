"""`laporan` with --pdf: prints what is missing or changed and nothing else, joins, and can be stopped anywhere."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import filled_office
from filled_office import SAMPLE, run
from kinerja_pauh.actions.joining import join_papers
from kinerja_pauh.actions.papers import Paper
from kinerja_pauh.adapters.atomic_save import LEFTOVER_PREFIX
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.libreoffice.installation import OVERRIDE
from kinerja_pauh.adapters.pdf_files import source_of
from kinerja_pauh.faces import cli
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets import induk_layout

PEOPLE = [employee for employee in SAMPLE.employees if employee.nip in filled_office.entries()]
"""In the order of the staff list."""
SIZE = len(PEOPLE)


@pytest.fixture(scope="module")
def printed_once(tmp_path_factory) -> Path:
    """An office whose reports are printed and joined by unit; copied for each test."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("cetak"), tmp_path_factory)
    assert cli.main(["kumpulkan", str(root)]) == 0
    assert cli.main(["laporan", str(root), "--pdf", "--gabung", "unit"]) == 0
    return root


@pytest.fixture
def folder(printed_once, tmp_path) -> Path:
    return Path(shutil.copytree(printed_once, tmp_path / "Penilaian-2026"))


@pytest.fixture
def no_printer(monkeypatch) -> None:
    """A computer on which whatever tries to print fails."""
    monkeypatch.setenv(OVERRIDE, "/tidak/ada/soffice")


def files(root: Path, pattern: str = "*") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "4_laporan").glob(pattern))}


def counted(err: str) -> dict[str, tuple[int, int]]:
    """What the last lines say: written or printed, and left as it was."""
    found = re.findall(r"^(.*?):? (\d+) (?:ditulis|dicetak)[^,]*, (\d+) tidak berubah", err, re.MULTILINE)
    return {what.split(" (")[0].lstrip("0123456789 "): (int(done), int(kept)) for what, done, kept in found}


def report_of(root: Path, nip: str, ending: str = "pdf") -> Path:
    (found,) = (root / "4_laporan").glob(f"Laporan_{nip}_*.{ending}")
    return found


def test_each_person_has_a_pdf_with_the_offices_properties_and_nobodys(folder) -> None:
    made = files(folder, "Laporan_*.pdf")
    assert [name.split("_")[1] for name in made] == sorted(person.nip for person in PEOPLE)
    for name, data in made.items():
        properties = PdfReader(BytesIO(data)).metadata
        assert properties["/Title"] == "Laporan Hasil Penilaian"
        assert properties["/Author"] == SAMPLE.office.unit
        assert properties["/Producer"] == "LibreOffice"
        for secret in (*name.removesuffix(".pdf").split("_")[1:], "/CreationDate", "/ModDate"):
            assert secret not in str(properties)


@pytest.mark.usefixtures("no_printer")
def test_a_second_run_writes_and_prints_nothing(capsys, folder) -> None:
    before = files(folder)
    times = {path: path.stat().st_mtime_ns for path in (folder / "4_laporan").iterdir()}
    status, out, err = run(capsys, "laporan", folder, "--pdf", "--gabung", "unit")
    assert (status, out) == (0, "")
    units = len({person.unit for person in PEOPLE})
    assert counted(err) == {"laporan": (0, SIZE), "PDF": (0, SIZE), "PDF gabungan": (0, units)}
    assert "Ditulis" not in err
    assert files(folder) == before
    assert {path: path.stat().st_mtime_ns for path in (folder / "4_laporan").iterdir()} == times


def test_a_change_of_one_person_rewrites_and_reprints_one_file(capsys, folder, monkeypatch) -> None:
    raters = {person.rater for person in SAMPLE.rated}
    changed = next(person for person in PEOPLE if person.nip not in raters)
    induk = folder / "Induk_2026.xlsx"
    row = next(r for (r, c), cell in read_book(induk).sheets[induk_layout.STAFF].items() if cell.value == changed.nip)
    column = induk_layout.TABLES[induk_layout.STAFF].column("Unit Kerja")
    other = next(person.unit for person in PEOPLE if person.unit != changed.unit)
    write_cells(induk, induk_layout.STAFF, {(row, column): other})
    before = files(folder)
    with monkeypatch.context() as without:
        without.setenv(OVERRIDE, "/tidak/ada/soffice")
        status, _, err = run(capsys, "laporan", folder)
        assert status == 0
        assert counted(err) == {"laporan": (1, SIZE - 1)}
        assert "1 PDF lama belum memuat perubahan ini." in err
        status, _, err = run(capsys, "laporan", folder, "--pdf")
        assert status == 2
        assert f"{SIZE} laporan" in err, "the workbooks are made even where nothing prints"
        assert "Excel maupun LibreOffice tidak ada" in err
    status, _, err = run(capsys, "laporan", folder, "--pdf")
    assert status == 0
    assert counted(err) == {"laporan": (0, SIZE), "PDF": (1, SIZE - 1)}
    now = files(folder)
    workbook, pdf = report_of(folder, changed.nip, "xlsx"), report_of(folder, changed.nip)
    assert {name for name in now if now[name] != before.get(name)} == {workbook.name, pdf.name}


def test_a_missing_and_a_broken_pdf_come_back_as_they_were(capsys, folder) -> None:
    before = files(folder)
    gone, broken = (report_of(folder, person.nip) for person in PEOPLE[:2])
    gone.unlink()
    broken.write_bytes(broken.read_bytes()[:5000])
    status, _, err = run(capsys, "laporan", folder, "--pdf")
    assert status == 0
    assert f"PDF: 2 dicetak dengan LibreOffice, {SIZE - 2} tidak berubah." in err
    assert files(folder) == before, "two prints of the same report are the same bytes"


@pytest.mark.usefixtures("no_printer")
def test_joined_files_hold_each_unit_in_the_order_of_the_staff_list(capsys, folder) -> None:
    names = {person.nip: person.name for person in PEOPLE}
    units: dict[str, list[str]] = {}
    for person in PEOPLE:
        units.setdefault(person.unit, []).append(person.nip)
    joined = [PdfReader(BytesIO(data)) for data in files(folder, "Gabungan_Laporan_*.pdf").values()]
    assert len(joined) == len(units)
    for reader in joined:
        unit = reader.metadata["/Title"].removeprefix("Laporan Hasil Penilaian – ")
        starts = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]
        assert [name for name, _ in starts] == [names[nip] for nip in units[unit]]
        for nip, (_, start) in zip(units[unit], starts, strict=True):
            assert nip in reader.pages[start].extract_text().replace(" ", "")
        assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))]
        assert all(nip not in str(reader.metadata) and names[nip] not in str(reader.metadata) for nip in names)
    assert run(capsys, "laporan", folder, "--gabung", "semua")[0] == 0
    whole = PdfReader(BytesIO(files(folder, "Gabungan_Laporan.pdf")["Gabungan_Laporan.pdf"]))
    assert [one.title for one in whole.outline] == [person.name for person in PEOPLE]
    assert len(whole.pages) == sum(len(reader.pages) for reader in joined)


@pytest.mark.usefixtures("no_printer")
def test_units_whose_names_differ_only_in_signs_have_files_of_their_own(folder) -> None:
    papers = [
        Paper(report_of(folder, person.nip, "xlsx"), "Uji", "Laporan", person.name, unit, fresh=False)
        for person, unit in zip(PEOPLE, ("Seksi A/B", "Seksi A-B", "SEKSI A B", ""), strict=False)
    ]
    made = join_papers(papers, "unit", "Kantor", real_world(show_progress))
    assert [path.name for path in made.fresh] == [
        "Gabungan_Uji_Seksi-A-B.pdf",
        "Gabungan_Uji_Seksi-A-B-2.pdf",
        "Gabungan_Uji_SEKSI-A-B-3.pdf",
        "Gabungan_Uji_Tanpa-Unit-Kerja.pdf",
    ]
    report_of(folder, PEOPLE[0].nip).unlink()
    again = join_papers(papers, "unit", "Kantor", real_world(show_progress))
    assert (again.kept, [one.note for one in again.failed]) == (
        3,
        ["Belum digabung: ada halaman yang belum tercetak. Jalankan lagi."],
    )


def test_a_joined_file_of_some_people_is_refused(capsys, folder) -> None:
    before = files(folder)
    status, out, err = run(capsys, "laporan", folder, "--gabung", "unit", "--nip", PEOPLE[0].nip)
    assert (status, out) == (2, "")
    assert "Hilangkan --nip" in err
    assert files(folder) == before


@pytest.mark.usefixtures("no_printer")
def test_reports_of_people_who_left_are_told_and_kept(capsys, folder) -> None:
    old = folder / "4_laporan" / "Laporan_198001012005011901_Orang-Lama.xlsx"
    for path in (old, old.with_suffix(".pdf"), old.with_name("catatan-saya.docx")):
        path.write_bytes(b"lama")
    status, _, err = run(capsys, "laporan", folder, "--pdf")
    assert status == 0
    assert "2 berkas lama tidak dihapus" in err
    assert old.name in err
    assert "catatan" not in err
    assert (old.read_bytes(), old.with_suffix(".pdf").read_bytes()) == (b"lama", b"lama")
    _, _, err = run(capsys, "laporan", folder, "--nip", PEOPLE[0].nip)
    assert "tidak dihapus" not in err


@pytest.mark.usefixtures("no_printer")
def test_another_printer_than_the_one_that_printed_is_asked_by_name(capsys, folder) -> None:
    assert run(capsys, "laporan", folder, "--pencetak", "libreoffice")[0] == 0
    status, _, err = run(capsys, "laporan", folder, "--pencetak", "excel")
    assert status == 2
    assert "Excel tidak ada di komputer ini" in err


def test_one_report_that_is_open_elsewhere_holds_up_nobody_else(capsys, folder, monkeypatch) -> None:
    for path in (folder / "4_laporan").glob("Laporan_*.xlsx"):
        path.unlink()
    locked = PEOPLE[1].nip
    real = cli.real_world

    def refusing(progress):
        world = real(progress)

        def save(path, data) -> None:
            if locked in path.name:
                raise UnusableFile("Berkas sedang dibuka.")
            world.save(path, data)

        return replace(world, save=save)

    monkeypatch.setattr(cli, "real_world", refusing)
    status, out, err = run(capsys, "laporan", folder)
    assert status == 2
    assert "Berkas sedang dibuka." in out
    assert f"{SIZE - 1} laporan" in err
    assert len(files(folder, "Laporan_*.xlsx")) == SIZE - 1


def test_a_printer_that_always_fails_is_given_up(capsys, folder, monkeypatch) -> None:
    class OutOfPaper:
        name = "LibreOffice"
        asked = 0

        def print_book(self, _path: Path) -> bytes:
            self.asked += 1
            raise UnusableFile("Tidak ada pencetak bawaan.")

    for path in (folder / "4_laporan").glob("*.pdf"):
        path.unlink()
    broken, real = OutOfPaper(), cli.real_world
    monkeypatch.setattr(
        cli, "real_world", lambda progress: replace(real(progress), printer=lambda _: nullcontext(broken))
    )
    status, out, err = run(capsys, "laporan", folder, "--pdf", "--gabung", "semua")
    assert status == 2
    assert broken.asked == 5
    assert out.count("Tidak ada pencetak bawaan.") == 5
    assert f"{SIZE} PDF belum tercetak. Jalankan perintah yang sama lagi" in err
    assert files(folder, "*.pdf") == {}


def test_stopped_and_killed_while_printing_only_the_rest_is_printed(capsys, folder) -> None:
    wanted = files(folder, "Laporan_*.pdf")
    for path in (folder / "4_laporan").glob("*.pdf"):
        path.unlink()
    status, told = stopped_when(folder, 1, signal.SIGINT)
    assert status == 130
    assert told.startswith("Dihentikan. Setiap berkas utuh. Untuk melanjutkan, jalankan perintah yang sama lagi.")
    first = files(folder, "Laporan_*.pdf")
    assert len(first) == 1
    assert stopped_when(folder, 2, signal.SIGKILL)[0] == -signal.SIGKILL
    second = files(folder, "Laporan_*.pdf")
    assert len(second) == 3
    assert all(second[name] == wanted[name] for name in second)
    assert all(source_of(data) for data in second.values())
    status, _, err = run(capsys, "laporan", folder, "--pdf")
    assert status == 0
    assert f"PDF: {SIZE - len(second)} dicetak dengan LibreOffice, {len(second)} tidak berubah." in err
    assert files(folder, "Laporan_*.pdf") == wanted
    assert not list((folder / "4_laporan").glob(f"{LEFTOVER_PREFIX}*.pdf"))


STOPPING = """
import os, signal, sys
from dataclasses import replace
from kinerja_pauh.faces import cli

signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it, and so its children
real, saved = cli.real_world, []

def stopping(progress):
    world = real(progress)

    def save(path, data):
        world.save(path, data)
        if path.suffix == ".pdf":
            saved.append(path)
        if len(saved) == int(sys.argv[1]):
            os.kill(os.getpid(), int(sys.argv[2]))

    return replace(world, save=save)

cli.real_world = stopping
sys.exit(cli.main(["laporan", sys.argv[3], "--pdf"]))
"""


def stopped_when(root: Path, pdfs: int, how: signal.Signals) -> tuple[int, str]:
    """Exit status and words of `laporan --pdf` in a process of its own that gets a signal after so many new PDFs."""
    words = [sys.executable, "-c", STOPPING, str(pdfs), str(int(how)), str(root)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stderr
