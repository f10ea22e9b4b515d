"""Random people scored twice, by the package and by the oracle, and every formula of the trace worked out again."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from functools import cache

import pytest

import score_oracle as oracle
from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import random_ratees
from people import PERIOD, RULES, VALUES, capped

PEOPLE, BATCHES = 2000, 8
WITH_PEERS = rulebook_for(PERIOD.end, with_peers=True)
PRINTED = Fraction(1, 10**6)  # as far as the trace prints contributions


@cache
def crowd(batch):
    return random_ratees(random.Random(1000 + batch), PEOPLE // BATCHES, VALUES)


def same(number, expected, within=Fraction(1, 10**30)):
    return abs(Fraction(number) - expected) < within


def compare(result, expected):
    """What differs between a result and the oracle, by name."""
    pairs = [
        ("work_raw", result.work_raw),
        ("work_adjusted", result.work_adjusted),
        ("work", result.work),
        ("behaviour", result.behaviour),
        ("final", result.final),
        ("grade", result.grade),
        ("work_proposed", result.work_rating_proposed),
        ("behaviour_proposed", result.behaviour_rating_proposed),
        ("predicate", result.predicate),
    ]
    return [name for name, value in pairs if value != expected[name]]


def compare_rows(result, expected):
    wrong = []
    for one, raw, adjusted in zip(result.indicators, expected["raw_rows"], expected["rows"], strict=True):
        outcomes = [(one.raw, one.raw_contribution, raw), (one.adjusted, one.contribution, adjusted)]
        for outcome, points, row in outcomes:
            values = {} if outcome is None else {"capaian": outcome.capaian, "score": outcome.score}
            fits = all(Fraction(value) == row[name] for name, value in values.items())
            if not fits or ("capaian" in row) != bool(values) or not same(points, row["points"]):
                wrong.append(one.indicator.number)
    return wrong


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_shown_number_is_that_of_the_oracle(batch):
    for ratee in crowd(batch):
        for rules in (RULES, WITH_PEERS):
            result = score(ratee, rules, PERIOD)
            expected = oracle.everything(ratee, PERIOD, peers=rules.with_peers)
            assert compare(result, expected) == []
            assert compare_rows(result, expected) == []


@pytest.mark.parametrize("cap", ["0", "0.01", "2.5", "10"])
def test_every_shown_number_under_a_cap_is_that_of_the_oracle(cap):
    rules, held = capped(cap), 0
    for ratee in crowd(0) + crowd(1):
        result = score(ratee, rules, PERIOD)
        expected = oracle.everything(ratee, PERIOD, cap=Fraction(cap))
        assert compare(result, expected) == []
        assert compare_rows(result, expected) == []
        held += result.capped
    assert held > 5


def test_the_crowd_holds_every_situation():
    people = [score(ratee, RULES, PERIOD) for batch in range(BATCHES) for ratee in crowd(batch)]
    rows = [row for result in people for row in result.indicators]
    assert len(people) == PEOPLE
    assert any(row.adjustment.left_out for row in rows)
    assert any(row.counted_days for row in rows)
    assert any(row.raw.category == "SK" for row in rows)
    assert any(row.raw.capaian > 120 and row.raw.score == 120 for row in rows)
    assert {result.grade for result in people} == {band.label for band in RULES.grades.value}
    assert {result.predicate for result in people} == set(RULES.matrix.value.values())
    assert any(result.work == 120 for result in people)
    assert any(result.work != result.work_raw for result in people)


# --- following the trace ------------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def read(figure):
    """A number as it is printed: dots part thousands, the comma begins decimals."""
    return Fraction(figure.replace(".", "").replace(",", "."))


def calculated(formula):
    """What a pocket calculator says to the arithmetic at the beginning of a formula; words between figures are passed
    over."""
    arithmetic = re.split(r", | \(jumlah", formula)[0].replace("%", "÷ 100")
    symbols = "".join(re.findall(r"[\d.,]+|[()+×÷−]", re.sub(r"\bP\b|[^\W\d]+", " ", arithmetic)))
    figures = NUMBER.sub(lambda match: f"F({read(match.group()).numerator},{read(match.group()).denominator})", symbols)
    return eval(figures.replace("×", "*").replace("÷", "/").replace("−", "-"), {"F": Fraction})


def steps(tree, label):
    return [step for _, step in tree.walk() if step.label.startswith(label)]


def follow(ratee, rules):
    """What the two trees of a person show that cannot be worked out again from what stands below it."""
    result = score(ratee, rules, PERIOD)
    predicate, final = explain(result, rules, PERIOD)
    wrong = []
    for label in ("Nilai akhir", "Nilai perilaku", "Capaian (%)", "Capaian disesuaikan (%)"):
        for step in steps(final, label):
            if "÷" in step.formula and not step.formula.startswith("di dalam rentang"):
                percent = calculated(step.formula)
                if oracle.shown(max(percent, Fraction(0))) != step.value:
                    wrong.append((step.formula, step.value))
    wrong += [step for step in steps(final, "Indikator") if not follow_row(step)]
    works = [step for step in steps(final, "Nilai hasil kerja") if step.parts]
    wrong += [step for step in works if not (follow_cap if "batas kenaikan" in step.formula else follow_sum)(step)]
    if str(predicate.value) not in MATRIX_WORDS or result.predicate != predicate.value:
        wrong.append(predicate)
    return wrong


MATRIX_WORDS = set(RULES.matrix.value.values())


def follow_row(step):
    """bobot × nilai ÷ …, each figure found again in the steps below."""
    if step.value == 0 and step.formula.startswith("dikeluarkan"):
        return True
    weight, worth = step.parts
    figures = [read(one) for one in NUMBER.findall(step.formula)]
    return (
        same(step.value, calculated(step.formula), PRINTED)
        and Fraction(weight.value) in figures
        and Fraction(worth.value) in figures
    )


def follow_sum(step):
    """Utama (where bobot were spread anew, an exact division) and Tambahan as printed give the shown total."""
    main, *rest = step.formula.removeprefix("jumlah kontribusi Utama ").split(" + kontribusi Tambahan ")
    figures = [read(one) for one in NUMBER.findall(main)]
    exact = figures[0] / figures[1] if "÷" in main else figures[0]
    extra, most = (read(one) for one in NUMBER.findall(rest[0])[:2]) if rest else (0, 10)
    return oracle.shown(min(Fraction(120), exact + min(extra, most))) == step.value


def follow_cap(step):
    """Raw + cap and the adjusted score as printed, the same in the steps below: the smaller of both counts."""
    raw, cap, most, adjusted = (read(one) for one in NUMBER.findall(step.formula))
    below = {part.label: part.value for part in step.parts}
    return (
        below["Nilai hasil kerja tanpa faktor luar"] == raw
        and below["Nilai hasil kerja dengan faktor luar, sebelum batas"] == adjusted
        and below["Batas kenaikan karena faktor luar"] == cap
        and raw + cap == most
        and step.value == min(most, adjusted)
        and step.formula.endswith("jadi dibatasi" if most < adjusted else "jadi tidak dibatasi")
    )


@pytest.mark.parametrize("cap", ["0", "2.5", "60"])
def test_every_formula_of_the_trace_under_a_cap_gives_the_number_beside_it(cap):
    people, rules = crowd(2), capped(cap)
    assert [wrong for ratee in people for wrong in follow(ratee, rules)] == []
    told = [steps(explain(score(one, rules, PERIOD), rules, PERIOD)[1], "Batas kenaikan") for one in people]
    assert 20 < sum(map(len, told)) < len(people)  # only who has accepted factors is told of the cap


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_formula_of_the_trace_gives_the_number_beside_it(batch):
    for ratee in crowd(batch):
        assert follow(ratee, RULES) == []


def test_the_trace_shows_an_adjusted_target_with_its_days():
    seen = 0
    for ratee in crowd(0) + crowd(1):
        result = score(ratee, RULES, PERIOD)
        _, final = explain(result, RULES, PERIOD)
        adjusted = steps(final, "Capaian disesuaikan")
        rows = [one for one in result.indicators if one.counted_days and not one.adjustment.left_out]
        for step, one in zip(adjusted, rows, strict=True):
            left = 365 - one.counted_days
            assert f" × {left} ÷ 365 hari" in step.formula
            scaled = oracle.capaian(one.indicator, Fraction(left, 365))
            assert step.value == one.adjusted.capaian == scaled
            assert step.parts[0].value == one.raw.capaian
            seen += 1
    assert seen > 10


def test_the_calculator_of_this_test_reads_printed_numbers():
    assert calculated("(70 × 98,50 + 30 × 100,00) ÷ 100, dibulatkan dua desimal") == Fraction("98.95")
    assert calculated("1.250,75 ÷ 1.000 × 100, target rentang 1–2") == Fraction("125.075")
    assert calculated("(1 + (1 − 6,5 ÷ 13)) × 100, paling rendah 0") == 150
    assert calculated("P 40 % × bobot 2 × nilai 60,00 ÷ 100") == Fraction("0.48")
    assert calculated("bobot 20 × nilai 100,00 ÷ 70 (jumlah bobot yang tersisa)") == Fraction(2000, 70)
