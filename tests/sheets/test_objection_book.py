"""Berkas Keberatan: facts, and what differs between the two results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kinerja_pauh.appraisal.objections import Objection
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.sheets.objection_book import (
    FACTORS,
    FACTS,
    PLAN,
    RESULTS,
    TALKS,
    TRACE,
    ObjectionCase,
    objection_book,
)
from people import ABOVE, MEETS, NIP, PERIOD, RULES, behaved, factor, person, row

FILED = date(2027, 1, 20)
ENTRY = Objection(NIP, date(2027, 1, 8), FILED, "Banjir tidak dihitung")


def result(*rows, **more):
    return score(person(*rows, **more), RULES, PERIOD)


def sheets(before, now, **more):
    case = ObjectionCase(ENTRY, before, now, RULES, PERIOD, "Penilai", "Atasan", "Seksi", date(2027, 1, 22), ())
    return {one.name: one.rows for one in objection_book(replace(case, **more), "Kecamatan").sheets}


def test_only_what_differs_is_told_beside_the_totals():
    before = result(row("1", weight="60"), row("2", weight="40"))
    now = result(
        row("1", weight="60", realisation="90"), row("2", weight="40"), row("3", weight=None), behaviours=behaved(ABOVE)
    )
    changes = {line[0]: line[1:] for line in sheets(before, now)[RESULTS]}
    assert changes["Nilai hasil kerja"][:1] == (Decimal("100.00"),)
    assert changes["Indikator 1: Jumlah layanan 1"] == (
        "target 100 dokumen, realisasi 100 dokumen",
        "target 100 dokumen, realisasi 90 dokumen",
        "berubah",
    )
    assert "Indikator 2: Jumlah layanan 2" not in changes
    assert changes["Indikator 3: Jumlah layanan 3"][0] == "belum ada"
    assert changes["Perilaku: Berorientasi Pelayanan"] == (str(MEETS), str(ABOVE), "berubah")


def test_what_does_not_exist_yet_is_not_a_zero():
    rows = sheets(result(row(realisation=None)), result())[RESULTS]
    assert rows[0] == ("Nilai hasil kerja", None, Decimal("100.00"), None)


def test_facts_trace_evidence_talks_and_factors_stand_in_their_sheets():
    found = sheets(result(factors=(factor(superior_decision=None),)), result(), superior="", last=None)
    facts = dict(found[FACTS])
    assert facts["Yang memutuskan"] == "atasan penilai; belum tercatat di Induk"
    assert facts["Hari terakhir mengajukan"] == "belum ada"
    assert facts["Keberatan diajukan"] == "20 Januari 2027"
    assert found[TRACE][0][1] == "Baik"
    assert found[PLAN][0][5] == "Rekap SIAK Desember 2026"
    assert found[TALKS][0][1] == "Teliti"
    assert found[FACTORS][0][-2:] == ("Setuju", "belum ada")
