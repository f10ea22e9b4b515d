"""The shipped masters are found in a checkout and in an installed wheel, and an own one of the office wins."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

import kinerja_pauh
from kinerja_pauh.adapters import bundled
from kinerja_pauh.adapters.bundled import BundledTemplates, bundled_folder
from kinerja_pauh.adapters.report_filters import LanguageProblem
from kinerja_pauh.adapters.templates.build import built_templates
from kinerja_pauh.adapters.templates.names import ADDIN, REPORT
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import UnusableFile

CHECKOUT = Path(kinerja_pauh.__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds the package as a wheel brings it, far from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, check=True, cwd=CHECKOUT, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder / "terpasang")
    return folder / "terpasang"


def kinerja(installed: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """One command of the installed package; -P and the path keep the checkout out."""
    start = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); from kinerja_pauh.faces.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-P", "-c", start, *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=installed, check=False)


def test_in_a_checkout_the_folders_stand_beside_the_package() -> None:
    assert bundled_folder("workbook_templates") == CHECKOUT / "workbook_templates"
    assert bundled_folder("macros") == CHECKOUT / "macros"


def test_an_incomplete_installation_is_said_with_the_cure(tmp_path, monkeypatch) -> None:
    with pytest.raises(UnusableFile, match="Pasang ulang kinerja-pauh"):
        bundled_folder("tidak ada")
    monkeypatch.setattr(bundled, "bundled_folder", lambda _name: tmp_path)
    with pytest.raises(UnusableFile, match=rf"berkas {ADDIN} tidak ada\. Pasang ulang kinerja-pauh"):
        bundled.addin_path()


def test_a_wheel_brings_the_same_masters_inside_the_package(installed) -> None:
    ours, theirs = (
        {p.name: p.read_bytes() for p in (folder / "workbook_templates").iterdir()}
        for folder in (CHECKOUT, installed / "kinerja_pauh" / "_bundled")
    )
    assert set(ours) == set(built_templates())
    assert theirs == ours
    macros = installed / "kinerja_pauh" / "_bundled" / "macros"
    for source in (CHECKOUT / "macros").rglob("*.*"):
        assert (macros / source.relative_to(CHECKOUT / "macros")).read_bytes() == source.read_bytes()


def test_an_installed_wheel_says_its_version_and_works_with_its_own_masters(installed, tmp_path) -> None:
    ran = kinerja(installed, "--versi")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"kinerja-pauh {kinerja_pauh.__version__}\n", "")
    ran = kinerja(installed, "mulai", tmp_path / "kantor", "--tahun", 2026)
    assert ran.returncode == 0, ran.stderr
    shown = (
        "import pathlib, kinerja_pauh.adapters.bundled as b; masters = b.BundledTemplates(); masters.form('pauh'); "
        "masters.document('Laporan_Hasil_Penilaian.xlsx', pathlib.Path('tidak ada')); "
        "masters.form('pauh', macros=True); masters.induk(macros=True); "
        "print(b.addin_path())"
    )
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {shown}"]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=True).stdout.strip()
    assert Path(found) == installed / "kinerja_pauh" / "_bundled" / "workbook_templates" / ADDIN
    assert Path(found).is_file()


def test_a_wheel_brings_the_page_of_the_dashboard(installed) -> None:
    page = "kinerja_pauh/adapters/dashboard"
    theirs = {p.name: p.read_bytes() for p in (installed / page).iterdir() if p.suffix != ".pyc" and p.is_file()}
    ours = {name: (CHECKOUT / "addin" / page / name).read_bytes() for name in theirs}
    assert theirs == ours
    assert {"dasbor.html.j2", "bagian.html.j2", "orang.html.j2", "dasbor.css", "dasbor.js"} <= set(theirs)


def test_a_wheel_holds_no_tests_caches_or_machine_paths(installed) -> None:
    names = [str(p.relative_to(installed)) for p in installed.rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert not [n for n in names if "test" in n.lower() or n.startswith(("benchmarks", "docs"))]
    texts = [p.read_text("utf-8") for p in installed.rglob("*") if p.suffix in {".py", ".toml"} or p.name == "METADATA"]
    assert not [t for t in texts if str(CHECKOUT) in t]


def test_the_offices_own_report_template_wins_and_a_wrong_one_is_named(tmp_path) -> None:
    own = tmp_path / "templat"
    shipped = BundledTemplates().document(REPORT, own)
    own.mkdir()
    assert BundledTemplates().document(REPORT, own).name == shipped.name
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ pegawai.nama }}"
    book.save(own / REPORT)
    data = BundledTemplates().document(REPORT, own).render({"pegawai": {"nama": "Fulan"}})
    (tmp_path / "hasil.xlsx").write_bytes(data)
    assert openpyxl.load_workbook(tmp_path / "hasil.xlsx").active["A1"].value == "Fulan"
    book.active["A1"] = "{{ pegawai.nama"
    book.save(own / REPORT)
    with pytest.raises(Refusal) as refused:
        BundledTemplates().document(REPORT, own)
    assert not isinstance(refused.value, LanguageProblem)
    assert f"Templat {REPORT}, Sheet!A1: " in str(refused.value)
    (own / REPORT).write_text("bukan buku kerja")
    with pytest.raises(UnusableFile):
        BundledTemplates().document(REPORT, own)


@pytest.mark.parametrize("name", [REPORT, "logo.png"])
def test_an_own_template_or_logo_that_cannot_be_read_is_named(tmp_path, monkeypatch, name) -> None:
    (tmp_path / name).touch()
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(UnusableFile, match=f"Berkas {name} tidak dapat dibaca"):
        BundledTemplates().document(REPORT, tmp_path)


def test_a_form_is_made_without_the_library_of_the_reports() -> None:
    seen = "import sys; from kinerja_pauh.adapters.bundled import BundledTemplates as b; b().form('pauh'); "
    heavy = "print(sorted({'jinja2', 'openpyxl', 'pandas', 'pypdf'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", seen + heavy], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_password_is_hashed_once_a_run() -> None:
    bundled._form.cache_clear()
    assert BundledTemplates().form("rahasia") is BundledTemplates().form("rahasia")
    assert BundledTemplates().form("rahasia") is not BundledTemplates().form("lain")
