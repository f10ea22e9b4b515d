"""Where a number of the service data came from, in words that a rater can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import short_day
from kinerja_pauh.appraisal.service_figures import Measure
from kinerja_pauh.appraisal.wording import shorten, show

if TYPE_CHECKING:
    from datetime import date

    from kinerja_pauh.appraisal.service_links import Realised
    from kinerja_pauh.appraisal.survey import SurveyRules

_ASKED = {
    Measure.MINUTES: "median menit (waktu kalender)",
    Measure.HOURS: "median jam (jam kalender)",
    Measure.DAYS: "median hari kalender",
    Measure.WORKDAYS: "median hari kerja (Senin–Jumat)",
    Measure.SHARE: "persen yang selesai dalam standar",
    Measure.COUNT: "jumlah berkas",
}
_FILES_NAMED = 2


def query_words(one: Realised, rules: SurveyRules) -> str:
    """The query: measure, how many of what, from when to when, whose, from which files.

    "median jam (jam kalender) dari 214 berkas KTP-el, diserahkan 2 Jan–31 Mar 2026, hanya yang ia layani; loket.csv"
    """
    link, figure = one.link, one.figure
    number = show_count(figure.base)
    if link.measure.of_survey:
        about = f" {link.service}" if link.service else ""
        words = f"{survey_words(link.measure, rules)} dari {number} lembar survei{about}{_span(', ', one)}"
    else:
        what = link.service or "semua layanan"
        asked = "" if link.measure is Measure.COUNT else f"{_ASKED[link.measure]} dari "
        words = f"{asked}{number} berkas {what}{_span(', diserahkan ', one)}"
        if link.own:
            words += ", hanya yang ia layani"
    return f"{words}; {_files(one.files)}"


def survey_words(measure: Measure, rules: SurveyRules) -> str:
    """What a survey's number is: IKM, or one unsur by its name."""
    if measure is Measure.IKM:
        return "IKM (bobot tepat 1/9)"
    return f"nilai unsur {measure.value.removeprefix('Unsur ')} {rules.elements.value[measure.element]} × 25"


def show_count(count: int) -> str:
    """1250 as `1.250`."""
    return f"{count:,}".replace(",", ".")


def value_words(one: Realised) -> str:
    """The number of a link as a person reads it; "tidak ada data" where there is none."""
    return "tidak ada data" if one.figure.value is None else show(one.figure.value)


def _span(before: str, one: Realised) -> str:
    if one.first is None or one.last is None:
        return ""
    return before + _days(one.first, one.last)


def _days(first: date, last: date) -> str:
    """`5 Jan–25 Des 2026`: short, since it stands in a narrow cell."""
    if first == last:
        return short_day(last)
    begin = short_day(first) if first.year != last.year else short_day(first).removesuffix(f" {first.year}")
    return f"{begin}–{short_day(last)}"


def _files(files: tuple[str, ...]) -> str:
    shown = ", ".join(shorten(name, 40) for name in files[:_FILES_NAMED])
    return shown + (f" dan {len(files) - _FILES_NAMED} berkas lagi" if files[_FILES_NAMED:] else "")
