"""A progress bar with the time left, on a terminal; silence everywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORTH_A_BAR = 5
_running: list[Callable[[], None]] = []
"""How to take the bar on the screen away; empty while there is none."""


def show_progress(what: str, total: int) -> Callable[[int], None]:
    """Begin to show work of `total` pieces on stderr; the result is told how many are finished."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        return lambda _done: None
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    bar = Progress(*columns, TextColumn("sisa"), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=total)
    stop_progress()  # work that ended early left its own
    bar.start()
    _running.append(bar.stop)

    def done(count: int) -> None:
        bar.update(task, completed=count)
        if count >= total:
            stop_progress()

    return done


def stop_progress() -> None:
    """Take the bar away, if there is one: the work ended early, and the terminal gets its cursor back."""
    while _running:
        _running.pop()()
