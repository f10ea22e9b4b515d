"""kinerja rekonsiliasi: a workbook to paste e-Kinerja's list into, and what differs from the register."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity, place_parts
from kinerja_pauh.appraisal.scoring import Status
from kinerja_pauh.appraisal.wording import name_some
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.regulations import distribution
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_paste import read_paste
from kinerja_pauh.sheets.reconcile_layout import (
    BEHAVIOUR,
    COMPARED,
    OURS,
    OURS_TABLE,
    PREDICATE,
    RESULT,
    RESULT_TABLE,
    SCORE,
    WORK,
)

from .file_names import slug
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict
from .reconciling import CURES, Ours, State, compare
from .returns import gather_returns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.read_paste import Paste

    from .reconciling import Comparison, Known, Line
    from .returns import Person, Returns

_TEMPLATE = "Rekonsiliasi.xlsx"
_FRESH = "Tempel daftar e-Kinerja di lembar Tempel, simpan, tutup, lalu jalankan kinerja rekonsiliasi lagi."
_SECOND_NAMES = {"Cukup": "Butuh Perbaikan"}  # as PermenPANRB 1/2023 writes it
_NAMED = 12


def reconcile(root: Path, world: World, file: Path | None = None) -> Outcome:
    """Compare a list of e-Kinerja with the register and write the result into 3_rekap.

    file: any workbook with the list; None for the office's own, which is made where nothing was pasted yet.

    Raises:
        Refusal: nothing has come back yet, the folder cannot be used, someone else works in it.
    """
    folder = OfficeFolder(root)
    with world.hold(root, "Rekonsiliasi"):
        returns = gather_returns(folder, world)
        ours = register_people(returns)
        standard = folder.recap / f"Rekonsiliasi_{slug(returns.form.period.label)}.xlsx"
        given = file or standard
        own = given.resolve() == standard.resolve()
        if own and not standard.is_file():
            return _fresh(standard, folder, returns, ours, world)
        try:
            paste = _read(given, world, trusted=own)
        except Refusal as problem:
            return Outcome((FileOutcome(given.name, Verdict.REFUSED, note=str(problem)),))
        if own and not paste.rows:
            return _fresh(standard, folder, returns, ours, world)
        found = compare(ours, paste.rows)
        if not standard.is_file():
            _fresh(standard, folder, returns, ours, world)
        _rewrite(standard, OURS, len(OURS_TABLE.columns), _our_rows(ours), world)
        _rewrite(standard, RESULT, len(RESULT_TABLE.columns), map(_result_row, found.lines), world)
    findings = (*paste.findings, *_findings(found))
    verdict = Verdict.LOOK if findings else Verdict.ACCEPTED
    return Outcome((FileOutcome(given.name, verdict, findings),), (str(standard),), _advice(found))


def register_people(returns: Returns) -> list[Ours]:
    """Everybody who is or should be rated, in the order of the staff list."""
    listed = [nip for nip, one in returns.staff.items() if one.active or nip in returns.people]
    gone = [nip for nip in returns.people if nip not in returns.staff]
    return [_ours(nip, returns) for nip in (*listed, *gone)]


def _ours(nip: str, returns: Returns) -> Ours:
    employee, person = returns.staff.get(nip), returns.people.get(nip)
    name = employee.name if employee else person.result.ratee.name if person else ""
    return Ours(nip, name, returns.unit_of(nip), _values(person), _status(person))


def _values(person: Person | None) -> Mapping[str, Known]:
    if person is None or person.result.status is Status.INCOMPLETE:
        return dict.fromkeys(COMPARED)
    result = person.result
    return {
        PREDICATE: result.predicate,
        WORK: str(result.work_rating),
        BEHAVIOUR: str(result.behaviour_rating),
        SCORE: result.final,
    }


def _status(person: Person | None) -> str:
    return str(person.result.status) if person else "Belum kembali"


def _fresh(standard: Path, folder: OfficeFolder, returns: Returns, ours: Sequence[Ours], world: World) -> Outcome:
    """A new workbook with the register's list and an empty place to paste."""
    context = {
        "instansi": returns.induk.office.agency,
        "unit": returns.induk.office.unit,
        "periode": returns.form.period.label,
        "pegawai": [dict(zip(_KEYS, row, strict=True)) for row in _our_rows(ours)],
    }
    folder.create()
    world.save(standard, world.templates.document(_TEMPLATE, folder.templates).render(context))
    return Outcome(written=(str(standard),), advice=_FRESH)


