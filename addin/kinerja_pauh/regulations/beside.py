"""The files of what stands beside the score: distribution, angka kredit, golongan, survey."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.credit import CreditTable, Level
from kinerja_pauh.appraisal.distribution import DistributionRules, Limit, Pattern
from kinerja_pauh.appraisal.follow_up import FollowUpRules
from kinerja_pauh.appraisal.ranks import Ranks
from kinerja_pauh.appraisal.survey import ServiceBand, SurveyRules

from .tables import Table, stated, whole_file

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal


def read_distribution(table: Table) -> DistributionRules:
    """SE MenPANRB 3/2023.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, or a pattern contradicts itself.
    """
    law = whole_file(table, "predikat", "pola", "mayoritas_lebih_dari")
    predicates = stated(table, "predikat", Table.texts).value

    def patterns(entry: Table, key: str) -> Mapping[str, Pattern]:
        found = [_pattern(row, predicates) for row in entry.tables(key)]
        return {pattern.organisation: pattern for pattern in found}

    over = stated(table, "mayoritas_lebih_dari", Table.number)
    return DistributionRules(law, predicates, stated(table, "pola", patterns), over)


def read_credit(table: Table) -> CreditTable:
    """PermenPANRB 1/2023.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, or the next jenjang is none of them.
    """
    law = whole_file(table, "persen_predikat", "jenjang")
    return CreditTable(law, stated(table, "persen_predikat", _percents), stated(table, "jenjang", _levels))


def read_ranks(table: Table) -> Ranks:
    """Golongan and pangkat.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind.
    """
    law = whole_file(table, "pns", "pppk")
    return Ranks(law, stated(table, "pns", _names), stated(table, "pppk", Table.texts))


def read_survey(table: Table) -> SurveyRules:
    """PermenPANRB 14/2017.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, or the bands leave an IKM without a letter.
    """
    law = whole_file(table, "unsur", "skala", "faktor", "mutu")
    scale, factor = stated(table, "skala", Table.pair), stated(table, "faktor", Table.number)
    bands = stated(table, "mutu", _service_bands)
    if bands.value[-1].floor != scale.value[0] * factor.value:
        raise table.error("mutu", "mutu terakhir harus mulai dari nilai terendah skala × faktor")
    return SurveyRules(law, stated(table, "unsur", Table.texts), scale, factor, bands)


def read_follow_up(table: Table) -> FollowUpRules:
    """What follows from predicates.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind.
    """
    law = whole_file(table, "pangkat_predikat", "pangkat_tahun", "kelompok_terkecil", "panjang_daftar")
    return FollowUpRules(
        law,
        stated(table, "pangkat_predikat", Table.text),
        stated(table, "pangkat_tahun", Table.number),
        stated(table, "kelompok_terkecil", Table.number),
        stated(table, "panjang_daftar", Table.number),
    )


def _pattern(row: Table, predicates: Collection[str]) -> Pattern:
    row.only("organisasi", optional=("mayoritas", "maks", "min"))
    majority = row.text("mayoritas") if "mayoritas" in row.data else ""
    at_most, at_least = _limits(row, "maks"), _limits(row, "min")
    asked = [name for limit in at_least for name in limit.predicates] + [majority] * bool(majority)
    capped = [name for limit in at_most for name in limit.predicates]
    if not {*asked, *capped} <= set(predicates):
        raise row.error("organisasi", "menyebut predikat yang tidak ada di daftar predikat")
    if len(set(asked)) < len(asked) or set(capped) == set(predicates):
        raise row.error("organisasi", "satu predikat diminta dua kali, atau semua predikat dibatasi")
    return Pattern(row.text("organisasi"), majority, at_most, at_least)


def _limits(row: Table, key: str) -> tuple[Limit, ...]:
    found = []
    for limit in row.tables(key) if key in row.data else ():
        amount = "orang" if "orang" in limit.data else "persen"
        limit.only("predikat", amount)
        if amount == "orang":
            found.append(Limit(limit.texts("predikat"), people=int(limit.number(amount))))
        else:
            found.append(Limit(limit.texts("predikat"), percent=limit.number(amount)))
    return tuple(found)


def _percents(entry: Table, key: str) -> Mapping[str, Decimal]:
    return entry.mapping(key, "predikat", "persen", Table.number)


def _names(entry: Table, key: str) -> Mapping[str, str]:
    return entry.mapping(key, "golongan", "pangkat", Table.text)


def _levels(entry: Table, key: str) -> Mapping[str, Level]:
    found: dict[str, Level] = {}
    for row in entry.tables(key):
        above = ("jenjang", "berikutnya") if "berikutnya" in row.data else ()
        row.only("nama", "koefisien", "golongan", "pangkat", *above)
        found[row.text("nama")] = Level(
            name=row.text("nama"),
            coefficient=row.number("koefisien"),
            ranks=row.texts("golongan"),
            for_rank=row.number("pangkat"),
            for_level=row.number("jenjang") if above else None,
            next_level=row.text("berikutnya") if above else "",
        )
    for level in found.values():
        if level.next_level and level.next_level not in found:
            raise entry.error(key, f'jenjang berikutnya dari "{level.name}" tidak ada')
    return found


def _service_bands(entry: Table, key: str) -> tuple[ServiceBand, ...]:
    rows = [row.only("mulai", "mutu", "kinerja") for row in entry.tables(key)]
    found = tuple(ServiceBand(row.number("mulai"), row.text("mutu"), row.text("kinerja")) for row in rows)
    if any(better.floor <= worse.floor for better, worse in pairwise(found)):
        raise entry.error(key, "mutu harus turun dari yang terbaik")
    return found
