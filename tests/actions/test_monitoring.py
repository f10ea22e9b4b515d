"""Who has not returned: the state of each form, and what `kinerja monitor` writes about it, over real forms."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import books
import filled_office
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.live_office import NotInOfficeFolder
from kinerja_pauh.actions.monitor_office import monitor_from, monitor_outcome
from kinerja_pauh.actions.monitor_words import monitor_lines, monitor_record
from kinerja_pauh.actions.monitoring import OUTSIDE, State, chosen_returns, monitor, returns_of
from kinerja_pauh.actions.outcome import Verdict
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.stamping import compile_template
from kinerja_pauh.adapters.templates.finish import finished
from kinerja_pauh.adapters.templates.induk_book import induk_book
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.ports import Returned, UnusableFile
from kinerja_pauh.regulations import settings_of
from kinerja_pauh.sheets import form_layout, induk_layout
from kinerja_pauh.sheets.cells import address
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW, LEGEND_ROW
from kinerja_pauh.sheets.monitor_sheet import CHOICE, FORM_ID, MONITOR, MONITOR_TABLE
from kinerja_pauh.sheets.read_induk import NoPeriod
from memory_register import MemoryRegister
from messages import flaws
from open_workbook import WorkbookInMemory

SAMPLE = filled_office.SAMPLE
RATERS = list(filled_office.raters())
NOW = datetime(2026, 12, 12, 9, 5, tzinfo=UTC)
DEADLINE = date(2026, 12, 15)
COLUMN = {column.header: number for number, column in enumerate(MONITOR_TABLE.columns, start=1)}


@dataclass
class Desk:
    """An office folder whose forms went out, and what is remembered of them."""

    root: Path
    register: MemoryRegister
    now: datetime = NOW

    @property
    def world(self):
        return replace(real_world(show_progress), register=lambda _: self.register, now=lambda: self.now, who="uji")

    @property
    def induk(self) -> Path:
        return next(self.root.glob("Induk_*.xlsx"))

    def form(self, place: int = 0):
        """The form in use of a rater."""
        return next(one for one in reversed(self.register.issued()) if one.rater_nip == RATERS[place])

    def comes_back(
        self, place: int = 0, change: str = "", verdict: Verdict = Verdict.ACCEPTED, note: str = ""
    ) -> Returned:
        """A return of a rater's form. change: typed as evidence into the first row; note: only makes another file."""
        issue = self.form(place)
        path = self.root / "2_masuk" / f"{note}{issue.file_name}"
        path.write_bytes(issue.data)
        if change:
            evidence = form_layout.WORK_TABLE.column("Bukti Dukung")
            write_cells(path, form_layout.WORK, {(FIRST_ROW, evidence): change})
        if note:
            write_cells(path, form_layout.GUIDE, {(200, 20): note})
        data = path.read_bytes()
        one = Returned(0, issue.form_id, path.name, hashlib.sha256(data).hexdigest(), verdict, data)
        self.register.add(one, self.now, "uji")
        return one

    def look(self, place: int = 0):
        """How it stands with a rater's form now."""
        found = monitor(self.root, self.world)
        return next(line for line in found.lines if line.rater_nip == RATERS[place])

    def set(self, key: str, value: object) -> None:
        row = FIRST_ROW + list(induk_layout.SETTING_KEYS).index(key)
        write_cells(self.induk, induk_layout.SETTINGS, {(row, 2): value})

    def sheet(self) -> list[dict[str, object]]:
        """The rows of forms of the sheet Monitor, as a reader finds them."""
        cells = read_book(self.induk).sheets[MONITOR]
        rows = sorted(row for row, column in cells if column == COLUMN[FORM_ID] and row >= FIRST_ROW)
        return [{h: cells[row, n].value if (row, n) in cells else None for h, n in COLUMN.items()} for row in rows]


