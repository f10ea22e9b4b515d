"""What a cold click costs: ours beside what a naive macro or script would do, each in a fresh Python process.

Both sides run in turn in the same round, so that a busy machine slows both; the ratio is what holds elsewhere.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.appraisal.model import Form, Period, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import office, random_ratees
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.layout import HEADER_ROW

ROUNDS = int(os.environ.get("PUTARAN", "9"))
PEOPLE = 8
PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))

OURS_CLOSED = """
import sys
from kinerja_pauh.faces.cli import main
sys.stdout = open({sink!r}, "w", encoding="utf-8")
sys.exit(main(["hitung", {path!r}]) == 2)
"""

# What one writes in an afternoon: a frame a sheet, scores by groupby, results into the cells, the whole book saved
# anew. It knows no range targets, no outside factors, checks nothing and loses every computed value of the workbook.
NAIVE_CLOSED = """
import openpyxl
import pandas as pd
work = pd.read_excel({path!r}, sheet_name="Hasil Kerja", header={header}, dtype={{"NIP": str}})
behaviour = pd.read_excel({path!r}, sheet_name="Perilaku", header={header}, dtype={{"NIP": str}})
VALUES = {{"Di Atas Ekspektasi": 120, "Sesuai Ekspektasi": 100, "Di Bawah Ekspektasi": 60}}
number = pd.to_numeric(work["Realisasi"], errors="coerce")
percent = number / work["Target"] * 100
falling = (2 - number / work["Target"]) * 100
percent = percent.where(work["Arah"] != "Makin rendah makin baik", falling).clip(0, 120)
percent = percent.where(work["Arah"] != "Kualitatif", work["Realisasi"].map(VALUES))
work["Poin"] = percent * work["Bobot (%)"] / 100
hasil = work[work["Jenis"] == "Utama"].groupby("NIP")["Poin"].sum().round(2)
behaviour["Angka"] = behaviour["Rating"].map(VALUES)
perilaku = behaviour.groupby("NIP")["Angka"].mean().round(2)
akhir = (hasil * 0.7 + perilaku * 0.3).round(2)
book = openpyxl.load_workbook({path!r})
sheet = book["Hasil"]
for row in sheet.iter_rows(min_row={header} + 2):
    nip = row[0].value
    if nip in akhir.index:
        row[2].value, row[4].value, row[5].value = float(hasil[nip]), float(perilaku[nip]), float(akhir[nip])
book.save({path!r})
"""

OURS_IMPORT = """
from kinerja_pauh.adapters.live.lean_xlwings import lean_xlwings
lean_xlwings()
import kinerja_pauh.faces.press, kinerja_pauh.faces.world, kinerja_pauh.actions.live_form
import kinerja_pauh.adapters.live.live_book
"""
NAIVE_IMPORT = "import xlwings, pandas, openpyxl"
NOTHING = "pass"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds that pass, and seconds of processor time."""

    wall: float
    cpu: float


def cost(code: str) -> Cost:
    """A fresh process that runs the code, start of Python included."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, used)


def compare(name: str, codes: dict[str, str], prepare: dict[str, tuple[Path, Path]]) -> None:
    """Run all in turn and print medians and, in the first column's terms, the medians of the ratios.

    prepare: label -> (what is copied, to where) before each of its runs.
    """
    rounds: list[dict[str, Cost]] = []
    for _ in range(ROUNDS + 1):
        seen = {}
        for label, code in codes.items():
            if label in prepare:
                shutil.copy(*prepare[label])
            seen[label] = cost(code)
        rounds.append(seen)
    warm = rounds[1:]  # the first fills the disk's cache
    ours = next(iter(codes))
    sys.stdout.write(f"{name}\n{'':<26}{'wall ms':>9}{'CPU ms':>9}{'wall':>8}{'CPU':>8}\n")
    for label in codes:
        wall = statistics.median(one[label].wall for one in warm) * 1000
        used = statistics.median(one[label].cpu for one in warm) * 1000
        slower = statistics.median(one[label].wall / one[ours].wall for one in warm)
        dearer = statistics.median(one[label].cpu / one[ours].cpu for one in warm)
        sys.stdout.write(f"  {label:<24}{wall:>9.0f}{used:>9.0f}{f'×{slower:.1f}':>8}{f'×{dearer:.1f}':>8}\n")


def filled_form() -> bytes:
    """A form of PEOPLE people, complete, as it comes back."""
    rules = rulebook_for(PERIOD.end)
    people = tuple(random_ratees(random.Random(1), PEOPLE, [v.name for v in rules.values.value], PERIOD))
    place = office(PEOPLE).office
    form = Form("x", place, PERIOD, RuleChoice(rules.id), "198001012005011901", "Penilai", people)
    results = [score(ratee, rules, PERIOD) for ratee in people]
    return BundledTemplates().form("pauh").render(fill_form(form, results, rules))


def main() -> None:
    """Both comparisons."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        master, mine, theirs = (folder / f"{word}.xlsx" for word in ("asal", "kita", "naif"))
        master.write_bytes(filled_form())
        header = HEADER_ROW - 1
        compare(
            f"Hitung Nilai on a closed form of {PEOPLE} people",
            {
                "kinerja hitung": OURS_CLOSED.format(path=str(mine), sink=os.devnull),
                "pandas + openpyxl": NAIVE_CLOSED.format(path=str(theirs), header=header),
            },
            {"kinerja hitung": (master, mine), "pandas + openpyxl": (master, theirs)},
        )
    compare(
        "Imports of a click in an open workbook",
        {"kinerja-pauh": OURS_IMPORT, "xlwings pandas openpyxl": NAIVE_IMPORT, "Python alone": NOTHING},
        {},
    )


if __name__ == "__main__":
    main()
