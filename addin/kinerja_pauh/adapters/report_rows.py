"""Rows of a report template that repeat or depend: a tree read from directive rows, grown into output rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from kinerja_pauh.adapters.report_filters import LanguageProblem
from kinerja_pauh.adapters.report_language import Expression, expression
from kinerja_pauh.adapters.report_sandbox import parse, uncounted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.report_budget import Budget
    from kinerja_pauh.adapters.row_plan import Path

_DIRECTIVE = re.compile(r"\{%[-+]?\s*(for|if|elif|else|endfor|endif)\b((?:(?!%\}|\{%).)*?)[-+]?%\}", re.DOTALL)

Scope = dict[str, object]


@dataclass(frozen=True, slots=True)
class Directive:
    """A row that only steers. cell: its address, for messages; text: the whole of it."""

    row: int
    cell: str
    text: str
    verb: str


class DirectiveProblem(LanguageProblem):
    """A directive that does not fit; `cell` names it."""

    def __init__(self, cell: str, message: str) -> None:
        super().__init__(message)
        self.cell = cell


def read_directive(row: int, cell: str, text: str) -> Directive | None:
    """The directive that this text is, if it is nothing else."""
    match = _DIRECTIVE.fullmatch(text.strip())
    return Directive(row, cell, text.strip(), match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Loop:
    """Rows for each item. piece: its number in row paths; names: what an item is called, several to unpack it.
    empty: the rows that stand instead when there is no item."""

    piece: int
    cell: str
    names: tuple[str, ...]
    items: Expression
    condition: Expression | None
    body: tuple[Node, ...]
    empty: Branch | None


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows that stand when the condition holds; None: when no branch before it did."""

    piece: int
    cell: str
    condition: Expression | None
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Branch, ...]


Node = int | Loop | Choice
"""A template row that is written, or what decides about several."""


@dataclass(frozen=True, slots=True)
class RowTree:
    """extent: the last row that the tree speaks of; chains: row -> the pieces around it (see `row_plan`)."""

    body: tuple[Node, ...]
    extent: int
    chains: Mapping[int, tuple[int, ...]]


class LoopInfo:
    """What `loop` is inside repeated rows: index (from 1), index0, revindex (to 1), first, last, length, and the loop
    outside of this one as `luar`, None where there is none."""

    __slots__ = ("first", "index", "index0", "last", "length", "luar", "revindex")

    def __init__(self, index0: int, length: int, luar: object = None) -> None:
        self.index = index0 + 1
        self.index0 = index0
        self.first = not index0
        self.last = self.index == length
        self.length = length
        self.revindex = length - index0
        self.luar = luar


