"""Who of the staff is meant by the name in a counter log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .service_records import service_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Employee

_BESIDE_THE_NAME = re.compile(r"\(.*?\)|,.*", re.DOTALL)
_NIP = re.compile(r"\d{18}")


class OfficerList:
    """The staff by NIP and name."""

    __slots__ = ("_names", "_nips")

    def __init__(self, employees: Iterable[Employee]) -> None:
        people = [(employee.nip, name_key(employee.name)) for employee in employees]
        self._nips = {nip for nip, _ in people}
        self._names: dict[str, set[str]] = {}
        for nip, name in people:
            words = name.split()
            # A log leaves out what stands before the name (Drs., H.), so each ending of two words or more is kept.
            endings = {" ".join(words[n:]) for n in range(max(1, len(words) - 1))}
            for ending in endings:
                self._names.setdefault(ending, set()).add(nip)

    def __call__(self, said: str) -> str:
        """The NIP of the one person that is meant; "" for nobody, or where it may be two."""
        digits = "".join(said.split())
        if _NIP.fullmatch(digits):
            return digits if digits in self._nips else ""
        meant = self._names.get(name_key(said), set())
        return next(iter(meant)) if len(meant) == 1 else ""


def name_key(name: str) -> str:
    """A name for comparing: without degrees behind a comma, remarks in brackets, dots and case.

    >>> name_key("Hj. Rina Putri, S.Sos. (Fiktif)")
    'hj rina putri'
    """
    return service_key(_BESIDE_THE_NAME.sub(" ", name))
