"""The way from a button in the user's own LibreOffice to Python: a Basic library in the profile and a small script.

`install` and `remove` change nothing else in the profile; what they touch is put back as it was.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.adapters.libreoffice import profile_xml as xml
from kinerja_pauh.adapters.libreoffice.press_script import (
    POSIX_NAME,
    SCRIPT_NAME,
    WINDOWS_NAME,
    press_script,
    python_in,
)
from kinerja_pauh.adapters.libreoffice.problems import OfficeProblem
from kinerja_pauh.adapters.libreoffice.profile_place import ProfileMissing, make_profile, refuse_open
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.ports import BridgeState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LIBRARY = "Kinerja"
MODULE = "Tombol"
_MARK = "' kinerja-pauh:"
_FILES = (f"{MODULE}.xba", "script.xlb", "dialog.xlb")
_LISTS = ("script.xlc", "dialog.xlc")
_OURS = "lokasi.json"
_LEFT_BY_CLICKS = ("*.selesai", "*.baru", "*.galat")


class LibraryTaken(OfficeProblem):
    """The user has a Basic library of the same name, or put modules of their own into ours."""

    sentence = (
        f"Di LibreOffice sudah ada pustaka Basic {LIBRARY} yang bukan buatan program ini, atau yang berisi modul lain: "
        "pindahkan modul itu ke pustaka Standard lewat Alat > Makro > Kelola Makro, tutup LibreOffice, lalu ulangi."
    )


class FolderTooWide(OfficeProblem):
    """Trusting this folder would let almost any document run macros."""

    sentence = (
        "Folder itu tidak ada atau terlalu luas untuk dipercaya: sebut folder penilaian saja, "
        "misalnya Penilaian-2026, lalu ulangi."
    )


def install(profile: Path, python: Path, soffice: Path | None = None, trust: Path | None = None) -> bool:
    """Put the bridge into a profile (its folder `user`); gives whether anything changed.

    soffice: makes the profile where there is none yet; trust: an office folder whose documents may run macros.

    Raises:
        OfficeOpen, ProfileMissing, ProfileDamaged, LibraryTaken, FolderTooWide: nothing was changed then.
        UnusableFile: the profile cannot be written.
    """
    if trust is not None and not _narrow(trust):
        raise FolderTooWide
    refuse_open(profile)
    make_profile(profile, soffice)
    _refuse_foreign(profile)
    lists = {name: xml.with_library(_text(profile / "basic" / name, xml.EMPTY_LIBRARIES), LIBRARY) for name in _LISTS}
    settings = _settings_with(profile, [trust] if trust else [])
    changed = [_put(path, data) for path, data in _own_files(profile, python).items()]
    (profile / "kinerja" / SCRIPT_NAME).chmod(0o755)
    changed += [_put(profile / "basic" / name, text.encode()) for name, text in lists.items()]
    changed += [_put(path, data) for path, data in settings.items()]
    return any(changed)


def remove(profile: Path) -> bool:
    """Take the bridge and the folders that we trusted out of a profile again; gives whether there was anything.

    Raises:
        OfficeOpen, ProfileDamaged, LibraryTaken: nothing was changed then.
        UnusableFile: the profile cannot be written.
    """
    if not (profile / "basic" / LIBRARY).exists() and not (profile / "kinerja").exists():
        return False
    refuse_open(profile)
    _refuse_foreign(profile)
    lists = {
        name: xml.without_library(_text(profile / "basic" / name, xml.EMPTY_LIBRARIES), LIBRARY) for name in _LISTS
    }
    ours, settings = _ours(profile), profile / "registrymodifications.xcu"
    if ours and settings.is_file():
        text = _text(settings, xml.EMPTY_SETTINGS)
        kept = [url for url in xml.trusted_folders(text) if url not in ours]
        _put(settings, xml.with_trusted_folders(text, kept).encode())
    for name, text in lists.items():
        if (profile / "basic" / name).is_file():
            _put(profile / "basic" / name, text.encode())
    shutil.rmtree(profile / "basic" / LIBRARY, ignore_errors=True)
    _remove_scripts(profile / "kinerja")
    return True


def state(profile: Path) -> BridgeState:
    """How the bridge stands; never raises for what is damaged: that counts as not installed."""
    script = profile / "kinerja" / SCRIPT_NAME
    python = python_in(script.read_bytes()) if script.is_file() else None
    try:
        listed = all(xml.has_library(_text(profile / "basic" / name, xml.EMPTY_LIBRARIES), LIBRARY) for name in _LISTS)
        trusted = xml.trusted_folders(_text(profile / "registrymodifications.xcu", xml.EMPTY_SETTINGS))
    except OfficeProblem:
        listed, trusted = False, []
    installed = listed and python is not None and (profile / "basic" / LIBRARY / _FILES[0]).is_file()
    current = installed and python is not None and not _differing(_own_files(profile, python))
    return BridgeState((profile / "basic" / "script.xlc").is_file(), installed, current, python, tuple(trusted))


def _own_files(profile: Path, python: Path) -> dict[Path, bytes]:
    """The files that are ours alone."""
    source = (bundled_folder("macros") / "libreoffice" / f"{MODULE}.bas").read_text("utf-8")
    library = profile / "basic" / LIBRARY
    return {
        library / _FILES[0]: xml.module(MODULE, source).encode(),
        library / _FILES[1]: xml.library(LIBRARY, [MODULE]).encode(),
        library / _FILES[2]: xml.library(LIBRARY, []).encode(),
        profile / "kinerja" / SCRIPT_NAME: press_script(python),
    }


def _differing(files: dict[Path, bytes]) -> list[Path]:
    """Those that say something else, but for the way in which LibreOffice sets its XML when it saves it."""
    return [path for path, data in files.items() if not path.is_file() or _bare(path.read_bytes()) != _bare(data)]


def _bare(data: bytes) -> bytes:
    return b"".join(data.replace(b"&quot;", b'"').replace(b"&apos;", b"'").split())


def _refuse_foreign(profile: Path) -> None:
    """Do nothing where our library is not there, or is ours and holds nothing else."""
    folder = profile / "basic" / LIBRARY
    if not folder.is_dir():
        return
    own = folder / _FILES[0]
    marked = own.is_file() and _MARK in _text(own, "").replace("&apos;", "'")
    if not marked or any(path.name not in _FILES for path in folder.iterdir()):
        raise LibraryTaken


def _narrow(folder: Path) -> bool:
    absolute = folder.absolute()
    wide = {*absolute.home().parents, absolute.home(), absolute.__class__(absolute.anchor)}
    return folder.is_dir() and absolute not in wide and absolute.resolve() not in wide


def _settings_with(profile: Path, folders: Iterable[Path]) -> dict[Path, bytes]:
    """The settings with more trusted folders, and our note of which ones were not trusted before."""
    path = profile / "registrymodifications.xcu"
    text = _text(path, xml.EMPTY_SETTINGS)
    trusted = xml.trusted_folders(text)
    added = [url for folder in folders if (url := folder.absolute().as_uri()) not in trusted]
    if not added:
        return {}
    note = json.dumps([*_ours(profile), *added], indent=1).encode()
    # The note comes first: a folder that is noted but not trusted does no harm, the other way round it would stay.
    return {profile / "kinerja" / _OURS: note, path: xml.with_trusted_folders(text, [*trusted, *added]).encode()}


def _ours(profile: Path) -> Sequence[str]:
    with contextlib.suppress(OSError, ValueError):
        noted = json.loads((profile / "kinerja" / _OURS).read_bytes())
        return [url for url in noted if isinstance(url, str)] if isinstance(noted, list) else []
    return []


def _remove_scripts(folder: Path) -> None:
    names = [folder / name for name in (POSIX_NAME, WINDOWS_NAME, _OURS)]
    for path in (*names, *(left for pattern in _LEFT_BY_CLICKS for left in folder.glob(pattern))):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not ours alone, or gone already
        folder.rmdir()


def _text(path: Path, otherwise: str) -> str:
    if not path.is_file():
        return otherwise
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise xml.ProfileDamaged(str(error)) from None
    except OSError as error:
        raise ProfileMissing(str(error)) from None


def _put(path: Path, data: bytes) -> bool:
    """Write a file where it says something else; gives whether it did."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, data)
    return True
