"""The names of a form's sheets and the fixed words in their cells."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Rating

GUIDE, SUMMARY, WORK, BEHAVIOUR = "Petunjuk", "Ringkasan", "Hasil Kerja", "Perilaku"
FACTORS, FEEDBACK, DIALOGUE, MATERIALS = "Faktor Luar", "Umpan Balik", "Dialog", "Bahan"
RESULTS, META = "Hasil", "_meta"
LATER = (DIALOGUE, MATERIALS)
"""Sheets that forms handed out by an earlier version do not have."""

YES, NO = "Ya", "Tidak"
RATINGS = tuple(Rating)
CAUSES = (
    "Gangguan SIAK/jaringan Dukcapil",
    "Blangko KTP-el kosong",
    "Banjir atau bencana",
    "Pegawai diperbantukan",
    "Pemotongan anggaran",
    "Perubahan kebijakan",
    "Lainnya",
)
LEFT_OUT = "Dikeluarkan"
PROVISIONAL_MARK = " (SEMENTARA)"
STATE_MARKS = {"Lengkap": "✓", "Sementara": "▲", "Belum lengkap": "✕"}
