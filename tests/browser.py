"""A real headless Chromium in tests, driven through chromedriver by the WebDriver protocol: plain JSON over HTTP."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest

from spreadsheet import CURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_READY_IN = 30  # seconds
_ANSWER_IN = 60


class Browser:
    """One window."""

    def __init__(self, port: int, profile: Path) -> None:
        self._port = port
        options = {
            "binary": _program("chromium"),
            "args": [*_FLAGS, f"--user-data-dir={profile}"],
        }
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        self._session = ""
        self._session = (
            "/session/" + self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        )

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_IN)
        try:
            data = None if method in {"GET", "DELETE"} else json.dumps(body or {})
            connection.request(method, self._session + path, data, {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        assert not (isinstance(value, dict) and "error" in value), value
        return value

    def open(self, path: Path) -> None:
        """Show a file; what the logs said before is forgotten."""
        self.said("browser"), self.said("performance")
        self._ask("POST", "/url", {"url": path.resolve().as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """The value of a script's return."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def said(self, log: str) -> list[dict[str, Any]]:
        """What a log (browser, performance) holds since it was last read."""
        return self._ask("POST", "/se/log", {"type": log})

    def requests(self) -> list[str]:
        """Every address that was asked for since the page was opened, the page itself included."""
        return [told["request"]["url"] for told in self._network("requestWillBeSent")]

    def blocked(self) -> list[str]:
        """Why each request that did not go through was stopped, since this was last asked."""
        return [told.get("blockedReason", told["errorText"]) for told in self._network("loadingFailed")]

    def _network(self, event: str) -> list[dict[str, Any]]:
        told = [json.loads(entry["message"])["message"] for entry in self.said("performance")]
        return [one["params"] for one in told if one["method"] == f"Network.{event}"]

    def tool(self, command: str, **arguments: object) -> Any:
        """A command of the developer tools."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": arguments})

    def size(self, width: int, height: int = 900) -> None:
        """The size of the page in CSS pixels, also narrower than a window can be."""
        self.tool(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700
        )

    def press(self, key: str) -> None:
        """One key, as a keyboard sends it."""
        strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "papan", "actions": strokes}]})

    def picture(self, path: Path) -> None:
        """What the window shows, as PNG."""
        path.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))

    def print(self, path: Path) -> None:
        """The page on A4 paper, as PDF, with its own margins."""
        self.tool("Emulation.clearDeviceMetricsOverride")
        paper = self.tool("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)
        path.write_bytes(base64.b64decode(paper["data"]))

    def close(self) -> None:
        """End the browser."""
        self._ask("DELETE", "")


@contextmanager
def running_browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own below the folder."""
    driver = subprocess.Popen(
        [_program("chromedriver"), "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        browser = Browser(_port_of(driver), folder / "profil-peramban")
        try:
            yield browser
        finally:
            browser.close()
    finally:
        driver.terminate()
        driver.communicate()


def _port_of(driver: subprocess.Popen[str]) -> int:
    end = time.monotonic() + _READY_IN
    while time.monotonic() < end:
        line = driver.stdout.readline()  # type: ignore[union-attr] - it is a pipe
        if "successfully on port" in line:
            return int(line.rstrip(".\n").rpartition(" ")[2])
        assert line, "chromedriver ended before it was ready"
    pytest.fail("chromedriver was not ready in time", pytrace=False)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: {CURE}", pytrace=False)
    return found
