"""What a column of a counter log or a survey means: by what HR chose in Pemetaan Kolom, else by its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.service_records import service_key

from .service_sheets import ELEMENTS, Meaning, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CITIZEN = r"\bnik\b|\bkk\b|\bnama\b|alamat|telepon|telp|\bhp\b|\bwa\b|lahir|email|umur|usia|kelamin"
_GUESSES: tuple[tuple[Meaning, str], ...] = (
    (Meaning.OFFICER, r"petugas|operator|dilayani|pelayan|penerima berkas"),
    # Citizens' own data first of the rest: "tgl lahir" is no day of a log, "no kk" no number of a document.
    (Meaning.IGNORED, rf"pemohon|{_CITIZEN}"),
    (Meaning.STANDARD, r"standar|\bsop\b|janji|target waktu|baku mutu"),
    (Meaning.IGNORED, r"\blama\b|durasi|status|keterangan|\bket\b|paraf|tanda tangan|ttd"),
    (Meaning.HANDED_OVER_AT, r"(jam|pukul|waktu).*(selesai|serah|keluar|ambil|jadi)"),
    (Meaning.TAKEN_IN_AT, r"(jam|pukul|waktu).*(masuk|terima|daftar|mulai|datang)"),
    (Meaning.HANDED_OVER, r"selesai|diserahkan|penyerahan|serah|keluar|ambil|\bjadi\b"),
    (Meaning.TAKEN_IN, r"masuk|terima|daftar|pengajuan|(tgl|tanggal).*permohonan|mulai|datang"),
    (Meaning.NUMBER, r"^no( |$)|nomor|registrasi|\breg\b|antrean|antrian|agenda"),
    (Meaning.SERVICE, r"layanan|dokumen|permohonan|surat|keperluan|jenis"),
    (Meaning.DAY, r"tanggal|\btgl\b|timestamp|cap waktu"),
)
_SURVEY: tuple[tuple[Meaning, str], ...] = (
    (Meaning.U8, r"pengaduan|saran dan masukan|keluhan"),
    (Meaning.U1, r"persyaratan"),
    (Meaning.U2, r"prosedur|mekanisme"),
    (Meaning.U3, r"waktu (penyelesaian|pelayanan|layanan)|kecepatan"),
    (Meaning.U4, r"biaya|tarif"),
    (Meaning.U5, r"produk|hasil pelayanan"),
    (Meaning.U6, r"kompetensi|kemampuan"),
    (Meaning.U7, r"perilaku|kesopanan|keramahan"),
    (Meaning.U9, r"sarana|prasarana"),
    (Meaning.IGNORED, rf"pendidikan|pekerjaan|{_CITIZEN}"),
    (Meaning.DAY, r"tanggal|\btgl\b|timestamp|cap waktu|waktu survei"),
    (Meaning.NUMBER, r"^no( |$)|nomor|responden"),
    (Meaning.SERVICE, r"layanan|loket"),
)
_UNSUR = re.compile(r"\bu(?:nsur)? ?([1-9])\b")
_WITH_DATE = {Meaning.TAKEN_IN_AT: Meaning.TAKEN_IN, Meaning.HANDED_OVER_AT: Meaning.HANDED_OVER}
LOG_NEEDS = (Meaning.SERVICE, Meaning.TAKEN_IN, Meaning.HANDED_OVER)
_RUNNING = {"no", "nomor", "no urut", "nomor urut"}
_ENOUGH_ELEMENTS = 5
_ENOUGH_MEANINGS = 2

Chosen = Mapping[tuple[SourceKind, str], Meaning]
"""What HR chose: (kind, `title_key` of a title) -> what it is read as."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The columns of one table. meanings: meaning -> column; titles: each title as written -> what it is read as."""

    kind: SourceKind
    header_row: int
    meanings: Mapping[Meaning, int]
    titles: Mapping[str, Meaning]

    @property
    def missing(self) -> tuple[Meaning, ...]:
        """What must be there for a single line to count."""
        needed = LOG_NEEDS if self.kind is SourceKind.LOG else ELEMENTS
        return tuple(one for one in needed if one not in self.meanings)


def title_key(title: str) -> str:
    """A title for comparing."""
    return service_key(title)


def guess(title: str, kind: SourceKind) -> Meaning:
    """What a title means where nobody chose.

    >>> guess("Tgl. Berkas Masuk", SourceKind.LOG), guess("Nama Pemohon", SourceKind.LOG)
    (<Meaning.TAKEN_IN: 'Diterima'>, <Meaning.IGNORED: 'Abaikan'>)
    """
    words = title_key(title)
    if kind is SourceKind.SURVEY and (found := _UNSUR.search(words)):
        return ELEMENTS[int(found[1]) - 1]
    patterns = _SURVEY if kind is SourceKind.SURVEY else _GUESSES
    return next((meaning for meaning, pattern in patterns if re.search(pattern, words)), Meaning.IGNORED)


def read_titles(titles: Sequence[tuple[int, str]], row: int, chosen: Chosen) -> ReadAs:
    """A row of titles (column, text) as the header of whichever kind it fits better."""
    log = _read_as(titles, row, SourceKind.LOG, chosen)
    survey = _read_as(titles, row, SourceKind.SURVEY, chosen)
    return survey if sum(one in survey.meanings for one in ELEMENTS) >= _ENOUGH_ELEMENTS else log


def is_header(read: ReadAs) -> bool:
    """Whether enough titles are understood to believe that they are titles."""
    if read.kind is SourceKind.SURVEY:
        return True
    telling = set(read.meanings) - {Meaning.NUMBER, Meaning.DAY}
    return len(telling) >= _ENOUGH_MEANINGS


def _read_as(titles: Iterable[tuple[int, str]], row: int, kind: SourceKind, chosen: Chosen) -> ReadAs:
    """What HR chose comes first, then guesses fill what is left."""
    said: dict[str, Meaning] = {}
    found: dict[Meaning, tuple[int, str]] = {}
    fixed: set[str] = set()
    for column, title in sorted(titles, key=lambda one: (kind, title_key(one[1])) not in chosen):
        picked = chosen.get((kind, title_key(title)))
        meaning = guess(title, kind) if picked is None else picked
        held = found.get(meaning)
        if meaning is Meaning.IGNORED or (held and (held[1] in fixed or not _tells_more(title, held[1], meaning))):
            said.setdefault(title, Meaning.IGNORED)
            continue
        if held:
            said[held[1]] = Meaning.IGNORED
        found[meaning], said[title] = (column, title), meaning
        if picked is not None:
            fixed.add(title)
    for clock, moment in _WITH_DATE.items():
        if clock in found and moment not in found:  # "waktu masuk" alone holds the day too
            found[moment] = found.pop(clock)
            said[found[moment][1]] = moment
    return ReadAs(kind, row, {meaning: column for meaning, (column, _) in found.items()}, said)


def _tells_more(title: str, held: str, meaning: Meaning) -> bool:
    """A number of the document tells more than the running number of a list."""
    return meaning is Meaning.NUMBER and title_key(held) in _RUNNING and title_key(title) not in _RUNNING
