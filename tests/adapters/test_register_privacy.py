"""What the register knows of a person can be shown, and forgotten: no byte of it is left, and the chain is whole."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest

from filled_office import SAMPLE, form_of, office_copy, raters
from handmade_books import packed, parts, texts, unpacked
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.person import Person
from kinerja_pauh.adapters.register.privacy import erase_forms, erase_person, export_person, older_than
from kinerja_pauh.adapters.register.redaction import redact
from kinerja_pauh.ports import Issued, UnusableFile
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from register_entries import LATER, NOW, WHO, change, returned

NAMES = {employee.nip: employee.name for employee in SAMPLE.employees}
RATER, PLACES = next(
    (rater, places[:2])
    for rater, people in raters().items()
    if len(places := [place for place, one in enumerate(people) if one.nip not in raters()]) > 1
)
RATEE, COLLEAGUE = (raters()[RATER][place].nip for place in PLACES)
CANARY = "Kenari kuning 7731"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A register with every form of an office, out and back. One rater wrote of a person in a colleague's rows too."""
    root = office_copy(tmp_path_factory.mktemp("kantor"), tmp_path_factory)
    canary = form_of(root, RATER, "2_masuk")
    feedback = layout.FEEDBACK_TABLE.column("Yang Sudah Baik")
    mention = f"Bekerja dengan {NAMES[RATEE].upper()} ({RATEE[:8]} {RATEE[8:14]} {RATEE[14]} {RATEE[15:]})"
    write_cells(
        canary,
        layout.FEEDBACK,
        {(FIRST_ROW + place, feedback): words for place, words in zip(PLACES, (CANARY, mention), strict=True)},
    )
    path = root / "r.sqlite"
    register = open_register(path)
    for rater, people in raters().items():
        data = form_of(root, rater).read_bytes()
        name = form_of(root, rater).name
        register.issue(
            [Issued(f"id-{rater[:8]}", rater, NAMES[rater], "Tahunan 2026", name, len(people), data)], NOW, WHO
        )
        back = form_of(root, rater, "2_masuk").read_bytes()
        renamed = f"Penilaian {NAMES[RATEE].split(',')[0].replace(' ', '_')}_{rater}.xlsx"
        register.add(returned(back, f"id-{rater[:8]}", renamed), NOW, f"{rater}@kantor")
    return path


@pytest.fixture
def path(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "r.sqlite")


@pytest.fixture
def register(path):
    return open_register(path)


@pytest.fixture(scope="module")
def forgotten(filled, tmp_path_factory):
    """The register after one person was erased, for tests that only look; and how many rows that changed."""
    path = shutil.copy(filled, tmp_path_factory.mktemp("dihapus") / "r.sqlite")
    return path, erase_person(open_register(path), RATEE, LATER, WHO)


@pytest.fixture
def without(forgotten, tmp_path):
    """A copy of it."""
    return shutil.copy(forgotten[0], tmp_path / "tanpa.sqlite")


def traces(path, *words: str) -> list[tuple[str, str]]:
    """Where a word still stands: in the raw bytes of the file, or in a part of a stored workbook."""
    register = open_register(path)
    places = {"berkas": path.read_bytes()}
    for row in (*register.issued(), *register.returns()):
        places |= {f"{row.form_id}/{name}": data for name, data in unpacked(row.data).items()}
    return [(place, word) for place, data in places.items() for word in words if word.encode() in data]


def bare(nip: str) -> str:
    return NAMES[nip].split(",")[0]


def test_all_rows_about_a_person_are_shown(register) -> None:
    said = export_person(register, RATEE)
    assert [one["jenis"] for one in said["sebagai_pegawai"]] == ["formulir_dibagikan", "formulir_kembali"]
    back = said["sebagai_pegawai"][1]["baris"]
    assert {row["NIP"] for name, rows in back.items() if name != layout.META for row in rows} == {RATEE}
    assert {row["Nama"] for row in back[layout.WORK]} == {NAMES[RATEE]}
    assert [row["Yang Sudah Baik"] for row in back[layout.FEEDBACK]] == [CANARY]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["Tanggal"]) for row in back[layout.FEEDBACK])
    assert all(set(row) == {"A", "B"} for row in back[layout.META])
    assert len(back[layout.WORK]) == len(raters()[RATER][PLACES[0]].indicators)
    assert said["sebagai_penilai"] == []
    assert [one["apa"] for one in said["catatan"]] == ["dibagikan", "diterima"]


