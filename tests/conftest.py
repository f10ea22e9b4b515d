"""Fixtures for every room."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import spreadsheet
from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.libreoffice import Office  # before any openpyxl, as adapters/__init__.py asks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# No example is timed; CI=true tries the same examples every time, so that a red run can be repeated.
settings.register_profile("lokal", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "lokal")


_LONGEST = (
    "test_buttons_pressed", "test_sheet_formulas", "test_killed_commands", "test_live_book", "test_button_bridge",
    "test_ten_thousand_nips", "test_collecting", "test_canary", "test_commands", "test_press",
    "test_calc_engine_office",
)  # fmt: skip
"""Files to begin with, so that no worker is left alone with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(scope="session", autouse=True)
def _own_seal_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests make their own seal keys and never touch those of whoever runs them."""
    path = tmp_path_factory.mktemp("kunci") / "kunci-segel.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(key_store.OVERRIDE, str(path))
        key_store.KeyFile(path).rotate(datetime.now().astimezone())
        yield path


@pytest.fixture(autouse=True)
def _shared_key_stays(_own_seal_keys: Path) -> Iterator[None]:
    """The sample office is sealed once a run: a test that changes its key makes others fail in some orders."""
    before = _own_seal_keys.read_bytes()
    yield
    assert _own_seal_keys.read_bytes() == before, "a test that changes the seal key needs a key file of its own"


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One running LibreOffice for the whole run; without LibreOffice the test fails."""
    spreadsheet.required_office()
    with Office() as running:
        yield running
