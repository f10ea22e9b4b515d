"""The office's seal keys, in a file of this user on this computer. Implements ports.SealKeys.

Outside workbooks, office folders and logs: whoever has a form and its folder still cannot make another seal.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.seal import SealKey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

OVERRIDE = "KINERJA_KUNCI"
"""Environment variable that names the key file; else it stands among the user's own settings."""

_VERSION = 1
_SECRET_BYTES = 32
_OWN = 0o600
_OWN_FOLDER = 0o700
_DAMAGED = (
    "Berkas kunci segel rusak: pulihkan dari cadangan dengan kinerja kunci pulihkan BERKAS, setelah memindahkan berkas "
    "yang rusak ({})."
)


def key_file() -> Path:
    """Where this user's keys stand, whether or not there are any yet."""
    if named := os.environ.get(OVERRIDE):
        return Path(named)
    return _settings_folder(sys.platform, os.environ, Path.home()) / "kinerja-pauh" / "kunci-segel.json"


def _settings_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")


class KeyFile:
    """Keys in one file; it is made with the first key."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def current(self, when: datetime) -> SealKey:
        """The key for new forms; the first one is made where there is none."""
        keys = self.listed()
        return keys[-1] if keys else self.rotate(when)

    def find(self, key_id: str) -> SealKey | None:
        """A key of this office, also one that seals no more; None where it is not on this computer."""
        return next((key for key in self.listed() if key.id == key_id), None)

    def listed(self) -> list[SealKey]:
        """All of them, the current one last."""
        return _read(self._path) if self._path.exists() else []

    def rotate(self, when: datetime) -> SealKey:
        """A fresh key seals from now on; the old ones stay for verifying."""
        fresh = SealKey(secrets.token_hex(4), secrets.token_bytes(_SECRET_BYTES), when.date().isoformat())
        self._write([*self.listed(), fresh])
        return fresh

    def back_up(self, target: Path) -> int:
        """Copy all keys into a file that must not exist yet; gives how many."""
        keys = self.listed()
        if not keys:
            raise UnusableFile("Belum ada kunci segel di komputer ini. Kunci dibuat saat formulir pertama dibagikan.")
        if target.exists():
            raise UnusableFile("Berkas cadangan itu sudah ada. Sebut nama lain, supaya yang lama tidak tertimpa.")
        _save(target, keys)
        return len(keys)

    def restore(self, backup: Path) -> int:
        """Take in the keys of such a file beside those that are here; gives how many were new.

        Those that are here stay the newer ones: the current key does not change, unless there was none.
        """
        if not backup.is_file():
            raise UnusableFile("Berkas cadangan kunci tidak ditemukan: periksa nama dan foldernya, lalu ulangi.")
        here = self.listed()
        known = {key.id for key in here}
        new = [key for key in _read(backup) if key.id not in known]
        if new:
            self._write([*new, *here])
        return len(new)

    def _write(self, keys: list[SealKey]) -> None:
        folder = self._path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
        except OSError as problem:
            raise UnusableFile(
                "Folder untuk kunci segel tidak dapat dibuat: periksa izin folder pengguna ini, lalu ulangi."
            ) from problem
        _save(self._path, keys)


def _save(path: Path, keys: list[SealKey]) -> None:
    """Readable by this user only, from the first byte on: the file is made empty with those rights, then filled."""
    if not path.exists():
        with contextlib.suppress(FileExistsError, FileNotFoundError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN))
    with contextlib.suppress(OSError):  # a share or Windows has other rights; the user's folder guards there
        path.chmod(_OWN)
    rows = [{"id": key.id, "rahasia": base64.b64encode(key.secret).decode(), "dibuat": key.made} for key in keys]
    save_atomically(path, json.dumps({"versi": _VERSION, "kunci": rows}, indent=1).encode())


def _read(path: Path) -> list[SealKey]:
    try:
        return [_key(row) for row in _rows(json.loads(path.read_bytes()))]
    except (ValueError, KeyError, TypeError, binascii.Error) as problem:
        if path.stat().st_size == 0:  # made, and then killed before the first key was in it
            return []
        raise UnusableFile(_DAMAGED.format(path.name)) from problem
    except OSError as problem:
        raise UnusableFile("Berkas kunci segel tidak dapat dibaca: periksa izin berkasnya, lalu ulangi.") from problem


def _rows(said: Any) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    if said["versi"] != _VERSION:
        raise ValueError(said["versi"])
    return list(said["kunci"])


def _key(row: Mapping[str, str]) -> SealKey:
    secret = base64.b64decode(row["rahasia"], validate=True)
    if len(secret) != _SECRET_BYTES or not row["id"]:
        raise ValueError(len(secret))
    return SealKey(str(row["id"]), secret, str(row["dibuat"]))
