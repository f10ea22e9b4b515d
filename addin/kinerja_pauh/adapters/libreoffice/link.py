"""The line to one bridge process and the soffice behind it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.installation import bridge_environment
from kinerja_pauh.adapters.libreoffice.problems import (
    BookNotOpened,
    BookNotSaved,
    CellLocked,
    OfficeProblem,
    OfficeRefused,
    OfficeStopped,
    OfficeTooSlow,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinerja_pauh.adapters.libreoffice.installation import Installation

BRIDGE = Path(__file__).with_name("bridge.py")
START_SECONDS = 120.0
END_SECONDS = 20.0
PROBLEMS: dict[str, type[OfficeProblem]] = {
    "stopped": OfficeStopped,
    "file": BookNotOpened,
    "save": BookNotSaved,
    "locked": CellLocked,
    "refused": OfficeRefused,
}


class Link:
    """A started soffice, from construction to `end`; then `alive` is False and every call raises OfficeStopped."""

    def __init__(
        self,
        installation: Installation,
        locale: str = "id-ID",
        *,
        macros: bool = False,
        prepare: Callable[[Path], None] | None = None,
        pipe: str | None = None,
    ) -> None:
        """macros: whether those of any workbook may run. prepare: told the empty profile folder before the start.
        pipe: attach to the LibreOffice that listens there instead of starting one; the rest then does not count, and
        `end` leaves it running.

        Raises OfficeStopped or OfficeTooSlow; nothing is left running then.
        """
        self.alive = True
        self.pid: int | None = None
        self._profile = None if pipe else Path(tempfile.mkdtemp(prefix="kinerja-office-"))
        self._replies: queue.Queue[bytes] = queue.Queue()
        self._bridge = subprocess.Popen(  # noqa: S603  our own script under an interpreter found on this computer
            [str(installation.python), str(BRIDGE)],
            env=bridge_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        try:
            if self._profile is None:
                self.call("connect", START_SECONDS, pipe=pipe)
            else:
                if prepare:
                    prepare(self._profile)
                started = {"program": str(installation.soffice), "profile": str(self._profile), "locale": locale}
                self.pid = self.call("start", START_SECONDS, **started, macros=macros)
        except BaseException:
            self.end()
            raise

    @property
    def bridge_pid(self) -> int:
        """Of the bridge process, which is one for each link."""
        return self._bridge.pid

    def call(self, command: str, seconds: float | None, **arguments: Any) -> Any:  # noqa: ANN401  JSON in, JSON out
        """The value that the bridge answers. seconds: None waits as long as it takes, say for a person.

        Raises:
            OfficeProblem: as PROBLEMS says; after OfficeStopped and OfficeTooSlow the link has ended.
        """
        if not self.alive:
            raise OfficeStopped("the link has ended")
        try:
            self._send({"do": command, **arguments})
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            self.end(in_peace=False)
            raise OfficeTooSlow(command) from None
        except BaseException:  # a half-done exchange, say after Ctrl-C: the next answer would be the wrong one
            self.end(in_peace=False)
            raise
        answer = json.loads(reply) if reply else {"error": "stopped", "detail": "the bridge hung up"}
        if "error" not in answer:
            return answer["ok"]
        problem = PROBLEMS[answer["error"]](answer["detail"])
        if isinstance(problem, OfficeStopped):
            self.end(in_peace=False)
        raise problem

    def end(self, *, in_peace: bool = True) -> None:
        """Ends the bridge, and the soffice and profile that are ours; in peace: workbooks may be closed first."""
        if self.alive:
            self.alive = False
            if in_peace:
                with contextlib.suppress(OfficeStopped):
                    self._send({"do": "quit"})
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._bridge.wait(END_SECONDS)
            self._cut()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self._bridge.stdin.close()  # type: ignore[union-attr]  # the bridge ends soffice when it notices
        try:
            self._bridge.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._bridge.kill()
            self._bridge.wait()
        if self._bridge.returncode and self.pid:
            with contextlib.suppress(OSError):  # it did not come to that itself
                os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._listener.join(END_SECONDS)
        self._bridge.stdout.close()  # type: ignore[union-attr]  # a pipe, as asked for above
        if self._profile:
            shutil.rmtree(self._profile, ignore_errors=True)

    def _send(self, order: dict[str, Any]) -> None:
        try:
            self._bridge.stdin.write(json.dumps(order).encode("ascii") + b"\n")  # type: ignore[union-attr]  # a pipe
            self._bridge.stdin.flush()  # type: ignore[union-attr]  # a pipe, as asked for above
        except OSError as error:
            raise OfficeStopped(str(error)) from None

    def _listen(self) -> None:
        """Queues the lines of the bridge, and an empty one when it hung up."""
        for line in self._bridge.stdout:  # type: ignore[union-attr]  # a pipe, as asked for above
            self._replies.put(line)
        self._replies.put(b"")
