"""What templates may say: jinja2 in a sandbox that can show data and do nothing else.

A template may come from anyone in the office, so it may not reach into the program, nor eat its memory: no calls, no
assignments, no imports, an allow-list of filters and tests, joined text and repetitions bounded before they are made.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.filters import do_first, do_last, do_lower, do_trim, do_upper, make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer

from kinerja_pauh.adapters.cell_xml import MAX_TEXT
from kinerja_pauh.adapters.report_filters import LanguageProblem, angka, atau, nip, plain_text, tanggal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2.runtime import Context

    from kinerja_pauh.adapters.report_budget import Budget

_MAX_ITEMS = 100_000
_MAX_BITS = 4_096
_SHOWN_NAMES = 40
BUDGET, _COUNTED = "\0batas", "\0hitung"
"""Names that no template can spell. Under the first a rendering holds its Budget."""


class UnknownName(UndefinedError):
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
        super().__init__(hint, obj, name, UnknownName if obj is missing and exc is UndefinedError else exc)

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f'Nama "{name}" tidak dikenal.'
        if self._undefined_obj is None:
            return f'Isian "{name}" diminta dari sesuatu yang kosong. Beri syarat {{% if … %}}, atau lengkapi datanya.'
        known = _public_names(self._undefined_obj)
        shown = f" Isian yang ada: {listed(known)}." if known else ""
        return f'Isian "{name}" tidak ada di sini.{shown}'


def _public_names(thing: object) -> list[str]:
    if isinstance(thing, dict):
        return [str(key) for key in thing]
    if is_dataclass(thing):
        own = [each for each in vars(type(thing)) if isinstance(vars(type(thing))[each], property)]
        return [each.name for each in fields(thing)] + own
    return []


def listed(names: Iterable[str]) -> str:
    """Names in order, not all where there are many."""
    shown = sorted(names)
    return ", ".join(shown[:_SHOWN_NAMES]) + (", …" if len(shown) > _SHOWN_NAMES else "")


@pass_context
def _join(context: Context, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    pick = make_attrgetter(context.environment, attribute) if attribute else lambda item: item
    parts: list[str] = []
    room = MAX_TEXT
    for item in context[BUDGET].counted(items):
        parts.append(plain_text(pick(item)))
        room -= len(parts[-1]) + len(d)
        if room < -len(d):
            raise LanguageProblem(f"Teks gabungan di sel ini lebih dari {MAX_TEXT} huruf. Pendekkan isinya.")
    return str(d).join(parts)


@pass_context
def _counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    budget: Budget = context[BUDGET]
    return budget.counted(items)


FILTERS: Mapping[str, Any] = {
    "tanggal": tanggal, "angka": angka, "nip": nip, "atau": atau, "join": _join, "length": len,
    "upper": do_upper, "lower": do_lower, "trim": do_trim, "first": do_first, "last": do_last,
}  # fmt: skip
TESTS = frozenset({"defined", "undefined", "none", "number", "string", "odd", "even", "in", "true", "false"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.List,
    nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.BinExpr, nodes.UnaryExpr, nodes.For, nodes.If,
)  # fmt: skip


class Environment(ImmutableSandboxedEnvironment):
    """Operators that could build something huge are looked at before they run."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 (jinja's own)
        context[BUDGET].take_time()
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


def _environment() -> Environment:
    environment = Environment(
        undefined=_Strict, finalize=plain_text, autoescape=False, keep_trailing_newline=True, cache_size=0
    )  # a sheet is no HTML: what is written is escaped where the XML is made
    environment.globals.clear()
    environment.filters = {**FILTERS, _COUNTED: _counted}
    environment.tests = {name: test for name, test in environment.tests.items() if name in TESTS}
    return environment


ENVIRONMENT = _environment()


def parse(source: str) -> nodes.Template:
    """The tree of a cell's text, looked through for what is not allowed, loops and joins bounded.

    Raises:
        LanguageProblem: not readable, or not allowed.
    """
    try:
        tree = ENVIRONMENT.parse(source)
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
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise LanguageProblem(f'Saringan "{node.name}" tidak ada. Yang ada: {listed(FILTERS)}.')
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        raise LanguageProblem(f'Uji "is {node.name}" tidak ada. Yang ada: {listed(TESTS)}.')
    name = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    if name.startswith("_"):
        raise LanguageProblem(f'Nama "{name}" tidak diizinkan. Nama tidak boleh diawali garis bawah.')
