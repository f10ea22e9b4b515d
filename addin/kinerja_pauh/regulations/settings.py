"""What the sheet `Pengaturan` may change of the default profile, and what the sheets show of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.wording import show

from .errors import SettingRefused
from .loader import profile
from .profile import NUMBERS, RATINGS, VALUES, WORDS, combine_ratings, grade_key
from .tables import combined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kinerja_pauh.appraisal.rulebook import Provision, Rulebook

    from .profile import Line

# At most two decimals: in "1.250" the dot could part thousands.
NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")
SHORT = {Rating.ABOVE: "di_atas", Rating.MEETS: "sesuai", Rating.BELOW: "di_bawah"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a rulebook as a sheet shows it. bounds: between which the office may set it, None where not."""

    key: str
    label: str
    value: Decimal | str
    unit: str
    source: str
    confidence: str
    bounds: tuple[Decimal, Decimal] | None = None

    @property
    def is_setting(self) -> bool:
        """Whether `with_settings` takes another value for the key."""
        return self.bounds is not None


def with_settings(rulebook: Rulebook, settings: Mapping[str, str | Decimal]) -> Rulebook:
    """The rulebook with the office's own numbers; their source then says what they were before.

    A key that is not the office's to change may stand in `settings` with the value that it has anyway.

    Raises:
        SettingRefused: a key is unknown or not the office's to change, a value is no number or out of its bounds, or
            thresholds would no longer descend. A matrix cell can never be changed.
    """
    rows = {row.key: row for row in settings_of(rulebook)}
    wanted = {key: _accepted(rows.get(key), key, entered) for key, entered in settings.items()}
    lines = profile(rulebook.id).numbers
    current = _numbers(rulebook) | {key: number for key, number in wanted.items() if number is not None}
    stated = {key: _restated(line, current[key]) for key, line in lines.items()}
    bands = tuple(replace(band, floor=current[grade_key(band.label)]) for band in rulebook.grades.value)
    fields: dict[str, Any] = {field: stated[key] for field, key in NUMBERS.items()}
    fields["rating_scores"] = combine_ratings({rating: stated[key] for rating, key in RATINGS.items()})
    fields["grades"] = combined(bands, [stated[grade_key(band.label)] for band in bands])
    changed = replace(rulebook, **fields)
    _check_order(changed)
    return changed


def settings_of(rulebook: Rulebook) -> tuple[Setting, ...]:
    """Every value of the rulebook in reading order: formulas, numbers, grades, categories, predicates, BerAKHLAK."""
    return (*_formula_rows(rulebook), *_number_rows(rulebook), *_table_rows(rulebook))


def _formula_rows(rulebook: Rulebook) -> Iterator[Setting]:
    labels = profile(rulebook.id).labels
    for field, key in WORDS.items():
        rule: Provision[str] = getattr(rulebook, field)
        yield _row(key, labels[key], rule.value, rule)


def _number_rows(rulebook: Rulebook) -> Iterator[Setting]:
    current = _numbers(rulebook)
    for key, line in profile(rulebook.id).numbers.items():
        rule = _restated(line, current[key])
        yield replace(_row(key, line.label, rule.value, rule), bounds=line.bounds)


def _table_rows(rulebook: Rulebook) -> Iterator[Setting]:
    labels = profile(rulebook.id).labels
    for band in rulebook.additional_bands.value:
        label = f"{labels['kategori_tambahan']} kategori {band.category}, capaian mulai dari {show(band.floor)} persen"
        words = f"{show(band.share)} persen × bobot × nilai {show(band.score)}"
        yield _row(f"kategori_tambahan_{band.category.lower()}", label, words, rulebook.additional_bands)
    for (work, behaviour), predicate in rulebook.matrix.value.items():
        label = f"{labels['matriks']} untuk hasil kerja {work} dan perilaku {behaviour}"
        yield _row(f"matriks_{SHORT[work]}_{SHORT[behaviour]}", label, predicate, rulebook.matrix)
    names = ", ".join(value.name for value in rulebook.values.value)
    yield _row("nilai_berakhlak", labels[VALUES["A"]], names, rulebook.values)


def _row(key: str, label: str, value: Decimal | str, rule: Provision[Any]) -> Setting:
    unit = "" if isinstance(value, str) else rule.unit
    return Setting(key, label, value, unit, rule.source, rule.confidence)


def _numbers(rulebook: Rulebook) -> dict[str, Decimal]:
    """Every number of the rulebook that has a key."""
    numbers: dict[str, Decimal] = {key: getattr(rulebook, field).value for field, key in NUMBERS.items()}
    numbers |= {key: rulebook.rating_scores.value[rating] for rating, key in RATINGS.items()}
    return numbers | {grade_key(band.label): band.floor for band in rulebook.grades.value}


def _restated(line: Line[Decimal], value: Decimal) -> Provision[Decimal]:
    """The file's provision, or the office's number with what it was before."""
    if value == line.stated.value:
        return line.stated
    source = f"Pengaturan kantor, semula {show(line.stated.value)} menurut {line.stated.source}"
    return replace(line.stated, value=value, source=source)


def _accepted(row: Setting | None, key: str, entered: str | Decimal) -> Decimal | None:
    """The number to set; None where the entry only repeats what holds anyway."""
    if row is None:
        raise SettingRefused(f'Pengaturan "{key}" tidak dikenal; cocokkan tulisan kuncinya dengan lembar Acuan.')
    number = _decimal(entered)
    if row.value == (entered.strip() if isinstance(entered, str) and isinstance(row.value, str) else number):
        return None
    if row.bounds is None:
        # A formula is too long to repeat in a message.
        value = f"nilainya {show(row.value)}" if isinstance(row.value, Decimal) else f"{row.label} sudah ditetapkan"
        raise SettingRefused(
            f'Pengaturan "{key}" bukan wewenang kantor: {value} menurut {row.source}. '
            "Hapus baris itu dari lembar Pengaturan."
        )
    lowest, highest = row.bounds
    if number is None or not lowest <= number <= highest:
        raise SettingRefused(
            f'Pengaturan "{key}" harus berupa angka {show(lowest)} sampai {show(highest)}, paling banyak dua desimal '
            f"({row.label}; {row.source})."
        )
    return number


def _decimal(entered: str | Decimal) -> Decimal | None:
    if isinstance(entered, Decimal):
        return entered if entered.is_finite() else None
    text = entered.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _check_order(rulebook: Rulebook) -> None:
    current = _numbers(rulebook)
    for keys in (tuple(RATINGS.values()), (NUMBERS["work_above"], NUMBERS["work_meets"])):
        for better, worse in pairwise(keys):
            if current[better] <= current[worse]:
                raise SettingRefused(
                    f'Pengaturan "{better}" ({show(current[better])}) harus lebih besar daripada "{worse}" '
                    f"({show(current[worse])}); ini aturan {rulebook.work_above.source}."
                )
