"""An employee's own view of a period: shown to the rater and in the report, never part of a score."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .model import Material, MaterialSource
from .wording import shorten, show

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1000  # characters of one text beside the rater's entries; the whole of it stays in the register


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What a person says of one indicator. realisation: None where nothing, or no number, was given.

    typed: the words where a number was expected or a sentence promised, "" otherwise.
    """

    number: str
    indicator: str
    unit: str
    realisation: Decimal | None = None
    typed: str = ""
    evidence: str = ""
    hindrance: str = ""

    @property
    def says_anything(self) -> bool:
        """Whether any of it was filled in."""
        return self.realisation is not None or bool(self.typed or self.evidence or self.hindrance)


@dataclass(frozen=True, slots=True)
class SelfView:
    """Pandangan Pegawai. results: only those of which anything was said; remembered: value -> what to remember."""

    results: tuple[OwnResult, ...] = ()
    remembered: tuple[tuple[str, str], ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether any of it was filled in."""
        return bool(self.results or self.remembered)


def as_text(view: SelfView) -> str:
    """A view as the register keeps it; numbers as their digits, so that none changes."""
    results = [
        {
            "no": one.number,
            "indikator": one.indicator,
            "satuan": one.unit,
            "realisasi": None if one.realisation is None else str(one.realisation),
            "tertulis": one.typed,
            "bukti": one.evidence,
            "kendala": one.hindrance,
        }
        for one in view.results
    ]
    remembered = [{"nilai": value, "contoh": text} for value, text in view.remembered]
    return json.dumps({"hasil": results, "perilaku": remembered}, ensure_ascii=False)


def from_text(text: str) -> SelfView:
    """The view in a text of `as_text`.

    Raises:
        ValueError: it is none.
    """
    try:
        said = json.loads(text)
        results = tuple(map(_result, said["hasil"]))
        return SelfView(results, tuple((one["nilai"], one["contoh"]) for one in said["perilaku"]))
    except (LookupError, TypeError, ArithmeticError) as problem:
        raise ValueError(text) from problem


def _result(said: dict[str, Any]) -> OwnResult:
    number = said["realisasi"]
    return OwnResult(
        said["no"],
        said["indikator"],
        said["satuan"],
        None if number is None else Decimal(number),
        said["tertulis"],
        said["bukti"],
        said["kendala"],
    )


def view_materials(nip: str, view: SelfView) -> Iterator[Material]:
    """The lines that the rater is shown, in the order of the workbook."""
    for one in view.results:
        yield Material(nip, MaterialSource.SELF, about_indicator(one.number, one.indicator), result_words(one))
    for value, text in view.remembered:
        yield Material(nip, MaterialSource.SELF, value, shorten(text, _LONGEST))


def about_indicator(number: str, name: str) -> str:
    """How a line says which indicator it means."""
    return f"No {number} · {name}"


def result_words(one: OwnResult) -> str:
    """What was said of an indicator, in sentences.

    >>> result_words(OwnResult("1", "Berkas selesai", "berkas", Decimal("29.5"), hindrance="Server mati 3 hari"))
    'Realisasi menurut pegawai: 29,5 berkas. Kendala atau keterangan: Server mati 3 hari.'
    """
    parts = []
    if one.realisation is not None:
        parts.append(f"Realisasi menurut pegawai: {show(one.realisation)} {one.unit}".rstrip())
    elif one.typed:
        parts.append(f'Realisasi menurut pegawai tertulis "{shorten(one.typed, _LONGEST)}"')
    if one.evidence:
        parts.append(f"Bukti: {shorten(one.evidence, _LONGEST)}")
    if one.hindrance:
        parts.append(f"Kendala atau keterangan: {shorten(one.hindrance, _LONGEST)}")
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts)
