"""The nouns of an appraisal. See docs/glosarium.md for the Indonesian of each.

A value that could not be read from its cell is None here and has a finding; None is never taken for zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


class Kind(StrEnum):
    """Jenis: whether a row belongs to the agreed main work or is additional work."""

    MAIN = "Utama"
    ADDITIONAL = "Tambahan"


class Direction(StrEnum):
    """Arah: what counts as better."""

    HIGHER = "Makin tinggi makin baik"
    LOWER = "Makin rendah makin baik"
    QUALITATIVE = "Kualitatif"


class Aspect(StrEnum):
    """Aspek of an indicator (PermenPANRB 8/2021 and 6/2022)."""

    QUANTITY = "Kuantitas"
    QUALITY = "Kualitas"
    TIME = "Waktu"
    COST = "Biaya"


class Rating(StrEnum):
    """The three ratings that both axes of the predicate matrix use."""

    BELOW = "Di Bawah Ekspektasi"
    MEETS = "Sesuai Ekspektasi"
    ABOVE = "Di Atas Ekspektasi"


class Civil(StrEnum):
    """Status ASN."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PART_TIME = "PPPK Paruh Waktu"


class Remedy(StrEnum):
    """Cara: what an accepted outside factor does to the score."""

    PRORATE = "Prorata target"
    LEAVE_OUT = "Keluarkan indikator"
    NOTE_ONLY = "Catatan saja"


class Decision(StrEnum):
    """Keputusan on a claimed outside factor."""

    AGREED = "Setuju"
    REFUSED = "Tidak Setuju"


class Post(StrEnum):
    """Macam penugasan: the person's own post, or that of someone else held beside it."""

    OWN = "Definitif"
    ACTING = "Plt."
    DAILY = "Plh."


class MaterialSource(StrEnum):
    """Sumber of what a rater is shown beside the entries."""

    SELF = "Pandangan Pegawai"
    PEERS = "Jawaban Rekan"
    JOBS = "Penugasan Lain"


@dataclass(frozen=True, slots=True)
class Period:
    """The appraised period, both days included. label: what the office calls it, "Tahunan 2026"."""

    label: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """Calendar days of the period, both ends included."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measurable promise of the work plan (indikator kinerja individu).

    weight: bobot in percent of the main work. target_upper: upper end of a range target, None for a single target.
    realisation: the number reached; for a qualitative indicator None, and `rating` holds what was reached.
    job: number of the person's job that it belongs to, "" for all of them. places: attribute name -> cell, for
    messages and the trace.
    """

    number: str
    kind: Kind | None
    result: str
    aspect: Aspect | None
    name: str
    unit: str
    direction: Direction | None
    target: Decimal | None
    target_upper: Decimal | None
    weight: Decimal | None
    realisation: Decimal | None = None
    rating: Rating | None = None
    target_text: str = ""
    evidence: str = ""
    note: str = ""
    superior_result: str = ""
    data_source: str = ""
    job: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One BerAKHLAK value of one person as rated."""

    value: str
    rating: Rating | None = None
    example: str = ""
    expectation: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class OutsideFactor:
    """Faktor luar: a cause outside the person's control, claimed for one indicator. Both days are included."""

    indicator: str
    cause: str
    start: date | None
    end: date | None
    remedy: Remedy | None
    evidence: str = ""
    rater_decision: Decision | None = None
    superior_decision: Decision | None = None
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def counts(self) -> bool:
        """Whether both the rater and the rater's superior agreed."""
        return self.rater_decision is Decision.AGREED and self.superior_decision is Decision.AGREED


@dataclass(frozen=True, slots=True)
class Feedback:
    """Umpan balik: one dated entry."""

    day: date | None
    good: str
    improve: str
    plan: str
    deadline: date | None
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Dialog kinerja: the minutes of one talk of rater and ratee."""

    day: date | None
    topic: str
    own_words: str
    agreed: str
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Material:
    """Bahan: one line that the rater is shown about a person; it never counts. about: an indicator or a value."""

    nip: str
    source: MaterialSource
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Masa penugasan: the days of a period that one form rates, both included, where it is not the whole period."""

    start: date
    end: date
    post: Post


@dataclass(frozen=True, slots=True)
class Job:
    """Penugasan: a dated row of the sheet Penugasan. start, end: both days included, None while not readable.

    number: distinguishes a person's rows and joins those of the plan to them.
    """

    nip: str
    number: str
    post: Post | None
    position: str
    unit: str
    rater: str
    superior: str
    start: date | None
    end: date | None
    letter: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Ratee:
    """Pegawai yang dinilai: one person of one form, with all that was entered about him or her.

    work_rating, behaviour_rating: the rater's own choice, None where none was made (the proposal then stands,
    provisionally). new_idea: None while neither Ya nor Tidak was chosen.
    """

    nip: str
    name: str
    position: str
    indicators: tuple[Indicator, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    factors: tuple[OutsideFactor, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    new_idea: bool | None = None
    idea_text: str = ""
    work_rating: Rating | None = None
    behaviour_rating: Rating | None = None
    reason: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Employee:
    """A row of the staff list. rater, superior: NIP of the Pejabat Penilai and of his or her superior, "" if none.

    active: False for someone who is not rated here, such as a rater outside the office.
    """

    nip: str
    name: str
    civil: Civil | None
    rank: str
    position: str
    position_type: str
    unit: str
    rater: str
    superior: str
    active: bool
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Office:
    """Instansi and unit as they stand on every sheet. place: the town for the signature line."""

    agency: str
    unit: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """Which rules an office appraises by. regulation: id of the rulebook, "" to let the period choose.

    with_peers: 60/40 instead of 70/30. values_version: wording of the BerAKHLAK guides, A or B. settings: the office's
    own values for what the rulebook leaves to it, key -> value as written.
    """

    regulation: str = ""
    with_peers: bool = False
    values_version: str = "A"
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Formulir Penilaian: one rater, one period, his or her ratees.

    part: the days that are rated where people moved or acted; None for the whole period. materials: of its ratees.
    """

    form_id: str
    office: Office
    period: Period
    rules: RuleChoice
    rater_nip: str
    rater_name: str
    ratees: tuple[Ratee, ...]
    part: Part | None = None
    materials: tuple[Material, ...] = ()

    @property
    def rated_days(self) -> Period:
        """What scores, day counts and checks go by: the part where there is one, under the period's label."""
        return replace(self.period, start=self.part.start, end=self.part.end) if self.part else self.period
