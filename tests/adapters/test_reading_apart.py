"""Reading in a process of its own: the same workbook comes back, and whatever kills the child costs one file only."""

from __future__ import annotations

import math
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kinerja_pauh
from handmade_books import packed, parts, texts
from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.package_guard import MAX_BYTES
from kinerja_pauh.adapters.reading_apart import reader as reader_module
from kinerja_pauh.adapters.reading_apart.book_text import NotABook, book_of, book_text
from kinerja_pauh.adapters.reading_apart.reader import CRASHED, HEAVY, STUCK, ApartReader
from kinerja_pauh.ports import ReaderMissing, UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.form_layout import SHEETS
from untrusted_form import form_bytes

GOOD = packed(parts('<row r="2" hidden="1"><c r="B2"><v>87.5</v></c></row>'))
OTHER = packed(parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=texts("<t>lain</t>")))

WILD = """
import ctypes, os, signal, sys, time
from kinerja_pauh.adapters.reading_apart.child import MAX_ANSWER, read_untrusted, serve
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.adapters.reading_apart import frames
def eat():
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))
def touch(path, mode):
    with open(path, mode) as stream:
        stream.write("x" * 10)
        stream.flush()
def many():
    return [os.open("/", os.O_RDONLY) for _ in range(100)]
def lie(text):
    os.write(1, text)
    time.sleep(60)
DEEDS = {
    b"abort": os.abort, b"loop": lambda: [None for _ in iter(int, 1)], b"sleep": lambda: time.sleep(600),
    b"eat": eat, b"exit": lambda: os._exit(3), b"kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"segv": lambda: ctypes.string_at(0), b"raise": lambda: 1 / 0, b"deep": lambda: deep(), b"files": many,
    b"interrupt": lambda: (_ for _ in ()).throw(KeyboardInterrupt), b"fork": lambda: lonely(),
    b"talk": lambda: print("AHMAD 198001012005011001", file=sys.stderr), b"lie": lambda: lie(b"b\\0\\0\\0\\2[]"),
    b"long": lambda: lie(b"b\\xff\\xff\\xff\\xff"), b"noise": lambda: lie(b"apa ini sebenarnya"),
}
def deep():
    return deep()
def lonely():
    if os.fork() == 0:
        time.sleep(600)
def read(data):
    if data in DEEDS:
        DEEDS[data]()
    elif data.startswith(b"write "):
        touch(data[6:].decode(), "w")
    elif data == b"wide":
        return Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x" * MAX_ANSWER)}})
    elif data.startswith(b"nap "):
        time.sleep(1.5)
        return read_untrusted(data[4:])
    elif data.startswith(b"work "):
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass
        return read_untrusted(data[5:])
    return read_untrusted(data)
serve(read, seconds=1.0)
"""


@pytest.fixture(scope="module")
def apart():
    with ApartReader() as reader:
        yield reader


@pytest.fixture
def wild():
    """Its child may work one second for a file, and nobody ends it for waiting."""
    with ApartReader(program=WILD, seconds=600.0) as reader:
        yield reader


@pytest.fixture
def impatient():
    """Waits three seconds for a file."""
    with ApartReader(program=WILD, seconds=3.0) as reader:
        yield reader


def said(reader, data, name="Penilaian.xlsx"):
    """The sentence with which bytes are refused."""
    with pytest.raises(UnusableFile) as caught:
        reader.read(name, data)
    assert str(caught.value).endswith(".")
    return str(caught.value)


# --- the same workbook comes back


@pytest.mark.parametrize("macros", [False, True])
def test_a_form_comes_back_equal_to_reading_it_here(apart, macros):
    data = form_bytes(macros=macros)
    book = apart.read("Penilaian.xlsx", data)
    assert book == book_from_bytes("Penilaian.xlsx", data)
    assert book.hidden == {"_meta"}


def test_hidden_rows_cross_as_they_are(apart):
    assert apart.read("a.xlsx", GOOD) == Book(
        "a.xlsx", {"Isian": {(2, 2): Cell(CellKind.NUMBER, 87.5)}}, hidden_rows={"Isian": frozenset({2})}
    )


def test_a_refusal_crosses_word_for_word(apart):
    for data in (b"", b"PK", b"%PDF-1.7", b"<html>", GOOD[:200], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        with pytest.raises(UnusableFile) as here:
            book_from_bytes("a.xlsx", data)
        assert said(apart, data) == str(here.value)


def test_active_content_is_refused(apart):
    assert "DDE" in said(apart, packed(parts('<row r="1"><c r="A1"><f>cmd|\'/C calc\'!A0</f></c></row>')))


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "CON", "a\nb.xlsx", "\ud800.xlsx", "--help", "x" * 5000, "$(reboot).xlsx"]
)
def test_a_hostile_name_is_only_a_name(apart, name):
    assert apart.read(name, GOOD).name == name


