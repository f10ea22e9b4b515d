"""The dashboard in a real Chromium: alone, on a phone, by keyboard, on paper, with hostile names, with our figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from browser import running_browser
from kinerja_pauh.actions.dashboard import dashboard_of
from kinerja_pauh.actions.nameless import without_names
from kinerja_pauh.adapters.dashboard import dashboard_page
from kinerja_pauh.adapters.dashboard.page import _number
from kinerja_pauh.appraisal.overview import EarlierPeriod
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show_score
from people import ABOVE, BELOW, PERIOD, behaved, capped, factor, row
from recap_offices import rated, source
from spreadsheet import text_of_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browser import Browser

HOSTILE = (
    "<script>window.jahat=1</script>",
    '"><img src=x onerror=window.jahat=1>',
    "\u202eKebalik \u2066dan\u2069",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt; 'satu' `dua`",
    "Sangat" + "Panjang" * 40,
    "]]><!-- </style></script>",
)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
PEOPLE = (
    *(
        rated(n, row(name=f"Layanan {n % 3}", realisation=str(80 + 5 * n)), unit=f"Kelurahan {n % 3}", rater="Ani")
        for n in range(9)
    ),
    rated(20, unit="Seksi", rater="Budi", behaviours=behaved(None), feedback=()),
    rated(21, row(realisation="90"), unit="Seksi", rater="Budi", factors=(factor("1"),)),
    rated(22, unit="Seksi", rater="Budi", work_rating=BELOW, behaviour_rating=ABOVE),
    *(
        rated(30 + n, row(name=text, unit=text), unit=text, rater=text, name=text, position=text, reason=text)
        for n, text in enumerate(HOSTILE)
    ),
)
GIVEN = source(
    *PEOPLE,
    organisation="Baik",
    earlier=(EarlierPeriod("Tahunan 2025", *YEAR, {one.result.ratee.nip: one.result for one in PEOPLE[:9]}),),
    absent=(("199901012022011009", "Orang Absen", "Seksi", "Budi", "Formulir belum kembali"),),
    missing=(("Budi", "Penilaian_199901012022011009.xlsx", 1),),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("dasbor") / "Dasbor.html"
    file.write_bytes(dashboard_page(dashboard_of(GIVEN, named=True)))
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("peramban")) as running:
        yield running


@pytest.fixture
def page(browser, path) -> Browser:
    browser.size(1366)
    browser.open(path)
    return browser


def visible(page: Browser) -> list[str]:
    return page.run("return [...document.querySelectorAll('.orang')].filter(e => !e.hidden).map(e => e.id)")


def test_it_loads_without_a_request_or_a_complaint(page, path) -> None:
    assert page.requests() == [path.as_uri()]
    assert page.said("browser") == []


def test_the_page_may_load_and_send_nothing(page) -> None:
    tried = page.run(
        "return Promise.allSettled([fetch('https://contoh.invalid/a'), new Promise((done, fail) => {"
        " const i = new Image(); i.onload = done; i.onerror = fail; i.src = 'https://contoh.invalid/b.png'; })])"
        ".then(all => all.map(one => one.status))"
    )
    assert tried == ["rejected", "rejected"]
    assert page.blocked() == ["csp"]  # the fetch was stopped before it became a request
    page.run("const s = document.createElement('script'); s.textContent = 'window.jahat = 1'; document.body.append(s)")
    assert page.run("return window.jahat") is None


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_no_width_needs_sideways_scrolling_even_with_everything_open(page, width) -> None:
    page.size(width)
    for opened in (False, True):
        page.run("for (const d of document.querySelectorAll('details')) d.open = arguments[0]", opened)
        wide, room = page.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room


def test_the_keyboard_reaches_every_control_in_reading_order_and_focus_is_seen(page) -> None:
    wanted = page.run(
        "window.semua = [...document.querySelectorAll('a[href], input, select, button, summary')]"
        ".filter(e => e.checkVisibility()); return semua.length"
    )
    reached = []
    for _ in range(wanted):
        page.press("\ue004")
        reached.append(
            page.run(
                "const e = document.activeElement, s = getComputedStyle(e);"
                "return [semua.indexOf(e), s.outlineStyle, parseFloat(s.outlineWidth)]"
            )
        )
    assert [place for place, *_ in reached] == list(range(wanted))
    assert all(style == "solid" and thick >= 2 for _, style, thick in reached)


def test_enter_opens_a_person_and_shows_the_way_each_number_came_about(page) -> None:
    page.run("document.querySelector('#p1 > summary').focus()")
    page.press("\ue007")
    assert page.run("return document.querySelector('#p1').open")
    page.run("document.querySelector('#p1 .asal > summary').focus()")
    page.press("\ue007")
    told = page.run("return document.querySelector('#p1 .pohon').innerText")
    assert "Nilai akhir" in told
    assert "PP 30/2019" in told


def test_filters_join_and_say_how_many_are_left(page) -> None:
    every = len(PEOPLE)
    page.run(
        "const u = document.getElementById('pilih-unit'); u.value = 'Seksi';"
        "u.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert len(visible(page)) == 3
    page.run("document.getElementById('cari').focus()")
    for letter in "ORANG 22":
        page.press(letter)
    assert len(visible(page)) == 1
    assert page.run("return document.getElementById('jumlah').textContent") == f"1 dari {every} pegawai"
    page.run("document.querySelector('button[type=reset]').click()")
    page.run("return new Promise(done => setTimeout(done, 20))")
    assert len(visible(page)) == every


def test_a_predicate_and_a_unit_lead_to_their_people(page) -> None:
    for attribute, key in (("predikat", "predicate"), ("unit", "unit")):
        people = dashboard_of(GIVEN, named=True).people
        for value in dict.fromkeys(getattr(one, key) for one in people):
            page.run(
                "[...document.querySelectorAll('a[data-' + arguments[0] + ']')]"
                ".find(a => a.dataset[arguments[0]] === arguments[1]).click()",
                attribute,
                value,
            )
            assert visible(page) == [f"p{n}" for n, one in enumerate(people, 1) if getattr(one, key) == value]
    assert page.run("return document.activeElement.id") == "j-pegawai"


def test_one_button_opens_and_closes_all_that_are_shown(page) -> None:
    page.run("document.getElementById('buka').click()")
    assert page.run("return document.querySelectorAll('.orang:not([open])').length") == 0
    assert page.run("return document.getElementById('buka').textContent") == "Tutup semua"
    page.run("document.getElementById('buka').click()")
    assert page.run("return document.querySelectorAll('.orang[open]').length") == 0


def test_hostile_names_stay_text(page) -> None:
    assert page.run("return window.jahat") is None
    assert page.run("return document.querySelectorAll('script, style').length") == 2
    assert page.run("return document.querySelectorAll('img, iframe, object, link').length") == 0
    names = page.run("return [...document.querySelectorAll('.nama > bdi')].map(e => e.textContent)")
    assert names == [one.result.ratee.name for one in PEOPLE]
    assert "49" not in names


def test_every_figure_is_the_registers(page) -> None:
    made = dashboard_of(GIVEN, named=True)
    figures = made.book.figures
    rows = page.run(
        "return [...document.querySelectorAll('#predikat tbody tr')]"
        ".map(r => [r.cells[0].innerText, +r.cells[1].innerText])"
    )
    assert dict(rows) == {**figures.whole.counts, "Belum lengkap": 1, "Tanpa formulir": 1}
    assert sum(heads for _, heads in rows) == len(PEOPLE) + 1
    units = page.run(
        "return [...document.querySelectorAll('#unit tbody tr')].map(r => [r.querySelector('bdi').textContent,"
        " parseInt(r.cells[1].innerText), r.cells[2].innerText])"
    )
    assert units == [[u.name, u.counted, show_score(u.mean)] for u in figures.units]
    people = page.run(
        "return [...document.querySelectorAll('.orang')].map(e => [e.querySelector('.akhir').textContent,"
        " e.dataset.predikat, e.dataset.unit])"
    )
    assert people == [[_number(one.person.result.final), one.predicate, one.unit] for one in made.people]
    for place, one in enumerate(made.people, 1):
        told = page.run(
            "return [...document.querySelectorAll('#p' + arguments[0] + ' .rinci > .angka-angka div')]"
            ".map(e => [e.firstElementChild.textContent, e.lastElementChild.textContent])",
            place,
        )
        result = one.person.result
        assert dict(told)["Hasil kerja"] == _number(result.work)
        assert dict(told)["Perilaku"] == _number(result.behaviour)
        assert ("Tanpa faktor luar" in dict(told)) == (result.work != result.work_raw)


@pytest.mark.parametrize(("cap", "counted"), [("1", "91,00"), ("0", "90,00")])
def test_a_rise_that_was_held_back_shows_all_four_numbers(cap, counted) -> None:
    one = rated(21, row(realisation="90"), unit="Seksi", rater="Budi", factors=(factor("1"),))
    held = replace(one, result=score(one.result.ratee, capped(cap), PERIOD))
    for made, told in ((one, False), (held, True)):
        text = dashboard_page(dashboard_of(source(made), named=True)).decode()
        shown = dict(re.findall(r"<div><dt>([^<]*)</dt><dd>([^<]*)</dd></div>", text))
        assert shown["Tanpa faktor luar"] == "90,00"
        assert ("Sebelum batas faktor luar" in shown) == told
    assert (shown["Hasil kerja"], shown["Sebelum batas faktor luar"]) == (counted, "92,54")
    assert shown["Batas kenaikan"] == f"{cap}"


def test_it_is_whole_without_javascript(browser, path) -> None:
    browser.tool("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
    finally:
        browser.tool("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run("return document.getElementById('saring').hidden")
    assert len(visible(browser)) == len(PEOPLE)
    browser.run("document.querySelector('#p2 > summary').click()")
    assert browser.run("return document.querySelector('#p2 .rinci').checkVisibility()")


CONTRAST = """
const lum = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
  .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
  if (!/, 0\\)$/.test(c)) return c } return 'rgb(255, 255, 255)' };
