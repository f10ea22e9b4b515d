"""Files as LibreOffice names them: by URL."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile("/[A-Za-z]:")


def path_of(url: str) -> Path | None:
    """The file on this computer or in its network that a URL names; None for an address of the web, or none at all.

    urllib.request has a function for it too, but brings a web client along, which a click would wait for.
    """
    parts = urlsplit(url)
    if parts.scheme != "file":
        return None
    path = unquote(parts.path)
    if parts.netloc:
        return Path(f"//{parts.netloc}{path}")
    return Path(path[1:] if _DRIVE.match(path) else path)
