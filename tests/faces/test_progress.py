"""The progress bar: on a terminal with the time left, gone when the work ends early, silent everywhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

WORK = """
import sys, time
from kinerja_pauh.faces.progress import show_progress, stop_progress
done = show_progress("Mencetak PDF dengan LibreOffice", int(sys.argv[1]))
for number in range(1, int(sys.argv[2]) + 1):
    time.sleep(0.02)
    done(number)
stop_progress()
print("sesudahnya", file=sys.stderr)
"""
HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"


def on_a_terminal(total: int, finished: int) -> str:
    """What a terminal receives while `finished` of `total` pieces are done."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    words = [sys.executable, "-c", WORK, str(total), str(finished)]
    with subprocess.Popen(words, stderr=theirs, stdout=subprocess.DEVNULL, env=environment) as running:
        os.close(theirs)
        got = b""
        try:
            while piece := os.read(ours, 4096):
                got += piece
        except OSError:  # so a terminal of Linux ends
            pass
        finally:
            os.close(ours)
    assert running.returncode == 0
    return got.decode()


def test_the_bar_says_what_is_done_how_much_and_how_long() -> None:
    seen = on_a_terminal(40, 40)
    assert "Mencetak PDF dengan LibreOffice" in seen
    assert "40/40" in seen
    assert re.search(r"sisa\x1b?[^\n]*\d:\d\d", seen)


def test_work_that_ends_early_leaves_no_bar_and_gives_the_cursor_back() -> None:
    seen = on_a_terminal(40, 7)
    assert HIDDEN in seen
    assert seen.rindex(SHOWN) > seen.rindex(HIDDEN)
    assert seen.rstrip().endswith("sesudahnya")


def test_a_few_pieces_are_worth_no_bar() -> None:
    assert on_a_terminal(4, 4).strip() == "sesudahnya"


def test_no_terminal_no_bar() -> None:
    done = subprocess.run([sys.executable, "-c", WORK, "40", "40"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "sesudahnya\n")
