"""The small language of report templates: jinja2 expressions, compiled, with their mistakes in the user's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, Undefined, UndefinedError, nodes
from jinja2.environment import TemplateExpression
from jinja2.exceptions import SecurityError

from kinerja_pauh.adapters.cell_xml import MAX_TEXT
from kinerja_pauh.adapters.report_filters import LanguageProblem, plain_text
from kinerja_pauh.adapters.report_sandbox import BUDGET, ENVIRONMENT, Environment, UnknownName, listed, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Template

    from kinerja_pauh.adapters.report_budget import Budget


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that gives a value of its own. tree: what it was compiled from, for those who look it through.

    _path: the names of `a.b.c`, which most cells are; following them here saves nine tenths of jinja's time for them.
    """

    tree: nodes.Node
    _run: TemplateExpression
    _path: tuple[str, ...]

    def value(self, scope: Mapping[str, object], budget: Budget) -> Any:  # noqa: ANN401 (whatever the data holds)
        """
        Raises:
            LanguageProblem: an unknown name, or something that cannot be done with these values.
        """
        try:
            if self._path:
                found = _followed(self._path, scope)
            else:
                budget.take_time()
                found = self._run({**scope, BUDGET: budget})
            if isinstance(found, Undefined):
                str(found)  # raises, with the name
        except Exception as error:
            raise _in_words(error, scope) from error
        else:
            return found


def _path_of(tree: nodes.Node) -> tuple[str, ...]:
    """The names of `a.b.c`, a first; none of them for any other expression."""
    names: list[str] = []
    while isinstance(tree, nodes.Getattr):
        names.insert(0, tree.attr)
        tree = tree.node
    return (tree.name, *names) if isinstance(tree, nodes.Name) else ()


def _followed(path: tuple[str, ...], scope: Mapping[str, object]) -> Any:  # noqa: ANN401 (whatever the data holds)
    """What jinja's own code for `a.b.c` does, sandbox and strictness included."""
    found = scope[path[0]] if path[0] in scope else ENVIRONMENT.undefined(name=path[0])
    for name in path[1:]:
        found = ENVIRONMENT.getattr(found, name)
    return found


@dataclass(frozen=True, slots=True)
class MixedText:
    """Text with expressions in it. tree: as of an expression."""

    tree: nodes.Node
    _template: Template

    def value(self, scope: Mapping[str, object], budget: Budget) -> str:
        """
        Raises:
            LanguageProblem: as for an expression, or the text is too long for a cell.
        """
        try:
            budget.take_time()
            return "".join(_short(self._template.generate({**scope, BUDGET: budget})))
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
    if isinstance(error, UnknownName):
        return LanguageProblem(f"{error} Nama yang tersedia di sini: {listed(scope)}.")
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
    compiled = TemplateExpression(_compiled(nodes.Template(body, lineno=1)), undefined_to_none=False)
    return Expression(tree, compiled, _path_of(tree))


def _compiled(tree: nodes.Template, environment: Environment | None = None) -> Template:
    own = environment or ENVIRONMENT
    try:
        return own.from_string(tree.set_environment(own))  # type: ignore[arg-type]  # returns itself
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
    return compile_text(source)


def compile_text(source: str, written: Callable[[str], str] | None = None) -> MixedText:
    """A text that is always text. written: how the text of a value has to stand among the text around it.

    Raises:
        LanguageProblem: not readable, or not allowed.
    """
    tree = parse(source)
    if written is None:
        return MixedText(tree, _compiled(tree))
    own = ENVIRONMENT.overlay(finalize=lambda value: written(plain_text(value)))
    return MixedText(tree, _compiled(tree, own))
