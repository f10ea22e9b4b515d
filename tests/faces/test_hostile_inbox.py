"""Every attack of ours in one inbox: kumpulkan gives each its verdict, runs nothing, and writes its register only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from handmade_books import unpacked
from hostile_packages import ATTACKS, WORK_SHEET, changed, of_a_form
from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.reading_apart.reader import CRASHED
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.layout import FIRST_ROW, Look
from kinerja_pauh.sheets.monitor_sheet import MONITOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.sheets.layout import Column

STRANGER = Path(__file__).parents[2].parent / "shared" / "torture" / "39ab44eb0d_39ab44eb_vba-test.xlsm"
INJECTIONS = (
    "=1+1", '=HYPERLINK("http://contoh.invalid","klik")', "=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)",
    "{{ 7*7 }}", "{% for x in pegawai %}{{ x }}{% endfor %}", "{{ ''.__class__.__mro__ }}", "<b>&amp; ]]> <!--",
    "\t=1+1", "＝1+1", "#REF!", "_x0041_", "'; DROP TABLE kiriman; --", "../../../../tmp/jahat", "%s%n {0}",
)  # fmt: skip
NAMES = (
    "CON.xlsx", "nul.xlsx", "LPT1.xlsx", "aux", "..\\..\\jahat.xlsx", "....xlsx", "C:\\jahat.xlsx", "-rf.xlsx",
    "=cmd|'c calc'!A0.xlsx", "@SUM(A1).xlsx", "{{ 7*7 }}.xlsx", "$(touch jahat).xlsx", "`id`.xlsx", "a;b&c|d.xlsx",
    "baris\ndua.xlsx", "\u202excod.xlsx", "\x1b[31mmerah.xlsx", "huruf \udcff.xlsx", "x" * 250 + ".xlsx",
    "spasi .xlsx ",
)  # fmt: skip
"""What a form may be called; each is a copy of a good one with its own remark."""


def entries(*, every: bool) -> Iterator[tuple[str, Column]]:
    """Sheet and column of every cell that people type into; those with free text, or every one."""
    for sheet, table in layout.TABLES.items():
        for column in table.columns:
            if column.entry and (every or (column.look in {Look.TEXT, Look.WRAP} and not column.choices)):
                yield sheet, column


def inject(path: Path, rows: int, *, every: bool) -> None:
    for number, (sheet, column) in enumerate(entries(every=every)):
        place = layout.TABLES[sheet].column(column.header)
        words = {(FIRST_ROW + n, place): INJECTIONS[(number + n) % len(INJECTIONS)] for n in range(rows)}
        write_cells(path, sheet, words)


class Inbox:
    """An office whose inbox is full of attacks. wanted: file name -> words of which the refusal holds one."""

    def __init__(self, place: Path, root: Path) -> None:
        self.place, self.root, self.inbox = place, root, root / "2_masuk"
        forms = {nip: filled_office.form_of(root, nip, "2_masuk") for nip in filled_office.raters()}
        self.good = forms.pop(filled_office.largest_rater())
        self.typed, self.everywhere = list(forms.values())[:2]
        self.wanted: dict[str, str | None] = {}
        form = self.good.read_bytes()
        for what, (made, words) in ATTACKS.items():
            self.put(f"{what}.xlsx", made(), words or "")
        for what, data, words in of_a_form(form, unpacked(STRANGER.read_bytes())["xl/vbaProject.bin"]):
            self.put(f"{what}.xlsx", data, words)
        for number, name in enumerate(NAMES):
            path = place / "kerja" / "salinan.xlsx"
            path.write_bytes(form)
            write_cells(path, layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Catatan")): f"Kiriman {number}."})
            path.rename(self.inbox / name)
        far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>jauh</t></is></c></row></sheetData>'
        self.put("jauh.xlsx", changed(form, WORK_SHEET, "</sheetData>", far))
        self.put("dimensi.xlsx", changed(form, WORK_SHEET, '<dimension ref="', '<dimension ref="A1:XFD1048576" alt="'))
        inject(self.typed, 3, every=False)
        inject(self.everywhere, 3, every=True)

    def put(self, name: str, data: bytes, words: str | None = None) -> None:
        (self.inbox / name).write_bytes(data)
        if words is not None:
            self.wanted[name] = words

    def run(self, *words: object) -> subprocess.CompletedProcess[bytes]:
        """A command without network where the system allows that, everything of its own inside the sandbox."""
        alone = ("unshare", "-rn")
        cut_off = alone if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0 else ()
        folders = {"HOME": str(self.place / "rumah"), "TMPDIR": str(self.place / "sementara")}
        kept = {name: os.environ[name] for name in ("PATH", key_store.OVERRIDE)}
        return subprocess.run(
            [*cut_off, sys.executable, "-m", "kinerja_pauh", *map(str, words)],
            cwd=self.place / "kerja", env=kept | folders | {"LANG": "C.UTF-8"}, capture_output=True, check=False,
        )  # fmt: skip

    def everything(self) -> dict[str, bytes]:
        """Every file of the sandbox."""
        return {str(path): path.read_bytes() for path in sorted(self.place.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Inbox:
    place = tmp_path_factory.mktemp("jahat")
    for name in ("rumah", "sementara", "kerja"):
        (place / name).mkdir()
    return Inbox(place, filled_office.office_copy(place, tmp_path_factory))


@pytest.fixture(scope="module", autouse=True)
def collected(inbox) -> tuple[set[str], subprocess.CompletedProcess[bytes]]:
    """Files that changed or came with the collecting, and what it said."""
    before = inbox.everything()
    done = inbox.run("kumpulkan", inbox.root, "--json")
    after = inbox.everything()
    return {path for path in before.keys() | after if before.get(path) != after.get(path)}, done


def told(done: subprocess.CompletedProcess[bytes]) -> dict[str, dict]:
    return {one["berkas"]: one for one in json.loads(done.stdout)["berkas"]}


def test_each_file_has_one_verdict_and_nothing_crashed(inbox, collected) -> None:
    _, done = collected
    files = [one["berkas"] for one in json.loads(done.stdout)["berkas"]]
    names = [path.name.encode("utf-8", "replace").decode() for path in inbox.inbox.iterdir()]
    assert sorted(files) == sorted(name for name in names if not name.startswith("."))
    assert done.returncode == 2
    assert b"Traceback" not in done.stdout + done.stderr
    assert CRASHED not in done.stdout.decode()


def test_each_attack_is_refused_by_its_name_and_nothing_of_it_is_taken(inbox, collected) -> None:
    said = told(collected[1])
    for name, words in inbox.wanted.items():
        one = said[name]
        assert (one["putusan"], one["hasil"]) == ("ditolak", []), name
        assert not words or any(word in one["catatan"] for word in words.split("|")), (name, one["catatan"])


def test_what_is_only_called_or_filled_oddly_is_taken(inbox, collected) -> None:
    said = told(collected[1])
    for path in (inbox.good, inbox.typed, inbox.everywhere, inbox.inbox / "dimensi.xlsx"):
        assert said[path.name]["putusan"] != "ditolak", (path.name, said[path.name]["catatan"])
    assert {finding["kode"] for finding in said[inbox.everywhere.name]["temuan"]} > {"pilihan-tidak-dikenal"}
    taken = [one for one in said.values() if one["putusan"] != "ditolak"]
    named = [name for name in NAMES if not name.startswith(".")]
    assert len(taken) == len(filled_office.raters()) + len(named) + 1


def test_a_cell_at_the_far_end_of_a_locked_sheet_is_named(collected) -> None:
    far = told(collected[1])["jauh.xlsx"]
    assert far["putusan"] == "ditolak"
    assert (layout.WORK, "XFD1048576") in {(one["lembar"], one["sel"]) for one in far["temuan"]}


def test_nothing_is_written_but_the_register(inbox, collected) -> None:
    assert collected[0] == {str(inbox.root / "register.sqlite")}


def test_hostile_texts_are_texts_in_every_workbook_made_of_them(inbox) -> None:
    for verb in ("monitor", "rekap"):
        done = inbox.run(verb, inbox.root)
        assert done.returncode in {0, 1}, done.stderr
        assert b"Traceback" not in done.stderr
    (induk,), (recap,) = inbox.root.glob("Induk_*.xlsx"), (inbox.root / "3_rekap").glob("*.xlsx")
    for path in (induk, recap):
        for sheet in openpyxl.load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                assert not any(mark in str(cell.value) for mark in ('HYPERLINK("http', "cmd|", "7*7", "@SUM", "=1+1"))
    shown = {str(cell.value) for cell in read_book(induk).sheets[MONITOR].values()}
    assert any("=cmd|" in words for words in shown)
