"""The files of the evidence folder with their hashes."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.evidence import EvidenceFile
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kinerja_pauh.ports import Progress

_NOT_EVIDENCE = frozenset({"thumbs.db", "desktop.ini"})


def evidence_files(folder: Path, progress: Progress) -> Sequence[EvidenceFile]:
    """Every ordinary file below a folder, sorted by path; links lead out of it and are passed over.

    Raises:
        UnusableFile: a file or folder cannot be read.
    """
    paths = sorted(_ordinary(folder))
    done = progress("Membaca bukti", len(paths))
    found = []
    for number, path in enumerate(paths, start=1):
        found.append(_read(folder, path))
        done(number)
    return found


def _ordinary(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_say):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            hidden = name.startswith((".", "~$")) or name.casefold() in _NOT_EVIDENCE
            if not hidden and _is_ordinary(path):
                yield path


def _is_ordinary(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError as problem:
        raise _unreadable(path.name) from problem


def _say(problem: OSError) -> None:
    raise _unreadable(Path(problem.filename or "").name) from problem


def _read(folder: Path, path: Path) -> EvidenceFile:
    shown = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            about = os.fstat(stream.fileno())
        day = datetime.fromtimestamp(about.st_mtime).astimezone().date()
    except (OSError, OverflowError, ValueError) as problem:  # the last two: a time that no calendar has
        raise _unreadable(shown) from problem
    return EvidenceFile(shown, digest, about.st_size, day)


def _unreadable(name: str) -> UnusableFile:
    return UnusableFile(
        f'Berkas bukti "{name}" tidak dapat dibaca. Tutup program yang membukanya, periksa izinnya, lalu ulangi.'
    )
