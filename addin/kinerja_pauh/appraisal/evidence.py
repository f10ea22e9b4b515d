"""Bukti dukung: which file stands behind which realisation, and what a reader of the ledger should look at.

Nothing here judges a person: a mention without a file is told, not punished, and no score depends on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from .rounding import divide, half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .model import Period

_BETWEEN = re.compile(r"[;\n\r]+")
_LINK = re.compile(r"https?://\S", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"^.*?\.(?:pdf|jpe?g|png|gif|heic|tiff?|xls[xmb]?|ods|csv|docx?|odt|pptx?|odp|txt|zip|rar|7z|mp4|mov|mp3|m4a|eml|msg)"
    r"(?![a-z0-9])",
    re.IGNORECASE,
)
_ABOUT_ALL = Decimal(100)


class Standing(StrEnum):
    """Keadaan of one mention."""

    FILE = "Berkas ada"
    CHANGED = "Berkas berubah"
    GONE = "Berkas tidak ada"
    SEVERAL = "Nama rangkap"
    LINK = "Tautan"
    NAMED = "Nama saja"
    EMPTY = "Belum disebut"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file of the evidence folder. path: below that folder, with "/"; sha256: of its content; changed: local day."""

    path: str
    sha256: str
    size: int
    changed: date


@dataclass(frozen=True, slots=True)
class Claim:
    """What one indicator of one person names as evidence, as it was typed; "" where nothing was."""

    nip: str
    name: str
    unit: str
    number: str
    indicator: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A file as an earlier ledger noted it, on that day."""

    sha256: str
    day: date


@dataclass(frozen=True, slots=True)
class Line:
    """One mention. file: None unless exactly one fits; noted: day on which this content was first noted, None where it
    never was; others: who else names the same content, as "nama (no)".
    """

    claim: Claim
    mention: str
    standing: Standing
    file: EvidenceFile | None = None
    noted: date | None = None
    outside_period: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many indicators of a person are backed by a file, by a link only, by a name only, by nothing."""

    nip: str
    name: str
    unit: str
    files: int
    links: int
    named: int
    empty: int

    @property
    def indicators(self) -> int:
        return self.files + self.links + self.named + self.empty

    @property
    def percent(self) -> Decimal:
        """Share of the indicators that a file or a link stands behind, two decimals. Nobody has no indicators here."""
        return half_up(divide(_ABOUT_ALL * (self.files + self.links), Decimal(self.indicators)))


@dataclass(frozen=True, slots=True)
class Ledger:
    """lines: in the order of the claims. unused: files that nobody names."""

    lines: tuple[Line, ...]
    people: tuple[Coverage, ...]
    unused: tuple[EvidenceFile, ...]


def mentions(evidence: str) -> tuple[str, ...]:
    """The single pieces of evidence in one cell: separated by semicolons or line breaks.

    >>> mentions("rekap.pdf; foto kegiatan\\nhttps://contoh.id/a")
    ('rekap.pdf', 'foto kegiatan', 'https://contoh.id/a')
    """
    return tuple(piece.strip() for piece in _BETWEEN.split(evidence) if piece.strip())


def ledger(
    claims: Sequence[Claim], files: Sequence[EvidenceFile], noted: Mapping[str, Noted], period: Period
) -> Ledger:
    """Every mention with the file behind it.

    noted: path -> how the file stood when an earlier ledger saw it; empty for the first ledger of a period.
    """
    finder = _Finder(files)
    lines = [_line(claim, mention, finder, noted, period) for claim in claims for mention in _mentions(claim)]
    users: dict[str, list[Claim]] = defaultdict(list)
    for line in lines:
        if line.file is not None:
            users[line.file.sha256].append(line.claim)
    shared = [replace(line, others=_others(line, users)) for line in lines]
    used = {line.file.path for line in lines if line.file is not None}
    unused = tuple(file for file in files if file.path not in used and not finder.shares_its_name(file))
    return Ledger(tuple(shared), tuple(_coverage(shared)), unused)