CELLS = st.one_of(
    st.builds(
        Cell, st.just(CellKind.NUMBER), st.floats(allow_nan=False, allow_infinity=False), st.text(), st.booleans()
    ),
    st.builds(Cell, st.just(CellKind.TEXT), st.text(st.characters()), st.text()),
    st.builds(Cell, st.just(CellKind.BOOL), st.booleans(), st.text()),
    st.builds(Cell, st.just(CellKind.ERROR), st.sampled_from(["#REF!", "#DIV/0!"]), st.text()),
    st.builds(Cell, st.sampled_from(CellKind), st.none(), st.text(min_size=1)),
)
BOOKS = st.builds(
    Book,
    st.text(),
    st.dictionaries(st.text(), st.dictionaries(st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)), CELLS)),
    st.booleans(),
    st.frozensets(st.text()),
    st.dictionaries(st.text(), st.frozensets(st.integers(1, 1_048_576), min_size=1)),
)


@settings(deadline=None, max_examples=60)
@given(BOOKS)
def test_every_book_is_the_same_after_its_journey(book):
    after = book_of(book.name, book_text(book))
    assert after == book
    assert list(after.sheets) == list(book.sheets)
    for name, cells in book.sheets.items():
        assert list(after.sheets[name]) == list(cells)
        for place, cell in cells.items():
            twin = after.sheets[name][place]
            assert type(twin.value) is type(cell.value)
            if isinstance(cell.value, float):
                assert math.copysign(1, twin.value) == math.copysign(1, cell.value)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000,
        book_text(Book("", {})).replace(b"false", b"0"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x")}})).replace(b"[1,1,0]", b"[1,1,7]"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x")}})).replace(b"[1,1,0]", b"[1,1,-1]"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x")}})).replace(b"[1,1,0]", b"[1,1]"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x")}})).replace(b'"x"', b"1"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.TEXT, "x")}})).replace(b'"x"', b"null"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.NUMBER, 1.0)}})).replace(b"1.0", b"NaN"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.NUMBER, 1.0)}})).replace(b"1.0", b"1e999"),
        book_text(Book("", {"a": {(1, 1): Cell(CellKind.NUMBER, 1.0)}})).replace(b"NUMBER", b"APA"),
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_no_book_is_not_taken_for_one(text):
    with pytest.raises(NotABook):
        book_of("a.xlsx", text)


# --- what kills the child costs one file


@pytest.mark.parametrize("deed", [b"abort", b"exit", b"kill", b"segv", b"raise", b"deep", b"interrupt", b"files"])
def test_a_crash_is_a_sentence_and_the_next_file_is_read(wild, deed):
    assert wild.read("a.xlsx", GOOD).sheets
    assert said(wild, deed) == CRASHED
    assert wild.read("b.xlsx", OTHER).sheets["Isian"][1, 1].value == "lain"


@pytest.mark.parametrize("deed", [b"loop", b"eat"])
def test_too_much_work_or_memory_is_a_sentence_and_the_next_file_is_read(wild, deed):
    assert said(wild, deed) == HEAVY
    assert wild.read("b.xlsx", OTHER).sheets["Isian"][1, 1].value == "lain"


def test_waiting_for_a_busy_computer_is_no_work(wild):
    assert wild.read("a.xlsx", b"nap " + GOOD).sheets


def test_each_file_has_its_own_seconds(wild):
    first = wild.read("a.xlsx", GOOD), child_of(wild)
    for _ in range(3):
        assert wild.read("a.xlsx", b"work " + GOOD) == first[0]
    assert child_of(wild) is first[1]


def test_a_program_that_ignores_these_signals_gives_its_child_no_more_time():
    ignored = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGPROF, signal.SIGALRM)}
    try:
        with ApartReader(program=WILD, seconds=600.0) as reader:
            assert said(reader, b"loop") == HEAVY
    finally:
        for number, before in ignored.items():
            signal.signal(number, before)


def test_a_child_that_hangs_is_ended_and_the_next_file_is_read(impatient):
    assert said(impatient, b"sleep") == STUCK
    assert impatient.read("b.xlsx", OTHER).sheets["Isian"][1, 1].value == "lain"


@pytest.mark.parametrize("deed", [b"lie", b"long", b"noise"])
def test_a_child_that_was_taken_over_and_lies_is_not_believed(wild, deed):
    assert said(wild, deed) == CRASHED
    assert wild.read("b.xlsx", OTHER).sheets["Isian"][1, 1].value == "lain"


def test_a_child_cannot_write_a_file(wild, tmp_path):
    assert said(wild, b"write " + str(tmp_path / "a").encode()) == CRASHED
    assert not any(path.stat().st_size for path in tmp_path.iterdir())


def test_what_the_child_says_on_the_side_goes_nowhere(capfd, wild):
    assert "teks biasa" in said(wild, b"talk")
    assert said(wild, b"raise") == CRASHED
    assert capfd.readouterr() == ("", "")


def test_a_file_beyond_every_size_is_not_even_handed_over(apart):
    assert "terlalu besar" in said(apart, bytes(MAX_BYTES + 1))


def test_an_answer_beyond_every_size_is_too_heavy(wild):
    assert said(wild, b"wide") == HEAVY
    assert wild.read("b.xlsx", GOOD).sheets


# --- one child serves many files, and ends


def child_of(reader):
    return reader._child._process


