"""The Formulir Penilaian: every sheet's columns with their look, entry rules and formulas. The one source of them."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Rating

from .form_formulas import (
    CAP_OPEN,
    CHOSEN_BEHAVIOUR,
    CHOSEN_WORK,
    EXAMPLE_OWED,
    KEPT_WEIGHT,
    RAW_ROWS_OPEN,
    REASON_OWED,
    ROWS_OPEN,
    SAME,
    WEIGHT_OFF,
    capped_score,
    rated,
    work_score,
)
from .form_tables_talk import BEHAVIOUR_TABLE, DIALOGUE_TABLE, FEEDBACK_TABLE, MATERIALS_TABLE
from .form_tables_work import FACTORS_TABLE, WORK_TABLE
from .form_words import (
    BEHAVIOUR,
    CAUSES,
    DIALOGUE,
    FACTORS,
    FEEDBACK,
    GUIDE,
    LATER,
    LEFT_OUT,
    MATERIALS,
    META,
    NO,
    PROVISIONAL_MARK,
    RATINGS,
    RESULTS,
    STATE_MARKS,
    SUMMARY,
    WORK,
    YES,
)
from .layout import MISSING, Column, Look, Rule, Table
from .mark_sheets import EXPLANATION, EXPLANATION_TABLE, FINDINGS, FINDINGS_TABLE

__all__ = [
    "BEHAVIOUR",
    "BEHAVIOUR_TABLE",
    "CAUSES",
    "DIALOGUE",
    "DIALOGUE_TABLE",
    "EXPLANATION",
    "FACTORS",
    "FACTORS_TABLE",
    "FEEDBACK",
    "FEEDBACK_TABLE",
    "FINDINGS",
    "GUIDE",
    "LATER",
    "LEFT_OUT",
    "MARK_TABLES",
    "MATERIALS",
    "MATERIALS_TABLE",
    "META",
    "NO",
    "PROVISIONAL_MARK",
    "RATINGS",
    "RESULTS",
    "RESULTS_TABLE",
    "SHEETS",
    "STATE_MARKS",
    "SUMMARY",
    "SUMMARY_TABLE",
    "TABLES",
    "WORK",
    "WORK_TABLE",
    "YES",
]

SUMMARY_TABLE = Table(
    SUMMARY,
    "Ringkasan",
    "Nilai sementara terhitung sendiri dari isian. Pilih Rating Hasil dan Rating Perilaku; beri Alasan bila berbeda "
    "dari usulan.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Jabatan", 24, Look.WRAP),
        Column(
            "Ide Baru",
            8,
            entry=True,
            choices=(YES, NO),
            prompt="Ya bila ada ide atau cara baru yang bermanfaat bagi organisasi (syarat sebutan Sangat Baik).",
            rules=(Rule(MISSING, '[Ide Baru]=""'),),
        ),
        Column(
            "Uraian Ide Baru",
            22,
            Look.WRAP,
            entry=True,
            rules=(Rule(MISSING, f'AND([Ide Baru]="{YES}",[Uraian Ide Baru]="")'),),
        ),
        Column(
            "Nilai Hasil Kerja",
            9,
            Look.SCORE,
            formula=f'IF(OR({WEIGHT_OFF},{ROWS_OPEN},{KEPT_WEIGHT}=0,{CAP_OPEN}),"",'
            + capped_score("Kontribusi Disesuaikan")
            + ")",
        ),
        Column(
            "Hasil Tanpa Faktor Luar",
            10,
            Look.SCORE,
            formula=f'IF(OR({WEIGHT_OFF},{RAW_ROWS_OPEN}),"",{work_score("Kontribusi")})',
        ),
        Column(
            "Nilai Perilaku",
            10.5,
            Look.SCORE,
            formula=f'IF({"+".join(rated(r) for r in RATINGS)}<>7,"",ROUND(({rated(Rating.ABOVE)}*nilai_di_atas+'
            f"{rated(Rating.MEETS)}*nilai_sesuai+{rated(Rating.BELOW)}*nilai_di_bawah)/7,2))",
        ),
        Column(
            "Nilai Akhir",
            10,
            Look.SCORE,
            formula='IF(OR([Nilai Hasil Kerja]="",[Nilai Perilaku]=""),"",'
            "ROUND((bobot_hasil*[Nilai Hasil Kerja]+bobot_perilaku*[Nilai Perilaku])/100,2))",
        ),
        Column(
            "Sebutan",
            12,
            formula=f'IF([Nilai Akhir]="","",IF(AND([Nilai Akhir]>=ambang_sangat_baik,[Ide Baru]="{YES}"),'
            '"Sangat Baik",IF([Nilai Akhir]>=ambang_baik,"Baik",IF([Nilai Akhir]>=ambang_cukup,"Cukup",'
            'IF([Nilai Akhir]>=ambang_kurang,"Kurang","Sangat Kurang")))))',
        ),
        Column(
            "Rating Hasil (Usulan)",
            18,
            Look.WRAP,
            formula=f'IF([Nilai Hasil Kerja]="","",IF([Nilai Hasil Kerja]>=ambang_hasil_di_atas,"{Rating.ABOVE}",'
            f'IF([Nilai Hasil Kerja]>=ambang_hasil_sesuai,"{Rating.MEETS}","{Rating.BELOW}")))',
        ),
        Column(
            "Rating Hasil",
            18,
            Look.WRAP,
            entry=True,
            choices="=daftar_rating",
            prompt="Keputusan penilai. Bila berbeda dari usulan, isi Alasan.",
            rules=(Rule(MISSING, '[Rating Hasil]=""'),),
        ),
        Column(
            "Rating Perilaku (Usulan)",
            18,
            Look.WRAP,
            formula=f'IF([Nilai Perilaku]="","",IF({rated(Rating.ABOVE)}>=4,"{Rating.ABOVE}",'
            f'IF({rated(Rating.BELOW)}>=4,"{Rating.BELOW}","{Rating.MEETS}")))',
        ),
        Column(
            "Rating Perilaku",
            18,
            Look.WRAP,
            entry=True,
            choices="=daftar_rating",
            prompt="Keputusan penilai. Bila berbeda dari usulan, isi Alasan.",
            rules=(Rule(MISSING, '[Rating Perilaku]=""'),),
        ),
        Column("Alasan", 24, Look.WRAP, entry=True, rules=(Rule(MISSING, REASON_OWED),)),
        Column(
            "Predikat",
            17,
            Look.WRAP,
            formula=f'IF([Nilai Akhir]="","",IFERROR(INDEX(matriks_predikat,MATCH({CHOSEN_WORK},daftar_rating,0),'
            f"MATCH({CHOSEN_BEHAVIOUR},daftar_rating,0))"
            f'&IF(OR([Rating Hasil]="",[Rating Perilaku]=""),"{PROVISIONAL_MARK}",""),""))',
        ),
        Column(
            "Status",
            22,
            Look.STATE,
            formula='IF([Nilai Akhir]="",IF([Nilai Hasil Kerja]="","✕ Hasil kerja belum lengkap",'
            '"✕ Perilaku belum lengkap"),IF([Ide Baru]="","✕ Ide Baru belum dipilih",'
            f'IF(AND([Ide Baru]="{YES}",[Uraian Ide Baru]=""),"✕ Uraian ide belum diisi",'
            f'IF({EXAMPLE_OWED},"✕ Contoh perilaku belum lengkap",IF({REASON_OWED},"✕ Alasan belum diisi",'
            'IF(OR([Rating Hasil]="",[Rating Perilaku]=""),"▲ Sementara","✓ Lengkap"))))))',
        ),
    ),
    frozen="Nama",
    zoom=80,
    pages_wide=2,
)

RESULTS_TABLE = Table(
    RESULTS,
    "Hasil",
    "Ditulis oleh Hitung Nilai; terkunci. Bila isian berubah sesudahnya, kolom Keadaan memberi tahu.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Nilai Hasil Kerja", 9, Look.SCORE),
        Column("Hasil Tanpa Faktor Luar", 10, Look.SCORE),
        Column("Nilai Perilaku", 9, Look.SCORE),
        Column("Nilai Akhir", 9, Look.SCORE),
        Column("Sebutan", 12),
        Column("Rating Hasil", 18, Look.WRAP),
        Column("Rating Perilaku", 18, Look.WRAP),
        Column("Predikat", 17, Look.WRAP),
        Column("Status", 13, Look.STATE),
        Column("Dihitung Pada", 18, Look.WRAP),
        Column("Versi", 8),
        Column("Peraturan", 24, Look.WRAP),
        Column("Sidik", 18),
        Column(
            "Keadaan",
            26,
            Look.STATE,
            formula=f'IF([Sidik]="","Belum dihitung",IFERROR(IF(AND({SAME}),"✓ Nilai sesuai isian",'
            '"▲ Usang: isian berubah, hitung lagi"),"▲ Usang: isian berubah, hitung lagi"))',
        ),
    ),
    frozen="Nama",
    pages_wide=2,
)

TABLES = {
    table.sheet: table
    for table in (
        SUMMARY_TABLE,
        WORK_TABLE,
        BEHAVIOUR_TABLE,
        FACTORS_TABLE,
        FEEDBACK_TABLE,
        DIALOGUE_TABLE,
        MATERIALS_TABLE,
        RESULTS_TABLE,
    )
}
MARK_TABLES = {FINDINGS: FINDINGS_TABLE, EXPLANATION: EXPLANATION_TABLE}
"""Sheets that only buttons write; nothing is read from them."""
SHEETS = (GUIDE, *TABLES, *MARK_TABLES, META)
