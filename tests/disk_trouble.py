"""A command in an office folder on a small disk: with ever more room, and where nothing may be written.

    python disk_trouble.py FOLDER VERB EVERY

FOLDER holds an office. Run where mounting is allowed (see own_mounts). Whatever the room, the office must be whole
afterwards, and the same command, run again with room, must bring it to where an undisturbed run brings it. EVERY: how
many pages of the disk more there are from one try to the next. Prints in how many tries the room did not suffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from crash_everywhere import WORKBOOKS, run, state

PAGE = 4096
_PLENTY = "16m"
_OURS = "kesalahan di dalam program"
_SENTENCES = ("Tempat di cakram habis", "tempat di cakram habis", "cakram penuh", "ditulisi")


class SmallDisk:
    """A disk in memory at a folder; its room can be changed."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self._mount("-t", "tmpfs", "-o", f"size={_PLENTY}", "none")

    def leave(self, pages: int) -> None:
        """Fill it so that so many pages are free."""
        with self._ballast.open("wb") as stream:
            stream.write(bytes(shutil.disk_usage(self.place).free - pages * PAGE))

    def empty(self) -> None:
        self._ballast.unlink()

    def allow(self, how: str) -> None:
        """how: "ro" or "rw"."""
        self._mount("-o", f"remount,{how}")

    def close(self) -> None:
        subprocess.run(["umount", str(self.place)], check=True)

    @property
    def _ballast(self) -> Path:
        return self.place / "penuh"

    def _mount(self, *words: str) -> None:
        subprocess.run(["mount", *words, str(self.place)], check=True)


class Trouble:
    """An office before and after a command that nothing disturbed, to hold others against."""

    def __init__(self, office: Path, verb: str, place: Path) -> None:
        self.office, self.verb = office, verb
        undisturbed = Path(shutil.copytree(office, place / "utuh"))
        self.ended, _ = run(undisturbed, verb, 0)
        self.before, self.wanted = state(office), state(undisturbed)

    def sufficed(self, root: Path) -> bool:
        """Run it; whether it got through. Nothing may be lost or half, and it must say what is wrong."""
        status, told = run(root, self.verb, 0)
        between = state(root)
        for name, entry in self.before.items():
            if name.endswith(WORKBOOKS):
                assert between.get(name) in {entry, self.wanted[name]}, name
        for kind in ("dibagikan", "kembali"):
            assert all(entry in between[kind] for entry in self.before[kind]), kind
            assert all(entry in self.wanted[kind] for entry in between[kind]), kind
        if status == self.ended:
            return True
        assert status == 2, (status, told)
        assert any(words in told for words in _SENTENCES), told
        assert _OURS not in told, told
        return False

    def run_again(self, root: Path) -> None:
        status, told = run(root, self.verb, 0)
        assert status == self.ended, (status, told)
        after = state(root)
        wrong = {name for name in after.keys() | self.wanted if after.get(name) != self.wanted.get(name)}
        assert not wrong, (wrong, told)


def try_all(office: Path, verb: str, every: int) -> int:
    """Number of tries without enough room; raises AssertionError or a refusal where one of them did harm."""
    with tempfile.TemporaryDirectory() as place:
        trouble, disk = Trouble(office, verb, Path(place)), SmallDisk(Path(place, "cakram"))
        try:
            root = Path(shutil.copytree(office, disk.place / "kantor"))
            disk.allow("ro")
            assert not trouble.sufficed(root)
            assert state(root) == trouble.before
            disk.allow("rw")
            trouble.run_again(root)
            for tries in count():
                shutil.rmtree(root)
                shutil.copytree(office, root)
                disk.leave(tries * every)
                enough = trouble.sufficed(root)
                disk.empty()
                trouble.run_again(root)
                if enough:
                    return tries
        finally:
            disk.close()
    raise AssertionError


if __name__ == "__main__":
    sys.stdout.write(str(try_all(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
