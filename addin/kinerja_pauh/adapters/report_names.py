"""Names that a template asks for, held against what its documents know, without filling anything.

So a name is found wrong also where no sample leads: in a branch that is not taken, in a list that happens to be empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING

from jinja2 import nodes

from kinerja_pauh.adapters.report_compile import Trouble
from kinerja_pauh.adapters.report_rows import Branch, Choice, Loop, LoopInfo
from kinerja_pauh.adapters.report_sandbox import listed
from kinerja_pauh.adapters.template_texts import in_place
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kinerja_pauh.adapters.report_compile import FilledSheet
    from kinerja_pauh.adapters.report_rows import Node
    from kinerja_pauh.adapters.report_templates import ReportTemplate

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a value. fields: of a record, None for anything else; item: of a list, None for no list."""

    fields: Mapping[str, Shape] | None = None
    item: Shape | None = None


_PLAIN = Shape()
_LOOP = Shape(dict.fromkeys(LoopInfo.__slots__, _PLAIN))

Scope = dict[str, Shape]


def shape_of(value: object, depth: int = 0) -> Shape:
    """The shape of a sample value."""
    if depth > _DEEPEST or isinstance(value, str | Enum):
        return _PLAIN
    if isinstance(value, dict):
        return Shape({str(key): shape_of(inner, depth + 1) for key, inner in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        own = [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        names = [each.name for each in fields(value)] + own
        return Shape({name: shape_of(getattr(value, name), depth + 1) for name in names})
    if isinstance(value, list | tuple):
        return Shape(item=merged(shape_of(inner, depth + 1) for inner in value))
    return _PLAIN


def merged(shapes: Iterable[Shape]) -> Shape:
    """What several samples together tell: one may lack what another has."""
    found = list(shapes)
    records = [shape.fields for shape in found if shape.fields is not None]
    names = dict.fromkeys(name for record in records for name in record)
    known = {name: merged(record[name] for record in records if name in record) for name in names}
    items = [shape.item for shape in found if shape.item is not None]
    return Shape(known if records else None, merged(items) if items else None)


def name_troubles(template: ReportTemplate, contexts: Iterable[Mapping[str, object]]) -> list[Trouble]:
    """Every name of a template that none of the contexts has."""
    shapes = merged(shape_of(dict(context)) for context in contexts)
    scope = dict(shapes.fields or {})
    found: list[Trouble] = []
    for sheet in template.sheets:
        reader = _SheetReader(sheet, found)
        reader.rows(sheet.tree.body, scope)
        reader.rows([row for row in sheet.cells if row > sheet.tree.extent], scope)
    for texts in template.outside.values():
        for text in texts:
            said = _Names()
            said.shape(text.text.tree, scope)
            found += (Trouble(text.sheet, "", in_place(text.what, message)) for message in said.messages)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _SheetReader:
    sheet: FilledSheet
    found: list[Trouble]

    def rows(self, body: Iterable[Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, int):
                for column, cell in self.sheet.cells.get(node, {}).items():
                    self._check(cell.tree, scope, address(node, column))
            elif isinstance(node, Loop):
                self._loop(node, scope)
            else:
                self._choice(node, scope)

    def _loop(self, loop: Loop, scope: Scope) -> None:
        items = self._check(loop.items.tree, scope, loop.cell)
        inner = scope | named(loop.names, items) | {"loop": _LOOP}
        if loop.condition:
            self._check(loop.condition.tree, inner, loop.cell)
        self.rows(loop.body, inner)
        self._branches((loop.empty,) if loop.empty else (), scope)

    def _choice(self, choice: Choice, scope: Scope) -> None:
        self._branches(choice.branches, scope)

    def _branches(self, branches: Iterable[Branch], scope: Scope) -> None:
        for branch in branches:
            if branch.condition:
                self._check(branch.condition.tree, scope, branch.cell)
            self.rows(branch.body, scope)

    def _check(self, tree: nodes.Node, scope: Scope, cell: str) -> Shape:
        names = _Names()
        shape = names.shape(tree, scope)
        self.found.extend(Trouble(self.sheet.name, cell, message) for message in names.messages)
        return shape


def named(names: tuple[str, ...], items: Shape) -> Scope:
    """The loop's names for a member of the list."""
    item = items.item or _PLAIN
    return {names[0]: item} if len(names) == 1 else dict.fromkeys(names, item.item or _PLAIN)


@dataclass(slots=True)
class _Names:
    """Looks through one expression. messages: what it names wrongly."""

    messages: list[str] = field(default_factory=list)

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        found = _PLAIN
        match node:
            case nodes.Name():
                found = self._name(node.name, scope)
            case nodes.Getattr():
                found = self._field(self.shape(node.node, scope), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str(key))):
                found = self._field(self.shape(node.node, scope), key)
            case nodes.Getitem():
                self.shape(node.arg, scope)
                items = self.shape(node.node, scope)
                found = items if isinstance(node.arg, nodes.Slice) else items.item or _PLAIN
            case nodes.Filter():
                found = self._filter(node, scope)
            case nodes.Test(name="defined" | "undefined"):
                pass  # asking whether a name is there is no mistake
            case nodes.CondExpr():
                found = self._either(node, scope)
            case nodes.List() | nodes.Tuple():
                found = Shape(item=merged([self.shape(each, scope) for each in node.items]))
            case nodes.For():
                self._loop(node, scope)
            case _:
                self._children(node.iter_child_nodes(), scope)
        return found

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        inner = scope | named(_targets(node.target), self.shape(node.iter, scope)) | {"loop": _LOOP}
        self._children([*node.body, *filter(None, [node.test])], inner)
        self._children(node.else_, scope)

    def _children(self, children: Iterable[nodes.Node], scope: Scope) -> None:
        for child in children:
            self.shape(child, scope)

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        tests = [node.test, *node.test.find_all(nodes.Test)]
        guarded = any(isinstance(test, nodes.Test) and test.name == "defined" for test in tests)
        self.shape(node.test, scope)
        first = _PLAIN if guarded else self.shape(node.expr1, scope)
        return merged([first, self.shape(node.expr2, scope) if node.expr2 else _PLAIN])

    def _filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        shape = self.shape(node.node, scope) if node.node else _PLAIN
        self._children([*node.args, *node.kwargs], scope)
        if node.name in {"first", "last"}:
            return shape.item or _PLAIN
        if node.name == "join" and shape.item:
            for keyword in node.kwargs:
                if keyword.key == "attribute" and isinstance(keyword.value, nodes.Const):
                    self._field(shape.item, str(keyword.value.value).partition(".")[0])
        return shape if node.name not in {"join", "length", "angka", "tanggal", "nip"} else _PLAIN

    def _name(self, name: str, scope: Scope) -> Shape:
        if name in scope:
            return scope[name]
        self.messages.append(f'Nama "{name}" tidak dikenal.{_instead(name, scope, "Nama yang tersedia di sini")}')
        return _PLAIN

    def _field(self, shape: Shape, name: str) -> Shape:
        if shape.item is not None:
            self.messages.append(
                f'Isian "{name}" diminta dari sebuah daftar. Ulangi daftarnya dengan baris {{% for … in … %}}, lalu '
                "minta dari anggotanya."
            )
        elif shape.fields is not None and name not in shape.fields:
            told = _instead(name, shape.fields, "Isian yang ada")
            self.messages.append(f'Isian "{name}" tidak ada di sini.{told}')
        return (shape.fields or {}).get(name, _PLAIN)


def _targets(target: nodes.Node) -> tuple[str, ...]:
    parts = target.items if isinstance(target, nodes.Tuple) else [target]
    return tuple(part.name for part in parts if isinstance(part, nodes.Name)) or ("",)


def _instead(name: str, known: Iterable[str], words: str) -> str:
    """A guess at what was meant, or else everything there is."""
    names = sorted(known)
    near = get_close_matches(name, names, 1, 0.75)
    if near:
        return f' Mungkin maksudnya "{near[0]}".'
    return f" {words}: {listed(names)}." if names else ""
