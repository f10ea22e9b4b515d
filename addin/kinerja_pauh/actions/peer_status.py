"""kinerja rekan hasil: what colleagues answered together, for HR and the raters, and how much is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.peers import middle_words, peer_result, short, still_needed
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.inquiry_words import PEER_KIND
from kinerja_pauh.sheets.peer_results import PeerLine, peer_book

from .file_names import slug
from .folder import OfficeFolder
from .peer_answers import whole_answers
from .peer_sharing import VERB
from .read_files import check_induk
from .rules import rules_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.peers import PeerResult
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """lines: everybody who is rated, in the order of the staff list. used: whether the office asks peers at all.
    written: the workbook.
    """

    period: str
    lines: tuple[PeerLine, ...]
    used: bool
    written: str

    @property
    def waiting(self) -> tuple[PeerLine, ...]:
        """Of whom there is no result yet."""
        return tuple(one for one in self.lines if one.result is None)

    @property
    def exit_status(self) -> int:
        """0: there is a result about everybody; 1: answers are missing."""
        return int(bool(self.waiting))


def peer_status(root: Path, world: World) -> PeerStatus:
    """Put the answers together and write the workbook into 3_rekap, replacing the one of the same period.

    Raises:
        Refusal: no Induk, or one that cannot be read; its period is missing; someone else works in the folder; the
            folder cannot be written.
    """
    folder = OfficeFolder(root)
    with world.hold(root, VERB):
        induk, _ = check_induk(world.read(folder.induk), world.now().date())
        period = induk.known_period()
        lines = _lines(induk, period, world.register(folder.register))
        path = folder.recap / f"Jawaban_Rekan_{slug(period.label)}.xlsx"
        folder.create()
        world.save(path, world.write_flat(peer_book(lines, subtitle(induk.office, period))))
    return PeerStatus(period.label, lines, induk.rules.with_peers, str(path))


def _lines(induk: Induk, period: Period, register: Register) -> tuple[PeerLine, ...]:
    rules = rules_for(induk.rules, period)
    handed_out = Counter(one.nip for one in register.inquiries.issued(period.label, PEER_KIND))
    answers = whole_answers(register, period, rules)
    return tuple(
        PeerLine(one, handed_out[one.nip], len(ours := answers.get(one.nip, [])), peer_result(ours, rules))
        for one in induk.employees
        if one.active
    )


def peer_lines(status: PeerStatus) -> Iterator[str]:
    """What people read: how many have a result, then who waits for how many answers."""
    there = len(status.lines) - len(status.waiting)
    yield f"Jawaban rekan {status.period}: {there} dari {len(status.lines)} pegawai punya hasil."
    yield from (f"  {one}" for one in waiting_people(status))
    if not status.used:
        yield f"▲ {NOT_USED}"


NOT_USED = "dengan_rekan = Tidak: jawaban ini tidak diperlihatkan kepada penilai, dan bobotnya 70/30."


def waiting_people(status: PeerStatus) -> Iterator[str]:
    """Who waits, and for what."""
    return (f"{one.person.name}: {one.state[0].lower()}{one.state[1:]}" for one in status.waiting)


def peer_record(status: PeerStatus) -> dict[str, object]:
    """The same as plain data, for programs; `hasil` is null below three answers."""
    return {
        "periode": status.period,
        "dengan_rekan": status.used,
        "rekan": [
            {
                "nip": one.person.nip,
                "nama": one.person.name,
                "dibagikan": one.handed_out,
                "kembali": one.answers,
                "masih_perlu": still_needed(one.answers),
                "hasil": one.result and _result(one.result),
            }
            for one in status.lines
        ],
        "berkas": status.written,
    }


def _result(result: PeerResult) -> dict[str, object]:
    return {
        "jawaban": result.answers,
        "nilai": [
            {
                "nilai": tally.value,
                "jumlah": {short(rating): count for rating, count in tally.counts.items()},
                "rata_rata": float(tally.mean),
                "tengah": middle_words(tally),
                "contoh": list(tally.examples),
            }
            for tally in result.tallies
        ],
        "saran": list(result.suggestions),
    }
