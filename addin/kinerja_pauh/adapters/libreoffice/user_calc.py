"""The user's own LibreOffice for setting up and diagnosing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.libreoffice import button_bridge
from kinerja_pauh.adapters.libreoffice.installation import find_office
from kinerja_pauh.adapters.libreoffice.profile_place import default_profile

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import BridgeState


class UserCalc:
    """Implements ports.Calc."""

    def __init__(self, python: Path, profile: Path | None = None) -> None:
        """python: what the buttons start; profile: the folder `user`, where it is not at its usual place."""
        self._python = python
        self.profile = profile or default_profile()

    def found(self) -> bool:
        """Whether there is a LibreOffice that Python can speak with."""
        return find_office() is not None

    def state(self) -> BridgeState:
        """How the bridge stands."""
        return button_bridge.state(self.profile)

    def install(self, trust: Path | None) -> bool:
        """Put it there; gives whether anything changed. trust: an office folder whose documents may run macros.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
        """
        installation = find_office()
        return button_bridge.install(self.profile, self._python, installation.soffice if installation else None, trust)

    def remove(self) -> bool:
        """Take it out again; gives whether there was anything.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
        """
        return button_bridge.remove(self.profile)
