"""The verb `demo`: a whole cycle with invented staff."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import say

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World

_FILES = (
    "Induk (buku kerja HR)",
    "Formulir yang dibagikan",
    "Formulir yang sudah diisi",
    "Rekap untuk Camat",
    "Dasbor untuk peramban",
    "Laporan seorang pegawai",
    "Data layanan loket, survei",
    "Cascade rencana (SKP)",
    "Buku bukti dukung",
    "Berkas sebuah keberatan",
    "Bahan tindak lanjut",
)


def run_demo(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.demo import FEWEST, MOST, YEAR, demo
    from kinerja_pauh.adapters.key_store import KeyFile

    if not FEWEST <= said.pegawai <= MOST:
        say(f"Jumlah pegawai contoh harus {FEWEST} sampai {MOST}.")
        return 2
    root = said.ke or _free_folder(f"Penilaian-{YEAR}-demo")
    with TemporaryDirectory() as own:  # a demo leaves nothing outside its folder, and no key among the office's
        keys = KeyFile(Path(own, "kunci-segel.json"))
        outcome = demo(root, replace(world, keys=keys), said.pegawai)
    say(outcome.advice)
    say("Semua nama dan NIP fiktif. Buka berkas ini, mulai dari atas:")
    for what, path in zip(_FILES, outcome.written, strict=True):
        say(f"  {what:<28}{path}")
    return 0


def _free_folder(name: str) -> Path:
    """A folder of that name that does not exist yet, numbered where it must be: a second demo keeps the first."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in map(Path, names) if not path.exists())
