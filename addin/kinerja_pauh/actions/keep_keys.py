"""kinerja kunci: seeing, changing and keeping the office's seal keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.seal import SealKey


def list_keys(world: World) -> list[str]:
    """A line a key, the current one last; secrets are never shown."""
    keys = world.keys.listed()
    if not keys:
        return ["Belum ada kunci segel di komputer ini. Kunci dibuat saat formulir pertama dibagikan."]
    return [_line(key, current=key is keys[-1]) for key in keys]


def rotate_key(world: World) -> list[str]:
    """A fresh key from now on."""
    fresh = world.keys.rotate(world.now())
    return [
        _line(fresh, current=True),
        "Formulir yang dibagikan sesudah ini memakai kunci itu; yang sudah beredar tetap diterima. Cadangkan kuncinya.",
    ]


def back_up_keys(target: Path, world: World) -> list[str]:
    """Copy the keys into a file.

    Raises:
        Refusal: there are none, the file exists, or it cannot be written.
    """
    count = world.keys.back_up(target)
    return [f"{count} kunci segel disalin. Simpan berkasnya terpisah dari folder penilaian; isinya rahasia kantor."]


def restore_keys(backup: Path, world: World) -> list[str]:
    """Take in the keys of a backup.

    Raises:
        Refusal: no such file, or no backup of keys.
    """
    count = world.keys.restore(backup)
    if not count:
        return ["Semua kunci di cadangan itu sudah ada di komputer ini."]
    return [f"{count} kunci segel dipulihkan."]


def _line(key: SealKey, *, current: bool) -> str:
    state = "dipakai menyegel" if current else "hanya untuk memeriksa"
    return f"Kunci {key.id}, dibuat {show_day(date.fromisoformat(key.made))}: {state}."
