"""The command `kinerja`: words in, an action called, an outcome printed.

Exit status: 0 clean, 1 findings, 2 a file or the call was unusable.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kinerja_pauh.actions.outcome import Outcome
from kinerja_pauh.appraisal.findings import Refusal

from .arguments import parser
from .progress import show_progress, stop_progress
from .unexpected import unexpected
from .world import real_world

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from kinerja_pauh.actions.setup import Step
    from kinerja_pauh.ports import Calc, World

_INTERRUPTED = 130
_DEMO_FILES = (
    "Induk (buku kerja HR)",
    "Formulir yang dibagikan",
    "Formulir yang sudah diisi",
    "Rekap untuk Camat",
    "Dasbor untuk peramban",
    "Laporan seorang pegawai",
    "Data layanan loket, survei",
    "Cascade rencana (SKP)",
    "Buku bukti dukung",
    "Berkas sebuah keberatan",
    "Bahan tindak lanjut",
)
_SHOWN = 12  # written files named on the screen before the rest is counted


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. No traceback ever reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may speak cp1252
    said = parser().parse_args(words)
    try:
        return _run(said)
    except Refusal as refusal:
        _say(str(refusal))
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stdout = None  # else the interpreter stumbles over it once more at its end
        return 0
    except KeyboardInterrupt:
        _say("Dihentikan. Setiap berkas utuh. Untuk melanjutkan, jalankan perintah yang sama lagi.")
        return _INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - the last door: a sentence instead of a traceback
        _say(unexpected(problem))
    if getattr(said, "json", False):
        _print_json(Outcome())  # whoever reads stdout by program finds an object there, whatever happened
    return 2


def _run(said: argparse.Namespace) -> int:
    try:
        return _VERBS[said.verb](said, real_world(show_progress))
    finally:
        stop_progress()


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _finish(outcome: Outcome, *, as_json: bool = False) -> int:
    from .show import in_words

    if as_json:
        _print_json(outcome)
    else:
        for line in in_words(outcome):
            print(line)
    for path in outcome.written[:_SHOWN]:
        _say(f"Ditulis: {path}")
    if outcome.written[_SHOWN:]:
        _say(f"… dan {len(outcome.written) - _SHOWN} berkas lagi di folder yang sama.")
    if outcome.advice:
        _say(outcome.advice)
    return outcome.exit_status


def _print_json(outcome: Outcome) -> None:
    from .show import as_json

    print(as_json(outcome))


def _demo(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.demo import FEWEST, MOST, YEAR, demo
    from kinerja_pauh.adapters.key_store import KeyFile

    if not FEWEST <= said.pegawai <= MOST:
        _say(f"Jumlah pegawai contoh harus {FEWEST} sampai {MOST}.")
        return 2
    root = said.ke or _free_folder(f"Penilaian-{YEAR}-demo")
    with TemporaryDirectory() as own:  # a demo leaves nothing outside its folder, and no key among the office's
        keys = KeyFile(Path(own, "kunci-segel.json"))
        outcome = demo(root, replace(world, keys=keys), said.pegawai)
    _say(outcome.advice)
    _say("Semua nama dan NIP fiktif. Buka berkas ini, mulai dari atas:")
    for what, path in zip(_DEMO_FILES, outcome.written, strict=True):
        _say(f"  {what:<28}{path}")
    return 0


def _free_folder(name: str) -> Path:
    """A folder of that name that does not exist yet, numbered where it must be: a second demo keeps the first."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in map(Path, names) if not path.exists())


