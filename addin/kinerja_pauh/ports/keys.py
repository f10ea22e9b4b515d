"""The keys of this office's seals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from kinerja_pauh.sheets.seal import SealKey


class SealKeys(Protocol):
    """The keys with which this office seals its forms. They stand on this computer, never in a workbook or folder.

    Every method may raise UnusableFile: the key file is damaged, or cannot be read or written.
    """

    def current(self, when: datetime) -> SealKey:
        """The key for new forms; the first one is made where there is none."""

    def find(self, key_id: str) -> SealKey | None:
        """A key of this office, also one that seals no more; None where it is not on this computer."""

    def listed(self) -> Sequence[SealKey]:
        """All of them, the current one last."""

    def rotate(self, when: datetime) -> SealKey:
        """A fresh key seals from now on; the old ones stay for verifying."""

    def back_up(self, target: Path) -> int:
        """Copy all keys into a file that must not exist yet; gives how many."""

    def restore(self, backup: Path) -> int:
        """Take in the keys of such a file beside those that are here; gives how many were new."""
