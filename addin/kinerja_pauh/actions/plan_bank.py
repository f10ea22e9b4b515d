"""kinerja skp bank: the shipped bank of indicators as the office's own, to be changed as it likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.skp_words import BANK_FILE

from .folder import OfficeFolder
from .outcome import Outcome
from .plan_sharing import VERB

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World


class BankThere(Refusal):
    """Bank indikator kantor sudah ada."""


def own_bank(root: Path, world: World) -> Outcome:
    """Put the bank into the office's `templat` folder; from then on `skp bagikan` takes that one.

    Raises:
        BankThere: it stands there already.
        Refusal: no office folder, or it cannot be written.
    """
    folder = OfficeFolder(root)
    _ = folder.induk  # a folder without an Induk is none of ours
    path = folder.templates / BANK_FILE
    with world.hold(root, VERB):
        if path.exists():
            raise BankThere(
                f"{BANK_FILE} sudah ada di folder {folder.templates.name}. Ubah berkas itu, atau hapus dulu."
            )
        folder.templates.mkdir(parents=True, exist_ok=True)
        world.save(path, world.templates.planning(BANK_FILE, "").render({}))
    advice = "Ubah, tambah, atau hapus barisnya, lalu jalankan kinerja skp bagikan."
    return Outcome(written=(str(path),), advice=advice)
