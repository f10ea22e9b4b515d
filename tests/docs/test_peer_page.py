"""What the manual says of the anonymous questionnaire: its columns, sheets, numbers and JSON, as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from filled_office import RULES, SAMPLE
from kinerja_pauh.actions import peer_sharing
from kinerja_pauh.actions.file_names import peer_name
from kinerja_pauh.actions.peer_status import PeerStatus, peer_record
from kinerja_pauh.adapters.templates import names
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.peers import LEAST_ANSWERS, PeerAnswer, count_words, peer_result
from kinerja_pauh.sheets.peer_layout import PEER_TABLES
from kinerja_pauh.sheets.peer_results import PeerLine, peer_book

MANUAL = Path(__file__).parents[2] / "docs" / "panduan"
SHEETS = (MANUAL / "lembar.md").read_text("utf-8")
PAGE = (MANUAL / "rekan.md").read_text("utf-8")
VALUES = [value.name for value in RULES.values.value]
FIVE = [PeerAnswer(dict.fromkeys(VALUES, rating)) for rating in [Rating.ABOVE] * 2 + [Rating.MEETS] * 3]


def told(sheet: str) -> list[tuple[str, str]]:
    """Column and who fills it, from the table below a sheet's heading."""
    _, _, rest = SHEETS.partition(f"\n### {sheet}\n")
    part = re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [[cell.strip() for cell in line.split("|")[1:3]] for line in part.splitlines() if line.startswith("|")]
    return [(first, second) for first, second in lines[2:]]


@pytest.mark.parametrize("sheet", PEER_TABLES)
def test_every_column_of_the_questionnaire_is_listed_in_order(sheet):
    kinds = [
        (c.header, "diisi" if c.entry else "rumus" if c.formula else "tercetak") for c in PEER_TABLES[sheet].columns
    ]
    assert told(sheet) == kinds


def test_master_and_file_name_are_those_that_exist():
    assert f"`{names.PEERS}`" in PAGE
    assert names.PEERS == peer_sharing.PEER_MASTER
    assert peer_name("<NIP dinilai>", "periode", "<kode>").replace("_periode_", "_<periode>_") in PAGE


def test_the_numbers_of_copies_and_answers_are_the_programs():
    assert (peer_sharing.USUAL_COPIES, LEAST_ANSWERS) == (5, 3)
    assert f"{peer_sharing.FEWEST_COPIES} sampai {peer_sharing.MOST_COPIES}" in PAGE
    assert "lima kuesioner" in PAGE
    assert "Sedikitnya tiga jawaban" in PAGE


def test_the_sheets_of_the_result_stand_in_the_manual_in_order():
    rows = re.findall(r"^\| ([A-Z][^|]+?) \|", PAGE, re.MULTILINE)
    assert rows == ["Lembar", *(sheet.name for sheet in peer_book([], "").sheets)]
    state = PeerLine(SAMPLE.rated[0], 5, 2, None).state
    assert state in PAGE


def test_counts_are_shown_as_the_manual_shows_them():
    assert count_words(peer_result(FIVE, RULES).tallies[0]) in PAGE


def test_the_json_of_the_manual_has_the_shape_and_numbers_of_the_real_one():
    answers = [PeerAnswer(one.ratings, {VALUES[6]: "Menggantikan loket saat antre panjang."}) for one in FIVE[:1]]
    result = peer_result([*answers, *FIVE[1:]], RULES)
    record = peer_record(PeerStatus("P", (PeerLine(SAMPLE.rated[0], 5, 5, result),), used=True, written="x"))
    assert all(f"`{key}`" in PAGE for key in (*record, *record["rekan"][0]))
    real = record["rekan"][0]["hasil"]
    shown = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL).group(1))
    assert shown == {**real, "nilai": real["nilai"][6:]}
