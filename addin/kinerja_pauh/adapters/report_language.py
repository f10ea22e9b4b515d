"""The small language of report templates: jinja2 expressions that can show data and do nothing else.

A template may come from anyone in the office, so it may not reach into the program, nor eat its memory: no calls, no
assignments, no imports, an allow-list of filters and tests, joined text and repetitions bounded before they are made.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.environment import TemplateExpression
from jinja2.exceptions import SecurityError
from jinja2.filters import do_first, do_last, do_lower, do_trim, do_upper, make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer

from kinerja_pauh.adapters.cell_xml import MAX_TEXT
from kinerja_pauh.adapters.report_filters import LanguageProblem, angka, atau, nip, plain_text, tanggal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2 import Template
    from jinja2.runtime import Context

_MAX_ITEMS = 100_000
_MAX_BITS = 4_096
_SHOWN_NAMES = 40
_BUDGET, _COUNTED = "\0batas", "\0hitung"  # no template can spell these names


class _UnknownName(UndefinedError):
    """A name that the context does not hold."""


class _Strict(StrictUndefined):
    """A missing name or field: any use of it stops, in the user's words."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, _UnknownName if obj is missing and exc is UndefinedError else exc)

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f'Nama "{name}" tidak dikenal.'
        if self._undefined_obj is None:
            return f'Isian "{name}" diminta dari sesuatu yang kosong. Beri syarat {{% if … %}}, atau lengkapi datanya.'
        known = _public_names(self._undefined_obj)
        listed = f" Isian yang ada: {_listed(known)}." if known else ""
        return f'Isian "{name}" tidak ada di sini.{listed}'


def _public_names(thing: object) -> list[str]:
    if isinstance(thing, dict):
        return [str(key) for key in thing]
    if is_dataclass(thing):
        own = [each for each in vars(type(thing)) if isinstance(vars(type(thing))[each], property)]
        return [each.name for each in fields(thing)] + own
    return []


def _listed(names: Iterable[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:_SHOWN_NAMES]) + (", …" if len(shown) > _SHOWN_NAMES else "")


@dataclass(slots=True)
class Budget:
    """What one rendering may still use: output rows, letters, and steps of loops."""

    rows: int = 20_000
    letters: int = 2_000_000
    steps: int = 500_000

    def take_row(self) -> None:
        self.rows -= 1
        if self.rows < 0:
            raise LanguageProblem("Laporan ini lebih dari 20.000 baris. Kurangi data atau perulangannya.")

    def take_text(self, text: str) -> None:
        self.letters -= len(text)
        if self.letters < 0:
            raise LanguageProblem("Teks laporan ini lebih dari 2 juta huruf. Kurangi data atau perulangannya.")

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.steps -= 1
            if self.steps < 0:
                raise LanguageProblem(
                    "Perulangan di templat ini terlalu banyak. Kurangi perulangan di dalam perulangan."
                )
            yield item


