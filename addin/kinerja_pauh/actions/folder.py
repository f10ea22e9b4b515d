"""The office folder: what stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from pathlib import Path


class NoOfficeFolder(Refusal):
    """Folder ini bukan folder penilaian."""


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """An office folder, whether or not it exists yet. shelf: a folder inside that of the reports, "" for none."""

    root: Path
    shelf: str = ""

    @property
    def induk(self) -> Path:
        """The master workbook.

        Raises:
            NoOfficeFolder: there is none, or more than one.
        """
        found = sorted(p for p in self.root.glob("Induk_*.xls[xm]") if not p.name.startswith("~$"))
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(path.name for path in found)
            raise NoOfficeFolder(
                f"Ada lebih dari satu Induk di folder ini: {names}. Sisakan satu, pindahkan yang lain."
            )
        raise NoOfficeFolder(
            f'Di folder "{self.root.resolve().name}" tidak ada Induk_<tahun>.xlsx. Buat foldernya dengan kinerja '
            "mulai, atau sebut folder yang benar."
        )

    @property
    def register(self) -> Path:
        """The office's memory."""
        return self.root / "register.sqlite"

    @property
    def shared(self) -> Path:
        """Forms to hand out."""
        return self.root / "1_dibagikan"

    @property
    def plans(self) -> Path:
        """Workbooks for drafting plans and for agreeing to them, to hand out."""
        return self.shared / "SKP"

    @property
    def self_views(self) -> Path:
        """Workbooks for what employees say of themselves, to hand out."""
        return self.shared / "pandangan"

    @property
    def peers(self) -> Path:
        """Anonymous questionnaires, to hand out."""
        return self.shared / "rekan"

    @property
    def inbox(self) -> Path:
        """Forms that came back."""
        return self.root / "2_masuk"

    @property
    def recap(self) -> Path:
        """The recap workbook."""
        return self.root / "3_rekap"

    @property
    def reports(self) -> Path:
        """One report a person."""
        return self.root / "4_laporan" / self.shelf

    @property
    def evidence(self) -> Path:
        """Files of evidence, in whatever folders the office likes; optional."""
        return self.root / "5_bukti"

    @property
    def templates(self) -> Path:
        """The office's own templates; optional."""
        return self.root / "templat"

    def create(self) -> None:
        """Make the folder and those in it."""
        for folder in (self.shared, self.inbox, self.recap, self.reports):
            folder.mkdir(parents=True, exist_ok=True)
