"""dokumen-resmi.md and its names in templat.md say what the program makes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.actions.documents import DOCUMENTS, REPORT
from kinerja_pauh.actions.reconciling import State
from kinerja_pauh.regulations import document_texts
from official_people import hard_returns

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = {
    "kelompok": "k", "rhk": "r", "aspek": "a", "perilaku": "p", "lampiran": "l", "butir": "b", "kurva": "t",
    "layar": "l", "isian": "s",
}  # fmt: skip
"""List -> what the manual calls its members."""
MANUAL = Path(__file__).parents[2] / "docs" / "panduan"


def part_of(name: str, heading: str) -> str:
    """What stands below a heading of a page."""
    return (MANUAL / name).read_text("utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without heads and their lines."""
    lines = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("|")]
    bars = {number for number, cells in enumerate(lines) if set(cells) == {"---"}}
    return [cells for number, cells in enumerate(lines) if number not in bars and number + 1 not in bars]


def spans(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_kind_stands_with_its_template_and_whether_it_needs_a_return() -> None:
    told = [(spans(c[0])[0], c[2], c[3]) for c in rows(part_of("dokumen-resmi.md", "Jenis dokumen"))]
    assert told == [(one.key, one.template, "tidak" if one.from_plan else "ya") for one in DOCUMENTS.values()]


def test_every_text_stands_with_its_value_and_confidence() -> None:
    told = {spans(c[0])[0]: (c[1], c[2]) for c in rows(part_of("dokumen-resmi.md", "Teks dan setelan"))}
    texts = document_texts().texts
    assert told == {key: (one.stated.value or "kosong", one.stated.confidence) for key, one in texts.items()}


def test_every_state_of_the_reconciliation_is_explained() -> None:
    told = [cells[0] for cells in rows(part_of("dokumen-resmi.md", "Rekonsiliasi"))]
    assert told == list(State)


def names(context: dict, prefix: str = "") -> Iterator[str]:
    """Every name a template may say, members of lists by their letter."""
    for key, value in context.items():
        if isinstance(value, dict) and key != "pertama":
            yield from names(value, f"{prefix}{key}.")
        elif isinstance(value, list) and key in LETTERS:
            yield from names(value[0], f"{LETTERS[key]}.")
        else:
            yield prefix + key


@pytest.fixture(scope="module")
def told() -> set[str]:
    part = part_of("templat.md", "Nama di dokumen resmi")
    return {span for cells in rows(part) for span in spans(cells[0])}


def test_every_name_of_an_official_form_stands_in_the_manual_and_no_other(told) -> None:
    nip, returns = hard_returns()
    known: set[str] = set()
    for one in DOCUMENTS.values():
        if one.key != REPORT:
            known |= set(names(dict(one.names(returns.people[nip], returns))))
    assert told == known


def test_the_lists_are_named_before_their_tables() -> None:
    part = part_of("templat.md", "Nama di dokumen resmi")
    said = {word.rpartition(".")[2] for word in re.findall(r"`([\w.]+)`", part)}
    assert set(LETTERS) <= said
