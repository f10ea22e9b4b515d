"""What one rendering of a report may use, so that no template can hold up a whole office."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import thread_time
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.report_filters import LanguageProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOOK = 64  # steps between two looks at the clock, which costs as much as a step


@dataclass(slots=True)
class Budget:
    """What one rendering may still use: output rows and cells, letters, steps of loops, and seconds of computing.

    No single step can take long (texts, lists and powers are bounded), so looking at the clock between steps is enough;
    it is the clock of this thread's work, which a busy computer does not hurry.
    """

    rows: int = 20_000
    cells: int = 5_000_000
    letters: int = 2_000_000
    steps: int = 500_000
    seconds: float = 20.0
    _end: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._end = thread_time() + self.seconds

    def take_time(self) -> None:
        if thread_time() > self._end:
            raise LanguageProblem(
                "Laporan ini terlalu lama dihitung. Kurangi perulangan dan hitungan panjang di templatnya."
            )

    def take_row(self) -> None:
        self.take_time()
        self.rows -= 1
        if self.rows < 0:
            raise LanguageProblem("Laporan ini lebih dari 20.000 baris. Kurangi data atau perulangannya.")

    def take_cells(self, count: int) -> None:
        self.cells -= count
        if self.cells < 0:
            raise LanguageProblem(
                "Laporan ini memuat terlalu banyak sel. Kurangi kolom berformat dan sel gabungan di baris berulang."
            )

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
            if not self.steps % _LOOK:
                self.take_time()
            yield item
