"""Files of ours in the user's places: what stood there before is kept beside a note, so that it can be given back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import Computer

_NOTE = "pasang.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """digest: of what we put there; before: name of the kept file, None where there was none."""

    digest: str
    before: str | None

    def ours(self, data: bytes | None) -> bool:
        """Whether this is what we put there."""
        return data is not None and _digest(data) == self.digest


def place(computer: Computer, memory: Path, target: Path, data: bytes) -> bool:
    """Put a file there and remember what stood there; gives whether it changed. memory: our own folder.

    Raises:
        UnusableFile: it cannot be written; what stood there still does.
    """
    there = computer.read(target)
    if there == data:
        return False
    kept = remembered(computer, memory)
    known = kept.get(str(target))
    if known is None or (there is not None and not known.ours(there)):
        before = None if there is None else f"semula-{target.name}"
        if there is not None and before:
            computer.write(memory / before, there)
        known = Kept("", before)
    _remember(computer, memory, {**kept, str(target): Kept(_digest(data), known.before)})
    computer.write(target, data)
    return True


def remembered(computer: Computer, memory: Path) -> dict[str, Kept]:
    """Path -> what is remembered of it."""
    data = computer.read(memory / _NOTE)
    if data is None:
        return {}
    try:
        return {target: Kept(**one) for target, one in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError):  # damaged: what stands there is then nobody's to take away
        return {}


def stood_before(computer: Computer, memory: Path, kept: Kept) -> bytes | None:
    """What stood there before us; None where nothing did."""
    return computer.read(memory / kept.before) if kept.before else None


def forget(computer: Computer, memory: Path, target: Path) -> None:
    """Remember nothing of it any more; the last one takes our folder along."""
    kept = remembered(computer, memory)
    gone = kept.pop(str(target), None)
    if gone and gone.before:
        computer.delete(memory / gone.before)
    _remember(computer, memory, kept)


def _remember(computer: Computer, memory: Path, kept: dict[str, Kept]) -> None:
    if kept:
        told = json.dumps({target: asdict(one) for target, one in kept.items()}, indent=1)
        computer.write(memory / _NOTE, told.encode())
    else:
        computer.delete(memory / _NOTE)
        computer.delete_empty(memory)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
