"""What a command prints: results to the standard output, everything about them to the standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kinerja_pauh.actions.outcome import Outcome

_SHOWN = 12  # written files named on the screen before the rest is counted


def say(words: str) -> None:
    """A sentence for the person in front of the screen."""
    print(words, file=sys.stderr)


def say_written(paths: Iterable[Path | str]) -> None:
    """A line for each file that was written."""
    for path in paths:
        say(f"Ditulis: {path}")


def tell(words: str) -> None:
    """A result, which a program may read as well."""
    print(words)


def tell_lines(lines: Iterable[str]) -> None:
    """A result of several lines, each printed as soon as it is known."""
    for line in lines:
        tell(line)


def tell_json(outcome: Outcome) -> None:
    """An outcome as one object for programs."""
    from .show import as_json

    tell(as_json(outcome))


def finish(outcome: Outcome, *, as_json: bool = False) -> int:
    """Print what most commands print; gives the exit status."""
    from .show import in_words

    if as_json:
        tell_json(outcome)
    else:
        tell_lines(in_words(outcome))
    say_written(outcome.written[:_SHOWN])
    if outcome.written[_SHOWN:]:
        say(f"… dan {len(outcome.written) - _SHOWN} berkas lagi di folder yang sama.")
    if outcome.advice:
        say(outcome.advice)
    return outcome.exit_status