@cache
def handed_out(base: Path) -> tuple[Path, MemoryRegister]:
    """The office with its forms, once a run; the Induk from the master as it is built now."""
    root, register = base / "kantor-monitor", MemoryRegister()
    root.mkdir()
    master = finished(induk_book(filled_office.RULES, settings_of(filled_office.RULES)), "Induk")
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=2026) | {"batas_kembali": "15 Desember 2026"}
    cells = fill_induk(SAMPLE.employees, SAMPLE.plans, settings)
    (root / "Induk_2026.xlsx").write_bytes(compile_template(master).render(cells))
    distribute(root, Desk(root, register, NOW - timedelta(days=10)).world)
    return root, register


@pytest.fixture
def desk(tmp_path, tmp_path_factory) -> Desk:
    root, register = handed_out(tmp_path_factory.getbasetemp())
    mine = MemoryRegister()
    mine.issue(register.issued(), NOW - timedelta(days=10), "uji")
    return Desk(shutil.copytree(root, tmp_path / "Penilaian-2026"), mine)


# --- the state of a form ------------------------------------------------------------------------------------------


def test_after_handing_out_every_form_is_awaited(desk):
    found = monitor(desk.root, desk.world)
    assert {line.rater_nip for line in found.lines} == set(RATERS)
    assert {line.state for line in found.lines} == {State.MISSING}
    assert all((line.returns, line.counting) == ((), None) for line in found.lines)
    assert all(line.handed_out.date() == date(2026, 12, 2) for line in found.lines)
    assert (found.deadline, found.days) == (DEADLINE, 3)
    assert (found.total.forms, found.total.returned) == (len(RATERS), 0)
    assert found.total.people == len(SAMPLE.rated) == sum(unit.people for unit in found.units)


def test_units_and_raters_stand_in_the_order_of_the_staff_list(desk):
    found = monitor(desk.root, desk.world)
    staff = {employee.nip: employee for employee in SAMPLE.employees}
    assert [line.unit for line in found.lines] == [staff[line.rater_nip].unit for line in found.lines]
    assert [unit.unit for unit in found.units] == list(dict.fromkeys(line.unit for line in found.lines))
    nips = list(staff)
    for unit in found.units:
        places = [nips.index(line.rater_nip) for line in found.lines if line.unit == unit.unit]
        assert places == sorted(places)


@pytest.mark.parametrize(("verdict", "state"), [(Verdict.ACCEPTED, State.ACCEPTED), (Verdict.LOOK, State.LOOK)])
def test_a_return_counts_by_its_verdict(desk, verdict, state):
    desk.comes_back(verdict=verdict)
    line = desk.look()
    assert (line.state, line.counting, len(line.returns)) == (state, 1, 1)
    assert line.awaited == (state is State.LOOK)
    assert desk.look(1).state is State.MISSING


def test_a_mended_return_counts_instead_of_the_one_with_gaps(desk):
    desk.comes_back(verdict=Verdict.LOOK)
    desk.comes_back(change="Rekap SIAK")
    line = desk.look()
    assert (line.state, line.counting, len(line.returns)) == (State.ACCEPTED, 2, 2)


def test_two_returns_that_say_the_same_need_no_choice(desk):
    desk.comes_back(change="Rekap SIAK")
    desk.comes_back(change="Rekap SIAK", note="salinan ")
    line = desk.look()
    assert len({one.sha256 for one in line.returns}) == 2
    assert (line.state, line.counting) == (State.ACCEPTED, 1)


def test_two_returns_that_differ_wait_for_a_choice(desk):
    desk.comes_back(change="Rekap SIAK")
    second = desk.comes_back(change="Rekap Dukcapil")
    line = desk.look()
    assert (line.state, line.counting, line.awaited) == (State.CHOOSE, 1, False)
    desk.register.choose(second.form_id, second.sha256, NOW, "uji")
    line = desk.look()
    assert (line.state, line.counting) == (State.ACCEPTED, 2)