def test_the_forms_of_a_rater_are_shown(register) -> None:
    said = export_person(register, RATER)
    assert [(one["nip_penilai"], one["nama_penilai"]) for one in said["sebagai_penilai"]] == [(RATER, NAMES[RATER])]
    assert "isi" not in said["sebagai_penilai"][0]


def test_nothing_is_shown_of_a_stranger_or_from_a_register_that_is_not_there(register, tmp_path) -> None:
    lists = ("sebagai_penilai", "sebagai_pegawai", "rencana", "lembar", "catatan")
    empty = {"nip": "190001011900011001", **{name: [] for name in lists}}
    assert export_person(register, "190001011900011001") == empty
    assert export_person(open_register(tmp_path / "tidak-ada.sqlite"), "190001011900011001") == empty


def test_of_an_erased_person_no_byte_is_left_and_the_chain_is_whole(filled, forgotten) -> None:
    path, changed = forgotten
    register = open_register(path)
    assert traces(filled, RATEE, NAMES[RATEE], CANARY)
    assert changed >= 2
    assert (
        traces(path, RATEE, NAMES[RATEE], bare(RATEE), bare(RATEE).upper(), bare(RATEE).replace(" ", "_"), CANARY) == []
    )
    assert traces(path, f"{RATEE[:8]} {RATEE[8:14]}") == []
    assert export_person(register, RATEE)["sebagai_pegawai"] == []
    assert register.faults() == []
    assert {one.what for one in register.diary() if one.at == LATER.isoformat()} == {"dihapus"}


def test_what_was_said_of_others_stays_when_a_person_is_erased(filled, forgotten) -> None:
    before = {one.number: read_form(book_from_bytes("", one.data)).form for one in open_register(filled).returns()}
    register = open_register(forgotten[0])
    for one in register.returns():
        form = read_form(book_from_bytes("", one.data)).form
        others = tuple(ratee for ratee in before[one.number].ratees if ratee.nip != RATEE)
        assert [ratee.nip for ratee in form.ratees] == [ratee.nip for ratee in others]
        assert [ratee.indicators for ratee in form.ratees] == [ratee.indicators for ratee in others]
        assert (form.rater_nip, form.rater_name) == (before[one.number].rater_nip, before[one.number].rater_name)
    mention = export_person(register, COLLEAGUE)["sebagai_pegawai"][1]["baris"][layout.FEEDBACK][0]["Yang Sudah Baik"]
    assert mention.startswith("Bekerja dengan (dihapus) (dihapus-")


def test_files_that_say_nothing_of_the_person_stay_byte_for_byte(filled, forgotten) -> None:
    before = {one.sha256: one.data for one in open_register(filled).returns()}
    others = [one for one in open_register(forgotten[0]).returns() if one.form_id != f"id-{RATER[:8]}"]
    assert others
    assert all(before[one.sha256] == one.data for one in others)


def test_a_return_is_still_known_by_its_file_after_an_erasure(filled, forgotten) -> None:
    known = [one.sha256 for one in open_register(filled).returns()]
    register = open_register(forgotten[0])
    assert [one.sha256 for one in register.returns()] == known
    assert all(register.find(one) for one in known)


def test_of_an_erased_rater_no_byte_is_left_and_the_ratings_stay(register, path) -> None:
    people = {one.number: read_form(book_from_bytes("", one.data)).form.ratees for one in register.returns()}
    assert erase_person(register, RATER, LATER, f"{RATER}@kantor") >= 2
    assert traces(path, RATER, NAMES[RATER], bare(RATER)) == []
    assert not any(RATER in one.who for one in register.diary())
    assert register.faults() == []
    for one in register.returns():
        form = read_form(book_from_bytes("", one.data)).form
        assert form.ratees == tuple(r for r in people[one.number] if r.nip != RATER)
    pseudonyms = {one.rater_nip for one in register.issued()} - set(raters())
    assert [one.startswith("dihapus-") for one in pseudonyms] == [True]


def test_erasing_twice_or_a_stranger_changes_nothing(without) -> None:
    path, register = without, open_register(without)
    before = path.read_bytes()
    assert erase_person(register, RATEE, LATER, WHO) == 0
    assert erase_person(register, "190001011900011001", LATER, WHO) == 0
    assert len(path.read_bytes()) == len(before)
    assert register.faults() == []


