"""kinerja layanan: counter logs and surveys become realisations of the indicators that are linked to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.service_links import check_links, no_data, realise
from kinerja_pauh.appraisal.service_officers import OfficerList
from kinerja_pauh.appraisal.service_records import Service, service_key, services_by_key
from kinerja_pauh.appraisal.service_times import judge
from kinerja_pauh.appraisal.wording import shorten
from kinerja_pauh.regulations import survey_rules
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.read_service_sheets import read_service_sheets
from kinerja_pauh.sheets.service_result import counted_files
from kinerja_pauh.sheets.service_sheets import LINKS, MAPPING
from kinerja_pauh.sheets.service_table import Refused

from .file_names import slug
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import check_induk
from .service_answers import judge_answers
from .service_files import Reading, all_files, read_files
from .service_induk import link_cells, mapping_cells
from .service_rows import ServiceData, service_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.service_records import Noted, ServiceRecord
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.read_service_sheets import ServiceSheets

    from .service_files import DataFile

_VERB = "Data Layanan"


class IndukOpen(Refusal):
    """Induk sedang dibuka."""


@dataclass(frozen=True, slots=True)
class ServiceOutcome:
    """What `kinerja layanan` did. data: None where nothing was counted."""

    outcome: Outcome
    data: ServiceData | None = None


def import_service_data(root: Path, paths: Sequence[Path], world: World) -> ServiceOutcome:
    """Count the files together, write Data_Layanan into 3_rekap and the realisations beside their links in the Induk.

    paths: empty for all of the folder data_layanan.
    While a file or a column cannot be read no number is written, since it would stand for less than was asked for.
    Titles of columns that are new are noted in the Induk either way, for HR to choose what they mean.

    Raises:
        Refusal: no Induk, one without a period or that is open, no file, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, _VERB):
        if where := world.open_elsewhere(path):
            raise IndukOpen(f"Induk {where}. Tutup dulu di sana, lalu ulangi.")
        book = world.read(path)
        induk, _ = check_induk(book, world.now().date())
        period = induk.known_period()
        sheets = read_service_sheets(book)
        reading = Reading(sheets.chosen, OfficerList(induk.employees), survey_rules().scale.value)
        files = read_files(paths or all_files(root), reading, world)
        if MAPPING in sheets.present and (titles := mapping_cells(files, sheets)):
            world.write_cells(path, MAPPING, titles)
        if any(one.hinders for one in files):
            return ServiceOutcome(Outcome(tuple(_unread(one) for one in files), advice=_NOTHING_WRITTEN))
        data = _count(files, sheets, induk, period)
        workbook = folder.recap / f"Data_Layanan_{slug(period.label)}.xlsx"
        left_out = _left_out(workbook, data, world)
        book_rows = service_book(data, subtitle(induk.office, period), _names(induk), survey_rules())
        folder.create()
        world.save(workbook, world.write_service(book_rows))  # first: what the Induk says is then always explained
        changed = _fill_links(path, data, sheets, world)
    written = (str(workbook), str(path)) if changed else (str(workbook),)
    outcomes = (*_outcomes(data, sheets, path.name), *left_out)
    return ServiceOutcome(Outcome(outcomes, written, _advice(data, sheets)), data)


_NOTHING_WRITTEN = (
    "Belum ada angka yang ditulis: semua berkas yang disebut harus terbaca dulu. Betulkan yang ditandai, lalu ulangi."
)


def _count(files: Sequence[DataFile], sheets: ServiceSheets, induk: Induk, period: Period) -> ServiceData:
    reads = [one.read for one in files if one.read]
    records = [record for read in reads for record in read.records]
    services = sheets.services or _as_said(records)
    known = services_by_key(services)
    judged = judge(records, known, period)
    answers = judge_answers((one for read in reads for one in read.answers), known, period)
    rules = survey_rules()
    usable, trouble = check_links(sheets.links, induk.employees, induk.plans)
    realised = realise(usable, judged.counted, answers.counted, rules)
    refused = [*(one for read in reads for one in read.refused), *map(_noted, judged.refused), *answers.refused]
    warned = [*(one for read in reads for one in read.warned), *map(_noted, judged.warned), *answers.warned]
    empty = [no_data(one) for one in realised if one.figure.value is None]
    return ServiceData(
        tuple(services),
        judged.counted,
        answers.counted,
        tuple(refused),
        tuple(warned),
        tuple(realised),
        (*trouble, *empty),
        tuple(files),
    )


