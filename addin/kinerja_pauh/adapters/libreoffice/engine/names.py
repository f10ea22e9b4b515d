"""Defined names: those of the workbook and those of one sheet, which Excel writes "Sheet!name"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.places import quoted, split_sheet
from kinerja_pauh.adapters.libreoffice.remote import Struct, ref_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice.engine.books import Book
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject


class Name(base_classes.Name):
    def __init__(self, book: Book, container: Any, name: Any, sheet: Sheet | None) -> None:  # noqa: ANN401  UNO
        """container: what holds it. sheet: to which it is confined; None for the whole workbook."""
        self._book = book
        self._container = container
        self._name = name
        self._sheet = sheet

    @property
    def api(self) -> RemoteObject:
        name: RemoteObject = self._name
        return name

    @property
    def name(self) -> str:
        own = str(self._name.getName())
        return f"{quoted(self._sheet.name)}!{own}" if self._sheet else own

    @name.setter
    def name(self, value: str) -> None:
        self._name.setName(value)

    @property
    def refers_to(self) -> str:
        cells = self._name.getReferredCells()
        if cells is not None:
            found = self._book.range_at(cells.getRangeAddress())
            return f"={quoted(found.sheet.name)}!{found.address}"
        return str(self._book.app.office.order("formula_of", ref=ref_of(self._name), book=self._book.ref))

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        text = str(value).removeprefix("=")
        self._book.app.office.order("set_formula_of", ref=ref_of(self._name), book=self._book.ref, text=text)

    @property
    def refers_to_range(self) -> Range:
        """Raises an exception where it stands for no cells."""
        return self._book.range_at(self._name.getReferredCells().getRangeAddress())

    def delete(self) -> None:
        self._container.removeByName(self._name.getName())


class Names(base_classes.Names):
    """Those of one or more containers, each with the sheet to which it is confined."""

    def __init__(self, book: Book, containers: list[tuple[Any, Sheet | None]]) -> None:
        self._book = book
        self._containers = containers

    @property
    def api(self) -> RemoteObject:
        container: RemoteObject = self._containers[0][0]
        return container

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __iter__(self) -> Iterator[Name]:
        for container, sheet in self._containers:
            for name in container.getElementNames():
                yield Name(self._book, container, container.getByName(name), sheet)

    def __call__(self, name_or_index: int | str) -> Name:
        if isinstance(name_or_index, int):
            every = list(iter(self))
            if not 1 <= name_or_index <= len(every):
                raise KeyError(name_or_index)
            return every[name_or_index - 1]
        found = self._found(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def contains(self, name_or_index: int | str) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._found(name_or_index) is not None

    def add(self, name: str, refers_to: str) -> Name:
        """Replaces one of the same name."""
        container, sheet, own = self._place_for(name)
        if container.hasByName(own):
            container.removeByName(own)
        container.addNewByName(own, "0", Struct("com.sun.star.table.CellAddress"), 0)
        made = Name(self._book, container, container.getByName(own), sheet)
        made.refers_to = refers_to
        return made

    def add_place(self, name: str, place: Range) -> Name:
        return self.add(name, f"={quoted(place.sheet.name)}!{place.address}")

    def _place_for(self, name: str) -> tuple[Any, Sheet | None, str]:
        sheet_name, own = split_sheet(name)
        if sheet_name:
            sheet = self._book.sheets(sheet_name)
            return sheet.sheet.NamedRanges, sheet, own
        container, sheet_of_container = self._containers[0]
        return container, sheet_of_container, own

    def _found(self, text: str) -> Name | None:
        sheet_name, own = split_sheet(text)
        for container, sheet in self._containers:
            if sheet_name and (sheet is None or sheet.name.lower() != sheet_name.lower()):
                continue
            for name in container.getElementNames():
                if name.lower() == own.lower():
                    return Name(self._book, container, container.getByName(name), sheet)
        return None


def all_names(book: Book) -> Names:
    """Of the workbook first, then of each sheet."""
    confined = [(sheet.sheet.NamedRanges, sheet) for sheet in book.sheets]
    return Names(book, [(book.document.NamedRanges, None), *confined])


def sheet_names(sheet: Sheet) -> Names:
    """Only those confined to the sheet."""
    return Names(sheet.book, [(sheet.sheet.NamedRanges, sheet)])


def name_of(place: Range) -> Name | None:
    """The name that stands for exactly this range; None where none does."""
    wanted = place.cells.getRangeAddress()
    for name in place.sheet.book.names:
        cells = name.api.getReferredCells()
        if cells is not None and cells.getRangeAddress() == wanted:
            return name
    return None