def test_a_foreign_change_after_an_erasure_still_shows(without) -> None:
    path, register = without, open_register(without)
    number = next(one.number for one in register.returns() if one.form_id == f"id-{RATER[:8]}")
    change(path, f"update formulir_kembali set isi = isi || x'00' where nomor = {number}")
    assert [one.partition(":")[0] for one in register.faults()] == [f"Tabel formulir_kembali nomor {number}"]
    change(path, "update peristiwa set siapa = 'x' where nomor = 1")
    assert any("Tabel peristiwa nomor 1: kolom siapa" in one for one in register.faults())


def test_whole_forms_go_with_returns_and_choices(register, path) -> None:
    form = f"id-{RATER[:8]}"
    chosen = next(one.sha256 for one in register.returns() if one.form_id == form)
    register.choose(form, chosen, NOW, WHO)
    count = len(register.returns())
    assert erase_forms(register, [form, "tidak ada"], LATER, WHO) == 3
    assert traces(path, RATEE, NAMES[RATEE], CANARY) == []
    assert len(register.returns()) == count - 1
    assert form not in {one.form_id for one in (*register.issued(), *register.standing("diterima"))}
    assert register.chosen() == {}
    assert register.faults() == []


def test_the_retention_looks_at_the_last_event_of_a_form_s_period(tmp_path) -> None:
    register = open_register(tmp_path / "r.sqlite")
    assert older_than(register, date(2100, 1, 1)) == []
    form = Issued("a", "1", "P", "Tahunan 2020", "a.xlsx", 1, b"")
    register.issue([form, replace(form, form_id="b", rater_nip="2")], NOW - timedelta(days=2000), WHO)
    register.issue([replace(form, form_id="c", period="Tahunan 2026")], NOW, WHO)
    register.add(returned(b"x", "b"), NOW - timedelta(days=1000), WHO)
    last = (NOW - timedelta(days=1000)).date()
    assert older_than(register, last) == []
    assert older_than(register, last + timedelta(days=1)) == ["a", "b"]
    assert older_than(register, NOW.date()) == ["a", "b"]
    assert older_than(register, NOW.date() + timedelta(days=1)) == ["a", "b", "c"]


PERSON = Person("198609262015051901", frozenset({"Siti Ma'ruf & Co, S.E.", "Indah"}), "dihapus-1")


def book(*items: str, rows: str = "") -> bytes:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in range(1, len(items) + 1))
    return packed(parts(cells + rows, shared=texts(*items)))


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ("<t>siti  MA&apos;RUF &amp; co hadir</t>", "(dihapus) hadir"),
        ("<r><t>Siti Ma</t></r><r><t>'ruf &amp; Co</t></r>", "(dihapus)"),
        ("<r><t>NIP 19860926</t></r><r><t>2015051901</t></r>", "NIP dihapus-1"),
        ("<t>Indah bekerja indah, Indahwati</t>", "(dihapus) bekerja indah, Indahwati"),
        ("<t>1986092620150519012</t>", "1986092620150519012"),
    ],
)
def test_a_person_is_found_however_the_text_is_written(item, left) -> None:
    clean = redact(book("<t>lain</t>", item), PERSON, "id", rater=False)
    assert book_from_bytes("", clean).sheets["Isian"][2, 1].value == left


def test_a_nip_that_became_a_number_is_found_and_its_row_blank() -> None:
    row = '<row r="9"><c r="A9"><v>1.98609262015051901E17</v></c><c r="B9" s="0"><f>1+1</f><v>2</v></c></row>'
    clean = book_from_bytes("", redact(book("<t>lain</t>", rows=row), PERSON, "id", rater=False))
    assert list(clean.sheets["Isian"]) == [(1, 1)]


def test_a_person_in_a_part_that_cannot_be_cleaned_stops_the_erasure() -> None:
    spoilt = unpacked(book("<t>lain</t>")) | {"xl/media/image1.png": b"\x89PNG 198609262015051901"}
    with pytest.raises(UnusableFile, match="hapus seluruh formulir itu"):
        redact(packed(spoilt), PERSON, "id-7", rater=False)


def test_the_author_of_a_rater_s_file_goes() -> None:
    core = '<cp:p xmlns:cp="c" xmlns:dc="d"><dc:creator>ST</dc:creator><cp:lastModifiedBy>ST</cp:lastModifiedBy></cp:p>'
    data = packed(unpacked(book("<t>lain</t>")) | {"docProps/core.xml": core})
    assert redact(data, PERSON, "id", rater=False) == data
    assert b"ST" not in unpacked(redact(data, PERSON, "id", rater=True))["docProps/core.xml"]
