"""The masters, and what is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.sheets.cells import Book, SheetFill


class Stamper(Protocol):
    """A compiled template workbook."""

    def render(self, fills: Mapping[str, SheetFill]) -> bytes:
        """The template with the named sheets filled; the others as they are.

        Raises:
            KeyError: the template has no sheet of that name.
        """

    def refill(self, rendered: bytes, name: str, fill: SheetFill) -> bytes:
        """What it rendered, with one sheet filled otherwise; nothing else may refer to that sheet."""


class ReportTemplate(Protocol):
    """A compiled report template with expressions in its cells."""

    def render(self, context: Mapping[str, object]) -> bytes:
        """The report for one person.

        Raises:
            Refusal: the template asks for something that is not there; names template, sheet and cell.
        """


@dataclass(frozen=True, slots=True)
class TemplateRemark:
    """What is wrong at one place of a document template, or what of it no document will have.

    cell: "" for what stands in no cell, sheet: "" for the whole file. kind: `salah` for what cannot be read, `nama` for
    a name that is not known, `isi` for what went wrong with sample data, `hilang` for what will not come out as it
    looks.
    """

    sheet: str
    cell: str
    kind: str
    message: str


class Templates(Protocol):
    """The masters; a file of the same name in the office's own `templat` folder wins over the shipped one."""

    def form(self, password: str, *, macros: bool = False) -> Stamper:
        """The Formulir Penilaian, its sheets protected by the password. macros: the .xlsm with buttons."""

    def induk(self, *, macros: bool = False) -> Stamper:
        """The Induk. macros: the .xlsm with buttons."""

    def planning(self, name: str, password: str) -> Stamper:
        """A master that people get beside the forms, of plans and inquiries; its sheets protected by the password."""

    def indicator_bank(self, own: Path) -> Book:
        """The bank of indicators; own: as for `document`.

        Raises:
            UnusableFile: the office's own cannot be read.
        """

    def document(self, name: str, own: Path) -> ReportTemplate:
        """The master of a document about a person. own: the office's template folder, which need not exist."""

    def inspect(self, path: Path, contexts: Sequence[Mapping[str, object]]) -> Sequence[TemplateRemark]:
        """Everything that is wrong with a document template. contexts: samples that it is filled with.

        Raises:
            UnusableFile: no workbook, damaged, or it holds more than cells, looks, pictures and charts.
        """
