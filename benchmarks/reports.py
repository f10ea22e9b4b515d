"""Reports for a whole office: our engine beside openpyxl on the same template, its memory, and PDF by one LibreOffice.

    python benchmarks/reports.py [REPORTS] [PRINTED]

REPORTS workbooks (1,000) are made by both sides in turn; then PRINTED of them (60) are printed; 0 leaves that out.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from kinerja_pauh.actions.documents import DOCUMENTS, REPORT
from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.returns import Person, Returns
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.pdf_files import finished
from kinerja_pauh.adapters.printers import printer
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.appraisal.model import Form, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import PdfProperties, PdfSource
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets.cells import Value
from kinerja_pauh.sheets.read_induk import Induk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kinerja_pauh.ports import ReportTemplate

PEOPLE = 60
FIRST = 100
"""Reports after which memory is measured for the first time."""
MEMORY = "--memori"

Cells = dict[str, list[tuple[int, int, Value | float]]]


def contexts() -> list[Mapping[str, object]]:
    """What the report template may name about each of 60 invented people."""
    sample = office(PEOPLE, 2026)
    rules = rulebook_for(sample.period.end)
    staff = {one.nip: one for one in sample.employees}
    people = {}
    for nip, ratee in fill(sample, rules).items():
        rater = staff[staff[nip].rater]
        form = Form("contoh", sample.office, sample.period, RuleChoice(), rater.nip, rater.name, (ratee,))
        result = score(ratee, rules, sample.period)
        people[nip] = Person(result, ScoredForm(form, rules, (), (result,)))
    induk = Induk(sample.employees, sample.plans, sample.office, sample.period, RuleChoice(), "", "", ())
    returns = Returns(induk, staff, people, ())
    named = (DOCUMENTS[REPORT].names(person, returns) for person in people.values())
    return [one for one in named if one is not None]


def template() -> ReportTemplate:
    return BundledTemplates().document(DOCUMENTS[REPORT].template, Path())


def values_of(report: bytes) -> Cells:
    """Every typed value of a report, which openpyxl writes as it would from any list; formulas stay the template's."""
    book = book_from_bytes("laporan.xlsx", report)
    return {
        name: [(row, column, cell.value) for (row, column), cell in cells.items() if not cell.formula]
        for name, cells in book.sheets.items()
    }


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor and of the wall clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def compare(reports: int) -> None:
    """Both sides write each report into a file of its own, in turn, the first changing every time."""
    ready = contexts()
    compiled = template()
    master = bundled_folder("workbook_templates") / DOCUMENTS[REPORT].template
    values = [values_of(compiled.render(context)) for context in ready]
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(reports):
            one, cells = ready[number % len(ready)], values[number % len(ready)]
            ours, theirs = (Path(folder, f"{side}-{number % len(ready)}.xlsx") for side in ("kinerja", "openpyxl"))

            def render(one: Mapping[str, object] = one, path: Path = ours) -> None:
                path.write_bytes(compiled.render(one))

            def fill_by_openpyxl(cells: Cells = cells, path: Path = theirs) -> None:
                book = openpyxl.load_workbook(master)
                for name, entries in cells.items():
                    sheet = book[name]
                    for row, column, value in entries:
                        merged = sheet.cell(row, column)
                        if not isinstance(merged, openpyxl.cell.cell.MergedCell):
                            merged.value = value
                file = io.BytesIO()
                book.save(file)
                path.write_bytes(file.getvalue())

            pair = (render, fill_by_openpyxl) if number % 2 else (fill_by_openpyxl, render)
            took = [timed(work) for work in pair]
            rounds.append(took if number % 2 else took[::-1])
    for place, what in enumerate(("CPU", "dinding")):
        mine, other = ([side[place] for side in column] for column in zip(*rounds, strict=True))
        ratios = sorted(b / a for a, b in zip(mine, other, strict=True))
        say(
            f"{what:<8} kinerja-pauh {statistics.median(mine) * 1000:6.2f} ms   openpyxl "
            f"{statistics.median(other) * 1000:6.2f} ms   ×{sum(other) / sum(mine):.1f} over all, median of the pairs "
            f"×{statistics.median(ratios):.1f}, nine of ten above ×{ratios[len(ratios) // 10]:.1f}"
        )


def peak() -> float:
    """Megabytes that this process has held at most."""
    import resource  # noqa: PLC0415  Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def memory(reports: int) -> None:
    """Our side alone: the largest memory after 100 reports and after all."""
    ready, compiled = contexts(), template()
    for number in range(reports):
        compiled.render(ready[number % len(ready)])
        if number + 1 in {FIRST, reports}:
            say(f"memory   at most {peak():.1f} MB after {number + 1} reports")


def soffice_seconds(pid: int | None) -> float:
    """Processor time of LibreOffice, where Linux tells it."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.is_file():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def print_them(reports: int) -> None:
    """Each report from closed workbook to finished PDF, after LibreOffice has started."""
    compiled = template()
    label = PdfProperties(DOCUMENTS[REPORT].title, "Kecamatan Pauh", PdfSource("0" * 64, "LibreOffice"))
    with tempfile.TemporaryDirectory() as folder:
        paths = list(workbooks(compiled, reports, Path(folder)))
        begun = time.perf_counter()
        with printer("libreoffice") as office:
            started = time.perf_counter() - begun
            pid = office._office.pid  # noqa: SLF001  only to ask the system about it
            before = soffice_seconds(pid)
            each = [timed(lambda path=path: finished(office.print_book(path), label))[1] for path in paths]
            busy = (soffice_seconds(pid) - before) / len(paths)
    say(
        f"PDF start {started:.1f} s, then {statistics.mean(each):.3f} s each (median {statistics.median(each):.3f}, "
        f"slowest {max(each):.3f}), of which LibreOffice computes {busy:.3f} s"
    )


def workbooks(compiled: ReportTemplate, reports: int, folder: Path) -> Iterator[Path]:
    ready = contexts()
    for number in range(reports):
        path = folder / f"{number}.xlsx"
        path.write_bytes(compiled.render(ready[number % len(ready)]))
        yield path


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> None:
    """All three; memory in a process of its own, which openpyxl has not filled."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    reports, printed = [*numbers, *(1000, 60)[len(numbers) :]]
    if MEMORY in sys.argv:
        memory(reports)
        return
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    say(f"{date.today():%d.%m.%Y}: {reports} reports, {os.cpu_count()} cores{load}")  # noqa: DTZ011  the reader's own day
    compare(reports)
    if sys.platform != "win32":
        subprocess.run([sys.executable, __file__, str(reports), MEMORY], check=True)  # noqa: S603  this very file
    if printed:
        print_them(printed)


if __name__ == "__main__":
    main()
