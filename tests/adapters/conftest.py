"""Fixtures of this room: one PostgreSQL for a run, and registers on each kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.adapters.register import DatabaseRegister, open_register
from postgres_server import postgres

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_register(request, tmp_path_factory) -> Callable[[], DatabaseRegister]:
    """Gives an empty register at each call; every test that asks for it runs on both databases."""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        return lambda: open_register(tmp_path_factory.getbasetemp() / "tidak-dipakai.sqlite", server.fresh_url())
    return lambda: open_register(tmp_path_factory.mktemp("register") / "register.sqlite")


@pytest.fixture
def register(new_register) -> DatabaseRegister:
    return new_register()