def test_a_chosen_return_with_gaps_is_still_to_be_mended(desk):
    desk.comes_back(change="Rekap SIAK")
    chosen = desk.comes_back(change="Rekap Dukcapil", verdict=Verdict.LOOK)
    desk.register.choose(chosen.form_id, chosen.sha256, NOW, "uji")
    line = desk.look()
    assert (line.state, line.counting) == (State.LOOK, 2)


def test_a_form_handed_out_anew_is_awaited_again_and_the_old_one_gone(desk):
    desk.comes_back()
    old = desk.form()
    desk.register.issue([replace(old, form_id="f" * 16)], NOW, "uji")
    line = desk.look()
    assert (line.form_id, line.state) == ("f" * 16, State.MISSING)
    assert len(monitor(desk.root, desk.world).lines) == len(RATERS)


def test_forms_of_another_period_are_left_out(desk):
    ours = {desk.form(place).form_id for place in range(len(RATERS))}
    desk.register.issue([replace(desk.form(), form_id="e" * 16, period="Tahunan 2025")], NOW, "uji")
    assert {line.form_id for line in monitor(desk.root, desk.world).lines} == ours


def test_a_rater_whom_the_staff_list_does_not_know_is_outside_and_last(desk):
    desk.register.issue(
        [replace(desk.form(), form_id="d" * 16, rater_nip="1" * 18, rater_name="Orang Luar")], NOW, "uji"
    )
    found = monitor(desk.root, desk.world)
    assert (found.lines[-1].unit, found.lines[-1].rater_name) == (OUTSIDE, "Orang Luar")
    assert found.units[-1].unit == OUTSIDE


def test_days_count_down_and_below_nothing(desk):
    for day, days in ((10, 5), (15, 0), (17, -2)):
        desk.now = NOW.replace(day=day)
        assert monitor(desk.root, desk.world).days == days
    desk.set("batas_kembali", None)
    assert (monitor(desk.root, desk.world).deadline, monitor(desk.root, desk.world).days) == (None, None)


def test_sums_count_every_state(desk):
    desk.comes_back(0)
    desk.comes_back(1, verdict=Verdict.LOOK)
    total = monitor(desk.root, desk.world).total
    assert total.counts == {
        State.MISSING: len(RATERS) - 2, State.LOOK: 1, State.CHOOSE: 0, State.ACCEPTED: 1,
    }  # fmt: skip
    assert (total.forms, total.returned, total.state) == (len(RATERS), 2, State.MISSING)


def test_an_induk_without_a_period_is_refused(desk):
    desk.set("mulai", None)
    with pytest.raises(NoPeriod, match="lembar Pengaturan"):
        monitor(desk.root, desk.world)


# --- kinerja monitor ----------------------------------------------------------------------------------------------


def test_the_sheet_and_the_reminders_are_written(desk):
    desk.comes_back(0)
    desk.comes_back(1, verdict=Verdict.LOOK)
    outcome = monitor_outcome(desk.root, desk.world)
    assert [Path(path).name for path in outcome.written] == ["Induk_2026.xlsx", "Pengingat_Tahunan-2026.txt"]
    assert (outcome.notes, outcome.findings, outcome.exit_status) == ((), (), 1)
    rows = {row["NIP Penilai"]: row for row in desk.sheet()}
    assert [row[FORM_ID] for row in desk.sheet()] == [line.form_id for line in outcome.found.lines]
    first, second, third = (rows[nip] for nip in RATERS[:3])
    assert (first["Keadaan"], first["Sisa Waktu"], first["Pesan WhatsApp"]) == ("✓ Diterima", None, None)
    assert (first["Kiriman Masuk"], first["Kiriman Berlaku"]) == (1.0, 1.0)
    assert first["Daftar Kiriman"] == "1: ✓ diterima 12/12/2026 09.05"
    assert (second["Keadaan"], second["Sisa Waktu"]) == ("▲ Perlu dilihat", "3 hari lagi")
    assert "akan kami sampaikan" in second["Pesan WhatsApp"]
    assert (third["Keadaan"], third["Dibagikan"]) == ("✕ Belum kembali", 46358.0)
    assert "belum kami terima" in third["Pesan WhatsApp"]
    summary = read_book(desk.induk).sheets[MONITOR][LEGEND_ROW, 1].value
    assert "Batas kembali 15 Desember 2026 (3 hari lagi)." in summary
    assert "Diperbarui 12 Desember 2026 09.05." in summary