def _mentions(claim: Claim) -> tuple[str, ...]:
    return mentions(claim.evidence) or ("",)


def _line(claim: Claim, mention: str, finder: _Finder, noted: Mapping[str, Noted], period: Period) -> Line:
    if not mention:
        return Line(claim, mention, Standing.EMPTY)
    if _LINK.match(mention):
        return Line(claim, mention, Standing.LINK)
    found = finder.find(mention)
    if len(found) > 1:
        return Line(claim, mention, Standing.SEVERAL)
    if not found:
        return Line(claim, mention, Standing.GONE if _FILE_NAME.match(mention) else Standing.NAMED)
    (file,) = found
    before = noted.get(file.path)
    standing = Standing.CHANGED if before is not None and before.sha256 != file.sha256 else Standing.FILE
    outside = not period.start <= file.changed <= period.end
    return Line(claim, mention, standing, file, before.day if before else None, outside)


class _Finder:
    """Finds files by what people type: a path or a name, with any slashes and letters, perhaps with words behind."""

    def __init__(self, files: Iterable[EvidenceFile]) -> None:
        self._paths: dict[str, list[EvidenceFile]] = defaultdict(list)
        self._names: dict[str, list[EvidenceFile]] = defaultdict(list)
        for file in files:
            path = _plain(file.path)
            self._paths[path].append(file)
            self._names[path.rpartition("/")[2]].append(file)
        self._looked_up: set[str] = set()

    def find(self, mention: str) -> Sequence[EvidenceFile]:
        whole = _plain(mention)
        cut = _FILE_NAME.match(whole)
        for text in dict.fromkeys((whole, cut.group() if cut else whole)):
            for path in _tails(text):
                if path in self._paths:
                    return self._paths[path]
            name = text.rpartition("/")[2]
            if name in self._names:
                self._looked_up.add(name)
                return self._names[name]
        return ()

    def shares_its_name(self, file: EvidenceFile) -> bool:
        """Whether someone named this file, and others of the same name, without saying which."""
        name = _plain(file.path).rpartition("/")[2]
        return name in self._looked_up and len(self._names[name]) > 1


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("\\", "/").strip(" /.\"'") if text else ""


def _tails(path: str) -> Iterable[str]:
    """A path and what is left of it below each of its folders: people copy it from anywhere above.

    >>> list(_tails("d:/kantor/5_bukti/siti/a.pdf"))[-2:]
    ['siti/a.pdf', 'a.pdf']
    """
    parts = path.split("/")
    return ("/".join(parts[number:]) for number in range(len(parts)))


def _others(line: Line, users: Mapping[str, Sequence[Claim]]) -> tuple[str, ...]:
    if line.file is None:
        return ()
    found = (claim for claim in users[line.file.sha256] if claim.nip != line.claim.nip)
    return tuple(dict.fromkeys(f"{claim.name} (no {claim.number})" for claim in found))


_BEST_FIRST = (
    (frozenset({Standing.FILE, Standing.CHANGED}), "files"),
    (frozenset({Standing.LINK}), "links"),
    (frozenset({Standing.NAMED, Standing.GONE, Standing.SEVERAL}), "named"),
    (frozenset({Standing.EMPTY}), "empty"),
)


def _coverage(lines: Iterable[Line]) -> Iterable[Coverage]:
    """One row a person, in the order of the lines; each indicator counts once, by the best of its mentions."""
    people: dict[str, dict[str, set[Standing]]] = {}
    claims: dict[str, Claim] = {}
    for line in lines:
        people.setdefault(line.claim.nip, {}).setdefault(line.claim.number, set()).add(line.standing)
        claims.setdefault(line.claim.nip, line.claim)
    for nip, indicators in people.items():
        best = Counter(next(kind for fitting, kind in _BEST_FIRST if fitting & seen) for seen in indicators.values())
        counts = {kind: best[kind] for _, kind in _BEST_FIRST}
        yield Coverage(nip, claims[nip].name, claims[nip].unit, **counts)
