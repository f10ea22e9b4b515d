"""Second half of the bridge: any UNO object for our parent, by a number, and whole blocks of cells in one exchange.

Loaded by bridge.py from its own folder; the same limits hold: standard library, `uno`, Python 3.8. Values travel as
JSON: null, true, number, text and list as such, otherwise an object: {"ref": number} an object that stays here,
{"struct": type, "fields": {…}}, {"enum": type, "value": name}, {"any": type, "value": …} a value with its type,
{"type": name}, {"bytes": base64}, {"method": name} an attribute that is to be called. Rows and columns of blocks count
from 0 within the block.
"""

from __future__ import annotations

import base64
import importlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATE = 2
TIME = 4
LOGICAL = 1024
VALUE_RESULTS = 1
ERROR_RESULTS = 4
TYPED_DATES_AND_TIMES = 2
FORMULAS = 16
ALL_FUNCTIONS = 0x7FFFFFFF
LANGUAGES = {"id": "[$-421]"}  # of a format that names its language; LibreOffice keeps that beside its text
DATE_WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]|AM/PM|[DMYHS]+')  # Excel writes those of the last kind in small letters
FORMATS = {"date": "YYYY-MM-DD", "moment": "YYYY-MM-DD HH:MM:SS", "time": "HH:MM:SS", "bool": "BOOLEAN"}
KINDS = {"date": DATE, "moment": DATE, "time": TIME, "bool": LOGICAL}


