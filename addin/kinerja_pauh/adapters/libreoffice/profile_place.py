"""The user's LibreOffice profile: where it stands, whether LibreOffice is using it, how a new one is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kinerja_pauh.adapters.libreoffice.installation import bridge_environment
from kinerja_pauh.adapters.libreoffice.problems import OfficeProblem

_FIRST_START_SECONDS = 120
_LIST_SECONDS = 30


class OfficeOpen(OfficeProblem):
    """LibreOffice runs on this profile and would overwrite what is installed when it ends."""

    sentence = (
        "LibreOffice masih terbuka: tutup semua jendelanya (juga Mulai Cepat di dekat jam), lalu ulangi perintah ini."
    )


class ProfileMissing(OfficeProblem):
    """There is no profile yet and none could be made."""

    sentence = (
        "Profil LibreOffice belum ada dan tidak dapat dibuat: buka LibreOffice Calc sekali, tutup lagi, lalu ulangi."
    )


def default_profile() -> Path:
    """The folder `user` of the profile that LibreOffice uses when it is told nothing else."""
    if os.name == "nt":
        roaming = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
        return Path(roaming, "LibreOffice", "4", "user")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LibreOffice" / "4" / "user"
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base, "libreoffice", "4", "user")


def office_runs() -> bool:
    """Whether this user runs LibreOffice; True also where it cannot be told."""
    if os.name == "nt":
        command = ["tasklist", "/NH", "/FI", "IMAGENAME eq soffice.bin"]
    else:
        command = ["ps", "-U", str(os.getuid()), "-o", "comm="]
    try:
        listed = subprocess.run(  # noqa: S603  a fixed command
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LIST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return b"soffice" in listed.stdout


def refuse_open(profile: Path) -> None:
    """Do nothing while LibreOffice is closed. A lock that a breakdown left behind counts for nothing.

    Raises:
        OfficeOpen: it runs on this profile.
    """
    if (profile.parent / ".lock").exists() and office_runs():
        raise OfficeOpen


def make_profile(profile: Path, soffice: Path | None) -> None:
    """Let LibreOffice make its profile where there is none: its very first start would overwrite what we put there.

    Raises:
        ProfileMissing: there is no LibreOffice, or it made none.
    """
    if (profile / "basic" / "script.xlc").is_file():
        return
    if soffice is None:
        raise ProfileMissing("no soffice")
    command = [str(soffice), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nodefault", "--terminate_after_init"]
    try:
        subprocess.run(  # noqa: S603  the soffice found on this computer
            command,
            env=bridge_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_FIRST_START_SECONDS,
            check=False,  # 81, "start me again", is what a first start ends with
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProfileMissing(str(error)) from None
    if not (profile / "basic" / "script.xlc").is_file():
        raise ProfileMissing("first start made none")
