"""docs/panduan/tombol.md against the buttons that are shipped: every one stands there, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.adapters.templates.induk_buttons import INDUK_BUTTONS
from kinerja_pauh.adapters.templates.macro_books import FORM_BUTTONS
from kinerja_pauh.faces.buttons import BUTTONS

PAGE = (Path(__file__).parents[2] / "docs" / "panduan" / "tombol.md").read_text("utf-8")


def told(heading: str) -> set[str]:
    """What stands in the first column of the table below a heading."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE)
    return {row for row in rows if row not in {"Tombol", "---"}}


def ribbon() -> dict[str, str]:
    """The label of each button of the ribbon by its callback."""
    page = etree.parse(bundled_folder("macros") / "customUI14.xml")
    return {one.get("onAction"): one.get("label") for one in page.iter() if one.get("onAction")}


def test_every_button_of_a_sheet_is_in_the_manual_and_no_other() -> None:
    assert told("Di Formulir Penilaian") == {button.caption for button in FORM_BUTTONS}
    assert told("Di Induk") == {button.caption for button in INDUK_BUTTONS}


def test_the_ribbon_has_every_button_and_those_of_its_own_are_in_the_manual() -> None:
    on_sheets = {button.caption for button in (*FORM_BUTTONS, *INDUK_BUTTONS)}
    assert set(ribbon().values()) - on_sheets == told("Di pita saja")
    assert on_sheets <= set(ribbon().values())


def test_every_name_that_python_knows_is_rung_by_a_doorbell() -> None:
    rung = set()
    for source in ("Tombol.bas", "Pita.bas"):
        text = (bundled_folder("macros") / source).read_text("utf-8")
        rung |= set(re.findall(r'TekanTombol "([a-z-]+)"', text))
    assert rung == set(BUTTONS)
