"""Sheet protection: a courtesy against slips, with the password hash that Excel writes today (SHA-512, ISO 29500)."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_zip import Part, pack_part, read_package, write_package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HASH = re.compile(rb'(<sheetProtection\b[^>]*\bhashValue=")[^"]*')
SPINS = 1_000
"""Excel writes 100,000, which costs each press of a button a second in LibreOffice; the form tells its password."""
SALT = b"kinerja-pauh 001"
"""Fixed, so that a template comes out the same every time; the password is no secret worth a random salt."""


@cache
def password_hash(password: str, salt: bytes = SALT, spins: int = SPINS) -> str:
    """The base64 hash of a sheet password: H(salt + UTF-16LE password), then `spins` times H(hash + counter)."""
    digest = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for counter in range(spins):
        digest = hashlib.sha512(digest + struct.pack("<I", counter)).digest()
    return base64.b64encode(digest).decode("ascii")


def protect(sheet: Worksheet, password: str) -> None:
    """Lock the sheet's locked cells; filtering, sorting and resizing stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    protection.algorithmName, protection.spinCount = "SHA-512", SPINS
    protection.saltValue = base64.b64encode(SALT).decode("ascii")
    protection.hashValue = password_hash(password)
    for allowed in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(protection, allowed, False)


def with_password(template: bytes, password: str) -> bytes:
    """A template whose protected sheets take another password; the salt stays."""
    value = password_hash(password).encode("ascii")

    def changed(part: Part) -> Part:
        if not part.name.startswith("xl/worksheets/"):
            return part
        data = _HASH.sub(rb"\g<1>" + value, part.data)
        return part if data == part.data else pack_part(part.name, data)

    return write_package(changed(part) for part in read_package(template))
