"""Keeping the register: is it whole, copies of it, and what it knows about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.nip import LENGTH, clean_nip

from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import Register, World

_VERB = "urusan register"


class OddWish(Refusal):
    """Yang diminta tidak dapat dikerjakan."""


@dataclass(frozen=True, slots=True)
class Retention:
    """forms: ids of those past their time; erased: how many entries went, None where nothing was to be erased."""

    forms: Sequence[str]
    erased: int | None = None


def verify(root: Path, world: World) -> Outcome:
    """kinerja periksa-keutuhan: whether every entry of the register is as it was noted.

    Raises:
        Refusal: no office folder, or the register cannot be opened.
    """
    folder = _folder(root)
    register = world.register(folder.register)
    faults = register.faults()
    findings = tuple(Finding("", "", "register-tidak-utuh", Severity.WRONG, fault) for fault in faults)
    if findings:
        advice = "Register tidak utuh. Bandingkan dengan cadangan, lalu pulihkan dengan kinerja pulihkan."
        return Outcome((FileOutcome(folder.register.name, Verdict.LOOK, findings),), advice=advice)
    return Outcome((FileOutcome(folder.register.name, Verdict.ACCEPTED),), advice=_counted(register))


def _counted(register: Register) -> str:
    entries, forms, returns = (len(rows) for rows in (register.diary(), register.issued(), register.returns()))
    return f"Register utuh: {forms} formulir dibagikan, {returns} kiriman, {entries} catatan peristiwa."


def back_up_register(root: Path, target: Path, world: World) -> Outcome:
    """kinerja cadangkan.

    Raises:
        Refusal: no office folder, no register, one that is not whole, or the target cannot be made.
    """
    folder = _folder(root)
    with world.hold(root, _VERB):
        entries = world.care.back_up(folder.register, target)
    advice = f"Register dengan {entries} catatan disalin dan diperiksa utuh. Simpan di luar komputer ini."
    return Outcome(written=(str(target),), advice=advice)


def restore_register(root: Path, backup: Path, world: World) -> Outcome:
    """kinerja pulihkan.

    Raises:
        Refusal: no office folder, or no sound backup; nothing was changed then.
    """
    folder = _folder(root)
    with world.hold(root, _VERB):
        kept = world.care.restore(backup, folder.register, world.now(), world.who)
    advice = "Register dipulihkan dari cadangan."
    if kept is not None:
        advice += f" Yang sebelumnya disimpan sebagai {kept.name}."
    return Outcome(written=(str(folder.register),), advice=advice)


def person_known(root: Path, nip: str, world: World) -> Mapping[str, object]:
    """kinerja data-pribadi: all that the register knows about one NIP.

    Raises:
        Refusal: no office folder, or the NIP has not 18 digits.
    """
    return world.care.export_person(_folder(root).register, _nip(nip))


def forget_person(root: Path, nip: str, world: World) -> Outcome:
    """kinerja data-pribadi --hapus.

    Raises:
        Refusal: no office folder, the NIP has not 18 digits, or a stored file cannot be cleaned; nothing was changed.
    """
    folder = _folder(root)
    with world.hold(root, _VERB):
        changed = world.care.erase_person(folder.register, _nip(nip), world.now(), world.who)
    if not changed:
        return Outcome(advice="Register tidak memuat NIP itu. Tidak ada yang dihapus.")
    advice = (
        f"{changed} catatan register dibersihkan dari orang itu. Hapus juga barisnya di Induk, berkasnya di folder "
        "penilaian, dan cadangan lama."
    )
    return Outcome(advice=advice)


def past_retention(root: Path, years: int, world: World, *, erase: bool) -> Retention:
    """kinerja retensi: forms of periods that have rested for so many years; erased where asked for.

    Raises:
        Refusal: no office folder, or less than a year.
    """
    if years < 1:
        raise OddWish("Masa simpan paling sedikit 1 tahun. Tulis --tahun 5, misalnya.")
    folder = _folder(root)
    today = world.now().date()
    leap_day = (today.month, today.day) == (2, 29)
    day = today.replace(year=today.year - years, day=28 if leap_day else today.day)
    with world.hold(root, _VERB):
        forms = tuple(world.care.older_than(folder.register, day))
        if not erase or not forms:
            return Retention(forms)
        return Retention(forms, world.care.erase_forms(folder.register, forms, world.now(), world.who))


def retention_words(found: Retention) -> str:
    """One sentence for people."""
    if not found.forms:
        return "Tidak ada formulir yang lewat masa simpan."
    if found.erased is None:
        return f"{len(found.forms)} formulir lewat masa simpan. Cadangkan dulu bila perlu, lalu ulangi dengan --hapus."
    return f"{len(found.forms)} formulir yang lewat masa simpan dihapus dari register ({found.erased} catatan)."


def _folder(root: Path) -> OfficeFolder:
    folder = OfficeFolder(root)
    _ = folder.induk  # a folder without an Induk is none of ours
    return folder


def _nip(text: str) -> str:
    nip = clean_nip(text)
    if len(nip) != LENGTH or not (nip.isascii() and nip.isdigit()):
        raise OddWish("NIP harus 18 angka. Periksa, lalu ulangi.")
    return nip