def test_a_renamed_return_is_listed_with_its_name(desk):
    desk.comes_back(0, note="betul ")
    monitor_outcome(desk.root, desk.world)
    row = next(row for row in desk.sheet() if row["NIP Penilai"] == RATERS[0])
    assert row["Daftar Kiriman"].endswith(f", betul {desk.form().file_name}")


def test_when_every_form_is_in_the_office_is_done(desk):
    for place in range(len(RATERS)):
        desk.comes_back(place)
    outcome = monitor_outcome(desk.root, desk.world)
    assert outcome.exit_status == 0
    assert "semua diterima" in outcome.advice
    assert "Tidak ada penilai yang perlu diingatkan." in reminders(desk)


def reminders(desk) -> str:
    return (desk.root / "3_rekap" / "Pengingat_Tahunan-2026.txt").read_bytes().decode("utf-8-sig")


def test_each_awaited_rater_has_a_message_and_a_letter_and_nobody_else(desk):
    desk.comes_back(0)
    monitor_outcome(desk.root, desk.world)
    text = reminders(desk)
    assert text.count("PESAN WHATSAPP") == len(RATERS) - 1
    assert text.count("\r\nSURAT\r\n") == len(RATERS) - 1
    assert text.count("\r\n") == text.count("\n")
    assert desk.form(0).rater_name not in text
    assert desk.form(1).rater_name in text


def test_a_unit_with_several_awaited_raters_gets_a_letter_of_its_own(desk):
    monitor_outcome(desk.root, desk.world)
    found = monitor(desk.root, desk.world)
    several = [unit.unit for unit in found.units if unit.counts[State.MISSING] > 1]
    assert reminders(desk).count("SURAT UNTUK UNIT") == len(several)
    other = replace(desk.form(), form_id="c" * 16, rater_nip=RATERS[1], rater_name="Fulan Kedua")
    units = {line.rater_nip: line.unit for line in found.lines}
    path = desk.induk
    row = FIRST_ROW + [employee.nip for employee in SAMPLE.employees].index(RATERS[1])
    write_cells(path, induk_layout.STAFF, {(row, induk_layout.STAFF_TABLE.column("Unit Kerja")): units[RATERS[0]]})
    desk.register.issue([other], NOW, "uji")
    monitor_outcome(desk.root, desk.world)
    assert f"SURAT UNTUK UNIT: {units[RATERS[0]]}" in reminders(desk)
    assert "Fulan Kedua (belum kembali)" in reminders(desk)


def test_no_nip_and_nobody_who_is_rated_stands_in_reminders_or_on_the_screen(desk):
    desk.comes_back(0)
    outcome = monitor_outcome(desk.root, desk.world)
    texts = [reminders(desk), *monitor_lines(outcome.found), outcome.advice]
    raters = {line.rater_name for line in outcome.found.lines}
    for employee in SAMPLE.employees:
        assert not [text for text in texts if employee.nip in text]
        if employee.name not in raters:
            assert not [text for text in texts if employee.name in text]


def test_a_choice_that_hr_typed_stays_and_is_told_where_it_names_no_return(desk):
    monitor_outcome(desk.root, desk.world)
    ids = [row[FORM_ID] for row in desk.sheet()]
    typed = {(FIRST_ROW, COLUMN[CHOICE]): 2, (FIRST_ROW + 1, COLUMN[CHOICE]): "yang kedua"}
    write_cells(desk.induk, MONITOR, typed)
    outcome = monitor_outcome(desk.root, desk.world)
    kept = {row[FORM_ID]: row[CHOICE] for row in desk.sheet()}
    assert {form: value for form, value in kept.items() if value is not None} == {ids[0]: 2.0, ids[1]: "yang kedua"}
    assert [f.code for f in outcome.findings] == ["bukan-angka"]


