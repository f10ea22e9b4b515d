"""What lies over the cells: shapes, form buttons, pictures, charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.fonts import Font
from kinerja_pauh.adapters.libreoffice.engine.units import hundredths, points
from kinerja_pauh.adapters.libreoffice.remote import Struct, properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject

CONTROL = "com.sun.star.drawing.ControlShape"
GRAPHIC = "com.sun.star.drawing.GraphicObjectShape"
TYPES = {
    CONTROL: "form_control",
    GRAPHIC: "picture",
    "com.sun.star.drawing.OLE2Shape": "chart",
    "com.sun.star.drawing.CustomShape": "auto_shape",
    "com.sun.star.drawing.RectangleShape": "auto_shape",
    "com.sun.star.drawing.EllipseShape": "auto_shape",
    "com.sun.star.drawing.TextShape": "text_box",
    "com.sun.star.drawing.LineShape": "line",
    "com.sun.star.drawing.ConnectorShape": "line",
    "com.sun.star.drawing.GroupShape": "group",
}
NOTE = "com.sun.star.drawing.CaptionShape"  # the box of a note, which Excel does not count as a shape


class Shape(base_classes.Shape):
    """A form button is one too: its text is what stands on it, `macro` what it calls."""

    def __init__(self, sheet: Sheet, shape: Any) -> None:  # noqa: ANN401  UNO
        self._sheet = sheet
        self.shape = shape

    @property
    def api(self) -> RemoteObject:
        shape: RemoteObject = self.shape
        return shape

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def type(self) -> str:
        return TYPES.get(str(self.shape.getShapeType()), "auto_shape")

    @property
    def name(self) -> str:
        if self.type == "form_control":
            return str(self.shape.getControl().Name)
        return str(self.shape.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.shape.Name = value
        if self.type == "form_control":
            self.shape.getControl().Name = value

    @property
    def text(self) -> str:
        if self.type == "form_control":
            return str(self.shape.getControl().Label)
        return str(self.shape.getString())

    @text.setter
    def text(self, value: str) -> None:
        if self.type == "form_control":
            self.shape.getControl().Label = value
        else:
            self.shape.setString(value)

    @property
    def font(self) -> Font:
        return Font(self.shape)

    @property
    def macro(self) -> str | None:
        """The address of what a click runs, as "vnd.sun.star.script:VBAProject.Tombol.Hitung?…"; None without."""
        if self.type != "form_control":
            return None
        return _script_of(self._sheet, self.shape.getControl())

    @property
    def left(self) -> float:
        return points(self.shape.getPosition().X)

    @left.setter
    def left(self, value: float) -> None:
        self._put(X=hundredths(value))

    @property
    def top(self) -> float:
        return points(self.shape.getPosition().Y)

    @top.setter
    def top(self, value: float) -> None:
        self._put(Y=hundredths(value))

    @property
    def width(self) -> float:
        return points(self.shape.getSize().Width)

    @width.setter
    def width(self, value: float) -> None:
        self._grow(Width=hundredths(value))

    @property
    def height(self) -> float:
        return points(self.shape.getSize().Height)

    @height.setter
    def height(self, value: float) -> None:
        self._grow(Height=hundredths(value))

    def activate(self) -> None:
        self._sheet.activate()
        self._sheet.book.document.getCurrentController().select(self.shape)

    def delete(self) -> None:
        self._sheet.sheet.getDrawPage().remove(self.shape)

    def scale_width(self, factor: float, relative_to_original_size: object = None, scale: object = None) -> None:  # noqa: ARG002  as xlwings calls it
        self.width = self.width * factor

    def scale_height(self, factor: float, relative_to_original_size: object = None, scale: object = None) -> None:  # noqa: ARG002  as xlwings calls it
        self.height = self.height * factor

    def _put(self, **part: int) -> None:
        at = self.shape.getPosition()
        self.shape.setPosition(Struct("com.sun.star.awt.Point", X=part.get("X", at.X), Y=part.get("Y", at.Y)))

    def _grow(self, **part: int) -> None:
        size = self.shape.getSize()
        width, height = part.get("Width", size.Width), part.get("Height", size.Height)
        self.shape.setSize(Struct("com.sun.star.awt.Size", Width=width, Height=height))


class Picture(Shape, base_classes.Picture):
    lock_aspect_ratio = True

    def index(self) -> int:
        """From 1 within the sheet."""
        names = [picture.name for picture in Pictures(self._sheet)]
        return names.index(self.name) + 1


class Chart(base_classes.Chart):
    """Name, place and size; the drawing itself is LibreOffice's."""

    def __init__(self, sheet: Sheet, chart: Any) -> None:  # noqa: ANN401  UNO
        self._sheet = sheet
        self._chart = chart

    @property
    def api(self) -> RemoteObject:
        chart: RemoteObject = self._chart
        return chart

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self._chart.getName())

    @name.setter
    def name(self, value: str) -> None:
        self._chart.setName(value)

    def delete(self) -> None:
        self._sheet.sheet.Charts.removeByName(self.name)


