"""A LibreOffice of the user's own kind: a given profile, its macro rules in force, macros called as a button would."""

from __future__ import annotations

import json
import subprocess
import uuid
from typing import TYPE_CHECKING, Any

import spreadsheet
from kinerja_pauh.adapters.libreoffice.installation import bridge_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TEKAN = "vnd.sun.star.script:Kinerja.Tombol.Tekan?language=Basic&location=application"
USE_CONFIG = 3  # com.sun.star.document.MacroExecMode: as the user's security level says

# Runs under the Python that has `uno`. Each order is answered by what it gave, or by the error's words.
_DRIVER = """
import json, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
order = json.load(sys.stdin)
office = subprocess.Popen(order["command"], stdin=-3, stdout=-3, stderr=-3)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            there = resolver.resolve("uno:pipe,name=" + order["pipe"] + ";urp;StarOffice.ComponentContext")
            break
        except Exception:
            if office.poll() is not None:
                office = subprocess.Popen(order["command"], stdin=-3, stdout=-3, stderr=-3)
            time.sleep(0.1)
    desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    def wanted(name, value):
        one = PropertyValue()
        one.Name, one.Value = name, value
        return one
    def do(verb, *rest):
        global book
        if verb == "open":
            url, mode = rest
            how = (wanted("MacroExecutionMode", mode), wanted("Hidden", False))
            book = desktop.loadComponentFromURL(url, "_blank", 0, how)
            return book.URL
        if verb == "call":
            url, words = rest
            provider = there.ServiceManager.createInstanceWithContext(
                "com.sun.star.script.provider.MasterScriptProviderFactory", there).createScriptProvider("")
            return provider.getScript(url).invoke(tuple(words), (), ())[0]
        if verb == "run":
            return book.getScriptProvider().getScript(rest[0]).invoke((), (), ())[0]
        if verb == "cell":
            return book.Sheets[0].getCellRangeByName(rest[0]).String
        if verb == "remove":
            import os
            return os.remove(rest[0])
        if verb == "may_run":
            return book.AllowMacroExecution
        if verb == "libraries":
            return list(book.BasicLibraries.ElementNames)
        if verb == "close":
            return book.close(True)
    answers = []
    for step in order["steps"]:
        try:
            answers.append(do(*step))
        except Exception as error:
            answers.append("galat " + str(error))
    print(json.dumps(answers))
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(30)
finally:
    if office.poll() is None:
        office.kill()
"""


def clicked(profile: Path, steps: Sequence[Sequence[Any]], environment: Mapping[str, str] | None = None) -> list[Any]:
    """Start LibreOffice on a profile (its folder `user`), do the steps in it and end it; gives each step's answer.

    Steps: ("open", url, mode), ("call", macro url, words), ("run", macro url of the open book), ("cell", address),
    ("remove", path), ("may_run",), ("close",).
    """
    installation = spreadsheet.required_office()
    pipe = "uji" + uuid.uuid4().hex
    command = [str(installation.soffice), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"]
    command += ["--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
    done = subprocess.run(
        [str(installation.python), "-c", _DRIVER],
        input=json.dumps({"command": command, "pipe": pipe, "steps": list(map(list, steps))}),
        env=bridge_environment() | dict(environment or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
