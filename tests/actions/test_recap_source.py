"""What recap and dashboard are made from: a real office folder, its missing people, and the same without names."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import RULES, SAMPLE, run
from kinerja_pauh.actions.dashboard import dashboard, dashboard_of
from kinerja_pauh.actions.earlier_periods import Earlier
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.nameless import HIDDEN, without_names
from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.recap import recap, recap_advice
from kinerja_pauh.actions.recap_source import _by_period, book_of, recap_source
from kinerja_pauh.actions.returns import Person
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.appraisal.overview import EarlierPeriod
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import recap_layout as layout
from people import behaved, factor, form_of
from recap_offices import rated, source

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_NUMBER = re.compile(r"\d{12,}")
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = filled_office.office_copy(tmp_path_factory.mktemp("rekap"), tmp_path_factory)
    one = filled_office.form_of(folder, filled_office.raters().popitem()[0], "2_masuk")
    one.unlink()
    return folder


@pytest.fixture(scope="module")
def world():
    return real_world(show_progress)


@pytest.fixture
def collected(root, capsys):
    run(capsys, "kumpulkan", root)
    return root


def test_every_active_person_is_counted_incomplete_or_absent_with_a_cause(collected, world) -> None:
    book = book_of(recap_source(OfficeFolder(collected), world))
    whole = book.figures.whole
    last = filled_office.raters().popitem()[0]
    waiting = [e for e in SAMPLE.rated if e.rater == last]
    assert whole.people + book.absent == len(SAMPLE.rated)
    rater = next(e.name for e in SAMPLE.employees if e.nip == last)
    assert [(r[0], r[3], r[4]) for r in book.rows[layout.NOT_RATED]] == [
        (e.nip, rater, "Formulir belum kembali") for e in waiting
    ]
    assert book.forms == len(book.rows[layout.MISSING]) == 1


def test_the_figures_are_those_of_the_registers_results(collected, world) -> None:
    given = recap_source(OfficeFolder(collected), world)
    expected = {nip: score(ratee, RULES, SAMPLE.period) for nip, ratee in filled_office.entries().items()}
    units = {e.nip: e.unit for e in SAMPLE.rated}
    order = [e.nip for e in SAMPLE.rated if e.nip in {one.result.ratee.nip for one in given.people}]
    assert [one.result.ratee.nip for one in given.people] == order
    for one in given.people:
        wanted = expected[one.result.ratee.nip]
        assert (one.result.final, one.result.predicate, one.unit) == (
            wanted.final,
            wanted.predicate,
            units[one.result.ratee.nip],
        )


def test_recap_and_dashboard_say_what_was_written(collected, world) -> None:
    written = recap(collected, world)
    assert "pegawai dinilai" in written.advice
    page = dashboard(collected, world)
    assert page.written[0].endswith("Dasbor_Tahunan-2026.html")
    assert "jangan dikirim" in page.advice
    bare = dashboard(collected, world, named=False)
    assert bare.written[0].endswith("Dasbor_Tahunan-2026_tanpa-nama.html")
    assert "jangan dikirim" not in bare.advice


def test_the_advice_carries_the_warnings_of_the_pattern() -> None:
    book = book_of(source(*[rated(n) for n in range(12)], organisation="Baik"))
    assert "paling banyak 8 dari 12 orang Baik" in recap_advice(book)
    assert len(book.figures.whole.check.warnings) > 1
    assert recap_advice(book).count("Predikat organisasi Baik") == 1
    assert recap_advice(book_of(source(rated()))) == "1 pegawai dinilai, 0 belum lengkap, 0 formulir belum kembali."


def test_earlier_results_become_periods_the_oldest_first() -> None:
    def at(label: str, start: date, end: date) -> Person:
        form = replace(form_of(rated(1).result.ratee), period=Period(label, start, end))
        return Person(rated(1).result, ScoredForm(form, RULES, (), ()))

    quarter = at("Triwulan IV 2025", date(2025, 10, 1), date(2025, 12, 31))
    year, old = at("Tahunan 2025", *YEAR), at("Tahunan 2024", date(2024, 1, 1), date(2024, 12, 31))
    found = _by_period(Earlier({"a": (old, year), "b": (quarter, year)}))
    assert [(one.label, sorted(one.results)) for one in found] == [
        ("Tahunan 2024", ["a"]),
        ("Triwulan IV 2025", ["b"]),
        ("Tahunan 2025", ["a", "b"]),
    ]
    assert (found[2].start, found[2].end) == YEAR


def many_words():
    """An office in which every free word could betray somebody."""
    loud = {
        "position": "Camat",
        "reason": "RAHASIA alasan",
        "new_idea": True,
        "idea_text": "RAHASIA ide",
        "factors": (replace(factor("1"), cause="RAHASIA sebab", evidence="RAHASIA surat"), factor("1")),
        "behaviours": tuple(replace(b, example="RAHASIA contoh", expectation="RAHASIA harapan") for b in behaved()),
    }
    people = [rated(n, unit="B" if n % 2 else "A", rater=f"Budi {n % 3}", **loud) for n in range(6)]
    before = EarlierPeriod("2025", *YEAR, {one.result.ratee.nip: one.result for one in (*people[1:], rated(77))})
    absent = (("199901012022011009", "Orang Sembilan", "B", "Budi 1", "Belum dibagikan"),)
    missing = (("Budi 1", "Penilaian_198609262015051901.xlsx", 4),)
    return source(*people, rated(50, unit=""), earlier=(before,), absent=absent, missing=missing, organisation="Baik")


def texts_in(value: object) -> Iterator[str]:
    """Every text anywhere inside a value, places of cells left aside."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in {"form", "scored", "places", "rules"}:
                yield from texts_in(getattr(value, one.name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*texts_in(key), *texts_in(inner))
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from texts_in(inner)


def test_without_names_nothing_is_left_that_tells_who_it_is() -> None:
    page = dashboard_of(without_names(many_words()), named=False)
    found = list(texts_in(page))
    assert found
    for text in found:
        assert not LONG_NUMBER.search(text), text
        for word in ("RAHASIA", "Orang", "Budi", "Camat", "Penilai (Fiktif)"):
            assert word not in text
    assert HIDDEN in found
    assert "Banjir atau bencana" in found  # a cause of the list tells nobody


def test_without_names_every_figure_stays() -> None:
    given = many_words()
    named, bare = book_of(given).figures, book_of(without_names(given)).figures
    assert bare.whole == named.whole
    assert [replace(one, name="") for one in bare.units] == [replace(one, name="") for one in named.units]
    assert (bare.patterns, bare.strongest, bare.weakest) == (named.patterns, named.strongest, named.weakest)
    assert (bare.outside, bare.trend) == (named.outside, named.trend)
    assert sorted(len(one.signs) for one in bare.raters) == sorted(len(one.signs) for one in named.raters)


def test_without_names_the_order_of_the_staff_list_is_gone() -> None:
    low, high = rated(1, behaviours=behaved(), new_idea=True, idea_text="x"), rated(2)
    low = replace(low, result=replace(low.result, final=low.result.final - 1))
    bare = without_names(source(low, high, rated(3, behaviours=behaved(None))))
    finals = [one.result.final for one in bare.people]
    assert finals[:2] == sorted(finals[:2], reverse=True)
    assert [one.result.ratee.name for one in bare.people] == ["Pegawai 01", "Pegawai 02", "Pegawai 03"]
