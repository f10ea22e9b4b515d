"""The programs that print, and which is chosen. Excel's side runs against LibreOffice, through the same xlwings."""

from __future__ import annotations

import pytest

import spreadsheet
from kinerja_pauh.adapters import printers
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.libreoffice import engine
from kinerja_pauh.adapters.libreoffice.installation import OVERRIDE
from kinerja_pauh.adapters.live.printing import ExcelPrinter, excel_is_here
from kinerja_pauh.adapters.printers import printer
from kinerja_pauh.ports import PrinterMissing, UnusableFile


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "Buku.xlsx"
    path.write_bytes(BundledTemplates().induk().render({}))
    return path


@pytest.fixture
def started():
    """How often the program behind xlwings was started, and the apps themselves."""
    apps = []

    def start():
        apps.append(engine.start())
        return apps[-1]

    return apps, start


def test_excels_side_prints_a_batch_through_one_program_and_leaves_nothing(workbook, tmp_path, started, office):
    apps, start = started
    with ExcelPrinter(start) as running:
        assert apps == [], "nothing starts before there is something to print"
        data = running.print_book(workbook)
        assert running.print_book(workbook).startswith(b"%PDF-")
        broken = tmp_path / "rusak.xlsx"
        broken.write_bytes(b"PK\x05\x06" + bytes(18))
        with pytest.raises(UnusableFile, match="--pencetak libreoffice"):
            running.print_book(broken)
        assert running.print_book(workbook).startswith(b"%PDF-"), "a fresh program after a failure"
    assert len(apps) == 2
    assert not any(app.impl.office.link.alive for app in apps)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Buku.xlsx", "rusak.xlsx"]
    (tmp_path / "xlwings.pdf").write_bytes(data)
    (tmp_path / "langsung.pdf").write_bytes(office.print_book(workbook))
    texts = [spreadsheet.text_of_pdf(tmp_path / f"{name}.pdf") for name in ("xlwings", "langsung")]
    assert texts[0] == texts[1]
    assert "NIP" in texts[0]


def test_a_program_that_will_not_end_is_killed(workbook, started):
    apps, start = started

    def refusing():
        app = start()
        app.impl.quit = lambda: 1 / 0
        return app

    with ExcelPrinter(refusing) as running:
        running.print_book(workbook)
    assert not apps[0].impl.office.link.alive


def test_without_excel_libreoffice_prints(workbook):
    assert not excel_is_here()
    with printer("") as running:
        assert running.name == "LibreOffice"
        assert running.print_book(workbook).startswith(b"%PDF-")


def test_excel_is_chosen_where_it_is_and_left_alone_where_libreoffice_is_asked_for(monkeypatch):
    monkeypatch.setattr(printers, "excel_is_here", lambda: True)
    for wanted in ("", "excel"):
        with printer(wanted) as running:
            assert running.name == "Excel"
    monkeypatch.setenv(OVERRIDE, "/tidak/ada/soffice")
    with pytest.raises(PrinterMissing, match="LibreOffice tidak ada"), printer("libreoffice"):
        pass


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("", "Excel maupun LibreOffice tidak ada"),
        ("libreoffice", "LibreOffice tidak ada"),
        ("excel", "Excel tidak ada"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(monkeypatch, wanted, sentence):
    monkeypatch.setenv(OVERRIDE, "/tidak/ada/soffice")
    with pytest.raises(PrinterMissing, match=sentence), printer(wanted):
        pass
