"""The default profile's file as a Rulebook, with what the sheets show beside each value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Generic, TypeVar

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.rulebook import AdditionalBand, Band, Provision, Rulebook, Value

from .tables import ENTRY, Table, combined, provision, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

T = TypeVar("T")

# Field of the Rulebook -> key in the file and in the sheet Pengaturan.
NUMBERS = {
    "score_cap": "batas_nilai_indikator",
    "work_cap": "batas_nilai_hasil",
    "outside_cap": "batas_faktor_luar",
    "additional_cap": "maks_tambahan",
    "work_share": "bobot_hasil_tanpa_rekan",
    "work_share_with_peers": "bobot_hasil_dengan_rekan",
    "work_above": "ambang_hasil_di_atas",
    "work_meets": "ambang_hasil_sesuai",
    "objection_days": "hari_keberatan",
}
WORDS = {
    "capaian_higher": "rumus_capaian_naik",
    "capaian_lower": "rumus_capaian_turun",
    "capaian_range": "rumus_capaian_rentang",
    "behaviour_mean": "rumus_nilai_perilaku",
    "behaviour_median": "rumus_rating_perilaku",
    "outside_factor": "rumus_faktor_luar",
}
RATINGS = {Rating.ABOVE: "nilai_di_atas", Rating.MEETS: "nilai_sesuai", Rating.BELOW: "nilai_di_bawah"}
VALUES = {"A": "nilai_berakhlak_a", "B": "nilai_berakhlak_b"}
OTHERS = ("kategori_tambahan", "sebutan", "matriks")
BOUNDS = ("paling_kecil", "paling_besar")


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One value as the file states it. bounds: between which the office may set it, None where it may not."""

    label: str
    stated: Provision[T]
    bounds: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The file as read.

    numbers: key of the sheet Pengaturan -> line, in the order of the file's concepts. labels: of all other keys.
    values: wording A or B -> the seven values.
    """

    rulebook: Rulebook
    numbers: Mapping[str, Line[Decimal]]
    labels: Mapping[str, str]
    values: Mapping[str, Provision[tuple[Value, ...]]]


def grade_key(label: str) -> str:
    """The key of a grade's floor: "Sangat Baik" -> "batas_sebutan_sangat_baik"."""
    return "batas_sebutan_" + label.lower().replace(" ", "_")


def read_profile(table: Table) -> Profile:
    """The whole file.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, the bands have a gap, the matrix a hole.
    """
    labelled = (*WORDS.values(), *VALUES.values(), "kategori_tambahan", "matriks")
    law = whole_file(table, *NUMBERS.values(), *RATINGS.values(), "sebutan", *labelled)
    scalars = {key: _number(table.table(key)) for key in (*NUMBERS.values(), *RATINGS.values())}
    words = {field: _labelled(table, key, Table.text) for field, key in WORDS.items()}
    values = {version: _labelled(table, key, _values) for version, key in VALUES.items()}
    bands, floors = read_grades(table)
    rulebook = Rulebook(
        id=law.id,
        name=law.name,
        in_force_from=law.in_force_from,
        in_force_until=law.in_force_until,
        score_cap=scalars[NUMBERS["score_cap"]].stated,
        work_cap=scalars[NUMBERS["work_cap"]].stated,
        rating_scores=combine_ratings({rating: scalars[key].stated for rating, key in RATINGS.items()}),
        additional_bands=_labelled(table, "kategori_tambahan", _additional_bands),
        additional_cap=scalars[NUMBERS["additional_cap"]].stated,
        work_share=scalars[NUMBERS["work_share"]].stated,
        work_share_with_peers=scalars[NUMBERS["work_share_with_peers"]].stated,
        grades=combined(bands, [line.stated for line in floors.values()]),
        work_above=scalars[NUMBERS["work_above"]].stated,
        work_meets=scalars[NUMBERS["work_meets"]].stated,
        matrix=_labelled(table, "matriks", _matrix),
        values=values["A"],
        objection_days=scalars[NUMBERS["objection_days"]].stated,
        capaian_higher=words["capaian_higher"],
        capaian_lower=words["capaian_lower"],
        capaian_range=words["capaian_range"],
        behaviour_mean=words["behaviour_mean"],
        behaviour_median=words["behaviour_median"],
        outside_factor=words["outside_factor"],
        outside_cap=scalars[NUMBERS["outside_cap"]].stated,
    )
    labels = {key: table.table(key).text("label") for key in labelled}
    return Profile(rulebook, scalars | floors, labels, values)