class Objects:
    """What our parent holds here. Public methods are commands, as those of Session are."""

    def __init__(self, context: Any, refuse_locked: Callable[[Any, Any], None]) -> None:  # noqa: ANN401  UNO
        self._uno = importlib.import_module("uno")
        self._context = context
        self._refuse_locked = refuse_locked
        self._held: dict[int, Any] = {}
        self._count = 0
        self._fields: dict[str, list[str]] = {}
        self._parsers: dict[int, Any] = {}
        self._formats: dict[tuple[int, int], int] = {}

    def context(self) -> Any:  # noqa: ANN401  JSON
        return self._packed(self._context)

    def make(self, service: str, args: list[Any]) -> Any:  # noqa: ANN401  JSON
        """A new object of a UNO service."""
        manager = self._context.ServiceManager
        if args:
            made = manager.createInstanceWithArgumentsAndContext(service, self._unpacked(args), self._context)
        else:
            made = manager.createInstanceWithContext(service, self._context)
        return self._packed(made)

    def get(self, ref: int, name: str) -> Any:  # noqa: ANN401  JSON
        value = getattr(self._held[ref], name)
        return {"method": name} if callable(value) else self._packed(value)

    def set(self, ref: int, name: str, value: Any) -> None:  # noqa: ANN401  JSON
        setattr(self._held[ref], name, self._unpacked(value))

    def call(self, ref: int, name: str, args: list[Any]) -> Any:  # noqa: ANN401  JSON
        arguments = [self._unpacked(each) for each in args]
        if any(isinstance(each, self._uno.Any) for each in arguments):
            return self._packed(self._uno.invoke(self._held[ref], name, tuple(arguments)))
        return self._packed(getattr(self._held[ref], name)(*arguments))

    def same(self, ref: int, other: int) -> bool:
        """Whether two numbers stand for one object."""
        return bool(self._held[ref] == self._held[other])

    def drop(self, refs: list[int]) -> None:
        for ref in refs:
            self._held.pop(ref, None)
            self._parsers.pop(ref, None)

    def read_cells(self, ref: int, book: int) -> dict[str, Any]:
        """rows: values, null for an error; errors: [row, column, code]; kinds: [kind, row, column, row, column], which
        areas show dates or booleans.
        """
        cells = self._held[ref]
        rows = cells.getDataArray()
        return {
            "rows": rows,
            "errors": list(self._errors(cells)) if any(None in row for row in rows) else [],
            "kinds": list(self._kinds_read(cells, book, rows)),
        }

    def write_cells(self, ref: int, book: int, block: dict[str, Any]) -> None:
        """block: rows of numbers and texts, taken literally; formulas [row, column, text] in Excel's English syntax;
        kinds [kind, row, column, row, column], which areas must show a date or a boolean.
        """
        cells = self._held[ref]
        self._refuse_locked(cells.Spreadsheet, cells)
        cells.setDataArray(tuple(tuple(row) for row in block["rows"]))
        for row, column, text in block["formulas"]:
            cell = cells.getCellByPosition(column, row)
            cell.setTokens(self._parser(book).parseFormula(text[1:], cell.CellAddress))
        self._show_numbers(cells, book)
        for kind, top, left, bottom, right in block["kinds"]:
            self._show(cells.getCellRangeByPosition(left, top, right, bottom), book, kind)

    def fill_formula(self, ref: int, book: int, text: str) -> None:
        """One formula for all cells of an area, its relative references moving along."""
        cells = self._held[ref]
        self._refuse_locked(cells.Spreadsheet, cells)
        area = cells.RangeAddress
        tokens = self._parser(book).parseFormula(text[1:], cells.getCellByPosition(0, 0).CellAddress)
        for row in range(area.EndRow - area.StartRow + 1):
            for column in range(area.EndColumn - area.StartColumn + 1):
                cells.getCellByPosition(column, row).setTokens(tokens)

    def read_formulas(self, ref: int, book: int) -> list[list[str]]:
        """Of each cell the formula in Excel's English syntax; "" where there is none."""
        cells = self._held[ref]
        texts = [[""] * len(line) for line in cells.getFormulaArray()]
        for row, column in self._formula_cells(cells):
            texts[row][column] = self._formula_text(cells.getCellByPosition(column, row), book)
        return texts

    def formula_places(self, ref: int) -> list[list[int]]:
        """[row, column] of each cell that holds a formula, whatever their number in two calls of UNO."""
        return [list(place) for place in self._formula_cells(self._held[ref])]

    def formula_of(self, ref: int, book: int) -> str:
        """What a name stands for, in Excel's English syntax."""
        return "=" + str(self._parser(book).printFormula(self._held[ref].getTokens(), self._place()))

    def set_formula_of(self, ref: int, book: int, text: str) -> None:
        self._held[ref].setTokens(self._parser(book).parseFormula(text, self._place()))

    def set_array_formula(self, ref: int, book: int, text: str) -> None:
        """One array formula over the whole area."""
        cells = self._held[ref]
        self._refuse_locked(cells.Spreadsheet, cells)
        first = cells.getCellByPosition(0, 0).CellAddress
        cells.setArrayTokens(self._parser(book).parseFormula(text[1:], first))

    def format_key(self, book: int, code: str) -> int:
        """The number that the workbook gives to a number format in Excel's English spelling.

        It is kept in the office's own locale, as one from an .xlsx is: a format of another is saved as [$-409]….
        """
        own = self._uno.createUnoStruct("com.sun.star.lang.Locale")
        formats = self._held[book].NumberFormats
        if code == FORMATS["bool"]:
            return int(formats.getStandardFormat(LOGICAL, own))
        if code.startswith("[$-"):  # it names its language, which a conversion to the same would drop
            key = formats.queryKey(code, self._english(), False)  # noqa: FBT003  UNO takes no keywords
            return int(formats.addNew(code, self._english()) if key == -1 else key)
        return int(formats.addNewConverted(code, self._english(), own))

    def format_code(self, book: int, key: int) -> str:
        """The other way."""
        formats = self._held[book].NumberFormats
        found = formats.getByKey(key)
        prefix = LANGUAGES.get(found.Locale.Language, "")
        if found.Locale.Language != "en":
            found = formats.getByKey(formats.addNewConverted(found.FormatString, found.Locale, self._english()))
        if found.Type & (DATE | TIME):
            words = DATE_WORDS.sub(
                lambda word: word[0].lower() if word[0][0] in "DMYHS" else word[0], found.FormatString
            )
            return prefix + words
        return str(found.FormatString)

    def _errors(self, cells: Any) -> Iterator[list[Any]]:  # noqa: ANN401  UNO
        area = cells.RangeAddress
        for wrong in cells.queryFormulaCells(ERROR_RESULTS).RangeAddresses:
            for row in range(wrong.StartRow - area.StartRow, wrong.EndRow - area.StartRow + 1):
                for column in range(wrong.StartColumn - area.StartColumn, wrong.EndColumn - area.StartColumn + 1):
                    cell = cells.getCellByPosition(column, row)
                    yield [row, column, cell.getError(), cell.String]

    def _kinds_read(self, cells: Any, book: int, rows: Any) -> Iterator[list[Any]]:  # noqa: ANN401  UNO
        """As _kinds, which is not asked where only typed numbers stand that can be neither dates nor truth values.

        Each format of a sheet costs several exchanges with LibreOffice, and each of those may have to wait for it.
        """
        numbers = {value for row in rows for value in row if isinstance(value, float)}
        if not numbers:
            return
        if (
            numbers & {0.0, 1.0}
            or cells.queryFormulaCells(VALUE_RESULTS).RangeAddresses
            or cells.queryContentCells(TYPED_DATES_AND_TIMES).RangeAddresses
        ):
            yield from self._kinds(cells, book)

    def _kinds(self, cells: Any, book: int) -> Iterator[list[Any]]:  # noqa: ANN401  UNO
        """Areas whose numbers are shown as dates or booleans."""
        area = cells.RangeAddress
        for key, addresses in self._format_areas(cells, area):
            kind = self._kind(book, key)
            if kind:
                for part in addresses:
                    yield [kind, *_within(part, area)]

    @staticmethod
    def _format_areas(cells: Any, area: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401  UNO
        if cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            yield cells.NumberFormat, (area,)
            return
        parts = cells.getUniqueCellFormatRanges()
        for index in range(parts.Count):
            part = parts.getByIndex(index)
            yield part.NumberFormat, part.RangeAddresses

    def _kind(self, book: int, key: int) -> str:
        known = self._formats.get((book, key))
        if known is None:
            known = self._formats[book, key] = self._held[book].NumberFormats.getByKey(key).Type
        return "bool" if known & LOGICAL else "date" if known & DATE else ""

    def _show_numbers(self, cells: Any, book: int) -> None:  # noqa: ANN401  UNO
        """No cell is left that shows booleans: a 5 written over TRUE would be shown and read as TRUE."""
        for kind, top, left, bottom, right in list(self._kinds(cells, book)):
            if kind == "bool":
                cells.getCellRangeByPosition(left, top, right, bottom).NumberFormat = 0

    def _show(self, cells: Any, book: int, kind: str) -> None:  # noqa: ANN401  UNO
        for key, addresses in list(self._format_areas(cells, cells.RangeAddress)):
            wanted = KINDS[kind]
            if self._held[book].NumberFormats.getByKey(key).Type & wanted:
                continue
            for part in addresses:
                sheet = cells.Spreadsheet
                target = sheet.getCellRangeByPosition(part.StartColumn, part.StartRow, part.EndColumn, part.EndRow)
                target.NumberFormat = self.format_key(book, FORMATS[kind])

    @staticmethod
    def _formula_cells(cells: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401  UNO
        """Asked for as contents: a text like "=1+1" looks the same as a formula where formulas are read as texts."""
        area = cells.RangeAddress
        for found in cells.queryContentCells(FORMULAS).RangeAddresses:
            for row in range(found.StartRow - area.StartRow, found.EndRow - area.StartRow + 1):
                for column in range(found.StartColumn - area.StartColumn, found.EndColumn - area.StartColumn + 1):
                    yield row, column

    def _formula_text(self, cell: Any, book: int) -> str:  # noqa: ANN401  UNO
        whole = str(cell.getArrayFormula())
        if whole.startswith("{"):
            return whole[1:-1]
        return "=" + str(self._parser(book).printFormula(cell.getTokens(), cell.CellAddress))

    def _parser(self, book: int) -> Any:  # noqa: ANN401  UNO
        """Of formulas as an English Excel writes them."""
        parser = self._parsers.get(book)
        if parser is None:
            constant = self._uno.getConstantByName
            document = self._held[book]
            parser = document.createInstance("com.sun.star.sheet.FormulaParser")
            mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
            parser.CompileEnglish = True
            parser.FormulaConvention = constant("com.sun.star.sheet.AddressConvention.XL_A1")
            english = constant("com.sun.star.sheet.FormulaLanguage.XL_ENGLISH")
            parser.OpCodeMap = mapper.getAvailableMappings(english, ALL_FUNCTIONS)
            self._parsers[book] = parser
        return parser

    def _english(self) -> Any:  # noqa: ANN401  UNO
        locale = self._uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "US"
        return locale

    def _place(self) -> Any:  # noqa: ANN401  UNO
        return self._uno.createUnoStruct("com.sun.star.table.CellAddress")

    def _packed(self, value: Any) -> Any:  # noqa: ANN401, PLR0911  UNO in, JSON out
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, (tuple, list)):
            return [self._packed(each) for each in value]
        if isinstance(value, self._uno.Enum):
            return {"enum": value.typeName, "value": value.value}
        if isinstance(value, self._uno.Type):
            return {"type": value.typeName}
        if isinstance(value, self._uno.ByteSequence):
            return {"bytes": base64.b64encode(value.value).decode("ascii")}
        if isinstance(value, self._uno.Char):
            return value.value
        structure = getattr(type(value), "__pyunostruct__", None)
        if structure:
            fields = {name: self._packed(getattr(value, name)) for name in self._field_names(structure)}
            return {"struct": structure, "fields": fields}
        self._count += 1
        self._held[self._count] = value
        return {"ref": self._count}

    def _field_names(self, structure: str) -> list[str]:
        if structure not in self._fields:
            local = self._uno.getComponentContext()
            reflection = local.ServiceManager.createInstanceWithContext("com.sun.star.reflection.CoreReflection", local)
            self._fields[structure] = [field.Name for field in reflection.forName(structure).getFields()]
        return self._fields[structure]

    def _unpacked(self, value: Any) -> Any:  # noqa: ANN401, PLR0911  JSON in, UNO out; one way each
        if isinstance(value, list):
            return tuple(self._unpacked(each) for each in value)
        if not isinstance(value, dict):
            return value
        if "ref" in value:
            return self._held[value["ref"]]
        if "struct" in value:
            made = self._uno.createUnoStruct(value["struct"])
            for name, field in value["fields"].items():
                setattr(made, name, self._unpacked(field))
            return made
        if "enum" in value:
            return self._uno.Enum(value["enum"], value["value"])
        if "any" in value:
            return self._uno.Any(value["any"], self._unpacked(value["value"]))
        if "bytes" in value:
            return self._uno.ByteSequence(base64.b64decode(value["bytes"]))
        return self._uno.getTypeByName(value["type"])


def _within(part: Any, area: Any) -> list[int]:  # noqa: ANN401  UNO
    """First and last row and column of a part, counted from 0 within the area."""
    return [
        part.StartRow - area.StartRow,
        part.StartColumn - area.StartColumn,
        part.EndRow - area.StartRow,
        part.EndColumn - area.StartColumn,
    ]
