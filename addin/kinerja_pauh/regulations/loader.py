"""Which regulation a period falls under, and the dated files as typed rules. Every file is read once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day

from .archives import read_2013, read_2021
from .beside import read_credit, read_distribution, read_follow_up, read_ranks, read_survey
from .errors import ArchiveOnly, NoRegulation, SettingRefused
from .profile import read_profile
from .tables import head, read_file

if TYPE_CHECKING:
    from datetime import date

    from kinerja_pauh.appraisal.archive_2013 import Rules2013
    from kinerja_pauh.appraisal.archive_2021 import Rules2021
    from kinerja_pauh.appraisal.credit import CreditTable
    from kinerja_pauh.appraisal.distribution import DistributionRules
    from kinerja_pauh.appraisal.follow_up import FollowUpRules
    from kinerja_pauh.appraisal.in_force import Regulation
    from kinerja_pauh.appraisal.ranks import Ranks
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.survey import SurveyRules

    from .profile import Profile

DEFAULT = "PERMENPANRB_6_2022"
# By id, oldest first; together they leave no day between the first and today uncovered.
APPRAISAL_FILES = {
    "PP_46_2011": "pp_46_2011.toml",
    "PERMENPANRB_8_2021": "permenpanrb_8_2021.toml",
    DEFAULT: "permenpanrb_6_2022.toml",
}


def rulebook_for(period_end: date, *, with_peers: bool = False, values_version: str = "A") -> Rulebook:
    """The rulebook of the period that ends on that day.

    with_peers: whether peers are asked, which shifts the weights (PP 30/2019 ps. 41). values_version: wording of the
    BerAKHLAK guides, "A" as on the SKP forms or "B" as in UU 20/2023.

    Raises:
        ArchiveOnly: the period belongs to an older regulation, for which there is no form.
        NoRegulation: the period ends before the first regulation.
        SettingRefused: values_version is neither A nor B.
    """
    book = rulebook(regulation_for(period_end).id)
    values = profile(book.id).values
    if values_version not in values:
        raise SettingRefused(f"Versi panduan BerAKHLAK harus salah satu dari {', '.join(values)}.")
    return replace(book, with_peers=with_peers, values=values[values_version])


def regulation_for(period_end: date) -> Regulation:
    """The appraisal regulation in force on the last day of a period, archive or not.

    Raises:
        NoRegulation: the day is before the first regulation.
    """
    found = [law for law in appraisal_regulations() if law.in_force_from <= period_end]
    if not found:
        first = appraisal_regulations()[0].in_force_from
        raise NoRegulation(
            f"Belum ada peraturan untuk periode yang berakhir {show_day(period_end)}; yang paling awal di sini berlaku "
            f"mulai {show_day(first)}. Periksa tanggal selesai di lembar Pengaturan."
        )
    return found[-1]


def rulebook(regulation_id: str) -> Rulebook:
    """The rulebook with that id.

    Raises:
        ArchiveOnly: the regulation is kept for archive computations only.
        NoRegulation: there is none with that id.
    """
    laws = {law.id: law for law in appraisal_regulations()}
    if regulation_id not in laws:
        raise NoRegulation(f'Peraturan "{regulation_id}" tidak dikenal; yang ada: {", ".join(laws)}.')
    if regulation_id != DEFAULT:
        archives = "; ".join(law.name for law in laws.values() if law.id != DEFAULT)
        raise ArchiveOnly(
            f"Periode ini masuk masa {laws[regulation_id].name}, sedangkan formulir hanya ada untuk periode yang "
            f"berakhir mulai {show_day(laws[DEFAULT].in_force_from)}. Untuk masa sebelumnya hanya ada hitungan arsip: "
            f"{archives}."
        )
    return profile(regulation_id).rulebook


@cache
def appraisal_regulations() -> tuple[Regulation, ...]:
    """The regulations by which an appraisal can be computed, oldest first."""
    return tuple(head(read_file(name)) for name in APPRAISAL_FILES.values())


@cache
def profile(regulation_id: str) -> Profile:
    """The file of a rulebook with all that it says."""
    return read_profile(read_file(APPRAISAL_FILES[regulation_id]))


@cache
def archive_2021() -> Rules2021:
    """PermenPANRB 8/2021, for appraisals of its time."""
    return read_2021(read_file(APPRAISAL_FILES["PERMENPANRB_8_2021"]))


@cache
def archive_2013() -> Rules2013:
    """PP 46/2011 with Perka BKN 1/2013, for appraisals of their time."""
    return read_2013(read_file(APPRAISAL_FILES["PP_46_2011"]))


@cache
def distribution() -> DistributionRules:
    """SE MenPANRB 3/2023: the patterns of predicates in an organisation."""
    return read_distribution(read_file("se_menpanrb_3_2023.toml"))


@cache
def credit_table() -> CreditTable:
    """PermenPANRB 1/2023: angka kredit by predicate and jenjang."""
    return read_credit(read_file("permenpanrb_1_2023.toml"))


@cache
def follow_up_rules() -> FollowUpRules:
    """What follows from predicates: pangkat, and the sizes of our lists."""
    return read_follow_up(read_file("tindak_lanjut.toml"))


@cache
def ranks() -> Ranks:
    """Golongan and pangkat of PNS, golongan of PPPK."""
    return read_ranks(read_file("golongan.toml"))


@cache
def survey_rules() -> SurveyRules:
    """PermenPANRB 14/2017: survei kepuasan masyarakat."""
    return read_survey(read_file("permenpanrb_14_2017.toml"))