def combine_ratings(scores: Mapping[Rating, Provision[Decimal]]) -> Provision[Mapping[Rating, Decimal]]:
    """The three scores of the ratings as the one provision that the Rulebook has."""
    return combined({rating: p.value for rating, p in scores.items()}, list(scores.values()))


def read_grades(table: Table) -> tuple[tuple[Band, ...], dict[str, Line[Decimal]]]:
    """The grades of PP 30/2019, and the floor of each by its key.

    Every score has exactly one grade, whatever an office sets within the bounds.
    """
    rows = table.tables("sebutan")
    lines = [_number(row, "ide_baru") for row in rows]
    for better, worse in pairwise(lines):
        if _extremes(better)[0] <= _extremes(worse)[1]:
            raise table.error(
                "sebutan", "batas harus turun dari sebutan terbaik ke terburuk, juga paling_kecil–paling_besar"
            )
    bands = tuple(
        Band(line.stated.value, line.label, row.flag("ide_baru")) for row, line in zip(rows, lines, strict=True)
    )
    if any(_extremes(lines[-1])) or bands[-1].needs_idea:
        raise table.error("sebutan", "sebutan terakhir harus mulai dari 0 dan tanpa syarat ide baru")
    floors = {grade_key(line.label): replace(line, label=f"Sebutan {line.label} mulai dari nilai") for line in lines}
    return bands, floors


def _extremes(line: Line[Decimal]) -> tuple[Decimal, Decimal]:
    return line.bounds or (line.stated.value, line.stated.value)


def _number(entry: Table, *extra: str) -> Line[Decimal]:
    """A number with its label (or `nama`) and, where the office may set it, its bounds."""
    bounded = any(key in entry.data for key in BOUNDS)
    label = "nama" if "nama" in entry.data else "label"
    entry.only(*ENTRY, label, *(BOUNDS if bounded else ()), optional=extra)
    stated = provision(entry, Table.number)
    if not bounded:
        return Line(entry.text(label), stated)
    lowest, highest = (entry.number(key) for key in BOUNDS)
    if not stated.is_setting:
        raise entry.error(BOUNDS[0], "hanya untuk nilai berkeyakinan M atau D")
    if not lowest <= stated.value <= highest:
        raise entry.error("nilai", "di luar paling_kecil–paling_besar")
    return Line(entry.text(label), stated, (lowest, highest))


def _labelled(table: Table, key: str, read: Callable[[Table, str], T]) -> Provision[T]:
    return provision(table.table(key).only(*ENTRY, "label"), read)


def _additional_bands(entry: Table, key: str) -> tuple[AdditionalBand, ...]:
    rows = [row.only("mulai", "kategori", "persen", "nilai") for row in entry.tables(key)]
    bands = [
        AdditionalBand(row.number("mulai"), row.text("kategori"), row.number("persen"), row.number("nilai"))
        for row in rows
    ]
    if any(better.floor <= worse.floor for better, worse in pairwise(bands)) or bands[-1].floor != 0:
        raise entry.error(key, "kategori harus turun dari yang terbaik sampai mulai = 0")
    return tuple(bands)


def _matrix(entry: Table, key: str) -> Mapping[tuple[Rating, Rating], str]:
    cells: dict[tuple[Rating, Rating], str] = {}
    for row in entry.tables(key):
        row.only("hasil", "perilaku", "predikat")
        cell = _rating(row, "hasil"), _rating(row, "perilaku")
        if cell in cells:
            raise row.error("hasil", "sel ini sudah ada")
        cells[cell] = row.text("predikat")
    for work, behaviour in product(Rating, Rating):
        if (work, behaviour) not in cells:
            raise entry.error(key, f'sel hasil "{work}", perilaku "{behaviour}" tidak ada')
    return cells


def _rating(row: Table, key: str) -> Rating:
    text = row.text(key)
    if text not in list(Rating):
        raise row.error(key, f"bukan salah satu dari {', '.join(Rating)}")
    return Rating(text)


def _values(entry: Table, key: str) -> tuple[Value, ...]:
    rows = [row.only("nama", "panduan") for row in entry.tables(key)]
    found = tuple(Value(row.text("nama"), row.texts("panduan")) for row in rows)
    if len({value.name for value in found}) < len(found) or len(found) % 2 == 0:
        # An even count would have no median.
        raise entry.error(key, "nama harus berbeda-beda dan jumlahnya ganjil")
    return found
