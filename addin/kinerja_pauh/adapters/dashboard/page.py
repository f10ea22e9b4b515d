"""From figures to one self-contained HTML page: jinja2 with autoescape, style and script inside, no network allowed."""

from __future__ import annotations

import base64
import hashlib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.indicator_words import reached_text, target_text
from kinerja_pauh.appraisal.wording import show, show_score
from kinerja_pauh.sheets import recap_words as words
from kinerja_pauh.sheets.recap_layout import NO_PREDICATE, NOT_RATED
from kinerja_pauh.sheets.recap_rows import pattern_words

if TYPE_CHECKING:
    from datetime import date

    from kinerja_pauh.sheets.dashboard_page import Dashboard

_HERE = Path(__file__).parent
_LOWEST, _HIGHEST = Decimal(50), Decimal(120)  # what is drawn of a score
_CENTS = -2  # the exponent of a number with two decimals
_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)
"""Nothing may be loaded or sent; of style and script only the two in the page, known by their hash, do anything."""


def dashboard_page(dashboard: Dashboard) -> bytes:
    """The page as UTF-8; the same figures give the same bytes."""
    style, script = _file("dasbor.css"), _file("dasbor.js")
    page = (
        _environment()
        .get_template("dasbor.html.j2")
        .render(
            d=dashboard,
            f=dashboard.book.figures,
            style=Markup(style),  # noqa: S704 - our own file, whole
            script=Markup(script),  # noqa: S704 - our own file, whole
            policy=_POLICY.format(style=_sha256(style), script=_sha256(script)),
        )
    )
    return page.encode("utf-8", "replace")  # a lone surrogate, which no file can hold, becomes a question mark


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"angka": _number, "hari": _day}
    environment.globals |= {
        "kata": words,
        "pola": pattern_words,
        "target": target_text,
        "tercapai": reached_text,
        "tinggi": _height,
        "belum_lengkap": NO_PREDICATE,
        "belum_dinilai": NOT_RATED,
    }
    return environment


def _number(value: Decimal | str | int | None) -> str:
    """A number as Indonesians write it, scores with both decimals; words as they are."""
    if value is None:
        return "belum ada"
    if not isinstance(value, Decimal):
        return str(value)
    return show_score(value) if value.as_tuple().exponent == _CENTS else show(value)


def _height(mean: Decimal) -> int:
    """Pixels from the top of the curve for a mean: 50 and less at its foot, 120 at its top."""
    return 90 - round(min(max(mean, _LOWEST), _HIGHEST) - _LOWEST)


def _day(day: date | None) -> str:
    return "tanpa tanggal" if day is None else show_day(day)