@pass_context
def _join(context: Context, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    pick = make_attrgetter(context.environment, attribute) if attribute else lambda item: item
    parts: list[str] = []
    room = MAX_TEXT
    for item in context[_BUDGET].counted(items):
        parts.append(plain_text(pick(item)))
        room -= len(parts[-1]) + len(d)
        if room < -len(d):
            raise LanguageProblem(f"Teks gabungan di sel ini lebih dari {MAX_TEXT} huruf. Pendekkan isinya.")
    return str(d).join(parts)


@pass_context
def _counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    budget: Budget = context[_BUDGET]
    return budget.counted(items)


_FILTERS: Mapping[str, Any] = {
    "tanggal": tanggal, "angka": angka, "nip": nip, "atau": atau, "join": _join, "length": len,
    "upper": do_upper, "lower": do_lower, "trim": do_trim, "first": do_first, "last": do_last,
}  # fmt: skip
_TESTS = frozenset({"defined", "undefined", "none", "number", "string", "odd", "even", "in", "true", "false"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.List,
    nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.BinExpr, nodes.UnaryExpr, nodes.For, nodes.If,
)  # fmt: skip


class _Environment(ImmutableSandboxedEnvironment):
    """Operators that could build something huge are looked at before they run."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (jinja's own)
        numbers = all(isinstance(side, int | Decimal | float) for side in (left, right))
        if operator != "+" and not numbers:
            raise LanguageProblem(f'Tanda "{operator}" hanya boleh di antara dua angka.')
        if operator == "**" and abs(right) * (left.bit_length() if isinstance(left, int) else 1) > _MAX_BITS:
            raise LanguageProblem("Perpangkatan di sel ini terlalu besar.")
        if operator == "+" and not numbers and len(left) + len(right) > _MAX_ITEMS:
            raise LanguageProblem("Gabungan di sel ini terlalu panjang. Pendekkan isinya.")
        return super().call_binop(context, operator, left, right)


class _Bounded(NodeTransformer):
    """Loops count their steps, and "~" joins with the bounded join."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (jinja names its visitors so)
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _COUNTED, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (jinja names its visitors so)
        self.generic_visit(node)
        items = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(items, "join", [], [], None, None, lineno=node.lineno)


def _environment() -> _Environment:
    environment = _Environment(
        undefined=_Strict, finalize=plain_text, autoescape=False, keep_trailing_newline=True, cache_size=0
    )  # a sheet is no HTML: what is written is escaped where the XML is made
    environment.globals.clear()
    environment.filters = {**_FILTERS, _COUNTED: _counted}
    environment.tests = {name: test for name, test in environment.tests.items() if name in _TESTS}
    return environment


_ENVIRONMENT = _environment()


def parse(source: str) -> nodes.Template:
    """The tree of a cell's text, looked through for what is not allowed, loops and joins bounded.

    Raises:
        LanguageProblem: not readable, or not allowed.
    """
    try:
        tree = _ENVIRONMENT.parse(source)
        for node in tree.find_all(nodes.Node):
            _check(node)
        bounded: nodes.Template = _Bounded().visit(tree)
    except (TemplateSyntaxError, RecursionError) as error:
        raise LanguageProblem(
            "Tulisan {{ … }} atau {% … %} di sel ini tidak lengkap atau salah ketik. Periksa kurung dan tanda petiknya."
        ) from error
    return bounded


def uncounted(loop: nodes.For) -> nodes.Node:
    """What a parsed loop goes over, for those who count its steps themselves."""
    return loop.iter.node if isinstance(loop.iter, nodes.Filter) and loop.iter.node else loop.iter


def _check(node: nodes.Node) -> None:
    if isinstance(node, nodes.Call):
        raise LanguageProblem(
            "Templat tidak boleh memanggil fungsi (nama diikuti kurung). Pakai saringan: nilai|angka(2)."
        )
    if not isinstance(node, _ALLOWED):
        raise LanguageProblem("Templat hanya mengenal {{ … }}, {% for %} dan {% if %}; perintah lain tidak diizinkan.")
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        raise LanguageProblem(f'Saringan "{node.name}" tidak ada. Yang ada: {_listed(_FILTERS)}.')
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise LanguageProblem(f'Uji "is {node.name}" tidak ada. Yang ada: {_listed(_TESTS)}.')
    name = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    if name.startswith("_"):
        raise LanguageProblem(f'Nama "{name}" tidak diizinkan. Nama tidak boleh diawali garis bawah.')


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that gives a value of its own."""

    _run: TemplateExpression

    def value(self, scope: Mapping[str, object], budget: Budget) -> Any:  # noqa: ANN401 (whatever the data holds)
        """
        Raises:
            LanguageProblem: an unknown name, or something that cannot be done with these values.
        """
        try:
            found = self._run({**scope, _BUDGET: budget})
            if isinstance(found, Undefined):
                str(found)  # raises, with the name
        except Exception as error:
            raise _in_words(error, scope) from error
        else:
            return found


@dataclass(frozen=True, slots=True)
class MixedText:
    """Text with expressions in it."""

    _template: Template

    def value(self, scope: Mapping[str, object], budget: Budget) -> str:
        """
        Raises:
            LanguageProblem: as for an expression, or the text is too long for a cell.
        """
        try:
            return "".join(_short(self._template.generate({**scope, _BUDGET: budget})))
        except Exception as error:
            raise _in_words(error, scope) from error


def _short(parts: Iterable[str]) -> Iterator[str]:
    room = MAX_TEXT
    for part in parts:
        room -= len(part)
        if room < 0:
            raise LanguageProblem(f"Teks sel ini lebih dari {MAX_TEXT} huruf. Pendekkan isinya.")
        yield part


def _in_words(error: Exception, scope: Mapping[str, object]) -> LanguageProblem:
    if isinstance(error, LanguageProblem):
        return error
    if isinstance(error, _UnknownName):
        return LanguageProblem(f"{error} Nama yang tersedia di sini: {_listed(scope)}.")
    if isinstance(error, SecurityError):
        return LanguageProblem("Isi sel ini mencoba menjangkau bagian dalam program; itu tidak diizinkan.")
    if isinstance(error, UndefinedError):
        return LanguageProblem(str(error))
    return LanguageProblem("Hitungan di sel ini tidak dapat dikerjakan dengan isi datanya. Periksa nama dan tandanya.")


def expression(tree: nodes.Node) -> Expression:
    """
    Raises:
        LanguageProblem: it cannot be compiled.
    """
    body = [nodes.Assign(nodes.Name("result", "store"), tree, lineno=1)]
    return Expression(TemplateExpression(_compiled(nodes.Template(body, lineno=1)), undefined_to_none=False))


def _compiled(tree: nodes.Template) -> Template:
    try:
        return _ENVIRONMENT.from_string(tree.set_environment(_ENVIRONMENT))  # type: ignore[arg-type]  # returns itself
    except (TemplateError, SyntaxError, RecursionError, MemoryError) as error:
        raise LanguageProblem("Tulisan di sel ini terlalu rumit. Bagi menjadi beberapa sel.") from error


def compile_cell(source: str) -> Expression | MixedText:
    """A cell's text: one lone {{ … }} gives its value as it is, everything else gives text.

    Raises:
        LanguageProblem: not readable, or not allowed.
    """
    tree = parse(source.strip())
    lone = [part for node in tree.body if isinstance(node, nodes.Output) for part in node.nodes]
    if len(tree.body) == 1 and len(lone) == 1 and not isinstance(lone[0], nodes.TemplateData):
        return expression(lone[0])
    return MixedText(_compiled(parse(source)))