Kind = TypeVar("Kind", bound="Shape | Chart")


class Drawings(base_classes.Collection, Generic[Kind]):
    """By name or by number from 1."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> RemoteObject:
        page: RemoteObject = self._sheet.sheet.getDrawPage()
        return page

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def all(self) -> list[Kind]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self.all())

    def __contains__(self, key: str) -> bool:
        return any(each.name == key for each in self.all())

    def __call__(self, key: int | str) -> Kind:
        every = self.all()
        if isinstance(key, int):
            if not 1 <= key <= len(every):
                raise KeyError(key)
            return every[key - 1]
        for each in every:
            if each.name == key:
                return each
        raise KeyError(key)

    def _drawn(self) -> Iterator[tuple[str, Any]]:
        page = self._sheet.sheet.getDrawPage()
        for index in range(page.Count):
            shape = page.getByIndex(index)
            kind = str(shape.getShapeType())
            if kind != NOTE:
                yield kind, shape


class Shapes(Drawings[Shape]):
    def all(self) -> list[Shape]:
        return [Shape(self._sheet, shape) for _, shape in self._drawn()]


class Pictures(Drawings[Picture]):
    def all(self) -> list[Picture]:
        return [Picture(self._sheet, shape) for kind, shape in self._drawn() if kind == GRAPHIC]

    def add(  # noqa: PLR0913, PLR0917  as xlwings calls it
        self,
        filename: str,
        link_to_file: object = None,  # noqa: ARG002  always a copy within the workbook
        save_with_document: object = None,  # noqa: ARG002  as above
        left: float | None = None,
        top: float | None = None,
        width: float | None = None,
        height: float | None = None,
        anchor: Any = None,  # noqa: ANN401  xlwings' own Range
    ) -> Picture:
        """Without a size as large as the picture is."""
        book = self._sheet.book
        provider = book.app.office.make("com.sun.star.graphic.GraphicProvider")
        graphic = provider.queryGraphic(properties(URL=Path(filename).absolute().as_uri()))
        shape = book.document.createInstance(GRAPHIC)
        shape.Graphic = graphic
        self._sheet.sheet.getDrawPage().add(shape)
        own = graphic.Size100thMM
        picture = Picture(self._sheet, shape)
        picture.name = self._fresh_name()
        picture.width = points(own.Width) if width in (None, -1) else width
        picture.height = points(own.Height) if height in (None, -1) else height
        picture.left = anchor.left if anchor else left or 0
        picture.top = anchor.top if anchor else top or 0
        return picture

    def _fresh_name(self) -> str:
        number = len(self)
        while f"Picture {number}" in self:
            number += 1
        return f"Picture {number}"


class Charts(Drawings[Chart]):
    def all(self) -> list[Chart]:
        charts = self._sheet.sheet.Charts
        return [Chart(self._sheet, charts.getByIndex(index)) for index in range(charts.Count)]


def _script_of(sheet: Sheet, control: RemoteObject) -> str | None:
    forms = sheet.sheet.getDrawPage().getForms()
    for index in range(forms.Count):
        form = forms.getByIndex(index)
        for place in range(form.Count):
            if form.getByIndex(place) == control:
                events = form.getScriptEvents(place)
                return str(events[0].ScriptCode) if events else None
    return None
