"""Importing xlwings without the large libraries that it takes along when they are installed.

A click moves plain values; pandas alone costs more time than everything else together (docs: benchmarks/). Whoever
imports one of the libraries later gets it as usual, but xlwings then has no converter for its types.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

KEPT_OUT = frozenset(
    {
        "pandas", "numpy", "polars", "matplotlib", "plotly", "PIL", "openpyxl", "jinja2",
        "xlwings.pro", "xlwings.reports", "xlwings.server",
    }
)  # fmt: skip
"""Large, or not under xlwings' free licence; xlwings tries them and goes on without."""

_ATTEMPTS = 25
"""How often xlwings itself repeats a call that a busy Excel rejects; its own default is for ever."""


class _Absent:
    """A finder of modules that says for the libraries kept out that they are not installed."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in KEPT_OUT:
            raise ModuleNotFoundError(f"{fullname} is kept out", name=fullname)
        return None


@contextlib.contextmanager
def _kept_out() -> Iterator[None]:
    finder = _Absent()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def lean_xlwings() -> ModuleType:
    """The module xlwings, imported lean unless it was imported before."""
    with _kept_out():
        import xlwings  # noqa: PLC0415 - late, so that the libraries can be kept out
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        windows.N_COM_ATTEMPTS = _ATTEMPTS  # type: ignore[attr-defined]  # a setting of xlwings without a name of its own
    return xlwings
