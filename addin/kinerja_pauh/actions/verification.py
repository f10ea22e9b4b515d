"""What a printed code stands for, told from the register, and whether it still counts."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.jobs import part_words
from kinerja_pauh.appraisal.wording import show_score

from .folder import OfficeFolder
from .outcome import blocked
from .planned import planned_results
from .printed_code import read_code, verification_code
from .read_files import check_induk, score_form
from .returns import Person, people_of_return, periods_of, returned_results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk


class Validity(StrEnum):
    """What the register says of a code."""

    CURRENT = "berlaku"
    REPLACED = "diganti"
    UNKNOWN = "tidak dikenal"


@dataclass(frozen=True, slots=True)
class Answer:
    """person: whose result it was, None where the code is unknown. unit: "" where the Induk does not know him or her.

    unread: files of the register that could not be read, so that an unknown code may be one of theirs. faults: what
    does not fit together in the register, so that no answer can be relied on.
    """

    code: str
    validity: Validity
    person: Person | None = None
    unit: str = ""
    unread: int = 0
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the print may be relied on."""
        return self.validity is Validity.CURRENT and not self.faults


def check_code(root: Path, text: str, world: World) -> Answer:
    """kinerja periksa-keutuhan --kode: whose result a printed code stands for, and whether it still counts.

    Raises:
        OddCode: the text is no code.
        Refusal: no office folder, or the register cannot be opened.
    """
    code = read_code(text)
    folder = OfficeFolder(root)
    induk, findings = check_induk(world.read(folder.induk), world.now().date())
    register = world.register(folder.register)
    faults = tuple(register.faults())
    units = {employee.nip: employee.unit for employee in induk.employees}
    search = _Search(None if blocked(findings) else induk, register, world)
    for validity, people in ((Validity.CURRENT, search.counting), (Validity.REPLACED, search.ever)):
        person = next((one for one in people() if verification_code(one) == code), None)
        if person is not None:
            return Answer(code, validity, person, units.get(person.result.ratee.nip, ""), faults=faults)
    return Answer(code, Validity.UNKNOWN, unread=search.unread, faults=faults)


@dataclass(slots=True)
class _Search:
    """All that was ever printed of a register. induk: None where it is not ready to be planned by.

    unread: files of the register that could not be read so far.
    """

    induk: Induk | None
    register: Register
    world: World
    unread: int = 0

    def counting(self) -> Iterator[Person]:
        """Results that count, the newest period first, and plans as the Induk has them."""
        for label in reversed(periods_of(self.register)):
            with suppress(Refusal):  # counted below, file by file
                yield from chain.from_iterable(returned_results(self.register, label, self.world).values())
        if self.induk is not None and self.induk.period is not None:
            with suppress(Refusal):  # an Induk whose rules cannot be applied plans for nobody
                yield from chain.from_iterable(planned_results(self.induk, self.induk.period).values())

    def ever(self) -> Iterator[Person]:
        """Those of every return and of every form that was handed out."""
        for returned in self.register.returns():
            with self._unread():
                yield from people_of_return(returned, self.world)
        for issued in self.register.issued():
            with self._unread():
                scored = score_form(self.world.open_book(issued.file_name, issued.data))
                yield from (Person(result, scored) for result in scored.results)

    @contextmanager
    def _unread(self) -> Iterator[None]:
        try:
            yield
        except Refusal:
            self.unread += 1


def answer_words(answer: Answer) -> str:
    """One or two sentences for whoever holds the paper."""
    words = [_validity_words(answer)]
    if answer.unread:
        words.append(f"{answer.unread} berkas di register tidak terbaca; kode itu mungkin dari salah satunya.")
    if answer.faults:
        words.append("Register tidak utuh, jadi jawaban ini belum dapat dipegang. Jalankan tanpa --kode.")
    return " ".join(words)


def _validity_words(answer: Answer) -> str:
    if answer.person is None:
        return (
            f"Kode {answer.code} tidak dikenal di register folder ini. Periksa hurufnya; mungkin kodenya dari folder "
            "lain, atau angkanya bukan dari register ini."
        )
    result, form = answer.person.result, answer.person.scored.form
    days = part_words(form.part) if form.part else ""
    whose = ", ".join(filter(None, (result.ratee.name, answer.unit, form.period.label, days)))
    if answer.validity is Validity.REPLACED:
        return (
            f"Kode {answer.code} sudah diganti. Kode itu milik cetakan lama {whose}; sesudahnya kiriman atau rencana "
            "lain yang dipakai. Minta cetakan yang baru."
        )
    final = "belum ada" if result.final is None else show_score(result.final)
    figures = f"nilai akhir {final}, predikat {result.predicate or 'belum ada'}"
    return (
        f"Kode {answer.code} berlaku: {whose}; {figures if answer.person.sha256 else 'rencana, belum ada hasil'}. "
        "Cocokkan dengan yang tercetak."
    )
