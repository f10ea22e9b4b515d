"""UNO objects of the other process, used here as if they were ours: `document.Sheets.getByName("Hasil").isProtected()`.

A name that begins with a small letter is a method, one with a capital a property, as UNO has it. Structs, enums and
sequences are values; a struct that was read is a copy. Any use may raise an OfficeProblem.
"""

from __future__ import annotations

import base64
import weakref
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.book import CALL_SECONDS
from kinerja_pauh.adapters.libreoffice.problems import OfficeRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinerja_pauh.adapters.libreoffice.link import Link


class Struct:
    """A UNO struct: `Struct("com.sun.star.table.CellAddress", Row=3)`; fields not given keep UNO's default."""

    def __init__(self, type_: str, /, **fields: Any) -> None:  # noqa: ANN401  a field may be anything
        self.__dict__["struct"] = type_
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  a field may be anything
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401  a field may be anything
        self.__dict__[name] = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Struct) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # it can be changed

    def __repr__(self) -> str:
        return f"Struct({self.__dict__})"


@dataclass(frozen=True, slots=True)
class Enum:
    """A value of a UNO enumeration, as Enum("com.sun.star.sheet.CellInsertMode", "DOWN")."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TypeName:
    """A UNO type by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that must travel as this UNO type, as "[]com.sun.star.beans.PropertyValue"."""

    type: str
    value: Any


class RemoteOffice:
    """All objects of one LibreOffice at the other end of a link."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._dropped: deque[int] = deque()

    def context(self) -> RemoteObject:
        """The component context, from which everything else is reached."""
        found: RemoteObject = self.order("context")
        return found

    def make(self, service: str, *arguments: Any) -> Any:  # noqa: ANN401  UNO objects have no static types
        """A new object of a UNO service."""
        return self.order("make", service=service, args=self._packed(arguments))

    def order(self, command: str, seconds: float | None = CALL_SECONDS, **arguments: Any) -> Any:  # noqa: ANN401  UNO
        """A command of bridge_objects; arguments are JSON, the value that comes back is not any more."""
        if self._dropped:
            arguments["drop"] = [self._dropped.popleft() for _ in range(len(self._dropped))]
        return self._unpacked(self.link.call(command, seconds, **arguments))

    def call(self, ref: int, name: str, arguments: Iterable[Any], seconds: float | None = CALL_SECONDS) -> Any:  # noqa: ANN401  UNO
        return self.order("call", seconds, ref=ref, name=name, args=self._packed(tuple(arguments)))

    def set(self, ref: int, name: str, value: Any) -> None:  # noqa: ANN401  UNO
        self.order("set", ref=ref, name=name, value=self._packed(value))

    def _packed(self, value: Any) -> Any:  # noqa: ANN401, PLR0911  anything in, JSON out; one way each
        match value:
            case None | bool() | int() | float() | str():
                return value
            case list() | tuple():
                return [self._packed(each) for each in value]
            case RemoteObject():
                return {"ref": ref_of(value)}
            case Struct():
                fields = {name: self._packed(each) for name, each in vars(value).items() if name != "struct"}
                return {"struct": vars(value)["struct"], "fields": fields}
            case Enum():
                return {"enum": value.type, "value": value.value}
            case Typed():
                return {"any": value.type, "value": self._packed(value.value)}
            case TypeName():
                return {"type": value.name}
            case bytes():
                return {"bytes": base64.b64encode(value).decode("ascii")}
        raise OfficeRefused(f"no UNO value: {type(value).__name__}")

    def _unpacked(self, value: Any) -> Any:  # noqa: ANN401, PLR0911  JSON in, anything out; one way each
        match value:
            case list():
                return tuple(self._unpacked(each) for each in value)
            case {"ref": int(ref)}:
                return self._object(ref)
            case {"struct": str(type_), "fields": dict(fields)}:
                return Struct(type_, **{name: self._unpacked(each) for name, each in fields.items()})
            case {"enum": str(type_), "value": str(name)}:
                return Enum(type_, name)
            case {"type": str(name)}:
                return TypeName(name)
            case {"bytes": str(text)}:
                return base64.b64decode(text)
        return value

    def _object(self, ref: int) -> RemoteObject:
        made = RemoteObject(self, ref)
        weakref.finalize(made, self._dropped.append, ref).atexit = False
        return made


class RemoteObject:
    """One UNO object of the other process; two are equal where they stand for the same object there."""

    __slots__ = ("__weakref__", "_office", "_ref")

    def __init__(self, office: RemoteOffice, ref: int) -> None:
        object.__setattr__(self, "_office", office)
        object.__setattr__(self, "_ref", ref)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  UNO objects have no static types
        if name.startswith("_"):
            raise AttributeError(name)
        office, ref = office_of(self), ref_of(self)
        if name[0].islower():
            return _method(self, name)
        try:
            value = office.order("get", ref=ref, name=name)
        except OfficeRefused as problem:
            if problem.detail.startswith("AttributeError"):
                raise AttributeError(name) from None
            raise
        return _method(self, name) if isinstance(value, dict) else value

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401  UNO objects have no static types
        office_of(self).set(ref_of(self), name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RemoteObject) or office_of(other) is not office_of(self):
            return False
        return other is self or bool(office_of(self).order("same", ref=ref_of(self), other=ref_of(other)))

    __hash__ = None  # type: ignore[assignment]  # two numbers may stand for one object

    def __repr__(self) -> str:
        return f"<RemoteObject {ref_of(self)}>"


def office_of(remote: RemoteObject) -> RemoteOffice:
    """The LibreOffice that an object belongs to."""
    office: RemoteOffice = object.__getattribute__(remote, "_office")
    return office


def ref_of(remote: RemoteObject) -> int:
    """The number of an object at the other end."""
    ref: int = object.__getattribute__(remote, "_ref")
    return ref


def call_patiently(remote: RemoteObject, name: str, *arguments: Any) -> Any:  # noqa: ANN401  UNO
    """A call that may take as long as a person or a macro needs."""
    return office_of(remote).call(ref_of(remote), name, arguments, None)


def properties(**values: Any) -> tuple[Struct, ...]:  # noqa: ANN401  property values are of any type
    """Named arguments, as UNO's loading and storing take them."""
    return tuple(Struct("com.sun.star.beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def _method(remote: RemoteObject, name: str) -> Any:  # noqa: ANN401  UNO methods have no static types
    def called(*arguments: Any) -> Any:  # noqa: ANN401  UNO
        return office_of(remote).call(ref_of(remote), name, arguments)

    return called
