"""A LibreOffice as a user has it running: its own process and profile, listening on a pipe, driven through xlwings."""

from __future__ import annotations

import contextlib
import subprocess
import uuid
from typing import TYPE_CHECKING, Self

import xlwings

import spreadsheet
from kinerja_pauh.adapters.libreoffice.bridge import write_profile
from kinerja_pauh.adapters.libreoffice.engine import connect
from kinerja_pauh.adapters.libreoffice.installation import bridge_environment
from kinerja_pauh.adapters.libreoffice.problems import OfficeStopped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class CalcOffice:
    """pipe: what a button's bridge would hand on. app: our own line to it."""

    words: tuple[str, ...] = ("--headless", "--norestore", "--nologo", "--nodefault")

    def __init__(self, folder: Path, profile: Path | None = None, environment: Mapping[str, str] | None = None) -> None:
        """profile: a user's, its folder `user`; None makes a new one. environment: beside ours."""
        self.pipe = f"uji{uuid.uuid4().hex}"
        self._environment = bridge_environment() | dict(environment or {})
        self._profile = profile.parent if profile else folder / self.pipe
        if profile is None:
            write_profile(self._profile, "id-ID")

    def __enter__(self) -> Self:
        self._run("--terminate_after_init").wait(120)  # a fresh profile's first start only asks for a second one
        self._process = self._run(f"--accept=pipe,name={self.pipe};urp;")
        for _ in range(3):
            with contextlib.suppress(OfficeStopped):
                self.app: xlwings.App = connect(self.pipe)
                return self
        raise AssertionError("soffice does not answer")

    def _run(self, *words: str) -> subprocess.Popen[bytes]:
        command = [str(spreadsheet.required_office().soffice), f"-env:UserInstallation={self._profile.as_uri()}"]
        command += [*self.words, *words]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self._environment, stdin=quiet, stdout=quiet, stderr=quiet)

    def __exit__(self, *_: object) -> None:
        for book in list(self.app.books):
            book.close()
        self.app.quit()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def open(self, path: Path, *, read_only: bool = False) -> xlwings.Book:
        """Past xlwings' own front, which takes no second workbook of the same name."""
        return xlwings.Book(impl=self.app.books.impl.open(str(path), read_only=read_only))
