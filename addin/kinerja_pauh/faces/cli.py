"""The command `kinerja`: words in, an action called, an outcome printed.

Exit status: 0 clean, 1 findings, 2 a file or the call was unusable.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kinerja_pauh.actions.outcome import Outcome
from kinerja_pauh.appraisal.findings import Refusal

from .arguments import parser
from .progress import show_progress, stop_progress
from .screen import say, tell_json
from .unexpected import unexpected
from .verbs import VERBS
from .world import real_world

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. No traceback ever reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may speak cp1252
    said = parser().parse_args(words)
    try:
        return _run(said)
    except Refusal as refusal:
        say(str(refusal))
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stdout = None  # else the interpreter stumbles over it once more at its end
        return 0
    except KeyboardInterrupt:
        say("Dihentikan. Setiap berkas utuh. Untuk melanjutkan, jalankan perintah yang sama lagi.")
        return _INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - the last door: a sentence instead of a traceback
        say(unexpected(problem))
    if getattr(said, "json", False):
        tell_json(Outcome())  # whoever reads stdout by program finds an object there, whatever happened
    return 2


def _run(said: argparse.Namespace) -> int:
    try:
        return VERBS[said.verb](said, real_world(show_progress))
    finally:
        stop_progress()
