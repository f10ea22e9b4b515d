"""The part of the demo at the counter: a year's log and survey, linked and imported as HR would."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.samples import service_data
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.service_sheets import LINKS, LINKS_TABLE, NO, SERVICES, SERVICES_TABLE, YES

from .folder import OfficeFolder
from .service_data import import_service_data
from .service_files import FOLDER
from .service_induk import with_service_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.samples import SampleOffice
    from kinerja_pauh.sheets.cells import Book, Value
    from kinerja_pauh.sheets.layout import Table
    from kinerja_pauh.sheets.read_induk import Induk

    from .service_data import ServiceOutcome

LOG, SURVEY = "buku_loket.csv", "survei_kepuasan.csv"


def import_sample(root: Path, sample: SampleOffice, world: World) -> ServiceOutcome:
    """Put the invented files into the office folder, list services and links in the Induk, and import."""
    data = service_data(sample)
    induk, folder = OfficeFolder(root).induk, root / FOLDER
    folder.mkdir(exist_ok=True)
    world.save(folder / LOG, data.log.encode("cp1252"))
    world.save(folder / SURVEY, data.survey.encode("utf-8-sig"))
    services: list[Mapping[str, Value]] = [
        {
            "Layanan": one.name,
            "Sebutan Lain": "; ".join(one.others),
            "Standar (jam)": one.standard,
            "Sumber Standar": one.source,
        }
        for one in data.services
    ]
    links: list[Mapping[str, Value]] = [
        {
            "NIP": one.nip,
            "No Indikator": int(one.number),
            "Ukuran": str(one.measure),
            "Layanan": one.service,
            "Hanya Miliknya": YES if one.own else NO,
        }
        for one in data.links
    ]
    world.write_cells(induk, SERVICES, _cells(SERVICES_TABLE, services))
    world.write_cells(induk, LINKS, _cells(LINKS_TABLE, links))
    return import_service_data(root, [], world)


def sample_with_data(sample: SampleOffice, induk: Induk, book: Book) -> SampleOffice:
    """The invented office with the realisations that the import wrote into its plans."""
    return replace(sample, plans=with_service_data(induk, book).plans)


def _cells(table: Table, rows: Sequence[Mapping[str, Value]]) -> dict[tuple[int, int], Value]:
    return {
        (number, table.column(header)): value
        for number, row in enumerate(rows, start=FIRST_ROW)
        for header, value in row.items()
    }
