"""Reading one closed workbook as what it is: a form with its results, or an Induk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.checks import check_form
from kinerja_pauh.appraisal.extensions import extension_findings
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.job_checks import check_jobs
from kinerja_pauh.appraisal.office_checks import check_office
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.service_links import check_links
from kinerja_pauh.sheets.induk_layout import PLANS, STAFF
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.read_service_sheets import read_service_sheets
from kinerja_pauh.sheets.year_sheets import read_objections

from .outcome import merged
from .rules import rules_for

if TYPE_CHECKING:
    from datetime import date

    from kinerja_pauh.appraisal.model import Form
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk


@dataclass(frozen=True, slots=True)
class ScoredForm:
    """A form with everything that follows from its entries. results: in the order of the form's ratees."""

    form: Form
    rules: Rulebook
    findings: tuple[Finding, ...]
    results: tuple[Result, ...]


def score_form(book: Book, today: date | None = None) -> ScoredForm:
    """Read, check and score a form. today: None where nobody asks which talks lie ahead of it.

    Raises:
        Refusal: the workbook is no form of this version, or its rules cannot be applied.
    """
    read = read_form(book)
    rules = rules_for(read.form.rules, read.form.period)
    results = tuple(score(ratee, rules, read.form.rated_days) for ratee in read.form.ratees)
    return ScoredForm(read.form, rules, merged(read.findings, check_form(read.form, rules, today)), results)


def check_induk(book: Book, today: date) -> tuple[Induk, tuple[Finding, ...]]:
    """Read an Induk and check staff, raters and plans.

    Raises:
        Refusal: the workbook is no Induk.
    """
    induk = read_induk(book)
    checked = check_office(induk.employees, induk.plans, today, induk.jobs, induk.period)
    checked += extension_findings(induk.extensions, induk.deadline, [one.nip for one in induk.employees])
    checked += check_jobs(induk.jobs, induk.employees, induk.plans, induk.period)
    if not induk.findings and not any(employee.active for employee in induk.employees):
        checked.append(Finding(STAFF, "", "tanpa-pegawai", Severity.MISSING, _NOBODY))
    service = read_service_sheets(book)
    checked += check_links(service.links, induk.employees, induk.plans)[1]
    return induk, merged((*induk.findings, *service.findings, *read_objections(book)[1]), checked)


_NOBODY = "Belum ada pegawai yang dinilai. Isi lembar Pegawai, paling sedikit satu baris dengan Aktif = Ya."


def is_induk(book: Book) -> bool:
    """Whether a workbook looks like an Induk."""
    return STAFF in book.sheets or PLANS in book.sheets
