"""Fixtures for every room."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import spreadsheet
from kinerja_pauh.adapters.libreoffice import Office  # before any openpyxl, as adapters/__init__.py asks

if TYPE_CHECKING:
    from collections.abc import Iterator


# No example is timed; CI=true tries the same examples every time, so that a red run can be repeated.
settings.register_profile("lokal", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "lokal")


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One running LibreOffice for the whole run; without LibreOffice the test fails."""
    spreadsheet.required_office()
    with Office() as running:
        yield running