_KEYS = ("nip", "nama", "unit", "rating_hasil", "rating_perilaku", "predikat", "nilai", "status")


def _our_rows(ours: Iterable[Ours]) -> Iterator[tuple[Value, ...]]:
    for one in ours:
        v = one.values
        yield one.nip, one.name, one.unit, v[WORK], v[BEHAVIOUR], v[PREDICATE], v[SCORE], one.status


def _read(path: Path, world: World, *, trusted: bool) -> Paste:
    """The list. A workbook from elsewhere is read apart; a CSV file is only text."""
    words = {word: word for word in distribution().predicates} | _SECOND_NAMES
    if trusted or path.suffix.lower() == ".csv":
        return read_paste(world.read(path), words)
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnusableFile("Berkas tidak dapat dibuka. Periksa namanya, tutup dulu di Excel, lalu ulangi.") from problem
    return read_paste(world.open_untrusted(path.name, data), words)


def _rewrite(path: Path, sheet: str, width: int, rows: Iterable[Sequence[Value]], world: World) -> None:
    """The rows of a list anew; what stood below them before goes."""
    old = world.read(path).sheets.get(sheet, {})
    values: dict[tuple[int, int], Value] = {place: None for place in old if place[0] >= FIRST_ROW and place[1] <= width}
    for number, row in enumerate(rows, start=FIRST_ROW):
        values |= {(number, column): value for column, value in enumerate(row, start=1)}
    world.write_cells(path, sheet, values)


def _result_row(line: Line) -> tuple[Value, ...]:
    said = line.state, line.nip, line.name, line.unit, line.field, line.ours, line.theirs, line.place, CURES[line.state]
    return tuple(map(str, said))


def _findings(found: Comparison) -> Iterator[Finding]:
    """A finding for each line that has a cell; whom the list does not name is told together."""
    for line in found.lines:
        if line.state is State.NOT_THERE:
            continue
        sheet, cell = place_parts(line.place)
        what = f"{line.field} {line.name}".strip()
        match line.state:
            case State.DIFFERENT:
                words = f'{what}: e-Kinerja "{line.theirs}", register "{line.ours}". {CURES[line.state]}'
                yield Finding(sheet, cell, "rekon-berbeda", Severity.WARNING, words)
            case State.NOT_COPIED:
                words = f"{what} belum ada isinya di e-Kinerja. {CURES[line.state]}"
                yield Finding(sheet, cell, "rekon-belum-disalin", Severity.WARNING, words)
            case State.STRANGER:
                words = f"{line.name or 'Orang ini'} tidak ada di register. {CURES[line.state]}"
                yield Finding(sheet, cell, "rekon-asing", Severity.WARNING, words)
            case _:
                words = f"{line.name} sudah ada di e-Kinerja, tetapi belum dinilai di register. {CURES[line.state]}"
                yield Finding(sheet, cell, "rekon-belum-dinilai", Severity.WARNING, words)
    absent = [line.name for line in found.lines if line.state is State.NOT_THERE]
    if absent:
        shown = name_some(absent, _NAMED)
        words = f"{len(absent)} pegawai belum tampak di e-Kinerja: {shown}. {CURES[State.NOT_THERE]}"
        yield Finding("", "", "rekon-hilang", Severity.WARNING, words)


def _advice(found: Comparison) -> str:
    people = {line.nip: line.state for line in reversed(found.lines)}
    counts = Counter(people.values())
    told = [f"{counts[state]} {state[2].lower()}{state[3:]}" for state in State if counts[state]]
    rest = f"; {', '.join(told)}" if told else ""
    return f"{found.same} pegawai cocok{rest}. Rinciannya di lembar {RESULT}."
