"""No NIP, name or remark of anybody strays out of the office's own documents, whatever the commands meet.

A whole cycle, and every way of failing that we know, run as processes whose home, temporary folder and working folder
lie in one sandbox. Afterwards everything outside of the office folder is searched, and in the office's workbooks what
is no sheet.
"""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from functools import reduce
from typing import TYPE_CHECKING

import pytest

import filled_office
import self_view_office
from filled_office import SAMPLE, YEAR
from handmade_books import unpacked
from kinerja_pauh.actions.file_names import slug
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.self_view_layout import HINDRANCE, REALISATION
from own_mounts import own_mounts
from untrusted_form import part, repacked

if TYPE_CHECKING:
    from pathlib import Path

REMARK = "Burung kenari di tambang berkicau pelan"
NIPS = {one.nip for one in SAMPLE.employees}
WORDS = NIPS | {one.name for one in SAMPLE.employees} | {slug(one.name) for one in SAMPLE.employees} | {REMARK}
CANARIES = tuple(word.encode(coding) for word in sorted(WORDS) for coding in ("utf-8", "utf-16-le"))
CELLS = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/charts/")
"""Parts that hold what stands in the sheets."""
DOCUMENTS = (".xlsx", ".pdf", ".csv", ".txt", ".sqlite")
RATER = filled_office.largest_rater()
RATEE = filled_office.raters()[RATER][0].nip

BROKEN = """
import sys
from kinerja_pauh.{module} import {owner}
def broken(*words, **options):
    raise ValueError(repr((words, options)))
{owner}.{name} = broken
from kinerja_pauh.faces.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command with one of its functions replaced by one that quotes all it was given."""


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def hits(data: bytes) -> list[str]:
    """The canaries in bytes."""
    return [word.decode("utf-8", "replace") for word in CANARIES if word in data]


def contents(path: Path) -> list[bytes]:
    """A file as it lies there and, where it is a whole zip, unpacked."""
    data = path.read_bytes()
    whole = data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data))
    return [data, *unpacked(data).values()] if whole else [data]


