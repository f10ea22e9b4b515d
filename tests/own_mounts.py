"""A program with file systems of its own, which nobody else sees: a small disk, a folder read-only even for root."""

from __future__ import annotations

import subprocess
from functools import cache

import pytest

_CHOICES = (("unshare", "-rm"), ("unshare", "-m"))  # with rights of our own making; else with those of root
_PROBE = ("sh", "-c", "mount -t tmpfs -o size=64k none /mnt && mount -o remount,ro /mnt")


@cache
def own_mounts() -> tuple[str, ...]:
    """What to put before a command that mounts; the test fails where the system lets nobody mount."""
    for prefix in _CHOICES:
        try:
            done = subprocess.run([*prefix, *_PROBE], capture_output=True, check=False)
        except FileNotFoundError:
            continue
        if done.returncode == 0:
            return prefix
    pytest.fail(
        "This test needs a small disk and a read-only folder of its own, but unshare and mount are missing or not "
        "allowed here. Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1; in a container "
        "--security-opt seccomp=unconfined) or run the tests as root with CAP_SYS_ADMIN."
    )
