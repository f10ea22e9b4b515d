"""kinerja kumpulkan: a verdict for every file in 2_masuk; accepted values go into the register."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.ports import Returned
from kinerja_pauh.sheets.compare_form import locked_changes

from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import score_form
from .returns import in_use, not_back

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import Issued, Register, World

    from .read_files import ScoredForm

_PASSED_OVER = ("~$", ".~", ".")


def collect(root: Path, world: World) -> Outcome:
    """Read every file of the inbox; each ends in a verdict, and running it again changes nothing.

    Raises:
        Refusal: no office folder, or the register cannot be used.
    """
    folder = OfficeFolder(root)
    _ = folder.induk  # a folder without an Induk is none of ours
    register = world.register(folder.register)
    paths = _arrived(folder.inbox)
    done = world.progress("Memeriksa berkas", len(paths))
    files = []
    for number, path in enumerate(paths, start=1):
        files.append(_one(path, register, world))
        done(number)
    files.sort(key=lambda one: one.file)
    return Outcome(tuple(files), advice=_advice(files, register))


def _arrived(inbox: Path) -> list[Path]:
    """The files of the inbox, the one saved last at the end: of two returns of a form the later one counts."""
    if not inbox.is_dir():
        return []
    paths = (p for p in inbox.iterdir() if p.is_file() and not p.name.startswith(_PASSED_OVER))
    return sorted(paths, key=lambda p: (p.stat().st_mtime_ns, p.name))


def _one(path: Path, register: Register, world: World) -> FileOutcome:
    try:
        data = path.read_bytes()
        book = world.open_book(path.name, data)
        scored = score_form(book)
        issue = _issue(scored, register)
        world.refuse_foreign_macros(data, issue.data)
        changed = locked_changes(world.open_book(issue.file_name, issue.data), book)
    except Refusal as refusal:
        return FileOutcome(path.name, Verdict.REFUSED, note=str(refusal))
    except OSError:
        return FileOutcome(
            path.name, Verdict.REFUSED, note="Berkas tidak dapat dibuka. Tutup dulu di Excel, lalu ulangi."
        )
    if changed:
        note = "Nilainya tidak diambil: ada sel terkunci yang berubah. Minta penilai mengisi lagi formulir aslinya."
        return FileOutcome(path.name, Verdict.REFUSED, tuple(changed), note=note)
    findings = (*_outdated(issue, register), *scored.findings)
    return _take(path.name, data, replace(scored, findings=findings), register, world)


class NotIssuedHere(Refusal):
    """Formulir itu tidak dibagikan dari folder ini."""


def _issue(scored: ScoredForm, register: Register) -> Issued:
    for one in register.issued():
        if one.form_id == scored.form.form_id:
            return one
    raise NotIssuedHere(
        "Formulir ini tidak dibagikan dari folder ini, atau milik periode lain. Periksa apakah salah folder."
    )


def _outdated(issue: Issued, register: Register) -> list[Finding]:
    if issue in in_use(register):
        return []
    message = "Formulir ini sudah diganti dengan yang dibagikan sesudahnya. Minta penilai mengisi yang terbaru."
    return [Finding("", "", "formulir-lama", Severity.WARNING, message)]


def _take(name: str, data: bytes, scored: ScoredForm, register: Register, world: World) -> FileOutcome:
    sha256 = hashlib.sha256(data).hexdigest()
    verdict = Verdict.LOOK if blocked(scored.findings) else Verdict.ACCEPTED
    known = register.find(sha256)
    findings = scored.findings
    if known is not None:
        note = "Sudah pernah diterima; tidak dicatat dua kali."
    else:
        note = "Dicatat di register."
        findings = (*findings, *_sent_again(scored.form.form_id, verdict, register))
        register.add(Returned(0, scored.form.form_id, name, sha256, verdict, data), world.now())
    return FileOutcome(name, verdict, findings, scored.results, note)


def _sent_again(form_id: str, verdict: Verdict, register: Register) -> list[Finding]:
    """That the form came back before, and which of the returns counts now."""
    earlier = next((one for one in register.standing(Verdict.ACCEPTED) if one.form_id == form_id), None)
    if earlier is None:
        return []
    if verdict is Verdict.LOOK and earlier.verdict == Verdict.ACCEPTED:
        message = (
            f"Formulir ini sudah diterima lengkap ({earlier.file_name}). Yang lengkap itu tetap dipakai sampai kiriman "
            "baru diterima tanpa kekurangan."
        )
    else:
        message = f"Formulir ini pernah diterima ({earlier.file_name}). Yang terbaru dipakai, yang lama disimpan."
    return [Finding("", "", "kiriman-ulang", Severity.WARNING, message)]


def _advice(files: list[FileOutcome], register: Register) -> str:
    missing = [one.file_name for one in not_back(register)]
    counts = [f"{sum(f.verdict is v for f in files)} {v.replace('_', ' ')}" for v in Verdict]
    advice = f"{len(files)} berkas: {', '.join(counts)}."
    if missing:
        advice += f" Belum kembali: {len(missing)} formulir ({', '.join(missing[:5])}{' …' if missing[5:] else ''})."
    return advice
