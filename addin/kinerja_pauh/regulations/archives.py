"""The files of past regulations as rules for archive computations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.archive_2013 import Rules2013, Thrift, YearClass
from kinerja_pauh.appraisal.archive_2021 import Category, Rules2021

from .profile import read_grades
from .tables import ENTRY, Table, combined, provision, stated, whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kinerja_pauh.appraisal.rulebook import Provision


def read_2021(table: Table) -> Rules2021:
    """PermenPANRB 8/2021.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, or the categories or grades have a gap.
    """
    single = ("nilai_target_maksimal", "maks_tambahan", "rumus_kinerja_utama", "batas_nilai_skp")
    shares = ("bobot_hasil_tanpa_rekan", "bobot_hasil_dengan_rekan")
    law = whole_file(table, "kategori", "nilai_pimpinan", "bagian_tambahan", "sebutan", *single, *shares)
    categories = stated(table, "kategori", _categories)
    names = {category.name for category in categories.value}
    leader_scores = {row.text("kategori"): _leader_score(row) for row in table.tables("nilai_pimpinan")}
    additional_shares = stated(table, "bagian_tambahan", _shares)
    for key, found in (("nilai_pimpinan", leader_scores), ("bagian_tambahan", additional_shares.value)):
        if set(found) != names:
            raise table.error(key, f"harus ada tepat satu untuk {', '.join(sorted(names))}")
    bands, floors = read_grades(table)
    return Rules2021(
        regulation=law,
        categories=categories,
        leader_scores=leader_scores,
        attainable_score=stated(table, "nilai_target_maksimal", Table.number),
        additional_shares=additional_shares,
        additional_cap=stated(table, "maks_tambahan", Table.number),
        main_score=stated(table, "rumus_kinerja_utama", Table.text),
        plan_cap=stated(table, "batas_nilai_skp", Table.number),
        work_share=stated(table, "bobot_hasil_tanpa_rekan", Table.number),
        work_share_with_peers=stated(table, "bobot_hasil_dengan_rekan", Table.number),
        grades=combined(bands, [line.stated for line in floors.values()]),
    )


def read_2013(table: Table) -> Rules2013:
    """PP 46/2011 with Perka BKN 1/2013.

    Raises:
        RegulationFileError: a key is missing, unknown or of the wrong kind, or the classes have a gap.
    """
    formulas = ("rumus_kuantitas_kualitas", "efisiensi", "rumus_efisiensi_lebih", "rumus_nilai_tugas")
    points = ("tugas_tambahan", "kreativitas", "aspek_perilaku", "aspek_pimpinan", "bobot_skp", "kelas")
    law = whole_file(table, *formulas, *points)
    behaviours = stated(table, "aspek_perilaku", Table.texts)
    leader_behaviour = stated(table, "aspek_pimpinan", Table.text)
    if leader_behaviour.value not in behaviours.value:
        raise table.error("aspek_pimpinan", "bukan salah satu aspek_perilaku")
    return Rules2013(
        regulation=law,
        ratio=stated(table, "rumus_kuantitas_kualitas", Table.text),
        thrift=stated(table, "efisiensi", _thrift),
        beyond=stated(table, "rumus_efisiensi_lebih", Table.text),
        task_mean=stated(table, "rumus_nilai_tugas", Table.text),
        extra_points=stated(table, "tugas_tambahan", _extra_points),
        creativity=stated(table, "kreativitas", _creativity),
        behaviours=behaviours,
        leader_behaviour=leader_behaviour,
        work_share=stated(table, "bobot_skp", Table.number),
        classes=stated(table, "kelas", _classes),
    )


def _categories(entry: Table, key: str) -> tuple[Category, ...]:
    rows = [row.only("nama", "mulai", "sampai", "nilai") for row in entry.tables(key)]
    found = tuple(Category(r.text("nama"), r.number("mulai"), r.number("sampai"), r.number("nilai")) for r in rows)
    if any(worse.last != better.first - 1 for better, worse in pairwise(found)) or found[-1].first != 0:
        raise entry.error(key, "kategori harus bersambung tiap persen dari yang terbaik sampai 0")
    if any(category.last < category.first for category in found):
        raise entry.error(key, "sampai lebih kecil daripada mulai")
    return found


def _leader_score(row: Table) -> Provision[tuple[Decimal, Decimal]]:
    return provision(row.only(*ENTRY, "kategori"), Table.pair)


def _shares(entry: Table, key: str) -> Mapping[str, Decimal]:
    return entry.mapping(key, "nama", "persen", Table.number)


def _creativity(entry: Table, key: str) -> Mapping[str, Decimal]:
    return entry.mapping(key, "manfaat", "nilai", Table.number)


def _thrift(entry: Table, key: str) -> Thrift:
    row = entry.table(key).only("batas", "faktor", "dasar")
    return Thrift(row.number("batas"), row.number("faktor"), row.number("dasar"))


def _extra_points(entry: Table, key: str) -> tuple[tuple[Decimal, Decimal], ...]:
    rows = [row.only("mulai", "nilai") for row in entry.tables(key)]
    found = tuple((row.number("mulai"), row.number("nilai")) for row in rows)
    if any(more[0] <= fewer[0] for more, fewer in pairwise(found)):
        raise entry.error(key, "harus turun dari jumlah tugas terbanyak")
    return found


def _classes(entry: Table, key: str) -> tuple[YearClass, ...]:
    rows = entry.tables(key)
    limited = [row.only("di_atas", "sebutan") for row in rows[:-1]]
    last = rows[-1].only("sebutan")
    limits = [row.number("di_atas") for row in limited]
    if any(better <= worse for better, worse in pairwise(limits)):
        raise entry.error(key, "batas kelas harus turun dari yang terbaik")
    found = [YearClass(limit, row.text("sebutan")) for limit, row in zip(limits, limited, strict=True)]
    return (*found, YearClass(None, last.text("sebutan")))
