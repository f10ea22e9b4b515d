"""The last sentence when the program itself is wrong."""

from __future__ import annotations

import traceback
from pathlib import Path


def unexpected(problem: BaseException) -> str:
    """What went wrong inside the program, by place and kind only: its text could hold a NIP or a name."""
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    place = f"{type(problem).__name__} di {Path(frame.filename).name}:{frame.lineno}"
    return (
        f"Ada kesalahan di dalam program ({place}). Berkas yang belum selesai ditulis tetap seperti semula. Laporkan "
        "keterangan dalam kurung itu."
    )