def test_a_choice_names_the_file_that_shall_count(desk):
    desk.comes_back(change="Rekap SIAK")
    second = desk.comes_back(change="Rekap Dukcapil")
    monitor_outcome(desk.root, desk.world)
    row = FIRST_ROW + [row[FORM_ID] for row in desk.sheet()].index(second.form_id)
    for typed, hashes, codes in ((2, {second.form_id: second.sha256}, []), (3, {}, ["kiriman-tidak-ada"])):
        write_cells(desk.induk, MONITOR, {(row, COLUMN[CHOICE]): typed})
        chosen, findings = chosen_returns(read_book(desk.induk), desk.register)
        assert (chosen, [f.code for f in findings]) == (hashes, codes)
        assert [flaw for f in findings for flaw in flaws(f)] == []
        assert {f.cell for f in findings} <= {address(row, COLUMN[CHOICE])}
    assert len(returns_of(desk.register)[second.form_id]) == 2


def test_running_it_again_changes_nothing_and_a_shorter_list_leaves_no_rest(desk):
    monitor_outcome(desk.root, desk.world)
    once = read_book(desk.induk).sheets[MONITOR]
    monitor_outcome(desk.root, desk.world)
    assert read_book(desk.induk).sheets[MONITOR] == once
    desk.set("periode", "Triwulan I 2027")
    outcome = monitor_outcome(desk.root, desk.world)
    assert desk.sheet() == []
    assert outcome.found.lines == ()
    below = {p: c.value for p, c in read_book(desk.induk).sheets[MONITOR].items() if p[0] >= FIRST_ROW}
    assert below == {(FIRST_ROW, 1): "Belum ada formulir periode ini yang dibagikan."}


@pytest.mark.parametrize(("lock", "said"), [("~$Induk_2026.xlsx", "Excel"), (".~lock.Induk_2026.xlsx#", "LibreOffice")])
def test_an_induk_that_is_open_is_left_alone_and_that_is_said(desk, lock, said):
    (desk.root / lock).write_bytes(b"")
    before = desk.induk.read_bytes()
    outcome = monitor_outcome(desk.root, desk.world)
    assert desk.induk.read_bytes() == before
    (note,) = outcome.notes
    assert f"belum diperbarui karena Induk sedang dibuka di {said}. Tutup dulu" in note
    assert [Path(path).name for path in outcome.written] == ["Pengingat_Tahunan-2026.txt"]
    assert outcome.exit_status == 1


def test_an_induk_that_cannot_be_replaced_is_told(desk):
    def refuse(*_):
        raise UnusableFile("Folder tidak dapat ditulis. Periksa izinnya.")

    outcome = monitor_outcome(desk.root, replace(desk.world, write_cells=refuse))
    assert outcome.notes == ("Lembar Monitor belum diperbarui. Folder tidak dapat ditulis. Periksa izinnya.",)


def older(book):
    return books.without_sheet(book, MONITOR)


def test_an_older_induk_without_the_sheet_is_read_and_left_as_it_is(desk):
    before = desk.induk.read_bytes()
    outcome = monitor_outcome(desk.root, replace(desk.world, read=lambda path: older(read_book(path))))
    assert len(outcome.found.lines) == len(RATERS)
    assert "belum punya lembar Monitor" in outcome.notes[0]
    assert desk.induk.read_bytes() == before


# --- for people and for programs ----------------------------------------------------------------------------------