class _Reader:
    """Reads the directives of one sheet from top to bottom."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self._left = list(reversed(directives))
        self._row = 1
        self._pieces = count()
        self.chains: dict[int, tuple[int, ...]] = {}

    def body(self, chain: tuple[int, ...], ends: tuple[str, ...], opener: Directive | None) -> tuple[Node, ...]:
        """Nodes up to one of the ending verbs, which stays to be read."""
        found: list[Node] = []
        while self._left:
            directive = self._left[-1]
            found += self._rows_before(directive.row, chain)
            if directive.verb in ends:
                return tuple(found)
            self._take(chain)
            if directive.verb == "for":
                found.append(self._loop(directive, chain))
            elif directive.verb == "if":
                found.append(self._choice(directive, chain))
            else:
                raise DirectiveProblem(directive.cell, f"Baris {directive.text} tidak punya baris pembuka di atasnya.")
        if opener:
            closing = "{% endfor %}" if opener.verb == "for" else "{% endif %}"
            raise DirectiveProblem(opener.cell, f"Baris {opener.text} tidak ditutup. Tambahkan baris {closing}.")
        return tuple(found)

    def _rows_before(self, row: int, chain: tuple[int, ...]) -> range:
        rows = range(self._row, row)
        if chain:
            self.chains |= dict.fromkeys(rows, chain)
        self._row = row
        return rows

    def _take(self, chain: tuple[int, ...]) -> Directive:
        directive = self._left.pop()
        self._rows_before(directive.row + 1, chain)
        return directive

    def _loop(self, directive: Directive, chain: tuple[int, ...]) -> Loop:
        node = _parsed(directive, "{% endfor %}")
        names = _target_names(node.target) if isinstance(node, nodes.For) else ()
        if not isinstance(node, nodes.For) or not names or node.recursive or node.else_:
            raise DirectiveProblem(directive.cell, "Tulis perulangan sebagai {% for nama in daftar %}.")
        piece = next(self._pieces)
        body = self.body((*chain, piece), ("else", "endfor"), directive)
        empty = self._empty(directive, chain) if self._left[-1].verb == "else" else None
        self._take(chain)
        condition = _compiled(directive, node.test) if node.test else None
        return Loop(piece, directive.cell, names, _compiled(directive, uncounted(node)), condition, body, empty)

    def _empty(self, opener: Directive, chain: tuple[int, ...]) -> Branch:
        otherwise = self._take(chain)
        piece = next(self._pieces)
        return Branch(piece, otherwise.cell, None, self.body((*chain, piece), ("endfor",), opener))

    def _choice(self, directive: Directive, chain: tuple[int, ...]) -> Choice:
        branches: list[Branch] = []
        current = directive
        while current.verb != "endif":
            if branches and branches[-1].condition is None:
                raise DirectiveProblem(current.cell, "Sesudah baris {% else %} hanya boleh ada {% endif %}.")
            condition = self._condition(current)
            piece = next(self._pieces)
            body = self.body((*chain, piece), ("elif", "else", "endif"), directive)
            branches.append(Branch(piece, current.cell, condition, body))
            current = self._take(chain)
        return Choice(tuple(branches))

    def _condition(self, directive: Directive) -> Expression | None:
        if directive.verb == "else":
            return None
        node = _parsed(replace(directive, text=directive.text.replace("elif", "if", 1)), "{% endif %}")
        if not isinstance(node, nodes.If):
            raise DirectiveProblem(directive.cell, "Tulis syarat sebagai {% if syarat %}.")
        return _compiled(directive, node.test)


def _parsed(directive: Directive, closing: str) -> nodes.Node | None:
    try:
        return next(iter(parse(directive.text + closing).body), None)
    except LanguageProblem as problem:
        raise DirectiveProblem(directive.cell, str(problem)) from problem


def _compiled(directive: Directive, tree: nodes.Node) -> Expression:
    try:
        return expression(tree)
    except LanguageProblem as problem:
        raise DirectiveProblem(directive.cell, str(problem)) from problem


def _target_names(target: nodes.Node) -> tuple[str, ...]:
    parts = target.items if isinstance(target, nodes.Tuple) else [target]
    names = tuple(part.name for part in parts if isinstance(part, nodes.Name))
    return names if len(names) == len(parts) else ()


def read_rows(directives: Sequence[Directive]) -> RowTree:
    """The tree of a sheet's rows from its directives, which stand in the order of their rows.

    Raises:
        DirectiveProblem: a directive that is not readable, not closed, or closes nothing.
    """
    reader = _Reader(directives)
    body = reader.body((), (), None)
    return RowTree(body, directives[-1].row if directives else 0, reader.chains)


@dataclass(frozen=True, slots=True)
class Growth:
    """How rows grow in one rendering. trouble: told of each list or condition that cannot be evaluated; when it raises
    nothing itself, the list counts as empty and the condition as not met."""

    budget: Budget
    trouble: Callable[[DirectiveProblem], None]

    def rows(self, body: Sequence[Node], scope: Scope, path: Path = ()) -> Iterator[tuple[int, Path, Scope]]:
        """The output rows: template row, path, and the names that hold there.

        Raises:
            LanguageProblem: there would be too many rows.
        """
        for node in body:
            if isinstance(node, int):
                self.budget.take_row()
                yield node, path, scope
            elif isinstance(node, Loop):
                yield from self._loop(node, scope, path)
            elif branch := self._chosen(node, scope):
                yield from self.rows(branch.body, scope, (*path, (branch.piece, 0)))

    def _loop(self, loop: Loop, scope: Scope, path: Path) -> Iterator[tuple[int, Path, Scope]]:
        try:
            items = _items(loop, scope, self.budget)
        except DirectiveProblem as problem:
            self.trouble(problem)
            items = []
        for copy, inner in enumerate(items):
            yield from self.rows(loop.body, inner, (*path, (loop.piece, copy)))
        if loop.empty and not items:
            yield from self.rows(loop.empty.body, scope, (*path, (loop.empty.piece, 0)))

    def _chosen(self, choice: Choice, scope: Scope) -> Branch | None:
        for branch in choice.branches:
            try:
                if branch.condition is None or branch.condition.value(scope, self.budget):
                    return branch
            except LanguageProblem as problem:
                self.trouble(DirectiveProblem(branch.cell, str(problem)))
        return None


def _items(loop: Loop, scope: Scope, budget: Budget) -> list[Scope]:
    try:
        inner = [scope | _named(loop.names, item) for item in budget.counted(loop.items.value(scope, budget))]
        if loop.condition:
            condition = loop.condition
            inner = [each for each in inner if condition.value(each, budget)]
    except LanguageProblem as problem:
        raise DirectiveProblem(loop.cell, str(problem)) from problem
    except (TypeError, ValueError) as error:
        message = "Yang diulang harus sebuah daftar, dan isinya harus sebanyak nama di kiri kata in."
        raise DirectiveProblem(loop.cell, message) from error
    outside = scope.get("loop")
    return [each | {"loop": LoopInfo(index, len(inner), outside)} for index, each in enumerate(inner)]


def _named(names: tuple[str, ...], item: Any) -> Scope:  # noqa: ANN401 (whatever the data holds)
    return {names[0]: item} if len(names) == 1 else dict(zip(names, item, strict=True))
