"""kinerja tutup: a period becomes final once nothing of it is open any more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity, place_parts
from kinerja_pauh.appraisal.objections import Stage
from kinerja_pauh.appraisal.scoring import Status
from kinerja_pauh.appraisal.wording import name_some
from kinerja_pauh.sheets.induk_layout import STAFF
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.year_sheets import read_objections

from .folder import OfficeFolder
from .history import noted
from .monitoring import State, monitor_of
from .objection_periods import periods_for
from .outcome import FileOutcome, Outcome, Verdict
from .peer_gate import peers_hindering
from .returns import leading, not_back, returned_results, without_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.ports import Happening, Register, World
    from kinerja_pauh.sheets.cells import Book

    from .monitoring import Monitoring
    from .objection_periods import Periods
    from .returns import Person

_VERB = "tutup periode"
_NAMED = 6  # people named before the rest is counted


class NotClosed(Refusal):
    """Periode ini tidak sedang ditutup."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How it stands with closing the Induk's period. label: of the period; people: of whom there is a result.

    hindered: what is still open, or that it is closed already; None where it can be closed.
    """

    label: str
    people: int
    hindered: Outcome | None


def before_closing(root: Path, world: World) -> Closing:
    """What closing the Induk's period would do now; nothing is noted.

    Raises:
        Refusal: as for closing.
    """
    folder = OfficeFolder(root)
    with world.hold(root, _VERB):
        return _closing(folder, world.register(folder.register), world)


def close_period(root: Path, world: World) -> Outcome:
    """Close the Induk's period; with anything of it still open nothing is noted, and all of it is told.

    Raises:
        Refusal: no Induk, no period, the register cannot be used, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, _VERB):
        register = world.register(folder.register)
        found = _closing(folder, register, world)
        if found.hindered:
            return found.hindered
        register.close(found.label, world.now(), world.who)
    told = f"Periode {found.label} ditutup: {found.people} pegawai. Kiriman baru tidak lagi diterima; laporannya tetap."
    return Outcome((FileOutcome(folder.induk.name, Verdict.ACCEPTED),), advice=told)


def _closing(folder: OfficeFolder, register: Register, world: World) -> Closing:
    book = world.read(folder.induk)
    induk = read_induk(book)
    seen = monitor_of(book, register, world)
    label = seen.period.label
    if label in register.closed():
        advice = f"Periode {label} memang sudah ditutup {_when(register.closed()[label])}."
        return Closing(label, 0, Outcome(advice=advice))
    results = returned_results(register, label, world)
    missing = [one for one in not_back(register) if one.period == label]
    unseen = without_form(induk, results, missing)
    findings = (
        *_without_form(unseen), *_open_forms(seen), *_open_people([one for found in results.values() for one in found]),
        *_open_objections(book, periods_for(register, label), leading(results)[0]),
        *(one for one in peers_hindering(induk, register) if one.severity.blocks),
    )  # fmt: skip
    if not findings:
        return Closing(label, len(results), None)
    advice = f"Periode {label} belum ditutup: {len(findings)} hal masih terbuka."
    look = FileOutcome(folder.induk.name, Verdict.LOOK, findings)
    return Closing(label, len(results), Outcome((look,), advice=advice))


def reopen_period(root: Path, world: World) -> Outcome:
    """Open the Induk's period again; the register keeps that it was closed.

    Raises:
        NotClosed: it is not.
        Refusal: as for closing.
    """
    folder = OfficeFolder(root)
    with world.hold(root, _VERB):
        register = world.register(folder.register)
        label = monitor_of(world.read(folder.induk), register, world).period.label
        if label not in register.closed():
            raise NotClosed(f"Periode {label} tidak sedang ditutup, jadi tidak perlu dibuka.")
        register.reopen(label, world.now(), world.who)
    advice = f"Periode {label} dibuka lagi, dan itu tercatat di register. Tutup kembali sesudah selesai."
    return Outcome((FileOutcome(folder.induk.name, Verdict.ACCEPTED),), advice=advice)


def closed_words(register: Register, period: str) -> str:
    """Why nothing of a period is taken any more, as a sentence; "" while it is open."""
    closed = register.closed().get(period)
    if closed is None:
        return ""
    return (
        f"Periode {period} sudah ditutup {_when(closed)}, jadi hasilnya tidak berubah lagi. Bila memang harus berubah, "
        "buka dengan kinerja tutup --buka."
    )


def _when(closed: Happening) -> str:
    return f"pada {show_day(noted(closed.at).date())}"


def _without_form(unseen: Sequence[Employee]) -> Iterator[Finding]:
    """Active people whom nobody was asked to rate; all of them where nothing was handed out."""
    if unseen:
        named = name_some([one.name for one in unseen], _NAMED)
        message = (
            f"{len(unseen)} pegawai aktif tidak ada di formulir mana pun periode ini: {named}. Bagikan formulirnya, "
            "atau isi Aktif = Tidak bila memang tidak dinilai."
        )
        yield Finding(STAFF, "", "tutup-belum-dibagikan", Severity.MISSING, message)


def _open_forms(seen: Monitoring) -> Iterator[Finding]:
    for line in seen.lines:
        part = f"masa {line.part}, " if line.part else ""
        form = f"Formulir {line.rater_name} ({part}{line.people} pegawai)"
        match line.state:
            case State.MISSING:
                message = f"{form} belum kembali. Minta formulirnya."
                yield Finding("", "", "tutup-belum-kembali", Severity.MISSING, message)
            case State.LOOK:
                message = f"{form} belum lengkap atau masih ada temuannya. Minta penilai membetulkannya."
                yield Finding("", "", "tutup-perlu-dilihat", Severity.MISSING, message)
            case State.CHOOSE:
                message = f"{form} kembali lebih dari sekali. Pilih kiriman yang dipakai di lembar Monitor."
                yield Finding("", "", "tutup-belum-dipilih", Severity.MISSING, message)


def _open_people(people: Sequence[Person]) -> Iterator[Finding]:
    """Whose result is incomplete or still rests on a proposal; namesakes, and several jobs, are told apart by posts."""
    names = Counter(person.result.ratee.name for person in people)
    for person in people:
        result = person.result
        if result.status is Status.COMPLETE:
            continue
        who = result.ratee.name if names[result.ratee.name] == 1 else f"{result.ratee.name}, {result.ratee.position}"
        if result.status is Status.INCOMPLETE:
            message = f"Penilaian {who} belum lengkap. Minta {person.scored.form.rater_name} melengkapinya."
            yield Finding("", "", "tutup-belum-lengkap", Severity.MISSING, message)
        else:
            message = f"Predikat {who} masih sementara. Minta {person.scored.form.rater_name} memilih ratingnya."
            yield Finding("", "", "tutup-sementara", Severity.MISSING, message)


def _open_objections(book: Book, periods: Periods, people: Mapping[str, Person]) -> Iterator[Finding]:
    """Those of the period; an unknown period keeps it open too, for it may be this one with a slip in its name."""
    for one in read_objections(book)[0]:
        if one.stage is Stage.RULED:
            continue
        label = periods.of(one)
        if label is None:
            yield periods.unknown(one)
        elif label == periods.present:
            name = people[one.nip].result.ratee.name if one.nip in people else "seseorang"
            message = f"Keberatan {name} belum diputus. Selesaikan dahulu, lalu tutup periodenya."
            if not one.period and periods.several:
                message += " Bila keberatan ini tentang periode lain, isi kolom Periode."
            sheet, cell = place_parts(one.places["nip"])
            yield Finding(sheet, cell, "tutup-keberatan", Severity.MISSING, message)