def test_the_screen_lists_raters_below_their_unit_with_sums(desk):
    desk.comes_back(0, change="a")
    desk.comes_back(0, change="b")
    found = monitor(desk.root, desk.world)
    lines = list(monitor_lines(found))
    assert lines[0] == "Monitor formulir, Tahunan 2026. Batas kembali 15 Desember 2026 (3 hari lagi)."
    chosen = next(line for line in lines if desk.form().rater_name in line)
    assert chosen.startswith("  ▲ Perlu dipilih")
    assert chosen.endswith("pegawai, 2 kiriman, berlaku nomor 1")
    rest = len(RATERS) - 1
    assert lines[-1] == f"Seluruhnya {len(RATERS)} formulir: {rest} belum kembali, 1 perlu dipilih"


def test_the_record_is_plain_json_with_every_form_and_sum(desk):
    desk.comes_back(0, verdict=Verdict.LOOK)
    found = monitor(desk.root, desk.world)
    record = json.loads(json.dumps(monitor_record(found)))
    assert (record["periode"], record["batas_kembali"], record["sisa_hari"]) == ("Tahunan 2026", "2026-12-15", 3)
    form = next(one for one in record["formulir"] if one["nip_penilai"] == RATERS[0])
    assert (form["keadaan"], form["kiriman_berlaku"], form["kiriman"][0]["putusan"]) == (
        "perlu_dilihat", 1, "perlu_dilihat",
    )  # fmt: skip
    assert record["jumlah"] == {
        "dibagikan": len(RATERS),
        "kembali": 1,
        "pegawai": len(SAMPLE.rated),
        "belum_kembali": len(RATERS) - 1,
        "perlu_dilihat": 1,
        "perlu_dipilih": 0,
        "diterima": 0,
    }
    assert sum(unit["dibagikan"] for unit in record["unit"]) == len(RATERS)


# --- the button ---------------------------------------------------------------------------------------------------


def test_the_button_writes_the_sheet_of_the_open_induk_and_shows_it(desk):
    desk.comes_back(0)
    live = WorkbookInMemory(desk.induk)
    (desk.root / f"~${desk.induk.name}").write_bytes(b"")  # as Excel leaves it while the workbook is open
    before = desk.induk.read_bytes()
    message = monitor_from(live, desk.world)
    assert message.warning
    assert "belum kembali" in message.text
    assert "Pengingat ada di 3_rekap." in message.text
    assert live.shown == MONITOR
    assert live.column(MONITOR, COLUMN[FORM_ID]) == [line.form_id for line in monitor(desk.root, desk.world).lines]
    assert desk.induk.read_bytes() == before
    assert "PESAN WHATSAPP" in reminders(desk)


def test_the_button_keeps_what_was_typed_and_not_saved_yet(desk):
    live = WorkbookInMemory(desk.induk)
    monitor_from(live, desk.world)
    live.type(MONITOR, FIRST_ROW, COLUMN[CHOICE], 1)
    live.type(
        induk_layout.SETTINGS, FIRST_ROW + list(induk_layout.SETTING_KEYS).index("batas_kembali"), 2, "12/12/2026"
    )
    message = monitor_from(live, desk.world)
    assert live.column(MONITOR, COLUMN[CHOICE]) == [1.0]
    assert "Batas kembali 12 Desember 2026 (hari ini)." in message.text


def test_the_button_in_an_older_induk_says_what_is_missing(desk):
    live = WorkbookInMemory(desk.induk)
    live._book = older(live.read())
    message = monitor_from(live, desk.world)
    assert "belum punya lembar Monitor" in message.text
    assert live.shown == ""


def test_the_button_needs_the_induk_of_an_office_folder(desk, tmp_path):
    elsewhere = shutil.copy(desk.induk, tmp_path / "Salinan.xlsx")
    (tmp_path / "Induk_2026.xlsx").write_bytes(desk.induk.read_bytes())
    with pytest.raises(NotInOfficeFolder, match="bukan Induk_<tahun>"):
        monitor_from(WorkbookInMemory(Path(elsewhere)), desk.world)
