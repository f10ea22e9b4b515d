"""Kuesioner Rekan: the anonymous questionnaire about one person. Nothing runs in it, and nothing asks for a name."""

from __future__ import annotations

from .form_words import RATINGS
from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .peer_words import NO_NAMES, QUESTIONS, SUGGESTION

_IS_RATING = "OR(" + ",".join(f'[Jawaban]="{rating}"' for rating in RATINGS) + ")"

QUESTIONS_TABLE = Table(
    QUESTIONS,
    "Kuesioner Rekan",
    f"Pilih Jawaban untuk ketujuh nilai; Contoh boleh kosong. {NO_NAMES}",
    (
        Column("No", 5, Look.COUNT),
        Column("Nilai BerAKHLAK", 22, Look.WRAP),
        Column("Panduan", 62, Look.WRAP),
        Column(
            "Jawaban",
            24,
            entry=True,
            choices=RATINGS,
            prompt="Pilih dari daftar. Sesuai Ekspektasi berarti baik dan wajar.",
            rules=(Rule(MISSING, '[Jawaban]=""'), Rule(WRONG, f"NOT({_IS_RATING})")),
        ),
        Column(
            "Contoh",
            52,
            Look.WRAP,
            entry=True,
            prompt="Boleh kosong. Kejadian nyata, tanpa nama siapa pun.",
        ),
        Column(
            "Keadaan",
            16,
            Look.STATE,
            formula=f'IF([Jawaban]="","▲ belum dipilih",IF({_IS_RATING},"✓ terisi","✕ pilih dari daftar"))',
        ),
    ),
    frozen="Nilai BerAKHLAK",
    zoom=90,
    lines=4,
)
UNANSWERED = "▲ belum dipilih"
SUGGESTION_TABLE = Table(
    SUGGESTION,
    "Saran untuk Rekan",
    f"Boleh dikosongkan. {NO_NAMES}",
    (
        Column("Pertanyaan", 50, Look.WRAP),
        Column("Saran", 90, Look.WRAP, entry=True, prompt="Satu saran; tanpa nama siapa pun."),
    ),
    frozen="Pertanyaan",
    zoom=100,
    lines=8,
)
PEER_TABLES = {table.sheet: table for table in (QUESTIONS_TABLE, SUGGESTION_TABLE)}