def test_one_child_serves_many_files_and_ends_with_the_reader():
    with ApartReader() as reader:
        reader.read("a.xlsx", GOOD)
        first = child_of(reader)
        for _ in range(30):
            assert reader.read("a.xlsx", GOOD).sheets
            assert "kosong" in said(reader, b"")
        assert child_of(reader) is first
    assert first.returncode is not None


def test_a_child_that_was_killed_between_two_files_is_replaced_unnoticed():
    with ApartReader() as reader:
        reader.read("a.xlsx", GOOD)
        first = child_of(reader)
        os.kill(first.pid, signal.SIGKILL)
        assert reader.read("b.xlsx", OTHER).sheets
        assert child_of(reader).pid != first.pid


def test_a_reader_may_be_closed_twice_and_used_again():
    reader = ApartReader()
    reader.close()
    assert reader.read("a.xlsx", GOOD).sheets
    reader.close()
    reader.close()
    assert reader.read("a.xlsx", GOOD).sheets
    reader.close()


def test_a_child_does_not_outlive_a_program_that_was_killed(tmp_path):
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from kinerja_pauh.adapters.reading_apart.reader import ApartReader\n"
        f"reader = ApartReader()\nreader.read('a.xlsx', Path({str(tmp_path / 'a.xlsx')!r}).read_bytes())\n"
        "print(reader._child._process.pid, flush=True)\ntime.sleep(600)\n"
    )
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        watch = os.pidfd_open(child)
        parent.kill()
    assert select.select([watch], [], [], 30.0)[0], "still alive"
    os.close(watch)


def test_a_child_that_does_not_start_is_no_fault_of_the_file():
    with ApartReader(program="raise SystemExit(1)") as reader, pytest.raises(ReaderMissing, match=r"diagnosa.*\.$"):
        reader.read("a.xlsx", GOOD)


def test_an_interpreter_that_is_not_there_is_no_fault_of_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(reader_module.sys, "executable", str(tmp_path / "python"))
    with ApartReader() as reader, pytest.raises(ReaderMissing):
        reader.read("a.xlsx", GOOD)


def test_the_child_knows_no_secret_of_the_environment(monkeypatch):
    monkeypatch.setenv("KINERJA_REGISTER", "postgresql://rahasia@kota/register")
    program = "import os\nassert 'KINERJA_REGISTER' not in os.environ\n" + reader_module.PROGRAM
    with ApartReader(program=program) as reader:
        assert reader.read("a.xlsx", GOOD).sheets


# --- no network, nothing written

WATCHED = """
import os, sys
def watch(event, arguments):
    if event == "open" and (isinstance(arguments[0], int) or not arguments[2] & (os.O_WRONLY | os.O_RDWR)):
        return
    if event == "open" or event.startswith(("socket.", "subprocess.", "os.", "ctypes.", "shutil.")):
        if event not in {"os.listdir", "os.putenv"}:
            os._exit(9)
sys.addaudithook(watch)
"""


def test_reading_a_form_opens_no_connection_and_writes_no_file():
    with ApartReader(program=WATCHED + reader_module.PROGRAM) as reader:
        assert reader.read("a.xlsx", form_bytes()) == book_from_bytes("a.xlsx", form_bytes())
        assert "rusak" in said(reader, form_bytes()[:-100])


def test_the_watch_over_the_child_sees_what_it_is_for():
    deed = "\nimport socket\nsocket.socket()\n"
    with ApartReader(program=WATCHED + deed + reader_module.PROGRAM) as reader, pytest.raises(ReaderMissing):
        reader.read("a.xlsx", GOOD)


def test_a_form_is_read_where_there_is_no_network(tmp_path):
    """In a network of its own, without any device, where the system lets us make one."""
    (tmp_path / "a.xlsx").write_bytes(form_bytes())
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from kinerja_pauh.adapters.reading_apart.reader import ApartReader\n"
        "with ApartReader() as reader:\n"
        "    print(len(reader.read('a.xlsx', Path(sys.argv[1]).read_bytes()).sheets))\n"
    )
    alone = ["unshare", "-rn"]
    prefix = alone if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0 else []
    before = set(tmp_path.iterdir())
    done = subprocess.run(
        [*prefix, sys.executable, "-c", program, str(tmp_path / "a.xlsx")],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (f"{len(SHEETS)}\n", "")
    assert set(tmp_path.iterdir()) == before


def test_the_reader_works_as_installed_from_a_wheel_with_the_standard_library_alone(tmp_path):
    installed = tmp_path / "site-packages"
    package = Path(kinerja_pauh.__file__).parent
    shutil.copytree(package, installed / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "a.xlsx").write_bytes(form_bytes())
    program = (
        f"import sys\nsys.path.append({str(installed)!r})\n"
        "from pathlib import Path\n"
        "from kinerja_pauh.adapters.reading_apart.reader import ApartReader\n"
        "with ApartReader() as reader:\n"
        "    book = reader.read('a.xlsx', Path(sys.argv[1]).read_bytes())\n"
        "print(len(book.sheets), sys.modules['kinerja_pauh'].__file__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(tmp_path / "a.xlsx")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [str(len(SHEETS)), str(installed / package.name / "__init__.py")]