def _start(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.start import start

    year = world.now().year if said.tahun is None else said.tahun
    return _finish(start(said.folder, year, world, said.dari, macros=said.xlsm), as_json=said.json)


def _distribute(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.distribute import distribute

    return _finish(distribute(said.folder, world, macros=said.xlsm), as_json=said.json)


def _check(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.check import check

    return _finish(check(said.files, world), as_json=said.json)


def _appraise(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.appraise import appraise

    return _finish(appraise(said.files, world, write=not said.tanpa_tulis), as_json=said.json)


def _explain(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.explaining import explain_person
    from kinerja_pauh.actions.outcome import FileOutcome, Verdict

    from .show import explanation_json, tree_lines

    try:
        explanation = explain_person(said.file, said.nip, world)
    except Refusal as refusal:
        if said.json:
            _print_json(Outcome((FileOutcome(said.file.name, Verdict.REFUSED, note=str(refusal)),)))
        _say(str(refusal))
        return 2
    if said.json:
        print(explanation_json(said.file.name, explanation))
    else:
        print(explanation.result.ratee.name)
        for tree in explanation.trees:
            for line in tree_lines(tree):
                print(line)
    return int(bool(explanation.findings))


def _collect(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.collect import collect

    return _finish(collect(said.folder, world), as_json=said.json)


def _service(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.service_data import import_service_data

    from .show_service import service_json, service_lines

    found = import_service_data(said.folder, said.files, world)
    if said.json:
        print(service_json(found))
    else:
        for line in service_lines(found):
            print(line)
    for path in found.outcome.written:
        _say(f"Ditulis: {path}")
    _say(found.outcome.advice)
    return found.outcome.exit_status


def _monitor(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.monitor_office import monitor_outcome
    from kinerja_pauh.actions.monitor_words import monitor_lines

    from .show import monitor_json

    outcome = monitor_outcome(said.folder, world)
    if said.json:
        print(monitor_json(outcome))
    else:
        for line in monitor_lines(outcome.found):
            print(line)
    for note in (*(finding.message for finding in outcome.findings), *outcome.notes):
        _say(note)
    for path in outcome.written:
        _say(f"Ditulis: {path}")
    _say(outcome.advice)
    return outcome.exit_status


def _verify(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import verify

    if said.kode is not None:
        return _answer_code(said, world)
    return _finish(verify(said.folder, world), as_json=said.json)


def _answer_code(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.verification import answer_words, check_code

    from .show import code_json

    answer = check_code(said.folder, said.kode, world)
    print(code_json(answer) if said.json else answer_words(answer))
    return int(not answer.holds)


def _back_up(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import back_up_register

    return _finish(back_up_register(said.folder, said.ke, world), as_json=said.json)


def _restore(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import restore_register

    return _finish(restore_register(said.folder, said.backup, world), as_json=said.json)


def _personal(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import forget_person, person_known

    from .show import person_json

    if said.hapus:
        return _finish(forget_person(said.folder, said.nip, world), as_json=said.json)
    print(person_json(person_known(said.folder, said.nip, world)))
    return 0


def _retention(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import past_retention, retention_words

    from .show import retention_json

    found = past_retention(said.folder, said.tahun, world, erase=said.hapus)
    if said.json:
        print(retention_json(found))
    _say(retention_words(found))
    return 0


def _evidence(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.evidence import evidence

    return _finish(evidence(said.folder, world), as_json=said.json)


def _plans(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.plan_bank import own_bank
    from kinerja_pauh.actions.plan_sharing import share_plans
    from kinerja_pauh.actions.plan_submitting import submit_plans

    match said.what:
        case "bagikan":
            outcome = share_plans(said.folder, world, said.nip, said.alasan)
        case "ajukan":
            outcome = submit_plans(said.folder, world)
        case "status":
            return _plan_status(said, world)
        case _:
            outcome = own_bank(said.folder, world)
    return _finish(outcome, as_json=said.json)


def _plan_status(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.plan_status import plan_status, status_lines

    from .show import plans_json

    status = plan_status(said.folder, world)
    if said.json:
        print(plans_json(status))
    else:
        for line in status_lines(status):
            print(line)
    _say(f"Ditulis: {status.written}")
    return status.exit_status


def _follow_up(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.follow_up import follow_up

    return _finish(follow_up(said.folder, world), as_json=said.json)


def _objections(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.objection import objections

    return _finish(objections(said.folder, world, nips=said.nip), as_json=said.json)


def _history(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.person_history import person_history
    from kinerja_pauh.actions.person_history_words import history_lines

    from .show import history_json

    chapters = person_history(said.folder, said.nip, said.pada, world)
    if said.json:
        print(history_json(chapters))
    else:
        for line in history_lines(chapters):
            print(line)
    return 0


def _close(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.closing import close_period, reopen_period

    return _finish((reopen_period if said.buka else close_period)(said.folder, world), as_json=said.json)


def _recap(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.recap import recap

    return _finish(recap(said.folder, world), as_json=said.json)


def _dashboard(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.dashboard import dashboard

    return _finish(dashboard(said.folder, world, named=not said.tanpa_nama), as_json=said.json)


def _report(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.printing import PrintOrder
    from kinerja_pauh.actions.report import report

    wanted = said.pdf or said.gabung or said.pencetak  # who says how to print wants it printed
    order = PrintOrder(said.pencetak, said.gabung) if wanted else None
    made = report(said.folder, world, kind=said.jenis, nips=said.nip, period=said.periode, pdf=order)
    return _finish(made, as_json=said.json)


def _reconcile(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.reconcile import reconcile

    return _finish(reconcile(said.folder, world, said.file), as_json=said.json)


def _templates(said: argparse.Namespace, world: World) -> int:
    if said.what == "periksa":
        from kinerja_pauh.actions.check_template import check_templates

        return _finish(check_templates(said.files, world), as_json=said.json)
    from kinerja_pauh.adapters.bundled import bundled_folder
    from kinerja_pauh.adapters.templates.build import build_templates

    for path in build_templates(said.ke or bundled_folder("workbook_templates")):
        _say(f"Ditulis: {path}")
    return 0


def _key(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions import keep_keys

    match said.what:
        case "lihat":
            lines = keep_keys.list_keys(world)
        case "ganti":
            lines = keep_keys.rotate_key(world)
        case "cadangkan":
            lines = keep_keys.back_up_keys(said.file, world)
        case _:
            lines = keep_keys.restore_keys(said.file, world)
    for line in lines:
        print(line)
    return 0


def _install(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.setup import set_up_calc, set_up_excel
    from kinerja_pauh.adapters.computer import RealComputer

    if said.folder is not None and not said.libreoffice:
        _say("Pilihan --folder hanya untuk LibreOffice. Tulis kinerja pasang --libreoffice --folder DIR.")
        return 2
    return _steps(set_up_calc(_calc(), said.folder) if said.libreoffice else set_up_excel(RealComputer()))


def _uninstall(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.setup import undo_calc, undo_excel
    from kinerja_pauh.adapters.computer import RealComputer

    return _steps(undo_calc(_calc()) if said.libreoffice else undo_excel(RealComputer()))


def _calc() -> Calc:
    from kinerja_pauh.adapters.libreoffice.user_calc import UserCalc

    return UserCalc(Path(sys.executable))


def _steps(steps: Sequence[Step]) -> int:
    from kinerja_pauh.actions.setup import failed

    from .show_computer import step_lines

    for line in step_lines(steps):
        print(line)
    return 2 if failed(steps) else 0


def _diagnose(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.diagnose import clean, diagnose
    from kinerja_pauh.adapters.computer import RealComputer

    from .show_computer import diagnosis_json, diagnosis_lines

    lines = diagnose(RealComputer(), _calc(), Path.cwd())
    if said.json:
        print(diagnosis_json(lines))
    else:
        for line in diagnosis_lines(lines):
            print(line)
    return int(not clean(lines))


_VERBS: dict[str, Callable[[argparse.Namespace, World], int]] = {
    "demo": _demo,
    "mulai": _start,
    "bagikan": _distribute,
    "periksa": _check,
    "hitung": _appraise,
    "jelaskan": _explain,
    "kumpulkan": _collect,
    "layanan": _service,
    "monitor": _monitor,
    "bukti": _evidence,
    "skp": _plans,
    "rekap": _recap,
    "tindak-lanjut": _follow_up,
    "keberatan": _objections,
    "riwayat": _history,
    "tutup": _close,
    "dasbor": _dashboard,
    "laporan": _report,
    "rekonsiliasi": _reconcile,
    "templat": _templates,
    "periksa-keutuhan": _verify,
    "cadangkan": _back_up,
    "pulihkan": _restore,
    "data-pribadi": _personal,
    "retensi": _retention,
    "kunci": _key,
    "pasang": _install,
    "lepas": _uninstall,
    "diagnosa": _diagnose,
}