for (const d of document.querySelectorAll('details')) d.open = true;
const bad = new Set();
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) { const e = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('svg, script, style')) continue;
  const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < 4.5) bad.add(e.tagName + '.' + e.className) }
return [...bad];
"""


def test_every_word_stands_out_from_its_ground(page) -> None:
    assert page.run(CONTRAST) == []


def test_a_screen_reader_finds_its_way(page) -> None:
    assert page.run("return document.documentElement.lang") == "id"
    assert (
        page.run("return ['header', 'nav', 'main', 'footer'].map(n => document.querySelectorAll(n).length)") == [1] * 4
    )
    levels = page.run("return [...document.querySelectorAll('h1, h2, h3, h4')].map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.run("return [...document.querySelectorAll('table')].every(t => t.caption && t.caption.innerText)")
    assert page.run("return [...document.querySelectorAll('thead th')].every(h => h.scope === 'col' && h.innerText)")
    assert page.run("return [...document.querySelectorAll('tbody tr')].every(r => r.cells[0].scope === 'row')")
    assert page.run("return [...document.querySelectorAll('input, select')].every(e => e.labels.length === 1)")
    assert page.run("return [...document.querySelectorAll('svg')].every(s => s.ariaHidden === 'true' || s.ariaLabel)")
    assert page.run(
        "return [...document.querySelectorAll('[aria-labelledby], [aria-controls]')].every(e =>"
        " document.getElementById(e.getAttribute('aria-labelledby') || e.getAttribute('aria-controls')))"
    )
    ids = page.run("return [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    tree = page.tool("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in tree if not node.get("ignored")}
    assert {"banner", "navigation", "main", "contentinfo", "search", "table", "columnheader", "rowheader"} <= roles


def test_who_wants_no_motion_gets_none(page) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        page.tool("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": wish}])
        assert page.run("return getComputedStyle(document.documentElement).scrollBehavior") == behaviour


def test_on_paper_nothing_is_cut_and_what_was_opened_is_printed(page, tmp_path) -> None:
    page.run("document.getElementById('p1').open = true")
    page.tool("Emulation.setEmulatedMedia", media="print")
    page.size(703)  # A4 less the margins, at 96 pixels an inch
    wide, room = page.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room
    marks = page.run(
        "return ['p1', 'p2'].map(p => getComputedStyle(document.querySelector(`#${p} > summary`), '::before').content)"
    )
    assert marks == ["none", "none"]  # else the line of an opened person has a column too many
    page.tool("Emulation.setEmulatedMedia", media="")
    page.print(tmp_path / "dasbor.pdf")
    text = text_of_pdf(tmp_path / "dasbor.pdf")
    for words in ("Jumlah pegawai", "Orang 22", "Orang Absen", "Perlu perhatian", "Umpan balik", "e-Kinerja BKN"):
        assert words in text
    assert "Hapus saringan" not in text
    assert text.count("Rating perilaku") == 1


class _Structure(HTMLParser):
    """Tags that were opened and not closed, or closed and not opened."""

    VOID = frozenset({"meta", "br", "input", "rect", "line", "circle", "polyline"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.faults += [f"{tag} {name}" for name, _ in attrs if name == "style" or name.startswith("on")]

    def handle_startendtag(self, tag, attrs) -> None:
        assert tag in self.VOID
        assert "style" not in dict(attrs)

    def handle_endtag(self, tag) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")


@pytest.mark.parametrize("named", [True, False])
def test_the_file_is_well_formed_alone_and_the_same_every_time(named) -> None:
    given = GIVEN if named else without_names(GIVEN)
    data = dashboard_page(dashboard_of(given, named=named))
    assert data == dashboard_page(dashboard_of(given, named=named))
    text = data.decode("utf-8")
    structure = _Structure()
    structure.feed(text)
    assert (structure.faults, structure.open) == ([], [])
    assert not re.search(r"\d{12,}", text)  # no NIP, with names or without
    assert "None" not in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy


def test_without_names_no_name_post_or_word_of_anybody_is_in_the_file() -> None:
    bare = without_names(GIVEN)
    text = dashboard_page(dashboard_of(bare, named=False)).decode("utf-8")
    assert "Pegawai 01" in text
    assert "tetap dapat ditebak" in text
    for word in ("Orang", "Budi", "Ani<", "Pelaksana", "12 Agustus 2026: membantu", "Disepakati dalam rapat"):
        assert word not in re.sub(r"<th scope=\"col\" class=\"angka\">Orang</th>", "", text), word


def test_a_page_without_earlier_periods_pattern_or_missing_people() -> None:
    text = dashboard_page(dashboard_of(source(rated()), named=True)).decode("utf-8")
    assert "Kecenderungan" not in text
    assert "Semua pegawai aktif sudah dinilai." in text
    assert "Predikat organisasi belum diisi" in text


def test_a_text_that_no_file_can_hold_does_not_stop_the_page() -> None:
    data = dashboard_page(dashboard_of(source(rated(1, name="Ani\ud800")), named=True))
    assert b"Ani?" in data


def test_a_score_below_the_drawn_range_stays_inside_the_drawing() -> None:
    low = rated(1, row(realisation="1"))
    before = replace(GIVEN.earlier[0], results={low.result.ratee.nip: rated(1).result})
    text = dashboard_page(dashboard_of(source(low, earlier=(before,)), named=True)).decode("utf-8")
    heights = [float(y) for y in re.findall(r'<circle cx="[^"]+" cy="([^"]+)" r="4"', text)]
    assert heights
    assert all(0 <= y <= 112 for y in heights)