class Sandbox:
    """A computer of one user: home, temporary folder, working folder, and the office folder among them."""

    def __init__(self, place: Path) -> None:
        self.place, self.office = place, place / "kantor"
        for name in ("rumah", "sementara", "kerja"):
            (place / name).mkdir()
        self.before: tuple[str, ...] = ()
        self.said: dict[str, str] = {}
        self.printed: dict[str, str] = {}
        self.status: dict[str, int] = {}
        kept = {name: os.environ[name] for name in ("PATH", "KINERJA_SOFFICE") if name in os.environ}
        folders = {"HOME": str(place / "rumah"), "TMPDIR": str(place / "sementara")}
        self.variables = kept | folders | {"LANG": "C.UTF-8", "USER": "penguji"}

    def run(self, what: str, *words: object, program: tuple[str, ...] = ("-m", "kinerja_pauh")) -> None:
        """One command; what it says and its status are kept under the name `what`."""
        done = subprocess.run(
            [*self.before, sys.executable, *program, *map(str, words)],
            cwd=self.place / "kerja", env=self.variables, capture_output=True, check=False,
        )  # fmt: skip
        self.said[what], self.printed[what] = done.stderr.decode(), done.stdout.decode()
        self.status[what] = done.returncode

    def kill_while_printing(self) -> None:
        """End `laporan --pdf` from outside at its first PDF, and wait until all that it had started is gone."""
        command = [sys.executable, "-m", "kinerja_pauh", "laporan", str(self.office), "--pdf"]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            command, cwd=self.place / "kerja", env=self.variables, stdout=quiet, stderr=quiet
        ) as printing:
            while printing.poll() is None and not any(self.office.rglob("*.pdf")):
                time.sleep(0.05)
            printing.kill()
        self.status["laporan terbunuh"] = printing.returncode
        for _ in range(600):
            if not any((self.place / "sementara").iterdir()):
                break
            time.sleep(0.1)

    def broken(self, what: str, module: str, owner: str, name: str, *words: object) -> None:
        self.run(what, *words, program=("-c", BROKEN.format(module=module, owner=owner, name=name)))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory) -> Sandbox:
    """After everything."""
    box = Sandbox(tmp_path_factory.mktemp("kenari"))
    root, inbox = box.office, box.office / "2_masuk"
    _start(box)
    box.run("bagikan", "bagikan", root)
    for nip, people in filled_office.raters().items():
        path = inbox / filled_office.form_of(root, nip).name
        path.write_bytes(filled_office.form_of(root, nip).read_bytes())
        filled_office.fill_in(path, people)
        write_cells(path, layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Catatan")): REMARK})
    box.run("pandangan", "pandangan", "bagikan", root)
    self_view_office.send_view(root, RATEE, {(1, HINDRANCE): REMARK}, {1: REMARK})
    form = filled_office.form_of(root, RATER, "2_masuk")
    whole = form.read_bytes()
    box.run("hitung", "hitung", *inbox.glob("Penilaian_*"))
    box.run("jelaskan", "jelaskan", form, "--nip", RATEE)
    box.run("kumpulkan", "kumpulkan", root)
    box.run("pandangan hasil", "pandangan", "hasil", root)
    box.run("monitor", "monitor", root)
    box.run("rekap", "rekap", root)
    box.run("laporan", "laporan", root)
    box.kill_while_printing()
    box.run("laporan pdf", "laporan", root, "--nip", RATEE, "--pdf")
    box.run("periksa-keutuhan", "periksa-keutuhan", root)
    box.run("cadangkan", "cadangkan", root, "--ke", root / "cadangan.sqlite")
    box.run("data-pribadi", "data-pribadi", root, "--nip", RATEE)
    box.run("kunci", "kunci", "lihat")
    # and the ways to fail
    sheet = part(whole, "xl/worksheets/sheet3.xml")
    hostile = sheet.replace("<f>", "<f>0*[1]Isian!A1+", 1)
    (inbox / "jahat.xlsx").write_bytes(repacked(whole, {"xl/worksheets/sheet3.xml": hostile}))
    (inbox / "terpotong.xlsx").write_bytes(whole[: len(whole) // 2])
    _spoil(inbox / "salah.xlsx", whole)
    box.broken("register meledak", "adapters.register.store", "DatabaseRegister", "add", "kumpulkan", root)
    self_view_office.send_view(root, RATEE, {(1, REALISATION): f"{RATEE} {REMARK}"}, name="pandangan salah.xlsx")
    box.run("kiriman jahat", "kumpulkan", root)
    box.run("berkas rusak", "hitung", inbox / "terpotong.xlsx", inbox / "salah.xlsx")
    box.run("nip asing", "jelaskan", form, "--nip", "199912312022012001")
    box.broken("membaca meledak", "actions", "read_files", "score", "kumpulkan", root)
    box.broken("menyimpan meledak", "adapters", "cell_writer", "write_cells", "hitung", form)
    box.broken("laporan meledak", "actions", "report", "document_name", "laporan", root)
    box.run("tombol tanpa buku", "hitung-nilai", "--macro=1", "--pipa=tidak-ada", f"--buku={form.as_uri()}",
            program=("-m", "kinerja_pauh.faces.press"))  # fmt: skip
    box.before = (*own_mounts(), "sh", "-c", READ_ONLY, str(root))
    for verb, path in {"kumpulkan": root, "rekap": root, "hitung": form}.items():
        box.run(f"{verb} tanpa izin", verb, path)
    return box


def _start(box: Sandbox) -> None:
    """An office made by `mulai` from a list, then its Induk with the sample's plans."""
    box.office.mkdir()
    with (box.office / "daftar.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(["NIP", "Nama", "NIP Penilai"])
        rows.writerows([one.nip, one.name, one.rater] for one in SAMPLE.employees)
    box.run("mulai", "mulai", box.office, "--dari", box.office / "daftar.csv", "--tahun", YEAR)
    (box.office / f"Induk_{YEAR}.xlsx").unlink()
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=YEAR)
    write_induk(box.office, SAMPLE.employees, SAMPLE.plans, settings, real_world(show_progress))


def _spoil(path: Path, whole: bytes) -> None:
    """A form in which everything that was typed is out of range, and a row too many."""
    path.write_bytes(whole)
    row = FIRST_ROW + 1
    write_cells(path, layout.WORK, {(row, layout.WORK_TABLE.column("Realisasi")): f"{RATEE} {REMARK}"})
    write_cells(path, layout.SUMMARY, {(FIRST_ROW, layout.TABLES[layout.SUMMARY].column("Alasan")): REMARK})


def documents(box: Sandbox) -> list[Path]:
    return sorted(path for path in box.office.rglob("*") if path.suffix in DOCUMENTS)


def test_the_search_finds_what_stands_in_the_documents(sandbox) -> None:
    (report,) = (sandbox.office / "4_laporan").glob(f"Laporan_{RATEE}_*.xlsx")
    form = filled_office.form_of(sandbox.office, RATER, "2_masuk")
    for path in (sandbox.office / f"Induk_{YEAR}.xlsx", form, report, sandbox.office / "register.sqlite"):
        assert any(map(hits, contents(path))), path.name
    assert hits(REMARK.encode("utf-16-le"))
    assert REMARK in {word for data in contents(form) for word in hits(data)}


def test_nothing_about_anybody_lies_outside_of_the_office_folder(sandbox) -> None:
    outside = [path for path in sandbox.place.rglob("*") if sandbox.office not in {path, *path.parents}]
    assert any(path.name == "kunci-segel.json" for path in outside)
    for path in outside:
        assert not hits(os.fsencode(path))
        assert not (path.is_file() and any(map(hits, contents(path)))), path


def test_no_temporary_file_stays_behind(sandbox) -> None:
    assert list((sandbox.place / "sementara").iterdir()) == []
    assert list((sandbox.place / "kerja").iterdir()) == []


def test_the_office_folder_holds_documents_and_nothing_else(sandbox) -> None:
    assert {path for path in sandbox.office.rglob("*") if path.is_file()} == set(documents(sandbox))


def test_nothing_about_anybody_stands_in_the_properties_of_a_document(sandbox) -> None:
    for path in documents(sandbox):
        assert os.listxattr(path) == []
        if path.suffix == ".pdf":
            told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout
            assert not hits(told)
        elif path.suffix == ".xlsx" and path.name != "terpotong.xlsx":
            parts = unpacked(path.read_bytes())
            assert "docProps/core.xml" in parts
            for name, content in parts.items():
                assert name.startswith(CELLS) or not hits(content), (path.name, name)
                assert str(sandbox.place).encode() not in content


def test_no_command_says_more_on_stderr_than_the_names_of_files(sandbox) -> None:
    names = sorted((path.name for path in documents(sandbox)), key=len, reverse=True)
    for what, said in sandbox.said.items():
        assert "Traceback" not in said, what
        rest = reduce(lambda text, name: text.replace(name, ""), names, said)
        assert not hits(rest.encode()), (what, said)


def test_the_ways_to_fail_were_taken(sandbox) -> None:
    good = {
        "mulai", "bagikan", "hitung", "kumpulkan", "pandangan", "pandangan hasil", "rekap", "laporan", "laporan pdf",
        "cadangkan",
    }  # fmt: skip
    assert {what: sandbox.status[what] for what in good} == dict.fromkeys(good, 0)
    assert sandbox.status["laporan terbunuh"] == -signal.SIGKILL
    for what, status in sandbox.status.items():
        told = sandbox.printed.get(what, "") + sandbox.said.get(what, "")
        if what.endswith("meledak"):
            assert "kesalahan di dalam program (ValueError di <string>:" in told, what
            assert not hits(told.encode()), told
        if what.endswith("tanpa izin"):
            assert "ditulisi" in told, what
        if what.endswith(("meledak", "tanpa izin", "jahat", "rusak", "asing", "buku")):
            assert status == 2, told