def _as_said(records: Iterable[ServiceRecord]) -> tuple[Service, ...]:
    """While the sheet Layanan is empty each name in the logs is a service of its own, spelled as it first sorts."""
    names: dict[str, str] = {}
    for name in sorted({record.service for record in records if record.service}):
        names.setdefault(service_key(name), name)
    return tuple(Service(name) for name in names.values())


def _noted(one: Noted) -> Refused:
    return Refused(one.record.file, one.record.row, one.finding)


def _names(induk: Induk) -> dict[str, str]:
    return {employee.nip: employee.name for employee in induk.employees}


def _left_out(workbook: Path, data: ServiceData, world: World) -> list[FileOutcome]:
    """The last workbook of the period, where it counted files that were not named this time."""
    try:
        before = counted_files(world.read(workbook)) if workbook.exists() else ()
    except Refusal:  # it is only ever written by us, and is written anew now
        return []
    now = {one.name for one in data.files}
    missing = [name for name in before if name not in now]
    if not missing:
        return []
    message = (
        f"Impor sebelumnya juga menghitung {shorten(', '.join(missing), 80)}; kali ini tidak disebut, jadi tidak ikut. "
        "Bila seharusnya ikut, sebut semua berkas periode ini sekaligus."
    )
    finding = Finding("", "", "berkas-tidak-ikut", Severity.WARNING, message)
    return [FileOutcome(workbook.name, Verdict.ACCEPTED, (finding,))]


def _fill_links(path: Path, data: ServiceData, sheets: ServiceSheets, world: World) -> bool:
    """Write what is new beside the links; gives whether anything was."""
    if LINKS not in sheets.present:
        return False
    cells = link_cells(data.realised, sheets, survey_rules(), world.now().date())
    if cells:
        world.write_cells(path, LINKS, cells)
    return bool(cells)


def _unread(one: DataFile) -> FileOutcome:
    findings = tuple(one.read.findings) if one.read else ()
    if one.refused:
        return FileOutcome(one.name, Verdict.REFUSED, findings, note=one.note)
    verdict = Verdict.LOOK if one.hinders else Verdict.ACCEPTED
    return FileOutcome(one.name, verdict, findings, note="Terbaca, belum dihitung." if not one.hinders else "")


def _outcomes(data: ServiceData, sheets: ServiceSheets, induk: str) -> tuple[FileOutcome, ...]:
    outcomes = []
    for one in data.files:
        findings = (*(one.read.findings if one.read else ()), *data.of_file(one.name))
        verdict = Verdict.LOOK if blocked(findings) else Verdict.ACCEPTED
        outcomes.append(FileOutcome(one.name, verdict, findings, note=one.note or _counts(one, data)))
    about_links = (*sheets.findings, *data.findings)
    if about_links:
        outcomes.append(FileOutcome(induk, Verdict.LOOK if blocked(about_links) else Verdict.ACCEPTED, about_links))
    return tuple(outcomes)


def _counts(one: DataFile, data: ServiceData) -> str:
    lines = sum(row.record.file == one.name for row in data.counted)
    answers = sum(sheet.file == one.name for sheet in data.answers)
    refused = sum(row.told and row.file == one.name for row in data.refused)
    what = " dan ".join(f"{count} {word}" for count, word in ((lines, "berkas"), (answers, "lembar survei")) if count)
    return f"{what or 'Tidak ada yang'} dihitung, {refused} baris tidak."


def _advice(data: ServiceData, sheets: ServiceSheets) -> str:
    filled = sum(one.figure.value is not None for one in data.realised)
    if LINKS not in sheets.present:
        return (
            f"Induk ini dari versi sebelumnya dan belum punya lembar {LINKS}, jadi tidak ada Realisasi yang diisi. "
            "Hasilnya tetap ada di Data_Layanan."
        )
    if not sheets.links:
        return f"Belum ada indikator yang ditautkan. Isi lembar {LINKS} di Induk, lalu ulangi."
    return f"{filled} dari {len(sheets.links)} tautan terisi. Jalankan kinerja bagikan agar masuk ke formulir."
