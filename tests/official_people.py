"""People for the official forms: a whole sample office as if its forms had come back, and one person of long texts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.returns import Person, Returns
from kinerja_pauh.appraisal.model import Aspect, Form, Kind, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets.read_induk import Induk

SAMPLE = office(60, 2026)
RULES = rulebook_for(SAMPLE.period.end)
LONG_NAME = "Prof. Dr. H. Muhammad Syafruddin Datuak Rajo Panghulu Nan Panjang, S.Sos., M.Si., M.AP. (Fiktif)"
LONG_RESULT = (
    "Terwujudnya pelayanan administrasi kependudukan yang cepat, tepat, ramah, dan bebas pungutan bagi seluruh warga "
    "sembilan kelurahan, termasuk penyandang disabilitas dan lanjut usia, tahap {}"
)
EXPECTED = "Menyelesaikan setiap pengaduan warga paling lama dua hari kerja dan memberi kabar kepada pelapornya."
EXAMPLE = "Pada 12 Agustus 2026 mendatangi rumah warga lanjut usia di Limau Manis untuk perekaman KTP-el."


@cache
def sample_returns() -> Returns:
    staff = {one.nip: one for one in SAMPLE.employees}
    people = {}
    for nip, ratee in fill(SAMPLE, RULES).items():
        rater = staff[staff[nip].rater]
        form = Form("uji", SAMPLE.office, SAMPLE.period, RuleChoice(RULES.id), rater.nip, rater.name, (ratee,))
        result = score(ratee, RULES, SAMPLE.period)
        people[nip] = Person(result, ScoredForm(form, RULES, (), (result,)))
    induk = Induk(SAMPLE.employees, SAMPLE.plans, SAMPLE.office, SAMPLE.period, RuleChoice(), "", "", ())
    return Returns(induk, staff, people, ())


@cache
def hard_returns() -> tuple[str, Returns]:
    """NIP of someone with twelve indicators, four-line RHK, a name with titles, long feedback; everything complete."""
    plain = sample_returns()
    nip = next(n for n, one in plain.people.items() if one.result.predicate and len(one.result.indicators) > 2)
    person = plain.people[nip]
    base = person.result.ratee.indicators
    rows = tuple(
        replace(
            base[number % len(base)],
            number=str(number + 1),
            kind=Kind.ADDITIONAL if number > 9 else Kind.MAIN,
            weight=Decimal(10),
            result=LONG_RESULT.format(number // 3 + 1),
            superior_result=LONG_RESULT.format("pimpinan"),
            aspect=list(Aspect)[number % 4],
            name=f"Indikator {number + 1} yang diselesaikan sesuai standar operasional prosedur pelayanan kecamatan",
            note="" if number % 2 else "Pertahankan ketelitian; percepat berkas yang menunggu tanda tangan lurah.",
            data_source="Rekap SIAK",
        )
        for number in range(12)
    )
    behaviours = tuple(replace(one, expectation=EXPECTED, example=EXAMPLE) for one in person.result.ratee.behaviours)
    ratee = replace(person.result.ratee, name=LONG_NAME, indicators=rows, behaviours=behaviours, factors=())
    form = replace(person.scored.form, ratees=(ratee,))
    result = score(ratee, RULES, form.period)
    employee = replace(plain.staff[nip], name=LONG_NAME, position="Perencana Ahli Pertama", position_type="JF Keahlian")
    induk = replace(plain.induk, plans={**plain.induk.plans, nip: rows}, organisation_predicate="Baik")
    people = {**plain.people, nip: Person(result, ScoredForm(form, RULES, (), (result,)))}
    return nip, replace(plain, induk=induk, staff={**plain.staff, nip: employee}, people=people)
