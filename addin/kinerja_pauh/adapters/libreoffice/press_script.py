"""The little script that a button in LibreOffice starts: it runs Python and leaves its exit status in a file.

The words it is given, in this order: a mark for the click, the button, the version of the macros, the pipe, the address
of the workbook (may be missing: never saved). Whatever happens to Python, `<mark>.selesai` appears beside the script,
complete at once, so that Basic never waits for a dead process: the status in its first line, then what Python wrote to
stderr.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

MODULE = "kinerja_pauh.faces.press"
POSIX_NAME = "tekan.sh"
WINDOWS_NAME = "tekan.cmd"
SCRIPT_NAME = WINDOWS_NAME if os.name == "nt" else POSIX_NAME

_POSIX = """\
#!/bin/sh
# Ditulis oleh kinerja pasang --libreoffice; jangan diubah.
PYTHON={python}
cd -- "$(dirname -- "$0")" || exit 1
kode=143
selesai() {{
    {{ printf '%s\\n' "$kode"; cat -- "$tanda.galat" 2> /dev/null; }} > "$tanda.baru"
    rm -f -- "$tanda.galat"
    mv -f -- "$tanda.baru" "$tanda.selesai"
}}
tanda=$1
trap selesai EXIT
trap 'exit 143' HUP INT TERM
unset PYTHONHOME PYTHONPATH
"$PYTHON" -m {module} "$2" --macro="$3" --pipa="$4" --buku="${{5-}}" < /dev/null 2> "$tanda.galat"
kode=$?
"""

_WINDOWS = """\
@echo off
rem Ditulis oleh kinerja pasang --libreoffice; jangan diubah.
chcp 65001 > nul
cd /d "%~dp0"
set PYTHONHOME=
set PYTHONPATH=
set "PYTHON={python}"
set kode=9009
if not exist "%PYTHON%" goto selesai
"%PYTHON%" -m {module} "%~2" --macro=%~3 --pipa=%~4 "--buku=%~5" < nul 2> "%~1.galat"
set kode=%errorlevel%
:selesai
> "%~1.baru" echo %kode%
if exist "%~1.galat" type "%~1.galat" >> "%~1.baru"
del /q "%~1.galat" 2> nul
move /y "%~1.baru" "%~1.selesai" > nul
"""


def posix_script(python: str, module: str = MODULE) -> bytes:
    """For Linux and macOS."""
    return _POSIX.format(python=shlex.quote(python), module=module).encode()


def windows_script(python: str, module: str = MODULE) -> bytes:
    """For Windows; its lines end as cmd wants them, and a percent sign in a path stands for itself."""
    return _WINDOWS.format(python=python.replace("%", "%%"), module=module).replace("\n", "\r\n").encode()


def press_script(python: Path) -> bytes:
    """For this computer."""
    return windows_script(str(python)) if os.name == "nt" else posix_script(str(python))


def python_in(script: bytes) -> Path | None:
    """The interpreter that a script names; None where it is no script of ours."""
    text = script.decode("utf-8", "replace")
    if found := re.search(r'^set "PYTHON=(.*)"\r?$', text, re.MULTILINE):
        return Path(found[1].replace("%%", "%"))
    if found := re.search(r"^PYTHON=(.*)$", text, re.MULTILINE):
        words = shlex.split(found[1])
        return Path(words[0]) if words else None
    return None
